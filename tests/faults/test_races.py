"""Several people press at the same moment: one of them acts, each is answered."""

from collections.abc import Callable
from pathlib import Path

import pytest
import structlog
from sqlalchemy import select

from liaison.domain.request_facts import Asked, Kind, Letter
from liaison.usecases.requests import log
from storage.migrate import fresh
from storage.request_rows import EVENTS
from tests.driver import PARTS
from tests.faults.campaign import Tally
from tests.faults.cast import Near, near_cast
from tests.faults.kills import bad

PRESSES = {
    "li": "receive {case} @1 today",
    "zhang": "receive {case} @1 today",
    "sokha": "withdraw {case} @1 settled -",
    "dara": "withdraw {case} @1 mistake -",
}


async def logged(cast: Near) -> str:
    async with cast.app.database.transaction() as tx:
        person = await tx.people.by_chat(cast["sokha"].phone.user_id)
        assert person is not None
        asked = Asked(kind=Kind.VERIFICATION, urgent=False, persons=2, children=0, letter=Letter())
        request = await log(tx, person, asked)
    await cast.settle()
    return request.reference


def steps(cast: Near, reference: str) -> list[str]:
    with cast.ledger._engine.connect() as connection:
        taken = select(EVENTS.c.action).where(EVENTS.c.reference == reference)
        return list(connection.execute(taken.order_by(EVENTS.c.version)).scalars())


async def race(url: str, *, runs: int) -> Tally:
    """Let four people press at once, so often, each time on a new case."""
    tally = Tally(name="presses at one moment")
    with structlog.testing.capture_logs() as logs:
        async with near_cast(url, *PARTS) as cast:
            for _ in range(runs):
                reference = await logged(cast)
                for name, line in PRESSES.items():
                    cast[name].phone.press_shown(line.format(case=reference))
                await cast.settle()
                tally.runs += 1
                tally.doubled += len(steps(cast, reference)) - 2
            answered = [len(cast[name].toasts) for name in PRESSES]
            tally.lost = runs * len(PRESSES) - sum(answered)
            tally.expect(not bad(cast.ledger.states()), f"left: {cast.ledger.states()}")
    errors = [each for each in logs if each["log_level"] in {"error", "critical"}]
    tally.expect(not errors, f"logged: {errors[:3]}")
    return tally


@pytest.mark.faults
async def test_of_four_who_press_at_once_one_acts_on_one_file(folder: Path) -> None:
    (await race(fresh(folder), runs=5)).close()


@pytest.mark.faults
async def test_of_four_who_press_at_once_one_acts_on_postgresql(
    databases: Callable[[str], str],
) -> None:
    (await race(databases("race"), runs=5)).close()


@pytest.mark.soak
async def test_of_four_who_press_at_once_one_acts_however_often(
    databases: Callable[[str], str],
) -> None:
    (await race(databases("long-race"), runs=300)).close()
