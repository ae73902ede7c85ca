"""Several processes on one database: side by side, and one that wakes up after it was taken for
dead.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from sandbox import Sandbox
from tests.faults.campaign import Tally, side_by_side
from tests.faults.cast import Telling, far_cast, orders, place_in
from tests.faults.kills import NAMES, Told, bad, errors_in, judge
from tests.faults.ledger import sent_by
from tests.faults.process import Orders

EXPECTED = {"poll-failed"}
"""What the poller logs whose poll was ended by one of us that woke up."""
CROWD = 25
WORDS = ("hello", "/start", "/menu")
DESKS = ("one", "two")


async def alone(folder: Path, url: str, tell: Telling) -> Told:
    """A story with one process, to compare with."""
    return await _told(folder, url, tell, lambda sandbox: [orders(sandbox, url, folder)])


async def together(folder: Path, url: str, tell: Telling) -> Told:
    """A story with two processes at once."""
    return await _told(
        folder,
        url,
        tell,
        lambda sandbox: [orders(sandbox, url, folder, name=name) for name in DESKS],
    )


async def frozen(folder: Path, url: str, tell: Telling, hit: str) -> Told:
    """A story with one process that is frozen at a point, and another that takes over. At the
    end the first one goes on where it was.
    """
    return await _told(
        folder,
        url,
        tell,
        lambda sandbox: [orders(sandbox, url, folder, name="one", freeze=hit)],
        reserve=lambda sandbox: orders(sandbox, url, folder, name="two"),
    )


async def _told(
    folder: Path,
    url: str,
    tell: Telling,
    processes: Callable[[Sandbox], list[Orders]],
    *,
    reserve: Callable[[Sandbox], Orders] | None = None,
) -> Told:
    async with far_cast(folder, url, *NAMES, processes=processes) as (cast, far):
        far.reserve = None if reserve is None else reserve(cast.sandbox)
        alone = len(far.desks)
        await tell(cast)
        far.thaw()  # what was frozen goes on, and is done with it before it ends
        await cast.settle()
        await far.finish()
        facts = far.ledger.facts()
        return Told(
            restarts=len(far.desks) - alone,
            facts=facts,
            sent=sent_by(cast.sandbox, far.catalog),
            states=far.ledger.states(),
            errors=[
                line for line in errors_in(folder) if not set(json.loads(line).values()) & EXPECTED
            ],
        )


def refused_by_fence(log: Path) -> bool:
    """Whether a process found that somebody else has done what it held."""
    return "claim-lost" in log.read_text(encoding="utf-8")


async def crowd(folder: Path, url: str) -> Tally:
    """Many people at once, each with a few words, on two processes: one answer to each."""
    tally = Tally(name="a crowd at two processes")
    async with far_cast(
        folder,
        url,
        processes=lambda sandbox: [orders(sandbox, url, folder, name=name) for name in DESKS],
    ) as (cast, far):
        phones = [cast.sandbox.user(first_name=f"Person {number}") for number in range(CROWD)]
        for words in WORDS:
            for phone in phones:
                phone.say(words)
            await cast.settle()
        await far.finish()
        for phone in phones:
            answers = [each for each in phone.transcript if each.from_bot]
            tally.runs += len(WORDS)
            tally.lost += max(0, len(WORDS) - len(answers))
            tally.doubled += max(0, len(answers) - len(WORDS))
        tally.expect(not bad(far.ledger.states()), f"left: {far.ledger.states()}")
    return tally


async def replicas(
    folder: Path,
    urls: Callable[[str], str],
    tell: Telling,
    hits: Iterable[str],
    *,
    at_once: int,
) -> Tally:
    """A story with two processes at once, and with one that is frozen at each of the hits.

    ``urls`` makes a new database of a name.
    """
    tally = Tally(name="two processes, or one frozen")
    calm = await alone(place_in(folder, "calm"), urls("calm"), tell)
    both = await together(place_in(folder, "together"), urls("together"), tell)
    judge(tally, "together", both, calm)
    tally.expect(both.sent == calm.sent, "together: a copy of a message")

    async def freeze_at(hit: str) -> None:
        place = place_in(folder, hit)
        try:
            run = await frozen(place, urls(hit), tell, hit)
        except (AssertionError, LookupError, TimeoutError) as error:
            tally.wrong.append(f"{hit}: {type(error).__name__} {error}")
            return
        tally.expect(run.restarts == 1, f"{hit}: never reached")
        judge(tally, hit, run, calm)
        if hit.startswith("dispatch"):
            tally.expect(refused_by_fence(place / "one.log"), f"{hit}: not refused by its fence")

    await side_by_side(freeze_at, list(hits), at_once=at_once)
    return tally
