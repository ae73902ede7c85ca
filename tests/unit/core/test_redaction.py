"""A text is taken out of a value, and out of nothing that only looks like it."""

import json

import pytest

from liaison.core.redaction import TAKEN_OUT, distinct_from_keys, is_key, take_out

NAME = "12/26 Sok"


@pytest.mark.parametrize(
    ("stored", "left"),
    [
        (NAME, TAKEN_OUT),
        (f"answer KH26-7F3K9 done {NAME}", f"answer KH26-7F3K9 done {TAKEN_OUT}"),
        ("12/26 Sokha", "12/26 Sokha"),
        ("112/26 Sok", "112/26 Sok"),
        ("{not JSON", "{not JSON"),
    ],
)
def test_a_text_is_taken_out_as_a_whole(stored: str, left: str) -> None:
    assert take_out(stored, NAME) == left


def test_a_text_that_looks_like_json_is_taken_out() -> None:
    assert take_out("[18]", "[18]") == TAKEN_OUT


def test_a_text_is_taken_out_of_json_within_json() -> None:
    inner = json.dumps({"letter": NAME, "day": "2026-03-12", "persons": 12})
    found = json.loads(take_out(json.dumps(["line", inner, NAME, None]), NAME))
    assert (found[0], found[2:]) == ("line", [TAKEN_OUT, None])
    assert json.loads(found[1]) == {"letter": TAKEN_OUT, "day": "2026-03-12", "persons": 12}


def test_a_value_without_the_text_is_not_written_again() -> None:
    stored = json.dumps({"letter": "13/26", "at": 1})
    assert take_out(stored, NAME) == stored


@pytest.mark.parametrize(("value", "found"), [("12345", True), ("123456", False), ("b-1", True)])
def test_a_long_number_is_like_nothing_that_the_service_stores(value: str, *, found: bool) -> None:
    assert is_key(value) == found


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("dara", "Dara"), ("sok-dara", "Sok-dara"), ("sok dara", "sok dara"), ("GDI", "GDI")],
)
def test_one_small_word_is_kept_as_a_name(typed: str, kept: str) -> None:
    assert distinct_from_keys(typed) == kept
