"""Dates, months, times and counts as people type them, in three languages and their digits."""

from datetime import date, timedelta
from functools import partial

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from liaison.core import text_parsing
from liaison.core.text_parsing import (
    AmbiguousDate,
    AmbiguousTime,
    NotACount,
    NotADate,
    NotAMonth,
    NotATime,
    ascii_digits,
    parse_count,
)
from liaison.core.vocabulary import in_language
from tests.unit.samples import AGREEMENT

VOCABULARIES = AGREEMENT.vocabularies
parse_date = partial(text_parsing.parse_date, vocabularies=VOCABULARIES)
parse_month = partial(text_parsing.parse_month, vocabularies=VOCABULARIES)
parse_time = partial(text_parsing.parse_time, vocabularies=VOCABULARIES)

TODAY = date(2026, 3, 10)
IDES = date(2026, 3, 15)
KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")


def test_digits_of_every_script_become_ascii() -> None:
    assert (
        ascii_digits("០១២៣៤៥៦៧៨៩ ０１２ ٠١٢ ۰۱۲ ๐๑๒ ² Ⅷ 三") == "0123456789 012 012 012 012 ² Ⅷ 三"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-15", "2026/03/15", "2026.3.15", "15/3/2026", "15.3.2026", "15-03-2026",
        "15 / 3 / 2026", "  2026-03-15\n", "２０２６－０３－１５", "2026–03–15",
        "\u20682026-03-15\u2069", "២០២៦-០៣-១៥", "١٥/٣/٢٠٢٦", "15/3", "15.3", "2026年3月15日",
        "2026年3月15号", "2026年3月15日星期日", "2026年3月15日（周日）", "2026 年 3 月 15 日",
        "3月15日", "3月15", "15 March 2026", "15 Mar 2026", "15mar2026", "15th of March, 2026",
        "March 15, 2026", "Mar 15", "Sunday, 15 March 2026", "១៥ មីនា ២០២៦", "១៥ មីនា",
        "ថ្ងៃទី១៥ ខែមីនា ឆ្នាំ២០២៦", "ថ្ងៃអាទិត្យ ទី១៥ ខែមីនា ឆ្នាំ២០២៦",
        "ថ្ងៃទី១៥\u200bខែមីនា\u200bឆ្នាំ២០២៦", "ចុះថ្ងៃទី១៥ ខែមីនា ឆ្នាំ២០២៦។", "03/15/2026",
        "នៅថ្ងៃទី១៥ ខែមីនា ឆ្នាំ២០២៦", "រាជធានីភ្នំពេញ ថ្ងៃទី១៥ ខែមីនា ឆ្នាំ២០២៦",
        "ថ្ងៃទី១៥ ខែ០៣ ឆ្នាំ២០២៦", "១៥ មិនា ២០២៦", "3/15", "5 days from now", "5天后", "៥ ថ្ងៃទៀត",
        "១៥ ខែ ៣ ឆ្នាំ ២០២៦", "១៥ ខែ៣", "ចុះថ្ងៃទី ១៥ ខែ៣", "ថ្ងៃ ១៥ ខែ០៣ ឆ្នាំ២០២៦",
    ],
)  # fmt: skip
def test_a_date_is_read_in_many_forms(typed: str) -> None:
    assert parse_date(typed, TODAY) == IDES


@pytest.mark.parametrize(
    "typed",
    [
        "", "today 15 March", "15", "2026-03", "March 2026", "15/3/26", "15 March 26",
        "2026-13-01", "2026-02-29", "31/4/2026", "2026-03/15", "15/3-2026", "15 3 2026",
        "20260315", "1899-12-31", "2100-01-01", "2569-03-15", "Monday, 15 March 2026",
        "Sunday Sunday 15 March 2026", "2026年3月15日星期一", "15 March 2026 16",
        "15 March 2026 at 9", "x 15 March 2026", "15 marchx 2026", "²⁰²⁶-03-15", "15 三月 2026",
        "-15/3/2026", "😀", "1" * 5000, "15 March " * 500,
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(NotADate):
        parse_date(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "ahead"),
    [("today", 0), ("Tomorrow", 1), ("昨天", -1), ("ថ្ងៃស្អែក", 1), ("ថ្ងៃនេះ", 0), ("ម្សិលមិញ", -1)],
)
def test_a_word_for_a_day_counts_from_today_whatever_day_others_are_near(
    typed: str, ahead: int
) -> None:
    found = parse_date(typed, TODAY, near=TODAY + timedelta(days=90))
    assert found == TODAY + timedelta(days=ahead)


@pytest.mark.parametrize(
    ("typed", "today", "found"),
    [
        ("31/12", date(2026, 1, 2), date(2025, 12, 31)),
        ("1/1", date(2026, 12, 30), date(2027, 1, 1)),
        ("18/9", date(2026, 3, 10), date(2025, 9, 18)),
        ("9/9", date(2026, 3, 10), date(2025, 9, 9)),
        ("29/2", date(2027, 12, 1), date(2028, 2, 29)),
        ("29 Feb", date(2028, 3, 1), date(2028, 2, 29)),
    ],
)
def test_a_date_without_a_year_is_the_nearest_one(typed: str, today: date, found: date) -> None:
    assert parse_date(typed, today) == found


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [
        ("zh", "4.1", ["2026-04-01", "2026-01-04"]),
        ("zh", "4/1/2026", ["2026-04-01", "2026-01-04"]),
        ("en", "4/1", ["2026-01-04", "2026-04-01"]),
        ("km", "៤/១", ["2026-01-04", "2026-04-01"]),
        ("en", "4/1/2026", ["2026-01-04"]),
        ("en", "5/5", ["2026-05-05"]),
        ("zh", "周五", ["2026-03-06", "2026-03-13"]),
        ("en", "Tuesday", ["2026-03-10"]),
        ("km", "ខានស្អែក", ["2026-03-12"]),
        ("zh", "下周五", ["2026-03-20"]),
        ("zh", "上个星期五", ["2026-03-06"]),
        ("zh", "下下周一", ["2026-03-23"]),
        ("zh", "下周", ["2026-03-16", "2026-03-17"]),
        ("zh", "下个月5日", ["2026-04-05"]),
        ("zh", "两天前", ["2026-03-08"]),
        ("zh", "一个星期前", ["2026-03-03"]),
        ("km", "សប្តាហ៍ក្រោយ", ["2026-03-16", "2026-03-17"]),
        ("km", "ថ្ងៃសុក្រ សប្តាហ៍ក្រោយ", ["2026-03-20"]),
        ("km", "ថ្ងៃអាទិត្យក្រោយ", ["2026-03-15", "2026-03-22"]),
        ("km", "មួយអាទិត្យមុន", ["2026-03-03"]),
        ("km", "ដប់ពីរថ្ងៃទៀត", ["2026-03-22"]),
        ("km", "ថ្ងៃទី៥ ខែក្រោយ", ["2026-04-05"]),
        ("en", "next Friday", ["2026-03-13", "2026-03-20"]),
        ("en", "Friday next week", ["2026-03-20"]),
        ("en", "two days ago", ["2026-03-08"]),
        ("en", "in three weeks", ["2026-03-31"]),
        ("en", "28th of last month", ["2026-02-28"]),
    ],
)
def test_a_date_is_read_in_the_order_of_the_language_and_asked_about_if_two_are_possible(
    language: str, typed: str, found: list[str]
) -> None:
    try:
        read: tuple[object, ...] = (
            text_parsing.parse_date(typed, TODAY, in_language(VOCABULARIES, language)),
        )
    except AmbiguousDate as question:
        read = question.readings
    assert [str(each) for each in read] == found


@pytest.mark.parametrize("typed", ["3", "2:30", "3点", "ម៉ោង ៣", "6h"])
def test_an_hour_of_the_night_or_of_the_afternoon_is_asked_about(typed: str) -> None:
    with pytest.raises(AmbiguousTime) as question:
        parse_time(typed)
    first, second = question.value.readings
    assert isinstance(first, int)
    assert second == first + 12 * 60


def test_of_two_equally_near_dates_the_earlier_is_meant() -> None:
    # 2 July is 183 days after 31 December 2027 and, over the leap day, 183 before 31 December 2028.
    today = date(2028, 7, 1)
    before, after = date(2027, 12, 31), date(2028, 12, 31)
    assert (today - before, after - today) == (timedelta(days=183), timedelta(days=183))
    assert parse_date("31/12", today) == before


def test_a_leap_day_that_no_near_year_has_is_refused() -> None:
    with pytest.raises(NotADate):
        parse_date("29/2", date(2026, 3, 10))


@given(
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    language=st.sampled_from(["en", "en_GB", "km", "zh_Hans"]),
    style=st.sampled_from(["medium", "long", "full"]),
    khmer=st.booleans(),
)
def test_every_printed_date_can_be_typed(day: date, language: str, style: str, khmer: bool) -> None:
    printed = format_date(day, format=style, locale=language)
    assert parse_date(printed.translate(KHMER) if khmer else printed, TODAY) == day


@given(st.text("0123456789-/. 年月日marchFeb១៥មីនា\u2068,", max_size=20))
def test_any_text_is_a_date_or_is_refused(typed: str) -> None:
    try:
        found = parse_date(typed, TODAY)
    except (NotADate, AmbiguousDate):
        return
    assert 2000 <= found.year <= 2099


@pytest.mark.parametrize("typed", ["12", " 12 ", "១២", "１２", "١٢", "012"])
def test_a_count_is_read_in_any_digits(typed: str) -> None:
    assert parse_count(typed, 1, 50) == 12


@pytest.mark.parametrize(
    "typed",
    [
        "2 persons", "2 នាក់", "២នាក់", "2人", "2名", "两人", "二 位", "两", "ពីរនាក់", "ពីរ",
        "Two people",
    ],
)  # fmt: skip
def test_a_count_of_persons_is_read_with_its_word(typed: str) -> None:
    assert parse_count(typed, 1, 50, VOCABULARIES) == 2


@pytest.mark.parametrize("typed", ["1", "50"])
def test_the_bounds_of_a_count_belong_to_it(typed: str) -> None:
    assert parse_count(typed, 1, 50) == int(typed)


@pytest.mark.parametrize(
    "typed", ["", "0", "51", "-1", "+1", "1.0", "1,000", "1_0", "1 2", "²", "三", "one", "9" * 5000]
)
def test_what_is_no_count_is_refused(typed: str) -> None:
    with pytest.raises(NotACount) as refused:
        parse_count(typed, 1, 50)
    assert refused.value.values == {"low": 1, "high": 50}


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03", "2026/03", "3/2026", "២០២៦-០៣", "2026年3月", "March 2026", "2026 March",
        "មីនា ២០២៦", "ខែមីនា ឆ្នាំ២០២៦",
    ],
)  # fmt: skip
def test_a_month_is_read_in_many_forms(typed: str) -> None:
    assert parse_month(typed) == date(2026, 3, 1)


@pytest.mark.parametrize(("typed", "month"), [("last month", 2), ("上个月", 2), ("this month", 3)])
def test_a_month_is_named_by_its_distance(typed: str, month: int) -> None:
    assert parse_month(typed, today=date(2026, 3, 31)) == date(2026, month, 1)


@pytest.mark.parametrize(
    "typed",
    ["", "3", "2026", "March", "26-03", "3/26", "2026-13", "2026-00", "1899-12", "2026-03-15", "x"],
)
def test_what_is_no_month_is_refused(typed: str) -> None:
    with pytest.raises(NotAMonth):
        parse_month(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "8:30", "08:30", "8.30", " 8 : 30 ", "8h30", "８：３０", "៨:៣០", "០៨:៣០", "ម៉ោង ៨:៣០",
        "ម៉ោង ៨ និង ៣០ នាទី", "៨ម៉ោង៣០នាទី", "8点30分", "8點30", "8时30分", "上午8点30分",
        "\u20688:30\u2069",
    ],
)  # fmt: skip
def test_a_time_is_read_in_many_forms(typed: str) -> None:
    assert parse_time(typed) == 8 * 60 + 30


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("8", 480),
        ("8h", 480),
        ("8点", 480),
        ("ម៉ោង ៨", 480),
        ("0:00", 0),
        ("23:59", 1439),
        ("at 10am", 600),
        ("4 PM", 960),
        ("4:30 p.m.", 990),
        ("12pm", 720),
        ("上午10点", 600),
        ("下午3点15分", 915),
        ("晚上9点", 1260),
        ("ម៉ោង ២:៣០ រសៀល", 870),
        ("ម៉ោង ៩ យប់", 1260),
        ("ម៉ោង ០៩:០០នាទីព្រឹក", 540),
        ("១៤ៈ០០", 840),
    ],
)
def test_a_full_hour_needs_no_minutes_and_a_day_has_two_ends(typed: str, minutes: int) -> None:
    assert parse_time(typed) == minutes


@pytest.mark.parametrize(
    "typed",
    [
        "", "soon", "24:00", "8:60", "8:3", "8:", "-8:00", "08:30:00", "២៥:០០", "8-30", "830",
        "8:30 8:30", "12am", "13am", "晚上12点", "am", "²:30", "8" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(NotATime):
        parse_time(typed)


@given(st.text("0123456789:.h点时分 ម៉ោងនិង៣០នាទី\u2068", max_size=12))
def test_any_text_is_a_time_or_is_refused(typed: str) -> None:
    try:
        found = parse_time(typed)
    except (NotATime, AmbiguousTime):
        return
    assert 0 <= found < 24 * 60
