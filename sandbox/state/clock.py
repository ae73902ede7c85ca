"""The sandbox's clock: a base clock plus an offset that can be changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

# A base clock that a test moves sends no event, so it is polled at this interval.
CHECK_SECONDS = 0.05


def system_now() -> datetime:
    """The machine's time, aware, in UTC."""
    return datetime.now(UTC)


class Clock:
    """Every time limit of the sandbox follows this clock. All times are aware UTC."""

    def __init__(self, base: Callable[[], datetime] | None = None) -> None:
        self._base = base or system_now
        self._moved = asyncio.Event()
        self.offset = timedelta()

    def now(self) -> datetime:
        """Base clock + offset."""
        return self._base() + self.offset

    def monotonic(self) -> float:
        """Seconds on this clock."""
        return self.now().timestamp()

    def stamp(self) -> int:
        """Whole seconds since 1970, as the Bot API writes dates."""
        return int(self.now().timestamp())

    def turn(self, delta: timedelta) -> None:
        """Move the clock by `delta`, which may be negative."""
        self.offset += delta
        self._moved.set()
        self._moved = asyncio.Event()

    def turn_to(self, at: datetime) -> None:
        """Move the clock to `at`; raises ValueError for a naive time."""
        if at.tzinfo is None:
            raise ValueError("the time must be aware")
        self.turn(at - self.now())

    async def until(self, at: datetime) -> None:
        """Return when this clock shows `at`, however it gets there."""
        while (left := (at - self.now()).total_seconds()) > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left, CHECK_SECONDS)):
                    await self._moved.wait()
