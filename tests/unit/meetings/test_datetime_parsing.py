"""Moments as people type them: a day and a time in one line, in three languages and digits."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.errors import UserError
from liaison.core.text_parsing import AmbiguousDate, AmbiguousMoment, NotADate, NotATime
from liaison.core.vocabulary import in_language
from liaison.core.working_time import local_moment
from liaison.meetings import datetime_parsing
from liaison.meetings.rules import MeetingTimeOutOfRange
from tests.unit.samples import AGREEMENT

parse_day_or_moment = partial(
    datetime_parsing.parse_day_or_moment, vocabularies=in_language(AGREEMENT.vocabularies, "en")
)

PHNOM_PENH, BEIJING = "Asia/Phnom_Penh", "Asia/Shanghai"
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""A Tuesday: ten in Phnom Penh."""
TWO_THERE = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")


def moment(typed: str, zone: str = PHNOM_PENH) -> datetime:
    """The instant of a day with a time of day."""
    day, minutes = parse_day_or_moment(typed, zone=zone, now=NOW)
    if minutes is None:
        raise NotATime
    return local_moment(day, minutes, zone)


@pytest.mark.parametrize(
    "typed",
    [
        "27.11 14:00", "27.11, 14:00", "27.11 14", "2026-11-27 14:00", "14:00 27.11",
        "Friday 27 November 14:00", "14:00 Friday, 27 November 2026", "November 27, 14:00",
        "27 Nov 14h", "11月27日 14点", "2026年11月27日星期五 14时00分", "１１月２７日　１４：００",
        "២៧.១១ ១៤:០០", "ថ្ងៃទី២៧ ខែវិច្ឆិកា ម៉ោង ១៤:០០", "២៧ វិច្ឆិកា ២០២៦ ម៉ោង១៤",
        "\u206827.11\u2069 14:00\n",
    ],
)  # fmt: skip
def test_a_moment_is_read_in_many_forms(typed: str) -> None:
    assert moment(typed) == TWO_THERE


@pytest.mark.parametrize(
    ("typed", "day", "minutes"),
    [
        ("tomorrow 10am", 25, 600),
        ("today 4pm", 24, 960),
        ("4 pm today", 24, 960),
        ("tomorrow at 9:30", 25, 570),
        ("this afternoon at 3", 24, 900),
        ("at 3 in the afternoon", 24, 900),
        ("tomorrow afternoon at 3", 25, 900),
        ("明天上午10点", 25, 600),
        ("今天下午3点", 24, 900),
        ("ថ្ងៃស្អែក ម៉ោង ២:៣០ រសៀល", 25, 870),
        ("3pm", 24, 900),
        ("下午三点", 24, 900),
        ("ម៉ោង ៣ រសៀល", 24, 900),
        ("រសៀលនេះម៉ោង៣", 24, 900),
        ("ល្ងាចនេះ ម៉ោង៥", 24, 1020),
        ("in 30 minutes", 24, 630),
        ("半小时后", 24, 630),
        ("两个小时后", 24, 720),
        ("១ ម៉ោងទៀត", 24, 660),
        ("in an hour", 24, 660),
        ("the 28th at 3pm", 28, 900),
        ("28号下午3点", 28, 900),
        ("28日15点", 28, 900),
        ("28 3pm", 28, 900),
        ("ថ្ងៃទី២៨ ម៉ោង ៣ រសៀល", 28, 900),
        ("24号下午3点", 24, 900),
        ("今晚12点", 25, 0),
        ("tomorrow 24:00", 26, 0),
    ],
)
def test_a_moment_of_today_or_tomorrow_is_read_as_people_say_it(
    typed: str, day: int, minutes: int
) -> None:
    read = parse_day_or_moment(typed, zone=PHNOM_PENH, now=NOW)
    assert read == (date(2026, 11, day), minutes)


@pytest.mark.parametrize(
    ("typed", "moments"),
    [
        ("8am", ["2026-11-25 08:00"]),
        ("3点", ["2026-11-24 15:00", "2026-11-25 03:00"]),
        ("ម៉ោង ១", ["2026-11-24 13:00", "2026-11-25 01:00"]),
    ],
)
def test_a_time_without_a_day_is_asked_about_unless_it_is_still_ahead(
    typed: str, moments: list[str]
) -> None:
    with pytest.raises(AmbiguousMoment) as question:
        parse_day_or_moment(typed, zone=PHNOM_PENH, now=NOW)
    assert [f"{each:%Y-%m-%d %H:%M}" for each in question.value.readings] == moments


def test_twelve_at_night_may_be_midnight_or_noon() -> None:
    night = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    with pytest.raises(AmbiguousMoment) as question:
        parse_day_or_moment("12点", zone=PHNOM_PENH, now=night)
    assert [f"{each:%d %H:%M}" for each in question.value.readings] == ["25 00:00", "25 12:00"]


def test_a_moment_is_meant_in_the_zone_of_the_person() -> None:
    found = moment("27.11 14:00", BEIJING)
    assert found == TWO_THERE - timedelta(hours=1)
    assert found.tzinfo is UTC


def test_of_a_day_and_a_time_with_dots_the_day_comes_first() -> None:
    assert moment("20.12 11.30") == datetime(2026, 12, 20, 4, 30, tzinfo=UTC)
    with pytest.raises(AmbiguousDate) as question:
        moment("10.12 11.30")
    assert question.value.readings == (date(2026, 12, 10), date(2027, 10, 12))


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("", NotADate),
        ("soon", NotADate),
        ("14", NotADate),
        ("31.11 14:00", NotADate),
        ("Monday 27 November 14:00", NotADate),
        ("27.11 14:00 x", NotATime),
        ("x" * 5_000, NotADate),
        ("27.11 14:00" + " " * 5_000, NotADate),
        ("27.11 25:00", NotATime),
        ("27.11 noon", NotATime),
        ("24.11.2026 10:00", MeetingTimeOutOfRange),
        ("24.11.2025 10:00", MeetingTimeOutOfRange),
        ("25.11.2027 10:01", MeetingTimeOutOfRange),
    ],
)
def test_what_is_no_moment_of_a_meeting_is_refused(typed: str, refused: type[UserError]) -> None:
    with pytest.raises(refused):
        moment(typed)


@pytest.mark.parametrize("typed", ["24.11 10:01", "25.11.2027 10:00"])
def test_the_next_minute_and_the_last_one_of_a_year_can_be_meant(typed: str) -> None:
    assert NOW < moment(typed) <= NOW + timedelta(days=366)


def test_a_day_needs_no_time() -> None:
    read = parse_day_or_moment("២៧ វិច្ឆិកា", zone=PHNOM_PENH, now=NOW)
    assert read == (date(2026, 11, 27), None)
    read = parse_day_or_moment("27.11 14:05", zone=PHNOM_PENH, now=NOW)
    assert read == (date(2026, 11, 27), 14 * 60 + 5)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("24.11", date(2026, 11, 24)),
        ("23.11", date(2026, 11, 23)),  # just past, and refused where it must be to come
        ("25.10", date(2026, 10, 25)),
        ("24.10", date(2027, 10, 24)),
        ("23号", date(2026, 12, 23)),
        ("the 31st", date(2026, 12, 31)),
        ("1 June", date(2027, 6, 1)),
        ("Monday", date(2026, 11, 30)),
        ("Tuesday 1 June", date(2027, 6, 1)),
        ("Saturday 23 January", date(2027, 1, 23)),
    ],
)
def test_a_day_without_a_year_is_the_next_such_day(typed: str, found: date) -> None:
    assert parse_day_or_moment(typed, zone=PHNOM_PENH, now=NOW) == (found, None)


def test_today_is_the_date_in_the_zone() -> None:
    late = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
    assert parse_day_or_moment("24.11", zone=PHNOM_PENH, now=late)[0] == date(2026, 11, 24)
    with pytest.raises(MeetingTimeOutOfRange):
        parse_day_or_moment("24.11 23:59", zone=BEIJING, now=late)
    assert parse_day_or_moment("24.11 23:59", zone=PHNOM_PENH, now=late)[1] == 23 * 60 + 59


@given(today=st.dates(date(2024, 1, 1), date(2032, 12, 31)), ahead=st.integers(-30, 333))
def test_every_near_day_is_meant_by_its_day_and_month(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    now = local_moment(today, 12 * 60, PHNOM_PENH)
    for typed in (f"{day:%-d %B}", f"{day.month}月{day.day}日", f"{day:%A %-d %b}"):
        assert parse_day_or_moment(typed, zone=PHNOM_PENH, now=now) == (day, None)


@given(
    ahead=st.integers(1, 360),
    minutes=st.integers(0, 24 * 60 - 1),
    khmer=st.booleans(),
    first=st.booleans(),
)
def test_written_moments_are_read(ahead: int, minutes: int, *, khmer: bool, first: bool) -> None:
    day = date(2026, 11, 24) + timedelta(days=ahead)
    parts = [f"{day.day}/{day.month}/{day.year}", f"{minutes // 60:02}:{minutes % 60:02}"]
    typed = " ".join(parts if first else reversed(parts))
    found = moment(typed.translate(KHMER) if khmer else typed)
    assert found == local_moment(day, minutes, PHNOM_PENH)


@given(st.text("0123456789-/.: ,年月日点Feb១៥មីនា\u2068", max_size=30))
def test_any_text_is_a_moment_or_is_refused(typed: str) -> None:
    try:
        found = moment(typed)
    except UserError:
        return
    assert NOW < found <= NOW + timedelta(days=366)
