"""Differences: who opens one, and that it is closed once."""

from datetime import timedelta

import pytest

from liaison.agreement.rules import Difference, close_difference
from liaison.core.errors import Conflict
from liaison.core.references import DifferenceCode
from tests.unit.samples import DARA, KH, LATER

DIFFERENCE = Difference(
    code=DifferenceCode("D26-00001"),
    title="Who pays the interpreter",
    party=KH,
    by=DARA.id,
    opened_at=LATER,
)


def test_it_is_closed_once() -> None:
    at = LATER + timedelta(days=3)
    closed = close_difference(DIFFERENCE, at=at)
    assert (DIFFERENCE.is_open, closed.is_open) == (True, False)
    assert (closed.closed_at, closed.version) == (at, 2)
    with pytest.raises(Conflict, match="error-difference-closed"):
        close_difference(closed, at=at)
