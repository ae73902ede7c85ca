"""An upgrade while the service runs: the older program works on the schema of a newer one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.migrations.migrate import fresh, head
from tests.contract.storage.test_migrations import grow
from tests.faults.outcome import unfinished
from tests.faults.scenario_driver import NAMES, local_driver, tell_story

pytestmark = pytest.mark.faults


async def goes_on(url: str) -> None:
    """Tell the whole story on a schema that is newer than the program."""
    grow(url, floor=head())
    async with local_driver(url, *NAMES) as driver:
        assert driver.app.database.schema == "9999"
        await tell_story(driver)
        assert unfinished(driver.state_reader.states()) == []


async def test_the_story_goes_on_where_a_file_has_been_added_to(folder: Path) -> None:
    await goes_on(fresh(folder))


async def test_the_story_goes_on_where_postgresql_has_been_added_to(
    databases: Callable[[str], str],
) -> None:
    await goes_on(databases("grown"))
