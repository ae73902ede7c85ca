"""The timers of meetings: expiry, reminders, and a year without an annual consultation."""

from liaison.core.agreement import MeetingKind, PartyCode, party_name
from liaison.core.cards import text
from liaison.core.timers import refresh_cards_at
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.lifecycle.steps import run_reminders
from liaison.meetings.model import MEETING_SUBJECT, MeetingCode, MeetingState
from liaison.meetings.reminders import next_annual_check, next_reminders
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import host_of_year
from liaison.meetings.service import TIMER, end_outdated_requests, let_expire
from liaison.meetings.step_notifications import ANNUAL, reminder_notice
from liaison.meetings.views import AGREED
from liaison.notifications import service as notification_service
from liaison.notifications.recipients import hours_of
from liaison.todos.today_messages import refresh_soon

ANNUAL_TIMER = "annual"
"""The kind of the timers for the annual consultation of a Party."""


async def run_timer(tx: Tx, code: MeetingCode) -> None:
    """Run the timer of a meeting."""
    meeting = await tx.of(Meetings).lock(code)
    await run_reminders(
        tx,
        TIMER,
        code,
        meeting,
        plan=next_reminders,
        notices=lambda it, due: [reminder_notice(tx.agreement, it, each, tx.now) for each in due],
    )
    if meeting is None:
        return
    if meeting.has_begun(tx.now):
        for party in tx.agreement.parties:
            await notification_service.resolve_about(
                tx, party.code, MEETING_SUBJECT, code, notice_key=AGREED
            )
            await refresh_cards_at(tx, party.code, code, tx.now)
        await end_outdated_requests(tx, meeting)
        await refresh_soon(tx)
    await let_expire(tx, meeting)


async def run_annual_timer(tx: Tx, party: PartyCode) -> None:
    """Notify the coordinators of a Party if no annual consultation of the year is agreed."""
    last_run = await tx.last_run(ANNUAL_TIMER, party) or tx.now
    hours = hours_of(tx, party)
    due = next_annual_check(tx.agreement, hours, last_run)
    if due <= tx.now:
        year = local_date(tx.now, hours.zone).year
        agreed = await tx.of(Meetings).find(MeetingKind.ANNUAL, str(year), MeetingState.AGREED)
        if agreed is None and local_date(due, hours.zone).year == year:
            host = party_name(host_of_year(tx.agreement, year))
            title = text("notice-annual-missing", year=year, host=host)
            await notification_service.notify(tx, ANNUAL.notice(party, str(year), title))
    await tx.schedule_timer(ANNUAL_TIMER, party, next_annual_check(tx.agreement, hours, tx.now))
