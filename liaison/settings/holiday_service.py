"""Changes of a Party's calendar by its administrators, and their effect on open requests; reported
to both Parties.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from liaison.audit import service as audit_service
from liaison.core.agreement import Party, PartyCode, Priority
from liaison.core.cards import Text, text
from liaison.core.errors import UserError
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.people import ADMINS, Person, require_role
from liaison.core.references import Reference
from liaison.core.timers import TimerKind
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.notifications import service as notification_service
from liaison.notifications.kinds import NoticeKind, Side
from liaison.notifications.rules import Audience
from liaison.requests.deadlines import Deadline, describe_deadline
from liaison.requests.lists import request_filter
from liaison.requests.repository import RequestFilter, Requests
from liaison.settings.holiday_views import moved_deadline_texts, recorded_text
from liaison.settings.holidays import CalendarDay, check_days_off, check_new_days, next_november
from liaison.settings.repository import Holidays

MAX_REQUESTS = 1000
"""The maximum number of open requests that are compared."""
UNKNOWN = NoticeKind(
    "holidays-unknown", SERVICE_SUBJECT, Audience.ADMINS, priority=Priority.IMPORTANT
)
CHANGED = NoticeKind(
    "holidays-changed", SERVICE_SUBJECT, Audience.COORDINATORS, Side.BOTH, informs=True
)
DUE_DATES_MOVED = NoticeKind("due-dates-moved", SERVICE_SUBJECT, Audience.STAFF)
TIMER = "holidays"
"""Timer kind for the yearly check that next year's holidays are known."""


def check_admin(person: Person, party: PartyCode) -> None:
    """Check that the person is an administrator of the Party. Raises ``UserError`` or
    ``NotYourRole``.
    """
    if person.party != party:
        raise UserError("error-not-your-party")
    require_role(person, ADMINS)


async def start_yearly_check(tx: Tx) -> None:
    """Schedule the yearly check of each Party's calendar in November, at the start."""
    for party in tx.agreement.parties:
        if await tx.last_run(TIMER, party.code) is None:
            await _plan(tx, party)


async def run_timer(tx: Tx, code: PartyCode) -> None:
    """Ask the administrators of a Party for next year's holidays if they are not published yet, and
    schedule the check of next November.
    """
    party = tx.agreement.party(code)
    year = local_date(tx.now, party.zone).year + 1
    if tx.calendar(code).provisional(year):
        title = text("notice-holidays-provisional", year=year)
        await notification_service.notify(tx, UNKNOWN.notice(code, str(year), title))
    await _plan(tx, party)


async def _plan(tx: Tx, party: Party) -> None:
    hour = tx.agreement.reminders.hour
    at = next_november(tx.now, tx.calendar(party.code), zone=party.zone, hour=hour)
    await tx.schedule_timer(TIMER, party.code, at)


async def record_days(
    tx: Tx, party: Party, days: Sequence[CalendarDay], *, actor: Person | None
) -> int:
    """Record days of a Party's calendar, from the command line without an actor; returns the number
    of affected open requests.

    Raises what ``check_admin`` raises, ``Conflict`` if nothing would change, or ``TooLongOff``: the
    caller must then roll back the transaction.
    """
    if actor is not None:
        check_admin(actor, party.code)
    calendar = tx.calendar(party.code)
    for each in days:
        check_new_days(each, calendar)
    before = await deadlines_of(tx, party)
    changes = await tx.of(Holidays).record(party.code, days, actor=actor)
    await tx.reload_settings()
    check_days_off(tx.calendar(party.code), party, local_date(tx.now, party.zone))
    await audit_service.record_step(
        tx, "say", *changes, actor=actor, days=[each.day for each in days]
    )
    await rerun_timers(tx)
    what = recorded_text(party, [each.day for each in days], days[0].kind)
    return await notify_moved_deadlines(tx, party, what, before, actor=actor)


async def deadlines_of(tx: Tx, party: Party) -> Mapping[Reference, Deadline]:
    """The deadlines of the open requests that a Party was asked, by the present calendar."""
    chosen = open_requests(tx, requested=party.code)
    requests, _ = await tx.of(Requests).listed(party.code, chosen)
    calendar = tx.calendar(party.code)
    return {
        each.reference: describe_deadline(each.received_on, each.due_on, calendar)
        for each in requests
        if each.received_on is not None and each.due_on is not None
    }


async def notify_moved_deadlines(
    tx: Tx, party: Party, what: Text, before: Mapping[Reference, Deadline], *, actor: Person | None
) -> int:
    """Notify both Parties of a change and of the requests whose last working day differs from
    ``before``; returns the number of those requests. The people who work on them are notified, too.
    """
    after = await deadlines_of(tx, party)
    moved = [
        (reference, now)
        for reference, now in after.items()
        if now.last_working_day != before[reference].last_working_day
    ]
    title = text("notice-holidays", what=what, requests=tuple(moved_deadline_texts(moved)))
    by = None if actor is None else actor.id
    for side in tx.agreement.parties:
        kind = DUE_DATES_MOVED if moved and side is party else CHANGED
        await notification_service.notify(tx, kind.notice(side.code, party.code, title, by=by))
    return len(moved)


def open_requests(tx: Tx, *, requested: PartyCode | None = None) -> RequestFilter:
    """The open requests of a Party."""
    return replace(request_filter(tx, "open", requested=requested), limit=MAX_REQUESTS)


async def rerun_timers(tx: Tx) -> None:
    """Run the timers that depend on settings and calendars, after a change of those."""
    kinds = [each.key for each in tx.registry.all(TimerKind).values() if each.follows_settings]
    await tx.rerun_timers(*kinds)
