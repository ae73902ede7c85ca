"""The code on a letter."""

from random import Random
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.input.pii_detector import find_personal
from liaison.core.cards import COMMAND_BYTES
from liaison.core.references import new_coded
from liaison.letters.model import LetterAct
from liaison.letters.rules import (
    CHECK_LENGTH,
    MARKS,
    MAX_CODE,
    LetterCode,
    check_value,
    new_code,
    read_code,
)
from tests.unit.samples import AGREEMENT, RECEIVED_ON

CHECKS = some.text(ascii_letters, min_size=CHECK_LENGTH, max_size=CHECK_LENGTH)
RECORDS = some.builds(
    lambda letters, year, seed: new_coded(letters, year, Random(seed).randbytes),
    some.sampled_from(["KH", "CN", "M", "C"]),
    some.integers(2026, 2027),
    some.integers(),
)
ACTS = some.sampled_from(LetterAct)


@given(of=RECORDS, act=ACTS, number=some.none() | some.text(min_size=1, max_size=40), check=CHECKS)
def test_a_code_is_read_as_it_was_written(
    of: str, act: LetterAct, number: str | None, check: str
) -> None:
    made = new_code(of, act, number)
    code = LetterCode(of, act, made.number, check)
    assert read_code(str(code)) == code
    assert made.number in (number, None)
    assert len(f"scan {code}".encode()) <= COMMAND_BYTES
    assert {*str(code)} <= {*ascii_letters, *digits, "-", "_"}  # what a link to a chat may have


NUMBERS = some.sampled_from(["123/26 MoI", "公刑〔2026〕12号"])


@given(of=RECORDS, act=ACTS, number=NUMBERS, check=CHECKS)
def test_no_code_looks_like_personal_data(of: str, act: LetterAct, number: str, check: str) -> None:
    said = f"/start {LetterCode(of, act, number, check)}"
    prefixes = ("M", "C")
    found = find_personal(said, AGREEMENT.vocabularies, prefixes=prefixes, today=RECEIVED_ON)
    assert found is None


@pytest.mark.parametrize("number", ["123/26 MoI", "公刑〔2026〕12号", "១២៣ ស.ជ.ណ"])
def test_usual_numbers_fit(number: str) -> None:
    assert new_code("KH26-7F3KK", LetterAct.REQUEST, number).number == number


def test_a_long_number_is_left_out() -> None:
    assert new_code("KH26-7F3KK", LetterAct.REQUEST, "号" * 10).number is None


@pytest.mark.parametrize(
    "typed",
    [
        "", "KH26-7F3KK", "KH26-7F3KK_q", "KH26-7F3KK_qabcdefg", "KH26-7F3KK_zabcdefgh",
        "kh26-7f3kk_qabcdefgh", "KH26-7F3KK_qabcdefgh1", "K26_qabcdefgh",
        "KH26-7F3KK_qabcdefgh" + "Z" * 30, "x" * MAX_CODE,
    ],
)  # fmt: skip
def test_anything_else_is_no_code(typed: str) -> None:
    assert read_code(typed) is None


def test_each_act_has_the_mark_that_is_on_paper() -> None:
    assert {act.value: mark for act, mark in MARKS.items()} == {
        "request": "q", "notice": "n", "receipt": "r", "ask": "i", "supply": "s", "reply": "y",
        "refusal": "f", "extension": "x", "invitation": "m", "consent": "c", "part": "p",
    }  # fmt: skip
    assert {*MARKS} == {*LetterAct}


def test_the_check_value_depends_on_the_signature() -> None:
    first, second = check_value("00" * 31 + "01"), check_value("ff" * 32)
    assert first != second
    assert len(second) == CHECK_LENGTH
