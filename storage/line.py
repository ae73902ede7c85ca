"""One transaction's connection, as the event loop uses it.

What may have to wait, for a lock, for the disk or for another machine, is done by a thread, and is
finished there even when the task that waits for it is cancelled: what is cut off half way would
keep the lock of the database until the garbage collector comes by. In SQLite only the first and the
last word of a transaction wait; between them it reads and writes in this process, and handing each
statement to a thread would cost more than the statement.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, Protocol, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, Executable

from storage.found import Found

_T = TypeVar("_T")
Values: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
_COUNTED: Mapping[str, Any] = {"preserve_rowcount": True}


class Line:
    """The statements of one transaction. Without ``threads`` they are run where they are said."""

    def __init__(self, connection: Connection, threads: Executor | None = None) -> None:
        self.dialect = connection.dialect.name
        self._connection: Connection | None = connection
        self._threads = threads

    async def fetch(self, statement: Executable, values: Values) -> Found:
        """Run a statement; gives all rows it found, none where it gives no rows."""
        if self._threads is None:
            return self._fetch(statement, values)
        return await finish(self._threads, self._fetch, statement, values)

    async def count(self, statement: Executable, values: Values) -> int:
        """Run a statement; how many rows it wrote, changed or deleted."""
        if self._threads is None:
            return self._count(statement, values)
        return await finish(self._threads, self._count, statement, values)

    def end(self) -> None:
        """Take no more statements: the transaction is over."""
        self._connection = None

    def _fetch(self, statement: Executable, values: Values) -> Found:
        result = self._begun().execute(statement, values)
        return Found(result) if result.returns_rows else Found()

    def _count(self, statement: Executable, values: Values) -> int:
        # Not set on the statement: that makes another one, which is prepared anew.
        return self._begun().execute(statement, values, execution_options=_COUNTED).rowcount

    def _begun(self) -> Connection:
        if self._connection is None:
            msg = "the transaction is over"
            raise RuntimeError(msg)
        return self._connection


class Lines(Protocol):
    """The way to a line, one for each transaction."""

    def transaction(self) -> AbstractAsyncContextManager[Line]:
        """A line that keeps what was said at the end, and undoes it on any exception."""

    async def close(self) -> None:
        """Let go of what is still open."""


class Pool:
    """Lines of a server: each transaction has a connection and a commit of its own."""

    def __init__(self, engine: Engine, threads: Executor, *, most: int) -> None:
        self._engine = engine
        self._threads = threads
        self._turns = asyncio.Semaphore(most)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Line]:
        """A line that keeps what was said at the end, and undoes it on any exception."""
        held: list[Connection] = []  # also what a cancelled task does not come to see
        async with self._turns:
            try:
                await self._begin(held)
                line = Line(held[0], self._threads)
                yield line
                line.end()
                await self._commit(held)
            finally:
                await self._close(held)

    async def close(self) -> None:
        """Nothing is open between transactions."""

    async def _begin(self, held: list[Connection]) -> None:
        await finish(self._threads, lambda: held.append(self._engine.connect()))

    async def _commit(self, held: Sequence[Connection]) -> None:
        await finish(self._threads, held[0].commit)

    async def _close(self, held: Sequence[Connection]) -> None:
        """Give the connection back; that undoes what is not kept."""
        for connection in held:
            await finish(self._threads, connection.close)


async def finish(threads: Executor, work: Callable[..., _T], *given: Any) -> _T:
    """Let a thread finish some work even where the waiting task is cancelled, and only then let
    that be cancelled.
    """
    return await outlast(asyncio.get_running_loop().run_in_executor(threads, work, *given))


async def outlast(done: "asyncio.Future[_T]") -> _T:
    """Wait until something is done even where the waiting task is cancelled, and only then let that
    be cancelled.
    """
    try:
        return await asyncio.shield(done)
    except asyncio.CancelledError:
        while not done.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait({done})
        if not done.cancelled():
            done.exception()  # looked at, so that it is not reported as never looked at
        raise
