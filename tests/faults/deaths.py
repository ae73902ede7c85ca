"""Desks of this process that die at a crash point without a word, as a killed process does.

All that a desk does runs within a life. Where that ends, each of its tasks is cut off where it
stands: what is not committed is undone, what is under way is never heard of again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest

from bot.crash import CRASH, POINTS

_T = TypeVar("_T")


class Died(Exception):
    """A life has ended at this point."""


@dataclass(slots=True, eq=False)
class _Life:
    """The tasks of a desk while it works, and where it died."""

    dead: "asyncio.Future[str]" = field(default_factory=asyncio.Future)
    tasks: set["asyncio.Task[Any]"] = field(default_factory=set)


_LIFE: ContextVar[_Life | None] = ContextVar("life", default=None)


class Fate:
    """Ends the life of whoever is the next to reach a point so many times."""

    def __init__(self) -> None:
        self._left: dict[str, int] = {}

    def plan(self, point: str, times: int) -> None:
        """Let a desk die there. Raises ``KeyError`` for a point that no desk has."""
        if point not in POINTS:
            raise KeyError(point)
        self._left[point] = times

    def spare(self) -> None:
        """Let nobody die any more."""
        self._left.clear()

    @contextmanager
    def rules(self) -> Iterator[None]:
        """Decide about the desks of this loop meanwhile."""
        loop = asyncio.get_running_loop()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(CRASH, "hook", self._reached)
            loop.set_task_factory(_belonging)  # type: ignore[arg-type]  # typeshed knows no context
            try:
                yield
            finally:
                loop.set_task_factory(None)

    async def live(self, work: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
        """Let a desk do some work. Raises ``Died``; then nothing of it is done any more."""
        life, context = _Life(), copy_context()
        context.run(_LIFE.set, life)
        task = asyncio.get_running_loop().create_task(work(), context=context)
        ends: set[asyncio.Future[Any]] = {task, life.dead}
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        if not life.dead.done():
            return task.result()
        while left := [each for each in life.tasks if not each.done()]:
            for each in left:
                each.cancel()
            await asyncio.gather(*left, return_exceptions=True)
        raise Died(life.dead.result())

    def _reached(self, point: str) -> Awaitable[None] | None:
        life = _LIFE.get()
        if life is None:
            return None
        if point in self._left and not life.dead.done():
            self._left[point] -= 1
            if self._left[point] == 0:
                del self._left[point]
                life.dead.set_result(point)
        return asyncio.get_running_loop().create_future() if life.dead.done() else None


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
