"""The queue of updates that Telegram keeps for one bot."""

from __future__ import annotations

import asyncio
import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sandbox.state import Json
from sandbox.state.clock import Clock

MESSAGE_LIFETIME = timedelta(hours=24)
PRESS_LIFETIME = timedelta(seconds=150)
QUIET_BEFORE_JUMP = timedelta(days=7)
# Telegram ignores an offset further past the end than this.
OFFSET_SLACK = 10

KNOWN_KINDS = frozenset(
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
        "subscription",
        "stopped_message_generation",
    ]
)
DEFAULT_KINDS = KNOWN_KINDS - {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True)
class QueuedUpdate:
    """One unconfirmed update; `lane` is the chat whose order must be kept."""

    update_id: int
    update: Json
    expires_at: datetime
    lane: int


class UpdateQueue:
    """Updates in order, each until it is confirmed or expires. Ids are deterministic."""

    def __init__(self, clock: Clock, seed: int) -> None:
        self._clock = clock
        self._random = Random(seed)
        self._items: list[QueuedUpdate] = []
        self._last_added: datetime | None = None
        self._changed = asyncio.Event()
        self.next_id = self._random_id()
        self.allowed: frozenset[str] = DEFAULT_KINDS
        self.allowed_asked: list[str] | None = None

    def _random_id(self) -> int:
        return self._random.randrange(100_000_000, 1_000_000_000)

    def add(self, kind: str, body: Json, *, lane: int) -> int | None:
        """Queue `body` as an update of `kind`; None when the bot did not ask for that kind."""
        lifetime = PRESS_LIFETIME if kind == "callback_query" else MESSAGE_LIFETIME
        now = self._clock.now()
        if self._last_added is not None and now - self._last_added >= QUIET_BEFORE_JUMP:
            self.next_id = self._random_id()
        self._last_added = now
        if kind not in self.allowed:
            return None
        update_id = self._take_id()
        update = {"update_id": update_id, kind: copy.deepcopy(body)}
        self._put(QueuedUpdate(update_id, update, now + lifetime, lane))
        return update_id

    def add_raw(self, update: Json, *, lane: int) -> int:
        """Queue any object, under its own update_id or the next one."""
        given = update.get("update_id")
        update_id = given if isinstance(given, int) else self._take_id()
        self._last_added = self._clock.now()
        raw = {**copy.deepcopy(update), "update_id": update_id}
        self._put(QueuedUpdate(update_id, raw, self._clock.now() + MESSAGE_LIFETIME, lane))
        return update_id

    def _take_id(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    def _put(self, item: QueuedUpdate) -> None:
        self._items.append(item)
        self._changed.set()
        self._changed = asyncio.Event()

    def pending(self) -> list[QueuedUpdate]:
        """Unconfirmed and unexpired updates, oldest first."""
        now = self._clock.now()
        self._items = [item for item in self._items if item.expires_at > now]
        return list(self._items)

    def read(self, offset: int, limit: int) -> list[Json]:
        """getUpdates without waiting: an offset confirms all before it, a negative one all but
        the last `-offset`.
        """
        pending = self.pending()
        if offset < 0:
            self._items = pending[offset:]
        elif 0 < offset <= self.next_id + OFFSET_SLACK:
            self._items = [item for item in pending if item.update_id >= offset]
        return [item.update for item in self._items[:limit]]

    def confirm(self, item: QueuedUpdate) -> None:
        """Remove one update, delivered by webhook."""
        self._items = [other for other in self._items if other is not item]

    def clear(self) -> None:
        """Remove all updates."""
        self._items = []

    def changed(self) -> asyncio.Event:
        """An event that the next new update sets."""
        return self._changed
