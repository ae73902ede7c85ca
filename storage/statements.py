"""One database connection inside one transaction: runs statements, one after the other.

A statement is always finished, even when the task that waits for it is cancelled: a query that is
cut off half way would keep the lock of the database until the garbage collector comes by.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import CursorResult, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

_T = TypeVar("_T")
Insert: TypeAlias = sqlite.Insert | postgresql.Insert
_INSERTS: Mapping[str, Callable[[Table], Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class Statements:
    """Runs statements of one transaction. ``now`` is its moment, aware UTC."""

    def __init__(self, connection: AsyncConnection, *, now: datetime) -> None:
        self._connection = connection
        self.now = now
        self._insert = _INSERTS[self.dialect]

    @property
    def dialect(self) -> str:
        """Which database it is: ``sqlite`` or ``postgresql``."""
        return self._connection.dialect.name

    async def run(
        self, statement: Executable, values: Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[Any]:
        """Run one statement, once or for each of several rows of values."""
        return await finish(self._connection.execute(statement, values))

    async def changes(self, statement: Executable) -> int:
        """Run one statement and count the rows that it wrote, changed or deleted."""
        counted = statement.execution_options(preserve_rowcount=True)
        return (await self.run(counted)).rowcount

    def insert(self, table: Table) -> Insert:
        """An insert that can say ``ON CONFLICT``."""
        return self._insert(table)


async def finish(work: Coroutine[Any, Any, _T]) -> _T:
    """Finish work even where the waiting task is cancelled, and only then let it be cancelled."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait({task})
        if not task.cancelled():
            task.exception()  # looked at, so that it is not reported as never looked at
        raise
