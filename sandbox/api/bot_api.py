"""The Bot API over HTTP: paths, parameters, answers and faults."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from aiohttp import web

from sandbox.api.errors import ApiError, too_many_requests
from sandbox.api.faults import Fault, FaultKind, Faults, Flood
from sandbox.api.messages import chat_of_call
from sandbox.api.methods import METHODS
from sandbox.api.params import Params, read_params
from sandbox.api.polling import end_poll, get_updates
from sandbox.api.webhook_delivery import Webhooks
from sandbox.api.webhook_methods import DescribedResult
from sandbox.state import Json
from sandbox.state.store import Bot, Store

MAX_BODY = 64 * 1024 * 1024
GET_UPDATES = "getupdates"
FLOODING = frozenset({"sendmessage", "senddocument"})
CALLS_KEPT = 10_000
HTML_PAGE = "<html><head><title>{code}</title></head><body><h1>{code}</h1></body></html>"


@dataclass(frozen=True)
class Call:
    """A received call: its parameters as strings and the code of its answer."""

    bot_id: int
    method: str
    chat_id: int | None
    values: dict[str, str]
    code: int
    at: datetime


class BotApi:
    """The Bot API of the server."""

    def __init__(self, store: Store, faults: Faults, flood: Flood) -> None:
        self.store = store
        self.faults = faults
        self.flood = flood
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.webhooks = Webhooks(store, self.run)

    def add_routes(self, app: web.Application) -> None:
        """Add the paths of the Bot API to `app`."""
        app.router.add_get("/file/bot{token}/{path:.+}", self.file)
        for verb in ("GET", "POST"):
            app.router.add_route(verb, "/bot{token}/{method}", self.call)

    async def close(self) -> None:
        """End waiting polls, held calls and webhooks."""
        self.faults.clear()
        for bot in self.store.bots.values():
            end_poll(bot)
        await self.webhooks.close()

    def bot_of(self, request: web.Request) -> Bot:
        """The bot of the token in the path; raises ApiError 401, or 404 without a token."""
        token = request.match_info["token"]
        try:
            return self.store.bot(token)
        except LookupError:
            number, colon, _ = token.partition(":")
            if colon and number.isascii() and number.isdigit():
                raise ApiError(401, "Unauthorized") from None
            raise ApiError(404, "Not Found") from None

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of a file."""
        try:
            bot = self.bot_of(request)
        except ApiError as error:
            return error_response(error)
        for stored in bot.files.values():
            if stored.path == request.match_info["path"]:
                return web.Response(body=stored.data, content_type="application/octet-stream")
        return error_response(ApiError(404, "Not Found"))

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of a method."""
        method = request.match_info["method"].lower()
        bot: Bot | None = None
        params = Params()
        try:
            bot = self.bot_of(request)
            check_method(method)
            params = await read_params(request)
            response = await self.answer(request, bot, method, params)
        except ApiError as error:
            response = error_response(error)
        response.headers["Date"] = format_datetime(self.store.clock.now(), usegmt=True)
        if bot is not None:
            self.record(bot, method, params, response.status)
        return response

    def record(self, bot: Bot, method: str, params: Params, code: int) -> None:
        """Record a call, for inspection."""
        chat_id = chat_of_call(bot, params)
        now = self.store.clock.now()
        self.calls.append(Call(bot.bot_id, method, chat_id, params.values, code, now))
        self.store.signal_change()

    async def answer(
        self, request: web.Request, bot: Bot, method: str, params: Params
    ) -> web.Response:
        """Run the method, with its fault if any; raises ApiError."""
        fault = self.faults.take(method, chat_of_call(bot, params))
        if fault is not None and not fault.after_effect:
            if fault.kind is FaultKind.HANG_UP_BEFORE:
                return hang_up(request)
            if fault.kind is FaultKind.ERROR:
                return error_response(fault.error(), html=fault.html)
            await delay(fault)
        if method == GET_UPDATES:
            result: Any = await get_updates(self.store, bot, params)
        else:
            result = self.run(bot, method, params)
            await self.webhooks.sync(bot)
        if fault is not None and fault.after_effect:
            if fault.kind is FaultKind.HANG_UP_AFTER:
                return hang_up(request)
            await delay(fault)
        return success_response(result)

    def run(self, bot: Bot, method: str, params: Params) -> Any:
        """Run a method that does not wait; raises ApiError."""
        check_method(method)
        chat_id = chat_of_call(bot, params)
        if method in FLOODING and chat_id is not None:
            wait = self.flood.wait(bot.bot_id, chat_id, self.store.clock.now())
            if wait:
                raise too_many_requests(wait)
        result = METHODS[method](self.store, bot, params)
        self.store.signal_change()
        return result


def check_method(method: str) -> None:
    """Raise ApiError for an unknown method."""
    if method not in METHODS and method != GET_UPDATES:
        raise ApiError(404, "Not Found: method not found")


async def delay(fault: Fault) -> None:
    """Wait as a slow or held call does."""
    fault.reached.set()
    if fault.kind is FaultKind.SLOW:
        await asyncio.sleep(fault.seconds)
    elif fault.kind is FaultKind.HOLD:
        await fault.released.wait()


def success_response(result: Any) -> web.Response:
    """The answer of a successful call."""
    body: Json = {"ok": True, "result": result}
    if isinstance(result, DescribedResult):
        body = {"ok": True, "result": result.result, "description": result.description}
    return web.json_response(body)


def error_response(error: ApiError, *, html: bool = False) -> web.Response:
    """The answer of a failed call; a gateway's answer is an HTML page."""
    if html:
        page = HTML_PAGE.format(code=error.code)
        return web.Response(status=error.code, text=page, content_type="text/html")
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    headers = {}
    if error.parameters:
        body["parameters"] = error.parameters
    if "retry_after" in error.parameters:
        headers["Retry-After"] = str(error.parameters["retry_after"])
    return web.json_response(body, status=error.code, headers=headers)


def hang_up(request: web.Request) -> web.Response:
    """Cut the connection; the returned answer is not sent."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
