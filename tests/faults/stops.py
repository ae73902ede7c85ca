"""Stopped or killed at random moments while people go on talking."""

import asyncio
import json
import random
from pathlib import Path
from time import perf_counter

from storage.migrate import fresh
from tests.conftest import SEED
from tests.driver import TOKEN
from tests.faults.campaign import Tally
from tests.faults.cast import Far, far_cast, orders
from tests.faults.kills import bad, errors_in
from tests.faults.ledger import SENDING, sent_by
from tests.faults.process import start

PEOPLE = ("sokha", "dara", "li", "zhang")
LONGEST_STOP = 10.0
LONGEST_PAUSE = 0.8
"""Real seconds: from before the start is over until after all is said."""
AT_A_TIME = 8
OUTAGE = "alert-outage"
"""What a desk logs, as it should, where several before it ended in their first moments: with the
leases that pass nothing was seen running for minutes. Each outage is told once.
"""


async def stop_at_random(folder: Path, *, runs: int, seed: int = SEED) -> Tally:
    """Let people talk, end the process at some moment, look what was confirmed, start again."""
    tally = Tally(name="stopped at a random moment", seed=seed)
    chance = random.Random(seed)
    url = fresh(folder)
    async with far_cast(
        folder, url, *PEOPLE, processes=lambda sandbox: [orders(sandbox, url, folder)]
    ) as (cast, far):
        updates = cast.sandbox.world.bot(TOKEN.get_secret_value()).updates
        first = updates.next_id - len(PEOPLE)
        for _ in range(runs):
            for _ in range(chance.randrange(AT_A_TIME)):
                cast[chance.choice(PEOPLE)].phone.say("/menu")
            await asyncio.sleep(chance.uniform(0, LONGEST_PAUSE))
            await end(far, tally, gently=chance.random() < 0.5)
            tally.runs += 1
            waiting = {update["update_id"] for update in cast.sandbox.pending()}
            confirmed = set(range(first, updates.next_id)) - waiting
            tally.lost += len(confirmed - far.ledger.updates())
            far.pass_leases()
            far.desks = [start(orders(cast.sandbox, url, folder))]
        cast[PEOPLE[0]].phone.say("/menu")  # answered by a desk that is up
        await cast.settle()
        await far.finish()
        given = set(range(first, updates.next_id))
        tally.expect(far.ledger.updates() == given, f"kept: {far.ledger.updates() ^ given}")
        tally.expect(not bad(far.ledger.states()), f"left: {far.ledger.states()}")
        said = sum(c.method == SENDING and c.code == 200 for c in cast.sandbox.calls)
        tally.lost += max(0, len(given) - said)
        tally.extra += max(0, said - len(given))
        tally.expect(tally.extra <= tally.runs * len(PEOPLE), f"{tally.extra} copies")
    errors = errors_in(folder)
    others = [line for line in errors if OUTAGE not in line]
    outages = [json.loads(line)["subject"] for line in errors if OUTAGE in line]
    tally.expect(not others, f"{others[:3]}")
    tally.expect(len(outages) == len(set(outages)), f"twice: {outages}")
    return tally


async def end(far: Far, tally: Tally, *, gently: bool) -> None:
    """End the process: asked to, which must be quick, or without a word."""
    [desk] = far.desks
    if not gently:
        desk.kill()
        return
    began = perf_counter()
    try:
        code = await desk.stop(LONGEST_STOP)
    except TimeoutError:
        tally.wrong.append(f"a stop took more than {LONGEST_STOP} s")
    else:
        # Before the loop has taken the signals over, they end the process as ever.
        tally.expect(code in {0, -15}, f"stopped with {code}")
        tally.expect(perf_counter() - began <= LONGEST_STOP, "too slow")


async def stop_while_sending(folder: Path) -> Tally:
    """Stop while a call to Telegram hangs; the next start says again what may have arrived."""
    tally = Tally(name="stopped while a call hangs", runs=1)
    url = fresh(folder)
    async with far_cast(
        folder, url, *PEOPLE, processes=lambda sandbox: [orders(sandbox, url, folder)]
    ) as (cast, far):
        await cast.settle()
        before = sent_by(cast.sandbox, far.catalog)
        fault = cast.sandbox.faults.hold(method=SENDING)
        cast[PEOPLE[0]].phone.say("/menu")
        await fault.reached.wait()
        await end(far, tally, gently=True)
        fault.release()
        far.pass_leases()
        far.desks = [start(orders(cast.sandbox, url, folder))]
        await cast.settle()
        await far.finish()
        after = sent_by(cast.sandbox, far.catalog)
        copies = (after.times - before.times).total()
        tally.extra, tally.lost = max(0, copies - 1), int(copies == 0)
        tally.expect(after.marked.total() == 1, "the second time was not marked")
        tally.expect(copies <= 2, f"{copies} copies")
        tally.expect(not bad(far.ledger.states()), f"left: {far.ledger.states()}")
    return tally
