"""The connection breaks at a COMMIT, made or not: what it held is done once."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from storage.engine.connection import ConnectionProvider
from storage.engine.database_url import parse_database_url
from tests.faults.campaign import CampaignFigures, quick_or_long
from tests.faults.outcome import Outcome, outcome_of, validator
from tests.faults.recorded_updates import Repeatable, record
from tests.faults.scenario_driver import AFTER_LEASE, NAMES, Json, LocalDriver, local_driver

MAX_TRIES = 6


@dataclass
class Cut:
    """Breaks the connection at one commit, by its number: after it was ``made``, or before."""

    at: int = 0
    made: bool = True
    commits: int = 0


@contextmanager
def cutting() -> Iterator[Cut]:
    """Let all commits of this process be counted, and one of them break."""
    cut, commit = Cut(), ConnectionProvider._commit_connection

    def counted(provider: ConnectionProvider, held: list[Connection]) -> None:
        cut.commits += 1
        broken = cut.commits == cut.at
        if not broken or cut.made:
            commit(provider, held)
        if broken:
            raise OperationalError("COMMIT", {}, Exception("the connection broke"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ConnectionProvider, "_commit_connection", counted)
        yield cut


async def in_doubt(urls: Callable[[str], str], *, every: int) -> CampaignFigures:
    """Tell a story once for every so many of its commits, with that one in doubt."""
    updates = await record()
    with cutting() as cut:
        url = urls("calm")
        name = parse_database_url(url).get_backend_name()
        figures = CampaignFigures(name=f"a commit in doubt, {name}")
        calm = await told(url, updates, cut)
        commits = cut.commits
        for made in (True, False):
            for at in range(1, commits + 1, every):
                cut.at, cut.made = at, made
                run = await told(urls("told"), updates, cut)
                validator(figures, f"commit {at}, {'made' if made else 'not made'}", run, calm)
                cut.at = 0
    figures.expect(figures.extra <= figures.runs, f"{figures.extra} copies")
    return figures


async def told(url: str, updates: Sequence[Json], cut: Cut) -> Outcome:
    at, cut.at = cut.at, 0
    async with local_driver(url, *NAMES, random=Repeatable()) as driver:
        driver.patient = True
        cut.at, cut.commits = at, 0
        for update in updates:
            await tried(driver, partial(driver.app.ingest.receive, [update]))
            await tried(driver, driver.settle)
        cut.at = 0
        driver.sandbox.turn(AFTER_LEASE)
        await driver.settle()
        return outcome_of(driver.state_reader, driver.sandbox, driver.catalog)


async def tried(driver: LocalDriver, work: Callable[[], Awaitable[object]]) -> None:
    """Try something again after an error of the database, as the loops of the service do."""
    for _ in range(MAX_TRIES):
        try:
            await work()
        except OperationalError:
            driver.sandbox.turn(AFTER_LEASE)
        else:
            return
    raise TimeoutError


@quick_or_long("every", 240, 8)
async def test_a_commit_in_doubt_is_made_once(urls: Callable[[str], str], every: int) -> None:
    (await in_doubt(urls, every=every)).close()
