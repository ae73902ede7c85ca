"""Receives updates: each is committed to the inbox before it is confirmed to Telegram.

Long polling with raw JSON. The libraries' own polling confirms an update before it is handled, and
one update that they cannot parse blocks all others.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

import structlog

from bot.crash import crash_point
from bot.monitoring.alerts import alert, daily
from bot.monitoring.metrics import Metrics
from bot.monitoring.tracing import span
from bot.telegram.admission import Admission
from bot.telegram.client import CONFLICT, GARBAGE, WEBHOOK_ACTIVE, ApiError, TelegramClient
from bot.telegram.send_errors import backoff
from liaison.core.channels import FIRST_PAGE
from storage.database import Database
from storage.queues.inbox import cause_of
from storage.queues.work_queue import Leases

log = structlog.get_logger()

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 20
ANSWER_SECONDS = 15
MAX_UPDATES = 100
MAX_PAUSE = 30.0

LEASE = timedelta(seconds=30)
"""Longer than a poll, so that the polling replica stays the same."""
RENEW_SECONDS = 5.0
STAND_BY_SECONDS = 2.0
_POLLER = "poller"

_T = TypeVar("_T")
LARGEST = 2**63 - 1
"""Ids of Telegram have up to 52 bits, and a database stores 64."""


@dataclass(eq=False)
class Ingest:
    """Polls Telegram for updates and stores them. ``on_new`` is called after each commit.

    One of several replicas polls, as Telegram ends the poll of all others; the rest stand by. Two
    that both believe to be the leader do no harm: each update is stored once. ``name`` identifies
    the replica. ``on_contact`` is awaited after each answer of Telegram, before updates are stored.
    """

    database: Database
    api: TelegramClient
    _: KW_ONLY
    admission: Admission
    name: str
    metrics: Metrics
    on_contact: Callable[[], Awaitable[None]]
    on_new: Callable[[], None]
    # A poll confirms updates below its offset. It is never stored: a start without one gets the
    # oldest unconfirmed update, even if Telegram has restarted the ids.
    _offset: int | None = field(default=None, init=False)
    _troubles: int = field(default=0, init=False)
    _met: tuple[str, int] = field(default=("", 0), init=False)
    _asked: bool = field(default=False, init=False)
    _taken: float | None = field(default=None, init=False)

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until stopped. A poll that is cancelled then has confirmed only stored updates."""
        while not stop.is_set():
            pause = await self._turn(stop)
            if pause:
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
        await self._step_down()

    async def _turn(self, stop: asyncio.Event) -> float:
        """Poll once if this replica is the leader; returns the seconds until the next turn."""
        try:
            if not await self._is_leader():
                return STAND_BY_SECONDS
            try:
                # The first poll returns at once, and so detects an outage.
                found = await _unless(stop, self._fetch(POLL_SECONDS if self._asked else 0))
                if found is not None:
                    await self._keep(found)
            except ApiError as error:
                return await self._handle_error(error)
        except Exception:  # the loop continues when the database fails
            self._troubles += 1
            log.exception("ingest-failed")
            return backoff(self._troubles, most=MAX_PAUSE)
        return 0.0

    async def drain(self) -> int:
        """Receive and confirm all updates that Telegram has now; returns how many."""
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
        """Store raw updates in one commit, without what exceeds the budget of strangers."""
        numbered = [update for update in updates if _number(update) is not None]
        if len(numbered) < len(updates):
            log.error("update-without-number", count=len(updates) - len(numbered))
        added = 0
        async with self.database.transaction(decides=False) as tx:
            admitted = await self.admission.admitted(tx, [(update_lane(e)[0], e) for e in numbered])
            for update in admitted:
                chat_id, press = update_lane(update)
                number, payload = update["update_id"], json.dumps(update)
                with span("ingest", begins=cause_of(number)):
                    added += await tx.inbox.add(
                        number, address=chat_id, press=press, payload=payload
                    )
            await crash_point("ingest.before_commit")
        self.metrics.update("kept", count=added)
        self.metrics.update("known", count=len(admitted) - added)
        self.metrics.update("shed", count=len(numbered) - len(admitted))
        await crash_point("ingest.after_commit")
        self.on_new()

    @property
    def polls(self) -> bool:
        """Whether this replica is the one that polls."""
        return self._taken is not None

    @property
    def error_code(self) -> str:
        """The error code of the latest poll; "" if it succeeded."""
        return self._met[0]

    async def _is_leader(self, *, recheck: bool = False) -> bool:
        """Whether this replica is the leader; it becomes the leader if there is none. A result of
        the last seconds is reused, unless ``recheck``.
        """
        now = asyncio.get_running_loop().time()
        led = self._taken is not None
        if not recheck and self._taken is not None and now - self._taken < RENEW_SECONDS:
            return True
        async with self.database.transaction(decides=False) as tx:
            held = await tx.of(Leases).take(_POLLER, holder=self.name, until=tx.now + LEASE)
        self._taken = now if held else None
        if held is not led:
            log.info("poller" if held else "stands-by")
            self._offset = None  # another replica has polled: begin with the oldest
        return held

    async def _step_down(self) -> None:
        """Release the lease so that another replica polls at once."""
        if self._taken is None:
            return
        self._taken = None
        try:
            async with self.database.transaction(decides=False) as tx:
                await tx.of(Leases).give_back(_POLLER, holder=self.name)
        except Exception:  # the lease expires by itself
            log.exception("ingest-failed")

    async def _keep(self, found: Sequence[Any]) -> None:
        await self.on_contact()
        if found:
            await self.receive(found)
        numbers = [number for update in found if (number := _number(update)) is not None]
        if found and not numbers:
            raise ApiError(GARBAGE)
        # The next poll confirms. An empty poll has confirmed all: no offset is needed.
        self._offset = max(numbers) + 1 if numbers else None
        self._troubles, self._met, self._asked = 0, ("", 0), True

    async def _fetch(self, wait: int) -> Sequence[Any]:
        asked = {"timeout": wait, "limit": MAX_UPDATES, "allowed_updates": ALLOWED}
        if self._offset is not None:
            await crash_point("ingest.before_confirm")
            asked["offset"] = self._offset
        found = await self.api.ask("getUpdates", asked, seconds=wait + ANSWER_SECONDS)
        if self._offset is not None:
            await crash_point("ingest.after_confirm")
        if not isinstance(found, list):
            raise ApiError(GARBAGE)
        return found

    async def _handle_error(self, error: ApiError) -> float:
        """Log an error once while it lasts, and return how many seconds to wait."""
        code = error.code
        if code == CONFLICT and self._taken is not None and not await self._is_leader(recheck=True):
            return STAND_BY_SECONDS  # this replica slept past its lease, and another one polls
        self._troubles += 1
        self._asked = self._asked and code == CONFLICT
        times = self._met[1] + 1 if code == self._met[0] else 1
        if times == 1:
            log.error("poll-failed", code=code, remedy="liaison doctor")
        if code == WEBHOOK_ACTIVE:
            with suppress(ApiError):  # the next poll fails as well, and reports it
                await self.api.ask("deleteWebhook", {}, seconds=ANSWER_SECONDS)
        # Another replica that resumes ends one poll; repeated conflicts come from another program.
        if times == {WEBHOOK_ACTIVE: 1, CONFLICT: 2}.get(code):
            async with self.database.transaction() as tx:
                await alert(tx, "alert-conflict", daily(tx.now), name="day", code=code)
        self._met = code, times
        return backoff(self._troubles, most=MAX_PAUSE) if error.pause is None else error.pause


def update_lane(update: Mapping[str, Any]) -> tuple[int | None, bool]:
    """The chat of an update, as far as it can be determined, and whether it is a press."""
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
    """The number of an update; None if it has none, or is of a page, which Telegram never sends."""
    found = _at(update, "update_id")
    is_numbered = type(found) is int and 0 <= found < LARGEST
    return found if is_numbered and (update_lane(update)[0] or 0) < FIRST_PAGE else None


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, _T]) -> _T | None:
    """The result of ``work``, or None if ``stop`` cancelled it."""
    working = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for each in (working, stopping):
            each.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)
