"""Erasure of old content: once a day, announced in advance."""

from collections.abc import Sequence
from datetime import datetime

from liaison.audit import service as audit_service
from liaison.audit.digests import RecordRef
from liaison.audit.repository import RecordSalts
from liaison.core.agreement import PartyCode
from liaison.core.cards import text
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.notes.repository import LegalHolds, Retention
from liaison.notes.rules import DAY, GRACE_DAYS, NOTE_RECORD, counts, kept_before, runs_needed
from liaison.notifications import service as notification_service
from liaison.notifications.kinds import NewNotice, NoticeKind, Side
from liaison.notifications.rules import Audience

TIMER = "retention"
"""Timer kind for the daily erasure."""
SUBJECT = "desk"
ERASURE = NoticeKind("notes-to-erase", SERVICE_SUBJECT, Audience.COORDINATORS, Side.BOTH)


async def start_retention(tx: Tx) -> None:
    """Schedule the daily run, at the start and after the clock was set back."""
    last_run = await tx.last_run(TIMER, SUBJECT)
    if last_run is None or last_run > tx.now:
        await tx.schedule_timer(TIMER, SUBJECT, tx.now + DAY)


async def run_timer(tx: Tx) -> None:
    """Erase content that is due, announce the next erasure, and schedule the next run."""
    await tx.schedule_timer(TIMER, SUBJECT, tx.now + DAY)
    if not counts(await tx.of(Retention).last_run(), tx.now):
        return
    await tx.of(Retention).add_run()
    rules = tx.agreement.retention
    longest = max(rules.note_days, rules.dead_days, GRACE_DAYS)
    runs = await tx.of(Retention).runs(runs_needed(longest))
    dead_before = kept_before(runs, rules.dead_days, tx.now)
    if dead_before is not None:
        await _erase_dead(tx, dead_before)
    ended, announced = (kept_before(runs, days, tx.now) for days in (rules.note_days, GRACE_DAYS))
    if ended is not None and announced is not None:
        await _erase_notes(tx, ended, announced)
    if ended is not None:
        await _announce(tx, ended)


async def _erase_dead(tx: Tx, moment: datetime) -> None:
    """Erase dead updates and messages; while any case is held, all are kept."""
    if await tx.of(LegalHolds).any_exist():
        return
    updates, messages = await tx.of(Retention).erase_dead(moment)
    if updates or messages:
        await tx.audit("dead.erase", SUBJECT, actor=None, updates=updates, messages=messages)


async def _erase_notes(tx: Tx, ended: datetime, announced: datetime) -> None:
    for reference in await tx.of(Retention).to_erase(ended, announced):
        erased = await tx.of(Retention).erase(reference, announced)
        if erased:
            numbers = [each.number for each in erased]
            whole = RecordRef(NOTE_RECORD, reference)
            await tx.of(RecordSalts).forget([whole.within(number) for number in numbers])
            await audit_service.record_step(tx, "erase", *erased, actor=None, numbers=numbers)


async def _announce(tx: Tx, ended: datetime) -> None:
    requests = await tx.of(Retention).to_announce(ended)
    announced = [await tx.of(Retention).announce(reference, ended) for reference in requests]
    notes = sum(announced)
    if notes:
        both = [_notice(tx, each.code, requests, notes) for each in tx.agreement.parties]
        await notification_service.notify(tx, *both)


def _notice(tx: Tx, party: PartyCode, requests: Sequence[Reference], notes: int) -> NewNotice:
    first = local_date(tx.now + GRACE_DAYS * DAY, tx.agreement.party(party).zone)
    references = tuple(text("answer", value=reference) for reference in requests)
    title = text("notice-erasing", notes=notes, first=first, requests=references)
    return ERASURE.notice(party, first.isoformat(), title)
