"""An upgrade while the service runs: the older program works on the schema of a newer one."""

from collections.abc import Callable

from tests.contract.storage.test_migrations import grow
from tests.faults.outcome import unfinished
from tests.faults.scenario_driver import NAMES, local_driver, tell_story


async def test_the_story_continues_on_a_newer_schema(urls: Callable[[str], str]) -> None:
    url = urls("grown")
    grow(url)
    async with local_driver(url, *NAMES) as driver:
        assert driver.app.database.schema == "9999"
        await tell_story(driver)
        assert unfinished(driver.state_reader.states()) == []
