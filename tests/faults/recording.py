"""The updates of one story, recorded and given to the service again."""

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from liaison.notifications.rules import CODE_LENGTH
from storage.migrations.migrate import fresh
from tests.faults.cast import NAMES, Json, LocalCast, local_cast, tell_short_story
from tests.faults.ledger import Outcome, outcome_of
from tests.folders import memory_folder

NEW_NUMBERS = 1_000_000_000
MOST_DRAWS = 1_000
STEPS = ("log", "receive", "answer", "close")
"""The steps of the story."""


class Repeatable:
    """The same random bytes for the same length, so that all runs have the same buttons.

    A run can make one draft and one request. The codes of notifications are many, and nobody
    presses them here: each is another.
    """

    def __init__(self) -> None:
        self._draws: Counter[int] = Counter()

    def __call__(self, count: int) -> bytes:
        self._draws[count] += 1
        assert self._draws.total() < MOST_DRAWS, "a second request looks for another reference"
        number = self._draws[count] if count == CODE_LENGTH else 0
        return hashlib.sha256(f"{count} {number}".encode()).digest()[:count]


@asynccontextmanager
async def recording_cast() -> AsyncIterator[LocalCast]:
    """The people of the story on a new database, with repeatable random bytes."""
    with memory_folder() as folder:
        async with local_cast(fresh(folder), *NAMES, random=Repeatable()) as cast:
            yield cast


async def record() -> list[Json]:
    """The updates of the story, those of the opened chats first."""
    async with recording_cast() as cast:
        await tell_short_story(cast)
        return cast.heard


async def give(cast: LocalCast, batches: Iterable[Sequence[Json]]) -> Outcome:
    """What comes of batches of updates that the service receives one after the other."""
    for batch in batches:
        await cast.app.ingest.receive(batch)
        await cast.settle()
    return outcome_of(cast.ledger, cast.sandbox, cast.catalog)


def renumbered(updates: Iterable[Json], start: int) -> list[Json]:
    """The same under new numbers, as Telegram sends again what was not answered."""
    return [{**each, "update_id": start + at} for at, each in enumerate(updates)]
