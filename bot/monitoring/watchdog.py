"""A thread that checks that the event loop responds, and ends the process if not.

A blocked loop answers nothing, not even health checks. Nothing is lost when the process ends, as
all work is in the database; its supervisor restarts it. Code that never releases the interpreter
lock cannot be detected from here.

systemd, if it started the service, is told that the service is ready, that its loop responds, and
that it stops (sd_notify).

The thread does not use the logs: writing them may be what blocks the loop, which then holds their
lock.
"""

import asyncio
import json
import os
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import structlog

from bot.clock import Clock
from bot.log import location_in

log = structlog.get_logger()

CHECK_INTERVAL_SECONDS = 0.5
LATE_SECONDS = 1.0
"""From here on it is reported."""
STUCK_SECONDS = 30.0
"""From here on the loop is considered stuck."""
STUCK: Final = 70
"""The exit code of a stuck process, used for nothing else."""
ONE_CHECK_SECONDS: Final = 1.0
"""At most this counts between two checks: after a longer time this thread was blocked as well."""
STOP_SECONDS: Final = 9.0
"""One second more than the workers have to stop, and one less than the whole service."""
WRITE_SECONDS: Final = 1.0
_STDERR: Final = 2


def write_line(line: bytes) -> None:
    """Write to stderr without a lock, and wait at most a second for its reader."""
    writing = threading.Thread(target=_write, args=(line,), name="last-words", daemon=True)
    writing.start()
    writing.join(WRITE_SECONDS)


def end_soon(clock: Clock) -> None:
    """Exit within ten seconds, with code 0, if the process was asked to stop and still runs: a
    thread may wait for a lock or a server for much longer. Its work is rolled back, and done after
    the next start.
    """
    timer = threading.Timer(STOP_SECONDS, _cut_short, (clock,))
    timer.daemon = True
    timer.start()


def notify_systemd(state: str) -> None:
    """Send a state to the socket of ``NOTIFY_SOCKET``, if systemd has set it."""
    if place := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told, suppress(OSError):
            told.sendto(state.encode(), place.replace("@", "\0", 1))


class Watchdog:
    """Asks the loop to answer repeatedly, and measures how long that takes. ``say`` prints a line
    of the thread, ``end`` is called once the loop is stuck.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        say: Callable[[bytes], None] = write_line,
        end: Callable[[], None] = lambda: os._exit(STUCK),  # a blocked loop cannot be asked
    ) -> None:
        self._clock = clock
        self._say = say
        self._end = end
        self._loop: asyncio.AbstractEventLoop | None = None
        self._loop_thread = 0
        self._thread: threading.Thread | None = None
        self._over = threading.Event()
        # None while no answer is awaited: set by the thread, reset by the loop.
        self._asked: float | None = None
        self._looked = self._waited = 0.0
        self._told = False

    async def run(self, stop: asyncio.Event) -> None:
        """Watch the event loop of the caller, until stopped."""
        self.start()
        notify_systemd("READY=1")
        try:
            await stop.wait()
        finally:
            notify_systemd("STOPPING=1")
            self.stop()

    def start(self) -> None:
        """Start to watch the event loop of the caller."""
        self._loop = asyncio.get_running_loop()
        self._loop_thread = threading.get_ident()
        self._looked = self._clock.monotonic()
        self._over.clear()
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def check(self) -> None:
        """Check once; the thread does so twice a second."""
        now = self._clock.monotonic()
        self._waited += min(now - self._looked, ONE_CHECK_SECONDS)
        self._looked = now
        if self._asked is None:
            self._ask(now)
        elif self._waited > STUCK_SECONDS:
            self._log_event("loop-stuck")
            self._end()
        elif self._waited > LATE_SECONDS and not self._told:
            self._told = True
            self._log_event("loop-late")

    def _run(self) -> None:
        while not self._over.wait(CHECK_INTERVAL_SECONDS):
            self.check()

    def _ask(self, now: float) -> None:
        if self._loop is not None:
            self._asked, self._waited, self._told = now, 0.0, False
            with suppress(RuntimeError):  # the loop is closed
                self._loop.call_soon_threadsafe(self._answer, now)

    def _answer(self, asked: float) -> None:
        lag = self._clock.monotonic() - asked
        self._asked = None
        notify_systemd("WATCHDOG=1")
        if lag > LATE_SECONDS:
            log.warning("event-loop-late", code=f"{lag:.1f} s")

    def _log_event(self, event: str) -> None:
        frame = sys._current_frames().get(self._loop_thread)  # noqa: SLF001  # no other name
        code = f"{self._waited:.1f} s"
        place = "" if frame is None else location_in(traceback.walk_stack(frame))
        self._say(_line(self._clock, event, level="error", code=code, place=place))


def _cut_short(clock: Clock) -> None:
    write_line(_line(clock, "stop-cut-short", level="warning"))
    os._exit(0)


def _line(clock: Clock, event: str, **fields: str) -> bytes:
    line = {"event": event, "timestamp": clock.now().isoformat(), **fields}
    return json.dumps(line).encode() + b"\n"


def _write(line: bytes) -> None:
    with suppress(OSError):  # the reader of stderr is gone
        os.write(_STDERR, line)
