"""Digests: each sent once, however many replicas run."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from liaison.core.people import Role
from liaison.reports import timers as report_timers
from liaison.settings.repository import SettingChanges
from storage.database import Database
from storage.notifications.rows import NOTICES
from storage.queues.outbox_rows import OUTBOX
from storage.queues.timers import TIMERS
from storage.transaction import Transaction
from tests.contract.samples import CN, KH, Clock, join, logged

EIGHT = datetime(2026, 3, 16, 1, 0, tzinfo=UTC)
"""A Monday: eight in Phnom Penh, nine in Beijing."""


async def prepare(tx: Transaction) -> None:
    """A case to report, and people to report it to."""
    alice = await join(tx, KH, 1)
    await join(tx, KH, 2, Role.COORDINATOR)
    await join(tx, KH, 3, Role.ADMIN)
    await logged(tx, alice)
    await report_timers.begin(tx)


async def planned(tx: Transaction) -> dict[str, datetime]:
    await tx.timers.flush()
    rows = await tx._sql.run(select(TIMERS).where(TIMERS.c.kind == report_timers.TIMER))
    return {row.subject: row.at for row in rows}


async def told(tx: Transaction) -> Sequence[tuple[str, int]]:
    """The chats that digests went to."""
    rows = await tx._sql.run(
        select(NOTICES.c.subject_id, OUTBOX.c.chat_id)
        .join(OUTBOX, OUTBOX.c.dedupe_key.like("notice:" + NOTICES.c.code + ":%"))
        .where(NOTICES.c.notice_key == "digest")
        .order_by(OUTBOX.c.chat_id)
    )
    return [(row.subject_id, row.chat_id) for row in rows]


async def test_of_several_replicas_at_the_same_minute_one_sends(
    replicas: list[Database], clock: Clock
) -> None:
    async with replicas[0].transaction() as tx:
        since = tx.now
        await prepare(tx)
    clock.turn(EIGHT - clock.now())

    async def look(db: Database) -> None:
        async with db.transaction() as tx:
            await report_timers.run_timer(tx, KH, since=since)

    await asyncio.gather(*(look(db) for db in replicas))
    async with replicas[0].transaction() as tx:
        assert await told(tx) == [("daily", 2), ("weekly", 3)]
        assert (await planned(tx))[KH] == EIGHT + timedelta(days=1)


async def test_each_start_keeps_the_plan_and_sends_what_was_missed(
    db: Database, clock: Clock
) -> None:
    async with db.transaction() as tx:
        await prepare(tx)
        expected = {KH: EIGHT, CN: EIGHT - timedelta(hours=1)}
        assert await planned(tx) == expected
        await report_timers.begin(tx)
        assert await planned(tx) == expected
    clock.turn(EIGHT - clock.now() + timedelta(hours=2))
    for _ in range(2):
        async with db.transaction() as tx:
            await report_timers.begin(tx)
            assert (await planned(tx))[KH] == EIGHT + timedelta(days=1)
    async with db.transaction() as tx:
        assert await told(tx) == [("daily", 2), ("weekly", 3)]


async def test_a_start_follows_a_schedule_that_has_changed(db: Database) -> None:
    async with db.transaction() as tx:
        admin = await join(tx, KH, 1, Role.ADMIN)
        await report_timers.begin(tx)
        await tx.of(SettingChanges).set(KH, "digest_time", (510,), actor=admin)
        await tx.reload_settings()
        await report_timers.begin(tx)
        plan = await planned(tx)
    assert plan == {KH: EIGHT + timedelta(minutes=30), CN: EIGHT - timedelta(hours=1)}


async def test_a_party_without_coordinators_gets_only_the_weekly_one(
    db: Database, clock: Clock
) -> None:
    async with db.transaction() as tx:
        alice = await join(tx, KH, 1)
        await join(tx, KH, 3, Role.ADMIN)
        await logged(tx, alice)
        await report_timers.begin(tx)
    clock.turn(EIGHT - clock.now())
    async with db.transaction() as tx:
        await report_timers.begin(tx)
    async with db.transaction() as tx:
        assert await told(tx) == [("weekly", 3)]
