"""How long a command takes that needs no Telegram library, from its start to its end."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Sequence
from statistics import median
from time import perf_counter

from benchmarks.table import Figure

EXPLAIN = "from bot.cli import main; main()", "explain", "2026-09-10", "--party", "CN"
"""What the installed `liaison` does; this runs in a checkout, too."""
PEERS = {"python -c pass": ("pass",), "import aiogram, telegram": ("import aiogram, telegram",)}


class Failed(Exception):
    """A command that was timed did not do what it should."""


async def starting(*, quick: bool) -> list[Figure]:
    """Start each several times, in turns; the first time, which fills the disk's cache, is left
    out.
    """
    commands = {"explain": EXPLAIN, **PEERS}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(2 if quick else 6):
        for name, command in commands.items():
            seconds = await _start(command)
            if turn > 0:
                taken[name].append(seconds * 1000)
    ours = median(taken["explain"])
    return [
        Figure(
            what="liaison explain, whole command",
            ours=ours,
            peer=median(taken[name]),
            beside=name,
            unit="ms",
        )
        for name in PEERS
    ]


async def _start(command: Sequence[str]) -> float:
    """Seconds that an interpreter takes for a command. Raises ``Failed`` where it fails."""
    start = perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", *command, stdout=DEVNULL)
    if await process.wait() != 0:
        raise Failed(command[0])
    return perf_counter() - start
