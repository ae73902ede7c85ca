"""Saying that a day is a holiday or is worked: by the Party's administrators, told to both sides.

No due date moves by it. What moves is what is said beside the date, and when people are reminded.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from liaison.domain.access import NotYourRole
from liaison.domain.agreements import Party, PartyCode
from liaison.domain.cards import text
from liaison.domain.deadlines import Deadline, describe_deadline, local_date
from liaison.domain.holidays import Day, check_news, check_rest, next_november
from liaison.domain.ladders import Priority
from liaison.domain.notices import Audience, Subject
from liaison.domain.people import Person, Role
from liaison.domain.references import Reference
from liaison.domain.schedule_rules import NotYourParty
from liaison.usecases import notices
from liaison.usecases.holiday_cards import moved_texts, said_text
from liaison.usecases.notices import Draft
from liaison.usecases.ports import Tx
from liaison.usecases.repositories import CaseFilter
from liaison.usecases.schedules import MOST_CASES, PLANNED

WAKE = "holidays"
"""The kind under which the calendar of a Party is looked at: whether the next year is known."""
TOPIC = "holidays"


def check_admin(person: Person, party: PartyCode) -> None:
    """Let an administrator of a Party change its calendar. Raises ``NotYourParty`` or
    ``NotYourRole``.
    """
    if person.party != party:
        raise NotYourParty
    if person.role is not Role.ADMIN:
        raise NotYourRole


async def say(tx: Tx, person: Person, days: Sequence[Day]) -> int:
    """Say something of days of the own Party's calendar; returns how many open cases it touches.

    Raises ``NotYourRole``, ``DaySaid`` where nothing would change, or ``TooLongOff``: the caller
    then keeps nothing of the transaction.
    """
    check_admin(person, person.party)
    return await _say(tx, tx.agreement.party(person.party), days, by=person)


async def import_days(tx: Tx, party: Party, days: Sequence[Day]) -> int:
    """Say that days of a list are holidays, from the command line; like ``say``."""
    return await _say(tx, party, days, by=None)


async def begin(tx: Tx) -> None:
    """See to it that each Party's calendar is looked at in November: once, at the start."""
    for party in tx.agreement.parties:
        if await tx.looked(WAKE, party.code) is None:
            await _plan(tx, party)


async def look(tx: Tx, code: PartyCode) -> None:
    """Ask the administrators of a Party for the holidays of the next year, where they are not
    published yet, and look again next November.
    """
    party = tx.agreement.party(code)
    year = local_date(tx.now, party.zone).year + 1
    if tx.calendar(code).provisional(year):
        await notices.tell(
            tx,
            Draft(
                party=code,
                subject=Subject.DESK,
                of=str(year),
                topic=TOPIC,
                headline=text("notice-holidays-provisional", year=str(year)),
                audience=Audience.ADMINS,
                priority=Priority.IMPORTANT,
            ),
        )
    await _plan(tx, party)


async def _plan(tx: Tx, party: Party) -> None:
    hour = tx.agreement.reminders.hour
    at = next_november(tx.now, tx.calendar(party.code), zone=party.zone, hour=hour)
    await tx.wake(WAKE, party.code, at)


async def _say(tx: Tx, party: Party, days: Sequence[Day], *, by: Person | None) -> int:
    calendar = tx.calendar(party.code)
    for each in days:
        check_news(each, calendar)
    before = await _deadlines(tx, party)
    await tx.holidays.say(party.code, days, by=by)
    await tx.renew()
    check_rest(tx.calendar(party.code), party, local_date(tx.now, party.zone))
    after = await _deadlines(tx, party)
    moved = [(reference, now) for reference, now in after.items() if now != before[reference]]
    changed = [each.day for each in days]
    await tx.audit(
        "holidays.say",
        party.code,
        by=by,
        kind=days[0].kind,
        days=[each.isoformat() for each in changed],
    )
    await tx.look_again(*PLANNED)
    what = said_text(party, changed, days[0].kind)
    for side in tx.agreement.parties:
        await notices.tell(
            tx,
            Draft(
                party=side.code,
                subject=Subject.DESK,
                of=party.code,
                topic=TOPIC,
                headline=text("notice-holidays", what=what, cases=tuple(moved_texts(moved))),
                audience=Audience.COORDINATORS,
                actor=None if by is None else by.id,
            ),
        )
    return len(moved)


async def _deadlines(tx: Tx, party: Party) -> Mapping[Reference, Deadline]:
    """What the calendar says of the due dates of the Party's open cases."""
    today: Mapping[PartyCode, date] = {
        each.code: local_date(tx.now, each.zone) for each in tx.agreement.parties
    }
    chosen = CaseFilter(which="open", today=today, requested=party.code, limit=MOST_CASES)
    cases, _ = await tx.requests.listed(party.code, chosen)
    calendar = tx.calendar(party.code)
    return {
        each.reference: describe_deadline(each.received_on, each.due_on, calendar)
        for each in cases
        if each.received_on is not None and each.due_on is not None
    }
