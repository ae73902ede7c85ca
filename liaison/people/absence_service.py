"""Absences: a person names the days and a deputy, who is notified."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from liaison.core.absences import Absence, check_absence, may_be_deputy
from liaison.core.cards import text
from liaison.core.errors import UserError
from liaison.core.outbox import PERSON_SUBJECT
from liaison.core.people import Person
from liaison.core.repository import Absences, People
from liaison.core.transaction import Tx, today_of
from liaison.core.working_time import DAY
from liaison.duty.service import handing_over
from liaison.notifications.deputies import current_absence
from liaison.notifications.service import notify, resolve_about
from liaison.people.notices import DEPUTY


async def colleagues(tx: Tx, person: Person) -> Sequence[Person]:
    """The people who may be deputy of a person."""
    team = await tx.of(People).team(person.party)
    return [each for each in team if may_be_deputy(person, each)]


async def record_absence(
    tx: Tx, person: Person, deputy: Person | None, *, first: date, last: date
) -> Absence:
    """Record an absence, replacing one that is already recorded, and notify the deputy.

    Recording the same absence again changes nothing. Raises what ``check_absence`` raises.
    """
    absences = await tx.of(Absences).of(person.party)
    today = today_of(tx, person.party)
    absence = check_absence(person, deputy, first=first, last=last, absences=absences, today=today)
    before = await current_absence(tx, person)
    if absence == before:
        return absence
    async with handing_over(tx, person.party):
        await tx.of(Absences).put(absence)
    facts = {"first": absence.first, "last": absence.last, "deputy": absence.deputy}
    await tx.audit("person.away", str(person.id), actor=person, **facts)
    if before is not None and before.deputy != absence.deputy:
        await _notify(tx, person, before, "notice-deputy-over")
    await _notify(tx, person, absence, "notice-deputy")
    return absence


async def end_absence(tx: Tx, person: Person) -> None:
    """End a present or coming absence, and notify the deputy. Raises ``UserError``."""
    absence = await current_absence(tx, person)
    if absence is None:
        raise UserError("error-not-away")
    yesterday = today_of(tx, person.party) - DAY
    async with handing_over(tx, person.party):
        if absence.first <= yesterday:
            await tx.of(Absences).put(replace(absence, last=yesterday))
        else:
            await tx.of(Absences).end(person.id)
    await tx.audit("person.back", str(person.id), actor=person)
    await _notify(tx, person, absence, "notice-deputy-over")


async def _notify(tx: Tx, person: Person, absence: Absence, key: str) -> None:
    """Notify the deputy, replacing a notice that may still be waiting for the morning."""
    deputy = await tx.of(People).get(absence.deputy)
    if deputy is None:
        return
    names = {"name": person.name, "deputy": deputy.name}
    title = text(key, **names, first=absence.first, last=absence.last)
    about, detail = str(deputy.id), str(person.id)
    notice = DEPUTY.notice(person.party, about, title, by=person.id, detail=detail)
    await resolve_about(tx, person.party, PERSON_SUBJECT, about, notice_key=notice.notice_key)
    await notify(tx, notice)
