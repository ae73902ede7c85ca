"""The one writer of SQLite: transactions take turns, and those that wait share a commit.

A commit waits for the disk, and so for longer than many a transaction takes. Where others wait for
their turn it is put off until they have had it. Each is a savepoint that is undone by itself where
it fails, and none is over before the commit that keeps it. So whoever uses a transaction sees no
difference: all or nothing, one after the other, and kept once it is over.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from sqlite3 import SQLITE_BUSY
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from storage.line import Line, finish, outlast

BEGIN_TRIES: Final = 6
"""Each waits for other processes as long as the busy timeout."""
MOST_TOGETHER: Final = 32
LONGEST_SECONDS: Final = 0.05
"""After so many transactions, or so long, a commit is put off no more."""


class CommitLost(Exception):
    """What a transaction shared a commit with ended in a way that undid all of them."""


@dataclass(slots=True, eq=False)
class _Part:
    """One transaction. ``turn`` is its line, ``keeps`` whether it wants to be kept; ``over`` comes
    once it is kept or undone, with what went wrong.
    """

    turn: "asyncio.Future[Line]" = field(default_factory=asyncio.Future)
    keeps: "asyncio.Future[bool]" = field(default_factory=asyncio.Future)
    over: "asyncio.Future[BaseException | None]" = field(default_factory=asyncio.Future)

    def refuse(self, error: BaseException) -> None:
        """Let it have no turn."""
        if not self.turn.done():
            self.turn.set_exception(error)
        self.over.set_result(error)


class Writer:
    """Gives out the one line, turn by turn."""

    def __init__(self, engine: Engine, threads: Executor) -> None:
        self._engine = engine
        self._threads = threads
        self._waiting: deque[_Part] = deque()
        self._leading: asyncio.Task[None] | None = None
        self._connection: Connection | None = None
        self._driver: Any = None  # SQLAlchemy knows no savepoints but its own

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Line]:
        """A line that keeps what was said at the end, and undoes it on any exception."""
        part = _Part()
        self._waiting.append(part)
        if self._leading is None:
            self._leading = asyncio.create_task(self._lead())
        try:
            yield await part.turn
            part.keeps.set_result(True)
            error = await outlast(part.over)
        except BaseException:
            await self._leave(part)
            raise
        if error is not None:
            raise error

    async def close(self) -> None:
        """Wait until the last transaction is over."""
        if self._leading is not None:
            await asyncio.wait({self._leading})

    async def _leave(self, part: _Part) -> None:
        """Be undone, or leave the row of those who wait."""
        if part in self._waiting:
            self._waiting.remove(part)
            return
        if not part.keeps.done():
            part.keeps.set_result(False)
        await outlast(part.over)

    async def _lead(self) -> None:
        """Give everybody who waits a turn."""
        try:
            while self._waiting:
                await self._together()
        finally:
            self._leading = None
            while self._waiting:  # where this was cut off
                self._waiting.popleft().refuse(CommitLost())

    async def _together(self) -> None:
        """Let the first who waits have a turn, and whoever waits by then, and commit."""
        first = self._waiting.popleft()
        try:
            await self._begin()
        except Exception as refusal:  # noqa: BLE001  # told to whoever wanted to begin
            first.refuse(refusal)
            return
        except BaseException:  # where this was cut off
            first.refuse(CommitLost())
            await self._close()
            raise
        kept: list[_Part] = []
        undone: list[_Part] = []
        error: BaseException | None = CommitLost()
        try:
            await self._turns(first, kept, undone)
            if kept:
                await self._commit()
            error = None
        except Exception as met:  # noqa: BLE001  # told to whoever wanted to be kept
            error = met
        finally:
            await self._close()
            for part in undone:
                part.over.set_result(None)
            for part in kept:
                part.over.set_result(error)

    async def _turns(self, part: _Part, kept: list[_Part], undone: list[_Part]) -> None:
        """Let one after the other have its turn. Raises ``CommitLost``."""
        clock = asyncio.get_running_loop().time
        until = clock() + LONGEST_SECONDS
        while True:
            (kept if await self._turn(part) else undone).append(part)
            if not self._driver.in_transaction:  # as SQLite ends it where the disk fails
                if kept:
                    raise CommitLost
                return
            if not self._waiting or len(kept) >= MOST_TOGETHER or clock() >= until:
                return
            for each in undone:
                each.over.set_result(None)
            undone.clear()
            part = self._waiting.popleft()

    async def _turn(self, part: _Part) -> bool:
        """Let a transaction have its turn; false where it is undone, or not wanted any more."""
        if self._connection is None or part.turn.done():
            return False
        try:
            self._driver.execute("SAVEPOINT part")
            line = Line(self._connection)
            part.turn.set_result(line)
            keeps = await part.keeps
            line.end()
            if self._driver.in_transaction:
                if not keeps:
                    self._driver.execute("ROLLBACK TO part")
                self._driver.execute("RELEASE part")
        except BaseException as error:
            part.refuse(error)
            raise
        return keeps

    async def _begin(self) -> None:
        """Connect and begin as the only writer. Raises ``OperationalError`` where others write."""
        for left in reversed(range(BEGIN_TRIES)):
            try:
                await finish(self._threads, self._connect)
            except OperationalError as error:
                if left == 0 or getattr(error.orig, "sqlite_errorcode", None) != SQLITE_BUSY:
                    raise
            else:
                return

    async def _commit(self) -> None:
        await finish(self._threads, self._keep)

    async def _close(self) -> None:
        """Undo what is not kept."""
        if self._connection is not None:
            await finish(self._threads, self._give_back)

    def _connect(self) -> None:
        connection = self._engine.connect()
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        self._driver = connection.connection.driver_connection

    def _keep(self) -> None:
        if self._connection is not None:
            self._connection.commit()
        self._give_back()

    def _give_back(self) -> None:
        """Give the connection back; that undoes what is not kept."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
