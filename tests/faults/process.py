"""The service in a process of its own, which a test can kill, stop, freeze or block.

A parent process that has imported everything already is forked for each start, which takes
milliseconds. The clock is the sandbox's: its offset is in a small file that both have mapped.
"""

import asyncio
import math
import mmap
import multiprocessing
import os
import signal
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy.pool import QueuePool

from bot import app as bot_app
from bot import crash
from bot.app import App
from bot.cli import _run
from bot.clock import SystemClock
from bot.i18n.catalog import Catalog
from bot.log import configure
from bot.monitoring import watchdog
from bot.monitoring.watchdog import Watchdog
from bot.profile.agreement_file import default_agreement
from bot.profile.holiday_calendars import calendar_of
from bot.settings import Settings
from bot.telegram import ingest
from bot.workers import scheduler
from storage.engine import database_url
from tests.scenario import TOKEN

TICK_SECONDS = 0.1
"""More often than in production, so that a test need not wait for what is due."""
WAITS, PATIENCE = ((database_url, "BUSY_SECONDS"), (ingest, "ANSWER_SECONDS")), 60
"""Waits for others that may be slow on a busy machine, which is no fault; in real seconds."""
OFFSET = struct.Struct("d")
SHORT_LOOK, SHORT_PATIENCE = 0.05, 0.3
"""Real seconds of the watchdog once the loop is blocked: a busy machine may be late before."""

# What is read once and kept is read before the fork.
Catalog.load(agreement=default_agreement())
for _party in default_agreement().parties:
    calendar_of(_party, range(2014, 2032))

_PARENT = multiprocessing.get_context("forkserver")
_PARENT.set_forkserver_preload(["tests.faults.process"])


@cache
def prepare() -> None:
    """Wait until the parent process can fork: the first time it has to import everything.

    Only once: a start collects the children that have ended, and in a thread it would take the exit
    code that another thread is reading.
    """
    forked(int)


def begun(work: Callable[..., object], *given: object) -> BaseProcess:
    """Begin to run a function in a process of its own."""
    process = _PARENT.Process(target=work, args=given)
    process.start()
    return process


def forked(work: Callable[..., object], *given: object) -> int:
    """Run a function in a process of its own; its exit code."""
    process = begun(work, *given)
    process.join()
    return int(process.exitcode or 0)


class SharedClock:
    """The machine's time and an offset that another process sets."""

    def __init__(self, file: Path) -> None:
        with file.open("r+b") as opened:
            self._offset = mmap.mmap(opened.fileno(), OFFSET.size)

    @classmethod
    def make(cls, file: Path) -> "SharedClock":
        """A clock without an offset."""
        file.write_bytes(OFFSET.pack(0.0))
        return cls(file)

    def turn_to(self, offset: timedelta) -> None:
        # struct.pack_into writes zeros first: another process could read a time without an offset.
        self._offset[:] = OFFSET.pack(offset.total_seconds())

    def now(self) -> datetime:
        return SystemClock().now() + timedelta(seconds=OFFSET.unpack_from(self._offset)[0])

    def monotonic(self) -> float:
        return self.now().timestamp()


@dataclass(frozen=True, kw_only=True)
class Options:
    """How a process runs. ``crash`` and ``freeze`` name a crash point and the hit at which the
    process is killed or stopped: ``dispatch.claimed:3``.

    ``block`` names one at which its event loop is blocked for ``block_seconds``. Where those are
    infinite, its watchdog has little patience. One that ``stops_soon`` waits for nothing then.
    """

    api_base: str
    database_url: str
    clock: Path
    log: Path
    crash: str = ""
    freeze: str = ""
    block: str = ""
    block_seconds: float = math.inf
    stops_soon: bool = False
    webhook: str = ""
    """The host and port of its webhook; without one it polls."""
    paced: bool = False
    """Keeps the limits of Telegram and of members, as in production."""

    @property
    def frozen_mark(self) -> Path:
        """A file that exists once the process was frozen."""
        return self.log.with_suffix(".frozen")

    def settings(self) -> Settings:
        plain = Settings(token=TOKEN, api_base=self.api_base, database_url=self.database_url)
        if not self.webhook:
            return plain
        return plain.model_copy(
            update={
                "webhook_url": f"http://{self.webhook}/updates",
                "webhook_listen": self.webhook,
                "webhook_secret": SecretStr("w" * 32),
            }
        )


class DemoServer:
    """A process of the service."""

    def __init__(self, options: Options) -> None:
        self._mark = options.frozen_mark
        self._process = _PARENT.Process(target=_serve, args=(options,), daemon=True)
        self._process.start()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    @property
    def exit_code(self) -> int | None:
        """Minus the number of the signal that ended it."""
        return self._process.exitcode

    @property
    def processor_seconds(self) -> float:
        """The time for which it has worked, however busy the machine is."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text("ascii")
        ticks = stat.rpartition(")")[2].split()[11:13]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

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

    async def stop(self, seconds: float = PATIENCE) -> int:
        """Send SIGTERM and wait; the exit code. Raises ``TimeoutError``."""
        self.send(signal.SIGTERM)
        return await self.ended(seconds)

    def kill(self) -> None:
        """Send SIGKILL and wait."""
        self.send(signal.SIGKILL)
        self._process.join()


def _serve(options: Options) -> None:
    log = os.open(options.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    crash.CRASH.hook = _killer(options)
    scheduler.TICK_SECONDS = TICK_SECONDS
    for module, wait in WAITS:
        pytest.MonkeyPatch().setattr(module, wait, PATIENCE)
    if options.stops_soon:
        pytest.MonkeyPatch().setattr(bot_app, "STOP_SECONDS", SHORT_LOOK)
        pytest.MonkeyPatch().setattr(watchdog, "STOP_SECONDS", SHORT_PATIENCE)
    configure("INFO", secrets=(TOKEN.get_secret_value(),))
    app = App(
        options.settings(), clock=SharedClock(options.clock), paced=options.paced, strict=True
    )
    if options.block:
        app.watchdog = Watchdog(SystemClock())
        crash.CRASH.hook = _blocker(options)
    if options.freeze:
        crash.CRASH.hook = _freezer(app, options)
    asyncio.run(_run(app))


def _reaches(hit: str) -> Callable[[str], bool]:
    """Whether a crash point is reached for the time that ``hit`` names."""
    name, _, number = hit.partition(":")
    hits = count(1)
    return lambda point: point == name and next(hits) == int(number or 1)


def _killer(options: Options) -> crash.Hook:
    """Kills the process at a crash point."""
    is_hit = _reaches(options.crash)

    def reached(point: str) -> None:
        if is_hit(point):
            os.kill(os.getpid(), signal.SIGKILL)

    return reached


def _blocker(options: Options) -> crash.Hook:
    """Blocks the event loop at a crash point."""
    is_hit = _reaches(options.block)

    def reached(point: str) -> None:
        if is_hit(point):
            endless = math.isinf(options.block_seconds)
            if endless:
                watchdog.CHECK_INTERVAL_SECONDS, watchdog.STUCK_SECONDS = SHORT_LOOK, SHORT_PATIENCE
            threading.Event().wait(None if endless else options.block_seconds)

    return reached


def _freezer(app: App, options: Options) -> crash.Hook:
    """Stops the process at a crash point, as soon as it has no open transaction with its locks."""
    is_hit = _reaches(options.freeze)

    async def reached(point: str) -> None:
        if is_hit(point):
            engine = app.database._engine
            assert engine is not None
            assert isinstance(engine.pool, QueuePool)
            while engine.pool.checkedout():  # noqa: ASYNC110  # the pool has no event for it
                await asyncio.sleep(0)
            options.frozen_mark.touch()
            os.kill(os.getpid(), signal.SIGSTOP)

    return reached
