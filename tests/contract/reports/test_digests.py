"""Digests: each sent once, however many of us look at the same minute."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
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

pytestmark = pytest.mark.contract

NINE = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
"""A Monday: nine in Phnom Penh, ten in Beijing."""


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


async def test_of_several_who_look_at_the_same_minute_one_sends(
    replicas: list[Database], clock: Clock
) -> None:
    async with replicas[0].transaction() as tx:
        since = tx.now
        await prepare(tx)
    clock.turn(NINE - clock.now())

    async def look(db: Database) -> None:
        async with db.transaction() as tx:
            await report_timers.run_timer(tx, KH, since=since)

    await asyncio.gather(*(look(db) for db in replicas))
    async with replicas[0].transaction() as tx:
        assert await told(tx) == [("daily", 2), ("weekly", 3)]
        assert (await planned(tx))[KH] == NINE + timedelta(days=1)


async def test_each_start_finds_the_plan_as_it_stands_and_what_was_missed(
    db: Database, clock: Clock
) -> None:
    async with db.transaction() as tx:
        await prepare(tx)
        expected = {KH: NINE, CN: NINE - timedelta(hours=1)}
        assert await planned(tx) == expected
        await report_timers.begin(tx)
        assert await planned(tx) == expected
    clock.turn(NINE - clock.now() + timedelta(hours=2))
    for _ in range(2):
        async with db.transaction() as tx:
            await report_timers.begin(tx)
            assert (await planned(tx))[KH] == NINE + timedelta(days=1)
    async with db.transaction() as tx:
        assert await told(tx) == [("daily", 2), ("weekly", 3)]


async def test_a_start_follows_a_schedule_that_has_changed(db: Database) -> None:
    async with db.transaction() as tx:
        admin = await join(tx, KH, 1, Role.ADMIN)
        await report_timers.begin(tx)
        await tx.of(SettingChanges).set(KH, "digest_time", (570,), actor=admin)
        await tx.reload_settings()
        await report_timers.begin(tx)
        plan = await planned(tx)
    assert plan == {KH: NINE + timedelta(minutes=30), CN: NINE - timedelta(hours=1)}


async def test_a_party_without_coordinators_gets_only_the_weekly_one(
    db: Database, clock: Clock
) -> None:
    async with db.transaction() as tx:
        alice = await join(tx, KH, 1)
        await join(tx, KH, 3, Role.ADMIN)
        await logged(tx, alice)
        await report_timers.begin(tx)
    clock.turn(NINE - clock.now())
    async with db.transaction() as tx:
        await report_timers.begin(tx)
    async with db.transaction() as tx:
        assert await told(tx) == [("weekly", 3)]


async def test_where_there_is_nothing_to_look_at_coordinators_are_told_once_a_week(
    db: Database, clock: Clock
) -> None:
    async with db.transaction() as tx:
        await join(tx, KH, 1)
        await join(tx, KH, 2, Role.COORDINATOR)
        await join(tx, KH, 3, Role.ADMIN)
        await report_timers.begin(tx)
    weekly = {NINE + timedelta(days=7 * week) for week in range(3)}
    for day in range(21):
        clock.turn(NINE + timedelta(days=day) - clock.now())
        async with db.transaction() as tx:
            before = len(await told(tx))
            await report_timers.begin(tx)
        async with db.transaction() as tx:
            new = list(await told(tx))[before:]
        assert new == ([("daily", 2)] if clock.now() in weekly else [])
