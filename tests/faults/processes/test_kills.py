"""The service is killed with SIGKILL and started again: nothing is lost, nothing is done twice."""

import asyncio
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import count, zip_longest
from pathlib import Path
from random import Random

import pytest

from bot import crash
from storage.engine.database_url import parse_database_url
from tests.faults.campaign import CampaignFigures, in_parallel
from tests.faults.outcome import LATE, Outcome, errors_in, outcome_of, validator
from tests.faults.scenario_driver import (
    NAMES,
    Telling,
    folder_in,
    remote_driver,
    tell_beginning,
    tell_meeting,
    tell_story,
)

POINTS = frozenset(
    found
    for file in Path(str(crash.__file__)).parent.rglob("*.py")
    for found in re.findall(r'crash_point\("([a-z._]+)"\)', file.read_text(encoding="utf-8"))
)
"""The name of every fault point."""
COMMITS = ("dispatch.before_commit", "delivery.after_send", "scheduler.after_commit")
KILLS = 500
MAX_IN_A_STORY = 3
"""More of them, with the leases that pass after each, would be an outage."""
MAX_HITS = 4
AT_ONCE = 3


async def run_story(
    folder: Path, url: str, tell: Telling, *crashes: str, names: Sequence[str] = NAMES
) -> tuple[int, Outcome]:
    """Tell a story, killed at each of the crash points in turn; the kills, and the outcome."""
    first = {"crash": crashes[0] if crashes else ""}
    async with remote_driver(folder, url, *names, processes=[first]) as (driver, remote):
        remote.crashes = list(crashes[1:])
        await tell(driver)
        await remote.finish()
        errors = errors_in(folder, *LATE)
        assert not errors, errors
        return remote.kills, outcome_of(remote.state_reader, driver.sandbox, remote.catalog)


async def run_calm(
    folder: Path, url: str, tell: Telling, *, names: Sequence[str] = NAMES
) -> Outcome:
    """The undisturbed story."""
    _, calm = await run_story(folder, url, tell, names=names)
    assert max(calm.sent.times.values()) == 1
    return calm


async def kill_at_each(
    folder: Path,
    urls: Callable[[str], str],
    tell: Telling,
    points: Iterable[str],
    *,
    name: str,
    names: Sequence[str] = NAMES,
) -> CampaignFigures:
    """Tell stories, each killed at two crash points, one after the other, so that all are reached.
    One that is never reached fails.
    """
    figures = CampaignFigures(name=f"killed at each crash point, {name}")
    calm = await run_calm(folder_in(folder, "calm"), urls("calm"), tell, names=names)

    async def kill_at(crashes: tuple[str, ...]) -> None:
        run = " ".join(crashes)
        with figures.one_run(run):
            place = folder_in(folder, run)
            kills, outcome = await run_story(place, urls(run), tell, *crashes, names=names)
            figures.expect(kills == len(crashes), f"{run}: {kills} kills")
            validator(figures, run, outcome, calm)

    first = sorted(points)
    later = [first.pop() for _ in range(len(first) // 2)]  # those of the scheduler come late
    pairs = [tuple(filter(None, pair)) for pair in zip_longest(first, later, fillvalue="")]
    await in_parallel(kill_at, pairs, at_once=AT_ONCE)
    return figures


async def kill_often(folder: Path, urls: Callable[[str], str], *, kills: int) -> CampaignFigures:
    """Tell stories, killed at random hits of all crash points, until there were so many kills."""
    url = urls("calm")
    name = parse_database_url(url).get_backend_name()
    figures = CampaignFigures(name=f"killed {kills} times, {name}")
    calm = await run_calm(folder_in(folder, "calm"), url, tell_story)
    chance = Random(figures.seed)
    points: list[str] = []
    stories = count(1)

    async def worker(name: str) -> None:
        while figures.kills < kills and not figures.wrong:
            if len(points) < MAX_IN_A_STORY:
                points.extend(chance.sample(sorted(POINTS), len(POINTS)))
            hits = (chance.randint(1, MAX_HITS) for _ in range(MAX_IN_A_STORY))
            crashes = [f"{points.pop()}:{hit}" for hit in hits]
            run = f"story {next(stories)}, {' '.join(crashes)}"
            with figures.one_run(run):
                place = folder_in(folder, run)
                done, outcome = await run_story(place, urls(name), tell_story, *crashes)
                figures.kills += done
                validator(figures, run, outcome, calm)

    await asyncio.gather(*(worker(f"worker-{at}") for at in range(AT_ONCE)))
    figures.expect(figures.kills >= kills, f"only {figures.kills} kills")
    return figures


async def test_a_kill_at_any_point_changes_none(folder: Path, files: Callable[[str], str]) -> None:
    (await kill_at_each(folder, files, tell_beginning, POINTS, name="SQLite")).close()


async def test_a_kill_on_postgresql_is_safe(folder: Path, databases: Callable[[str], str]) -> None:
    (await kill_at_each(folder, databases, tell_beginning, COMMITS, name="PostgreSQL")).close()


@pytest.mark.soak
async def test_a_kill_at_an_agreement_is_safe(folder: Path, files: Callable[[str], str]) -> None:
    names = ("dara", "zhang")
    figures = await kill_at_each(folder, files, tell_meeting, POINTS, name="a meeting", names=names)
    figures.close()


@pytest.mark.soak
async def test_five_hundred_kills_change_nothing(folder: Path, urls: Callable[[str], str]) -> None:
    (await kill_often(folder, urls, kills=KILLS)).close()
