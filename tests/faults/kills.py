"""Killed at a crash point, started again: what the story then comes to."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.crash import POINTS
from tests.driver import Cast
from tests.faults.campaign import Tally, side_by_side
from tests.faults.cast import Far, Telling, far_cast, orders, place_in
from tests.faults.ledger import Facts, Rows, Sent, sent_by, unnumbered

NAMES = ("sokha", "li")
AT_ONCE = 3


@dataclass(frozen=True, kw_only=True)
class Told:
    """How a story came out."""

    restarts: int
    facts: Facts
    sent: Sent
    states: Counter[str]
    errors: list[str]


async def told(
    folder: Path, url: str, tell: Telling, *, crash: str = "", names: Sequence[str] = NAMES
) -> Told:
    """Tell a story of some people once on a new database, killed where ``crash`` says."""
    async with far_cast(
        folder, url, *names, processes=lambda sandbox: [orders(sandbox, url, folder, crash=crash)]
    ) as (cast, far):
        await tell(cast)
        return await ended(folder, cast, far)


async def ended(folder: Path, cast: Cast, far: Far) -> Told:
    """Stop the processes of a story, and say how it came out."""
    await far.finish()
    return Told(
        restarts=far.kills,
        facts=far.ledger.facts(),
        sent=sent_by(cast.sandbox, far.catalog),
        states=far.ledger.states(),
        errors=errors_in(folder),
    )


def errors_in(folder: Path) -> list[str]:
    """The lines of the logs in a folder that tell of an error."""
    return [
        line
        for log in sorted(folder.glob("*.log"))
        for line in log.read_text(encoding="utf-8").splitlines()
        if not line.startswith("{") or json.loads(line)["level"] in {"error", "critical"}
    ]


async def kill_at_every_point(
    folder: Path,
    urls: Callable[[str], str],
    tell: Telling,
    *,
    most: int,
    points: Iterable[str] = POINTS,
    name: str = "SQLite",
    names: Sequence[str] = NAMES,
) -> Tally:
    """Tell a story once for each hit of each point, killed there; of each point at most so many
    hits. A point that is never reached is a failure. ``urls`` makes a new database of a name.
    """
    tally = Tally(name=f"killed at a crash point on {name}")
    calm = await told(place_in(folder, "calm"), urls("calm"), tell, names=names)
    tally.expect(calm.restarts == 0 and not calm.errors, f"undisturbed: {calm.errors}")
    tally.expect(max(calm.sent.times.values()) == 1, "undisturbed: said twice")

    async def kill_at(point: str) -> None:
        for number in range(1, most + 1):
            hit = f"{point}:{number}"
            try:
                run = await told(place_in(folder, hit), urls(hit), tell, crash=hit, names=names)
            except (AssertionError, LookupError, TimeoutError) as error:
                tally.wrong.append(f"{hit}: {type(error).__name__} {error}")
                continue
            judge(tally, hit, run, calm)
            if run.restarts == 0:
                tally.expect(number > 1, f"{hit}: never reached")
                return

    await side_by_side(kill_at, sorted(points), at_once=AT_ONCE)
    return tally


def judge(tally: Tally, hit: str, run: Told, calm: Told) -> None:
    """Compare a disturbed story with the undisturbed one."""
    tally.runs += 1
    tally.kills += run.restarts
    missing = run.sent.missing(calm.sent)
    extra = run.sent.extra(calm.sent)
    tally.lost += len(missing)
    tally.extra += extra
    came, must = unnumbered(run.facts), unnumbered(calm.facts)
    tally.doubled += came != must
    tally.expect(run.restarts <= 1, f"{hit}: started {run.restarts} times")
    tally.expect(not run.errors, f"{hit}: {run.errors}")
    tally.expect(not missing, f"{hit}: lost {missing}")
    tally.expect(not run.sent.strange(calm.sent), f"{hit}: {run.sent.strange(calm.sent)}")
    for table, rows in must.items():
        found = differing(came[table], rows)
        tally.expect(not found, f"{hit}: {table}: {found}")
    tally.expect(run.states["inbox done"] == calm.states["inbox done"], f"{hit}: {run.states}")
    tally.expect(not bad(run.states), f"{hit}: {run.states}")
    tally.expect(not run.sent.wrong_copies(), f"{hit}: copies {run.sent.wrong_copies()}")


def differing(ours: Rows, theirs: Rows) -> str:
    """The rows of a table that only one of two stories has, for a message; empty where they are the
    same.
    """
    if ours == theirs:
        return ""
    strange = [row for row in ours if row not in theirs]
    missing = [row for row in theirs if row not in ours]
    return f"{len(ours)} rows, not {len(theirs)}: {strange} not {missing}"


def bad(states: Counter[str]) -> list[str]:
    """What must not be left in a queue at the end."""
    return [state for state in states if state.split()[1] in {"waiting", "dead", "failed"}]
