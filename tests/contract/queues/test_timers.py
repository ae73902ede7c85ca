"""Timers: one row for each subject, and none is lost or run twice."""

from datetime import datetime

from storage.database import Database
from storage.queues.timers import ClaimedTimer
from tests.contract.samples import LEASE, SECOND, START, Clock, once


async def schedule(db: Database, subject: str, at: datetime | None) -> None:
    await once(db, lambda tx: tx.schedule_timer("request", subject, at))


async def claim(db: Database, limit: int = 10) -> list[ClaimedTimer]:
    return await once(db, lambda tx: tx.timers.claim(limit=limit, lease=LEASE))


async def test_a_subject_is_due_at_its_moment_and_knows_it(db: Database, clock: Clock) -> None:
    await schedule(db, "KH26-7F3K9", START + 10 * SECOND)
    clock.turn(9 * SECOND)
    assert await claim(db) == []
    clock.turn(SECOND)
    [row] = await claim(db)
    assert (row.kind, row.subject) == ("request", "KH26-7F3K9")
    assert (row.at, row.since) == (START + 10 * SECOND, START)


async def test_scheduling_again_moves_the_one_row(db: Database, clock: Clock) -> None:
    await schedule(db, "a", START)
    [row] = await claim(db)
    clock.turn(5 * SECOND)
    await schedule(db, "a", START + 60 * SECOND)
    clock.turn(55 * SECOND)
    [again] = await claim(db)
    assert (again.id, again.at, again.since) == (row.id, clock.now(), START + 5 * SECOND)
    assert again.attempts == 1


async def test_a_timer_that_is_cleared_never_runs(db: Database, clock: Clock) -> None:
    await schedule(db, "a", START)
    await schedule(db, "a", None)
    await schedule(db, "never asked for", None)
    clock.turn(LEASE)
    assert await claim(db) == []


async def test_the_longest_due_run_first(db: Database, clock: Clock) -> None:
    for subject, seconds in (("late", 3), ("early", 1), ("middle", 2)):
        await schedule(db, subject, START + seconds * SECOND)
    clock.turn(5 * SECOND)
    assert [row.subject for row in await claim(db, limit=2)] == ["early", "middle"]
    assert [row.subject for row in await claim(db)] == ["late"]


async def test_a_process_that_is_overtaken_by_a_new_plan_cannot_push_it_away(db: Database) -> None:
    await schedule(db, "a", START)
    [row] = await claim(db)
    await schedule(db, "a", START)
    assert not await once(db, lambda tx: tx.timers.retry(row, tx.now + LEASE, "KeyError"))
    assert len(await claim(db)) == 1
