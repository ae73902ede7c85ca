"""A flood of strangers: members and emergencies do not wait for it, and it fills no disk.

What is measured is how long a person waits, so `make soak` runs this alone.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

import pytest
import structlog

from sandbox import Phone
from tests.faults.process import PATIENCE
from tests.faults.scenario_driver import remote_driver
from tests.fresh_databases import fresh
from tests.ports import free_port
from tests.scenario import ScenarioUser

log = structlog.get_logger()

STRANGERS, LINES_A_SECOND, SECONDS = 1_000, 500, 120
LINES = ("let me in", "/start {n}", "hello", "/lost red rice {n}", "/menu")
LEAST_REACHED = 0.95
"""The part of these lines a second without which it is no such flood."""
MAX_ANSWER, MAX_EMERGENCY = 1.0, 5.0
"""Seconds that a person waits; the first for 99 of 100 presses."""
LARGEST_GROWTH = 1_000_000
"""Bytes."""
BETWEEN_PRESSES, BETWEEN_EMERGENCIES = 0.8, 8.0
"""Seconds; a member may press once a second, and thirty times more."""
NAMES = ("bopha", "sokha", "dara", "wang", "li", "zhang")
CAUSES = (
    "A person is in danger",
    "Victims need help at once",
    "A return must be arranged",
    "Suspects may flee or evidence be lost",
    "A request makes no progress",
)
OK = 200
TOAST, CARD, EMERGENCY = "toast", "card", "M26-"
KINDS = {"answercallbackquery": TOAST, "sendmessage": CARD, "editmessagetext": CARD}
"""What a call of the bot shows in its chat."""


async def flood(strangers: list[Phone]) -> float:
    """Let the strangers write in turn; how many lines a second it became."""
    start, lines = perf_counter(), SECONDS * LINES_A_SECOND
    for number in range(lines):
        line = LINES[number // STRANGERS % len(LINES)]
        strangers[number % STRANGERS].say(line.format(n=number))
        await asyncio.sleep(max(0.0, start + number / LINES_A_SECOND - perf_counter()))
    return lines / (perf_counter() - start)


async def waited(act: Callable[[], object], kinds: set[str], *people: ScenarioUser) -> float:
    """The seconds from an act until each of some people has got a call of each of these kinds."""
    sandbox = people[0].driver.sandbox
    wanted = {(each.phone.user_id, kind) for each in people for kind in kinds}
    start = sandbox.now()
    act()

    def got() -> dict[Any, float] | None:
        found = dict[Any, float]()
        for call in reversed(sandbox.api.calls):
            if call.at < start:
                break
            news = EMERGENCY in call.values.get("text", "")
            kind = EMERGENCY if news else KINDS.get(call.method)
            if call.code == OK:
                found[call.chat_id, kind] = (call.at - start).total_seconds()
        return found if wanted <= found.keys() else None

    found = await sandbox.wait_for(got, PATIENCE)
    return float(max(found[each] for each in wanted))


async def pressed(
    player: ScenarioUser, label: str, kinds: set[str], *people: ScenarioUser
) -> float:
    """The seconds from a press, once the button is shown, until each of some people has got a call
    of each of these kinds: a call of another card is none that shows it.
    """

    def is_shown() -> bool:
        return any(label in player.read(each).labels for each in player.phone.visible)

    await player.driver.sandbox.wait_for(is_shown, PATIENCE)
    return await waited(partial(player.press, label), kinds, *people)


async def press_on(player: ScenarioUser, flooding: asyncio.Task[float]) -> list[float]:
    """Press a button of the menu, and back; the seconds of each answer."""
    taken = list[float]()
    while not flooding.done():
        for key in ("command-today.button", "button-menu"):
            taken.append(await pressed(player, player.words(key), {TOAST, CARD}, player))
            await asyncio.sleep(BETWEEN_PRESSES)
    return taken


async def raise_emergencies(
    proposer: ScenarioUser, others: list[ScenarioUser], flooding: asyncio.Task[float]
) -> list[float]:
    """Propose emergencies; the seconds until all others see each."""
    taken = list[float]()
    while not flooding.done():
        await waited(partial(proposer.phone.say, "/emergency"), {CARD}, proposer)
        labels = [CAUSES[len(taken) % len(CAUSES)], "In 1 hour"]
        if len(taken) >= len(CAUSES):  # one with this cause is open
            await pressed(proposer, labels[0], {EMERGENCY}, proposer)
            labels[0] = "Another meeting"
        for label in labels:
            await pressed(proposer, label, {TOAST, CARD}, proposer)
        taken.append(await pressed(proposer, proposer.send_label, {EMERGENCY}, *others))
        await asyncio.sleep(BETWEEN_EMERGENCIES)
    return taken


def size(folder: Path) -> int:
    """The bytes of the database with its log."""
    return sum(each.stat().st_size for each in folder.glob("liaison.db*"))


@pytest.mark.soak
@pytest.mark.parametrize("posted", [False, True], ids=["polling", "webhook"])
async def test_a_flood_of_strangers_keeps_no_one_waiting(folder: Path, *, posted: bool) -> None:
    options: dict[str, Any] = {"webhook": f"127.0.0.1:{free_port()}"} if posted else {}
    services = [{**options, "paced": True}]
    async with remote_driver(folder, fresh(folder), *NAMES, processes=services) as (driver, remote):
        people = [driver[name] for name in NAMES]
        await driver.sandbox.wait_for(lambda: all(each.buttons for each in people), PATIENCE)
        driver.sandbox.flood.on, before = True, size(folder)
        strangers = [driver.sandbox.user(first_name=f"S{n}") for n in range(STRANGERS)]
        began = remote.services[0].processor_seconds
        flooding = asyncio.create_task(flood(strangers))
        told = [driver[name] for name in ("bopha", "sokha", "li", "zhang")]
        rings, *answers = await asyncio.gather(
            raise_emergencies(driver["dara"], told, flooding),
            *(press_on(driver[name], flooding) for name in ("sokha", "wang")),
        )
        rate, grown = await flooding, size(folder) - before
        worked = remote.services[0].processor_seconds - began
    slowest = quantiles([each for seconds in answers for each in seconds], n=100)[98]
    figures = (
        f"{rate:.0f} lines a second; 99 of 100 of {sum(map(len, answers))} presses within "
        f"{slowest:.3f} s; {len(rings)} emergencies within {max(rings):.2f} s; {grown:,} bytes; "
        f"{worked:.0f} s of one processor"
    )
    log.info("flood", figures=figures)
    assert rate >= LEAST_REACHED * LINES_A_SECOND, figures
    assert slowest < MAX_ANSWER, figures
    assert max(rings) < MAX_EMERGENCY, figures
    assert grown < LARGEST_GROWTH, figures
