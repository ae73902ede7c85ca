"""Tasks that take turns at a database: at each await of it a seed decides which of them goes on.

What the desk awaits of its database is a statement of a ``storage.line.Line``, or the first or last
word of a transaction. Here every task that takes part stops before each such await until it is let
on, and one goes at a time. One that waits for a lock of another lets that other go on, so nothing
waits for a clock. Which of two that wait for the same lock gets it is left to the database.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from contextvars import ContextVar
from random import Random
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage.line import Line, Pool
from storage.places import is_sqlite, place_of

LONGEST_RACE = 60.0
LOOK_SECONDS = 0.002
"""How often it is looked whether who goes on waits for a lock."""
BEGIN = "_begin"
"""The await in which SQLite makes a transaction wait for the one before."""
COMMIT = "_commit"
ENDS = (COMMIT, "_close")
STATEMENTS = ("fetch", "count")
WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


class Racer:
    """A task that takes part. ``steps`` are the awaits that it has been let on to."""

    def __init__(self, name: str, parent: "Racer | None" = None) -> None:
        self.name = name
        self.parent = parent
        self.steps = 0
        self.doing = ""
        self.resting = False
        self.ended = False
        self.gate: asyncio.Future[None] | None = None

    @property
    def goes(self) -> bool:
        """Whether it is on its way to the next await."""
        return self.gate is None and not self.ended and not self.resting


RACER: ContextVar[Racer | None] = ContextVar("racer", default=None)


class Cut:
    """The order of one race: ``name`` goes first, up to the await ``at``; then the others go as
    far as they can. Without a name chance decides at each await, and mostly stays with one.
    """

    def __init__(self, chance: Random, name: str | None = None, at: int = 0) -> None:
        self.made = False
        self._chance = chance
        self.name = name
        self.at = at
        self._stay = chance.choice((0.0, 0.5, 0.9))
        self._last = ""

    def choose(self, waiting: list[Racer]) -> Racer:
        if self.name is None:
            same = [each for each in waiting if each.name == self._last]
            stays = bool(same) and self._chance.random() < self._stay
            chosen = self._chance.choice(same if stays else waiting)
            self._last = chosen.name
            return chosen
        first = [each for each in waiting if each.name == self.name]
        others = [each for each in waiting if each.name != self.name]
        if first and (first[0].steps < self.at or not others):
            return first[0]
        self.made = self.made or bool(first)
        return self._chance.choice(others)


class Turns:
    """Lets tasks race for a database. ``on_commit`` is called with the name of who committed."""

    def __init__(self, url: str) -> None:
        self.on_commit: Callable[[str], object] = str
        self._place = place_of(url)
        self._looks: AsyncConnection | None = None
        self._patch = pytest.MonkeyPatch()
        self.running: list[Racer] = []
        self._holder: Racer | None = None
        self._moved = asyncio.Event()

    async def __aenter__(self) -> "Turns":
        """Let the desk's awaits go through here."""
        if not is_sqlite(self._place):
            engine = create_async_engine(self._place, isolation_level="AUTOCOMMIT")
            self._looks = await engine.connect()
        for name in STATEMENTS:
            self._patch.setattr(Line, name, self._in_turn(name, getattr(Line, name)))
        if is_sqlite(self._place):
            self._patch.setattr(Pool, "transaction", self._whole_in_turn(Pool.transaction))
            return self
        for name in (BEGIN, *ENDS):
            self._patch.setattr(Pool, name, self._in_turn(name, getattr(Pool, name)))
        return self

    async def __aexit__(self, *_: object) -> None:
        self._patch.undo()
        if self._looks is not None:
            await self._looks.close()
            await self._looks.engine.dispose()

    async def race(self, cut: Cut, **works: Callable[[], Awaitable[object]]) -> dict[str, int]:
        """Let works run until all are done; how many awaits each had. Raises what one raises."""
        self.running = [Racer(name) for name in works]
        async with asyncio.timeout(LONGEST_RACE), asyncio.TaskGroup() as group:
            for racer, work in zip(self.running, works.values(), strict=True):
                group.create_task(self._run(racer, work))
            await self._conduct(cut)
        steps = {each.name: each.steps for each in self.running}
        self.running = []
        return steps

    async def _run(self, racer: Racer, work: Callable[[], Awaitable[object]]) -> None:
        RACER.set(racer)
        try:
            await work()
        finally:
            self._end(racer)

    def _end(self, racer: Racer) -> None:
        racer.ended = True
        self._moved.set()

    async def pause(self, doing: str) -> None:
        """Wait here until it is this task's turn."""
        racer = RACER.get()
        if racer is None:
            return
        racer.gate = asyncio.get_running_loop().create_future()
        self._moved.set()
        try:
            await racer.gate
        finally:
            racer.gate = None
        racer.steps += 1
        racer.doing = doing

    def join(self, name: str) -> None:
        """Let the present task, begun by one that takes part, take part by itself."""
        racer, task = Racer(name, RACER.get()), asyncio.current_task()
        assert task is not None
        self.running.append(racer)
        RACER.set(racer)
        task.add_done_callback(lambda _: self._end(racer))

    @contextmanager
    def rest(self) -> Iterator[None]:
        """Meanwhile this task waits for others that take part."""
        racer = RACER.get()
        assert racer is not None
        racer.resting = True
        self._moved.set()
        try:
            yield
        finally:
            racer.resting = False

    def _in_turn(
        self, name: str, work: Callable[..., Awaitable[Any]]
    ) -> Callable[..., Awaitable[Any]]:
        async def done(*given: Any) -> Any:
            racer = RACER.get()
            await self.pause(name)
            result = await work(*given)
            if racer is not None:
                if name == BEGIN:
                    self._holder = racer
                elif name in ENDS and self._holder is racer:
                    self._holder = None
                if name == COMMIT:
                    self.on_commit(racer.name)
            return result

        return done

    def _whole_in_turn(
        self, work: Callable[[Pool], AbstractAsyncContextManager[Line]]
    ) -> Callable[[Pool], AbstractAsyncContextManager[Line]]:
        """The same for SQLite, where a transaction waits for the one before as a whole."""

        @asynccontextmanager
        async def done(one: Pool) -> AsyncIterator[Line]:
            racer = RACER.get()
            await self.pause(BEGIN)
            try:
                async with work(one) as line:
                    self._holder = racer or self._holder
                    yield line
                    await self.pause(COMMIT)
            finally:
                if racer is not None and self._holder is racer:
                    self._holder = None
            if racer is not None:
                self.on_commit(racer.name)

        return done

    async def _conduct(self, cut: Cut) -> None:
        while not all(each.ended for each in self.running):
            await self._moves()
            if any(each.resting and not self._under_way(each) for each in self.running):
                continue  # it is about to go on
            going = [each for each in self.running if each.goes]
            waiting = [each for each in self.running if each.gate is not None]
            if not waiting or (going and await self._held_up(going) < len(going)):
                continue
            chosen = cut.choose(waiting)
            assert chosen.gate is not None
            chosen.gate.set_result(None)
            chosen.gate = None

    def _under_way(self, resting: Racer) -> bool:
        """Whether what a resting task has begun is not over."""
        return any(each.parent is resting and not each.ended for each in self.running)

    async def _moves(self) -> None:
        """Wait until somebody arrives, ends or rests, and until who was waiting for that goes."""
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                while any(each.goes for each in self.running):
                    self._moved.clear()
                    await self._moved.wait()
        except TimeoutError:
            return
        for _ in range(3):
            await asyncio.sleep(0)

    async def _held_up(self, going: list[Racer]) -> int:
        """How many of those that go on wait for a lock."""
        if self._looks is None:
            others = [each for each in going if each is not self._holder]
            return sum(self._holder is not None and each.doing == BEGIN for each in others)
        return int((await self._looks.execute(WAITING)).scalar_one())
