"""Updates that come twice, under another number, or in another order change nothing twice."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from storage.core import CONVERSATIONS
from tests.conftest import SEED
from tests.faults.campaign import CampaignFigures
from tests.faults.outcome import Outcome, unfinished
from tests.faults.recorded_updates import (
    NEW_NUMBERS,
    STEPS,
    give,
    record,
    recording_cast,
    renumbered,
)
from tests.faults.scenario_driver import Json

TIMES = 5


async def heard(batches: Iterable[Sequence[Json]]) -> Outcome:
    """What comes of batches of updates on a new database."""
    async with recording_cast() as driver:
        return await give(driver, batches)


def presses(updates: Iterable[Json]) -> list[Json]:
    return [each for each in updates if "callback_query" in each]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def updates() -> list[Json]:
    return await record()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def by_step(updates: list[Json]) -> list[Outcome]:
    """What comes of the updates in order, by the number of steps that the request has taken."""
    found: dict[int, Outcome] = {}
    async with recording_cast() as driver:
        for update in updates:
            outcome = await give(driver, [[update]])
            found[len(outcome.steps())] = outcome
    return [found[steps] for steps in range(len(STEPS) + 1)]


@pytest.fixture(scope="module")
def calm(by_step: list[Outcome]) -> Outcome:
    """What comes of them in the end."""
    outcome = by_step[-1]
    assert tuple(outcome.steps()) == STEPS
    assert max(outcome.sent.times.values()) == 1
    return outcome


async def test_the_same_update_five_times_acts_once(updates: list[Json], calm: Outcome) -> None:
    assert await heard([update] * TIMES for update in updates) == calm


async def test_the_whole_story_repeated_acts_once(updates: list[Json], calm: Outcome) -> None:
    assert await heard([[update] for update in updates] * TIMES) == calm


async def test_presses_under_new_numbers_act_once(updates: list[Json], calm: Outcome) -> None:
    batches = [
        [update, *renumbered(presses([update]) * 3, NEW_NUMBERS + 10 * at)]
        for at, update in enumerate(updates)
    ]
    outcome = await heard(batches)
    assert (outcome.facts, outcome.alerts) == (calm.facts, calm.alerts)
    assert outcome.states["inbox done"] == len(updates) + 3 * len(presses(updates))


async def test_presses_again_after_the_end_act_once(updates: list[Json], calm: Outcome) -> None:
    late = [[press] for press in renumbered(presses(updates), NEW_NUMBERS)]
    outcome = await heard([*([update] for update in updates), *late])
    assert (outcome.facts, outcome.alerts) == (calm.facts, calm.alerts)


@st.composite
def orders(draw: st.DrawFn, count: int) -> list[list[int]]:
    """The places of updates: in any order at all, or with a few moved to elsewhere; in batches."""
    order = list(range(count))
    if draw(st.booleans()):
        order = draw(st.permutations(order))
    else:
        place = st.integers(0, count - 1)
        for taken, put in draw(st.lists(st.tuples(place, place), min_size=1, max_size=4)):
            order.insert(put, order.pop(taken))
    cuts = draw(st.sets(st.integers(1, count - 1)))
    return [order[a:b] for a, b in pairwise([0, *sorted(cuts), count])]


@pytest.fixture
def figures() -> Iterator[CampaignFigures]:
    figures = CampaignFigures(name="updates in another order")
    yield figures
    figures.close()


async def check_order(
    draw: st.DataObject, updates: list[Json], by_step: list[Outcome], figures: CampaignFigures
) -> None:
    """The story may have stopped at any step, but each step that was taken is whole."""
    figures.runs += 1
    batches = draw.draw(orders(len(updates)))
    outcome = await heard([updates[at] for at in batch] for batch in batches)
    calm = by_step[min(len(outcome.steps()), len(STEPS))]
    assert not unfinished(outcome.states)
    assert outcome.alerts == calm.alerts
    for table, rows in calm.facts.items():
        assert table == CONVERSATIONS.name or outcome.facts[table] == rows


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(draw=st.data())
async def test_updates_in_any_order_stop_at_an_allowed_step(
    draw: st.DataObject, updates: list[Json], by_step: list[Outcome], figures: CampaignFigures
) -> None:
    await check_order(draw, updates, by_step, figures)


@pytest.mark.soak
@settings(max_examples=200, derandomize=False, suppress_health_check=list(HealthCheck))
@seed(SEED)
@given(draw=st.data())
async def test_many_orders_of_updates_stop_at_an_allowed_step(
    draw: st.DataObject, updates: list[Json], by_step: list[Outcome], figures: CampaignFigures
) -> None:
    await check_order(draw, updates, by_step, figures)
