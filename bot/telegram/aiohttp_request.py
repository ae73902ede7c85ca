"""The HTTP calls of python-telegram-bot, over aiohttp, which aiogram requires anyway.

The library's default, over httpx, takes four times the processor time (decision 0003).
"""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

import aiohttp
import structlog
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from typing_extensions import override

from bot.clock import Clock

log = structlog.get_logger()

CONNECT_SECONDS = 5.0
CALL_SECONDS = 15.0
CONNECTIONS = 17
"""Sixteen calls of the sender, and one poll."""
WRONG: Final = timedelta(days=1)
"""With a clock that is off by so much, reminders would come on wrong days."""

OURS = ("from", "text", "entities", "caption", "caption_entities", "reply_markup")
"""The fields in which Telegram repeats what a sent message contains."""

NOT_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
)
"""Errors after which a request was certainly not sent: no connection was made."""


class TelegramRequest(BaseRequest):
    """Makes calls through ``proxy`` if set, and through no other.

    ``contradicts_clock``: the date of the latest answer is off by more than a day from ``clock``.
    Without ``clock`` dates are not compared. ``on_call`` gets the method, the status or why there
    is none, and the seconds of each call.
    """

    def __init__(
        self, proxy: str | None, clock: Clock | None, on_call: Callable[[str, str, float], None]
    ) -> None:
        self._proxy = proxy
        self._on_call = on_call
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None
        self.contradicts_clock = False

    @property
    @override
    def read_timeout(self) -> float:
        """The time limit of a call in seconds."""
        return CALL_SECONDS

    @override
    async def initialize(self) -> None:
        """Open the session; repeated calls are harmless."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                headers={"User-Agent": self.USER_AGENT},
            )

    @override
    async def shutdown(self) -> None:
        """Close all connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """Make one call within ``read_timeout`` seconds; returns the status and the body. Raises
        ``TimedOut`` and ``NetworkError``, each with the original error as cause.
        """
        del write_timeout, connect_timeout, pool_timeout
        if self._session is None:
            msg = "the request class is not open"
            raise RuntimeError(msg)
        seconds = read_timeout if isinstance(read_timeout, float | int) else CALL_SECONDS
        limit = aiohttp.ClientTimeout(total=seconds, connect=CONNECT_SECONDS)
        time, code = asyncio.get_running_loop().time, "network"
        begun = time()
        try:
            async with self._session.request(
                method, url, **_body(request_data), proxy=self._proxy, timeout=limit
            ) as response:
                body = await response.read()
            code = str(response.status)
        except TimeoutError as error:
            code = "timeout"
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error
        finally:
            called = url.rpartition("/")[2].lower()
            log.debug("call", op=called, code=code)
            self._on_call(called, code, time() - begun)
        self.contradicts_clock = self._is_far(response.headers.get("Date", ""))
        return response.status, body

    @staticmethod
    @override
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse an answer, without the parts that repeat what was sent: building objects from them
        costs as much as the call. Raises ``TelegramError``, and logs nothing of the answer.
        """
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError) as error:
            raise TelegramError(type(error).__name__) from error
        match answer:
            case {"result": dict(result)}:
                for name in OURS:
                    result.pop(name, None)
        if not isinstance(answer, dict):
            raise TelegramError(type(answer).__name__)
        return answer

    def _is_far(self, date: str) -> bool:
        """Whether a date is off by more than a day; false if it is invalid."""
        try:
            at = parsedate_to_datetime(date)
        except ValueError:
            return False
        clock = self._clock
        return clock is not None and at.tzinfo is not None and abs(at - clock.now()) > WRONG


def _body(data: RequestData | None) -> dict[str, Any]:
    """The parameters of a call: JSON, or a form if there are files."""
    if data is None:
        return {}
    if not data.contains_files:
        return {"json": data.parameters}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}
