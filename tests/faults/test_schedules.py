"""Whatever happens by chance, what people do comes to the same."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.catalog import Catalog
from bot.ingest import Ingest
from storage.migrate import fresh
from tests.conftest import SEED
from tests.contract.servers import empty
from tests.faults.campaign import Tally
from tests.faults.plans import Dies, Schedule, draw_plan
from tests.faults.schedules import begun, by_chance, come, judge, shared_engines

PLANS, EACH = 50, 20
PARTS = range(10)
ON_A_SERVER = 9
"""The first part that is told on PostgreSQL: a tenth of all schedules."""


@pytest.fixture
def emptied(folder: Path) -> Callable[[], str]:
    """One SQLite file, emptied whenever it is asked for."""

    def made() -> str:
        for file in folder.iterdir():
            file.unlink()
        return fresh(folder)

    return made


@pytest.fixture(autouse=True)
def engines() -> Iterator[None]:
    with shared_engines():
        yield


@pytest.mark.faults
async def test_whatever_happens_it_comes_to_the_same(emptied: Callable[[], str]) -> None:
    tally = await by_chance(emptied, plans=2, each=4, name="schedules by chance")
    tally.close()


@pytest.mark.soak
@pytest.mark.parametrize("part", PARTS)
async def test_whatever_happens_for_long_it_comes_to_the_same(
    part: int, emptied: Callable[[], str], server: str
) -> None:
    def emptied_server() -> str:
        empty(server)
        return server

    served = part >= ON_A_SERVER
    tally = await by_chance(
        emptied_server if served else emptied,
        plans=PLANS,
        each=EACH,
        name=f"schedules by chance on {'PostgreSQL' if served else 'SQLite'}, part {part}",
        seed=SEED + part,
    )
    tally.close()


# A judge that finds nothing says nothing: bugs that were planted have to be found.


async def _dying_at(point: str, place: Callable[[], str]) -> Tally:
    plan = draw_plan(await begun(place), seed=SEED)
    tally = Tally(name=f"dying at {point}")
    calm = await come(place(), Schedule(plan))
    schedule = Schedule(plan, ((0, Dies(point, 1)),))
    judge(tally, schedule, await come(place(), schedule), calm)
    assert tally.kills == 1
    return tally


@pytest.mark.faults
async def test_a_desk_that_does_not_say_that_it_repeats_is_found_out(
    emptied: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not (await _dying_at("delivery.after_send", emptied)).wrong
    render = Catalog.render

    def plainly(catalog: Catalog, *given: Any, **options: Any) -> Any:
        return render(catalog, *given, **{**options, "repeat": False})

    monkeypatch.setattr(Catalog, "render", plainly)
    [wrong] = (await _dying_at("delivery.after_send", emptied)).wrong
    assert "unmarked" in wrong


@pytest.mark.faults
async def test_a_desk_that_confirms_what_it_has_not_kept_is_found_out(
    emptied: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = Ingest._keep

    async def confirms(ingest: Ingest, found: Any) -> None:
        if found:
            ingest._offset = found[-1]["update_id"] + 1
            await ingest._fetch(0)
        await keep(ingest, found)

    monkeypatch.setattr(Ingest, "_keep", confirms)
    tally = await _dying_at("ingest.before_commit", emptied)
    assert tally.lost > 0
    assert tally.wrong
