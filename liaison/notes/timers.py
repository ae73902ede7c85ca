"""Erasing what was kept long enough: a look a day, told beforehand, and never by a clock alone."""

from collections.abc import Sequence
from datetime import datetime

from liaison.audit import service as audit_service
from liaison.audit.digests import Place
from liaison.audit.repository import Salts
from liaison.core.agreement import PartyCode
from liaison.core.cards import text
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.notes.repository import LegalHolds, Retention
from liaison.notes.retention import DAY, GRACE_DAYS, counts, kept_before, looks_of
from liaison.notes.rules import NOTE_RECORD
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Audience
from liaison.notifications.service import Draft

WAKE = "retention"
"""The kind under which it is looked what may be erased."""
DESK = "desk"


async def begin(tx: Tx) -> None:
    """See to it that there is a look a day: at the start, and where the clock has gone back."""
    looked = await tx.looked(WAKE, DESK)
    if looked is None or looked > tx.now:
        await tx.wake(WAKE, DESK, tx.now + DAY)


async def look(tx: Tx) -> None:
    """Erase what is due, tell what is to be erased next, and plan the next look."""
    await tx.wake(WAKE, DESK, tx.now + DAY)
    if not counts(await tx.of(Retention).last_look(), tx.now):
        return
    await tx.of(Retention).add_look()
    rules = tx.agreement.retention
    longest = max(rules.note_days, rules.dead_days, GRACE_DAYS)
    looks = await tx.of(Retention).looks(looks_of(longest))
    given_up = kept_before(looks, rules.dead_days, tx.now)
    if given_up is not None:
        await _erase_dead(tx, given_up)
    ended, told = (kept_before(looks, days, tx.now) for days in (rules.note_days, GRACE_DAYS))
    if ended is not None and told is not None:
        await _erase_notes(tx, ended, told)
    if ended is not None:
        await _announce(tx, ended)


async def _erase_dead(tx: Tx, moment: datetime) -> None:
    """Erase what was given up; where any case is held all of it stays, as it may be about it."""
    if await tx.of(LegalHolds).exist():
        return
    updates, messages = await tx.of(Retention).erase_dead(moment)
    if updates or messages:
        await tx.audit("dead.erase", DESK, by=None, updates=updates, messages=messages)


async def _erase_notes(tx: Tx, ended: datetime, told: datetime) -> None:
    for reference in await tx.of(Retention).to_erase(ended, told):
        erased = await tx.of(Retention).erase(reference, told)
        if erased:
            numbers = [each.number for each in erased]
            whole = Place(NOTE_RECORD, reference)
            await tx.of(Salts).forget([whole.within(number) for number in numbers])
            await audit_service.record_step(tx, "erase", *erased, by=None, numbers=numbers)


async def _announce(tx: Tx, ended: datetime) -> None:
    """Tell the coordinators of both Parties, once, what is to be erased."""
    cases = await tx.of(Retention).to_announce(ended)
    announced = [await tx.of(Retention).announce(reference, ended) for reference in cases]
    notes = sum(announced)
    if notes:
        for party in tx.agreement.parties:
            await notification_service.tell(tx, _news(tx, party.code, cases, notes))


def _news(tx: Tx, party: PartyCode, cases: Sequence[Reference], notes: int) -> Draft:
    first = local_date(tx.now + GRACE_DAYS * DAY, tx.agreement.party(party).zone)
    return Draft(
        party=party,
        subject=SERVICE_SUBJECT,
        of=first.isoformat(),
        topic=WAKE,
        headline=text(
            "notice-erasing",
            notes=notes,
            first=first,
            cases=tuple(text("answer", value=reference) for reference in cases),
        ),
        audience=Audience.COORDINATORS,
    )
