"""getUpdates: the one method that waits."""

from __future__ import annotations

import asyncio

from sandbox.api.errors import conflict
from sandbox.api.params import Params
from sandbox.api.webhook_methods import store_allowed_updates
from sandbox.state import Json
from sandbox.state.store import Bot, Store

MAX_POLL = 50
BIG = 2**63
TERMINATED = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
    "webhook first"
)
CLOSING = ""


async def get_updates(store: Store, bot: Bot, params: Params) -> list[Json]:
    """Updates at once when there are any, otherwise as soon as one comes, up to `timeout` real
    seconds. A later poll, or a webhook, ends this one with ApiError 409.
    """
    if bot.webhook is not None:
        raise conflict(WEBHOOK_ACTIVE)
    offset = params.integer("offset", low=-BIG, high=BIG)
    limit = params.integer("limit", 100, low=1, high=100)
    timeout = params.integer("timeout", low=0, high=MAX_POLL)
    store_allowed_updates(bot, params)
    if bot.poll is not None and not bot.poll.done():
        bot.poll.set_result(TERMINATED)
    if found := bot.updates.read(offset, limit):
        return found
    ending: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    bot.poll = ending
    store.signal_change()
    try:
        return await first_updates(bot, ending, limit=limit, seconds=timeout)
    finally:
        if bot.poll is ending:
            bot.poll = None


async def first_updates(
    bot: Bot, ending: asyncio.Future[str], *, limit: int, seconds: float
) -> list[Json]:
    """The first updates within `seconds`, or none; raises ApiError 409 when ended."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    found: list[Json] = []
    while not found and (left := deadline - loop.time()) > 0 and await waited(bot, ending, left):
        # The offset has confirmed earlier updates: those that come now are new, whatever their ids.
        found = bot.updates.read(0, limit)
    return found


async def waited(bot: Bot, ending: asyncio.Future[str], seconds: float) -> bool:
    """Whether an update came within `seconds`; raises ApiError 409 when the poll is ended."""
    arrival = asyncio.ensure_future(bot.updates.changed().wait())
    try:
        await asyncio.wait((arrival, ending), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if ending.done():
            if reason := ending.result():
                raise conflict(reason)
            return False
        return arrival.done()
    finally:
        arrival.cancel()


def end_poll(bot: Bot) -> None:
    """End a waiting poll without updates: the server stops."""
    if bot.poll is not None and not bot.poll.done():
        bot.poll.set_result(CLOSING)
