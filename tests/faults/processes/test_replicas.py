"""Several processes on one PostgreSQL do everything once, also where one is frozen or killed."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import text

from bot.workers.dispatcher import LEASE
from tests.faults.campaign import CampaignFigures, in_parallel
from tests.faults.outcome import (
    LATE,
    Outcome,
    errors_in,
    expect_all_done,
    outcome_of,
    sent_by,
    unfinished,
    validator,
)
from tests.faults.process import DemoServer
from tests.faults.scenario_driver import (
    NAMES,
    Telling,
    folder_in,
    local_driver,
    options_in,
    remote_driver,
    tell_beginning,
    tell_story,
)

HITS = ("dispatch.claimed:6", "delivery.after_send:3", "scheduler.claimed:1")
"""Where a process has claimed something and has no transaction."""
BUSY = ("dispatch.claimed", "delivery.claimed", "delivery.before_send", "delivery.after_send")
MANY = ("scheduler.claimed:1", *(f"{point}:{number}" for point in BUSY for number in range(1, 16)))
AT_ONCE = 3
EXPECTED = "poll-failed"
"""Logged by a process whose getUpdates was ended by that of another one."""
CROWD = 20
"""Strangers, as many as are answered at once."""
WORDS = ("hello", "/start", "/menu")
HELD = ("dispatch.claimed", "delivery.claimed")
"""Where a process holds an update, and where it holds a message."""
MAX_TAKEOVER = 35.0
"""Real seconds from the kill until another process has done what the killed one held."""


async def run_story(
    folder: Path, url: str, tell: Telling, *, processes: int = 1, freeze: str = ""
) -> Outcome:
    """A story with several processes, or with one that is frozen at a crash point."""
    first = [{"freeze": freeze}, *[{}] * (processes - 1)]
    async with remote_driver(folder, url, *NAMES, processes=first) as (driver, remote):
        if freeze:
            remote.reserve = options_in(folder, driver.sandbox, url, "reserve")
        await tell(driver)
        assert not freeze or remote.reserve is None, "never reached"
        remote.resume()
        await driver.settle()
        await remote.finish()
        errors = errors_in(folder, EXPECTED, *LATE)
        assert not errors, errors
        return outcome_of(remote.state_reader, driver.sandbox, remote.catalog)


async def freeze_at(
    folder: Path, urls: Callable[[str], str], tell: Telling, hits: Iterable[str]
) -> CampaignFigures:
    """A story with two processes at once, and with one that is frozen at each of the hits."""
    figures = CampaignFigures(name="two replicas, or one frozen")
    calm = await run_story(folder_in(folder, "calm"), urls("calm"), tell)
    both = await run_story(folder_in(folder, "both"), urls("both"), tell, processes=2)
    validator(figures, "both", both, calm)
    figures.expect(both.sent == calm.sent, "both: a copy of a message")

    async def one(hit: str) -> None:
        place = folder_in(folder, hit)
        with figures.one_run(hit):
            outcome = await run_story(place, urls(hit), tell, freeze=hit)
            validator(figures, hit, outcome, calm)
            if hit.startswith("dispatch"):
                refused = "claim-lost" in (place / "service-1.log").read_text(encoding="utf-8")
                figures.expect(refused, f"{hit}: not refused by its fence")

    await in_parallel(one, list(hits), at_once=AT_ONCE)
    return figures


async def test_two_processes_act_once(folder: Path, databases: Callable[[str], str]) -> None:
    (await freeze_at(folder, databases, tell_beginning, HITS)).close()


@pytest.mark.soak
async def test_two_with_one_frozen_act_once(folder: Path, databases: Callable[[str], str]) -> None:
    (await freeze_at(folder, databases, tell_story, MANY)).close()


async def test_a_crowd_at_two_gets_an_answer(folder: Path, databases: Callable[[str], str]) -> None:
    figures = CampaignFigures(name="a crowd at two replicas")
    async with remote_driver(folder, databases("crowd"), processes=[{}, {}]) as (driver, remote):
        phones = [driver.sandbox.user(first_name=f"Person {number}") for number in range(CROWD)]
        for words in WORDS:
            for phone in phones:
                phone.say(words)
            await driver.settle()
        await remote.finish()
        for phone in phones:
            answers = [each for each in phone.transcript if each.from_bot]
            figures.runs += 1
            figures.lost += not answers
            figures.doubled += len(answers) > 1
        expect_all_done(figures, remote.state_reader.states())
    figures.close()


async def test_a_machine_that_vanishes_frees_its_rows(databases: Callable[[str], str]) -> None:
    async with (
        local_driver(databases("vanished")) as driver,
        driver.app.database.transaction() as tx,
    ):
        limit = await tx._sql.run(text("SHOW idle_in_transaction_session_timeout"))
        assert limit.scalar_one() == f"{LEASE.seconds}s"


async def take_over(folder: Path, url: str, point: str) -> CampaignFigures:
    """Kill one of two processes where it holds something; the clock is not turned."""
    figures = CampaignFigures(name=f"taken over at {point}", runs=1)
    async with remote_driver(folder, url, "sokha") as (driver, remote):
        await driver.settle()
        options = options_in(folder, driver.sandbox, url, "killed")
        killed = DemoServer(replace(options, crash=f"{point}:1"))
        remote.services.append(killed)
        updates = 1
        while killed.alive:
            if remote.idle():
                driver["sokha"].phone.say("/menu")  # one of the two takes it
                updates += 1
            await asyncio.sleep(0.01)
        began = perf_counter()
        figures.expect(not remote.idle(), "it held nothing")
        await remote.until(remote.idle)
        seconds = perf_counter() - began
        figures.name += f" in {seconds:.1f} s"
        figures.expect(seconds <= MAX_TAKEOVER, "too late")
        await remote.finish()
        figures.extra += sent_by(driver.sandbox, remote.catalog).marked.total()
        states = remote.state_reader.states()
        figures.lost += updates - states["inbox done"]
        figures.expect(not unfinished(states) and not errors_in(folder), f"{states}")
    return figures


async def poll_after(folder: Path, url: str) -> CampaignFigures:
    """Kill the process that polls Telegram, while another one waits."""
    figures = CampaignFigures(name="polled by another replica", runs=1)
    async with remote_driver(folder, url, "sokha") as (driver, remote):
        await driver.settle()
        standby = options_in(folder, driver.sandbox, url, "standby")
        remote.services.append(DemoServer(standby))
        await remote.until(
            lambda: standby.log.exists() and "started" in standby.log.read_text(encoding="utf-8")
        )
        remote.services.pop(0).kill()
        driver["sokha"].phone.say("/menu")
        began = perf_counter()
        await remote.until(remote.idle)
        seconds = perf_counter() - began
        figures.name += f" in {seconds:.1f} s"
        figures.expect(seconds <= MAX_TAKEOVER, "too late")
        await remote.finish()
        figures.lost += 2 - remote.state_reader.states()["inbox done"]
    return figures


@pytest.mark.soak
async def test_a_killed_ones_work_is_taken(folder: Path, databases: Callable[[str], str]) -> None:
    taken = [take_over(folder_in(folder, each), databases(each), each) for each in HELD]
    asked = poll_after(folder_in(folder, "polled"), databases("polled"))
    for figures in await asyncio.gather(*taken, asked):
        figures.close()
