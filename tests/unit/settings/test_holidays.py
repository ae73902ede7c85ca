"""The days off of a calendar are limited."""

from datetime import UTC, date, datetime, timedelta

import pytest

from liaison.core.references import Reference
from liaison.core.working_time import WorkCalendar
from liaison.settings.holidays import (
    MAX_OFF,
    DayKind,
    TooLongOff,
    check_days_off,
    next_november,
)
from liaison.settings.views import moved_deadline_texts, recorded_text
from tests.unit.samples import AGREEMENT, KH

TODAY = date(2026, 3, 2)


def free(first: date, days: int) -> WorkCalendar:
    """A calendar that knows no weekend, with so many days off in a row."""
    off = {first + timedelta(days=each): "Rest" for each in range(days)}
    return WorkCalendar(
        weekend=frozenset(), holidays=off, make_up_days=frozenset(), published=frozenset({2026})
    )


@pytest.mark.parametrize("first", [TODAY, date(2026, 12, 25), date(2029, 12, 20)])
def test_sixteen_days_in_a_row_may_be_free_and_seventeen_may_not(first: date) -> None:
    party = AGREEMENT.party(KH)
    check_days_off(free(first, MAX_OFF), party, TODAY)
    with pytest.raises(TooLongOff) as refused:
        check_days_off(free(first, MAX_OFF + 1), party, TODAY)
    assert refused.value.values["first"] == first
    assert refused.value.values["last"] == first + timedelta(days=MAX_OFF)


def test_past_days_are_not_checked() -> None:
    before = free(TODAY - timedelta(days=30), 40)
    check_days_off(before, AGREEMENT.party(KH), TODAY)


def test_the_next_november_after_one_is_that_of_the_next_year() -> None:
    days, first = free(TODAY, 0), datetime(2026, 11, 1, tzinfo=UTC)
    assert next_november(first - timedelta(seconds=1), days, "UTC") == first
    assert next_november(first, days, "UTC") == first.replace(year=2027)


@pytest.mark.parametrize(("moved", "listed", "more"), [(1, 1, []), (5, 5, []), (7, 5, [2])])
def test_the_first_moved_deadlines_are_listed(moved: int, listed: int, more: list[int]) -> None:
    dates = {Reference(f"KH26-7F3K{number}"): (TODAY, TODAY, TODAY) for number in range(moved)}
    shown = list(moved_deadline_texts(dates))
    assert [each.key for each in shown[:listed]] == ["holidays-moved-request"] * listed
    assert [each.values["count"] for each in shown[listed:]] == more


@pytest.mark.parametrize(("days", "more"), [(12, 0), (15, 3)])
def test_of_many_recorded_days_the_first_are_listed(days: int, more: int) -> None:
    shown = recorded_text(AGREEMENT.party(KH), [TODAY] * days, DayKind.OFF)
    assert shown.values["more"] == more
