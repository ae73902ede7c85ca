"""The first peer: a bot on aiogram's own polling that commits one row an update and answers it.

Its commits are as durable as the service's, but no more: it confirms an update before it is
handled, loses it if the handler fails, and has one sentence in one language.
"""

import asyncio
import sqlite3
from pathlib import Path

import aiosqlite
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message, Update

from storage.engine.database_url import journal_of

POLL_SECONDS = 25


class BareBot:
    """A minimal bot that stores its updates."""

    def __init__(self, url: str, token: str, folder: Path) -> None:
        server = TelegramAPIServer.from_base(url)
        self._bot = Bot(token, session=AiohttpSession(api=server))
        self._dispatcher = Dispatcher()
        self._dispatcher.message.register(self._answer)
        # Without an isolation level each statement is a transaction: one call of the database's
        # thread and one commit for an update, the least possible cost.
        self._database = aiosqlite.connect(folder / "bare.db", isolation_level=None)

    async def open(self) -> None:
        """Create the table, in the modes that the service uses with this SQLite."""
        journal, synchronous = journal_of(sqlite3.sqlite_version_info[:3])
        await self._database
        await self._database.execute(f"PRAGMA journal_mode={journal}")
        await self._database.execute(f"PRAGMA synchronous={synchronous}")
        await self._database.execute(
            "CREATE TABLE received (update_id INTEGER PRIMARY KEY, chat_id INTEGER, words TEXT)"
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until stopped."""
        polling = asyncio.create_task(
            self._dispatcher.start_polling(
                self._bot,
                polling_timeout=POLL_SECONDS,
                handle_signals=False,
                close_bot_session=False,
            )
        )
        await stop.wait()
        await self._dispatcher.stop_polling()
        await polling

    async def close(self) -> None:
        """Close the database and all connections."""
        await self._database.close()
        await self._bot.session.close()

    async def _answer(self, message: Message, event_update: Update) -> None:
        row = (event_update.update_id, message.chat.id, message.text)
        await self._database.execute("INSERT INTO received VALUES (?, ?, ?)", row)
        await message.answer(f"Received as number {event_update.update_id}.")
