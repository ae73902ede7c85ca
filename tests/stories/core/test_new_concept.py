"""A concept that the service does not know takes one package and one line of registration."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from typing_extensions import override

from bot.app import App
from bot.concepts import CONCEPTS
from bot.i18n.catalog import Catalog
from liaison.core.registry import Registry, Unregistered
from liaison.core.timers import TimerKind, run_timer
from tests.fresh_databases import fresh
from tests.scenario import ScenarioDriver, open_driver
from tests.stories.prepared_state import BOTH_PARTIES, prove, skip_to
from tests.visit.concept import CONCEPT
from tests.visit.storage import VISITS

VISIT_TEXTS = Path(__file__).parents[2] / "visit" / "locales"


class _Catalog(Catalog):
    """The texts of the service, and those of visits."""

    @classmethod
    @override
    def load(cls, *folders: Path, **options: Any) -> Catalog:
        return super().load(*folders, VISIT_TEXTS, **options)


class _App(App):
    catalog_type = _Catalog


@pytest.fixture
async def visited(folder: Path) -> AsyncIterator[ScenarioDriver]:
    """Both Parties, with visits beside all that the service does."""
    url = fresh(folder)
    engine = create_engine(url)
    VISITS.metadata.create_all(engine)
    engine.dispose()
    concepts = (*CONCEPTS, CONCEPT)
    async with open_driver(database_url=url, concepts=concepts, app_type=_App) as opened:
        await opened.gather(*BOTH_PARTIES, language="en")
        yield opened
        await prove(opened.app.database)


async def test_a_visit_is_announced_and_confirmed_and_its_timer_reminds(
    visited: ScenarioDriver,
) -> None:
    sokha, zhang = visited["sokha"], visited["zhang"]
    await sokha.says("/menu meetings")
    await sokha.presses("Visit")
    assert "not yet confirmed" in await sokha.says("2026-03-20")
    zhang.sees("announces a visit on 20 March")
    assert "confirmed" in await zhang.presses("Confirm the visit")
    assert "This visit cannot be confirmed." in await zhang.says("/visit 1 confirm")
    await skip_to(visited, datetime(2026, 3, 19, 1, tzinfo=UTC))
    sokha.sees("Visit 1 is tomorrow")


async def test_the_other_party_agrees_to_move_a_visit(visited: ScenarioDriver) -> None:
    dara, zhang = visited["dara"], visited["zhang"]
    await dara.says("/visit 2026-03-20", "/visit 1 move 2026-03-25")
    dara.sees("Proposed to the other Party")
    zhang.sees("visit 1 moves from 20 March to 25 March")
    await zhang.chooses("button-approval-agree")
    await zhang.sends()
    zhang.sees_key("button-open-visit", number=1)
    assert "on 25 March" in await zhang.says("/visit 1")
    await skip_to(visited, datetime(2026, 3, 24, 1, tzinfo=UTC))
    dara.sees("Visit 1 is tomorrow, 25 March")


async def test_an_administrator_has_no_visits(visited: ScenarioDriver) -> None:
    bopha = visited["bopha"]
    await bopha.says("/menu meetings")
    assert "Visit" not in bopha.buttons
    await bopha.says("/visit 1")
    bopha.sees(
        "Your role does not allow this: ask a colleague. The role of Sokha and Dara allows it."
    )


async def test_what_only_a_newer_version_knows_is_left_to_it(visited: ScenarioDriver) -> None:
    dara, zhang = visited["dara"], visited["zhang"]
    await dara.says("/visit 2026-03-20", "/visit 1 move 2026-03-25")
    database = visited.app.database
    known, database.registry = database.registry, Registry(CONCEPTS)
    await zhang.says("/approvals")
    zhang.sees_key("list-none")
    assert "announces a visit" in await zhang.says("/inbox all")
    await skip_to(visited, datetime(2026, 3, 19, 1, tzinfo=UTC))
    assert not dara.has_seen("Visit 1 is tomorrow")
    database.registry = known
    await visited.turn(timedelta(hours=1))
    dara.sees("Visit 1 is tomorrow")


async def test_a_service_without_visits_leaves_their_timers_alone(driver: ScenarioDriver) -> None:
    async with driver.app.database.transaction() as tx:
        with pytest.raises(Unregistered):
            await run_timer(tx, kind="visit", subject="1", since=tx.now)


def test_no_two_concepts_register_the_same() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        Registry([CONCEPT, (next(each for each in CONCEPT if isinstance(each, TimerKind)),)])
