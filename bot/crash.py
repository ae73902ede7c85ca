"""Fault points: tests end, stop, break or delay the service here. In production they are no-ops."""

from collections.abc import Awaitable, Callable

Hook = Callable[[str], Awaitable[None] | None]


class _Crash:
    hook: Hook | None = None


CRASH = _Crash()
"""Set ``CRASH.hook`` to be called with the name of every point that is reached."""


async def crash_point(name: str) -> None:
    """Mark a point between two steps at which the process may end."""
    if CRASH.hook is not None:
        waiting = CRASH.hook(name)
        if waiting is not None:
            await waiting
