"""Delivery of updates to webhooks, with Telegram's retries."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from datetime import timedelta
from typing import Protocol

import aiohttp

from sandbox.api.errors import ApiError
from sandbox.api.params import Params, json_values, pairs, read_multipart
from sandbox.state.store import Bot, Store, Webhook
from sandbox.state.update_queue import QueuedUpdate

MAX_DELAY = 60
MAX_RETRY_AFTER = 3600
ANSWER_WITHIN = aiohttp.ClientTimeout(total=60)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
NOT_IN_ANSWERS = ("deletewebhook", "setwebhook", "get")


class Caller(Protocol):
    """Runs a method in the answer to a webhook."""

    def __call__(self, bot: Bot, method: str, params: Params) -> object:
        """Run it; raises ApiError."""


class Webhooks:
    """One sender for each bot that has a webhook; each chat's updates go in order."""

    def __init__(self, store: Store, call: Caller) -> None:
        self._store = store
        self._call = call
        self._senders: dict[int, tuple[Webhook, asyncio.Task[None]]] = {}
        self._session: aiohttp.ClientSession | None = None

    async def sync(self, bot: Bot) -> None:
        """Start, stop or replace the sender of `bot`, according to its webhook."""
        running = self._senders.get(bot.bot_id)
        if running is not None and running[0] is not bot.webhook:
            await self._stop(bot.bot_id)
            running = None
        if running is None and bot.webhook is not None:
            task = asyncio.create_task(self._send_updates(bot, bot.webhook))
            self._senders[bot.bot_id] = (bot.webhook, task)

    async def close(self) -> None:
        """Stop every sender."""
        for bot_id in list(self._senders):
            await self._stop(bot_id)
        if self._session is not None:
            await self._session.close()

    async def _stop(self, bot_id: int) -> None:
        _, task = self._senders.pop(bot_id)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _send_updates(self, bot: Bot, hook: Webhook) -> None:
        """Keep one worker for each chat with waiting updates."""
        running: dict[int, asyncio.Task[None]] = {}
        slots = asyncio.Semaphore(hook.max_connections)
        try:
            while True:
                changed = bot.updates.changed()
                for item in bot.updates.pending():
                    if item.lane not in running or running[item.lane].done():
                        work = self._deliver_lane(bot, hook, item.lane, slots)
                        running[item.lane] = asyncio.create_task(work)
                await changed.wait()
        finally:
            for task in running.values():
                task.cancel()
            await asyncio.gather(*running.values(), return_exceptions=True)

    async def _deliver_lane(
        self, bot: Bot, hook: Webhook, lane: int, slots: asyncio.Semaphore
    ) -> None:
        """Deliver one chat's updates, oldest first, until none is left."""
        while waiting := [item for item in bot.updates.pending() if item.lane == lane]:
            await self._deliver(bot, hook, waiting[0], slots)

    async def _deliver(
        self, bot: Bot, hook: Webhook, item: QueuedUpdate, slots: asyncio.Semaphore
    ) -> None:
        """Retry one update until it expires: at once, then after 2, 4, 8 … 60 s."""
        clock = self._store.clock
        fails, delay = 0, 1
        while item.expires_at > clock.now():
            async with slots:
                retry_after = await self._post(bot, hook, item)
            self._store.signal_change()
            if retry_after is None:
                bot.updates.confirm(item)
                return
            wait = retry_after
            if wait == 0 and fails:
                delay = min(delay * 2, MAX_DELAY)
                wait = delay
            fails += 1
            again = clock.now() + timedelta(seconds=wait)
            if again > item.expires_at:
                break
            await clock.until(again)
        bot.updates.confirm(item)

    async def _post(self, bot: Bot, hook: Webhook, item: QueuedUpdate) -> int | None:
        """None when the update was accepted, otherwise the seconds that the answer asks to wait."""
        headers = {"Content-Type": "application/json"}
        if hook.secret_token:
            headers[SECRET_HEADER] = hook.secret_token
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=ANSWER_WITHIN)
        body = json.dumps(item.update, ensure_ascii=False).encode()
        try:
            async with self._session.post(
                hook.url, data=body, headers=headers, allow_redirects=False, ssl=False
            ) as response:
                if 200 <= response.status <= 299:
                    await self._take_answer(bot, response)
                    return None
                error = f"Wrong response from the webhook: {response.status} {response.reason}"
                asked = response.headers.get("Retry-After", "")
        except TimeoutError:
            error, asked = "Read timeout expired", ""
        except (aiohttp.ClientError, OSError) as failure:
            error, asked = connection_error(failure), ""
        hook.last_error_date = self._store.clock.stamp()
        hook.last_error_message = error
        hook.failures += 1
        return min(int(asked), MAX_RETRY_AFTER) if asked.isascii() and asked.isdigit() else 0

    async def _take_answer(self, bot: Bot, response: aiohttp.ClientResponse) -> None:
        """Run the call that an answer may hold; its result is not reported."""
        with suppress(ApiError):
            params = Params()
            if response.content_type == "application/json":
                params.values = json_values(await response.read())
            elif response.content_type == "application/x-www-form-urlencoded":
                params.values = pairs(await response.read())
            elif response.content_type.startswith("multipart/"):
                reader = aiohttp.MultipartReader.from_response(response)
                await read_multipart(reader.stream, params)
            method = params.text("method").lower()
            if method and not method.startswith(NOT_IN_ANSWERS):
                self._call(bot, method, params)


def connection_error(failure: Exception) -> str:
    """The error in getWebhookInfo of a webhook that could not be reached."""
    if isinstance(failure, aiohttp.ClientConnectorError):
        return failure.os_error.strerror or "Connection failed"
    return "Webhook connection closed"
