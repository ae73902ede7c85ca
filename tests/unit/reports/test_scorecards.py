"""The scorecard: what a month holds, what was in time, and averages, from plain facts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.working_time import Hours, WorkCalendar, add_working
from liaison.reports.scorecards import Month, Score, count, period_of
from liaison.requests.model import Kind
from liaison.requests.repository import RequestFacts
from tests.unit.samples import CN, KH

SPAN = timedelta(hours=24)
MARCH = Month(2026, 3)
HOLIDAY = date(2026, 3, 9)
CALENDAR = WorkCalendar(
    weekend=frozenset({5, 6}),
    holidays={HOLIDAY: "a holiday"},
    make_up_days=frozenset(),
    published=frozenset({2026}),
)
PHNOM_PENH = Hours(
    zone="Asia/Phnom_Penh", calendar=CALENDAR, quiet_from=20, quiet_until=7, morning=540
)
BEIJING = replace(PHNOM_PENH, zone="Asia/Shanghai")
LONG_AFTER = datetime(2026, 12, 1, tzinfo=UTC)


def at(month: int, day: int, hour: int = 3, minute: int = 0) -> datetime:
    """A moment of 2026 in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def scored(
    *facts: RequestFacts,
    month: Month = MARCH,
    hours: Hours = PHNOM_PENH,
    now: datetime = LONG_AFTER,
) -> Score:
    return count(facts, month=month, span=SPAN, hours=hours, now=now)


def receipts(*facts: RequestFacts, month: Month = MARCH, now: datetime = LONG_AFTER) -> str:
    score = scored(*facts, month=month, now=now)
    return f"{score.received_in_time} of {score.receipts}"


def answers(*facts: RequestFacts, month: Month = MARCH, hours: Hours = PHNOM_PENH) -> str:
    score = scored(*facts, month=month, hours=hours)
    return f"{score.answered_in_time} of {score.answers}"


def taken(logged: datetime, received: datetime | None) -> RequestFacts:
    return RequestFacts(kind=Kind.VERIFICATION, logged_at=logged, received_at=received)


def answered(ended: datetime, *, due: date | None, received: date | None = None) -> RequestFacts:
    """A request that was logged and received long before."""
    return RequestFacts(
        kind=Kind.VERIFICATION,
        logged_at=at(1, 5),
        received_at=at(1, 5),
        received_on=received,
        due_on=due,
        ended_at=ended,
    )


def test_nothing_is_counted_of_nothing() -> None:
    assert scored() == Score()
    assert scored().tenths is None


def test_the_scores_of_two_months_are_counted_together() -> None:
    march = answered(at(3, 31), due=date(2026, 4, 1), received=date(2026, 3, 2))
    april = answered(at(4, 5), due=date(2026, 4, 1), received=date(2026, 3, 2))
    months = [scored(march, april, month=Month(2026, number)) for number in (3, 4)]
    both = months[0] + months[1]
    assert [each.tenths for each in (*months, both)] == [290, 340, 315]
    assert (both.answered_in_time, both.answers) == (1, 2)


@pytest.mark.parametrize(
    ("logged", "received", "expected"),
    [
        (at(3, 3), at(3, 4), "1 of 1"),
        (at(3, 3), at(3, 4) + timedelta(microseconds=1), "0 of 1"),
        # Friday at three: Saturday and Sunday are not worked, and this Monday is a holiday.
        (at(3, 6, 8), at(3, 10, 8), "1 of 1"),
        (at(3, 6, 8), at(3, 10, 8, 1), "0 of 1"),
        (at(3, 3), None, "0 of 1"),
    ],
)
def test_receipt_is_in_time_within_so_much_working_time(
    logged: datetime, received: datetime | None, expected: str
) -> None:
    assert receipts(taken(logged, received)) == expected


def test_a_receipt_belongs_to_the_month_in_which_it_falls_due() -> None:
    # 31 March, in the morning: due on 1 April.
    late_in_march = taken(at(3, 31), at(3, 31, 4))
    assert receipts(late_in_march) == "0 of 0"
    assert receipts(late_in_march, month=MARCH.after) == "1 of 1"


def test_months_end_at_midnight_of_the_requested_party() -> None:
    # 17:00 in UTC is midnight in Phnom Penh, and one in the morning in Beijing.
    before = taken(at(3, 30, 16, 59), None)
    after = taken(at(3, 30, 17), None)
    assert scored(before, after).receipts == 1
    assert scored(before, after, month=MARCH.after).receipts == 1
    assert scored(before, after, hours=BEIJING).receipts == 0
    assert scored(before, after, month=MARCH.after, hours=BEIJING).receipts == 2


def test_what_is_not_due_yet_counts_once_it_is_received() -> None:
    waiting = taken(at(3, 3), None)
    assert receipts(waiting, now=at(3, 3, 23)) == "0 of 0"
    assert receipts(taken(at(3, 3), at(3, 3, 5)), now=at(3, 3, 23)) == "1 of 1"
    assert receipts(waiting, now=at(3, 4)) == "0 of 1"


def test_a_refusal_without_a_receipt_shows_that_the_request_was_received() -> None:
    in_time = RequestFacts(kind=Kind.VERIFICATION, logged_at=at(3, 3), ended_at=at(3, 3, 9))
    late = RequestFacts(kind=Kind.VERIFICATION, logged_at=at(3, 3), ended_at=at(3, 5))
    assert receipts(in_time) == "1 of 1"
    assert receipts(late) == "0 of 1"


def test_a_request_withdrawn_before_its_receipt_fell_due_is_held_against_no_one() -> None:
    assert (
        receipts(RequestFacts(kind=Kind.VERIFICATION, logged_at=at(3, 3), withdrawn_at=at(3, 3, 9)))
        == "0 of 0"
    )
    assert (
        receipts(RequestFacts(kind=Kind.VERIFICATION, logged_at=at(3, 3), withdrawn_at=at(3, 5)))
        == "0 of 1"
    )


@pytest.mark.parametrize(
    ("ended", "due", "expected"),
    [
        (at(3, 20), date(2026, 3, 20), "1 of 1"),
        (at(3, 20), date(2026, 3, 21), "1 of 1"),
        (at(3, 20), date(2026, 3, 19), "0 of 1"),
        # The day ends at 17:00 in UTC.
        (at(3, 20, 16, 59), date(2026, 3, 20), "1 of 1"),
        (at(3, 20, 17), date(2026, 3, 20), "0 of 1"),
        (at(3, 20), None, "1 of 1"),
    ],
)
def test_an_answer_is_late_after_its_day(ended: datetime, due: date | None, expected: str) -> None:
    assert answers(answered(ended, due=due)) == expected


def test_an_answer_belongs_to_the_month_in_which_it_is_given() -> None:
    request = answered(at(3, 31, 16, 30), due=date(2026, 4, 30))
    assert answers(request) == "1 of 1"
    assert answers(request, month=MARCH.after) == "0 of 0"
    assert answers(request, hours=BEIJING) == "0 of 0"
    assert answers(request, month=MARCH.after, hours=BEIJING) == "1 of 1"


@pytest.mark.parametrize(
    ("days", "tenths"),
    [([0], 0), ([10, 11], 105), ([1, 1, 2], 13), ([1, 2, 2], 17), ([20, 20, 20, 21], 203)],
)
def test_the_average_is_of_local_days_and_rounded_to_a_tenth(days: list[int], tenths: int) -> None:
    ended = at(3, 31)
    last = date(2026, 3, 31)
    requests = [answered(ended, due=None, received=last - timedelta(days=each)) for each in days]
    never_received = RequestFacts(kind=Kind.VERIFICATION, logged_at=at(3, 30), ended_at=ended)
    assert scored(*requests, never_received).tenths == tenths


def test_months_follow_each_other_over_the_years() -> None:
    assert Month(2026, 12).after == Month(2027, 1)
    assert Month(2027, 1).before == Month(2026, 12)
    assert Month(2028, 2).after.before == Month(2028, 2)
    assert Month(2026, 12) < Month(2027, 1)
    assert str(MARCH) == "2026-03"
    assert Month.of(date(2026, 3, 31)) == MARCH
    assert MARCH.starts("Asia/Shanghai") == at(2, 28, 16)


def test_a_period_begins_before_any_receipt_of_the_month_could_be_logged() -> None:
    april = Month(2026, 4)
    period = period_of(CN, april, span=SPAN, hours=BEIJING)
    assert period.requested == CN
    assert (period.start, period.end) == (at(3, 31, 16), at(4, 30, 16))
    assert at(3, 28) < period.logged_from < at(3, 31)


moments = st.timedeltas(timedelta(0), timedelta(days=180)).map(lambda passed: at(1, 1) + passed)


@given(logged=moments, number=st.integers(2, 5))
def test_no_receipt_of_a_month_lies_outside_its_period(logged: datetime, number: int) -> None:
    month = Month(2026, number)
    period = period_of(KH, month, span=SPAN, hours=PHNOM_PENH)
    due = add_working(logged, SPAN, PHNOM_PENH)
    if period.start <= due < period.end:
        assert period.logged_from <= logged < period.end


@given(logged=moments, waited=st.none() | st.timedeltas(timedelta(0), timedelta(days=40)))
def test_a_receipt_is_counted_in_one_month(logged: datetime, waited: timedelta | None) -> None:
    request = taken(logged, None if waited is None else logged + waited)
    months = [Month(2025, 12), *(Month(2026, number) for number in range(1, 9))]
    counted = [scored(request, month=month) for month in months]
    assert sum(score.receipts for score in counted) == 1
    in_time = request.received_at is not None and request.received_at <= add_working(
        logged, SPAN, PHNOM_PENH
    )
    assert sum(score.received_in_time for score in counted) == in_time
