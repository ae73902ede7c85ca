"""The desk under the page: stopped and started in earnest, and led through turned time."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage.migrations.migrate import fresh
from tests.driver import PARTS, Cast, controlled, log_verification, open_cast

pytestmark = pytest.mark.stories


@pytest.fixture
async def cast(folder: Path) -> AsyncIterator[Cast]:
    async with open_cast(database_url=fresh(folder), digests=False) as cast:
        yield cast


async def told(cast: Cast, name: str, words: str) -> None:
    """Wait until somebody has been told something."""
    await cast.sandbox.wait_for(lambda: cast[name].has_seen(words))


async def test_what_is_said_during_an_outage_is_answered_after_it(cast: Cast) -> None:
    await cast.gather("sokha", "wang", language="en")
    async with controlled(cast, language="en") as keeper:
        cast["sokha"].phone.say("/cases")
        await told(cast, "sokha", "There are none.")
        await keeper.stop()
        cast["wang"].phone.say("/people")
        await keeper.turn_to(cast.sandbox.now() + timedelta(hours=2))
        assert len(cast.sandbox.pending()) == 1
        before = cast.app
        await keeper.start()
        assert cast.app is not before
        await told(cast, "wang", "The desk was not running")
        await told(cast, "wang", "People of China")
        await keeper.start()
        assert keeper.running


async def test_time_is_led_from_one_thing_that_is_due_to_the_next(cast: Cast) -> None:
    await cast.gather("sokha", "wang", language="en")
    await log_verification(cast, "sokha", persons=1, children=0, letter="7/26 MoI")
    async with controlled(cast, language="en") as keeper:
        due = await cast.service.next_due()
        assert due is not None
        await keeper.turn_to(due)
        assert await cast.service.next_due() not in {None, due}
        await keeper.turn_to(due + timedelta(days=8))
        assert not cast["wang"].has_seen("The desk was not running")
        cast["wang"].phone.say("/people")
        await told(cast, "wang", "People of China")


async def test_the_boards_are_those_that_a_coordinator_reads(cast: Cast) -> None:
    await cast.gather(*PARTS, language="en")
    await cast["zhang"].says("/board")
    async with controlled(cast, language="en") as keeper:
        view = await keeper.view("en")
        for line in view["parties"][1]["board"]:
            assert line in cast["zhang"].card
        names = [cast.sandbox.phones[each["id"]].user.first_name for each in view["people"]]
        assert names == ["Sokha", "Li", "Dara", "Zhang", "Bopha", "Wang"]
        with pytest.raises(KeyError):
            await keeper.view("xx")
        await keeper.stop()
        assert await keeper.view("en") == {**view, "next_due": None}
        assert (await keeper.view("zh"))["parties"] == []


async def test_a_desk_that_ends_by_itself_ends_the_demonstration(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_stop: object) -> None:
        msg = "out of order"
        raise OSError(msg)

    monkeypatch.setattr(cast.app.scheduler, "run", broken)
    async with controlled(cast, language="en") as keeper:
        with pytest.raises(OSError, match="out of order"):
            await keeper.broken
