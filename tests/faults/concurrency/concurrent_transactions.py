"""Two transactions at the same moment: the first one is held at a statement while the second works.

SQLite has one writer, so there only their order is open. On PostgreSQL the second one goes on until
it is done or waits for a lock of the first.
"""

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from random import Random
from typing import Protocol

from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from bot.database import database_of
from bot.settings import Settings
from liaison.core.errors import UserError
from storage.audit import AUDIT
from storage.database import Database
from storage.engine.database_url import is_sqlite, parse_database_url
from storage.errors import WriteConflict
from storage.queues.outbox_rows import OUTBOX
from storage.transaction import Transaction
from tests.faults.campaign import CampaignFigures, no_errors_logged
from tests.faults.scenario_driver import LocalDriver, local_driver
from tests.scenario import PARTS, TOKEN

LOCK_SECONDS = 0.1
"""Real seconds after which the second one counts as waiting for a lock."""
MAX_HOLD = 60.0
MAX_STATEMENTS = 60


@dataclass
class Side:
    """One of two transactions; ``refused`` is the error with which it was refused."""

    name: str
    act: Callable[[Transaction], Awaitable[object]]
    refused: type[UserError] | None = None


class Hold:
    """Holds the thread of a database before a statement, by its number; from 1, 0 for none."""

    def __init__(self, at: int) -> None:
        self.reached = asyncio.Event()
        self.go = threading.Event()
        self.count = 0
        self._at = at
        self._loop = asyncio.get_running_loop()

    def before(self, *_: object) -> None:
        self.count += 1
        if self.count == self._at:
            self._loop.call_soon_threadsafe(self.reached.set)
            self.go.wait(MAX_HOLD)

    @contextmanager
    def listening(self, database: Database) -> Iterator["Hold"]:
        """Hold statements of this database meanwhile."""
        event.listen(database._engine, "before_cursor_execute", self.before)
        try:
            yield self
        finally:
            event.remove(database._engine, "before_cursor_execute", self.before)


class Races:
    """The people of the stories, and two more connections to their database."""

    def __init__(self, driver: LocalDriver, url: str, figures: CampaignFigures) -> None:
        self.driver = driver
        self.figures = figures
        self.chance = Random(figures.seed)
        self.first: Counter[str] = Counter()
        """How many races each side came first in."""
        self.where = ""
        self.stop: tuple[int, bool] | None = None
        """The statement at which the first side is held, and whether that is the second one given;
        None for any.
        """
        self.statements = 0
        """How many statements the first side ran."""
        self._sqlite = is_sqlite(parse_database_url(url))
        settings = Settings(token=TOKEN, api_base=driver.sandbox.url, database_url=url)
        self.databases = [
            database_of(settings, agreement=driver.app.agreement, clock=driver.app.clock)
            for _ in range(2)
        ]

    async def cross(self, one: Side, other: Side) -> list[str]:
        """Let two transactions meet; the names of those that committed, in their order."""
        at = self.chance.randint(1, MAX_STATEMENTS), self.chance.random() < 0.5
        statement, is_swapped = self.stop or at
        sides = [other, one] if is_swapped else [one, other]
        order: list[str] = []
        hold = Hold(0 if self._sqlite else statement)
        with hold.listening(self.databases[0]):
            first, second = (
                self._work(side, database, order)
                for side, database in zip(sides, self.databases, strict=True)
            )
            working = asyncio.create_task(first)
            if not self._sqlite:
                reached = asyncio.create_task(hold.reached.wait())
                await asyncio.wait({working, reached}, return_when=asyncio.FIRST_COMPLETED)
                reached.cancel()
            meeting = asyncio.create_task(second)
            await asyncio.wait({meeting}, timeout=LOCK_SECONDS)
            hold.go.set()
            await asyncio.gather(working, meeting)
        self.statements = 0 if self._sqlite else hold.count
        self.figures.runs += 1
        self.first[order[0]] += 1
        self.where = f"race {self.figures.runs}, {' '.join(order)}"
        return order

    async def _work(self, side: Side, database: Database, order: list[str]) -> None:
        """Do it in one transaction, and again where the database chose it to end a deadlock, or the
        other one has changed the same conversation.
        """
        while True:
            try:
                async with database.transaction() as tx:
                    await side.act(tx)
                    await tx.flush()
                    # It holds its locks now. Which of two commits returns first says less.
                    order.append(side.name)
            except UserError as error:
                side.refused = type(error)
            except (OperationalError, WriteConflict):
                if side.name in order:
                    order.remove(side.name)
                continue
            return

    def expect(self, holds: object, what: str) -> None:
        """Record what does not hold after the race."""
        self.figures.expect(holds, f"{self.where}: {what}")

    async def audited(self, tx: Transaction, subject: str) -> list[str]:
        """The actions of the audit record about a subject, in their order."""
        lines = select(AUDIT.c.action).where(AUDIT.c.subject == subject).order_by(AUDIT.c.seq)
        return list((await tx._sql.run(lines)).scalars())


@asynccontextmanager
async def racing(url: str, figures: CampaignFigures) -> AsyncIterator[Races]:
    """Races. Each side has to come first often enough, and nothing may be left in the outbox."""
    async with local_driver(url, *PARTS) as driver:
        races = Races(driver, url, figures)
        for database in races.databases:
            await database.open()
            async with database.transaction():
                pass  # it reads the agreement in force, so that the first race is like the others
        try:
            yield races
            async with driver.app.database.transaction() as tx:
                left = select(OUTBOX.c.id).where(OUTBOX.c.state.in_(["waiting", "dead", "failed"]))
                figures.expect(not list(await tx._sql.run(left)), "left in the outbox")
            rarely = min(races.first.values()) < figures.runs // 10
            figures.expect(figures.runs < 20 or not rarely, f"{races.first}")
        finally:
            for database in races.databases:
                await database.close()


class Campaign(Protocol):
    """So many races on a database."""

    def __call__(self, url: str, *, runs: int) -> Awaitable[CampaignFigures]: ...


def repeated(name: str, race: Callable[[Races], Awaitable[None]]) -> Campaign:
    """The campaign in which a race is run again and again."""

    async def campaign(url: str, *, runs: int) -> CampaignFigures:
        figures = CampaignFigures(name=name)
        async with racing(url, figures) as races:
            for _ in range(runs):
                await race(races)
        return figures

    return campaign


def at_each_statement(name: str, race: Callable[[Races], Awaitable[None]]) -> Campaign:
    """The campaign in which each of two acts is held at every statement, or at each of so many."""

    async def campaign(url: str, *, runs: int) -> CampaignFigures:
        figures = CampaignFigures(name=name)
        async with racing(url, figures) as races:
            for is_swapped in (False, True):
                races.stop = (0, is_swapped)
                await race(races)
                for at in range(1, races.statements + 1, runs):
                    races.stop = (at, is_swapped)
                    await race(races)
        return figures

    return campaign


async def run(campaign: Campaign, url: str, runs: int) -> None:
    """Run a campaign, in which the service may log no error."""
    name = parse_database_url(url).get_backend_name()
    logged = CampaignFigures(name=name)
    with no_errors_logged(logged):
        figures = await campaign(url, runs=runs)
    figures.name, figures.wrong = f"{figures.name}, {name}", figures.wrong + logged.wrong
    figures.close()
