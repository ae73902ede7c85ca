"""PostgreSQL notifications of rows that another replica, or a command, has queued.

Without them everything works a second later, as queues are polled anyway. On SQLite there is only
one process, which needs none.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress

import structlog

from storage.engine.database_url import conninfo_of, is_sqlite, libpq_options, parse_database_url

CHANNEL = "liaison"
WAIT_SECONDS = 1.0
"""How long one wait for notifications takes, and so at most a stop."""
PAUSE_SECONDS = 5.0
"""How long to wait before connecting again."""

log = structlog.get_logger()


class PgListener:
    """Listens on a connection of its own; ``on_rows`` maps a table to the function to call for its
    new rows. ``url`` is that of the database; ``wanted`` is false if there is nothing to listen to.
    """

    def __init__(self, url: str, on_rows: Mapping[str, Callable[[], None]]) -> None:
        db_url = parse_database_url(url)
        self.wanted = not is_sqlite(db_url)
        self._address = conninfo_of(libpq_options(db_url)) if self.wanted else ""
        self._on_rows = on_rows

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until stopped; reconnect after an error."""
        # The driver is an extra, installed only with PostgreSQL.
        from psycopg import Error  # noqa: PLC0415

        while not stop.is_set():
            try:
                await self._listen(stop)
            except (Error, OSError) as error:
                log.warning("listener-failed", code=type(error).__name__)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), PAUSE_SECONDS)

    async def _listen(self, stop: asyncio.Event) -> None:
        from psycopg import AsyncConnection  # noqa: PLC0415

        async with await AsyncConnection.connect(self._address, autocommit=True) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            for call in self._on_rows.values():
                call()  # for rows queued before it listened
            while not stop.is_set():
                async for notification in connection.notifies(timeout=WAIT_SECONDS):
                    if notification.payload in self._on_rows:
                        self._on_rows[notification.payload]()
