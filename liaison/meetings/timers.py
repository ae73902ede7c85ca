"""Looking at meetings whose time has come: expiry, reminders, and the year without a date."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from liaison.core.agreement import MeetingKind, PartyCode, party_name
from liaison.core.cards import text
from liaison.core.escalation_policy import Priority
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.lifecycle.steps import Timer, run_reminders
from liaison.meetings.model import MEETING_SUBJECT, Meeting, MeetingCode, MeetingState
from liaison.meetings.reminders import MeetingCall, next_annual_look, next_calls
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import host_of_year
from liaison.meetings.service import WAKE, let_expire
from liaison.meetings.step_notifications import ANNUAL, called
from liaison.meetings.views import AGREED
from liaison.notifications import service as notification_service
from liaison.notifications.recipients import hours_of
from liaison.notifications.rules import Audience
from liaison.notifications.service import Draft

ANNUAL_WAKE = "annual"
"""The kind under which the annual consultation of a Party's year is looked at again."""


async def look(tx: Tx, code: MeetingCode, *, since: datetime) -> None:
    """Look at a meeting whose time has come. ``since`` is the last look at it (aware UTC)."""
    meeting = await tx.of(Meetings).get(code)
    timer = Timer(kind=WAKE, subject=code, at=since)
    await run_reminders(tx, timer, meeting, plan=next_calls, notices=partial(_drafts, tx))
    if meeting is None:
        return
    if meeting.is_over(tx.now):
        for party in tx.agreement.parties:
            await notification_service.settle_about(
                tx, party.code, MEETING_SUBJECT, code, topic=AGREED
            )
    await let_expire(tx, meeting)


def _drafts(tx: Tx, meeting: Meeting, calls: Sequence[MeetingCall]) -> list[Draft]:
    return [called(tx.agreement, meeting, each, tx.now) for each in calls]


async def begin_annual(tx: Tx) -> None:
    """See to it that each Party's year is looked at: once, at the start."""
    for party in tx.agreement.parties:
        await look_at_year(tx, party.code, since=tx.now)


async def look_at_year(tx: Tx, party: PartyCode, *, since: datetime) -> None:
    """Tell the coordinators of a Party where no annual consultation of the year is agreed."""
    looked = await tx.looked(ANNUAL_WAKE, party) or since
    hours = hours_of(tx, party)
    due = next_annual_look(tx.agreement, hours, looked)
    if due <= tx.now:
        year = local_date(tx.now, hours.zone).year
        agreed = await tx.of(Meetings).find(MeetingKind.ANNUAL, str(year), MeetingState.AGREED)
        if agreed is None and local_date(due, hours.zone).year == year:
            await notification_service.tell(tx, _missing(tx, party, year))
    await tx.wake(ANNUAL_WAKE, party, next_annual_look(tx.agreement, hours, tx.now))


def _missing(tx: Tx, party: PartyCode, year: int) -> Draft:
    host = party_name(host_of_year(tx.agreement, year))
    return Draft(
        party=party,
        subject=SERVICE_SUBJECT,
        of=str(year),
        topic=ANNUAL,
        headline=text("notice-annual-missing", year=year, host=host),
        audience=Audience.COORDINATORS,
        priority=Priority.IMPORTANT,
    )
