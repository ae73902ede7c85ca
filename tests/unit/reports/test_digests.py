"""When digests come: working days only, the weekly one on its day or the next one worked."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.working_time import Hours, WorkCalendar, local_date
from liaison.reports.digests import NextDigest, next_digest, plan_digests, time_text

MONDAY, FRIDAY = 0, 4
EIGHT = 480
NEW_YEAR = [date(2026, 4, day) for day in (14, 15, 16)]
CALENDAR = WorkCalendar(
    weekend=frozenset({5, 6}),
    holidays=dict.fromkeys(NEW_YEAR, "Khmer New Year") | {date(2026, 3, 9): "a holiday"},
    make_up_days=frozenset({date(2026, 3, 14)}),
    published=frozenset({2026}),
)
HOURS = Hours(zone="Asia/Phnom_Penh", calendar=CALENDAR, quiet_from=20, quiet_until=7)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of 2026 by the clocks of Phnom Penh."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(HOURS.zone))


def coming(after: datetime, digest_at: int = EIGHT) -> NextDigest:
    return next_digest(digest_at, HOURS, MONDAY, after)


@pytest.mark.parametrize(
    ("after", "expected", "weekly"),
    [
        (at(3, 3, 7, 59), at(3, 3, 8), False),
        (at(3, 3, 8), at(3, 4, 8), False),
        # Monday the second is worked; Monday the ninth is not.
        (at(2, 27, 8), at(3, 2, 8), True),
        (at(3, 6, 8), at(3, 10, 8), True),
        (at(3, 10, 8), at(3, 11, 8), False),
        # A Saturday that is worked in place of another day.
        (at(3, 13, 8), at(3, 14, 8), False),
        (at(3, 14, 8), at(3, 16, 8), True),
        (at(4, 13, 8), at(4, 17, 8), False),
    ],
)
def test_the_next_digest_comes_on_the_next_working_day(
    after: datetime, expected: datetime, weekly: bool
) -> None:
    assert coming(after) == NextDigest(at=expected, weekly=weekly)


def test_a_daily_one_that_would_wait_for_the_morning_is_left_to_the_next() -> None:
    plan = plan_digests(EIGHT, HOURS, MONDAY, since=at(2, 27, 8), now=at(3, 2, 21))
    assert (plan.daily, plan.weekly) == (False, True)
    assert plan.next_at == at(3, 3, 8)


@pytest.mark.parametrize(("minutes", "digits"), [(0, "0000"), (510, "0830"), (1439, "2359")])
def test_a_time_is_read_in_four_digits(minutes: int, digits: str) -> None:
    values = time_text(minutes).values
    shown = "".join(str(values[n]) for n in ("tens", "ones", "minute_tens", "minute_ones"))
    assert shown == digits


days = st.dates(date(2026, 3, 1), date(2026, 5, 31))


@given(
    minutes=st.integers(0, 1439),
    weekly_day=st.integers(0, 6),
    off=st.sets(days, max_size=30),
    waited=st.timedeltas(timedelta(0), timedelta(days=60)),
)
def test_each_working_day_has_its_digest_and_each_week_one_weekly(
    minutes: int, weekly_day: int, off: set[date], waited: timedelta
) -> None:
    hours = replace(HOURS, calendar=replace(CALENDAR, holidays=dict.fromkeys(off, "off")))
    after, coming = at(3, 1, 0) + waited, []
    for _ in range(20):
        found = next_digest(minutes, hours, weekly_day, after)
        coming.append(found)
        after = found.at
    on = [local_date(each.at, hours.zone) for each in coming]
    assert all(hours.calendar.is_working(day) for day in on)
    for (one, other), this in zip(pairwise(on), coming[1:], strict=True):
        between = [one + timedelta(days=n) for n in range(1, (other - one).days)]
        assert not any(hours.calendar.is_working(day) for day in between)
        nominal = [day for day in (*between, other) if day.weekday() == weekly_day]
        assert this.weekly == bool(nominal)
