"""How long it takes to start: a command that needs no Telegram library, from its start to its end,
and the desk, from its start to its first answer; and how much memory it then holds at rest.
"""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.cast import FIRST_CHAT, Said
from benchmarks.phones import Phones, end, first_line, open_phones
from benchmarks.sides import TOKENS
from benchmarks.table import Figure
from bot.agreement_files import default_agreement
from bot.clock import SystemClock
from bot.settings import PREFIX
from storage.keyring import new_keys, owners_of, write
from storage.migrate import fresh

MAIN = "from bot.cli import main; main()"
"""What the installed `liaison` does; this runs in a checkout, too."""
EXPLAIN = MAIN, "explain", "2026-09-10", "--party", "CN"
LIBRARIES = "import aiogram, telegram"
PEERS = {"python -c pass": ("pass",), LIBRARIES: (LIBRARIES,)}
RESTING = f"{LIBRARIES}; print('here', flush=True); input()"
REST_SECONDS = 3.0
PATIENCE_SECONDS = 60.0
TOKEN = TOKENS["desk"]


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
    imported = median(taken[LIBRARIES])
    return [
        Figure(
            what="liaison explain, whole command",
            ours=ours,
            peer=median(taken[name]),
            beside=name,
            unit="ms",
        )
        for name in PEERS
    ] + await _running(1 if quick else 3, imported)


async def _start(command: Sequence[str]) -> float:
    """Seconds that an interpreter takes for a command. Raises ``Failed`` where it fails."""
    start = perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", *command, stdout=DEVNULL)
    if await process.wait() != 0:
        raise Failed(command[0])
    return perf_counter() - start


async def _running(turns: int, imported: float) -> list[Figure]:
    """Start the desk while somebody waits for an answer, and let it rest after that."""
    waits, held = [], []
    with TemporaryDirectory(prefix="liaison-bench-") as folder:
        environment = _prepare(Path(folder))
        async with open_phones() as phones:
            await phones.prepare(TOKEN)
            environment[f"{PREFIX}API_BASE"] = phones.url
            for turn in range(turns + 1):
                waited, memory = await _run(phones, environment, Path(folder) / "log")
                if turn > 0:
                    waits.append(waited)
                    held.append(memory)
    figures = [
        Figure(
            what="liaison run, start to first reply",
            ours=median(waits),
            peer=imported,
            beside=LIBRARIES,
            unit="ms",
        )
    ]
    if all(held):
        libraries = await _resting()
        what = "resident memory of liaison run at rest"
        figures.append(
            Figure(what=what, ours=median(held), peer=libraries, beside=LIBRARIES, unit="MB")
        )
    return figures


def _prepare(folder: Path) -> dict[str, str]:
    """Make a database and keys; gives the environment of a desk over them, and nothing else."""
    url, keys = fresh(folder), folder / "keys.json"
    write(keys, new_keys(owners_of(default_agreement()), at=SystemClock().now()))
    own = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    settings = {"TOKEN": TOKEN, "DATABASE_URL": url, "KEYS_FILE": str(keys)}
    return own | {f"{PREFIX}{name}": value for name, value in settings.items()}


async def _run(phones: Phones, environment: dict[str, str], log: Path) -> tuple[float, float]:
    """Milliseconds until a stranger has an answer, and megabytes that the desk holds a while later.

    Raises ``NoReply``.
    """
    before = await phones.sent()
    await phones.say(Said(FIRST_CHAT, "/start"), TOKEN)
    with log.open("ab") as lines:
        start = SystemClock().now()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", MAIN, "run", env=environment, stdout=lines, stderr=lines
        )
    try:
        await phones.wait_for(before + 1, PATIENCE_SECONDS)
        [*_, heard] = await phones.heard(since=start)
        await asyncio.sleep(REST_SECONDS)
        return (heard.at - start).total_seconds() * 1000, _memory(process)
    finally:
        await end(process)


async def _resting() -> float:
    """Megabytes of a process that has imported both libraries and does nothing."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", RESTING, stdin=PIPE, stdout=PIPE
    )
    try:
        await first_line(process)
        return _memory(process)
    finally:
        await end(process)


def _memory(process: Process) -> float:
    """Megabytes that a process holds; 0 where the system does not say."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0.0
    [kilobytes] = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(kilobytes) / 1024
