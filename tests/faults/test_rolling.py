"""An upgrade while desks run: the program of before goes on with what a newer one has added."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.migrate import fresh, head
from tests.contract.test_migrations import grow
from tests.faults.cast import near_cast, tell_story
from tests.faults.kills import NAMES, bad

pytestmark = pytest.mark.faults


async def goes_on(url: str) -> None:
    """Tell the whole story to a desk on a schema that is newer than its program."""
    grow(url, floor=head())
    async with near_cast(url, *NAMES) as cast:
        assert cast.app.database.schema == "9999"
        await tell_story(cast)
        assert bad(cast.ledger.states()) == []


async def test_the_story_goes_on_where_a_file_has_been_added_to(folder: Path) -> None:
    await goes_on(fresh(folder))


async def test_the_story_goes_on_where_postgresql_has_been_added_to(
    databases: Callable[[str], str],
) -> None:
    await goes_on(databases("grown"))
