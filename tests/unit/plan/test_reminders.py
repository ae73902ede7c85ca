"""Reminders of activities: to the minute, in the zone of who leads, weekly while overdue."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import PartyCode
from liaison.lifecycle.reminders import ReminderPlan
from liaison.plan.reminders import ActivityReminder, next_activity_reminders
from liaison.plan.rules import ActivityState
from tests.unit.plan.test_activities import LAST, activity
from tests.unit.samples import AGREEMENT, CN, KH, LATER

MINUTE, DAY, WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(days=7)
NINE = {KH: 2, CN: 1}
"""Nine in the morning of each capital, as an hour of UTC."""


def nine(day: date, party: PartyCode) -> datetime:
    return datetime(day.year, day.month, day.day, NINE[party], tzinfo=UTC)


def plan_at(
    since: datetime, now: datetime, lead: PartyCode | None = CN
) -> ReminderPlan[ActivityReminder]:
    return next_activity_reminders(activity(lead), AGREEMENT, since=since, now=now)


def due(prompts: Iterable[ActivityReminder]) -> list[tuple[datetime, PartyCode, bool]]:
    return sorted((each.at, each.party, each.overdue) for each in prompts)


REMINDER_DAYS = [(-30, False), (-7, False), (-1, False), (1, True), (8, True), (15, True)]


@pytest.mark.parametrize("party", [KH, CN])
@pytest.mark.parametrize(("days", "overdue"), REMINDER_DAYS)
def test_each_reminder_comes_at_its_minute_and_neither_before_nor_again(
    days: int, party: PartyCode, *, overdue: bool
) -> None:
    at = nine(LAST + days * DAY, party)
    before = plan_at(at - 2 * MINUTE, at - MINUTE, party)
    assert (before.reminders, before.next_at) == ((), at)
    assert due(plan_at(at - MINUTE, at, party).reminders) == [(at, party, overdue)]
    assert plan_at(at, at + MINUTE, party).reminders == ()


@pytest.mark.parametrize("state", [ActivityState.DONE, ActivityState.DROPPED])
def test_an_ended_activity_has_no_reminders(state: ActivityState) -> None:
    ended = activity(CN, state)
    now = LATER + 900 * DAY
    assert next_activity_reminders(ended, AGREEMENT, since=LATER, now=now) == ReminderPlan()


@given(
    lead=st.sampled_from([KH, CN, None]),
    ahead=st.integers(-400, 400),
    pause=st.timedeltas(timedelta(0), 40 * DAY),
)
def test_an_open_activity_always_has_a_next_check(
    lead: PartyCode | None, ahead: int, pause: timedelta
) -> None:
    since = nine(LAST + ahead * DAY, CN) + 5 * MINUTE
    now = since + pause
    plan = plan_at(since, now, lead)
    assert plan.next_at is not None
    assert plan.next_at > now
    if now >= nine(LAST, CN):
        assert plan.next_at <= now + WEEK
    assert all(since < each.at <= now for each in plan.reminders)
    assert len({each.party for each in plan.reminders}) == len(plan.reminders)
