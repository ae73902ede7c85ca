"""Registers the webhook at Telegram, and checks repeatedly that it is still registered.

With the token the updates can be redirected elsewhere, or be posted with another secret, and no
update would arrive to reveal it. One of several replicas checks.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass, field
from datetime import timedelta
from typing import Any, Final

import structlog

from bot.clock import Clock
from bot.monitoring.alerts import alert, daily
from bot.monitoring.metrics import WebhookStatus
from bot.telegram.client import GARBAGE, ApiError, TelegramClient
from bot.telegram.ingest import ALLOWED
from bot.telegram.send_errors import backoff
from storage.database import Database
from storage.queues.work_queue import Leases

log = structlog.get_logger()

ASK_SECONDS = 15
CHECK_INTERVAL_SECONDS = 30.0
"""Two checks may fail before the silence counts as an outage."""
LEASE: Final = timedelta(seconds=50)
MAX_PAUSE = 30.0
CONNECTIONS = 40
TURNED_AWAY = ": 401"
"""In Telegram's description of a post that was rejected for its secret."""
_LEADER: Final = "webhook"


@dataclass(eq=False, repr=False)
class WebhookRegistrar:
    """Keeps one URL and its secret registered at Telegram. ``name`` identifies the replica;
    ``on_contact`` is awaited after each answer of Telegram.
    """

    database: Database
    api: TelegramClient
    _: KW_ONLY
    name: str
    url: str
    secret: str
    clock: Clock
    on_contact: Callable[[], Awaitable[None]]
    _announced: bool = field(default=False, init=False)
    _troubles: int = field(default=0, init=False)
    _failed: tuple[Any, Any] | None = field(default=None, init=False)
    hook: WebhookStatus | None = field(default=None, init=False)
    error_code: str = field(default="", init=False)
    """The code of why Telegram could not be reached at the latest turn; "" if it could."""

    async def run(self, stop: asyncio.Event) -> None:
        """Register the URL, and keep it registered until stopped."""
        while not stop.is_set():
            pause = await self._turn()
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)

    async def _turn(self) -> float:
        """Register or check once; returns how many seconds to wait before the next turn."""
        try:
            if not self._announced:
                await self._set_webhook()
            if await self._check_if_leader():
                await self._check_webhook()
        except ApiError as error:
            log.error("webhook-unknown", code=error.code, remedy="liaison doctor")  # noqa: TRY400
            self.error_code, pause = error.code, error.pause
        except Exception:  # the loop continues when the database fails
            log.exception("webhook-failed")
            pause = None
        else:
            self._troubles, self.error_code = 0, ""
            return CHECK_INTERVAL_SECONDS
        self.hook = None  # its figures are old
        if pause is None:
            self._troubles += 1
            pause = backoff(self._troubles, most=MAX_PAUSE)
        return pause

    async def _set_webhook(self) -> None:
        asked = {
            "url": self.url,
            "secret_token": self.secret,
            "allowed_updates": ALLOWED,
            "max_connections": CONNECTIONS,
        }
        await self.api.ask("setWebhook", asked, seconds=ASK_SECONDS)
        self._announced = True
        log.info("webhook-set")

    async def _check_if_leader(self) -> bool:
        async with self.database.transaction(decides=False) as tx:
            mine = await tx.of(Leases).take(_LEADER, holder=self.name, until=tx.now + LEASE)
        if not mine:
            self.hook = self._failed = None
        return mine

    async def _check_webhook(self) -> None:
        match await self.api.ask("getWebhookInfo", {}, seconds=ASK_SECONDS):
            case {"url": str(url), "pending_update_count": int(pending), **others}:
                failed = others.get("last_error_date"), others.get("last_error_message")
            case _:
                raise ApiError(GARBAGE)
        now, at = self.clock.now().timestamp(), failed[0]
        age = max(now - at, 0.0) if type(at) is int else None
        self.hook = WebhookStatus(pending, age)
        await self.on_contact()
        changed = self._changed(url, failed)
        if changed is not None:
            await self._set_webhook()
            async with self.database.transaction() as tx:
                await alert(tx, "alert-webhook", daily(tx.now), code=changed)

    def _changed(self, url: str, failed: tuple[Any, Any]) -> str | None:
        """What was changed by others. Telegram does not return the secret: another one is known by
        a rejected post since the last check.
        """
        before, self._failed = self._failed, failed
        if url != self.url:
            return "gone" if url == "" else "other"
        is_news = before is not None and failed != before
        return "secret" if is_news and TURNED_AWAY in str(failed[1]) else None
