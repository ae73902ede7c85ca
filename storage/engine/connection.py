"""One transaction's connection, as the event loop uses it.

A call that can block is run by a thread: COMMIT, BEGIN if it has to wait for another process, and
on PostgreSQL every statement. The thread finishes it even if the waiting task is cancelled, as an
unfinished call would keep the database locked until the garbage collector runs. On SQLite the
other statements do not block, and are run in the thread of the event loop: handing them over would
take longer than running them.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from storage.engine import database_url
from storage.engine.database_url import make_engine, parse_database_url

_T = TypeVar("_T")
Values: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None


class ConnectionProvider:
    """Gives each transaction a connection. SQLite has ``most`` = 1: its transactions take turns, on
    one connection that stays open while they succeed.
    """

    def __init__(self, engine: Engine, threads: Executor, *, most: int) -> None:
        self._engine = engine
        self._threads = threads
        self._most = most
        self._slots = asyncio.Semaphore(most)
        self._is_file = engine.dialect.name == "sqlite"
        self._open: list[Connection] = []
        self.used = 0
        """How many connections are in use."""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[tuple[Connection, Executor | None]]:
        """A connection, and its threads, if any. Commits, or rolls back on any exception."""
        held: list[Connection] = []  # a list, as a cancelled task does not get the result of BEGIN
        async with self._slots:
            self.used += 1
            try:
                if not self._begin_at_once(held):
                    await run_shielded(self._threads, self._connect, held)
                yield held[0], None if self._is_file else self._threads
                await run_shielded(self._threads, self._commit_connection, held)
            finally:
                self.used -= 1
                await self._close(held)

    async def close(self) -> None:
        """Begin no further transactions, and wait until the last one is over."""
        for _ in range(self._most):
            await self._slots.acquire()
        await self._close(self._open)

    async def _close(self, held: list[Connection]) -> None:
        """Roll back uncommitted changes and return the connection."""
        if held:
            await run_shielded(self._threads, held.pop().close)

    def _begin_at_once(self, held: list[Connection]) -> bool:
        """Begin on the open connection of the file, unless another process is writing to it."""
        if self._open:
            with suppress(OperationalError):
                self._open[0].exec_driver_sql("BEGIN IMMEDIATE")
                held.append(self._open.pop())
        return held != []

    def _connect(self, held: list[Connection]) -> None:
        held.append(self._open.pop() if self._open else self._engine.connect())
        if self._is_file:
            held[0].exec_driver_sql("PRAGMA busy_timeout=0")
            _execute_waiting(held[0], "BEGIN IMMEDIATE")

    def _commit_connection(self, held: list[Connection]) -> None:
        if self._is_file:
            # Unlike the driver's own commit it fails if SQLite has rolled back by itself.
            _execute_waiting(held[0], "COMMIT")
            self._open.append(held.pop())
        else:
            held[0].commit()
            held.pop().close()


def _execute_waiting(connection: Connection, statement: str) -> None:
    """Execute a statement of SQLite, if need be when another process has ended its own."""
    try:
        connection.exec_driver_sql(statement)
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        connection.exec_driver_sql(f"PRAGMA busy_timeout={database_url.BUSY_SECONDS * 1000}")
        connection.exec_driver_sql(statement)
        connection.exec_driver_sql("PRAGMA busy_timeout=0")


async def run_shielded(threads: Executor, work: Callable[..., _T], *given: Any) -> _T:
    """Run ``work`` in a thread to its end, and raise a cancellation only then."""
    done = asyncio.get_running_loop().run_in_executor(threads, work, *given)
    try:
        return await asyncio.shield(done)
    except asyncio.CancelledError:
        while not done.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait({done})
        if not done.cancelled():
            done.exception()  # retrieved, so that asyncio does not report it
        raise


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """One transaction of a command, in an engine of its own: commits at the end of the block."""
    engine = make_engine(parse_database_url(url), poolclass=NullPool, hide_parameters=True)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
