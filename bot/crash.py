"""Places where the tests end, stop, break or delay the desk. In production each is a no-op.

``LIAISON_CRASH=dispatch.claimed:3`` ends the process without a word (SIGKILL) when that point is
reached for the third time; without a number, the first time.
"""

import os
import signal
from collections import Counter
from collections.abc import Awaitable, Callable

POINTS = frozenset(
    {
        "ingest.before_commit",
        "ingest.after_commit",
        "ingest.before_confirm",
        "ingest.after_confirm",
        "dispatch.claimed",
        "dispatch.before_commit",
        "dispatch.after_commit",
        "delivery.claimed",
        "delivery.before_send",
        "delivery.after_send",
        "delivery.recorded",
        "scheduler.claimed",
        "scheduler.before_commit",
        "scheduler.after_commit",
    }
)
"""The name of every point; one that is not here raises ``KeyError`` where it is used."""

Hook = Callable[[str], Awaitable[None] | None]


class _Crash:
    """What stands at the points: what the environment names, and a hook of the tests."""

    def __init__(self) -> None:
        self.hook: Hook | None = None
        name, _, number = os.environ.get("LIAISON_CRASH", "").partition(":")
        self._point = name
        self._number = int(number or 1)
        self._hits: Counter[str] = Counter()
        if name and name not in POINTS:
            raise KeyError(name)

    async def reached(self, name: str) -> None:
        if name not in POINTS:
            raise KeyError(name)
        if name == self._point:
            self._hits[name] += 1
            if self._hits[name] == self._number:
                os.kill(os.getpid(), signal.SIGKILL)
        if self.hook is not None:
            waiting = self.hook(name)
            if waiting is not None:
                await waiting


CRASH = _Crash()
"""Set ``CRASH.hook`` to be called with the name of every point that is reached."""


async def crash_point(name: str) -> None:
    """Mark a place between two steps that must bear the end of the process."""
    await CRASH.reached(name)
