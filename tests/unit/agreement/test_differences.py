"""Differences: who opens one, and that it is closed once."""

from datetime import timedelta

import pytest

from liaison.agreement.differences import Difference, check_opener, close
from liaison.core.access import NotYourRole
from liaison.core.errors import Conflict
from liaison.core.people import Person
from liaison.core.references import DifferenceCode
from tests.unit.samples import BOPHA, DARA, KH, LATER, SOKHA

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
    with pytest.raises(Conflict, match="error-difference-closed"):
        close(closed, at=at)
