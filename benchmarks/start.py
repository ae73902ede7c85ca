"""The run time of whole commands: one that needs no Telegram library, and the service until its
first answer, with its memory when idle.
"""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.people import FIRST_CHAT
from benchmarks.processes import TOKEN, Telegram, end, first_line, memory, open_telegram
from benchmarks.table import Figure
from bot.clock import SystemClock
from bot.profile.agreement_file import default_agreement
from bot.settings import PREFIX
from storage.crypto import new_keys, owners_of, save_keys
from tests.fresh_databases import fresh

LIAISON = ("-c", "from bot.cli import main; main()")
"""The same as the installed `liaison`, but from a checkout."""
EXPLAIN = (*LIAISON, "explain", "2026-09-10", "--party", "CN")
LIBRARIES = "import aiogram, telegram"
PEERS = {"python -c pass": ("-c", "pass"), LIBRARIES: ("-c", LIBRARIES)}
RESTING = f"{LIBRARIES}; print('here', flush=True); input()"
REST_SECONDS = 3.0
PATIENCE_SECONDS = 60.0


class Failed(Exception):
    """A timed command failed."""


async def start(*, quick: bool) -> list[Figure]:
    """Start each several times, in turns; the first, which fills the disk's cache, is left out."""
    commands = {"explain": EXPLAIN, **PEERS}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(2 if quick else 6):
        for name, command in commands.items():
            seconds = await _run(*command)
            if turn > 0:
                taken[name].append(seconds * 1000)
    ours = median(taken["explain"])
    what = "liaison explain, whole command"
    figures = [
        Figure(what=what, ours=ours, peer=median(taken[name]), beside=name, unit="ms")
        for name in PEERS
    ]
    waits, held = await _start_service(1 if quick else 3)
    what, imported = "liaison run, start to first reply", median(taken[LIBRARIES])
    figures.append(Figure(what=what, ours=waits, peer=imported, beside=LIBRARIES, unit="ms"))
    if held:
        what, peer = "resident memory of liaison run at rest", await _memory_of_libraries()
        figures.append(Figure(what=what, ours=held, peer=peer, beside=LIBRARIES, unit="MB"))
    return figures


def _prepare(folder: Path) -> dict[str, str]:
    """Make a database and keys; returns the settings of a service over them."""
    url, keys = fresh(folder), folder / "keys.json"
    save_keys(keys, new_keys(owners_of(default_agreement()), at=SystemClock().now()))
    return {"TOKEN": TOKEN, "DATABASE_URL": url, "KEYS_FILE": str(keys)}


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of this process, with these settings of the service and no other. Modules are
    compiled once, as where the service is installed.
    """
    others = (PREFIX, "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    return kept | {f"{PREFIX}{name}": value for name, value in settings.items()}


async def _run(*command: str) -> float:
    """Seconds that an interpreter takes for a command. Raises ``Failed`` if it fails."""
    begun = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=_environment({}), stdout=DEVNULL
    )
    if await process.wait() != 0:
        raise Failed(command)
    return perf_counter() - begun


async def _start_service(turns: int) -> tuple[float, float]:
    """Milliseconds until an unknown person gets an answer, and megabytes of the service then."""
    with TemporaryDirectory(prefix="liaison-bench-") as made:
        folder = Path(made)
        settings = _prepare(folder)
        async with open_telegram() as telegram:
            environment = _environment(settings | {"API_BASE": telegram.sandbox.url})
            telegram.prepare(TOKEN, people=[FIRST_CHAT])
            taken = [
                await _first_reply(telegram, environment, folder / "service.log")
                for _ in range(turns + 1)
            ]
    waits, held = zip(*taken[1:], strict=True)
    return median(waits), median(held)


async def _first_reply(
    telegram: Telegram, environment: Mapping[str, str], log: Path
) -> tuple[float, float]:
    """Start the service while a message waits. Raises ``NoReply``."""
    before = telegram.calls.sent
    telegram.phone(FIRST_CHAT, TOKEN).say("/start")
    with log.open("ab") as lines:
        begun = SystemClock().now()
        process = await asyncio.create_subprocess_exec(
            sys.executable, *LIAISON, "run", env=environment, stdout=lines, stderr=lines
        )
    try:
        await telegram.wait_for(before + 1, PATIENCE_SECONDS)
        [*_, reply] = telegram.sent(since=begun)
        await asyncio.sleep(REST_SECONDS)
        return (reply.at - begun).total_seconds() * 1000, memory(process)
    finally:
        await end(process)


async def _memory_of_libraries() -> float:
    """Megabytes of an idle process that has imported both libraries."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", RESTING, stdin=PIPE, stdout=PIPE
    )
    try:
        await first_line(process)
        return memory(process)
    finally:
        await end(process)
