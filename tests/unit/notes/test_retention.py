"""Retention: old by the clock, and present at as many daily runs."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.notes.rules import APART, DAY, counts, kept_before

NOW = datetime(2026, 3, 15, 3, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def daily(days: int, *, until: datetime = NOW) -> list[datetime]:
    """That many runs, one a day, the newest first."""
    return [until - each * DAY for each in range(days)]


def looked(moments: list[datetime]) -> list[datetime]:
    """The runs that count of those at these moments, the newest first."""
    kept: list[datetime] = []
    for now in moments:
        if counts(max((each for each in kept if each <= now), default=None), now):
            kept.insert(0, now)
    return kept


def test_a_run_counts_if_twenty_hours_have_passed_since_the_last() -> None:
    assert counts(None, NOW)
    assert not counts(NOW, NOW)
    assert not counts(NOW, NOW + APART - SECOND)
    assert counts(NOW, NOW + APART)
    assert counts(NOW, NOW + 3650 * DAY)


def test_without_runs_nothing_has_been_kept_for_days() -> None:
    assert kept_before([], 1, NOW) is None
    assert kept_before(daily(30), 30, NOW) is None
    assert kept_before(daily(31), 30, NOW) == NOW - 30 * DAY
    assert kept_before(daily(99), 30, NOW) == NOW - 30 * DAY


def test_runs_that_were_close_together_do_not_shorten_the_days() -> None:
    hurried = [NOW - each * APART for each in range(31)]
    assert kept_before(hurried, 30, NOW) == NOW - 30 * DAY


def test_a_pause_of_the_service_keeps_things_longer() -> None:
    looks = [*daily(10), *daily(21, until=NOW - 40 * DAY)]
    assert kept_before(looks, 30, NOW) == NOW - 60 * DAY


@pytest.mark.parametrize("years", [1, 10, 60])
def test_a_clock_that_jumps_ahead_moves_the_moment_by_no_more_than_a_day(years: int) -> None:
    before = daily(40)
    ahead = NOW + years * 365 * DAY
    known = kept_before(before, 30, NOW)
    moved = kept_before(looked([*reversed(before), ahead]), 30, ahead)
    assert known == NOW - 30 * DAY
    assert moved == known + DAY


def test_nothing_that_came_yesterday_is_old_after_the_clock_was_ahead_for_a_week() -> None:
    ahead = [NOW + 3650 * DAY + each * DAY for each in range(7)]
    back = [NOW + each * DAY for each in range(1, 24)]
    looks = looked([*reversed(daily(40)), *ahead, *back])
    moment = kept_before(looks, 30, back[-1])
    assert moment is not None
    assert moment <= NOW


def test_a_clock_that_goes_back_counts_nothing_twice() -> None:
    moments = [NOW, NOW + DAY, NOW, NOW + DAY, NOW, NOW + DAY]
    assert looked(moments) == [NOW + DAY, NOW]


@given(st.lists(st.integers(-4000, 4000), min_size=1, max_size=60), st.integers(1, 40))
def test_a_wrong_clock_shortens_no_retention(jumps: list[int], days: int) -> None:
    moments = [NOW + each * DAY for each in jumps]
    looks = looked(moments)
    moment = kept_before(looks, days, moments[-1])
    assert (moment is None) is (len(looks) <= days)
    assert moment is None or all(moment <= each for each in looks[: days + 1])
    assert all(abs(one - two) >= APART for one, two in pairwise(sorted(looks)))
