"""The depth of the queues counts waiting rows only."""

from datetime import datetime, timedelta

import pytest

from liaison.core.channels import Address
from liaison.core.outbox import Message, Op
from liaison.notifications.message_expiry import ChatMessageKind
from liaison.notifications.repository import ChatMessages
from storage.database import Database
from storage.queue_metrics import QUEUES, QueueDepth, QueueMetrics, QueueStats
from tests.contract.samples import SECOND, Clock, hello

NOTHING = QueueDepth(rows=0, oldest=0.0)


async def measured(db: Database) -> QueueStats:
    async with db.transaction(decides=False) as tx:
        return await tx.of(QueueMetrics).measure()


async def test_nothing_waits_in_a_new_database(db: Database) -> None:
    found = await measured(db)
    assert found.queues == dict.fromkeys(QUEUES, NOTHING)
    assert found.undeletable == 0


async def test_a_database_that_is_open_answers(db: Database) -> None:
    async with db.transaction(decides=False) as tx:
        assert await tx.of(QueueMetrics).ping()


async def test_updates_wait_until_they_are_handled(db: Database, clock: Clock) -> None:
    async with db.transaction(decides=False) as tx:
        await tx.inbox.add(1, address=7, press=False, payload="{}")
    clock.turn(3 * SECOND)
    async with db.transaction(decides=False) as tx:
        await tx.inbox.add(2, address=8, press=False, payload="{}")
    clock.turn(2 * SECOND)
    assert (await measured(db)).queues["inbox"] == QueueDepth(rows=2, oldest=5.0)
    async with db.transaction(decides=False) as tx:
        for row in await tx.inbox.claim(limit=1, lease=30 * SECOND):
            assert await tx.inbox.done(row)
    assert (await measured(db)).queues["inbox"] == QueueDepth(rows=1, oldest=2.0)


async def test_messages_wait_until_sent_also_while_held(db: Database, clock: Clock) -> None:
    async with db.transaction(decides=False) as tx:
        await tx.enqueue(Message(address=Address(7), op=Op.LEAVE))
        await tx.outbox.pause_chat(Address(7), tx.now + timedelta(hours=1))
    clock.turn(60 * SECOND)
    assert (await measured(db)).queues["outbox"] == QueueDepth(rows=1, oldest=60.0)
    clock.turn(timedelta(hours=1))
    async with db.transaction(decides=False) as tx:
        [row] = await tx.outbox.claim(limit=1, lease=30 * SECOND)
        assert await tx.outbox.sent([(row, None)])
    assert (await measured(db)).queues["outbox"] == NOTHING


async def test_timers_wait_from_the_moment_they_are_due(db: Database, clock: Clock) -> None:
    async with db.transaction(decides=False) as tx:
        await tx.schedule_timer("request", "soon", tx.now + 10 * SECOND)
        await tx.schedule_timer("request", "late", tx.now + timedelta(days=10))
    clock.turn(9 * SECOND)
    assert (await measured(db)).queues["timers"] == NOTHING
    clock.turn(SECOND)
    assert (await measured(db)).queues["timers"] == QueueDepth(rows=1, oldest=0.0)
    clock.turn(4 * SECOND)
    assert (await measured(db)).queues["timers"] == QueueDepth(rows=1, oldest=4.0)


@pytest.mark.parametrize("queue", ["inbox", "outbox", "timers"])
async def test_work_is_due_while_a_row_may_be_taken(db: Database, clock: Clock, queue: str) -> None:
    async def next_at() -> tuple[bool, datetime | None]:
        async with db.transaction(decides=False) as tx:
            return (await tx.of(QueueMetrics).next_at())[queue]

    lease, start = 30 * SECOND, clock.now()
    assert await next_at() == (False, None)
    async with db.transaction(decides=False) as tx:
        match queue:
            case "inbox":
                await tx.inbox.add(1, address=7, press=False, payload="{}")
            case "outbox":
                await tx.enqueue(hello(7))
            case _:
                await tx.schedule_timer("request", "soon", tx.now + SECOND)
    waits = (False, start + SECOND) if queue == "timers" else (True, None)
    assert await next_at() == waits
    clock.turn(SECOND)
    assert await next_at() == (True, None)
    async with db.transaction(decides=False) as tx:
        await tx.inbox.claim(limit=1, lease=lease)
        await tx.outbox.claim(limit=1, lease=lease)
        await tx.timers.claim(limit=1, lease=lease)
    assert await next_at() == (False, start + SECOND + lease)


async def test_what_could_not_be_deleted_is_counted(db: Database) -> None:
    async with db.transaction(decides=False) as tx:
        for message_id in (1, 2):
            tx.of(ChatMessages).track(
                Address(7),
                message_id,
                ChatMessageKind.CARD,
                sent_at=tx.now,
                check_at=tx.now + SECOND,
            )
    assert (await measured(db)).undeletable == 0
    async with db.transaction(decides=False) as tx:
        assert await tx.of(ChatMessages).mark_undeletable(Address(7), 1)
    assert (await measured(db)).undeletable == 1
