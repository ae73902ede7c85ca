"""A loop that stands still: its watchdog ends the process, and what the story then comes to."""

import json
import math
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.watchdog import STUCK
from tests.faults.campaign import Tally, side_by_side
from tests.faults.cast import PATIENCE, Telling, far_cast, orders, place_in
from tests.faults.kills import NAMES, Told, ended, judge, told

LATE, LAST_WORD = "loop-late", "loop-stuck"


async def stuck(
    folder: Path, url: str, tell: Telling, hit: str, *, seconds: float, patience: float
) -> Told:
    """A story with a process whose loop stands still at a point, and which is started again."""
    async with far_cast(
        folder,
        url,
        *NAMES,
        processes=lambda sandbox: [orders(sandbox, url, folder, block=hit, block_seconds=seconds)],
    ) as (cast, far):
        far.ends_with, far.patience = STUCK, patience
        await tell(cast)
        return await ended(folder, cast, far)


async def stand_still(
    folder: Path,
    urls: Callable[[str], str],
    tell: Telling,
    hits: Iterable[str],
    *,
    at_once: int,
    seconds: float = math.inf,
    patience: float = PATIENCE,
) -> Tally:
    """A story for each of the hits, with a loop that stands still there for so many real seconds.

    ``urls`` makes a new database of a name.
    """
    tally = Tally(name="a loop that stands still")
    calm = await told(place_in(folder, "calm"), urls("calm"), tell)
    tally.expect(not calm.errors, f"undisturbed: {calm.errors}")

    async def stand_still_at(hit: str) -> None:
        place = place_in(folder, hit)
        try:
            run = await stuck(place, urls(hit), tell, hit, seconds=seconds, patience=patience)
        except (AssertionError, LookupError, TimeoutError) as error:
            tally.wrong.append(f"{hit}: {type(error).__name__} {error}")
            return
        tally.expect(run.restarts == 1, f"{hit}: never reached")
        said = [json.loads(line)["event"] for line in run.errors if line.startswith("{")]
        tally.expect([each for each in said if each != LATE] == [LAST_WORD], f"{hit}: {run.errors}")
        run.errors.clear()
        judge(tally, hit, run, calm)

    await side_by_side(stand_still_at, list(hits), at_once=at_once)
    return tally
