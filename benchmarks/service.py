"""The service as in production, but without Telegram's rate limits."""

import asyncio
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr
from typing_extensions import override

from benchmarks.people import ASKED, FIRST_CHAT, PARTIES, add_everyone, add_person, reference
from bot.app import App
from bot.clock import Clock, SystemClock
from bot.log import configure
from bot.monitoring.watchdog import Watchdog
from bot.profile.agreement_file import default_agreement
from bot.settings import PREFIX, Settings
from bot.workers import scheduler
from liaison.core.cards import card, text
from liaison.core.channels import Address
from liaison.core.outbox import Message, Op
from liaison.core.people import Person
from liaison.core.transaction import Timestamps
from liaison.core.working_time import local_date
from liaison.pending_acts import model as pending_acts
from liaison.requests import rules as request_rules
from liaison.requests.model import ActionContext
from liaison.requests.repository import Requests
from liaison.todos.service import TIMER
from storage.crypto import new_keys, owners_of, save_keys
from storage.migrations.migrate import upgrade
from storage.transaction import Transaction

LOGGED_BEFORE = timedelta(minutes=30)
TICK_SECONDS = 0.05
DAYS_LEFT = 3
"""Of a request with a due reminder; so close to the due date it is not a line among others."""


class Service:
    """The whole app on SQLite, with its people and some requests."""

    def __init__(
        self,
        url: str,
        token: str,
        folder: Path,
        *,
        paced: bool = False,
        clock: Clock | None = None,
    ) -> None:
        # The settings of the machine must not affect the figures.
        for name in [name for name in os.environ if name.startswith(PREFIX)]:
            del os.environ[name]
        database = f"sqlite:///{folder / 'service.db'}"
        keys = folder / "keys.json"
        if not keys.exists():
            save_keys(keys, new_keys(owners_of(default_agreement()), at=SystemClock().now()))
        settings = Settings(
            token=SecretStr(token),
            api_base=url,
            database_url=database,
            keys_file=keys,
        )
        configure(settings.log_level, secrets=(token,))
        upgrade(database)
        self.app = App(settings, clock=clock, paced=paced)
        self.app.watchdog = Watchdog(SystemClock())

    async def open(self) -> None:
        """Open the app and fill its database."""
        await self.app.open()
        async with self.app.database.transaction() as tx:
            await self.fill(tx)

    async def fill(self, tx: Transaction) -> None:
        """Add the people and their requests."""
        await add_everyone(tx)

    async def run(self, stop: asyncio.Event) -> None:
        """Run until stopped."""
        await self.app.run(stop)

    async def close(self) -> None:
        """Close the database and all connections."""
        await self.app.close()


class Broadcast(Service):
    """The service with its rate limits, which sends one message to each of many chats."""

    def __init__(self, url: str, token: str, folder: Path, count: str) -> None:
        super().__init__(url, token, folder, paced=True)
        self._chats = range(FIRST_CHAT, FIRST_CHAT + int(count))

    @override
    async def fill(self, tx: Transaction) -> None:
        for chat_id in self._chats:
            await tx.enqueue(
                Message(address=Address(chat_id), op=Op.SEND, card=card(text("cancelled")))
            )

    @override
    async def run(self, stop: asyncio.Event) -> None:
        await self.app.sender.run(stop)


class RequestService(Service):
    """The service with people who log requests, one who receives them, and reminders that are due.

    ``ahead`` are the seconds by which its clock is ahead of the machine's. What is sent leaves at
    once, as from the plain bot: neither the two minutes to take it back nor the second between two
    rounds of the timers are waited for.
    """

    def __init__(
        self, url: str, token: str, folder: Path, ahead: str, people: str, due: str
    ) -> None:
        self._ahead = timedelta(seconds=float(ahead)) - LOGGED_BEFORE
        self._people = range(FIRST_CHAT, FIRST_CHAT + int(people))
        self._due = int(due)
        machine = SystemClock()
        clock = SystemClock(wall=lambda: machine.now() + self._ahead)
        scheduler.TICK_SECONDS = TICK_SECONDS
        super().__init__(url, token, folder, clock=clock)
        pending_acts.HOLD = timedelta(0)
        self._over = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    @override
    async def open(self) -> None:
        await super().open()
        self._ahead += LOGGED_BEFORE

    @override
    async def run(self, stop: asyncio.Event) -> None:
        """Run from the first time on, as the plain bot: timers start only once."""
        self._running = self._running or asyncio.create_task(self.app.run(self._over))
        await stop.wait()

    @override
    async def close(self) -> None:
        self._over.set()
        if self._running is not None:
            await self._running
        await super().close()

    @override
    async def fill(self, tx: Transaction) -> None:
        staff = [await add_person(tx, each, PARTIES[0], language="en") for each in self._people]
        await add_person(tx, self._people.stop, PARTIES[1], language="en")
        if self._due:  # the service ran yesterday, too: else it sends nothing on its first day
            await tx.of(Timestamps).record(tx.now - timedelta(days=1), f"{TIMER}:{PARTIES[0]}")
        for number in range(self._due):
            await _add_due(tx, staff[number % len(staff)], number)


class StaffService(Service):
    """The service with so many people of both Parties. ``ahead`` as above; what is sent leaves with
    the next round of the timers, which come each second.
    """

    def __init__(self, url: str, token: str, folder: Path, ahead: str, people: str) -> None:
        offset, machine = timedelta(seconds=float(ahead)), SystemClock()
        clock = SystemClock(wall=lambda: machine.now() + offset)
        super().__init__(url, token, folder, clock=clock)
        pending_acts.HOLD = timedelta(0)
        self._people = int(people)

    @override
    async def fill(self, tx: Transaction) -> None:
        for number in range(self._people):
            await add_person(tx, FIRST_CHAT + number, PARTIES[number % 2], language="en")


async def _add_due(tx: Transaction, person: Person, number: int) -> None:
    """A request of the other Party, assigned to a person, of which a reminder is due today."""
    today = local_date(tx.now, tx.agreement.party(person.party).zone)
    request, event = request_rules.record(
        ASKED,
        ActionContext(person=person, at=tx.now, letter=f"{number}/26"),
        reference=reference(PARTIES[1], number),
        requesting=PARTIES[1],
        received_on=today,
        due_on=today + timedelta(days=DAYS_LEFT),
        today=today,
    )
    await tx.of(Requests).add(replace(request, assignee=person.id), event)
