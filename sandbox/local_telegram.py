"""The people and chats of a sandbox, its clock and its faults: all but the network."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sandbox.api.bot_api import BotApi, Call
from sandbox.api.faults import Faults, Flood
from sandbox.service_control import ServiceControl
from sandbox.state import Json
from sandbox.state.clock import Clock
from sandbox.state.store import Store, User
from sandbox.users.group import Group
from sandbox.users.history import History
from sandbox.users.phone import Phone


class LocalTelegram:
    """The operations on a sandbox for tests and the control API."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.store = Store(clock)
        self.faults = Faults()
        self.flood = Flood()
        self.api = BotApi(self.store, self.faults, self.flood)
        self.phones: dict[int, Phone] = {}
        self.groups: dict[int, Group] = {}
        self.service: ServiceControl | None = None
        self.history: History | None = None

    def now(self) -> datetime:
        """The sandbox's time: base clock + offset, aware UTC."""
        return self.clock.now()

    def turn(self, delta: timedelta) -> None:
        """Move the clock by `delta`."""
        self.record()
        self.clock.turn(delta)
        self.store.signal_change()

    def turn_to(self, at: datetime) -> None:
        """Move the clock to `at`, an aware time."""
        self.record()
        self.clock.turn_to(at)
        self.store.signal_change()

    def record(self) -> None:
        """Add the screens of this moment to the history, if one is kept."""
        if self.history is not None:
            self.history.record(self.phones.values(), self.now())

    def user(
        self,
        *,
        user_id: int | None = None,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
        token: str | None = None,
    ) -> Phone:
        """Add a person with a phone; raises ValueError when the id is in use."""
        if user_id is None:
            user_id = self.store.next_user_id()
        user = User(user_id, first_name, last_name, username, language_code)
        self.store.add_user(user)
        phone = Phone(self.store, user, token)
        self.phones[phone.user_id] = phone
        return phone

    def group(self, *, title: str, kind: str = "group", username: str | None = None) -> Group:
        """Add a `group`, `supergroup` or `channel`; raises ValueError for another kind."""
        group = Group(self.store, self.store.add_chat(kind=kind, title=title, username=username))
        self.groups[group.chat_id] = group
        return group

    def bot_username(self, token: str) -> str:
        """The bot's name; registers the bot. Raises LookupError for an ill-formed token."""
        return self.store.bot(token).user.username or ""

    def inject(self, update: Json, *, token: str | None = None, lane: int = 0) -> int:
        """Queue any object as an update, under its own update_id or the next one; `lane` is the
        chat whose order it keeps. Returns the update_id.
        """
        bot = self.store.bot(token)
        update_id = bot.updates.add_raw(update, lane=lane)
        self.store.signal_change()
        return update_id

    def pending(self, token: str | None = None) -> list[Json]:
        """The unconfirmed updates."""
        bot = self.store.bot(token)
        return [item.update for item in bot.updates.pending()]

    def polling(self, token: str | None = None) -> bool:
        """Whether a getUpdates call waits right now."""
        bot = self.store.bot(token)
        return bot.poll is not None and not bot.poll.done()

    @property
    def calls(self) -> list[Call]:
        """The last 10,000 calls of the Bot API, oldest first."""
        return list(self.api.calls)

    async def wait_for(self, condition: Callable[[], Any], seconds: float = 30.0) -> Any:
        """The first true value of `condition`, checked after each change; TimeoutError after
        `seconds` real seconds.
        """
        async with asyncio.timeout(seconds):
            while not (value := condition()):
                await self.store.changed.wait()
            return value
