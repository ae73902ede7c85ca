"""An event loop that is blocked: its watchdog ends the process, nothing is lost or done twice."""

import json
import math
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from bot.monitoring.watchdog import STUCK
from tests.faults.campaign import CampaignFigures, in_parallel
from tests.faults.outcome import Outcome, errors_in, outcome_of, validator
from tests.faults.scenario_driver import (
    NAMES,
    PATIENCE,
    Telling,
    folder_in,
    remote_driver,
    tell_short_story,
)
from tests.scenario import ScenarioDriver, Story

HITS = ("dispatch.before_commit:4", "delivery.after_send:2")
"""Within a transaction, and where it is not recorded that a message has arrived."""
MANY = tuple(
    f"{point}:{number}"
    for point in ("dispatch.before_commit", "delivery.after_send")
    for number in range(3, 9)
)
A_MINUTE, FOR_ALL_OF_IT = 60.0, 120.0
LATE, LAST_WORD = "loop-late", "loop-stuck"


async def run_story(
    folder: Path, url: str, tell: Telling, hit: str, *, seconds: float, patience: float
) -> Outcome:
    """A story whose process is blocked at a crash point, and which is started again."""
    options = {"block": hit, "block_seconds": seconds}
    async with remote_driver(folder, url, *NAMES, processes=[options]) as (driver, remote):
        remote.ends_with, remote.patience = STUCK, patience
        await tell(driver)
        await remote.finish()
        assert remote.kills == (1 if hit else 0), "never reached"
        logged = [json.loads(line)["event"] for line in errors_in(folder)]
        assert [each for each in logged if each != LATE] == [LAST_WORD] * remote.kills, logged
        return outcome_of(remote.state_reader, driver.sandbox, remote.catalog)


async def block_at(
    folder: Path,
    urls: Callable[[str], str],
    tell: Telling,
    hits: Iterable[str],
    *,
    at_once: int,
    seconds: float = math.inf,
    patience: float = PATIENCE,
) -> CampaignFigures:
    """A story for each of the hits, blocked there for so many real seconds."""
    figures = CampaignFigures(name="a blocked event loop")

    async def told(hit: str) -> Outcome:
        place = folder_in(folder, hit or "calm")
        return await run_story(
            place, urls(hit or "calm"), tell, hit, seconds=seconds, patience=patience
        )

    calm = await told("")

    async def one(hit: str) -> None:
        with figures.one_run(hit):
            validator(figures, hit, await told(hit), calm)

    await in_parallel(one, list(hits), at_once=at_once)
    return figures


async def tell_of_a_request(driver: ScenarioDriver) -> None:
    """One person logs a request, others are notified of it."""
    await Story(driver).request_is_logged()


async def test_a_blocked_process_ends_itself(folder: Path, files: Callable[[str], str]) -> None:
    (await block_at(folder, files, tell_of_a_request, HITS, at_once=2)).close()


@pytest.mark.soak
async def test_a_loop_blocked_for_a_minute(folder: Path, files: Callable[[str], str]) -> None:
    """With the watchdog's ordinary patience, which is half a minute."""
    figures = await block_at(
        folder,
        files,
        tell_short_story,
        MANY,
        at_once=len(MANY),
        seconds=A_MINUTE,
        patience=FOR_ALL_OF_IT,
    )
    figures.close()
