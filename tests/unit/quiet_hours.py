"""Quiet hours of both Parties and random ones, and slow ways to compute them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.profile.holiday_calendars import calendar_of
from liaison.core.agreement import PartyCode
from liaison.core.working_time import Hours, WorkCalendar
from tests.unit.samples import AGREEMENT

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

HOURS: Mapping[PartyCode, Hours] = {
    party.code: party.hours(calendar_of(party, range(2025, 2029))) for party in AGREEMENT.parties
}


def local(wall: str, hours: Hours) -> datetime:
    """An instant in UTC from what the clock on a Party's wall shows: ``2026-03-02 10:30``."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(hours.zone)).astimezone(UTC)


def works_on(day: date, calendar: WorkCalendar) -> bool:
    """Whether a day is worked, as a printed calendar shows it."""
    off = day.isoweekday() - 1 in calendar.weekend or day in calendar.holidays
    return day in calendar.make_up_days or not off


def sleeps(at: datetime, hours: Hours) -> bool:
    """Whether it is quiet, by walking around the clock from the first quiet hour to the last."""
    quiet, hour = set[int](), hours.quiet_from
    while hour != hours.quiet_until:
        quiet.add(hour)
        hour = (hour + 1) % 24
    wall = at.astimezone(ZoneInfo(hours.zone))
    return wall.hour in quiet or not works_on(wall.date(), hours.calendar)


def first_open(at: datetime, hours: Hours) -> datetime:
    """The first instant that is not quiet, searched minute by minute."""
    while sleeps(at, hours):
        at = at.replace(second=0, microsecond=0) + MINUTE
    return at


def longest_rest(hours: Hours, first: date, days: int) -> int:
    """How many days at most go by without one that is worked."""
    longest = resting = 0
    for offset in range(days):
        resting = 0 if works_on(first + offset * DAY, hours.calendar) else resting + 1
        longest = max(longest, resting)
    return longest


# Two stretches of time in which clocks are changed, in one direction and in the other.
BEGINNINGS = (datetime(2026, 3, 20, tzinfo=UTC), datetime(2026, 10, 20, tzinfo=UTC))
ZONES = (
    "Asia/Phnom_Penh",
    "Asia/Shanghai",
    "Asia/Kathmandu",
    "Europe/Berlin",
    "America/St_Johns",
    "Australia/Lord_Howe",
)

instants = st.builds(
    lambda beginning, seconds: beginning + timedelta(seconds=seconds),
    st.sampled_from(BEGINNINGS),
    st.integers(0, 14 * 86_400),
)
_dates = st.builds(
    lambda beginning, days: beginning.date() + timedelta(days=days),
    st.sampled_from(BEGINNINGS),
    st.integers(0, 20),
)
calendars = st.builds(
    WorkCalendar,
    weekend=st.frozensets(st.integers(0, 6), max_size=4),
    holidays=st.dictionaries(_dates, st.just("Feast"), max_size=6),
    make_up_days=st.frozensets(_dates, max_size=4),
    published=st.just(frozenset({2026})),
)
hours_of_any_kind = st.builds(
    Hours,
    zone=st.sampled_from(ZONES),
    calendar=calendars,
    quiet_from=st.integers(0, 23),
    quiet_until=st.integers(0, 23),
    morning=st.just(0),
)
