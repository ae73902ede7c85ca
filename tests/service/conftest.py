"""The service on a sandbox and a clock to turn, with handlers as small as a test needs."""

import errno
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from aiogram import Router
from aiogram.types import CallbackQuery, Message
from pydantic import SecretStr
from sqlalchemy import text as statement

from bot import crash
from bot.app import App
from bot.i18n.formatting import without_isolates
from bot.settings import Settings
from bot.telegram import admission
from handlers.input.commands import Reply
from liaison.core.agreement import PartyCode
from liaison.core.cards import Card, card, text
from liaison.core.channels import Address
from liaison.core.outbox import Message as Said
from liaison.core.outbox import Op
from liaison.core.people import Person, Role
from liaison.core.transaction import People, Timestamps, Tx
from liaison.notifications.outages import LAST_CONTACT
from sandbox import Phone, Sandbox
from storage.queues.inbox import InboxRow
from storage.transaction import Transaction
from tests.contract.samples import once
from tests.fresh_databases import fresh

_R = TypeVar("_R")
TOKEN = "4242:service-tests-service-tests-service"
MORNING = datetime(2026, 3, 16, 3, 0, tzinfo=UTC)

Handler = Callable[[str, Tx], Awaitable[Reply | Card | None]]
FullDisk = Callable[[], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def _admits_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """In these tests strangers write as much as members."""
    monkeypatch.setattr(admission, "A_DAY", 10**6)
    monkeypatch.setattr(admission, "BURST", 10.0**6)


class SettableClock:
    """A clock that moves only when it is turned."""

    def __init__(self) -> None:
        self._now = MORNING
        self._passed = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._passed

    def turn(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._passed += seconds

    def set(self, seconds: float) -> None:
        """Set it that much ahead, or back, at one moment."""
        self._now += timedelta(seconds=seconds)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    """A disk on which nothing can be kept: `with full_disk(): …`."""

    def refuse(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    @contextmanager
    def full() -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", refuse)
            yield

    return full


async def silent(_words: str, _tx: Tx) -> None:
    """A handler that answers nothing."""


def router_of(handler: Handler) -> Router:
    """One handler for all that is typed or pressed."""
    router = Router()

    async def answer(words: str, tx: Tx) -> Reply | None:
        answered = await handler(words, tx)
        return Reply(card=answered) if isinstance(answered, Card) else answered

    async def typed(message: Message, tx: Tx) -> Reply | None:
        return await answer(message.text or "", tx)

    async def pressed(press: CallbackQuery, tx: Tx) -> Reply | None:
        return await answer(press.data or "", tx)

    router.message.register(typed)
    router.callback_query.register(pressed)
    return router


async def nothing_due(tx: Tx, *, kind: str, subject: str, since: datetime) -> None:
    raise AssertionError((tx, kind, subject, since))


@dataclass
class RunningService:
    """One running service, the sandbox that it talks to, and their common clock."""

    app: App
    sandbox: Sandbox
    clock: SettableClock
    people: dict[int, Person] = field(default_factory=dict)

    async def settle(self) -> None:
        await self.app.settle()

    async def later(self, seconds: float) -> None:
        """Let time pass while the service runs, and let happen what is due then."""
        self.clock.turn(seconds)
        await self.once(lambda tx: tx.of(Timestamps).record(tx.now, LAST_CONTACT))
        await self.app.settle()

    async def outage(self, seconds: float) -> None:
        """Let time pass while the service does not run, and then let it continue."""
        self.clock.turn(seconds)
        await self.app.settle()

    async def types(self, phone: Phone, words: str) -> None:
        """Let the service handle a typed message."""
        phone.say(words)
        await self.settle()

    async def presses(self, phone: Phone, label: str) -> None:
        """Let the service handle a press on a button."""
        phone.press(label)
        await self.settle()

    async def send(self, *messages: Said) -> None:
        """Put messages into the outbox and send what can be sent now."""
        await self.say(*messages)
        await self.settle()

    async def say(self, *messages: Said) -> None:
        """Put messages into the outbox, those with a card for the person of their chat."""
        async with self.app.database.transaction() as tx:
            for message in messages:
                person = self.people.get(message.address)
                to = person.id if person is not None and message.card is not None else None
                await tx.enqueue(replace(message, recipient=message.recipient or to))

    async def join(
        self,
        phone: Phone,
        *,
        party: str = "KH",
        role: Role = Role.FOCAL_PERSON,
        language: str | None = "en",
    ) -> Person:
        """Make the owner of a phone a person of the service; the phone opens the chat first."""
        phone.start()
        if self.app.webhook is None:
            await self.app.ingest.drain()
        await self.sandbox.wait_for(lambda: not self.sandbox.pending())
        await self.forget_inbox()
        async with self.app.database.transaction() as tx:
            person = await tx.of(People).add(
                party=PartyCode(party),
                role=role,
                agency="Bureau",
                name=phone.user.first_name,
                address=Address(phone.user_id),
                at=tx.now,
            )
            if language is not None:
                await tx.of(People).change(person.id, language=language)
        self.people[phone.user_id] = person
        return person

    async def forget_inbox(self) -> None:
        """Drop all waiting updates."""
        while rows := await self.claimed():
            async with self.app.database.transaction() as tx:
                for row in rows:
                    await tx.inbox.done(row)

    async def claimed(self) -> list[InboxRow]:
        return await self.once(lambda tx: tx.inbox.claim(limit=100, lease=timedelta(seconds=30)))

    async def once(self, work: Callable[[Transaction], Awaitable[_R]]) -> _R:
        """Do one thing in a transaction of its own."""
        return await once(self.app.database, work)

    async def rows(self, table: str, columns: str = "*") -> list[tuple[Any, ...]]:
        """The rows of a table, past all repositories."""
        asked = statement(f"SELECT {columns} FROM {table} ORDER BY 1")
        return [tuple(row) for row in await self.once(lambda tx: tx._sql.run(asked))]


Open = Callable[..., Any]


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
async def sandbox(clock: SettableClock) -> AsyncIterator[Sandbox]:
    async with await Sandbox.start(now=clock.now) as running:
        running.bot_username(TOKEN)
        yield running


@pytest.fixture
def url(folder: Path) -> str:
    return fresh(folder)


@pytest.fixture
def open_service(sandbox: Sandbox, clock: SettableClock, url: str) -> Open:
    """Start a service with a handler: `async with open_service(handler) as service`."""

    @asynccontextmanager
    async def opened(handler: Handler = silent, **options: Any) -> AsyncIterator[RunningService]:
        settings = Settings(
            token=SecretStr(TOKEN),
            api_base=sandbox.url,
            database_url=url,
            **options.pop("settings", {}),
        )
        options = {"timer_runner": nothing_due, "paced": False, "strict": True, **options}
        router = options.pop("router", None) or router_of(handler)
        app = App(settings, clock=clock, router=router, **options)
        await app.open()
        try:
            yield RunningService(app, sandbox, clock)
        finally:
            await app.close()

    return opened


@pytest.fixture
def options() -> dict[str, Any]:
    """The options of ``service``: a handler, or others of ``App``."""
    return {}


@pytest.fixture
def alice(sandbox: Sandbox) -> Phone:
    """The phone of a focal person."""
    return sandbox.user(first_name="Alice")


@pytest.fixture
async def service(
    open_service: Open, options: dict[str, Any], alice: Phone
) -> AsyncIterator[RunningService]:
    """A running service that Alice has joined."""
    async with open_service(**options) as opened:
        await opened.join(alice)
        yield opened


@pytest.fixture
async def bob(service: RunningService, sandbox: Sandbox) -> Phone:
    """The phone of another focal person."""
    phone = sandbox.user(first_name="Bob")
    await service.join(phone)
    return phone


@pytest.fixture
async def ada(service: RunningService, sandbox: Sandbox) -> Phone:
    """The phone of an administrator."""
    phone = sandbox.user(first_name="Ada")
    await service.join(phone, role=Role.ADMIN)
    return phone


@pytest.fixture
def hook() -> Iterator[Callable[[crash.Hook], None]]:
    """Set what happens at crash points, for this test."""

    def put(hook: crash.Hook) -> None:
        crash.CRASH.hook = hook

    yield put
    crash.CRASH.hook = None


def news(phone: Phone, card: Card, **options: Any) -> Said:
    """A message that no one asked for."""
    return Said(address=Address(phone.user_id), op=Op.SEND, card=card, **options)


def numbered(number: int) -> Card:
    """A card that can be told from others."""
    return card(text("error-not-a-count", low=number, high=number))


def seen(phone: Phone) -> list[str]:
    return [without_isolates(each.text) for each in phone.visible if each.from_bot]


async def states(service: RunningService) -> list[tuple[object, ...]]:
    return await service.rows("outbox", "state, error")


class Ended(BaseException):
    """The process ends here."""


def ends_at(point: str) -> crash.Hook:
    """End at the first time that a point is reached."""
    ended: list[str] = []

    def hook(name: str) -> None:
        if name == point and not ended:
            ended.append(name)
            raise Ended

    return hook
