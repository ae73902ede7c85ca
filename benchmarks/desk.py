"""The desk as it runs in production, but for the pace that Telegram asks for."""

import asyncio
import os
from pathlib import Path

from pydantic import SecretStr
from typing_extensions import override

from benchmarks.cast import FIRST_CHAT, seat
from bot.agreement_files import default_agreement
from bot.app import App
from bot.clock import SystemClock
from bot.log import configure
from bot.settings import PREFIX, Settings
from bot.watchdog import Watchdog
from liaison.domain.cards import card, text
from liaison.usecases.ports import Message, Op
from storage.keyring import new_keys, owners_of, write
from storage.migrate import upgrade


class Desk:
    """The whole app on SQLite, with its people and some cases."""

    def __init__(
        self, url: str, token: str, folder: Path, database: str = "", *, paced: bool = False
    ) -> None:
        # The settings of whoever runs this must not reach into the figures.
        for name in [name for name in os.environ if name.startswith(PREFIX)]:
            del os.environ[name]
        # The server of the replicas keeps nothing safe, so that its disk is not the limit.
        unsafe = database != ""
        database = database or f"sqlite:///{folder / 'desk.db'}"
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
        """Open the app and put the people in."""
        await self.app.open()
        async with self.app.database.transaction() as tx:
            await seat(tx)

    async def run(self, stop: asyncio.Event) -> None:
        """Run until told to stop."""
        await self.app.run(stop)

    async def close(self) -> None:
        """Let go of everything."""
        await self.app.close()


class Replica(Desk):
    """One of several over one database."""

    @override
    async def open(self) -> None:
        await self.app.open()
        async with self.app.database.transaction() as tx:
            if await tx.people.by_chat(FIRST_CHAT) is None:
                await seat(tx)


class Broadcast(Desk):
    """The desk with its pace, which says one message to each of many chats and hears nothing."""

    def __init__(self, url: str, token: str, folder: Path, count: str) -> None:
        super().__init__(url, token, folder, paced=True)
        self._chats = range(FIRST_CHAT, FIRST_CHAT + int(count))

    @override
    async def open(self) -> None:
        await self.app.open()
        async with self.app.database.transaction() as tx:
            for chat_id in self._chats:
                await tx.say(Message(chat_id=chat_id, op=Op.SEND, card=card(text("cancelled"))))

    @override
    async def run(self, stop: asyncio.Event) -> None:
        await self.app.delivery.run(stop)
