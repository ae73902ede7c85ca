"""What each Party has set for itself."""

import pytest

from liaison.domain.agreements import default_agreement
from liaison.domain.schedules import Schedule, default_schedule
from storage.database import Database
from tests.contract.samples import CN, KH

pytestmark = pytest.mark.contract


async def test_where_nothing_is_set_the_agreement_holds(db: Database) -> None:
    async with db.transaction() as tx:
        assert await tx.schedules.of(KH) == default_schedule(default_agreement())


@pytest.mark.parametrize("minutes", [0, 1439])
async def test_what_a_party_sets_holds_for_it_alone(db: Database, minutes: int) -> None:
    async with db.transaction() as tx:
        await tx.schedules.put(KH, Schedule(digest_at=minutes))
    async with db.transaction() as tx:
        assert await tx.schedules.of(KH) == Schedule(digest_at=minutes)
        assert await tx.schedules.of(CN) == default_schedule(default_agreement())


async def test_what_is_set_later_takes_the_place_of_what_was_set_before(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.schedules.put(KH, Schedule(digest_at=480))
        await tx.schedules.put(KH, Schedule(digest_at=495))
        assert await tx.schedules.of(KH) == Schedule(digest_at=495)
