"""Differences: who opens one, and that it is closed once."""

from datetime import timedelta

import pytest

from liaison.agreement.differences import (
    Difference,
    DifferenceClosed,
    UnknownDifference,
    check_opener,
    close,
    parse_difference_code,
)
from liaison.core.access import NotYourRole
from liaison.core.people import Person
from liaison.core.references import DifferenceCode, new_coded
from tests.unit.samples import BOPHA, DARA, KH, LATER, SOKHA

pytestmark = pytest.mark.unit

DIFFERENCE = Difference(
    code=DifferenceCode("D26-00001"),
    title="Who pays the interpreter",
    party=KH,
    by=DARA.id,
    opened_at=LATER,
)


def test_a_coordinator_opens_one() -> None:
    check_opener(DARA)


@pytest.mark.parametrize("person", [SOKHA, BOPHA])
def test_no_one_else_does(person: Person) -> None:
    with pytest.raises(NotYourRole):
        check_opener(person)


def test_it_is_closed_once() -> None:
    at = LATER + timedelta(days=3)
    closed = close(DIFFERENCE, at=at)
    assert (DIFFERENCE.is_open, closed.is_open) == (True, False)
    assert (closed.closed_at, closed.version) == (at, 2)
    with pytest.raises(DifferenceClosed):
        close(closed, at=at)


def test_a_code_is_read_as_it_was_made_and_no_other_is() -> None:
    code = DifferenceCode(new_coded("D", 2026, lambda count: bytes(range(count))))
    assert code.startswith("D26-")
    assert parse_difference_code(f" {code.lower().replace('-', ' ')}") == code
    for typed in ("", "D26-0123", code[:-1] + ("0" if code[-1] != "0" else "1"), "K" + code[1:]):
        with pytest.raises(UnknownDifference):
            parse_difference_code(typed)
