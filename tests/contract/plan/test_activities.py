"""The plan of action: numbered one after the other, listed with what is open on top."""

import asyncio
from datetime import date

from liaison.core.agreement import PartyCode
from liaison.core.working_time import DAY
from liaison.meetings.model import MeetingCode
from liaison.plan.repository import Activities
from liaison.plan.rules import ActivityAction, ActivityNumber, Intent, take_action
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.meetings.test_agendas import FIRST, agreed
from tests.contract.meetings.test_meetings import both
from tests.contract.samples import CN, KH, once

LAST = date(2026, 7, 31)


def intent(
    lead: PartyCode | None = CN, last_on: date = LAST, words: str = "Joint operation"
) -> Intent:
    titles = {"en": words, "km": "ប្រតិបត្តិការ", "zh": "联合行动"}
    return Intent(titles=titles, lead=lead, first_on=None, last_on=last_on)


async def listed(tx: Transaction, which: str) -> list[int]:
    found, total = await tx.of(Activities).listed(which, limit=99)
    assert total == len(found)
    return [each.number for each in found]


async def test_an_activity_is_found_as_it_was_added(db: Database) -> None:
    async with db.transaction() as tx:
        people = alice, _ = await both(tx)
        meeting = await agreed(tx, people, FIRST, ahead=DAY)
        decided = await tx.of(Activities).add(intent(None), source=meeting.code, actor=alice)
        other = await tx.of(Activities).add(intent(KH), source=None, actor=None)
    async with db.transaction() as tx:
        assert await tx.of(Activities).lock(ActivityNumber(1)) == decided
        assert await tx.of(Activities).lock(ActivityNumber(3)) is None
        assert await tx.of(Activities).decided(meeting.code) == [decided]
        assert await tx.of(Activities).decided(MeetingCode("M26-0000Z")) == []
        assert await tx.of(Activities).imported() == [other]


async def test_what_is_open_comes_first_by_its_last_day_page_by_page(db: Database) -> None:
    async with db.transaction() as tx:
        _, bob = await both(tx)
        for days in (3, 1, 2, 0):
            await tx.of(Activities).add(intent(CN, LAST + days * DAY), source=None, actor=None)
        first = await tx.of(Activities).lock(ActivityNumber(4))
        assert first is not None
        done = take_action(first, ActivityAction.FINISH, bob, tx.now)
        assert await tx.of(Activities).change(done)
        assert await listed(tx, "open") == [2, 3, 1]
        assert await listed(tx, "all") == [2, 3, 1, 4]
        found, total = await tx.of(Activities).listed("all", offset=2, limit=1)
        assert ([each.number for each in found], total) == ([1], 4)


async def test_a_failure_leaves_no_gap_in_numbers(db: Database, replicas: list[Database]) -> None:
    class Failed(Exception):
        pass

    async def add(replica: Database, *, fails: bool) -> None:
        async with replica.transaction() as tx:
            await tx.of(Activities).add(intent(), source=None, actor=None)
            if fails:
                raise Failed

    plans = [add(each, fails=fails) for each in replicas for fails in (False, True)]
    done = await asyncio.gather(*plans, return_exceptions=True)
    assert [type(each) for each in done] == [type(None), Failed] * 4
    assert sorted(await once(db, lambda tx: listed(tx, "all"))) == [1, 2, 3, 4]
