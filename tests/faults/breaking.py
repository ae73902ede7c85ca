"""Handlers that break at a chosen statement of their transaction, and what becomes of the story."""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import TelegramObject, Update
from typing_extensions import override

from bot.dispatch import MOST_ATTEMPTS
from handlers import build_router
from storage.transaction import Transaction

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

DEAD_UPDATE, DEAD_ROWS = "alert-dead-update", "alert-dead"
"""What is said of each update that is given up, and once a day of all of them by the audit."""
SHORTEST = 3
"""No transaction of an update has fewer statements."""


class Broken(Exception):
    """A fault of ours."""


class Breaker(BaseMiddleware):
    """Lets a transaction fail before one of its statements, the commit's own ones included.

    Of each update the first attempt fails at statement ``first``, the next one at the one after it
    and so on; the last attempt that an update has never fails. What is in ``always`` fails at
    every attempt. ``longest`` is the number of statements in the longest transaction.
    """

    def __init__(self, first: int = 0) -> None:
        self.always: set[int] = set()
        self.broken = 0
        self.longest = 0
        self._first = first
        self._attempts: Counter[int] = Counter()

    @override
    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        update: Update = data["event_update"]
        self._attempts[update.update_id] += 1
        attempt = self._attempts[update.update_id]
        if update.update_id in self.always:
            self._break(data["tx"], 1 + attempt % SHORTEST)
        else:
            breaks = self._first > 0 and attempt < MOST_ATTEMPTS
            self._break(data["tx"], self._first + attempt - 1 if breaks else None)
        return await handler(event, data)

    def _break(self, tx: Transaction, at: int | None) -> None:
        line = tx._sql._line
        count = 0

        def counted(run: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
            async def broken(*given: Any) -> Any:
                nonlocal count
                count += 1
                self.longest = max(self.longest, count)
                if count == at:
                    self.broken += 1
                    raise Broken
                return await run(*given)

            return broken

        for name in ("fetch", "count"):  # methods of one object, for one transaction
            setattr(line, name, counted(getattr(line, name)))


def broken_router(breaker: Breaker) -> Router:
    """The ordinary routes behind a breaker."""
    router = Router()
    router.include_router(build_router())
    for observer in (router.message, router.callback_query, router.edited_message):
        observer.outer_middleware(breaker)
    return router
