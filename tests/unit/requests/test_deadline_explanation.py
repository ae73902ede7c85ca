"""The explanation of a due date: its facts, its steps, and its texts."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.i18n.catalog import Catalog
from bot.profile.agreement_file import default_agreement
from bot.profile.holiday_calendars import calendar_of
from liaison.core.agreement import Party
from liaison.core.cards import Text, Value
from liaison.requests.deadlines import explain, holiday_texts

AGREEMENT = default_agreement()
CATALOG = Catalog.load(agreement=AGREEMENT, strict=True)
KH = AGREEMENT.party("KH")
CN = AGREEMENT.party("CN")
PARTIES = pytest.mark.parametrize("party", [KH, CN], ids=["KH", "CN"])


def explained(
    receipt: str, party: Party, due: date | None = None, *, extended: bool = False
) -> dict[str, Text]:
    day = date.fromisoformat(receipt)
    calendar = calendar_of(party, range(day.year, day.year + 2))
    lines = explain(
        day, party=party, agreement=AGREEMENT, calendar=calendar, due=due, extended=extended
    )
    return {paragraph.key: paragraph for paragraph in lines}


def keys(value: Value) -> list[str]:
    assert isinstance(value, tuple)
    return [each.key for each in value]


def test_the_explanation_has_the_rule_day_zero_the_steps_and_the_end_of_the_day() -> None:
    told = explained("2028-01-30", KH)
    assert told["deadlines-explain-rule"].values["article"] == 5
    assert told["deadlines-explain-day-zero"].values["receipt"] == date(2028, 1, 30)
    steps = told["deadlines-explain-steps"].values["steps"]
    assert isinstance(steps, tuple)
    found = [(step.values["number"], step.values["day"]) for step in steps]
    assert found == [(1, date(2028, 1, 31)), (30, date(2028, 2, 29))]
    ends = datetime(2028, 3, 1, tzinfo=ZoneInfo(KH.zone))
    assert told["deadlines-explain-due"].values["ends"] == ends
    assert "deadlines-due-worked" in told
    assert "deadlines-explain-extended" not in told


def test_the_steps_stop_at_the_end_of_each_month() -> None:
    steps = explained("2027-01-29", CN)["deadlines-explain-steps"].values["steps"]
    assert isinstance(steps, tuple)
    found = [(step.values["number"], step.values["day"]) for step in steps]
    assert found == [(1, date(2027, 1, 30)), (2, date(2027, 1, 31)), (30, date(2027, 2, 28))]


def test_holidays_in_a_row_are_shown_as_one() -> None:
    runs = explained("2026-03-20", KH)["deadlines-holidays"].values["holidays"]
    assert isinstance(runs, tuple)
    assert [(run.values["first"], run.values["last"]) for run in runs] == [
        (date(2026, 4, 14), date(2026, 4, 16))
    ]


def test_days_of_one_name_with_work_or_a_weekend_between_are_shown_apart() -> None:
    runs = explained("2026-02-01", CN)["deadlines-holidays"].values["holidays"]
    assert isinstance(runs, tuple)
    found = [run.values.get("day") or run.values["first"] for run in runs]
    assert found == [date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 20), date(2026, 2, 23)]


def test_two_holidays_of_one_day_are_both_named() -> None:
    found = keys(holiday_texts("International Labor Day; Visaka Bochea Day"))
    assert found == ["holiday-international-labor-day", "holiday-visaka-bochea-day"]


@pytest.mark.parametrize(
    ("receipt", "party", "key"),
    [
        ("2026-09-10", KH, "deadlines-due-holiday"),
        ("2026-09-10", CN, "deadlines-due-made-up"),
        ("2026-04-30", CN, "deadlines-due-weekend"),
        ("2026-05-01", CN, "deadlines-due-weekend"),
        ("2026-05-02", CN, "deadlines-due-worked"),
        ("2026-11-01", CN, "deadlines-no-holidays"),
        ("2026-11-01", CN, "deadlines-holidays-decreed"),
        ("2026-12-01", CN, "deadlines-holidays-decreed"),
        ("2026-12-02", CN, "deadlines-holidays-provisional"),
        ("2027-03-01", KH, "deadlines-holidays-provisional"),
    ],
)
def test_the_explanation_names_its_kind_of_day(receipt: str, party: Party, key: str) -> None:
    assert key in explained(receipt, party)


def test_an_extension_shows_both_dates() -> None:
    shown = explained("2026-03-15", KH, due=date(2026, 5, 4), extended=True)
    found = shown["deadlines-explain-extended"].values
    assert found == {"due": date(2026, 5, 4), "counted": date(2026, 4, 14)}


def test_a_date_kept_after_a_change_of_the_rule_is_not_called_extended() -> None:
    shown = explained("2026-03-15", KH, due=date(2026, 4, 10))
    assert "deadlines-explain-extended" not in shown
    found = shown["deadlines-explain-kept"].values
    assert found == {"due": date(2026, 4, 10), "counted": date(2026, 4, 14)}


@pytest.mark.parametrize("language", AGREEMENT.languages)
@PARTIES
def test_every_explanation_of_a_year_has_its_texts(party: Party, language: str) -> None:
    calendar = calendar_of(party, range(2026, 2028))
    for offset in range(365):
        receipt = date(2026, 1, 1) + timedelta(days=offset)
        for due in (None, receipt + timedelta(days=40)):
            lines = explain(receipt, party=party, agreement=AGREEMENT, calendar=calendar, due=due)
            for line in lines:
                assert CATALOG.text(line, language)
