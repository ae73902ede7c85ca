"""A commit of which nobody knows whether it was made: the line breaks after it, or just before."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from storage.line import Pool
from tests.faults.campaign import Tally
from tests.faults.cast import AFTER_LEASE, Json, Near, near_cast
from tests.faults.kills import NAMES, bad
from tests.faults.ledger import unnumbered
from tests.faults.replays import Outcome, Repeatable, outcome_of

MOST_TRIES = 6

Place = Callable[[], str]
"""Makes an empty database and gives its URL."""


@dataclass
class Cut:
    """Breaks the line at one commit, counted from when it was armed. ``made``: after that."""

    at: int = 0
    made: bool = True
    commits: int = 0

    async def commit(self, really: Callable[[], Awaitable[None]]) -> None:
        self.commits += 1
        if self.commits != self.at:
            await really()
            return
        if self.made:
            await really()
        raise OperationalError("COMMIT", {}, Exception("the line broke"))


@asynccontextmanager
async def cutting() -> AsyncIterator[Cut]:
    """Let all commits of this process go through a cut."""
    cut = Cut()
    with pytest.MonkeyPatch.context() as patch:
        really = Pool._commit

        async def commit(self: Pool, held: list[Connection]) -> None:
            await cut.commit(lambda: really(self, held))

        patch.setattr(Pool, "_commit", commit)
        yield cut


async def in_doubt(place: Place, updates: Sequence[Json], *, every: int, name: str) -> Tally:
    """Tell a story once for every so many of its commits, with that one in doubt."""
    tally = Tally(name=f"a commit in doubt on {name}")
    async with cutting() as cut:
        calm = await _told(place(), updates, cut)
        commits = cut.commits
        for made in (True, False):
            for at in range(1, commits + 1, every):
                run = await _told(place(), updates, cut, at=at, made=made)
                _judge(tally, f"commit {at}, {'made' if made else 'not made'}", run, calm)
    return tally


async def _told(
    url: str, updates: Sequence[Json], cut: Cut, *, at: int = 0, made: bool = True
) -> Outcome:
    async with near_cast(url, *NAMES, random=Repeatable()) as cast:
        cast.patient = True
        cut.at, cut.made, cut.commits = at, made, 0
        for update in updates:
            await _tried(cast, partial(cast.app.ingest.receive, [update]))
            await _tried(cast, cast.settle)
        cut.at = 0
        cast.sandbox.turn(AFTER_LEASE)
        await cast.settle()
        return outcome_of(cast)


async def _tried(cast: Near, work: Callable[[], Awaitable[object]]) -> None:
    """Do something until the database lets it be done, as what runs does again and again."""
    for _ in range(MOST_TRIES):
        try:
            await work()
        except OperationalError:
            cast.sandbox.turn(AFTER_LEASE)
        else:
            return
    raise TimeoutError


def _judge(tally: Tally, where: str, run: Outcome, calm: Outcome) -> None:
    missing, extra = run.sent.missing(calm.sent), run.sent.extra(calm.sent)
    tally.runs += 1
    tally.lost += len(missing)
    tally.extra += extra
    told, must = unnumbered(run.facts), unnumbered(calm.facts)
    tally.doubled += told != must
    tally.expect(not missing, f"{where}: lost {missing}")
    tally.expect(extra <= 1, f"{where}: {extra} extra copies")
    tally.expect(not bad(run.states), f"{where}: {run.states}")
    tally.expect(run.alerts == calm.alerts, f"{where}: {run.alerts}")
    for table, rows in must.items():
        differs = [each for each in told[table] if each not in rows]
        tally.expect(told[table] == rows, f"{where}: {table}: {differs}")
