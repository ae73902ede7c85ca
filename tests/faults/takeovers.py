"""One of two processes is killed while it holds a row: how long until the other has done it."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from tests.faults.campaign import Tally, side_by_side
from tests.faults.cast import LOOK_SECONDS, far_cast, orders, place_in
from tests.faults.kills import bad, errors_in
from tests.faults.ledger import sent_by
from tests.faults.process import start

MOST_SECONDS = 35.0
"""Real ones, from the end of the one until the other has handled or said what it held."""
GIVEN_UP = 60.0
WHO = "sokha"


async def take_over(folder: Path, urls: Callable[[str], str], point: str, *, runs: int) -> Tally:
    """Kill a process at a point so many times, beside each other. Nobody turns a clock.

    ``urls`` makes a new database of a name.
    """
    tally = Tally(name="")

    async def kill(name: str) -> float:
        return await _seconds(place_in(folder, name), urls(name), point, tally)

    names = [f"{point}-{run}" for run in range(runs)]
    seconds = await side_by_side(kill, names, at_once=runs)
    tally.name = f"taken over at {point} in {min(seconds):.1f} to {max(seconds):.1f} s"
    tally.expect(max(seconds) <= MOST_SECONDS, "too late")
    return tally


async def poll_after(folder: Path, url: str) -> Tally:
    """Kill the process that asks Telegram for updates, while another one stands by."""
    tally = Tally(name="", runs=1)
    async with far_cast(
        folder, url, WHO, processes=lambda sandbox: [orders(sandbox, url, folder, name="one")]
    ) as (cast, far):
        await cast.settle()
        two = orders(cast.sandbox, url, folder, name="two")
        far.desks.append(start(two))
        await _until(lambda: has_started(two.log))
        far.desks.pop(0).kill()
        cast[WHO].phone.say("/menu")
        began = perf_counter()
        await _until(far.at_rest)
        seconds = perf_counter() - began
        await far.finish()
        states = far.ledger.states()
        tally.name = f"asked for by another after {seconds:.1f} s"
        tally.expect(seconds <= MOST_SECONDS, "too late")
        tally.expect(states["inbox done"] == 2 and not bad(states), f"{states}")
    return tally


def has_started(log: Path) -> bool:
    """Whether a process has said so."""
    return log.exists() and "started" in log.read_text(encoding="utf-8")


async def _seconds(folder: Path, url: str, point: str, tally: Tally) -> float:
    async with far_cast(
        folder, url, WHO, processes=lambda sandbox: [orders(sandbox, url, folder, name="two")]
    ) as (cast, far):
        await cast.settle()
        one = start(orders(cast.sandbox, url, folder, name="one", crash=f"{point}:1"))
        far.desks.append(one)
        updates = 1
        while one.alive:
            if far.at_rest():
                cast[WHO].phone.say("/menu")  # one of the two takes it
                updates += 1
            await asyncio.sleep(LOOK_SECONDS)
        began = perf_counter()
        tally.expect(not far.at_rest(), "it held nothing")
        await _until(far.at_rest)
        seconds = perf_counter() - began
        await far.finish()
        states = far.ledger.states()
        tally.runs += 1
        tally.kills += far.kills
        tally.extra += sent_by(cast.sandbox, far.catalog).marked.total()
        tally.expect(states["inbox done"] == updates and not bad(states), f"{updates}: {states}")
        tally.expect(not errors_in(folder), f"{errors_in(folder)}")
    return seconds


async def _until(holds: Callable[[], bool]) -> None:
    """Wait, and start nobody again. Raises ``TimeoutError``."""
    async with asyncio.timeout(GIVEN_UP):
        while not holds():  # noqa: ASYNC110  # another process does it
            await asyncio.sleep(LOOK_SECONDS)
