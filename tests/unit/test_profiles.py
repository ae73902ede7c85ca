"""Reading a profile: each kind of field, and the path of each that is missing, wrong or unknown."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from liaison.domain.profiles import ProfileError, ProfileTable, load_profile, read_closed
from liaison.domain.titles import parse_title

pytestmark = pytest.mark.unit

Read = Callable[[ProfileTable], Any]
WEEK = ("monday", "tuesday")


def number(row: ProfileTable) -> int:
    return row.number("x", low=1, high=31)


def numbers(row: ProfileTable) -> tuple[int, ...]:
    return row.numbers("x", low=1, high=31)


def choice(row: ProfileTable) -> str:
    return row.choice("x", WEEK)


def choices(row: ProfileTable) -> tuple[str, ...]:
    return row.choices("x", WEEK)


def matching(row: ProfileTable) -> str:
    return row.matching("x", re.compile(r"[A-Z]{2}"))


def codes(row: ProfileTable) -> tuple[str, ...]:
    return row.codes("x")


def flag(row: ProfileTable) -> bool:
    return row.flag("x")


def day(row: ProfileTable) -> date:
    return row.day("x")


def words(row: ProfileTable) -> str:
    return row.words("x", parse_title)


def table(row: ProfileTable) -> int:
    return row.table("x", number)


def tables(row: ProfileTable) -> tuple[int, ...]:
    return row.tables("x", number)


def refused(raw: dict[str, Any], read: Read) -> tuple[str, dict[str, object]]:
    """Read a table and return how it is refused."""
    with pytest.raises(ProfileError) as error:
        read_closed(raw, "here.", read)
    assert error.value.text().key == error.value.key
    assert error.value.text().values == error.value.values
    return error.value.key, dict(error.value.values)


@pytest.mark.parametrize(
    ("read", "raw", "value"),
    [
        (number, 1, 1),
        (number, 31, 31),
        (numbers, [31, 1], (31, 1)),
        (choice, "tuesday", "tuesday"),
        (choices, ["tuesday", "monday"], ("tuesday", "monday")),
        (matching, "KH", "KH"),
        (codes, ["police", "KTI", "social_order2"], ("police", "KTI", "social_order2")),
        (flag, True, True),
        (flag, False, False),
        (day, date(2017, 3, 31), date(2017, 3, 31)),
        (words, " a  title ", "a title"),
        (table, {"x": 5}, 5),
        (tables, [{"x": 5}, {"x": 5}], (5, 5)),
    ],
)
def test_a_field_is_read_as_what_it_is(read: Read, raw: object, value: object) -> None:
    assert read_closed({"x": raw}, "here.", read) == value


@pytest.mark.parametrize(
    ("read", "raw", "field", "value"),
    [
        (number, 0, "here.x", "0"),
        (number, 32, "here.x", "32"),
        (number, True, "here.x", "True"),
        (number, 1.0, "here.x", "1.0"),
        (number, "1", "here.x", "'1'"),
        (numbers, [], "here.x", "[]"),
        (numbers, 1, "here.x", "1"),
        (numbers, [1, 1], "here.x", "[1, 1]"),
        (numbers, [1, True], "here.x", "[1, True]"),
        (numbers, [1, 32], "here.x", "32"),
        (choice, "sunday", "here.x", "'sunday'"),
        (choice, ["monday"], "here.x", "['monday']"),
        (choices, "monday", "here.x", "'monday'"),
        (choices, [], "here.x", "[]"),
        (choices, ["monday", "monday"], "here.x", "['monday', 'monday']"),
        (choices, ["monday", "sunday"], "here.x", "'sunday'"),
        (matching, "KHM", "here.x", "'KHM'"),
        (matching, "KH\n", "here.x", "'KH\\n'"),
        (matching, 12, "here.x", "12"),
        (codes, ["police", "a b"], "here.x", "'a b'"),
        (codes, ["1st"], "here.x", "'1st'"),
        (codes, [[]], "here.x", "[[]]"),
        (flag, 1, "here.x", "1"),
        (day, "2017-03-31", "here.x", "'2017-03-31'"),
        (
            day,
            datetime(2017, 3, 31),  # noqa: DTZ001 - as TOML gives one without a zone
            "here.x",
            "datetime.datetime(2017, 3, 31, 0, 0)",
        ),
        (words, "two\nlines", "here.x", "'two\\nlines'"),
        (words, 5, "here.x", "5"),
        (table, [], "here.x", "[]"),
        (table, {"x": 0}, "here.x.x", "0"),
        (tables, [], "here.x", "[]"),
        (tables, {"x": 5}, "here.x", "{'x': 5}"),
        (tables, [{"x": 5}, 5], "here.x", "[{'x': 5}, 5]"),
        (tables, [{"x": 5}, {"x": 99}], "here.x[1].x", "99"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_path(
    read: Read, raw: object, field: str, value: str
) -> None:
    expected = ("error-profile-value", {"field": field, "value": value})
    assert refused({"x": raw}, read) == expected


@pytest.mark.parametrize(
    ("read", "raw", "field"),
    [
        *[
            (read, {}, "here.x")
            for read in (
                *(number, numbers, choice, choices, matching, codes, flag, day, words),
                *(table, tables),
            )
        ],
        (table, {"x": {}}, "here.x.x"),
        (tables, {"x": [{"x": 5}, {}]}, "here.x[1].x"),
    ],
)
def test_nothing_has_a_silent_default(read: Read, raw: dict[str, Any], field: str) -> None:
    assert refused(raw, read) == ("error-profile-missing", {"field": field})


@pytest.mark.parametrize(
    ("read", "raw", "field"),
    [
        (number, {"x": 1, "y": 2}, "here.y"),
        (table, {"x": {"x": 1, "y": 2}}, "here.x.y"),
        (tables, {"x": [{"x": 1}, {"x": 1, "y": 2}]}, "here.x[1].y"),
        (lambda _: None, {"X": 1}, "here.X"),
    ],
)
def test_what_nobody_asks_for_is_refused(read: Read, raw: dict[str, Any], field: str) -> None:
    assert refused(raw, read) == ("error-profile-unknown-field", {"field": field})


def test_a_field_is_asked_for_once_and_what_was_read_stays_whole() -> None:
    raw = {"x": 5}
    row = ProfileTable(raw, "here.")
    assert number(row) == 5
    row.close()
    with pytest.raises(ProfileError):
        number(row)
    assert raw == {"x": 5}


def test_a_reader_may_refuse_for_reasons_of_its_own() -> None:
    expected = ("error-profile-value", {"field": "here.x", "value": "'why'"})
    assert refused({"x": 1}, lambda row: row.refuse("x", "why")) == expected


def test_a_field_that_may_be_left_out_is_asked_for_before_it_is_read() -> None:
    row = ProfileTable({"x": 5}, "here.")
    assert (row.has("x"), row.has("y")) == (True, False)
    assert number(row) == 5
    assert not row.has("x")


def test_a_file_is_read_whole_or_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("x = 5", encoding="utf-8")
    assert load_profile(path, number) == 5
    for wrong, key in (
        ("x = 5\ny = 6", "error-profile-unknown-field"),
        ("x = ", "error-profile-syntax"),
    ):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(ProfileError) as error:
            load_profile(path, number)
        assert error.value.key == key
    path.write_bytes(b"x = '\xff'")
    for unreadable in (path, tmp_path / "nowhere.toml"):
        with pytest.raises(ProfileError) as error:
            load_profile(unreadable, number)
        assert error.value.text().values == {"path": str(unreadable)}
