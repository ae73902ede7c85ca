"""Each line about what may fail names tests, and these are there."""

import re

import pytest

from tests.docs.blocks import DOCS

PAGE = (DOCS / "operations.md").read_text(encoding="utf-8")
FAILING = PAGE.partition("## When something fails")[2].partition("## ")[0]
ROWS = re.findall(r"^\| (?!what happens|---)(.*?) \|.*\| (.*?) \|$", FAILING, re.MULTILINE)
DEMANDED = (
    "disk is full",
    "database is locked",
    "page of the SQLite file is damaged",
    "clock is a second off",
    "clock is an hour ahead",
    "clock is an hour behind",
    "clock is a year ahead",
    "clock is a year behind",
    "event loop is blocked, for a minute",
    "Telegram is unreachable for 72 hours",
)


@pytest.mark.parametrize(("what", "tests"), ROWS)
def test_the_tests_of_each_failure_exist(what: str, tests: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", tests)
    assert named, what
    assert [each for each in named if not (DOCS.parent / each).is_file()] == []


def test_each_demanded_failure_is_listed() -> None:
    said = [what for what, _ in ROWS]
    assert [each for each in DEMANDED if not any(each in what for what in said)] == []
