"""News of rows: PostgreSQL tells at once what another replica, or a command, has put into a queue.

Without it everything works a second later, as queues are looked at anyway. On SQLite there is one
desk only, which knows what it wrote.
"""

import asyncio
from collections.abc import Callable, Mapping

from storage.places import conninfo_of, is_sqlite, place_of

CHANNEL = "liaison"
WAIT_SECONDS = 1.0
"""How long one wait for news takes, and so at most a stop."""


class NewsLost(Exception):
    """The line on which news came has broken, or could not be had; ``code`` says how."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class News:
    """Listens on a line of its own; ``on_rows`` says what is called for rows of which table.

    ``url`` is that of the database; ``wanted`` is false where there is nothing to listen to.
    """

    def __init__(self, url: str, on_rows: Mapping[str, Callable[[], None]]) -> None:
        place = place_of(url)
        self.wanted = not is_sqlite(place)
        self._address = conninfo_of(place) if self.wanted else ""
        self._on_rows = on_rows

    async def listen(self, stop: asyncio.Event) -> None:
        """Listen until told to stop. Raises ``NewsLost``."""
        # Only who outgrew SQLite has the driver.
        from psycopg import AsyncConnection, Error  # noqa: PLC0415

        try:
            async with await AsyncConnection.connect(self._address, autocommit=True) as line:
                await line.execute(f"LISTEN {CHANNEL}")
                for call in self._on_rows.values():
                    call()  # for what came before we listened
                while not stop.is_set():
                    async for told in line.notifies(timeout=WAIT_SECONDS):
                        if told.payload in self._on_rows:
                            self._on_rows[told.payload]()
        except (Error, OSError) as error:
            raise NewsLost(type(error).__name__) from None
