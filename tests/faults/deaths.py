"""A desk of this process dies at a crash point without a word, as a killed process does.

All that a desk does runs within a life. Where that ends, each of its tasks is cut off where it
stands: what is not committed is undone, what is under way is never heard of again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.app import App
from bot.crash import CRASH, POINTS


@dataclass(slots=True, eq=False)
class _Life:
    """The tasks of a desk while it works; ``over`` once it died."""

    over: "asyncio.Future[None]" = field(default_factory=asyncio.Future)
    tasks: set["asyncio.Task[Any]"] = field(default_factory=set)


_LIFE: ContextVar[_Life | None] = ContextVar("life", default=None)
"""The life of the desk whose task it is."""


class Death:
    """Waits at points for the desks that come there. ``count`` is how many it has had, and
    ``in_flight`` how many messages were under way then.
    """

    def __init__(self) -> None:
        self.count = 0
        self.in_flight = 0
        self._hits: dict[str, int] = {}

    def waits_at(self, point: str, *, hits: int = 1) -> None:
        """Let the desk die that comes to a point when it is reached for so many times. Raises
        ``KeyError`` for a point that there is not.
        """
        if point not in POINTS:
            raise KeyError(point)
        self._hits[point] = hits

    def goes(self) -> None:
        """Let nobody die any more."""
        self._hits.clear()

    @contextmanager
    def about(self) -> Iterator[None]:
        """Let it be that desks of this loop die."""
        loop = asyncio.get_running_loop()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(CRASH, "hook", self._reached)
            loop.set_task_factory(_belonging)  # type: ignore[arg-type]  # typeshed knows no context
            try:
                yield
            finally:
                loop.set_task_factory(None)

    async def lets(self, app: App, work: Callable[[], Coroutine[Any, Any, object]]) -> bool:
        """Let a desk work; false where it died meanwhile. Then it is done with for good."""
        life, context = _Life(), copy_context()
        context.run(_LIFE.set, life)
        working = asyncio.get_running_loop().create_task(work(), context=context)
        ends: set[asyncio.Future[Any]] = {working, life.over}
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        if not life.over.done():
            await working
            return True
        while left := [each for each in life.tasks if not each.done()]:
            for each in left:
                each.cancel()
            await asyncio.gather(*left, return_exceptions=True)
        self.count += 1
        self.in_flight += len(app.delivery._flying) + len(app.delivery._ended)
        await app.close()
        return False

    def _reached(self, point: str) -> Awaitable[None] | None:
        life = _LIFE.get()
        if life is None:
            return None
        if point in self._hits and not life.over.done():
            self._hits[point] -= 1
            if self._hits[point] == 0:
                del self._hits[point]
                life.over.set_result(None)
        return asyncio.get_running_loop().create_future() if life.over.done() else None


def _belonging(
    loop: asyncio.AbstractEventLoop,
    work: Coroutine[Any, Any, Any],
    context: Context | None = None,
) -> "asyncio.Task[Any]":
    """A task that belongs to the life in which it is begun."""
    task = asyncio.Task(work, loop=loop, context=context)
    life = (context or copy_context()).get(_LIFE)
    if life is not None:
        life.tasks.add(task)
    return task
