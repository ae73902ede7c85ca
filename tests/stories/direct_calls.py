"""Calls of the Bot API without a connection, which takes a quarter of the time of a story."""

from typing import Any

import pytest
from aiohttp.test_utils import make_mocked_request
from telegram.request import RequestData

from bot.telegram.aiohttp_request import WRONG, TelegramRequest
from sandbox import Sandbox
from sandbox.api.bot_api import BotApi, error_response
from sandbox.api.errors import ApiError
from sandbox.api.params import Params

UNUSED = make_mocked_request("POST", "/")
"""The request that a fault would cut off."""


async def _answer(api: BotApi, token: str, method: str, params: Params) -> tuple[int, bytes]:
    bot = api.store.bot(token)
    try:
        response = await api.answer(UNUSED, bot, method, params)
    except ApiError as error:
        response = error_response(error)
    api.record(bot, method, params, response.status)
    assert isinstance(response.body, bytes)
    return response.status, response.body


def call_directly(patch: pytest.MonkeyPatch) -> None:
    """Let services call sandboxes that start from now on as functions. A file, or a call that may
    meet a fault, takes a connection.
    """
    apis: dict[str, BotApi] = {}
    start, connect = Sandbox.start, TelegramRequest.do_request

    async def started(**options: Any) -> Sandbox:
        sandbox = await start(**options)
        apis[sandbox.url] = sandbox.api
        return sandbox

    async def do_request(
        self: TelegramRequest,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        **options: Any,
    ) -> tuple[int, bytes]:
        base, _, path = url.rpartition("/bot")
        api, files = apis.get(base), request_data is not None and request_data.contains_files
        if api is None or api.faults.planned or files:
            return await connect(self, url, method, request_data, **options)
        if self._clock is not None:
            self.contradicts_clock = abs(api.store.clock.now() - self._clock.now()) > WRONG
        token, _, name = path.partition("/")
        params = Params({} if request_data is None else dict(request_data.json_parameters))
        return await _answer(api, token, name.lower(), params)

    patch.setattr(Sandbox, "start", started)
    patch.setattr(TelegramRequest, "do_request", do_request)
