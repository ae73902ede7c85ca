"""The figures of a year: its limits, percentiles by nearest rank, and rates."""

from datetime import UTC, date, datetime, timedelta

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
    found = figures_of(facts, PERIOD, ZONE, today=date(2026, 12, 31))
    assert (found.requests, found.replies, found.in_time, found.refusals) == (2, 2, 2, 2)
    assert found.grounds == {"security": 2}
    assert found.days == []


def test_what_is_overdue_without_a_reply_counts_in_the_year_in_which_it_was_logged() -> None:
    due, other = date(2026, 4, 1), PERIOD.end
    facts = [
        RequestFacts(kind=Kind.HANDOVER, logged_at=PERIOD.start, due_on=due, waits=True),
        RequestFacts(kind=Kind.HANDOVER, logged_at=PERIOD.start, due_on=due),
        RequestFacts(kind=Kind.HANDOVER, logged_at=PERIOD.start, waits=True),
        RequestFacts(kind=Kind.HANDOVER, logged_at=other, due_on=due, waits=True),
    ]
    counted = [figures_of(facts, PERIOD, ZONE, today=due + timedelta(days=e)) for e in (0, 1)]
    assert [(each.requests, each.unanswered) for each in counted] == [(3, 0), (3, 1)]


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
