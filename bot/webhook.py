"""The other way in: Telegram posts each update here, and is told 200 only once it is kept.

Whatever keeps it from being kept is answered with 503, and Telegram comes again. Who does not know
the secret is turned away before a byte of the body is read. Beside it stand as many replicas as
one likes: which of them an update reaches makes no difference, as all keep it in one inbox.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from aiohttp import web

from bot.ingest import ALLOWED
from bot.settings import PREFIX, SettingsError
from liaison.domain.cards import text

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_BODY = 1024 * 1024
RETRY_SECONDS = 5
ASK_SECONDS = 15
STOP_SECONDS = 5.0
LONGEST_PAUSE = 30.0
CONNECTIONS = 40

Receive = Callable[[Sequence[Any]], Awaitable[None]]


class Webhook:
    """Listens for updates and tells Telegram where. ``receive`` keeps them, and raises if not.

    ``secrets`` are what Telegram may show: the first one is asked of it, the others still count
    while they are being replaced. ``listen`` is the host and port on this side of the proxy that
    serves ``url`` to the world.
    """

    def __init__(
        self,
        receive: Receive,
        *,
        url: str,
        secrets: Sequence[str],
        listen: tuple[str, int],
        token: str,
        api_base: str,
        proxy: str | None,
    ) -> None:
        self._receive = receive
        self._url = url
        self._secrets = tuple(each.encode() for each in secrets)
        self._listen = listen
        self._api = f"{api_base.rstrip('/')}/bot{token}/setWebhook"
        self._proxy = proxy
        self.app = web.Application(client_max_size=LARGEST_BODY)
        self.app.router.add_post(urlsplit(url).path or "/", self._answer)

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until told to stop. Raises ``SettingsError`` where the port is taken."""
        runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=STOP_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, *self._listen).start()
            await self._announce(stop)
            await stop.wait()
        except OSError:
            name = f"{PREFIX}WEBHOOK_LISTEN"
            raise SettingsError(text("setup-webhook-listen-taken", name=name)) from None
        finally:
            await runner.cleanup()

    async def _announce(self, stop: asyncio.Event) -> None:
        """Tell Telegram the address and the secret, as often as it takes."""
        pause = 1.0
        while not stop.is_set():
            code = await self._ask()
            if code is None:
                log.info("webhook-set")
                return
            log.error("webhook-not-set", code=code)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _ask(self) -> str | None:
        """Call ``setWebhook``; gives a code for the log where it failed."""
        asked = {
            "url": self._url,
            "secret_token": self._secrets[0].decode(),
            "allowed_updates": ALLOWED,
            "max_connections": CONNECTIONS,
        }
        limit = aiohttp.ClientTimeout(total=ASK_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=limit) as session,
                session.post(self._api, json=asked, proxy=self._proxy) as response,
            ):
                return None if response.ok else f"http {response.status}"
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            return f"network {type(error).__name__}"

    async def _answer(self, request: web.Request) -> web.Response:
        if not self._knows(request.headers.get(SECRET_HEADER, "")):
            log.warning("webhook-forged")
            return web.Response(status=401)
        try:
            update = json.loads(await request.read())
        except ValueError:
            log.warning("webhook-unreadable")
            return web.Response(status=400)
        if not isinstance(update, dict) or type(update.get("update_id")) is not int:
            log.warning("webhook-unreadable")
            return web.Response(status=400)
        try:
            await self._receive([update])
        except Exception:  # whatever it was, Telegram must come again
            log.exception("webhook-not-kept")
            return web.Response(status=503, headers={"Retry-After": str(RETRY_SECONDS)})
        return web.Response()

    def _knows(self, shown: str) -> bool:
        """Whether a secret is one of ours; it takes as long for a wrong one as for a right one."""
        given = shown.encode("utf-8", "surrogateescape")
        return sum(hmac.compare_digest(given, each) for each in self._secrets) > 0
