"""The Bot API as it is asked by us and by no library: raw JSON, and a code for what went wrong."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

import aiohttp

from bot.clock import Clock

TOKEN_PAUSE: Final = 60.0
WEBHOOK_ACTIVE: Final = "webhook-active"
CONFLICT: Final = "conflict"
CLOCK: Final = "clock"
WRONG: Final = timedelta(days=1)
"""Whoever is off by so much would act on wrong days."""
CONNECT_SECONDS: Final = 5


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why Telegram could not be asked: a code for the log, and seconds that it asked us to wait."""

    code: str
    pause: float | None = None


class AskFailed(Exception):
    """A call brought nothing; ``trouble`` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.code)
        self.trouble = trouble


class BotApi:
    """Asks on one connection that is kept open. ``api_base`` is Telegram's address or another.

    Each answer says when it was given. One that is off by a day from ``clock`` is taken for none:
    ``contradicts`` says whether the latest was such a one.
    """

    def __init__(self, token: str, *, api_base: str, proxy: str | None, clock: Clock) -> None:
        self._address = f"{api_base.rstrip('/')}/bot{token}"
        self._proxy = proxy
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None
        self.contradicts = False

    async def ask(self, method: str, asked: Mapping[str, Any], *, seconds: float) -> Any:
        """The result of a method, waiting for it at most so long. Raises ``AskFailed``."""
        status, answer = await self._post(method, asked, seconds)
        if self.contradicts:
            raise AskFailed(Trouble(CLOCK))
        match answer:
            case {"ok": True, "result": result} if status == 200:
                return result
            case _:
                raise AskFailed(trouble_of(status, answer))

    async def close(self) -> None:
        """Let go of the connection."""
        if self._session is not None:
            await self._session.close()

    async def _post(self, method: str, asked: Mapping[str, Any], seconds: float) -> tuple[int, Any]:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        limit = aiohttp.ClientTimeout(total=seconds, connect=CONNECT_SECONDS)
        try:
            async with self._session.post(
                f"{self._address}/{method}", json=asked, timeout=limit, proxy=self._proxy
            ) as response:
                body = await response.read()
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise AskFailed(Trouble(f"network {type(error).__name__}")) from None
        self.contradicts = self._is_far(response.headers.get("Date", ""))
        try:
            return response.status, json.loads(body)
        except (ValueError, RecursionError):
            return response.status, None

    def _is_far(self, written: str) -> bool:
        """Whether a date is off by a day; one that cannot be read is not."""
        try:
            said = parsedate_to_datetime(written)
        except ValueError:
            return False
        return said.tzinfo is not None and abs(said - self._clock.now()) > WRONG


def trouble_of(status: int, answer: Any) -> Trouble:
    """What an answer that brings nothing says."""
    said = answer.get("description") if isinstance(answer, dict) else None
    match status:
        case 409:
            webhook = isinstance(said, str) and "webhook" in said
            return Trouble(WEBHOOK_ACTIVE if webhook else CONFLICT)
        case 401 | 404:
            return Trouble("token", TOKEN_PAUSE)
        case 429:
            return Trouble("flood", _pause(answer))
        case 200:
            return Trouble("garbage")
        case _:
            return Trouble(f"http {status}")


def _pause(answer: Any) -> float | None:
    match answer:
        case {"parameters": {"retry_after": int(seconds)}} if type(seconds) is int:
            return float(seconds)
        case _:
            return None
