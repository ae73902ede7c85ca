"""The database: one engine, opened and checked, and the one way to a transaction."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from sqlite3 import SQLITE_BUSY

from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from liaison.domain.agreements import Agreement, PartyCode
from liaison.domain.deadlines import WorkCalendar
from storage.errors import StorageError
from storage.migrate import check_schema
from storage.places import (
    engine_options,
    file_of,
    hide_details,
    is_sqlite,
    place_of,
    prepare_sqlite,
)
from storage.statements import Statements, finish
from storage.terms import Terms, renew
from storage.transaction import Transaction

BEGIN_TRIES = 6
"""Each waits for other processes as long as the busy timeout."""


class Database:
    """One database. On SQLite its transactions take turns, as SQLite has one writer.

    ``url`` is a SQLAlchemy URL of SQLite or PostgreSQL, with or without a driver; ``now`` gives the
    aware present moment; ``mails`` says whether letters can be sent.
    """

    def __init__(
        self,
        url: str,
        *,
        now: Callable[[], datetime],
        agreement: Agreement,
        calendar_of: Callable[[PartyCode], WorkCalendar],
        random: Callable[[int], bytes] = os.urandom,
        mails: bool = False,
    ) -> None:
        self._place = place_of(url)
        self._now = now
        self._agreement = agreement
        self._terms = Terms(agreement=agreement, calendar_of=calendar_of)
        self._random = random
        self._mails = mails
        self._turn = asyncio.Lock()
        self._engine: AsyncEngine | None = None

    async def open(self) -> None:
        """Connect and check the schema.

        Raises ``StorageError`` where the schema is missing, older or newer than the code, or where
        SQLite cannot keep commits safe.
        """
        if is_sqlite(self._place) and not file_of(self._place).exists():
            raise StorageError("setup-database-missing", {})
        engine = create_async_engine(
            self._place,
            hide_parameters=True,
            pool_reset_on_return=None,  # every transaction of ours ends itself
            **engine_options(self._place),
        )
        if is_sqlite(self._place):
            event.listen(engine.sync_engine, "connect", prepare_sqlite)
        else:
            event.listen(engine.sync_engine, "handle_error", hide_details)
        self._engine = engine
        try:
            async with engine.connect() as connection:
                await connection.run_sync(check_schema)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Let go of all connections."""
        engine, self._engine = self._engine, None
        if engine is not None:
            await finish(engine.dispose())

    @asynccontextmanager
    async def transaction(self, *, decides: bool = True) -> AsyncIterator[Transaction]:
        """One transaction: commits at the end, rolls back on any exception, also when cancelled.

        What ``decides`` by the agreement has it as it is in force; the queues alone need none.
        Transactions do not nest. Raises ``Conflict`` where another one changed a conversation.
        """
        if self._engine is None:
            msg = "the database is not open"
            raise RuntimeError(msg)
        async with AsyncExitStack() as stack:
            if is_sqlite(self._place):
                await stack.enter_async_context(self._turn)
            connection = self._engine.connect()
            # Closing rolls back what is not committed; also a connection that never came about.
            stack.push_async_callback(_close, connection)
            await self._begin(connection)
            sql = Statements(connection, now=self._now().astimezone(UTC))
            terms = self._terms
            if decides:
                terms = self._terms = await renew(sql, terms, self._agreement)
            tx = Transaction(
                sql,
                terms=terms,
                profile=self._agreement,
                random=self._random,
                mails=self._mails,
            )
            yield tx
            await tx.flush()
            await finish(connection.commit())

    async def _begin(self, connection: AsyncConnection) -> None:
        await finish(connection.start())
        if not is_sqlite(self._place):
            return
        for left in reversed(range(BEGIN_TRIES)):
            try:
                await finish(connection.exec_driver_sql("BEGIN IMMEDIATE"))
            except OperationalError as error:
                if left == 0 or getattr(error.orig, "sqlite_errorcode", None) != SQLITE_BUSY:
                    raise
            else:
                return


async def _close(connection: AsyncConnection) -> None:
    """Roll back what is not committed, and give the connection back."""
    if connection.sync_connection is not None:
        await finish(connection.close())
