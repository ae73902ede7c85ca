"""Mornings: their messages are sent once, however many replicas run their timer at that minute."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from liaison.core.people import Role
from liaison.todos import service as todo_service
from storage.database import Database
from storage.queues.outbox_rows import OUTBOX
from storage.queues.timers import TIMERS
from storage.transaction import Transaction
from tests.contract.samples import CN, KH, Clock, join, logged, once

NINE = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
"""A Monday: nine in Phnom Penh, ten in Beijing."""


async def planned(tx: Transaction) -> dict[str, datetime]:
    await tx.timers.flush()
    rows = await tx._sql.run(select(TIMERS).where(TIMERS.c.kind == todo_service.TIMER))
    return {row.subject: row.at for row in rows}


async def told(tx: Transaction) -> Sequence[int]:
    """The chats to which morning messages went."""
    rows = await tx._sql.run(
        select(OUTBOX.c.chat_id)
        .where(OUTBOX.c.message_slot == todo_service.MORNING_SLOT)
        .order_by(OUTBOX.c.chat_id)
    )
    return list(rows.scalars())


async def test_of_replicas_at_one_minute_one_sends(replicas: list[Database], clock: Clock) -> None:
    async with replicas[0].transaction() as tx:
        alice = await join(tx, KH, 1)
        await join(tx, KH, 2, Role.COORDINATOR)
        await join(tx, KH, 3, Role.ADMIN)
        await logged(tx, alice)
        for party in (KH, CN):
            await todo_service.run_timer(tx, party)
        assert await planned(tx) == {KH: NINE, CN: NINE - timedelta(hours=1)}
    clock.turn(NINE - clock.now())

    async def run(db: Database) -> None:
        await once(db, lambda tx: todo_service.run_timer(tx, KH))

    await asyncio.gather(*(run(db) for db in replicas))
    async with replicas[0].transaction() as tx:
        assert await told(tx) == [1, 2, 3]
        assert (await planned(tx))[KH] == NINE + timedelta(days=1)
