"""Duty rosters: one person for each day, kept apart by Party."""

from datetime import date

from liaison.duty.repository import DutyRosters
from storage.database import Database
from tests.contract.samples import CN, KH, join

MONDAY = date(2026, 3, 2)


async def test_an_entry_replaces_the_one_of_its_day_and_can_be_removed(db: Database) -> None:
    async with db.transaction() as tx:
        first, second = await join(tx, KH, 7), await join(tx, KH, 8)
        for on, person in ((1, first), (MONDAY, first), (1, second), (7, first)):
            await tx.of(DutyRosters).put(KH, on, person.id)
        await tx.of(DutyRosters).put(KH, 7, None)
        await tx.of(DutyRosters).put(KH, 6, None)
    async with db.transaction() as tx:
        assert await tx.of(DutyRosters).of(KH) == {1: second.id, MONDAY: first.id}
        assert await tx.of(DutyRosters).of(CN) == {}
