"""Leases: one of us has it, until it gives it back or its time is over."""

import asyncio

from storage.database import Database
from storage.queues.work_queue import Leases
from tests.contract.samples import SECOND, Clock


async def take(db: Database, holder: str, seconds: int = 30) -> bool:
    async with db.transaction(decides=False) as tx:
        return await tx.of(Leases).take("poller", holder=holder, until=tx.now + seconds * SECOND)


async def test_a_lease_has_one_holder_until_it_ends(db: Database, clock: Clock) -> None:
    assert await take(db, "one")
    assert not await take(db, "two")
    clock.turn(29 * SECOND)
    assert not await take(db, "two")
    clock.turn(SECOND)
    assert await take(db, "two")
    assert not await take(db, "one")


async def test_the_holder_extends_a_lease(db: Database, clock: Clock) -> None:
    assert await take(db, "one")
    clock.turn(29 * SECOND)
    assert await take(db, "one")
    clock.turn(29 * SECOND)
    assert not await take(db, "two")


async def test_a_lease_that_is_given_back_can_be_taken_at_once(db: Database) -> None:
    assert await take(db, "one")
    async with db.transaction(decides=False) as tx:
        await tx.of(Leases).give_back("poller", holder="two")
    assert not await take(db, "two")
    async with db.transaction(decides=False) as tx:
        await tx.of(Leases).give_back("poller", holder="one")
    assert await take(db, "two")


async def test_of_many_at_once_one_gets_a_lease(replicas: list[Database]) -> None:
    names = [f"{place}" for place in range(4)]
    taken = await asyncio.gather(*map(take, replicas, names))
    assert sum(taken) == 1


async def test_a_lease_of_a_clock_that_was_ahead_ends_early(db: Database, clock: Clock) -> None:
    assert await take(db, "one")
    clock.turn(-600 * SECOND)
    assert not await take(db, "two")
    clock.turn(-SECOND)
    assert await take(db, "two")
