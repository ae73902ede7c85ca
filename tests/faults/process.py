"""The desk in a process of its own, that can be killed, stopped, frozen and held up at a chosen
place.

A parent process that has imported everything already is forked for each start, so that one costs
milliseconds. Its clock is the sandbox's: the offset lies in a small file that both have mapped.
"""

import asyncio
import math
import mmap
import multiprocessing
import os
import signal
import struct
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.pool import QueuePool

from bot import crash, scheduler, watchdog
from bot.app import App
from bot.calendars import calendar_of
from bot.catalog import Catalog
from bot.cli import _run
from bot.clock import SystemClock
from bot.demo.cast import TOKEN
from bot.log import configure
from bot.settings import Settings
from bot.watchdog import Watchdog
from liaison.domain.agreement_files import default_agreement

TICK_SECONDS = 0.1
"""More often than in earnest, so that a story need not wait for what is due."""
OFFSET = struct.Struct("d")
SHORT_LOOK, SHORT_PATIENCE = 0.05, 0.3
"""Real seconds, from where the loop stands still: before that a busy machine may be late."""

# What is read once and kept is read before the fork.
Catalog.load(agreement=default_agreement())
for _party in default_agreement().parties:
    calendar_of(_party, range(2014, 2032))

_PARENT = multiprocessing.get_context("forkserver")
_PARENT.set_forkserver_preload(["tests.faults.process"])


class SharedClock:
    """The machine's time and an offset that another process turns."""

    def __init__(self, file: Path) -> None:
        with file.open("r+b") as opened:
            self._offset = mmap.mmap(opened.fileno(), OFFSET.size)

    @classmethod
    def make(cls, file: Path) -> "SharedClock":
        """A clock that is not turned yet."""
        file.write_bytes(OFFSET.pack(0.0))
        return cls(file)

    def turn_to(self, offset: timedelta) -> None:
        OFFSET.pack_into(self._offset, 0, offset.total_seconds())

    def now(self) -> datetime:
        return SystemClock().now() + timedelta(seconds=OFFSET.unpack_from(self._offset)[0])

    def monotonic(self) -> float:
        return self.now().timestamp()


@dataclass(frozen=True, kw_only=True)
class Orders:
    """How a process is to run. ``crash`` and ``freeze`` name a point and the hit at which the
    process ends or is stopped without a word: ``dispatch.claimed:3``.

    ``block`` names one at which its loop stands still for ``block_seconds``. Where those are
    endless, its watchdog has little patience.
    """

    api_base: str
    database_url: str
    clock: Path
    log: Path
    crash: str = ""
    freeze: str = ""
    block: str = ""
    block_seconds: float = math.inf

    @property
    def mark(self) -> Path:
        """The file that is there once the process was frozen."""
        return self.log.with_suffix(".frozen")

    def settings(self) -> Settings:
        return Settings(token=TOKEN, api_base=self.api_base, database_url=self.database_url)


def start(orders: Orders) -> "Desk":
    """Start a desk in a process of its own."""
    process = _PARENT.Process(target=_desk, args=(orders,), daemon=True)
    process.start()
    return Desk(process, orders.mark)


class Desk:
    """A running desk."""

    def __init__(self, process: multiprocessing.process.BaseProcess, mark: Path) -> None:
        self._process = process
        self._mark = mark

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    @property
    def exit_code(self) -> int | None:
        """Minus the number of the signal that ended it."""
        return self._process.exitcode

    @property
    def frozen(self) -> bool:
        """Whether the process was frozen."""
        return self._mark.exists()

    def send(self, number: signal.Signals) -> None:
        """Send a signal, where the process still runs."""
        if self.alive and self._process.pid is not None:
            os.kill(self._process.pid, number)

    async def ended(self, seconds: float) -> int:
        """Wait for the end; its exit code. Raises ``TimeoutError``."""
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._process.sentinel, over.set)
        try:
            async with asyncio.timeout(seconds):
                await over.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        return int(self._process.exitcode or 0)

    async def stop(self, seconds: float = 10.0) -> int:
        """Ask it to end, and wait; its exit code. Raises ``TimeoutError``."""
        self.send(signal.SIGTERM)
        return await self.ended(seconds)

    def kill(self) -> None:
        """End it without a word."""
        self.send(signal.SIGKILL)
        self._process.join()


def _desk(orders: Orders) -> None:
    log = os.open(orders.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    crash.CRASH.hook = _killer(orders)
    scheduler.TICK_SECONDS = TICK_SECONDS
    configure("INFO", secrets=(TOKEN.get_secret_value(),))
    app = App(
        orders.settings(),
        clock=SharedClock(orders.clock),
        paced=False,
        strict=True,
        watchdog=Watchdog(SystemClock()) if orders.block else None,
    )
    if orders.block:
        crash.CRASH.hook = _blocker(orders)
    if orders.freeze:
        crash.CRASH.hook = _freezer(app, orders)
    asyncio.run(_run(app))


def _killer(orders: Orders) -> crash.Hook:
    """Ends the process at a point without a word."""
    name, _, number = orders.crash.partition(":")
    hits = 0

    def reached(point: str) -> None:
        nonlocal hits
        hits += point == name
        if point == name and hits == int(number or 1):
            os.kill(os.getpid(), signal.SIGKILL)

    return reached


def _blocker(orders: Orders) -> crash.Hook:
    """Lets the loop stand still at a point."""
    name, _, number = orders.block.partition(":")
    hits = 0

    def reached(point: str) -> None:
        nonlocal hits
        hits += point == name
        if point == name and hits == int(number):
            endless = math.isinf(orders.block_seconds)
            if endless:
                watchdog.LOOK_SECONDS, watchdog.STUCK_SECONDS = SHORT_LOOK, SHORT_PATIENCE
            threading.Event().wait(None if endless else orders.block_seconds)

    return reached


def _freezer(app: App, orders: Orders) -> crash.Hook:
    """Stops the process at a point, as soon as no transaction of its own is open: the locks of one
    would stop everybody else as well.
    """
    name, _, number = orders.freeze.partition(":")
    hits = 0

    async def reached(point: str) -> None:
        nonlocal hits
        hits += point == name
        if point == name and hits == int(number):
            engine = app.database._engine
            assert engine is not None
            assert isinstance(engine.pool, QueuePool)
            while engine.pool.checkedout():  # noqa: ASYNC110  # the pool has no event for it
                await asyncio.sleep(0)
            orders.mark.touch()
            os.kill(os.getpid(), signal.SIGSTOP)

    return reached
