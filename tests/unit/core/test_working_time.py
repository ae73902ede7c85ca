"""Working time: quiet hours to the second in both capitals, and every count against a slow one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import PartyCode
from liaison.core.working_time import (
    Hours,
    NaiveInstant,
    WorkCalendar,
    add_working,
    is_quiet,
    local_moment,
    next_open,
    working_between,
)
from tests.unit.quiet_hours import (
    DAY,
    HOUR,
    HOURS,
    MINUTE,
    SECOND,
    first_open,
    hours_of_any_kind,
    instants,
    local,
    sleeps,
    works_on,
)
from tests.unit.samples import CN, KH

PARTIES = pytest.mark.parametrize("party", [KH, CN])
NONE = timedelta(0)
EVERY_DAY = WorkCalendar(
    weekend=frozenset(), holidays={}, make_up_days=frozenset(), published=frozenset({2026})
)


def kept(quiet_from: int, quiet_until: int, calendar: WorkCalendar = EVERY_DAY) -> Hours:
    """Quiet hours in Phnom Penh, on days that are all worked unless said otherwise."""
    return replace(
        HOURS[KH], calendar=calendar, quiet_from=quiet_from, quiet_until=quiet_until, morning=0
    )


@pytest.mark.parametrize(
    ("party", "at", "opens"),
    [
        (KH, "2026-03-03 12:00", "2026-03-03 12:00"),
        (KH, "2026-03-03 19:59:59", "2026-03-03 19:59:59"),
        (KH, "2026-03-03 20:00", "2026-03-04 09:00"),
        (KH, "2026-03-04 00:00", "2026-03-04 09:00"),
        (KH, "2026-03-04 06:59:59", "2026-03-04 09:00"),
        (KH, "2026-03-06 20:00", "2026-03-09 09:00"),
        # Khmer New Year, Tuesday to Thursday.
        (KH, "2026-04-13 20:00", "2026-04-17 09:00"),
        (KH, "2026-04-15 09:00", "2026-04-17 09:00"),
        (CN, "2026-04-15 09:00", "2026-04-15 09:00"),
        # Spring Festival: the Saturday before is worked, and then nine days are not.
        (CN, "2026-02-14 06:00", "2026-02-14 09:00"),
        (CN, "2026-02-14 20:00", "2026-02-24 09:00"),
        (KH, "2026-02-14 06:00", "2026-02-16 09:00"),
        # Saturday the 10th of October is worked in China, and a feast in Cambodia until Monday.
        (CN, "2026-10-09 21:00", "2026-10-10 09:00"),
        (KH, "2026-10-09 21:00", "2026-10-13 09:00"),
        (CN, "2026-09-30 20:00", "2026-10-08 09:00"),
        (CN, "2026-12-31 20:00", "2027-01-04 09:00"),
    ],
)
def test_quiet_hours_end_on_the_next_working_morning(party: PartyCode, at: str, opens: str) -> None:
    hours = HOURS[party]
    found = next_open(local(at, hours), hours)
    assert found == local(opens, hours)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "at", "opens"),
    [
        (12, 14, "2026-03-03 11:59:59", "2026-03-03 11:59:59"),
        (12, 14, "2026-03-03 12:00", "2026-03-03 14:00"),
        (12, 14, "2026-03-03 23:00", "2026-03-03 23:00"),
        (0, 6, "2026-03-03 00:00", "2026-03-03 06:00"),
        (0, 6, "2026-03-02 23:59:59", "2026-03-02 23:59:59"),
        (22, 0, "2026-03-03 22:00", "2026-03-04 00:00"),
        (9, 9, "2026-03-03 09:00", "2026-03-03 09:00"),
        (9, 9, "2026-03-03 03:00", "2026-03-03 03:00"),
        (0, 0, "2026-03-03 00:00", "2026-03-03 00:00"),
    ],
)
def test_quiet_hours_at_any_time(quiet_from: int, quiet_until: int, at: str, opens: str) -> None:
    hours = kept(quiet_from, quiet_until)
    assert next_open(local(at, hours), hours) == local(opens, hours)


@PARTIES
@pytest.mark.parametrize(
    ("at", "span", "until"),
    [
        ("2026-03-06 15:00", 24 * HOUR, "2026-03-09 15:00"),
        ("2026-03-06 15:00", 9 * HOUR - SECOND, "2026-03-06 23:59:59"),
        ("2026-03-06 15:00", 9 * HOUR, "2026-03-09 00:00"),
        ("2026-03-06 15:00", NONE, "2026-03-06 15:00"),
        ("2026-03-07 15:00", NONE, "2026-03-09 00:00"),
        ("2026-03-07 15:00", 24 * HOUR, "2026-03-10 00:00"),
        ("2026-03-03 23:59:59", SECOND, "2026-03-04 00:00"),
        ("2026-03-02 00:00", 5 * DAY, "2026-03-09 00:00"),
    ],
)
def test_only_working_days_count(party: PartyCode, at: str, span: timedelta, until: str) -> None:
    hours = HOURS[party]
    found = add_working(local(at, hours), span, hours)
    assert found == local(until, hours)
    assert found.tzinfo is UTC
    assert working_between(local(at, hours), found, hours) == span


@PARTIES
@pytest.mark.parametrize(
    ("start", "end", "worked"),
    [
        ("2026-03-06 15:00", "2026-03-09 15:00", 24 * HOUR),
        ("2026-03-06 15:00", "2026-03-06 15:00", NONE),
        ("2026-03-06 15:00", "2026-03-06 15:00:01", SECOND),
        ("2026-03-07 00:00", "2026-03-09 00:00", NONE),
        ("2026-03-06 23:59:59", "2026-03-09 00:00:01", 2 * SECOND),
        ("2026-03-09 15:00", "2026-03-06 15:00", NONE),
        ("2026-03-03 15:00", "2026-03-03 14:00", NONE),
    ],
)
def test_time_between_instants(party: PartyCode, start: str, end: str, worked: timedelta) -> None:
    hours = HOURS[party]
    assert working_between(local(start, hours), local(end, hours), hours) == worked


def test_the_hour_that_the_clocks_leave_out_is_not_worked() -> None:
    berlin = replace(kept(20, 7), zone="Europe/Berlin")
    zone = ZoneInfo("Europe/Berlin")
    noon, next_noon = (datetime(2026, 3, day, 12, tzinfo=zone) for day in (28, 29))
    assert working_between(noon, next_noon, berlin) == 23 * HOUR
    assert add_working(noon, 23 * HOUR, berlin) == next_noon
    one, four = (datetime(2026, 3, 29, hour, tzinfo=zone) for hour in (1, 4))
    assert working_between(one, four, berlin) == 2 * HOUR


def test_the_minutes_of_a_local_day_are_instants() -> None:
    day = date(2026, 3, 3)
    assert local_moment(day, 8 * 60 + 15, HOURS[KH].zone) == local("2026-03-03 08:15", HOURS[KH])
    assert local_moment(day, 0, HOURS[CN].zone) == datetime(2026, 3, 2, 16, tzinfo=UTC)
    assert local_moment(day, 24 * 60 - 1, HOURS[CN].zone).tzinfo is UTC


def test_an_instant_without_a_zone_is_refused() -> None:
    naive, aware = datetime(2026, 3, 3), datetime(2026, 3, 3, tzinfo=UTC)  # noqa: DTZ001
    hours = HOURS[KH]
    with pytest.raises(NaiveInstant):
        is_quiet(naive, hours)
    with pytest.raises(NaiveInstant):
        next_open(naive, hours)
    with pytest.raises(NaiveInstant):
        add_working(naive, HOUR, hours)
    with pytest.raises(NaiveInstant):
        working_between(naive, aware, hours)
    with pytest.raises(NaiveInstant):
        working_between(aware, naive, hours)


def counted_by_the_minute(at: datetime, span: timedelta, hours: Hours) -> datetime:
    """The end of so much working time, counted minute by minute."""
    zone = ZoneInfo(hours.zone)
    while True:
        works = works_on(at.astimezone(zone).date(), hours.calendar)
        if works and span == NONE:
            return at
        span -= MINUTE if works else NONE
        at += MINUTE


whole_minutes = instants.map(lambda at: at.replace(second=0))
spans = st.integers(0, 3 * 86_400).map(lambda seconds: timedelta(seconds=seconds))


@given(at=instants, hours=hours_of_any_kind)
def test_the_next_opening_is_the_first_minute_that_is_not_quiet(at: datetime, hours: Hours) -> None:
    opens = next_open(at, hours)
    assert opens >= at
    assert not is_quiet(opens, hours)
    assert is_quiet(at, hours) is sleeps(at, hours)
    assert opens == first_open(at, hours)
    assert next_open(opens, hours) == opens


@given(at=instants, later=instants, hours=hours_of_any_kind)
def test_a_later_moment_never_opens_earlier(at: datetime, later: datetime, hours: Hours) -> None:
    first, second = sorted([at, later])
    assert next_open(first, hours) <= next_open(second, hours)
    assert add_working(first, DAY, hours) <= add_working(second, DAY, hours)


@given(at=whole_minutes, minutes=st.integers(0, 3 * 1440), hours=hours_of_any_kind)
def test_working_time_agrees_with_a_simple_count(at: datetime, minutes: int, hours: Hours) -> None:
    expected = counted_by_the_minute(at, minutes * MINUTE, hours)
    assert add_working(at, minutes * MINUTE, hours) == expected


@given(at=instants, span=spans, more=spans, hours=hours_of_any_kind)
def test_adding_working_time_and_measuring_it_undo_each_other(
    at: datetime, span: timedelta, more: timedelta, hours: Hours
) -> None:
    until = add_working(at, span, hours)
    assert until >= at + span
    assert working_between(at, until, hours) == span
    assert add_working(until, more, hours) == add_working(at, span + more, hours)


@given(moments=st.tuples(instants, instants, instants), hours=hours_of_any_kind)
def test_measured_working_time_adds_up_and_leads_back(
    moments: tuple[datetime, datetime, datetime], hours: Hours
) -> None:
    start, middle, end = sorted(moments)
    worked = working_between(start, end, hours)
    assert NONE <= worked <= end - start
    assert working_between(start, middle, hours) + working_between(middle, end, hours) == worked
    # Where the end is not worked, its time is that of the next day that is.
    assert add_working(start, worked, hours) == add_working(end, NONE, hours)
    zone = ZoneInfo(hours.zone)
    assert working_between(start.astimezone(zone), end.astimezone(zone), hours) == worked
