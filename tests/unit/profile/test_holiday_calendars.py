"""The calendars of both Parties: make-up days, decreed years, and a text for every holiday."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from bot.profile.agreement_file import default_agreement
from bot.profile.holiday_calendars import IN_LIEU, calendar_of
from liaison.core.agreement import Party
from liaison.requests.deadlines import holiday_key

LOCALES = Path(__file__).parents[3] / "locales"
KH = default_agreement().party("KH")
CN = default_agreement().party("CN")


def test_a_make_up_saturday_is_worked_in_china_only() -> None:
    saturday = date(2026, 10, 10)
    assert calendar_of(CN, range(2026, 2027)).is_working(saturday)
    assert not calendar_of(KH, range(2026, 2027)).is_working(saturday)
    assert not calendar_of(CN, range(2026, 2027)).is_working(date(2026, 10, 11))


def test_make_up_days_of_other_years_stay_out() -> None:
    assert {day.year for day in calendar_of(CN, range(2026, 2029)).make_up_days} == {2026}


def test_a_day_off_paid_for_by_a_make_up_day_has_one_name() -> None:
    assert calendar_of(CN, range(2026, 2027)).holiday(date(2026, 2, 20)) == IN_LIEU


@pytest.mark.parametrize(
    ("party", "year", "provisional"),
    [(KH, 2026, False), (KH, 2027, True), (CN, 2025, False), (CN, 2026, False), (CN, 2027, True)],
)
def test_a_year_without_decree_is_provisional(party: Party, year: int, provisional: bool) -> None:
    assert calendar_of(party, range(2025, 2029)).provisional(year) is provisional


def test_make_up_days_alone_prove_a_decree() -> None:
    undated = replace(CN, holidays_published_until=2000)
    calendar = calendar_of(undated, range(2026, 2028))
    assert not calendar.provisional(2026)
    assert calendar.provisional(2027)


def test_a_year_outside_the_calendar_is_provisional() -> None:
    assert calendar_of(KH, range(2025, 2026)).provisional(2024)


@pytest.mark.parametrize("language", default_agreement().languages)
def test_every_holiday_has_a_name_and_no_name_is_left_over(language: str) -> None:
    source = (LOCALES / language / "holidays.ftl").read_text(encoding="utf-8")
    resource = FluentParser().parse(source)
    named = {entry.id.name for entry in resource.body if isinstance(entry, ast.Message)}
    needed = {
        holiday_key(name)
        for party in (KH, CN)
        for joined in calendar_of(party, range(2020, 2101)).holidays.values()
        for name in joined.split("; ")
    }
    assert named == {*needed, "holiday-observed"}
