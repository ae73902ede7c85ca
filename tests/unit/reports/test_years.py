"""The figures of a year: its limits, percentiles by nearest rank, and rates."""

from datetime import UTC, datetime, timedelta

import pytest

from liaison.reports.years import MEDIAN, MOST, Figures, Year, figures_of
from liaison.requests.model import Kind
from liaison.requests.repository import RequestFacts
from tests.unit.samples import CN

ZONE = "Asia/Shanghai"
YEAR = Year(2026)
PERIOD = YEAR.period(CN, ZONE)


def test_a_year_runs_from_the_first_local_midnight_to_the_next() -> None:
    assert (YEAR.before, YEAR.after) == (Year(2025), Year(2027))
    assert PERIOD.logged_from == PERIOD.start == datetime(2025, 12, 31, 16, tzinfo=UTC)
    assert PERIOD.end == datetime(2026, 12, 31, 16, tzinfo=UTC)
    moment = timedelta(microseconds=1)
    times = (PERIOD.start - moment, PERIOD.start, PERIOD.end - moment, PERIOD.end)
    facts = [
        RequestFacts(kind=Kind.HANDOVER, logged_at=each, ended_at=each, grounds=("security",))
        for each in times
    ]
    found = figures_of(facts, PERIOD, ZONE)
    assert (found.requests, found.replies, found.in_time, found.refusals) == (2, 2, 2, 2)
    assert found.grounds == {"security": 2}
    assert found.days == []


@pytest.mark.parametrize(
    ("days", "median", "most"),
    [
        ((), None, None),
        ((7,), 7, 7),
        ((1, 2), 1, 2),
        ((1, 2, 3), 2, 3),
        (tuple(range(1, 11)), 5, 9),
        (tuple(range(1, 12)), 6, 10),
    ],
)
def test_percentiles_are_days_of_replies(
    days: tuple[int, ...], median: int | None, most: int | None
) -> None:
    found = Figures(days=days)
    assert (found.percentile(MEDIAN), found.percentile(MOST)) == (median, most)


@pytest.mark.parametrize(
    ("hit", "total", "percent"), [(0, 0, None), (0, 3, 0), (2, 3, 67), (1, 8, 13), (3, 3, 100)]
)
def test_the_rate_in_time_is_rounded_half_up(hit: int, total: int, percent: int | None) -> None:
    assert Figures(in_time=hit, replies=total).percent_in_time == percent
