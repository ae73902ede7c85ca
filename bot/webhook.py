"""The other way in: Telegram posts each update here, and is told 200 only once it is kept.

Whatever keeps it from being kept is answered with 503, and Telegram comes again. Who does not know
the secret is turned away before a byte of the body is read. Beside it stand as many replicas as
one likes: which of them an update reaches makes no difference, as all keep it in one inbox.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from aiohttp import web

from bot.announcing import Announcing
from bot.settings import PREFIX, SettingsError
from liaison.domain.cards import text

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_BODY = 1024 * 1024
RETRY_SECONDS = 5
STOP_SECONDS = 5.0

Receive = Callable[[Sequence[Any]], Awaitable[None]]


class Webhook:
    """Listens for updates while ``announcing`` sees to it that they come. ``receive`` keeps them,
    and raises if not; ``on_heard`` is awaited before.

    ``secrets`` are what Telegram may show: the first one is asked of it, the others still count
    while they are being replaced. ``listen`` is the host and port on this side of the proxy that
    serves ``path`` to the world.
    """

    def __init__(
        self,
        announcing: Announcing,
        receive: Receive,
        *,
        path: str,
        secrets: Sequence[str],
        listen: tuple[str, int],
        on_heard: Callable[[], Awaitable[None]],
    ) -> None:
        self.announcing = announcing
        self._receive = receive
        self._secrets = tuple(each.encode() for each in secrets)
        self._listen = listen
        self._on_heard = on_heard
        self.app = web.Application(client_max_size=LARGEST_BODY)
        self.app.router.add_post(path or "/", self._answer)

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until told to stop. Raises ``SettingsError`` where the port is taken."""
        runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=STOP_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, *self._listen).start()
            await self.announcing.run(stop)
        except OSError:
            name = f"{PREFIX}WEBHOOK_LISTEN"
            raise SettingsError(text("setup-webhook-listen-taken", name=name)) from None
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        if not self._knows(request.headers.get(SECRET_HEADER, "")):
            log.warning("webhook-forged")
            return web.Response(status=401)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError, OSError):  # the last where the line broke
            log.warning("webhook-unreadable")
            return web.Response(status=400)
        if not isinstance(update, dict) or type(update.get("update_id")) is not int:
            log.warning("webhook-unreadable")
            return web.Response(status=400)
        try:
            await self._on_heard()
            await self._receive([update])
        except Exception:  # whatever it was, Telegram must come again
            log.exception("webhook-not-kept")
            return web.Response(status=503, headers={"Retry-After": str(RETRY_SECONDS)})
        return web.Response()

    def _knows(self, shown: str) -> bool:
        """Whether a secret is one of ours; it takes as long for a wrong one as for a right one."""
        given = shown.encode("utf-8", "surrogateescape")
        return sum(hmac.compare_digest(given, each) for each in self._secrets) > 0
