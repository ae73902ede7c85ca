"""The inbox: nothing is lost, nothing twice, each chat in its order."""

from datetime import timedelta

from storage.database import Database
from storage.queues.inbox import InboxRow
from tests.contract.samples import LEASE, SECOND, START, Clock, once


async def arrive(
    db: Database, *update_ids: int, chat_id: int | None = 1, press: bool = False
) -> list[bool]:
    async with db.transaction() as tx:
        return [
            await tx.inbox.add(each, address=chat_id, press=press, payload=f'{{"id":{each}}}')
            for each in update_ids
        ]


async def claim(db: Database, limit: int = 10) -> list[InboxRow]:
    return await once(db, lambda tx: tx.inbox.claim(limit=limit, lease=LEASE))


async def finish(db: Database, row: InboxRow) -> bool:
    return await once(db, lambda tx: tx.inbox.done(row))


def ids(rows: list[InboxRow]) -> list[int]:
    return [row.update_id for row in rows]


async def test_adding_an_update_twice_makes_one_row(db: Database) -> None:
    assert await arrive(db, 5, 5) == [True, False]
    assert await arrive(db, 5) == [False]
    [row] = await claim(db)
    assert (row.update_id, row.address, row.payload) == (5, 1, '{"id":5}')
    assert await finish(db, row)
    assert await arrive(db, 5) == [False]
    assert await claim(db) == []


async def test_a_claimed_update_says_whether_another_of_its_chat_waits(db: Database) -> None:
    await arrive(db, 1, 2, chat_id=7)
    await arrive(db, 3, chat_id=8)
    await arrive(db, 4, 5, chat_id=None)
    followed = {row.update_id: row.followed for row in await claim(db)}
    assert followed == {1: True, 3: False, 4: False, 5: False}


async def test_update_ids_that_start_again_lower_keep_the_order_of_arrival(db: Database) -> None:
    await arrive(db, 900, 7)
    first = await claim(db)
    assert ids(first) == [900]
    await finish(db, first[0])
    assert ids(await claim(db)) == [7]


async def test_an_update_id_after_a_quiet_week_is_a_new_update(db: Database, clock: Clock) -> None:
    await arrive(db, 5)
    [row] = await claim(db)
    await finish(db, row)
    clock.turn(timedelta(days=7) - SECOND)
    assert await arrive(db, 5) == [False]
    clock.turn(SECOND)
    assert await arrive(db, 5) == [True]
    assert ids(await claim(db)) == [5]


async def test_a_waiting_update_is_never_taken_for_a_new_one(db: Database, clock: Clock) -> None:
    await arrive(db, 5)
    clock.turn(timedelta(days=30))
    assert await arrive(db, 5) == [False]


async def test_a_chat_gives_one_update_at_a_time_in_its_order(db: Database) -> None:
    await arrive(db, 1, 2, 3)
    await arrive(db, 4, 5, chat_id=2)
    first = await claim(db)
    assert ids(first) == [1, 4]
    assert await claim(db) == []
    await finish(db, first[0])
    assert ids(await claim(db)) == [2]


async def test_updates_without_a_chat_wait_for_no_one(db: Database) -> None:
    await arrive(db, 1, 2, chat_id=None)
    assert ids(await claim(db)) == [1, 2]


async def test_presses_are_taken_first_and_the_rest_by_arrival(db: Database) -> None:
    await arrive(db, 1, chat_id=1)
    await arrive(db, 2, chat_id=2)
    await arrive(db, 3, chat_id=3, press=True)
    await arrive(db, 4, chat_id=4, press=True)
    assert ids(await claim(db, limit=3)) == [3, 4, 1]


async def test_a_press_does_not_overtake_what_came_before_it_in_its_chat(db: Database) -> None:
    await arrive(db, 1)
    await arrive(db, 2, press=True)
    assert ids(await claim(db)) == [1]


async def test_a_dead_update_frees_its_chat_and_keeps_its_payload(db: Database) -> None:
    await arrive(db, 1, 2)
    [row] = await claim(db)
    assert await once(db, lambda tx: tx.inbox.dead(row, error="unknown-shape"))
    assert ids(await claim(db)) == [2]


async def test_dead_updates_are_counted_from_a_moment_on(db: Database) -> None:
    await arrive(db, 1, 2)
    await arrive(db, 3, chat_id=2)
    first, other = await claim(db)
    async with db.transaction() as tx:
        assert await tx.inbox.count_dead(since=START) == 0
        assert await tx.inbox.dead(first, error="unknown-shape")
        assert await tx.inbox.done(other)
        assert await tx.inbox.count_dead(since=START) == 1
        assert await tx.inbox.count_dead(since=START + SECOND) == 0


async def test_late_updates_are_counted_but_for_those_behind_one_that_fails(
    db: Database, clock: Clock
) -> None:
    await arrive(db, 1, 2)
    [failing] = await claim(db)
    await arrive(db, 3, chat_id=2)
    clock.turn(2 * SECOND)
    await arrive(db, 4, chat_id=2)
    async with db.transaction() as tx:
        assert await tx.inbox.retry(failing, at=tx.now, error="LookupError")
        assert await tx.inbox.count_late(since=START + SECOND) == 1
        assert await tx.inbox.count_late(since=START) == 0


async def test_a_forgotten_update_leaves_no_row(db: Database) -> None:
    await arrive(db, 5)
    [row] = await claim(db)
    assert await once(db, lambda tx: tx.inbox.done(row, forget=True))
    assert not await once(db, lambda tx: tx.inbox.done(row, forget=True))
    assert await arrive(db, 5) == [True]
