"""However Telegram fails, every notice is delivered or climbs, in its order and not before time."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage.migrate import fresh
from tests.conftest import SEED
from tests.driver import Player
from tests.faults.campaign import Tally
from tests.faults.cast import near_cast
from tests.faults.ledger import SENDING
from tests.faults.notice_storm import CN, KH, drill, name_in, storm
from tests.faults.notice_weather import judge


async def weather(url: str, *, sends: int, chats: int) -> Tally:
    """Let a storm rage until so many messages have arrived."""
    tally = Tally(name="notices in a storm", seed=SEED)
    async with storm(url, seed=SEED, chats=chats) as raging:
        await raging.rage(sends=sends)
        await judge(raging, tally)
        met = raging.faults.met
        tally.expect(met.total() > sends // 20 and len(met) == len(raging.faults.kinds), f"{met}")
        tally.expect(len(raging.gone) == 2, "nobody was lost")
    return tally


@pytest.mark.faults
async def test_in_a_storm_every_notice_comes_or_climbs(folder: Path) -> None:
    (await weather(fresh(folder), sends=200, chats=12)).close()


@pytest.mark.soak
async def test_in_a_long_storm_every_notice_comes_or_climbs(folder: Path) -> None:
    (await weather(fresh(folder), sends=10_000, chats=40)).close()


def drills(player: Player) -> list[str]:
    """The notices that a person has, in the order in which they came."""
    found = [name_in(each.text) for each in player.visible if each.from_bot]
    return [each for each in found if each is not None]


@pytest.mark.faults
@pytest.mark.parametrize("seconds", [1, 30, 3600])
async def test_a_chat_that_has_to_wait_waits_exactly_so_long_while_others_flow(
    folder: Path, seconds: int
) -> None:
    names = ["D00001", "D00002", "D00003"]
    async with near_cast(fresh(folder), "li", "zhang", "sokha") as cast:
        li, zhang, sokha = (cast[name] for name in ("li", "zhang", "sokha"))
        cast.sandbox.faults.too_many(seconds, method=SENDING, chat_id=li.phone.user_id)
        until = cast.sandbox.now() + timedelta(seconds=seconds)
        for name in names:
            async with cast.app.database.transaction() as tx:
                for party in (CN, KH):
                    await drill(tx, name, party)
            await cast.settle()
        assert (drills(li), drills(zhang), drills(sokha)) == ([], names, names)
        await cast.turn_to(until - timedelta(milliseconds=1))
        assert drills(li) == []
        await cast.turn_to(until)
        assert drills(li) == names
        asked = [call.code for call in cast.sandbox.calls if call.chat_id == li.phone.user_id]
        assert asked.count(429) == 1
