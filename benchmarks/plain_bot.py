"""The second peer: a first version with the usual libraries.

aiogram receives and sends, aiogram-dialog asks the questions, SQLModel stores people and requests,
and APScheduler stores the reminders in a job store of its own. It logs a request, notifies the
other Party, records the receipt and reminds. Its limits: it loses a half-typed request when it
stops, and every failure between a commit and a message; it has one language and no approvals,
encryption or audit record.
"""

import asyncio
import secrets
import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.types import Message as Incoming
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Next, Select
from aiogram_dialog.widgets.text import Const, Format
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine, event
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import Field, SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession

from benchmarks.people import FIRST_CHAT, PARTIES
from bot.clock import SystemClock
from storage.engine.database_url import journal_of

ANSWER_DAYS = 30
DAYS_BEFORE = (15, 7, 3, 1, 0)
HOUR = time(2, tzinfo=UTC)
POLL_SECONDS = 25
POOL_SECONDS = 600.0
KINDS = ("Identity check", "Repatriation", "Victim support")
URGENCIES = ("Routine", "Urgent", "Emergency")
CHANNELS = ("Police channel", "Diplomatic channel")

_CLOCK = SystemClock()


class Person(SQLModel, table=True):
    """A focal person."""

    chat_id: int = Field(primary_key=True)
    party: str = Field(index=True)


class Request(SQLModel, table=True):
    """A request from one Party to the other."""

    reference: str = Field(primary_key=True)
    requesting: str
    logged_by: int
    kind: str
    urgency: str
    persons: int
    children: int
    letter: str
    letter_day: str
    channel: str
    received_on: date | None = None
    due_on: date | None = None
    assignee: int | None = None
    reminded: int = 0


class New(StatesGroup):
    """The questions before a request is sent."""

    kind = State()
    urgency = State()
    persons = State()
    children = State()
    letter = State()
    letter_day = State()
    channel = State()
    check = State()


class PlainBot:
    """The whole bot. ``people`` can log requests, one more receives them; ``due`` is the number of
    requests with a due reminder when it runs. ``ahead`` is unused: it checks no working hours.
    """

    def __init__(
        self, url: str, token: str, folder: Path, ahead: str, people: str, due: str
    ) -> None:
        self._people = range(FIRST_CHAT, FIRST_CHAT + int(people))
        self._due = int(due)
        server = TelegramAPIServer.from_base(url)
        self.bot = Bot(token, session=AiohttpSession(api=server))
        # One connection: several would only wait for each other's lock on the file.
        self._engine = create_async_engine(
            f"sqlite+aiosqlite:///{folder / 'plain.db'}",
            pool_size=1,
            max_overflow=0,
            pool_timeout=POOL_SECONDS,
        )
        # Another file: a job store that waits for a lock stops the event loop.
        jobs = create_engine(f"sqlite:///{folder / 'jobs.db'}")
        for engine in (self._engine.sync_engine, jobs):
            event.listen(engine, "connect", _prepare)
        self.scheduler = AsyncIOScheduler(
            jobstores={"default": SQLAlchemyJobStore(engine=jobs)},
            job_defaults={"misfire_grace_time": None, "coalesce": True},
            timezone=UTC,
        )
        # aiogram-dialog reads the state of a conversation before it locks it, and so loses one of
        # two quick presses: hence one update of a person at a time.
        self._dispatcher = Dispatcher(events_isolation=SimpleEventIsolation())
        self._polling: asyncio.Task[None] | None = None
        self._dispatcher.message.register(_begin, Command("new"))
        self._dispatcher.callback_query.register(self._receive, F.data.startswith("receive:"))
        self._dispatcher.include_router(self._questions())
        setup_dialogs(self._dispatcher)
        _RUNNING.append(self)

    async def open(self) -> None:
        """Create the tables, with people and the requests that are due."""
        async with self._engine.begin() as connection:
            await connection.run_sync(SQLModel.metadata.create_all)
        self.scheduler.start(paused=True)
        async with AsyncSession(self._engine) as session:
            session.add_all(Person(chat_id=each, party=PARTIES[0]) for each in self._people)
            session.add(Person(chat_id=self._people.stop, party=PARTIES[1]))
            for number in range(self._due):
                request = _due_request(number, self._people[number % len(self._people)])
                session.add(request)
                self._plan(request.reference, _CLOCK.now())
            await session.commit()

    async def run(self, stop: asyncio.Event) -> None:
        """Remind until stopped; poll from the first run on, as aiogram-dialog starts only once."""
        self.scheduler.resume()
        if self._polling is None:
            self._polling = asyncio.create_task(
                self._dispatcher.start_polling(
                    self.bot,
                    polling_timeout=POLL_SECONDS,
                    handle_signals=False,
                    close_bot_session=False,
                )
            )
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({stopping, self._polling}, return_when=asyncio.FIRST_COMPLETED)
        if self._polling.done():
            await self._polling
        self.scheduler.pause()

    async def close(self) -> None:
        """Close the databases and all connections."""
        if self._polling is not None:
            await self._dispatcher.stop_polling()
            await self._polling
        self.scheduler.shutdown(wait=False)
        await self._engine.dispose()
        await self.bot.session.close()

    def _questions(self) -> Dialog:
        def choice(state: State, words: str, items: Sequence[str], *more: Button) -> Window:
            async def chosen(_: Any, __: Any, manager: DialogManager, index: str) -> None:
                manager.dialog_data[state.state] = items[int(index)]
                await manager.next()

            offered = Select(
                Format("{item[1]}"),
                id="choice",
                item_id_getter=lambda item: item[0],
                items=list(enumerate(items)),
                on_click=chosen,
            )
            return Window(Const(words), offered, *more, state=state)

        def typed(state: State, words: str, kind: type[int | str], *more: Button) -> Window:
            async def given(_: Any, __: Any, manager: DialogManager, value: int | str) -> None:
                manager.dialog_data[state.state] = value
                await manager.next()

            taken = TextInput(id="typed", type_factory=kind, on_success=given)
            return Window(Const(words), taken, *more, state=state)

        async def answers(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
            return {"answers": "\n".join(str(x) for x in dialog_manager.dialog_data.values())}

        send = Button(Const("Send"), id="send", on_click=self._send)
        return Dialog(
            choice(New.kind, "Step 1. What is requested?", KINDS),
            choice(New.urgency, "Step 2. How urgent is it?", URGENCIES),
            typed(New.persons, "Step 3. How many persons does it concern?", int),
            typed(New.children, "Step 4. How many of them are children?", int),
            typed(New.letter, "Step 5. The reference of the letter?", str),
            typed(New.letter_day, "Step 6. Its date?", str, Next(Const("Skip"))),
            choice(New.channel, "Step 7. How does it go?", CHANNELS),
            Window(Format("Please check:\n{answers}"), send, state=New.check, getter=answers),
        )

    async def _send(self, callback: CallbackQuery, _: Button, manager: DialogManager) -> None:
        """Store a request and notify the other Party."""
        given = {each.split(":")[1]: value for each, value in manager.dialog_data.items()}
        async with AsyncSession(self._engine) as session:
            person = await session.get_one(Person, callback.from_user.id)
            request = Request(
                reference=f"{person.party}26-{secrets.token_hex(3).upper()}",
                requesting=person.party,
                logged_by=person.chat_id,
                **{"letter_day": ""} | given,
            )
            reference = request.reference
            session.add(request)
            others = await session.exec(select(Person).where(Person.party != person.party))
            chats = [each.chat_id for each in others]
            await session.commit()
        await manager.done()
        await self.bot.send_message(callback.from_user.id, f"Request {reference} has been sent.")
        received = InlineKeyboardButton(text="Received today", callback_data=f"receive:{reference}")
        for chat_id in chats:
            await self.bot.send_message(
                chat_id,
                f"{reference}: a new request has arrived. Please record the day of its receipt.",
                reply_markup=InlineKeyboardMarkup(inline_keyboard=[[received]]),
            )

    async def _receive(self, callback: CallbackQuery) -> None:
        """Record a receipt, notify the person who logged it, and schedule the first reminder."""
        assert callback.data is not None
        assert isinstance(callback.message, Incoming)
        reference = callback.data.removeprefix("receive:")
        async with AsyncSession(self._engine) as session:
            request = await session.get_one(Request, reference)
            request.received_on = _CLOCK.now().date()
            request.due_on = due_on = request.received_on + timedelta(days=ANSWER_DAYS)
            request.assignee = callback.from_user.id
            logged_by = request.logged_by
            await session.commit()
        self._plan(reference, _moment(due_on, 0))
        await callback.message.edit_text(
            f"Receipt of {reference} is recorded. Reply due by {due_on:%d %B %Y}."
        )
        await callback.answer()
        await self.bot.send_message(logged_by, f"{reference}: receipt is confirmed.")

    async def remind(self, reference: str) -> None:
        """Remind the assignee of a request, and schedule the next reminder."""
        async with AsyncSession(self._engine) as session:
            request = await session.get_one(Request, reference)
            assert request.due_on is not None
            assert request.assignee is not None
            due_on, chat_id = request.due_on, request.assignee
            request.reminded += 1
            reminded = request.reminded
            await session.commit()
        days = (due_on - _CLOCK.now().date()).days
        await self.bot.send_message(chat_id, f"{reference}: the answer is due in {days} days.")
        if reminded < len(DAYS_BEFORE):
            self._plan(reference, _moment(due_on, reminded))

    def _plan(self, reference: str, at: datetime) -> None:
        self.scheduler.add_job(
            remind, "date", run_date=at, args=[reference], id=reference, replace_existing=True
        )


_RUNNING: list[PlainBot] = []
"""A job store keeps names and values only, so its jobs find the bot here."""


async def remind(reference: str) -> None:
    """The job of a reminder."""
    await _RUNNING[0].remind(reference)


async def _begin(_: Incoming, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(New.kind, mode=StartMode.RESET_STACK)


def _due_request(number: int, assignee: int) -> Request:
    return Request(
        reference=f"{PARTIES[1]}26-{number:05}",
        requesting=PARTIES[1],
        logged_by=assignee,
        kind=KINDS[0],
        urgency=URGENCIES[0],
        persons=3,
        children=1,
        letter=f"{number}/26",
        letter_day="",
        channel=CHANNELS[0],
        due_on=_CLOCK.now().date() + timedelta(days=DAYS_BEFORE[2]),
        assignee=assignee,
        reminded=2,
    )


def _moment(due_on: date, reminded: int) -> datetime:
    """The moment of the next reminder, after so many (aware UTC)."""
    return datetime.combine(due_on - timedelta(days=DAYS_BEFORE[reminded]), HOUR)


def _prepare(connection: Any, _: Any) -> None:
    """Set the modes that the service uses with this SQLite."""
    journal, synchronous = journal_of(sqlite3.sqlite_version_info[:3])
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA journal_mode={journal}")
    cursor.execute(f"PRAGMA synchronous={synchronous}")
    cursor.close()
