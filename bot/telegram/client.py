"""The client of the Bot API: python-telegram-bot's, for raw calls here and for the sender."""

import os
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final, TypeAlias

from telegram.error import (
    BadRequest,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import AIORateLimiter, ExtBot
from typing_extensions import override

from bot.clock import Clock
from bot.telegram.aiohttp_request import TelegramRequest

# Without it the library warns about its own field at every 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")

TOKEN_PAUSE: Final = 60.0
WEBHOOK_ACTIVE: Final = "webhook-active"
CONFLICT: Final = "conflict"
CLOCK: Final = "clock"
GARBAGE: Final = "garbage"
ALL_CHATS_A_SECOND = 29.5
"""Telegram allows thirty; some margin, as calls arrive less evenly than they leave."""

_Result: TypeAlias = "bool | dict[str, Any] | list[dict[str, Any]]"


class ApiError(Exception):
    """A raw call failed: a code for the log, and the seconds that Telegram asks to wait."""

    def __init__(self, code: str, pause: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.pause = pause


class _NewMessagesOnly(AIORateLimiter):
    """Keeps new messages under Telegram's limit for a bot; edits and answers are not delayed."""

    @override
    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, _Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> _Result:
        if endpoint.lower() not in {"sendmessage", "senddocument"}:
            return await callback(*args, **kwargs)
        return await super().process_request(
            callback, args, kwargs, endpoint, data, rate_limit_args
        )


class TelegramClient:
    """Calls the Bot API at ``api_base``, through ``proxy`` if set.

    ``bot`` is the library's own client. ``paced`` keeps its new messages under Telegram's limit.
    Without ``clock`` the dates of answers are not compared with it. ``on_call`` is told of each
    call, as ``TelegramRequest`` says.
    """

    def __init__(
        self,
        token: str,
        *,
        api_base: str,
        proxy: str | None,
        clock: Clock | None = None,
        paced: bool = False,
        on_call: Callable[[str, str, float], None] = lambda _method, _code, _seconds: None,
    ) -> None:
        rate = ALL_CHATS_A_SECOND if paced else 0
        # One token at a time: a full bucket would let twice as many through in its first second.
        limiter = _NewMessagesOnly(
            overall_max_rate=1 if rate else 0,
            overall_time_period=1 / rate if rate else 0,
            group_max_rate=0,
            max_retries=0,
        )
        self._request = TelegramRequest(proxy, clock, on_call)
        self.bot = ExtBot(
            token,
            base_url=f"{api_base.rstrip('/')}/bot",
            base_file_url=f"{api_base.rstrip('/')}/file/bot",
            request=self._request,
            get_updates_request=self._request,
            rate_limiter=limiter,
        )

    @property
    def contradicts_clock(self) -> bool:
        """Whether Telegram's latest answer has a date more than a day away from the clock's."""
        return self._request.contradicts_clock

    async def ask(self, method: str, values: Mapping[str, Any], *, seconds: float) -> Any:
        """The raw result of a method, within so many seconds. Raises ``ApiError``."""
        await self._request.initialize()
        try:
            # Telegram ignores the case of a method's name. With its own spelling the library warns
            # that it has a method which parses the result.
            result = await self.bot.do_api_request(
                method.lower(), dict(values), read_timeout=seconds
            )
        except TelegramError as error:
            raise _api_error(error) from None
        except KeyError:  # a success without a result
            raise ApiError(GARBAGE) from None
        if self.contradicts_clock:
            raise ApiError(CLOCK)
        return result

    async def close(self) -> None:
        """Close all connections."""
        await self.bot.shutdown()
        await (
            self._request.shutdown()
        )  # the library leaves it open if it never learned the bot's name


def seconds_to_wait(error: RetryAfter) -> float:
    """How many seconds Telegram asks to wait."""
    pause = error.retry_after
    return float(pause if isinstance(pause, int) else pause.total_seconds())


def _api_error(error: TelegramError) -> ApiError:
    cause = error.__cause__
    match error:
        case Conflict():
            return ApiError(WEBHOOK_ACTIVE if "webhook" in error.message else CONFLICT)
        case InvalidToken() | EndPointNotFound():
            return ApiError("token", TOKEN_PAUSE)
        case RetryAfter():
            return ApiError("flood", seconds_to_wait(error))
        case BadRequest() | Forbidden():
            return ApiError("refused")
        case NetworkError() if cause is None or isinstance(cause, TelegramError):
            return ApiError("server")
        case NetworkError():
            return ApiError(f"network {type(cause).__name__}")
        case _:
            return ApiError(GARBAGE)
