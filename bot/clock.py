"""The time, injected everywhere; the one place that asks the machine for it."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """This moment, aware UTC."""

    def monotonic(self) -> float:
        """Seconds from some fixed point, never going back: for pauses, not for dates."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """This moment, aware UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since the machine started."""
        return time.monotonic()
