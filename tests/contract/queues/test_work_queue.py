"""The one claim of the three queues: many at once, and its cost does not grow with what is done."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, text

from storage.database import Database
from storage.queue_metrics import QUEUES
from storage.queues.inbox import INBOX
from storage.queues.outbox_rows import OUTBOX, message_values
from storage.transaction import Transaction
from tests.contract.samples import LEASE, SECOND, START, Clock, database, hello, once
from tests.fresh_databases import fresh

MANY = 200
Take = Callable[[Transaction], Awaitable[list[int]]]


async def take_updates(tx: Transaction) -> list[int]:
    rows = await tx.inbox.claim(limit=7, lease=LEASE)
    for row in rows:
        assert await tx.inbox.done(row)
    return [row.id for row in rows]


async def take_messages(tx: Transaction) -> list[int]:
    return [row.id for row in await tx.outbox.claim(limit=7, lease=LEASE)]


async def take_timers(tx: Transaction) -> list[int]:
    return [row.id for row in await tx.timers.claim(limit=7, lease=LEASE)]


@pytest.mark.parametrize("take", [take_updates, take_messages, take_timers])
async def test_two_claimers_never_get_the_same_row(replicas: list[Database], take: Take) -> None:
    async with replicas[0].transaction() as tx:
        for number in range(1, MANY + 1):
            await tx.inbox.add(number, address=number, press=False, payload="{}")
            await tx.enqueue(hello(number))
            await tx.schedule_timer("request", str(number), tx.now)
    taken: Counter[int] = Counter()

    async def work(db: Database) -> None:
        idle = 0
        while idle < 2:  # another one's rows may come back as waiting, so once is not enough
            found = await once(db, take)
            taken.update(found)
            idle = 0 if found else idle + 1

    await asyncio.gather(*(work(db) for db in replicas))
    assert taken == Counter(range(1, MANY + 1))


async def test_claimers_side_by_side_keep_the_order_of_each_chat(replicas: list[Database]) -> None:
    chats, each = 5, 12
    async with replicas[0].transaction() as tx:
        for number in range(chats * each):
            await tx.inbox.add(number, address=number % chats, press=False, payload="{}")
    in_flight: set[int | None] = set()
    handled: dict[int | None, list[int]] = {chat: [] for chat in range(chats)}

    async def work(db: Database) -> None:
        while sum(map(len, handled.values())) < chats * each:
            rows = await once(db, lambda tx: tx.inbox.claim(limit=2, lease=LEASE))
            for row in rows:
                assert row.address not in in_flight
                in_flight.add(row.address)
            for row in rows:
                handled[row.address].append(row.update_id)
                async with db.transaction() as tx:
                    # Only once it is committed may another one come, so that is in between.
                    in_flight.discard(row.address)
                    assert await tx.inbox.done(row)

    await asyncio.gather(*(work(db) for db in replicas))
    assert all(order == sorted(order) for order in handled.values())


EACH_QUEUE = pytest.mark.parametrize("queue", ["inbox", "outbox", "timers"])


async def add_two(db: Database) -> None:
    """Two rows of one chat in each queue; timers know no chats, so there it is one."""
    async with db.transaction() as tx:
        for number in (1, 2):
            await tx.inbox.add(number, address=1, press=False, payload="{}")
            await tx.enqueue(hello(1))
        await tx.schedule_timer("request", "a", START)


async def claim(db: Database, queue: str) -> list[Any]:
    async with db.transaction() as tx:
        rows: list[Any] = await getattr(tx, queue).claim(limit=9, lease=LEASE)
        return rows


@EACH_QUEUE
async def test_a_worker_past_its_lease_settles_none(db: Database, clock: Clock, queue: str) -> None:
    await add_two(db)
    [paused] = await claim(db, queue)
    clock.turn(LEASE - SECOND)
    assert await claim(db, queue) == []
    clock.turn(SECOND)
    [taken] = await claim(db, queue)
    assert (taken.id, taken.attempts) == (paused.id, 2)
    async with db.transaction() as tx:
        assert not await getattr(tx, queue).retry(paused, at=tx.now, error="paused")
        match queue:
            case "inbox":
                assert not await tx.inbox.done(paused)
                assert not await tx.inbox.dead(paused, error="paused")
                assert await tx.inbox.done(taken)
                assert not await tx.inbox.done(taken)
            case "outbox":
                assert not await tx.outbox.sent([(paused, 41)])
                assert not await tx.outbox.give_up(paused, state="failed", error="paused")
                assert await tx.outbox.sent([(taken, 42)])


@EACH_QUEUE
async def test_a_failed_row_holds_its_chat(db: Database, clock: Clock, queue: str) -> None:
    await add_two(db)
    [failed] = await claim(db, queue)
    later = START + 2 * LEASE
    assert await once(db, lambda tx: getattr(tx, queue).retry(failed, at=later, error="KeyError"))
    clock.turn(2 * LEASE - SECOND)
    assert await claim(db, queue) == []
    clock.turn(SECOND)
    [again] = await claim(db, queue)
    assert (again.id, again.attempts) == (failed.id, 2)


@asynccontextmanager
async def recorded(db: Database) -> AsyncIterator[list[tuple[str, Any]]]:
    """Every statement that runs meanwhile, with its values."""
    assert db._engine is not None
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        seen.append((statement, values))

    event.listen(db._engine, "before_cursor_execute", note)
    yield seen
    event.remove(db._engine, "before_cursor_execute", note)


async def plan_of(tx: Transaction, statement: str, values: Any) -> list[str]:
    """How the database goes about a statement, step by step."""
    sqlite = tx._sql.dialect == "sqlite"
    explain = "EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN "
    found = tx._sql._begun().exec_driver_sql(explain + statement, values)
    return [str(row[-1]) for row in found]


async def fill(db: Database) -> None:
    """Thousands of rows that are done with, and a few that wait."""
    update = {
        "chat_id": 1,
        "press": False,
        "payload": None,
        "state": "done",
        "received_at": START,
        "next_at": START,
        "fence": 1,
        "attempts": 1,
    }
    async with db.transaction() as tx:
        message = message_values(hello(1), START, START, tx._sql.cipher, cause=None)
        sent = {**message, "state": "sent", "card": None}
        await tx._sql.run(insert(OUTBOX).inline(), [sent] * 5_000)
        await tx._sql.run(
            insert(INBOX).inline(), [{**update, "update_id": n} for n in range(5_000)]
        )
        for number in range(5_000, 5_010):
            await tx.inbox.add(number, address=number, press=False, payload="{}")
            await tx.enqueue(hello(number))
        await tx.outbox.flush()
        await tx._sql.run(text("ANALYZE"))


@pytest.mark.parametrize("queue", ["inbox", "outbox"])
async def test_a_claim_reads_only_rows_that_wait(db: Database, queue: str) -> None:
    await fill(db)
    async with recorded(db) as seen, db.transaction() as tx:
        kept: Any = getattr(tx, queue)
        assert len(await kept.claim(limit=3, lease=LEASE)) == 3
    [(sql, values)] = [each for each in seen if "waiting" in each[0]]
    plan = await once(db, lambda tx: plan_of(tx, sql, values))
    whole = rf"(SCAN|Seq Scan on) {queue}\b(?! USING)"
    assert any(f"ix_{queue}_waiting" in step for step in plan)
    assert not [step for step in plan if re.search(whole, step)], plan


async def test_a_claim_takes_the_same_steps_for_any(folder: Path, clock: Clock) -> None:
    few, many = [await _steps(fresh(folder, f"{rows}.db"), clock, rows) for rows in (50, 2000)]
    assert all(many[queue] < few[queue] * 1.2 for queue in few), (few, many)


async def _steps(url: str, clock: Clock, rows: int) -> Counter[str]:
    """The steps in tens that SQLite takes for a claim of each queue among so many rows of five
    chats.
    """
    db = database(url, clock)
    await db.open()
    async with db.transaction() as tx:
        for number in range(rows):
            await tx.inbox.add(number, address=number % 5, press=False, payload="{}")
            await tx.enqueue(hello(number % 5 + 1))
        await tx.timers.schedule_before("request", {str(number): tx.now for number in range(rows)})
    steps: Counter[str] = Counter()
    async with db.transaction(decides=False) as tx:
        driver: Any = tx._sql._begun().connection.driver_connection
        for queue in QUEUES:
            kept: Any = getattr(tx, queue)
            driver.set_progress_handler(partial(steps.update, [queue]), 10)
            assert await kept.claim(limit=3, lease=LEASE)
            driver.set_progress_handler(None, 0)
    await db.close()
    return steps
