"""Watches from a thread of its own that the event loop still turns, and ends the process if not.

A loop that stands still answers nobody, not even those who ask how the desk is. Nothing is lost
when the process ends, as all that was kept lies in the database; whoever supervises it starts it
again. Code that never lets go of the interpreter cannot be seen from here.

The thread says what it has to say past the logs: the loop may stand still because those cannot be
written, and then it holds their lock.
"""

import asyncio
import json
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Final

import structlog

from bot.clock import Clock
from bot.log import PACKAGES

log = structlog.get_logger()

CHECK_INTERVAL_SECONDS = 0.5
LATE_SECONDS = 1.0
"""From here on it is told."""
STUCK_SECONDS = 30.0
"""From here on nobody believes any more that the loop will go on."""
STUCK: Final = 70
"""What the process ends with then, and with nothing else."""
ONE_CHECK_SECONDS: Final = 1.0
"""More than this does not count between two looks: then this thread stood still as well."""
STOP_SECONDS: Final = 9.0
"""A second more than the desk gives its workers, and one less than it may take."""
WRITE_SECONDS: Final = 1.0
_STDERR: Final = 2


def write_line(line: bytes) -> None:
    """Write to stderr without a lock, and wait a second at most for whoever reads it."""
    writing = threading.Thread(target=_write, args=(line,), name="last-words", daemon=True)
    writing.start()
    writing.join(WRITE_SECONDS)


def end_process() -> None:
    """End at once: a loop that stands still cannot be asked to stop."""
    os._exit(STUCK)


def end_soon(clock: Clock) -> None:
    """End the process within ten seconds, with code 0, where it was told to stop and still has not:
    a thread may wait for a lock or a server for much longer. What it waits for is undone, and done
    after the next start.
    """
    timer = threading.Timer(STOP_SECONDS, _cut_short, (clock,))
    timer.daemon = True
    timer.start()


class Watchdog:
    """Asks the loop to answer, again and again, and sees how long that takes.

    ``say`` gets each line of the thread, ``end`` is called once the loop is stuck.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        say: Callable[[bytes], None] = write_line,
        end: Callable[[], None] = end_process,
    ) -> None:
        self._clock = clock
        self._say = say
        self._end = end
        self._loop: asyncio.AbstractEventLoop | None = None
        self._loop_thread = 0
        self._thread: threading.Thread | None = None
        self._over = threading.Event()
        # None while no answer is awaited: the thread sets it, and the loop takes it back.
        self._asked: float | None = None
        self._looked = self._waited = 0.0
        self._told = False

    async def run(self, stop: asyncio.Event) -> None:
        """Watch the loop that this runs in, until told to stop."""
        self.start()
        try:
            await stop.wait()
        finally:
            self.stop()

    def start(self) -> None:
        """Begin to watch the loop that runs here."""
        self._loop = asyncio.get_running_loop()
        self._loop_thread = threading.get_ident()
        self._looked = self._clock.monotonic()
        self._over.clear()
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def check(self) -> None:
        """Look once; the thread does so twice a second."""
        now = self._clock.monotonic()
        self._waited += min(now - self._looked, ONE_CHECK_SECONDS)
        self._looked = now
        if self._asked is None:
            self._ask(now)
        elif self._waited > STUCK_SECONDS:
            self._tell("loop-stuck")
            self._end()
        elif self._waited > LATE_SECONDS and not self._told:
            self._told = True
            self._tell("loop-late")

    def _run(self) -> None:
        while not self._over.wait(CHECK_INTERVAL_SECONDS):
            self.check()

    def _ask(self, now: float) -> None:
        if self._loop is not None:
            self._asked, self._waited, self._told = now, 0.0, False
            with suppress(RuntimeError):  # the loop is closed: there is nothing left to watch
                self._loop.call_soon_threadsafe(self._answer, now)

    def _answer(self, asked: float) -> None:
        lag = self._clock.monotonic() - asked
        self._asked = None
        if lag > LATE_SECONDS:
            log.warning("event-loop-late", code=f"{lag:.1f} s")

    def _tell(self, event: str) -> None:
        frame = sys._current_frames().get(self._loop_thread)  # noqa: SLF001  # no other name
        code = f"{self._waited:.1f} s"
        self._say(_line(self._clock, event, level="error", code=code, place=_place(frame)))


def _cut_short(clock: Clock) -> None:
    write_line(_line(clock, "stop-cut-short", level="warning"))
    os._exit(0)


def _line(clock: Clock, event: str, **told: str) -> bytes:
    line = {"event": event, "timestamp": clock.now().isoformat(), **told}
    return json.dumps(line).encode() + b"\n"


def _place(frame: FrameType | None) -> str:
    """The innermost line of ours at which a thread is: ``bot.app:12``."""
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.split(".")[0] in PACKAGES:
            return f"{module}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


def _write(line: bytes) -> None:
    with suppress(OSError):  # nobody reads it any more
        os.write(_STDERR, line)
