"""Several processes on one database do everything once."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.dispatch import LEASE
from tests.faults.cast import near_cast, tell_beginning, tell_story
from tests.faults.replicas import crowd, replicas
from tests.faults.takeovers import poll_after, take_over

HITS = ("dispatch.claimed:6", "delivery.after_send:3", "scheduler.claimed:1")
"""Points at which a process holds claims and no transaction."""
BUSY = ("dispatch.claimed", "delivery.claimed", "delivery.before_send", "delivery.after_send")
MANY = ("scheduler.claimed:1", *(f"{point}:{number}" for point in BUSY for number in range(1, 16)))
AT_ONCE = 3
HELD = ("dispatch.claimed", "delivery.claimed")
"""Where a process holds an update, and where it holds a message."""


@pytest.mark.faults
async def test_two_processes_on_postgresql_do_everything_once(
    folder: Path, databases: Callable[[str], str]
) -> None:
    (await replicas(folder, databases, tell_beginning, HITS, at_once=AT_ONCE)).close()


@pytest.mark.faults
async def test_a_crowd_at_two_processes_on_postgresql_gets_one_answer_each(
    folder: Path, databases: Callable[[str], str]
) -> None:
    (await crowd(folder, databases("crowd"))).close()


@pytest.mark.faults
async def test_a_machine_that_vanishes_within_a_transaction_frees_its_rows_in_time(
    databases: Callable[[str], str],
) -> None:
    async with near_cast(databases("vanished")) as cast, cast.app.database.transaction() as tx:
        limit = await tx._sql.run(text("SHOW idle_in_transaction_session_timeout"))
        assert limit.scalar_one() == f"{LEASE.seconds}s"


@pytest.mark.soak
async def test_frozen_at_many_hits_on_postgresql(
    folder: Path, databases: Callable[[str], str]
) -> None:
    (await replicas(folder, databases, tell_story, MANY, at_once=AT_ONCE)).close()


@pytest.mark.soak
async def test_what_a_killed_process_held_is_taken_over_within_35_seconds(
    folder: Path, databases: Callable[[str], str]
) -> None:
    taken = [take_over(folder, databases, point, runs=3) for point in HELD]
    asked = poll_after(folder, databases("polled"))
    for tally in await asyncio.gather(*taken, asked):
        tally.close()
