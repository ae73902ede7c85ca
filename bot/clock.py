"""The injected clock; the only module that reads the time of the machine."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog

log = structlog.get_logger()

NOTICEABLE = timedelta(seconds=5)


class Clock(Protocol):
    """The source of the time."""

    def now(self) -> datetime:
        """The present moment, aware UTC."""

    def monotonic(self) -> float:
        """Seconds from some fixed point, never going back: for intervals, not for dates."""


class SystemClock:
    """Wall clock that never goes backwards while the process runs, as everything that waits would
    otherwise wait longer. ``wall`` and ``steady`` are the machine's two clocks.
    """

    def __init__(
        self,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall = wall
        self._steady = steady
        self._seen = wall(), steady()
        self._went_back = False

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        wall, steady = self._wall(), self._steady()
        before, since = self._seen
        expected = before + timedelta(seconds=steady - since)
        if wall >= expected:
            self._seen, self._went_back = (wall, steady), False
            return wall
        if expected - wall > NOTICEABLE and not self._went_back:
            self._went_back = True
            log.error("clock-moved-back", code=f"{int((expected - wall).total_seconds())} s")
        return expected

    def monotonic(self) -> float:
        """Seconds since the machine started."""
        return self._steady()
