"""A flood of strangers: members and emergencies do not wait for it, and it fills no disk."""

import asyncio
from functools import partial
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import pytest
import structlog

from sandbox import Phone
from tests.faults.process import PATIENCE, DemoServer
from tests.faults.scenario_driver import remote_driver
from tests.fresh_databases import fresh
from tests.ports import free_port
from tests.scenario import ScenarioDriver, ScenarioUser

log = structlog.get_logger()

STRANGERS, LINES_A_SECOND, SECONDS = 1_000, 500, 120
MAX_ANSWER, MAX_EMERGENCY = 1.0, 5.0
"""Seconds for which the service works; the first for 99 of 100 answers."""
LARGEST_GROWTH = 1_000_000
"""Bytes."""


async def flood(strangers: list[Phone]) -> None:
    """Let the strangers write in turn, so many lines a second."""
    start = perf_counter()
    for number in range(SECONDS * LINES_A_SECOND):
        strangers[number % STRANGERS].say("let me in")
        await asyncio.sleep(max(0.0, start + number / LINES_A_SECOND - perf_counter()))


async def answered(player: ScenarioUser, words: str, service: DemoServer) -> float:
    """The seconds from a typed line to its answer, a new message of the bot."""
    start, said = service.processor_seconds, player.phone.say(words)
    await player.driver.sandbox.wait_for(
        lambda: any(each.from_bot and each.message_id > said for each in player.visible), PATIENCE
    )
    return service.processor_seconds - start


def size(folder: Path) -> int:
    """The bytes of the database with its log."""
    return sum(each.stat().st_size for each in folder.glob("liaison.db*"))


def button(player: ScenarioUser, label: str) -> str | None:
    """The label of a visible button as it is stored."""
    return player._labels.get(label.casefold())


async def agree(
    service: DemoServer, driver: ScenarioDriver, proposer: ScenarioUser, *others: ScenarioUser
) -> float:
    """The seconds from the last press that proposes an emergency until all others see it."""
    wait_for = partial(driver.sandbox.wait_for, seconds=PATIENCE)
    proposer.phone.say("/emergency")
    start = service.processor_seconds
    for label in ("a person is in danger", "In 1 hour", proposer.send_label):
        shown = await wait_for(partial(button, proposer, label))
        start = service.processor_seconds
        proposer.phone.press(shown)
    await wait_for(lambda: all(each.has_seen("M26-") for each in others))
    return service.processor_seconds - start


@pytest.mark.soak
@pytest.mark.parametrize("posted", [False, True], ids=["polling", "webhook"])
async def test_a_flood_of_strangers_keeps_no_one_waiting(folder: Path, *, posted: bool) -> None:
    url = fresh(folder)
    names = ("sokha", "dara", "li", "zhang")
    options = {"webhook": f"127.0.0.1:{free_port()}"} if posted else {}
    async with remote_driver(folder, url, *names, processes=[options]) as (driver, remote):
        [service] = remote.services
        await driver["sokha"].says("/menu")
        before = size(folder)
        strangers = [driver.sandbox.user(first_name=f"S{n}") for n in range(STRANGERS)]
        flooding = asyncio.create_task(flood(strangers))
        taken = list[float]()
        emergency = asyncio.create_task(
            agree(service, driver, driver["dara"], driver["li"], driver["zhang"])
        )
        while not flooding.done():
            taken.append(await answered(driver["sokha"], "/today", service))
            await asyncio.sleep(0.3)
        await flooding
        grown = size(folder) - before
        slowest, rings = quantiles(taken, n=100)[98], await emergency
    figures = f"{slowest:.3f} s of {len(taken)} answers, emergency {rings:.1f} s, {grown:,} bytes"
    assert slowest < MAX_ANSWER, figures
    assert rings < MAX_EMERGENCY, figures
    assert grown < LARGEST_GROWTH, figures
    log.info("flood", figures=figures)
