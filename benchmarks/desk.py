"""The desk as it runs in production, but for the pace that Telegram asks for."""

import asyncio
import os
from pathlib import Path

from pydantic import SecretStr

from benchmarks.cast import seat
from bot.app import App
from bot.clock import SystemClock
from bot.log import configure
from bot.settings import PREFIX, Settings
from bot.watchdog import Watchdog
from liaison.domain.agreement_files import default_agreement
from storage.keyring import new_keys, owners_of, write
from storage.migrate import upgrade


class Desk:
    """The whole app on SQLite, with its people and some cases."""

    def __init__(self, url: str, token: str, folder: Path) -> None:
        # The settings of whoever runs this must not reach into the figures.
        for name in [name for name in os.environ if name.startswith(PREFIX)]:
            del os.environ[name]
        database = f"sqlite:///{folder / 'desk.db'}"
        keys = folder / "keys.json"
        write(keys, new_keys(owners_of(default_agreement()), at=SystemClock().now()))
        settings = Settings(
            token=SecretStr(token), api_base=url, database_url=database, keys_file=keys
        )
        configure(settings.log_level, secrets=(token,))
        upgrade(database)
        self._app = App(settings, paced=False, watchdog=Watchdog(SystemClock()))

    async def open(self) -> None:
        """Open the app and put the people in."""
        await self._app.open()
        async with self._app.database.transaction() as tx:
            await seat(tx)

    async def run(self, stop: asyncio.Event) -> None:
        """Run until told to stop."""
        await self._app.run(stop)

    async def close(self) -> None:
        """Let go of everything."""
        await self._app.close()
