"""Sets the bot's profile at Telegram: name, descriptions and commands, in each language."""

import asyncio
from contextlib import suppress
from typing import Any

import structlog

from bot.i18n.catalog import Catalog
from bot.telegram.client import ApiError, TelegramClient
from liaison.core.cards import named, text

log = structlog.get_logger()

ASK_SECONDS = 15
RETRY_SECONDS = 300.0
TEXTS = ("name", "description", "short_description")


class BotProfile:
    """Sets what Telegram shows of the bot to people who have not joined."""

    def __init__(self, api: TelegramClient, catalog: Catalog) -> None:
        self._api = api
        self._catalog = catalog

    async def run(self, stop: asyncio.Event) -> None:
        """Set the profile, once Telegram can be reached, and wait until stopped."""
        while not stop.is_set():
            pause: float | None = None
            try:
                await self.set()
            except ApiError as error:
                log.warning("profile-not-set", code=error.code)
                pause = RETRY_SECONDS if error.pause is None else error.pause
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)

    async def set(self) -> None:
        """Set what differs. Raises ``ApiError``."""
        agreement = self._catalog.agreement
        await self._set_language("", agreement.prevailing)
        for language in agreement.languages:
            await self._set_language(language, language)

    async def _set_language(self, code: str, language: str) -> None:
        """Set the profile for people whose Telegram has a language; "" is for all others."""
        for field in TEXTS:
            shown = self._catalog.plain(named("profile", field), language)
            await self._set(code, field, shown, {field: shown})
        does = self._catalog.plain(text("command-start"), language)
        commands = [{"command": "start", "description": does}]
        await self._set(code, "commands", commands, commands)

    async def _set(self, code: str, field: str, wanted: Any, answer: Any) -> None:
        """Set a field for a language, unless Telegram's ``answer`` is that it is set."""
        method, language = field.replace("_", ""), {"language_code": code}
        if await self._api.ask(f"getMy{method}", language, seconds=ASK_SECONDS) != answer:
            await self._api.ask(f"setMy{method}", {**language, field: wanted}, seconds=ASK_SECONDS)
            log.info("profile-set", kind=field)
