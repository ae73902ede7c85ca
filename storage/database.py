"""The database: one engine, opened and checked, and its transactions."""

import os
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy import URL, Engine, event

from liaison.core.channels import TELEGRAM_ALONE, Reach
from liaison.core.registry import Registry
from storage.crypto import FieldCipher, KeyRing, owners_of
from storage.encrypted_columns import EncryptedColumns, RowKey
from storage.engine import integrity
from storage.engine.connection import ConnectionProvider, run_shielded
from storage.engine.database_url import (
    engine_options,
    file_exists,
    file_of,
    hide_details,
    is_sqlite,
    make_engine,
    max_connections,
    parse_database_url,
    prepare_sqlite,
)
from storage.engine.integrity import owned
from storage.engine.statements import Statements
from storage.errors import StorageError
from storage.migrations.migrate import check_version
from storage.settings import EffectiveSettings, reload
from storage.transaction import Transaction


class Database:
    """One database. On SQLite its transactions take turns, as SQLite has one writer.

    ``url`` is a SQLAlchemy URL of SQLite or PostgreSQL, with or without a driver; ``keys`` encrypt
    typed text; ``now`` returns the present aware moment; ``registry`` holds the registrations of
    the concepts; ``terms`` are those of the profile; ``reach`` is what it has beside Telegram;
    ``unsafe`` accepts a server that may lose commits, for tests.
    """

    def __init__(
        self,
        url: str,
        *,
        keys: KeyRing,
        now: Callable[[], datetime],
        registry: Registry,
        terms: EffectiveSettings,
        random: Callable[[int], bytes] = os.urandom,
        reach: Reach = TELEGRAM_ALONE,
        unsafe: bool = False,
    ) -> None:
        self._db_url = parse_database_url(url)
        self._keys = keys
        self._seals = FieldCipher(keys)
        self._now = now
        self.registry = registry
        self.profile = terms.agreement
        self._terms = terms
        self._random = random
        self._reach = reach
        self._unsafe = unsafe
        self._threads = ThreadPoolExecutor(max_connections(self._db_url), "database")
        self._engine: Engine | None = None
        self._pool: ConnectionProvider | None = None
        self.on_enqueued: Callable[[], None] = lambda: None
        """Called after each commit that put messages into the outbox."""
        self.schema = ""
        """The version of the schema, set by ``open``."""

    def owned(self) -> AbstractContextManager[bool]:
        """Be the only process that runs the service on this SQLite file; yields false if there is
        nothing to own, as on PostgreSQL. Raises ``StorageError`` if another process owns it.
        """
        return owned(self._db_url)

    async def open(self) -> None:
        """Connect, check the schema, register the keys, and encrypt what is still in clear.

        Raises ``StorageError`` if the file is damaged, the schema is missing, older or too new for
        the code, commits are not durable, or the keys are not those of this database; and SQLite's
        own error if a file cannot be written.
        """
        if is_sqlite(self._db_url) and not file_exists(file_of(self._db_url)):
            raise StorageError("setup-database-missing", {})
        engine = make_engine(
            self._db_url,
            hide_parameters=True,
            pool_reset_on_return=None,  # transactions are always ended explicitly
            **engine_options(self._db_url),
        )
        if is_sqlite(self._db_url):
            event.listen(engine, "connect", prepare_sqlite)
        else:
            event.listen(engine, "handle_error", hide_details)
        self._engine = engine
        self._pool = ConnectionProvider(engine, self._threads, most=max_connections(self._db_url))
        try:
            self.schema = await run_shielded(
                self._threads, _check, engine, self._db_url, self._unsafe
            )
            async with self.transaction(decides=False) as tx:
                await tx.encrypted_values.register_keys(self._keys, owners_of(self.profile))
            for columns in self.registry.all(EncryptedColumns).values():
                if columns.once_clear:
                    await self._encrypt_clear(columns)
        except BaseException:
            await self.close()
            raise

    async def _encrypt_clear(self, columns: EncryptedColumns) -> None:
        last: RowKey | None = None
        while True:
            async with self.transaction(decides=False) as tx:
                last = await tx.encrypted_values.encrypt_clear(columns, after=last)
            if last is None:
                return

    async def close(self) -> None:
        """Close all connections."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close()
        engine, self._engine = self._engine, None
        if engine is not None:
            await run_shielded(self._threads, engine.dispose)

    @property
    def connections(self) -> int:
        """How many connections are in use."""
        return 0 if self._pool is None else self._pool.used

    @property
    def max_connections(self) -> int:
        """How many connections there may be."""
        return max_connections(self._db_url)

    @asynccontextmanager
    async def transaction(
        self, *, decides: bool = True, cause: str | None = None
    ) -> AsyncIterator[Transaction]:
        """One transaction: commits at the end, rolls back on any exception, also when cancelled.

        With ``decides`` the effective settings are loaded; work on the queues alone needs none.
        ``cause`` is the update or timer that is handled: its messages have it, too.
        Transactions do not nest. Raises ``Conflict`` if another one changed a conversation.
        """
        if self._pool is None:
            msg = "the database is not open"
            raise RuntimeError(msg)
        async with self._pool.transaction() as (connection, threads):
            now = self._now().astimezone(UTC)
            sql = Statements(connection, threads, now=now, cipher=self._seals)
            terms = self._terms
            if decides:
                terms = self._terms = await reload(sql, terms, self.profile)
            tx = Transaction(
                sql,
                registry=self.registry,
                terms=terms,
                profile=self.profile,
                random=self._random,
                reach=self._reach,
                cause=cause,
            )
            yield tx
            await tx.flush()
            sql.end()
        if tx.outbox.has_new:
            self.on_enqueued()


def _check(engine: Engine, db_url: URL, unsafe: bool) -> str:
    with integrity.damage_error(db_url), engine.connect() as connection:
        integrity.check_quickly(connection, db_url)
        if not unsafe:
            integrity.check_durable(connection)
        found = check_version(connection)
        integrity.check_writable(connection, db_url)
        return found
