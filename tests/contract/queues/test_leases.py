"""Leases: one of us has it, until it gives it back or its time is over."""

import asyncio

import pytest

from storage.database import Database
from tests.contract.samples import SECOND, Clock

pytestmark = pytest.mark.contract


async def take(db: Database, holder: str, seconds: int = 30) -> bool:
    async with db.transaction(decides=False) as tx:
        return await tx.leases.take("poller", holder=holder, until=tx.now + seconds * SECOND)


async def test_one_has_it_until_its_time_is_over(db: Database, clock: Clock) -> None:
    assert await take(db, "one")
    assert not await take(db, "two")
    clock.turn(29 * SECOND)
    assert not await take(db, "two")
    clock.turn(SECOND)
    assert await take(db, "two")
    assert not await take(db, "one")


async def test_who_has_it_holds_it_longer(db: Database, clock: Clock) -> None:
    assert await take(db, "one")
    clock.turn(29 * SECOND)
    assert await take(db, "one")
    clock.turn(29 * SECOND)
    assert not await take(db, "two")


async def test_what_is_given_back_can_be_taken_at_once(db: Database) -> None:
    assert await take(db, "one")
    async with db.transaction(decides=False) as tx:
        await tx.leases.give_back("poller", holder="two")
    assert not await take(db, "two")
    async with db.transaction(decides=False) as tx:
        await tx.leases.give_back("poller", holder="one")
    assert await take(db, "two")


async def test_of_many_at_once_one_gets_it(replicas: list[Database]) -> None:
    names = [f"{place}" for place in range(4)]
    taken = await asyncio.gather(*map(take, replicas, names))
    assert sum(taken) == 1


async def test_what_a_clock_that_was_ahead_has_taken_keeps_no_one_waiting(
    db: Database, clock: Clock
) -> None:
    assert await take(db, "one")
    clock.turn(-600 * SECOND)
    assert not await take(db, "two")
    clock.turn(-SECOND)
    assert await take(db, "two")
