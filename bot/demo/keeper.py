"""Keeps the desk of the demonstration for the sandbox's page: running, or down, or in haste."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from bot.demo.cast import Cast
from liaison.domain.access import may_use
from liaison.domain.cards import Text, named, text
from liaison.domain.people import Person, Role
from liaison.usecases.boards import board_card
from liaison.usecases.ports import Tx


class Keeper:
    """The desk as ``sandbox.desk.Desk`` has it. One thing is done with it at a time.

    ``broken`` is done, with the reason, where the desk ended by itself.
    """

    def __init__(self, cast: Cast, *, language: str) -> None:
        self.broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._cast = cast
        self._language = language
        self._lock = asyncio.Lock()
        self._open = True
        self._stop = asyncio.Event()
        self._work: asyncio.Task[None] | None = None
        self._seen: dict[str, dict[str, Any]] = {}

    @property
    def running(self) -> bool:
        """Whether the desk runs; it does while time is turned, too."""
        return self._open

    @property
    def language(self) -> str:
        """The language that the demonstration was asked for in."""
        return self._language

    async def start(self) -> None:
        """Run the desk, made anew where it was stopped."""
        async with self._lock:
            if not self._open:
                await self._cast.renew()
                self._open = True
            self._go_on()

    async def stop(self) -> None:
        """Stop the desk as a signal does, and let go of its database."""
        async with self._lock:
            await self._pause()
            if self._open:
                self._open = False
                await self._cast.app.close()

    async def turn_to(self, at: datetime) -> None:
        """Let time pass until a moment (aware): from one thing that comes due to the next while
        the desk runs, else in one leap.
        """
        async with self._lock:
            if not self._open:
                self._cast.sandbox.turn_to(at)
                return
            await self._pause()
            try:
                await self._cast.turn_to(at)
            finally:
                self._go_on()

    async def view(self, language: str) -> dict[str, Any]:
        """The boards of both Parties, who is who, and when something comes due next; while the
        desk is down, what was seen last, and nothing due.

        Raises ``KeyError`` for a language that the desk does not speak.
        """
        async with self._lock:
            if self._open:
                self._seen[language] = await self._look(language)
                return self._seen[language]
        return {"parties": [], "people": [], **self._seen.get(language, {}), "next_due": None}

    async def _look(self, language: str) -> dict[str, Any]:
        app = self._cast.app

        def words(said: Text) -> str:
            return app.catalog.plain(said, language)

        async with app.database.transaction() as tx:
            teams = {each: await tx.people.team(each.code) for each in tx.agreement.parties}
            boards = {party: await _board(tx, team) for party, team in teams.items()}
        due = await self._cast.next_due()
        return {
            "parties": [
                {
                    "code": party.code,
                    "name": words(text(party.name)),
                    "zone": party.zone,
                    "board": [words(line) for line in lines],
                }
                for party, lines in boards.items()
            ],
            "people": [
                {
                    "id": person.chat_id,
                    "party": person.party,
                    "title": words(named("role", person.role)),
                    "language": person.language,
                }
                for role in Role  # those who act the same part stand side by side
                for team in teams.values()
                for person in team
                if person.role is role
            ],
            "next_due": None if due is None else due.isoformat(),
        }

    def _go_on(self) -> None:
        if self._work is None:
            self._stop = asyncio.Event()
            self._work = asyncio.create_task(self._cast.app.run(self._stop))
            self._work.add_done_callback(self._ended)

    async def _pause(self) -> None:
        """End what runs; the desk stays open."""
        if self._work is not None:
            self._stop.set()
            await asyncio.wait({self._work})
            self._work = None

    def _ended(self, work: asyncio.Task[None]) -> None:
        error = None if work.cancelled() else work.exception()
        if error is not None and not self.broken.done():
            self.broken.set_exception(error)


@asynccontextmanager
async def kept(cast: Cast, *, language: str) -> AsyncIterator[Keeper]:
    """Let the desk run, and the sandbox's page have it."""
    keeper = Keeper(cast, language=language)
    cast.sandbox.desk = keeper
    await keeper.start()
    try:
        yield keeper
    finally:
        cast.sandbox.desk = None
        await keeper.stop()


async def _board(tx: Tx, team: Sequence[Person]) -> Sequence[Text]:
    """What those read on the board of a Party who may open it; nothing where nobody may."""
    reader = next((person for person in team if may_use("board", person.role)), None)
    return () if reader is None else (await board_card(tx, reader)).lines
