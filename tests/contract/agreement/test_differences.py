"""Differences: kept as they were, the open ones oldest first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from liaison.agreement.repository import Differences
from liaison.agreement.rules import Difference, close_difference
from liaison.core.errors import Conflict
from liaison.core.people import Person
from liaison.core.references import DifferenceCode
from storage.database import Database
from tests.contract.meetings.test_meetings import both
from tests.contract.samples import START

CODE, OTHER_CODE = DifferenceCode("D26-00001"), DifferenceCode("D26-00002")


def difference(person: Person, code: DifferenceCode = CODE) -> Difference:
    """A difference that the person's Party has opened."""
    return Difference(
        code=code,
        title="Who pays the interpreter",
        party=person.party,
        by=person.id,
        opened_at=START,
    )


async def test_differences_are_found_as_they_were_kept_until_they_are_closed(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        first = difference(alice)
        earlier = replace(difference(bob, OTHER_CODE), opened_at=START - timedelta(hours=1))
        await tx.of(Differences).add(first)
        await tx.of(Differences).add(earlier)
    async with db.transaction() as tx:
        assert await tx.of(Differences).lock(CODE) == first
        assert await tx.of(Differences).lock(DifferenceCode("D26-00003")) is None
        assert await tx.of(Differences).opened() == [earlier, first]
        closed = close_difference(earlier, at=START)
        assert await tx.of(Differences).change(closed)
        assert await tx.of(Differences).lock(OTHER_CODE) == closed
        assert await tx.of(Differences).opened() == [first]
    with pytest.raises(Conflict, match="error-difference-closed"):
        close_difference(closed, at=START)
