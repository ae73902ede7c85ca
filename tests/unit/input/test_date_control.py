"""The buttons of a question for a day: near days, likely days, and a calendar."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.profile.agreement_file import default_agreement
from handlers import routes
from handlers.input.commands import Command
from handlers.input.date_control import day_rows
from liaison.core.form import Days
from liaison.meetings import drafts as meeting_drafts
from liaison.requests import drafts as request_drafts

TODAY = date(2026, 3, 31)
ASK = Command(name="receive", args=("KH26-7F3K9",), version=3)
ASKS_FOR_A_DAY = re.compile("ask_for_day|days_of|require_day|days=days\\)")
READS_A_DAY = re.compile(r"\b(parse_date|read_day|read_day_at|days\.read)\(")
OTHER = "day 2026-03 receive KH26-7F3K9 @3"


def pressed(days: Days, month: date | None = None) -> list[str]:
    """The commands of the buttons, in order, that are not those of a blank cell."""
    rows = day_rows(days, ASK, ASK, month)
    return [each.command for row in rows for each in row if each.label.key != "grid-blank"]


@pytest.mark.parametrize(
    ("first", "last", "likely", "offered"),
    [
        ("2026-03-01", "2026-04-30", (), ["2026-03-30", "2026-03-31", "2026-04-01"]),
        ("2026-03-01", "2026-03-31", (), ["2026-03-30", "2026-03-31"]),
        ("2026-03-31", "2027-03-31", (), ["2026-03-31", "2026-04-01"]),
        ("2026-04-01", "2027-03-31", ("2026-04-07",), ["2026-04-01", "2026-04-07"]),
        ("2026-04-01", "2026-04-05", ("2026-04-07",), ["2026-04-01"]),
    ],
)
def test_near_and_likely_days_are_offered_where_they_are_possible(
    first: str, last: str, likely: Sequence[str], offered: list[str]
) -> None:
    days = Days(
        today=TODAY,
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        likely=[date.fromisoformat(each) for each in likely],
    )
    shown = pressed(days)
    assert shown[:-1] == [f"receive KH26-7F3K9 @3 {each}" for each in offered]
    assert shown[-1] == OTHER.replace("2026-03", first[:7] if first > "2026-03-31" else "2026-03")


def test_each_question_for_a_day_has_these_buttons() -> None:
    """What reads a typed day asks for it with the date control, but what finds days in texts that
    answer no question.
    """
    root = Path(str(routes.__file__)).parent
    sources = {each.name: each.read_text(encoding="utf-8") for each in root.rglob("*.py")}
    reading = {name for name, source in sources.items() if READS_A_DAY.search(source)}
    asking = {name for name in reading if ASKS_FOR_A_DAY.search(sources[name])}
    finding = {"access_middleware.py", "date_extraction.py", "parsed_text.py"}
    finding |= {"said_values.py", "search.py"}
    assert reading - asking == finding
    for drafts in (request_drafts, meeting_drafts):
        source = Path(str(drafts.__file__)).read_text(encoding="utf-8")
        days_read = re.findall(r"days\.read\(|= parse_day_or_moment\(", source)
        assert len(days_read) == source.count("days=days") > 0


@pytest.mark.parametrize("typed", ["by 30 June", "until 30 June", "至6月30日", "ត្រឹមថ្ងៃទី៣០ មិថុនា"])
def test_a_day_is_read_behind_a_word_for_a_deadline(typed: str) -> None:
    days = Days(today=TODAY, first=TODAY, last=date(2026, 12, 31))
    assert days.read(typed, default_agreement().vocabularies) == date(2026, 6, 30)


def test_no_other_day_is_offered_where_all_are_shown() -> None:
    days = Days(today=TODAY, first=TODAY, last=TODAY)
    assert pressed(days) == ["receive KH26-7F3K9 @3 2026-03-31"]


def test_a_calendar_is_shown_at_once_where_no_day_is_near() -> None:
    days = Days(today=TODAY, first=date(2026, 5, 30), last=date(2026, 6, 1))
    shown = pressed(days)
    assert shown[0] == "day 2026-05 receive KH26-7F3K9 @3"
    assert [each for each in shown if not each.startswith("day")] == [
        "receive KH26-7F3K9 @3 2026-05-30",
        "receive KH26-7F3K9 @3 2026-05-31",
    ]
    assert pressed(days, date(2030, 1, 1))[:2] == [
        "day 2026-05 receive KH26-7F3K9 @3",
        "day 2026-06 receive KH26-7F3K9 @3",
    ]
