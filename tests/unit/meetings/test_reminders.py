"""Reminders of meetings: each at its minute, once, and never after the beginning."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.profile.agreement_file import default_agreement
from liaison.core.agreement import MeetingKind
from liaison.meetings.model import Meeting, MeetingState, Objection
from liaison.meetings.reminders import (
    MeetingReminder,
    MeetingReminderKind,
    coming_line,
    days_ahead,
    next_annual_check,
    next_reminders,
)
from liaison.meetings.rules import accept, counter
from liaison.meetings.step_notifications import reminder_notice
from tests.unit.meetings.sample_meetings import CN, HOUR, KH, NOW, act, proposed
from tests.unit.quiet_hours import HOURS

AGREEMENT = default_agreement()
START = NOW + timedelta(days=40)


def agreed(kind: MeetingKind, start: datetime = START) -> Meeting:
    options = ((start, None),)
    meeting, _ = accept(proposed(options=options), act(CN), option=1, length=HOUR)
    return replace(meeting, kind=kind)


def test_a_meeting_at_midnight_is_minutes_ahead_and_not_a_day() -> None:
    midnight = datetime(2026, 3, 2, 17, tzinfo=UTC)
    for ahead, days in ((timedelta(minutes=15), 0), (6 * HOUR, 0), (7 * HOUR, 1)):
        assert days_ahead(midnight, "Asia/Phnom_Penh", midnight - ahead) == days
    evening = midnight - HOUR
    assert days_ahead(evening, "Asia/Phnom_Penh", evening - 7 * HOUR) == 0


@pytest.mark.parametrize("kind", [MeetingKind.ANNUAL, MeetingKind.EMERGENCY])
def test_a_line_tells_the_time_left_and_the_cause_of_an_emergency(kind: MeetingKind) -> None:
    for left, hours, minutes in (
        (timedelta(hours=2, minutes=15), 2, 15),
        (timedelta(minutes=59, seconds=1), 1, 0),
        (-HOUR, 0, 0),
    ):
        values = coming_line(agreed(kind), START - left).values
        assert (values["at"], values["hours"], values["minutes"]) == (START, hours, minutes)
    assert (coming_line(agreed(kind), START).cause is None) is (kind is MeetingKind.ANNUAL)


def test_a_cancelled_meeting_has_no_reminders() -> None:
    cancelled = replace(agreed(MeetingKind.ANNUAL), state=MeetingState.CANCELLED)
    since = START - 3 * HOUR
    plan = next_reminders(cancelled, AGREEMENT, since=since, now=START - HOUR)
    assert (plan.reminders, plan.next_at) == ((), None)


def due(meeting: Meeting, *, since: datetime = NOW) -> list[tuple[datetime, MeetingReminder]]:
    """All reminders from then on, checked each time the rule asks for it."""
    found, at = [], since
    while True:
        plan = next_reminders(meeting, AGREEMENT, since=since, now=at)
        found += [(at, reminder) for reminder in plan.reminders]
        if plan.next_at is None:
            return found
        assert plan.next_at > at
        since, at = at, plan.next_at


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_a_consultation_has_a_reminder_two_hours_before() -> None:
    reminders = due(agreed(MeetingKind.ANNUAL, at(5, 14, 6, 0)))
    coming = [(when, each.party) for when, each in reminders if each.kind == "coming"]
    assert coming == [(at(5, 14, 4), KH), (at(5, 14, 4), CN)]


def test_an_emergency_has_reminders_by_the_minute() -> None:
    reminders = due(agreed(MeetingKind.EMERGENCY, at(3, 4, 20, 0)))
    found = [when for when, each in reminders if each.kind is MeetingReminderKind.COMING]
    assert found == [*[at(3, 3, 20)] * 2, *[at(3, 4, 18)] * 2, *[at(3, 4, 19, 45)] * 2]


def test_once_it_is_over_the_coordinators_are_asked_what_was_decided() -> None:
    meeting = agreed(MeetingKind.EMERGENCY)
    asked = [
        (when, reminder.party)
        for when, reminder in due(meeting)
        if reminder.kind is MeetingReminderKind.RECORD
    ]
    assert asked == [(START + HOUR, KH), (START + HOUR, CN)]


@pytest.mark.parametrize(
    ("kind", "about", "late", "told"),
    [
        (MeetingKind.EMERGENCY, MeetingReminderKind.COMING, HOUR, True),
        (MeetingKind.EMERGENCY, MeetingReminderKind.RECORD, timedelta(0), True),
        (MeetingKind.EMERGENCY, MeetingReminderKind.RECORD, HOUR, False),
        (MeetingKind.ANNUAL, MeetingReminderKind.COMING, timedelta(0), False),
        (MeetingKind.ANNUAL, MeetingReminderKind.RECORD, timedelta(0), False),
    ],
)
def test_only_an_emergency_is_told_at_any_hour_and_not_its_end_after_an_outage(
    kind: MeetingKind, about: MeetingReminderKind, late: timedelta, *, told: bool
) -> None:
    reminder = MeetingReminder(at=START, kind=about, party=KH)
    assert reminder_notice(AGREEMENT, agreed(kind), reminder, START + late).at_once is told


def test_after_an_outage_only_the_last_reminder_is_due_and_none_once_it_has_begun() -> None:
    meeting = agreed(MeetingKind.ANNUAL)
    late = next_reminders(meeting, AGREEMENT, since=NOW, now=START - timedelta(minutes=90))
    assert [each.party for each in late.reminders] == [KH, CN]
    begun = next_reminders(meeting, AGREEMENT, since=NOW, now=START)
    assert begun.reminders == ()


def test_a_proposal_is_checked_when_its_last_option_passes() -> None:
    meeting = proposed()
    assert meeting.offer is not None
    plan = next_reminders(meeting, AGREEMENT, since=NOW, now=NOW)
    assert (plan.reminders, plan.next_at) == ((), meeting.offer.expires_at)


def test_a_meeting_of_which_the_parties_differ_before_its_end_is_checked_at_its_end() -> None:
    meeting = replace(agreed(MeetingKind.ANNUAL), held_by_maker=True, held_by_other=False)
    plan = next_reminders(meeting, AGREEMENT, since=START, now=START)
    assert (plan.reminders, plan.next_at) == ((), START + HOUR)


def test_a_proposed_change_is_checked_as_well_as_the_agreed_slot() -> None:
    changing, _ = counter(
        agreed(MeetingKind.ANNUAL),
        act(KH),
        options=((NOW + HOUR, None),),
        host=KH,
        objection=Objection.TIME,
    )
    assert next_reminders(changing, AGREEMENT, since=NOW, now=NOW).next_at == NOW + HOUR


@given(
    ahead=st.timedeltas(timedelta(minutes=1), timedelta(days=366)),
    kind=st.sampled_from(MeetingKind),
    looks=st.lists(st.timedeltas(timedelta(0), timedelta(days=370)), max_size=8),
)
def test_however_often_it_is_checked_each_reminder_is_due_at_most_once(
    ahead: timedelta, kind: MeetingKind, looks: list[timedelta]
) -> None:
    meeting = agreed(kind, NOW + ahead)
    assert meeting.state is MeetingState.AGREED
    since, seen = NOW, set()
    for moment in sorted(NOW + look for look in looks):
        for reminder in next_reminders(meeting, AGREEMENT, since=since, now=moment).reminders:
            assert since < reminder.at <= moment
            assert reminder.kind is MeetingReminderKind.RECORD or moment < NOW + ahead
            assert (reminder.party, reminder.kind, reminder.at) not in seen
            seen.add((reminder.party, reminder.kind, reminder.at))
        since = moment


def test_a_year_without_a_date_has_a_reminder_each_month_from_september_on() -> None:
    looks, since = [], NOW
    for _ in range(5):
        since = next_annual_check(AGREEMENT, HOURS[CN], since)
        looks.append(since)
    assert looks == [
        at(8, 31, 16),
        at(10, 7, 16),
        at(11, 1, 16),
        at(11, 30, 16),
        datetime(2027, 8, 31, 16, tzinfo=UTC),
    ]
