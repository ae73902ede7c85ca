"""The way in: what Telegram tells is committed here before Telegram is told that we have it.

Raw JSON by long polling. No library's own polling: those confirm an update before it is handled,
and one update that they cannot parse stops all others.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

import structlog

from bot.crash import crash_point
from bot.monitoring.alerts import alert, daily
from bot.monitoring.metrics import Metrics
from bot.telegram.client import CONFLICT, GARBAGE, WEBHOOK_ACTIVE, ApiError, TelegramClient
from storage.database import Database

log = structlog.get_logger()

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 20
ANSWER_SECONDS = 15
MOST_UPDATES = 100
LONGEST_PAUSE = 30.0

LEASE = timedelta(seconds=30)
"""Longer than a poll, so that one poller among several replicas stays the same."""
RENEW_SECONDS = 5.0
STAND_BY_SECONDS = 2.0
_POLLER = "poller"

_T = TypeVar("_T")
LARGEST = 2**63 - 1
"""The numbers of Telegram have up to 52 bits, and a database keeps 64."""


class Ingest:
    """Asks Telegram for updates and keeps them. ``on_new`` is called after each commit.

    Of several replicas one asks, as Telegram ends the poll of all others; the rest stand by. Two
    who both believe to be the one do no harm: each update is kept once. ``name`` tells them apart.
    ``on_heard`` is awaited whenever Telegram has answered, before what it said is kept.
    """

    def __init__(
        self,
        database: Database,
        api: TelegramClient,
        *,
        name: str,
        metrics: Metrics,
        on_heard: Callable[[], Awaitable[None]],
        on_new: Callable[[], None],
    ) -> None:
        self._name = name
        self._database = database
        self._api = api
        self._metrics = metrics
        self._on_heard = on_heard
        self._on_new = on_new
        # What lies below the offset is confirmed by asking from there on. It is never stored: a
        # start without one gets the oldest unconfirmed update, and nothing where ids began anew.
        self._offset: int | None = None
        self._troubles = 0
        self._met: tuple[str, int] = ("", 0)
        self._asked = False
        self._taken: float | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until told to stop. A poll that is cut off then has confirmed only what is kept."""
        while not stop.is_set():
            pause = await self._turn(stop)
            if pause:
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
        await self._step_down()

    async def _turn(self, stop: asyncio.Event) -> float:
        """Poll once where it is on us to; says how many seconds to wait before the next."""
        try:
            return await self._poll(stop)
        except Exception:  # the loop outlives a failing database
            self._troubles += 1
            log.exception("ingest-failed")
            return self._backoff()

    async def _poll(self, stop: asyncio.Event) -> float:
        try:
            if not await self._is_leader():
                return STAND_BY_SECONDS
            # The first answer says at once whether there was an outage.
            found = await _unless(stop, self._fetch(POLL_SECONDS if self._asked else 0))
            if found is not None:
                await self._keep(found)
        except ApiError as error:
            return await self._handle_error(error)
        return 0.0

    async def drain(self) -> int:
        """Take and confirm all that Telegram holds now; says how many updates there were."""
        taken = 0
        while True:
            try:
                found = await self._fetch(0)
            except ApiError as error:
                await self._handle_error(error)
                return taken
            await self._keep(found)
            if not found:
                return taken
            taken += len(found)

    async def receive(self, updates: Sequence[Any]) -> None:
        """Keep raw updates, all in one commit: the one way in, however they came."""
        numbered = [update for update in updates if _number(update) is not None]
        if len(numbered) < len(updates):
            log.error("update-without-number", count=len(updates) - len(numbered))
        kept = 0
        async with self._database.transaction(decides=False) as tx:
            for update in numbered:
                chat_id, press = lane_of(update)
                kept += await tx.inbox.add(
                    update["update_id"], chat_id=chat_id, press=press, payload=json.dumps(update)
                )
            await crash_point("ingest.before_commit")
        self._metrics.update("kept", count=kept)
        self._metrics.update("known", count=len(numbered) - kept)
        await crash_point("ingest.after_commit")
        self._on_new()

    @property
    def polls(self) -> bool:
        """Whether it is on this replica to ask Telegram."""
        return self._taken is not None

    @property
    def error_code(self) -> str:
        """The code of why the latest poll failed; "" where it did not."""
        return self._met[0]

    async def _is_leader(self, *, anew: bool = False) -> bool:
        """Whether it is on us to ask; where nobody is asking, it is from now on. What was true some
        seconds ago counts as true, unless it is asked ``anew``.
        """
        now = asyncio.get_running_loop().time()
        led = self._taken is not None
        if not anew and self._taken is not None and now - self._taken < RENEW_SECONDS:
            return True
        async with self._database.transaction(decides=False) as tx:
            held = await tx.leases.take(_POLLER, holder=self._name, until=tx.now + LEASE)
        self._taken = now if held else None
        if held is not led:
            log.info("poller" if held else "stands-by")
            self._offset = None  # somebody else has asked meanwhile: begin with the oldest
        return held

    async def _step_down(self) -> None:
        """Let another replica ask at once, where the database can still be told so."""
        if self._taken is None:
            return
        self._taken = None
        try:
            async with self._database.transaction(decides=False) as tx:
                await tx.leases.give_back(_POLLER, holder=self._name)
        except Exception:  # the lease runs out by itself
            log.exception("ingest-failed")

    async def _keep(self, found: Sequence[Any]) -> None:
        await self._on_heard()
        if found:
            await self.receive(found)
        numbers = [number for update in found if (number := _number(update)) is not None]
        if found and not numbers:
            raise ApiError(GARBAGE)
        # The next poll confirms. One that brought nothing has confirmed all: no offset is needed.
        self._offset = max(numbers) + 1 if numbers else None
        self._troubles, self._met, self._asked = 0, ("", 0), True

    async def _fetch(self, wait: int) -> Sequence[Any]:
        asked = {"timeout": wait, "limit": MOST_UPDATES, "allowed_updates": ALLOWED}
        if self._offset is not None:
            await crash_point("ingest.before_confirm")
            asked["offset"] = self._offset
        found = await self._api.ask("getUpdates", asked, seconds=wait + ANSWER_SECONDS)
        if self._offset is not None:
            await crash_point("ingest.after_confirm")
        if not isinstance(found, list):
            raise ApiError(GARBAGE)
        return found

    async def _handle_error(self, error: ApiError) -> float:
        """Log a trouble once while it lasts, and say how many seconds to wait."""
        code = error.code
        if code == CONFLICT and self._taken is not None and not await self._is_leader(anew=True):
            return STAND_BY_SECONDS  # we slept past our lease, and another of us asks
        self._troubles += 1
        self._asked = self._asked and code == CONFLICT
        times = self._met[1] + 1 if code == self._met[0] else 1
        if times == 1:
            log.error("poll-failed", code=code)
        if code == WEBHOOK_ACTIVE:
            await self._forget_webhook()
        # One of us that wakes up ends a poll once; who goes on doing so is somebody else.
        if times == {WEBHOOK_ACTIVE: 1, CONFLICT: 2}.get(code):
            async with self._database.transaction() as tx:
                await alert(tx, "alert-conflict", daily(tx.now), name="day", code=code)
        self._met = code, times
        return self._backoff() if error.pause is None else error.pause

    async def _forget_webhook(self) -> None:
        """Let no update go elsewhere: this desk asks for them. None is dropped by that."""
        with suppress(ApiError):  # the next poll fails as well, and tells
            await self._api.ask("deleteWebhook", {}, seconds=ANSWER_SECONDS)

    def _backoff(self) -> float:
        return float(min(2 ** min(self._troubles - 1, 16), LONGEST_PAUSE))


def lane_of(update: Mapping[str, Any]) -> tuple[int | None, bool]:
    """In which chat an update belongs, as far as that can be told, and whether it is a press."""
    press = update.get("callback_query")
    if isinstance(press, dict):
        message = press.get("message")
        return _id(_at(message, "chat")) or _id(_at(press, "from")), True
    for kind in ALLOWED:
        if kind in update:
            return _id(_at(update[kind], "chat")), False
    return None, False


def _at(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _id(value: Any) -> int | None:
    found = _at(value, "id")
    return found if type(found) is int and abs(found) <= LARGEST else None


def _number(update: Any) -> int | None:
    found = _at(update, "update_id")
    return found if type(found) is int and 0 <= found < LARGEST else None


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, _T]) -> _T | None:
    """The result of ``work``, or None where it was cut off by ``stop``."""
    working = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for each in (working, stopping):
            each.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)
