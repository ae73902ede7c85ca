"""Named timestamps, which are never set back, but those of a wrong clock are removed."""

import asyncio
from datetime import datetime

import pytest

from liaison.core.transaction import Timestamps
from storage.database import Database
from tests.contract.samples import SECOND, START, once


async def beat(db: Database, name: str, at: datetime) -> datetime | None:
    return await once(db, lambda tx: tx.of(Timestamps).replace(name, at))


async def test_replacing_a_timestamp_returns_the_previous_one(db: Database) -> None:
    assert await beat(db, "alive", START) is None
    assert await beat(db, "alive", START + SECOND) == START
    assert await beat(db, "alive", START + 9 * SECOND) == START + SECOND
    assert await beat(db, "another", START) is None
    async with db.transaction() as tx:
        await tx.of(Timestamps).record(START + SECOND, "alive", "new")
        found = await tx.of(Timestamps).get("alive", "never", "new")
    assert found == {"alive": START + 9 * SECOND, "new": START + SECOND}


async def test_a_timestamp_is_never_set_back(db: Database) -> None:
    await beat(db, "alive", START + SECOND)
    assert await beat(db, "alive", START) == START + SECOND
    assert await beat(db, "alive", START + 2 * SECOND) == START + SECOND


async def test_those_after_an_instant_are_removed_by_the_beginning_of_their_names(
    db: Database,
) -> None:
    names = ("morning:KH", "morning:KH:any", "morning:CN")
    async with db.transaction() as tx:
        await tx.of(Timestamps).record(START + SECOND, *names)
        await tx.of(Timestamps).forget("morning:KH", START + SECOND)
        assert set(await tx.of(Timestamps).get(*names)) == set(names)
        await tx.of(Timestamps).forget("morning:KH", START)
        assert set(await tx.of(Timestamps).get(*names)) == {"morning:CN"}


@pytest.mark.parametrize("known", [True, False])
async def test_of_many_at_once_one_gets_the_previous_timestamp(
    db: Database, replicas: list[Database], known: bool
) -> None:
    if known:
        await beat(db, "alive", START)
    for seconds in range(10, 60, 10):
        at = START + seconds * SECOND
        found = await asyncio.gather(*(beat(each, "alive", at) for each in replicas * 3))
        before = at - 10 * SECOND if known or seconds > 10 else None
        assert found.count(before) == 1
        assert found.count(at) == len(found) - 1
