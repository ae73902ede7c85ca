"""The reminders of a meeting: one pure rule of its data and two instants, and what they say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from liaison.core.agreement import Agreement, MeetingKind, PartyCode
from liaison.core.cards import Text, named, text
from liaison.core.working_time import DAY, Hours, at_hour, days_left, local_date
from liaison.lifecycle.model import ReminderPlan, plan_reminders
from liaison.meetings.model import Meeting, MeetingState

_MINUTE = timedelta(minutes=1)
NEAR = timedelta(hours=6)
"""How long before its start a meeting is so many hours ahead, whichever day it is on."""
COMING = "notice-meeting-coming"
"""The title of a reminder of a meeting; its days and hours are updated when it is sent."""


class MeetingReminderKind(StrEnum):
    """The subject of a reminder."""

    COMING = "coming"
    """The meeting is near: to the people who attend."""
    RECORD = "record"
    """The meeting is over and its decisions must be recorded: once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingReminder:
    """One reminder to one Party, and when it became due (aware UTC)."""

    at: datetime
    kind: MeetingReminderKind
    party: PartyCode


def next_reminders(
    meeting: Meeting, agreement: Agreement, *, since: datetime, now: datetime
) -> ReminderPlan[MeetingReminder]:
    """Decide which reminders became due after ``since`` and until ``now``, and when to check again,
    also at the begin and end of the meeting and of its open offer. Of several that became due
    together only the last is sent; none after the start.
    """
    changes = [] if meeting.offer is None else [meeting.offer.expires_at]
    if meeting.slot is not None and meeting.state is MeetingState.AGREED:
        changes += [meeting.slot.start, meeting.slot.end]
    return plan_reminders(
        sorted(_schedule(meeting, agreement, now), key=lambda reminder: reminder.at),
        since=since,
        now=now,
        slot=lambda reminder: (reminder.party, reminder.kind),
        until=min((each for each in changes if each > now), default=None),
    )


def days_ahead(start: datetime, zone: str, now: datetime) -> int:
    """The days until an instant in a zone's calendar. Shortly after midnight of the next day it is
    no day ahead, but hours.
    """
    days = days_left(local_date(start, zone), local_date(now, zone))
    return 0 if start - now <= NEAR else days


def _schedule(meeting: Meeting, agreement: Agreement, now: datetime) -> Iterator[MeetingReminder]:
    """All reminders of a meeting, before its start those before it."""
    slot = meeting.slot
    if meeting.state is not MeetingState.AGREED or slot is None:
        return
    rules = agreement.meetings
    emergency = meeting.kind is MeetingKind.EMERGENCY
    for party in agreement.parties:
        make = partial(MeetingReminder, party=party.code)
        if now < slot.start:
            for each in rules.emergency_minutes_before if emergency else rules.minutes_before:
                yield make(at=slot.start - each * _MINUTE, kind=MeetingReminderKind.COMING)
        if meeting.held_by(party.code) is None:
            yield make(at=slot.end, kind=MeetingReminderKind.RECORD)


def next_annual_check(agreement: Agreement, hours: Hours, since: datetime) -> datetime:
    """The first time after ``since`` at which a Party is reminded if no annual consultation of the
    year is agreed (Article 7): the begin of the first working day of each month, from the profile's
    month to the end of the year, so that the morning message tells it. Aware UTC.
    """
    day = local_date(since, hours.zone).replace(day=1)
    while True:
        if day.month >= agreement.meetings.annual_month:
            first = hours.calendar.next_working_day(day - DAY)
            at = at_hour(first, 0, hours.zone)
            if at > since:
                return at
        day = (day + 31 * DAY).replace(day=1)


def coming_line(meeting: Meeting, now: datetime, *, days: int = 0) -> Text:
    """The time left until an agreed meeting: in days if they are given, else in hours, as a message
    that is kept names no day by its distance.
    """
    start = meeting.changed_at if meeting.slot is None else meeting.slot.start
    minutes = max(0, -((now - start) // _MINUTE))
    line = text(
        COMING,
        code=meeting.code,
        kind=named("meeting-kind", meeting.kind),
        at=start,
        days=days,
        hours=minutes // 60,
        minutes=minutes % 60,
    )
    return marked(meeting, line)


def marked(meeting: Meeting, line: Text) -> Text:
    """A line about a meeting, which for an emergency begins with its cause."""
    if meeting.kind is not MeetingKind.EMERGENCY:
        return line
    return replace(line, cause=named("occasion", meeting.occasion))
