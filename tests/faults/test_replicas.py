"""Several processes on one PostgreSQL do everything once: side by side, where one of them is frozen
and goes on later, and where one of them is killed.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import text

from bot.workers.dispatcher import LEASE
from tests.faults.campaign import Tally, in_parallel
from tests.faults.cast import (
    NAMES,
    Telling,
    folder_in,
    local_cast,
    options_in,
    remote_cast,
    tell_beginning,
    tell_story,
)
from tests.faults.ledger import Outcome, errors_in, judge, outcome_of, sent_by, unfinished
from tests.faults.process import DemoServer

HITS = ("dispatch.claimed:6", "delivery.after_send:3", "scheduler.claimed:1")
"""Where a process has claimed something and has no transaction."""
BUSY = ("dispatch.claimed", "delivery.claimed", "delivery.before_send", "delivery.after_send")
MANY = ("scheduler.claimed:1", *(f"{point}:{number}" for point in BUSY for number in range(1, 16)))
AT_ONCE = 3
EXPECTED = "poll-failed"
"""Logged by a process whose getUpdates was ended by that of another one."""
CROWD = 25
WORDS = ("hello", "/start", "/menu")
HELD = ("dispatch.claimed", "delivery.claimed")
"""Where a process holds an update, and where it holds a message."""
LONGEST_TAKEOVER = 35.0
"""Real seconds from the kill until another process has done what the killed one held."""


async def run_story(
    folder: Path, url: str, tell: Telling, *, processes: int = 1, freeze: str = ""
) -> Outcome:
    """A story with several processes, or with one that is frozen at a crash point while another
    one takes over, and that goes on at the end.
    """
    first = [{"freeze": freeze}, *[{}] * (processes - 1)]
    async with remote_cast(folder, url, *NAMES, processes=first) as (cast, remote):
        if freeze:
            remote.reserve = options_in(folder, cast.sandbox, url, "reserve")
        await tell(cast)
        assert not freeze or remote.reserve is None, "never reached"
        remote.resume()
        await cast.settle()
        await remote.finish()
        assert not errors_in(folder, EXPECTED), errors_in(folder, EXPECTED)
        return outcome_of(remote.ledger, cast.sandbox, remote.catalog)


async def freeze_at(
    folder: Path, urls: Callable[[str], str], tell: Telling, hits: Iterable[str]
) -> Tally:
    """A story with two processes at once, and with one that is frozen at each of the hits."""
    tally = Tally(name="two replicas, or one frozen")
    calm = await run_story(folder_in(folder, "calm"), urls("calm"), tell)
    both = await run_story(folder_in(folder, "both"), urls("both"), tell, processes=2)
    judge(tally, "both", both, calm)
    tally.expect(both.sent == calm.sent, "both: a copy of a message")

    async def one(hit: str) -> None:
        place = folder_in(folder, hit)
        try:
            outcome = await run_story(place, urls(hit), tell, freeze=hit)
        except (AssertionError, LookupError, TimeoutError) as error:
            tally.wrong.append(f"{hit}: {type(error).__name__} {error}")
            return
        judge(tally, hit, outcome, calm)
        if hit.startswith("dispatch"):
            refused = "claim-lost" in (place / "service-1.log").read_text(encoding="utf-8")
            tally.expect(refused, f"{hit}: not refused by its fence")

    await in_parallel(one, list(hits), at_once=AT_ONCE)
    return tally


@pytest.mark.faults
async def test_two_processes_do_everything_once(
    folder: Path, databases: Callable[[str], str]
) -> None:
    (await freeze_at(folder, databases, tell_beginning, HITS)).close()


@pytest.mark.soak
async def test_two_processes_of_which_one_is_frozen_do_everything_once(
    folder: Path, databases: Callable[[str], str]
) -> None:
    (await freeze_at(folder, databases, tell_story, MANY)).close()


@pytest.mark.faults
async def test_a_crowd_at_two_processes_gets_one_answer_each(
    folder: Path, databases: Callable[[str], str]
) -> None:
    tally = Tally(name="a crowd at two replicas")
    async with remote_cast(folder, databases("crowd"), processes=[{}, {}]) as (cast, remote):
        phones = [cast.sandbox.user(first_name=f"Person {number}") for number in range(CROWD)]
        for words in WORDS:
            for phone in phones:
                phone.say(words)
            await cast.settle()
        await remote.finish()
        for phone in phones:
            answers = [each for each in phone.transcript if each.from_bot]
            tally.runs += len(WORDS)
            tally.lost += max(0, len(WORDS) - len(answers))
            tally.doubled += max(0, len(answers) - len(WORDS))
        tally.expect(not unfinished(remote.ledger.states()), f"left: {remote.ledger.states()}")
    tally.close()


@pytest.mark.faults
async def test_a_machine_that_vanishes_within_a_transaction_frees_its_rows_in_time(
    databases: Callable[[str], str],
) -> None:
    async with local_cast(databases("vanished")) as cast, cast.app.database.transaction() as tx:
        limit = await tx._sql.run(text("SHOW idle_in_transaction_session_timeout"))
        assert limit.scalar_one() == f"{LEASE.seconds}s"


async def take_over(folder: Path, url: str, point: str) -> Tally:
    """Kill one of two processes where it holds something; the clock is not turned."""
    tally = Tally(name=f"taken over at {point}", runs=1)
    async with remote_cast(folder, url, "sokha") as (cast, remote):
        await cast.settle()
        options = options_in(folder, cast.sandbox, url, "killed")
        killed = DemoServer(replace(options, crash=f"{point}:1"))
        remote.services.append(killed)
        updates = 1
        while killed.alive:
            if remote.idle():
                cast["sokha"].phone.say("/menu")  # one of the two takes it
                updates += 1
            await asyncio.sleep(0.01)
        began = perf_counter()
        tally.expect(not remote.idle(), "it held nothing")
        await remote.until(remote.idle)
        seconds = perf_counter() - began
        tally.name += f" in {seconds:.1f} s"
        tally.expect(seconds <= LONGEST_TAKEOVER, "too late")
        await remote.finish()
        tally.extra += sent_by(cast.sandbox, remote.catalog).marked.total()
        states = remote.ledger.states()
        tally.lost += updates - states["inbox done"]
        tally.expect(not unfinished(states) and not errors_in(folder), f"{states}")
    return tally


async def poll_after(folder: Path, url: str) -> Tally:
    """Kill the process that polls Telegram, while another one waits."""
    tally = Tally(name="polled by another replica", runs=1)
    async with remote_cast(folder, url, "sokha") as (cast, remote):
        await cast.settle()
        standby = options_in(folder, cast.sandbox, url, "standby")
        remote.services.append(DemoServer(standby))
        await remote.until(
            lambda: standby.log.exists() and "started" in standby.log.read_text(encoding="utf-8")
        )
        remote.services.pop(0).kill()
        cast["sokha"].phone.say("/menu")
        began = perf_counter()
        await remote.until(remote.idle)
        seconds = perf_counter() - began
        tally.name += f" in {seconds:.1f} s"
        tally.expect(seconds <= LONGEST_TAKEOVER, "too late")
        await remote.finish()
        tally.lost += 2 - remote.ledger.states()["inbox done"]
    return tally


@pytest.mark.soak
async def test_what_a_killed_process_held_is_taken_over_within_35_seconds(
    folder: Path, databases: Callable[[str], str]
) -> None:
    taken = [take_over(folder_in(folder, each), databases(each), each) for each in HELD]
    asked = poll_after(folder_in(folder, "polled"), databases("polled"))
    for tally in await asyncio.gather(*taken, asked):
        tally.close()
