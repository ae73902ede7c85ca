"""The webhook: Telegram posts each update here, and gets 200 only once it is committed.

If it cannot be stored in time the answer is 503, and Telegram posts it again. A post without the
secret is rejected before its body is read. There may be any number of replicas: all store updates
in one inbox, so it makes no difference which one receives them.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

import structlog
from aiohttp import web

from bot.http_server import listen, make_runner, reject
from bot.telegram.webhook_registration import WebhookRegistrar

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_BODY = 1024 * 1024
RETRY_SECONDS = 5
STOP_SECONDS = 5.0
"""The time limit for requests under way after a stop."""
READ_SECONDS = 10.0
"""The time limit for reading a body."""
KEEP_SECONDS = 10.0
"""The time limit for storing an update; then Telegram posts it again."""
MAX_UNDER_WAY = 200
"""Updates that are being stored. Telegram posts fewer at once; more accumulate if many are late."""
KEPT: Final = 200
NOT_KEPT: Final = 503
UNREADABLE: Final = 400
FORGED: Final = 401
PLAIN: Final = "identity"

Receive = Callable[[Sequence[Any]], Awaitable[None]]


class Webhook:
    """The webhook server, while ``registrar`` keeps the webhook registered. ``receive`` stores
    updates, and raises on failure; ``on_contact`` is awaited before. ``on_post`` gets the status of
    each answer, and ``on_refused`` is called for each connection that is one too many.

    Of ``secrets`` the first one is registered, the others are accepted while they are being
    replaced. ``listen`` is the host and port behind the proxy that serves ``path`` publicly.
    """

    def __init__(
        self,
        registrar: WebhookRegistrar,
        receive: Receive,
        *,
        path: str,
        secrets: Sequence[str],
        listen: tuple[str, int],
        on_contact: Callable[[], Awaitable[None]],
        on_post: Callable[[int], None],
        on_refused: Callable[[], None] = lambda: None,
    ) -> None:
        self.registrar = registrar
        self._on_post = on_post
        self._on_refused = on_refused
        self._receive = receive
        self._secrets = tuple(each.encode() for each in secrets)
        self._listen = listen
        self._on_contact = on_contact
        self._keeping: dict[int, asyncio.Task[int]] = {}
        self._waiting: dict[int, dict[str, Any]] = {}
        self._storing = asyncio.Lock()
        self.turned_away = 0
        """The posts that it was too full to take since the start."""
        self.app = web.Application(client_max_size=LARGEST_BODY)
        self.app.router.add_post(path or "/", self._answer)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until stopped. Raises ``SettingsError`` if the port is in use."""
        runner = make_runner(self.app, stop_seconds=STOP_SECONDS, on_refused=self._on_refused)
        try:
            await listen(runner, *self._listen, "WEBHOOK_LISTEN")
            await self.registrar.run(stop)
        finally:
            await self._end(runner)

    async def _end(self, runner: web.AppRunner) -> None:
        clock = asyncio.get_running_loop().time
        until = clock() + STOP_SECONDS
        await runner.cleanup()
        if self._keeping:
            _, late = await asyncio.wait(self._keeping.values(), timeout=max(until - clock(), 0))
            for each in late:  # they end with the database call, which cannot be cancelled
                each.cancel()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        try:
            status = await self._store(await self._read(request))
        except web.HTTPClientError as refusal:
            status = refusal.status
        self._on_post(status)
        if status == KEPT:
            return web.Response()
        if status == NOT_KEPT:
            return web.Response(status=status, headers={"Retry-After": str(RETRY_SECONDS)})
        log.warning("webhook-forged" if status == FORGED else "webhook-unreadable")
        return await reject(request, status)

    async def _read(self, request: web.Request) -> dict[str, Any]:
        """The posted update. Raises the ``HTTPClientError`` to answer with."""
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not sum(hmac.compare_digest(shown, each) for each in self._secrets):  # constant time
            raise web.HTTPUnauthorized
        if request.headers.get("Content-Encoding", PLAIN).strip().lower() != PLAIN:
            raise web.HTTPUnsupportedMediaType
        try:
            async with asyncio.timeout(READ_SECONDS):
                body = await request.read()
            update = json.loads(body)
        except (ValueError, RecursionError, OSError, web.RequestPayloadError):
            raise web.HTTPBadRequest from None  # also if the connection broke, or it took too long
        if not isinstance(update, dict) or type(update.get("update_id")) is not int:
            raise web.HTTPBadRequest
        return update

    async def _store(self, update: dict[str, Any]) -> int:
        """Store an update and return the HTTP status. A slow one goes on in the background; the
        same update, delivered again meanwhile, waits for the same task.
        """
        number = update["update_id"]
        keeping = self._keeping.get(number)
        if keeping is None:
            if len(self._keeping) >= MAX_UNDER_WAY:
                self.turned_away += 1
                log.error("webhook-full")
                return NOT_KEPT
            keeping = self._keeping[number] = asyncio.create_task(self._keep(update))
            keeping.add_done_callback(lambda _: self._keeping.pop(number))
        done, _ = await asyncio.wait({keeping}, timeout=KEEP_SECONDS)
        if not done:
            log.error("webhook-slow")
            return NOT_KEPT
        return keeping.result()

    async def _keep(self, update: dict[str, Any]) -> int:
        number = update["update_id"]
        self._waiting[number] = update
        try:
            async with self._storing:
                if number in self._waiting:  # else it was stored with another one
                    await self._store_waiting(update)
        except RecursionError:  # parsed, but too deep to be serialized
            return UNREADABLE
        except Exception:  # after any error Telegram must post it again
            log.exception("webhook-not-kept")
            return NOT_KEPT
        finally:
            self._waiting.pop(number, None)
        return KEPT

    async def _store_waiting(self, update: dict[str, Any]) -> None:
        """Store all that came during the commit before, or, where that fails, ``update`` alone."""
        await self._on_contact()
        waiting = list(self._waiting.values())
        try:
            await self._receive(waiting)
        except Exception:
            if len(waiting) == 1:
                raise
            waiting = [update]
            await self._receive(waiting)
        for each in waiting:
            self._waiting.pop(each["update_id"], None)
