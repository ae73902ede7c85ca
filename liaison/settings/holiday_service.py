"""Saying that a day is a holiday or is worked: by the Party's administrators, told to both sides.

No due date moves by it. What moves is what is said beside the date, and when people are reminded.
"""

from collections.abc import Sequence

from liaison.audit import service as audit_service
from liaison.core.access import NotYourRole
from liaison.core.agreement import Party, PartyCode
from liaison.core.cards import text
from liaison.core.escalation_policy import Priority
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.people import Person, Role
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Audience
from liaison.notifications.service import Draft
from liaison.settings.calendar_changes import TOPIC, deadlines_of, tell_moved
from liaison.settings.holiday_views import said_text
from liaison.settings.holidays import Day, check_news, check_rest, next_november
from liaison.settings.repository import Holidays
from liaison.settings.rules import NotYourParty
from liaison.settings.service import rerun_timers

WAKE = "holidays"
"""The kind under which the calendar of a Party is looked at: whether the next year is known."""


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
        await notification_service.tell(
            tx,
            Draft(
                party=code,
                subject=SERVICE_SUBJECT,
                of=str(year),
                topic=TOPIC,
                headline=text("notice-holidays-provisional", year=year),
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
    before = await deadlines_of(tx, party)
    said = await tx.of(Holidays).say(party.code, days, by=by)
    await tx.renew()
    check_rest(tx.calendar(party.code), party, local_date(tx.now, party.zone))
    await audit_service.record_step(tx, "say", *said, by=by, days=[each.day for each in days])
    await rerun_timers(tx)
    what = said_text(party, [each.day for each in days], days[0].kind)
    return await tell_moved(tx, party, what, before, by=by)
