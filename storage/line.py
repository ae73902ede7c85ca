"""One connection of the database, as the event loop uses it.

What may have to wait, for a lock, for the disk or for another machine, is done by a thread, and is
finished there even when the task that waits for it is cancelled: what is cut off half way would
keep the lock of the database until the garbage collector comes by. In SQLite only the first and the
last word of a transaction wait; between them it reads and writes in this process, and handing each
statement to a thread would cost more than the statement.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, Executable, Result

_T = TypeVar("_T")
Values: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
_COUNTED: Mapping[str, Any] = {"preserve_rowcount": True}


class Line:
    """A connection that is made when a transaction begins and given back when it is over."""

    def __init__(self, engine: Engine, threads: Executor) -> None:
        self.dialect = engine.dialect.name
        self._engine = engine
        self._threads = threads
        self._waits = self.dialect != "sqlite"
        self._connection: Connection | None = None

    async def begin(self) -> None:
        """Connect and begin; on SQLite as its only writer. Where it fails it may be tried again."""
        await finish(self._threads, self._begin)

    async def fetch(self, statement: Executable, values: Values) -> Result[Any]:
        """Run a statement; all its rows are there already."""
        if self._waits:
            return await finish(self._threads, self._fetch, statement, values)
        return self._fetch(statement, values)

    async def count(self, statement: Executable, values: Values) -> int:
        """Run a statement; how many rows it wrote, changed or deleted."""
        if self._waits:
            return await finish(self._threads, self._count, statement, values)
        return self._count(statement, values)

    async def commit(self) -> None:
        """Keep what was done, and give the connection back."""
        await finish(self._threads, self._commit)

    async def close(self) -> None:
        """Undo what is not committed, and give the connection back."""
        if self._connection is not None:
            await finish(self._threads, self._close)

    def _begin(self) -> None:
        if self._connection is None:
            self._connection = self._engine.connect()
        if self.dialect == "sqlite":
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _fetch(self, statement: Executable, values: Values) -> Result[Any]:
        result = self._begun().execute(statement, values)
        return result.freeze()() if result.returns_rows else result

    def _count(self, statement: Executable, values: Values) -> int:
        # Not set on the statement: that makes another one, which is prepared anew.
        return self._begun().execute(statement, values, execution_options=_COUNTED).rowcount

    def _commit(self) -> None:
        self._begun().commit()
        self._close()

    def _close(self) -> None:
        connection, self._connection = self._begun(), None
        connection.close()

    def _begun(self) -> Connection:
        if self._connection is None:
            msg = "the transaction has not begun, or is over"
            raise RuntimeError(msg)
        return self._connection


async def finish(threads: Executor, work: Callable[..., _T], *given: Any) -> _T:
    """Let a thread finish some work even where the waiting task is cancelled, and only then let
    that be cancelled.
    """
    done = asyncio.get_running_loop().run_in_executor(threads, work, *given)
    try:
        return await asyncio.shield(done)
    except asyncio.CancelledError:
        while not done.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait({done})
        if not done.cancelled():
            done.exception()  # looked at, so that it is not reported as never looked at
        raise
