"""The clock: every vector of the rules, two whole years against another count, and its edges."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from holidays import HolidayBase, country_holidays
from hypothesis import given
from hypothesis import strategies as st

from bot.profile.agreement_file import default_agreement
from bot.profile.holiday_calendars import calendar_of
from liaison.core import working_time
from liaison.core.agreement import Party
from liaison.requests.deadlines import Deadline, count_deadline, describe_deadline

AGREEMENT = default_agreement()
KH = AGREEMENT.party("KH")
CN = AGREEMENT.party("CN")
PARTIES = pytest.mark.parametrize("party", [KH, CN], ids=["KH", "CN"])
SPRING_FESTIVAL = "Chinese New Year (Spring Festival)"
MINUTE = timedelta(minutes=1)
MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def counted(receipt: str, party: Party) -> Deadline:
    day = date.fromisoformat(receipt)
    years = range(day.year, day.year + 2)
    return count_deadline(day, AGREEMENT.verification, calendar_of(party, years))


def at(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("receipt", "party", "due", "weekday", "last", "following", "holiday"),
    [
        ("2026-03-15", KH, "2026-04-14", "Tue", "2026-04-13", "2026-04-17", "Khmer New Year's Day"),
        ("2026-01-18", CN, "2026-02-17", "Tue", "2026-02-14", "2026-02-24", SPRING_FESTIVAL),
        ("2026-09-01", CN, "2026-10-01", "Thu", "2026-09-30", "2026-10-08", "National Day"),
        ("2026-04-30", KH, "2026-05-30", "Sat", "2026-05-29", "2026-06-01", None),
        ("2026-04-30", CN, "2026-05-30", "Sat", "2026-05-29", "2026-06-01", None),
        ("2026-09-10", KH, "2026-10-10", "Sat", "2026-10-09", "2026-10-13", "Pchum Ben Day"),
        ("2026-09-10", CN, "2026-10-10", "Sat", "2026-10-10", None, None),
        ("2028-01-30", KH, "2028-02-29", "Tue", "2028-02-29", None, None),
    ],
)
def test_the_rules_own_examples_come_out(
    receipt: str,
    party: Party,
    due: str,
    weekday: str,
    last: str,
    following: str | None,
    holiday: str | None,
) -> None:
    deadline = counted(receipt, party)
    assert deadline.due == date.fromisoformat(due)
    assert f"{deadline.due:%a}" == weekday
    assert deadline.last_working_day == date.fromisoformat(last)
    assert deadline.next_working_day == (date.fromisoformat(following) if following else None)
    assert deadline.due_holiday == holiday


def test_one_instant_is_received_on_two_dates() -> None:
    instant = at("2026-03-15T23:30", "Asia/Phnom_Penh")
    assert instant == at("2026-03-16T00:30", "Asia/Shanghai")
    assert working_time.local_date(instant, KH.zone) == date(2026, 3, 15)
    assert working_time.local_date(instant, CN.zone) == date(2026, 3, 16)


def stepped(receipt: date, days: int) -> tuple[int, int, int]:
    """Count on a calendar of the wall: months of given lengths, a leap day every fourth year."""
    year, month, day = receipt.year, receipt.month, receipt.day
    for _ in range(days):
        leap = month == 2 and year % 4 == 0
        day += 1
        if day > MONTH_LENGTHS[month - 1] + leap:
            day, month = 1, month + 1
        if month > 12:
            month, year = 1, year + 1
    return year, month, day


def nearest_worked(holidays: HolidayBase, day: date, step: int) -> date:
    """The package's own judgement of a working day, which the calendar does not use."""
    while not holidays.is_working_day(day):
        day += timedelta(days=step)
    return day


@PARTIES
def test_every_receipt_of_two_years_agrees_with_another_count(party: Party) -> None:
    holidays = country_holidays(party.holidays, years=range(2027, 2030), language="en_US")
    calendar = calendar_of(party, range(2027, 2030))
    receipts = [date(2027, 1, 1) + timedelta(days=offset) for offset in range(365 + 366)]
    for receipt in receipts:
        deadline = count_deadline(receipt, AGREEMENT.verification, calendar)
        due = deadline.due
        assert (due.year, due.month, due.day) == stepped(receipt, 30)
        assert deadline.last_working_day == nearest_worked(holidays, due, -1)
        worked = holidays.is_working_day(due)
        following = None if worked else nearest_worked(holidays, due, +1)
        assert deadline.next_working_day == following
        met = [(day, holidays[day]) for day in sorted(holidays) if receipt < day <= due]
        assert list(deadline.holidays) == met


@PARTIES
def test_make_up_days_of_a_decreed_year_agree_with_the_package(party: Party) -> None:
    holidays = country_holidays(party.holidays, years=2026)
    calendar = calendar_of(party, range(2026, 2027))
    days = [date(2026, 1, 1) + timedelta(days=offset) for offset in range(365)]
    assert all(calendar.is_working(day) == holidays.is_working_day(day) for day in days)


@PARTIES
def test_a_day_begins_and_ends_at_the_minute(party: Party) -> None:
    day = date(2026, 4, 14)
    begins = at("2026-04-14T00:00", party.zone)
    ends = at("2026-04-15T00:00", party.zone)
    assert working_time.day_ends(day, party.zone) == ends
    assert working_time.day_ends(day, party.zone).tzinfo is UTC
    moments = [begins - MINUTE, begins, begins + MINUTE, ends - MINUTE, ends, ends + MINUTE]
    dates = [working_time.local_date(moment.astimezone(UTC), party.zone) for moment in moments]
    assert [found.day for found in dates] == [13, 14, 14, 14, 15, 15]


def test_the_same_due_date_ends_an_hour_earlier_in_beijing() -> None:
    day = date(2026, 4, 14)
    assert working_time.day_ends(day, CN.zone) == datetime(2026, 4, 14, 16, tzinfo=UTC)
    assert working_time.day_ends(day, KH.zone) == datetime(2026, 4, 14, 17, tzinfo=UTC)
    assert working_time.at_hour(day, 9, KH.zone) == datetime(2026, 4, 14, 2, tzinfo=UTC)
    assert working_time.at_hour(day, 9, CN.zone) == datetime(2026, 4, 14, 1, tzinfo=UTC)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(working_time.NaiveInstant):
        working_time.local_date(datetime(2026, 4, 14), KH.zone)  # noqa: DTZ001


def test_days_left_turn_negative_after_the_due_date() -> None:
    due = date(2026, 3, 1)
    assert [
        working_time.days_left(due, day) for day in (date(2026, 2, 28), due, date(2026, 3, 2))
    ] == [1, 0, -1]


PLAIN = working_time.WorkCalendar(
    weekend=frozenset({5, 6}),
    holidays={date(2026, 6, 10): "One", date(2026, 6, 12): "Two"},
    make_up_days=frozenset({date(2026, 6, 13)}),
    published=frozenset({2026}),
)


def test_working_days_are_counted_where_the_profile_says_so() -> None:
    rule = working_time.DeadlineRule(4, "working", "none")
    # Day 1 is Tuesday the 9th; the 10th and 12th are off, Saturday the 13th is worked.
    assert count_deadline(date(2026, 6, 8), rule, PLAIN).due == date(2026, 6, 15)


def test_the_date_rolls_only_where_the_profile_says_so() -> None:
    strict = working_time.DeadlineRule(2, "calendar", "none")
    rolling = working_time.DeadlineRule(2, "calendar", "next_working_day")
    assert count_deadline(date(2026, 6, 8), strict, PLAIN).due == date(2026, 6, 10)
    assert count_deadline(date(2026, 6, 8), rolling, PLAIN).due == date(2026, 6, 11)
    assert count_deadline(date(2026, 6, 9), rolling, PLAIN).due == date(2026, 6, 11)


def test_an_extension_keeps_its_date_and_gets_its_own_facts() -> None:
    deadline = describe_deadline(date(2026, 6, 8), date(2026, 6, 14), PLAIN)
    assert deadline.due == date(2026, 6, 14)
    assert deadline.last_working_day == date(2026, 6, 13)
    assert deadline.next_working_day == date(2026, 6, 15)
    assert deadline.holidays == ((date(2026, 6, 10), "One"), (date(2026, 6, 12), "Two"))


def test_a_deadline_that_reaches_into_an_unpublished_year_is_provisional() -> None:
    rule = working_time.DeadlineRule(30, "calendar", "none")
    assert not count_deadline(date(2026, 11, 1), rule, PLAIN).provisional
    assert count_deadline(date(2026, 12, 2), rule, PLAIN).provisional


days = st.dates(date(2020, 1, 1), date(2034, 12, 31))
rules = st.builds(
    working_time.DeadlineRule,
    st.integers(1, 60),
    st.sampled_from(["calendar", "working"]),
    st.sampled_from(["none", "next_working_day"]),
)


@given(receipt=days, rule=rules, party=st.sampled_from([KH, CN]))
def test_a_due_date_lies_between_its_working_days(
    receipt: date, rule: working_time.DeadlineRule, party: Party
) -> None:
    calendar = calendar_of(party, range(2020, 2037))
    deadline = count_deadline(receipt, rule, calendar)
    assert deadline.due >= receipt + timedelta(days=rule.days)
    assert deadline.last_working_day <= deadline.due
    assert calendar.is_working(deadline.last_working_day)
    assert (deadline.next_working_day is None) == calendar.is_working(deadline.due)
    if rule.unit == "working" or rule.roll == "next_working_day":
        assert calendar.is_working(deadline.due)
    else:
        assert working_time.days_left(deadline.due, receipt) == rule.days


@given(receipt=days, rule=rules, party=st.sampled_from([KH, CN]))
def test_a_later_receipt_is_never_due_earlier(
    receipt: date, rule: working_time.DeadlineRule, party: Party
) -> None:
    calendar = calendar_of(party, range(2020, 2037))
    first = count_deadline(receipt, rule, calendar).due
    assert first <= count_deadline(receipt + timedelta(days=1), rule, calendar).due


@given(
    instant=st.integers(0, 4_102_444_800).map(lambda second: datetime.fromtimestamp(second, UTC)),
    zone=st.sampled_from(["Asia/Phnom_Penh", "Asia/Shanghai", "Asia/Kathmandu", "Europe/Berlin"]),
)
def test_every_instant_lies_within_its_local_day(instant: datetime, zone: str) -> None:
    day = working_time.local_date(instant, zone)
    assert working_time.at_hour(day, 0, zone) <= instant < working_time.day_ends(day, zone)
