"""The updates of one story, recorded and given to the service again."""

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from sqlalchemy import select

from liaison.notifications.rules import CODE_LENGTH
from storage.pending_acts import PENDING_ACTS
from tests.faults.outcome import Outcome, outcome_of
from tests.faults.scenario_driver import NAMES, Json, LocalDriver, local_driver, tell_short_story
from tests.fresh_databases import fresh
from tests.memory_folder import memory_folder
from tests.scenario import HOLD

NEW_NUMBERS = 1_000_000_000
MAX_DRAWS = 1_000
STEPS = ("log", "receive", "answer", "close")
"""The steps of the story."""


class Repeatable:
    """The same random bytes for the same length, so that all runs have the same buttons."""

    def __init__(self) -> None:
        self._draws: Counter[int] = Counter()

    def __call__(self, count: int) -> bytes:
        self._draws[count] += 1
        assert self._draws.total() < MAX_DRAWS, "a second request looks for another reference"
        number = self._draws[count] if count == CODE_LENGTH else 0
        return hashlib.sha256(f"{count} {number}".encode()).digest()[:count]


@asynccontextmanager
async def recording_cast() -> AsyncIterator[LocalDriver]:
    """The people of the story on a new database, with repeatable random bytes."""
    with memory_folder() as folder:
        async with local_driver(fresh(folder), *NAMES, random=Repeatable()) as driver:
            yield driver


async def record() -> list[Json]:
    """The updates of the story, those of the opened chats first."""
    async with recording_cast() as driver:
        await tell_short_story(driver)
        return driver.heard


async def give(driver: LocalDriver, batches: Iterable[Sequence[Json]]) -> Outcome:
    """What comes of batches of updates that the service receives one after the other."""
    for batch in batches:
        await driver.app.ingest.receive(batch)
        await driver.settle()
        async with driver.app.database.transaction() as tx:
            pending = (await tx._sql.run(select(PENDING_ACTS.c.id))).all()
        if pending:
            await driver.turn(HOLD)
    return outcome_of(driver.state_reader, driver.sandbox, driver.catalog)


def renumbered(updates: Iterable[Json], start: int) -> list[Json]:
    """The same under new numbers, as Telegram sends again what was not answered."""
    return [{**each, "update_id": start + at} for at, each in enumerate(updates)]
