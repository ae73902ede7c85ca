"""Every open notice is looked at: at once after an outage, and nothing sleeps for ever."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from liaison.approvals.repository import Approvals
from liaison.core.agreement import Priority
from liaison.notifications import rules
from liaison.notifications.repository import Notices
from liaison.requests.model import REQUEST_SUBJECT
from storage.database import Database
from storage.queue_metrics import QUEUES, QueueMetrics
from storage.queues.timers import TIMERS
from tests.contract.approvals.test_approvals import proposal
from tests.contract.notifications.test_notifications import (
    NOTICE,
    found,
    keep,
    many,
    note,
    routine,
    written,
)
from tests.contract.samples import CN, KH, LEASE, REFERENCE, SECOND, START, Clock, join, once
from tests.unit.notifications.unanswered import extend_for_outage

OUTAGE = rules.Outage(start=START - timedelta(minutes=7), end=START)


def emergency(code: str) -> rules.Notice:
    """A notice that escalates until a person acknowledges it."""
    return note(code, priority=Priority.EMERGENCY)


async def test_an_outage_grows_every_wait_and_wakes_each_notice(db: Database, clock: Clock) -> None:
    later = START + timedelta(days=3)
    async with db.transaction() as tx:
        kept = await many(tx)
        for code in kept:
            await tx.schedule_timer("notice", code, later)
        await tx.schedule_timer("request", REFERENCE, later)
        last = replace(OUTAGE, end=START - 5 * SECOND)
        held = replace(emergency("AGA1N"), repeat_for=last, grace=SECOND)
        await keep(tx, held)
        kept[held.code] = held
    clock.turn(SECOND)
    now = clock.now()
    async with db.transaction() as tx:
        opened = [each for each in kept.values() if each.is_open]
        assert await tx.of(Notices).extend_all(OUTAGE) == len(opened)
    async with db.transaction() as tx:
        for each in kept.values():
            suspended = written(extend_for_outage(each, OUTAGE)) if each.is_open else each
            assert await found(tx, each) == suspended
        rows = {row.subject: row for row in await tx._sql.run(select(TIMERS))}
        for each in filter(lambda notice: notice.escalates, opened):
            row = rows.pop(each.code)
            assert (row.kind, row.at, row.since, row.next_at) == ("notice", now, now, now)
            assert (row.attempts, row.error) == (0, None)
        assert all(row.at == later for row in rows.values())
        assert REFERENCE in rows


async def test_an_outage_takes_its_claim_from_the_replica_that_was_looking(db: Database) -> None:
    async with db.transaction() as tx:
        await keep(tx, emergency(NOTICE.code))
        await tx.schedule_timer("notice", NOTICE.code, tx.now)
    [paused] = await once(db, lambda tx: tx.timers.claim(limit=9, lease=LEASE))
    assert await once(db, lambda tx: tx.of(Notices).extend_all(OUTAGE)) == 1
    async with db.transaction() as tx:
        assert not await tx.timers.retry(paused, tx.now, "paused")
        [again] = await tx.timers.claim(limit=9, lease=LEASE)
        assert (again.subject, again.attempts) == (NOTICE.code, 1)


async def test_outages_and_changes_of_notices_never_deadlock(replicas: list[Database]) -> None:
    kept = [note(f"{number:05}", made_at=START - number * SECOND) for number in range(20)]
    await once(replicas[0], lambda tx: keep(tx, *kept))

    async def climb(db: Database) -> None:
        async with db.transaction() as tx:
            for notice in await tx.of(Notices).open_about(CN, REQUEST_SUBJECT, REFERENCE):
                notified = rules.mark_notified(
                    notice,
                    rules.DeliveryDecision(reason=rules.DeliveryReason.ESCALATION),
                    tx.now,
                    anyone=True,
                )
                assert await tx.of(Notices).change(written(notified))
                await tx.schedule_timer("notice", notice.code, tx.now)

    async def suspend(db: Database) -> None:
        assert await once(db, lambda tx: tx.of(Notices).extend_all(OUTAGE)) == len(kept)

    await asyncio.gather(*(work(db) for db in replicas for work in (climb, suspend, climb)))
    async with replicas[0].transaction() as tx:
        notices = await tx.of(Notices).open_about(CN, REQUEST_SUBJECT, REFERENCE)
    assert {(each.version, each.escalation_step) for each in notices} == {(13, 8)}


async def test_an_outage_without_open_notices_changes_nothing(db: Database) -> None:
    async with db.transaction() as tx:
        await keep(tx, note("SETTD", state=rules.NoticeState.RESOLVED, ended_at=START))
        assert await tx.of(Notices).extend_all(OUTAGE) == 0
        assert await tx.of(QueueMetrics).next_at() == dict.fromkeys(QUEUES, (False, None))


async def test_outages_that_follow_each_other_add_up(db: Database) -> None:
    async with db.transaction() as tx:
        await keep(tx, NOTICE)
        third = rules.Outage(start=START, end=START + timedelta(microseconds=333_333))
        for _ in range(9):
            await tx.of(Notices).extend_all(third)
        notice = await found(tx, NOTICE)
        assert notice is not None
        assert (notice.grace, notice.version) == (9 * third.length, 10)


async def test_what_is_open_and_has_no_wake_up_is_named(db: Database) -> None:
    async with db.transaction() as tx:
        alice = await join(tx, KH, 1)
        approval = proposal(alice)
        await tx.of(Approvals).add(approval)
        waiting = (note("N0T0L", notified_at=None), routine("R0VT1"))  # for the morning
        await keep(tx, NOTICE, emergency("7F3KA"), emergency("7F3KB"), *waiting)
        await keep(tx, routine("T01D0", state=rules.NoticeState.DELIVERED))
        await tx.schedule_timer("notice", "7F3KB", tx.now)
        await tx.schedule_timer("two_key", "7F3KA", tx.now)
        await tx.schedule_timer("digest", approval.code, tx.now)
        await tx.timers.flush()
        asleep = [("notice", "7F3KA"), ("two_key", approval.code)]
        assert await tx.missing_timers() == asleep
        for kind, subject in asleep:
            await tx.schedule_timer(kind, subject, tx.now)
        await tx.timers.flush()
        assert await tx.missing_timers() == []


async def test_an_urgent_notice_has_a_timer_after_its_last_step_too(db: Database) -> None:
    last = len(NOTICE.escalation_policy)
    async with db.transaction() as tx:
        for step in (last - 1, last):
            urgent = note(f"0000{step}", priority=Priority.URGENT, escalation_step=step)
            await keep(tx, urgent)
        missing = [("notice", f"0000{step}") for step in (last - 1, last)]
        assert await tx.missing_timers() == missing


async def test_some_of_many_without_a_wake_up_are_named(db: Database) -> None:
    async with db.transaction() as tx:
        await keep(tx, *(emergency(f"{number:05}") for number in range(60)))
        assert len(await tx.missing_timers()) == 50
