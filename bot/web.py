"""The backend of the page, and its server."""

import asyncio
import hmac
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.clock import Clock
from bot.http_server import listen, make_runner
from bot.i18n.catalog import Catalog
from bot.settings import Settings
from bot.workers.dispatcher import UpdateDispatcher
from liaison.core.channels import Address
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.pages.model import CalendarEntry
from storage.database import Database
from web.server import make_app

STOP_SECONDS = 5.0
"""The time limit for requests under way after a stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceBackend:
    """The service of this process, as the page reaches it."""

    url: str
    key: bytes = field(repr=False)
    telegram_key: bytes = field(repr=False)
    texts: Catalog
    database: Database
    dispatcher: UpdateDispatcher
    clock: Clock
    draw: Callable[[int], bytes]

    def is_of_telegram(self, signed: str, signature: str) -> bool:
        """Whether Telegram has signed that for the bot of this service, in constant time."""
        right = hmac.digest(self.telegram_key, signed.encode(), "sha256").hex()
        return hmac.compare_digest(right.encode(), signature.encode())

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        return self.clock.now()

    def random(self, count: int) -> bytes:
        """That many random bytes."""
        return self.draw(count)

    def transaction(self) -> AbstractAsyncContextManager[Tx]:
        """A transaction: it commits at its end, and rolls back on any exception."""
        return self.database.transaction()

    def calendar(self, person: Person, entries: Sequence[CalendarEntry]) -> bytes:
        """The calendar file of a feed, in the language of its person."""
        # Imported here because most runs send none, and its library is large.
        from bot.channels.calendar_files import calendar_feed  # noqa: PLC0415

        language = person.language or self.texts.agreement.prevailing
        return calendar_feed(entries, self.texts, language)

    async def answer(self, address: Address, update: Mapping[str, Any]) -> None:
        """Handle an update of the person of a page, and store its answer there."""
        await self.dispatcher.answer(address, update)


class PageServer:
    """Serves the page on one host and port."""

    def __init__(self, settings: Settings, backend: ServiceBackend) -> None:
        self._backend = backend
        self._listen = settings.web_host, settings.web_port

    @property
    def app(self) -> web.Application:
        """A new application, for one server."""
        return make_app(self._backend)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until stopped. Raises ``SettingsError`` if the port is in use."""
        runner = make_runner(self.app, stop_seconds=STOP_SECONDS)
        try:
            await listen(runner, *self._listen, "WEB_HOST", "WEB_PORT")
            await stop.wait()
        finally:
            await runner.cleanup()


def key_of(token: str) -> bytes:
    """The secret of the page, which all replicas make of the bot's token."""
    return hmac.digest(token.encode(), b"page", "sha256")


def telegram_key_of(token: str) -> bytes:
    """The secret by which Telegram signs who opens the page of the bot with this token."""
    return hmac.digest(b"WebAppData", token.encode(), "sha256")
