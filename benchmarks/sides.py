"""The two bots, each in its process, and the sandbox that both talk to."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ledger import Spent
from benchmarks.phones import Phones, end, first_line, open_phones
from benchmarks.side import GO, READY, STOP

BARE = "bare aiogram bot"
TOKENS = {"desk": "7100001:" + "d" * 35, "bare": "7100002:" + "b" * 35}
LOG_LINES = 20


class Broken(Exception):
    """A bot ended; the message is the end of its log."""


class Side:
    """One bot, as the other end of its lines."""

    def __init__(self, process: Process, token: str, log: Path) -> None:
        self.token = token
        self._process = process
        self._log = log

    @property
    def process(self) -> int:
        """The number of its process."""
        return self._process.pid

    async def ready(self) -> None:
        """Wait until it could run. Raises ``Broken``."""
        if await first_line(self._process) != READY:
            raise self._broken()

    async def go(self) -> None:
        """Let it run."""
        await self._tell(GO)

    async def stop(self) -> Spent:
        """Let it rest; gives what it spent meanwhile. Raises ``Broken``."""
        await self._tell(STOP)
        line = await first_line(self._process)
        if not line:
            raise self._broken()
        return Spent(**json.loads(line))

    async def _tell(self, word: str) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write(f"{word}\n".encode())
            await self._process.stdin.drain()

    def _broken(self) -> Broken:
        return Broken("\n".join(self._log.read_text().splitlines()[-LOG_LINES:]))


@dataclass(frozen=True, slots=True)
class Stage:
    """The phones and both bots; neither bot runs unless it is told to."""

    phones: Phones
    desk: Side
    bare: Side


@asynccontextmanager
async def open_stage() -> AsyncIterator[Stage]:
    """Start the three processes; they end with the block."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="liaison-bench-")))
        phones = await stack.enter_async_context(open_phones())
        desk, bare = [
            await stack.enter_async_context(open_side(name, phones.url, folder)) for name in TOKENS
        ]
        await phones.prepare(desk.token, bare.token)
        await asyncio.gather(desk.ready(), bare.ready())
        yield Stage(phones, desk, bare)


@asynccontextmanager
async def open_side(name: str, url: str, folder: Path, *more: str) -> AsyncIterator[Side]:
    """Start a bot in a process of its own; it ends with the block. ``more`` is for it to read."""
    log = folder / f"{name}.log"
    token = TOKENS.get(name, TOKENS["desk"])
    command = ("-m", "benchmarks.side", name, url, token, str(folder), *more)
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, stdin=PIPE, stdout=PIPE, stderr=errors
        )
    try:
        yield Side(process, token, log)
    finally:
        await end(process)
