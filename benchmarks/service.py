"""The service as it runs in production, but for the pace that Telegram asks for."""

import asyncio
import os
from pathlib import Path

from pydantic import SecretStr
from typing_extensions import override

from benchmarks.people import FIRST_CHAT, add_everyone
from bot.app import App
from bot.clock import SystemClock
from bot.log import configure
from bot.settings import PREFIX, Settings
from bot.watchdog import Watchdog
from liaison.domain.cards import card, text
from liaison.usecases.ports import Message, Op
from storage.keyring import new_keys, owners_of, write
from storage.migrate import upgrade
from storage.transaction import Transaction


class Service:
    """The whole app on SQLite, with its people and some requests."""

    def __init__(
        self,
        url: str,
        token: str,
        folder: Path,
        database: str = "",
        *,
        paced: bool = False,
    ) -> None:
        # The settings of the machine must not reach into the figures.
        for name in [name for name in os.environ if name.startswith(PREFIX)]:
            del os.environ[name]
        # The server of the replicas keeps nothing safe, so that its disk is not the limit.
        unsafe = database != ""
        database = database or f"sqlite:///{folder / 'service.db'}"
        keys = folder / "keys.json"
        if not keys.exists():
            write(keys, new_keys(owners_of(default_agreement()), at=SystemClock().now()))
        settings = Settings(
            token=SecretStr(token),
            api_base=url,
            database_url=database,
            keys_file=keys,
            unsafe_database=unsafe,
        )
        configure(settings.log_level, secrets=(token,))
        upgrade(database)
        self.app = App(settings, paced=paced, watchdog=Watchdog(SystemClock()))

    async def open(self) -> None:
        """Open the app and fill its database."""
        await self.app.open()
        async with self.app.database.transaction() as tx:
            await self.fill(tx)

    async def fill(self, tx: Transaction) -> None:
        """Add the people and their requests."""
        await add_everyone(tx)

    async def run(self, stop: asyncio.Event) -> None:
        """Run until told to stop."""
        await self.app.run(stop)

    async def close(self) -> None:
        """Close the database and all connections."""
        await self.app.close()


class Replica(Service):
    """One of several over one database."""

    @override
    async def fill(self, tx: Transaction) -> None:
        if await tx.people.by_chat(FIRST_CHAT) is None:
            await add_everyone(tx)


class Broadcast(Service):
    """The service with its pace, which sends one message to each of many chats."""

    def __init__(self, url: str, token: str, folder: Path, count: str) -> None:
        super().__init__(url, token, folder, paced=True)
        self._chats = range(FIRST_CHAT, FIRST_CHAT + int(count))

    @override
    async def fill(self, tx: Transaction) -> None:
        for chat_id in self._chats:
            await tx.say(Message(chat_id=chat_id, op=Op.SEND, card=card(text("cancelled"))))

    @override
    async def run(self, stop: asyncio.Event) -> None:
        await self.app.delivery.run(stop)
