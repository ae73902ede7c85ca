"""Agendas: the same for both Parties, kept over meetings of a kind until discussed."""

from dataclasses import replace
from datetime import timedelta

from liaison.core.agreement import MeetingKind
from liaison.core.people import Person
from liaison.core.working_time import DAY
from liaison.meetings.agenda import AgendaEntry, AgendaItem, ItemAction, ItemId, take_item_step
from liaison.meetings.model import Meeting, Objection
from liaison.meetings.repository import Agendas, Meetings
from liaison.meetings.rules import cancel, decline
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.meetings.test_meetings import LENGTH, accepted, acts, both, keep, proposed
from tests.contract.samples import REFERENCE, Clock, at_once, logged, once

ENTRY = AgendaEntry(title="Standard operating procedures")
FIRST, SECOND, THIRD = "M26-00001", "M26-00002", "M26-00003"


async def agreed(
    tx: Transaction,
    people: tuple[Person, Person],
    code: str,
    *,
    ahead: timedelta,
    kind: MeetingKind = MeetingKind.EMERGENCY,
) -> Meeting:
    """A meeting of an hour, agreed now, that begins after so long."""
    alice, bob = people
    step = proposed(alice, code, kind=kind, starts=[tx.now + ahead], at=tx.now)
    return await keep(tx, step, accepted(step[0], bob))


async def shown(tx: Transaction, meeting: Meeting) -> list[int]:
    items, total = await tx.of(Agendas).listed(meeting, offset=0, limit=99)
    assert total == len(items)
    for each in items:
        assert await tx.of(Agendas).lock(each.id, on=meeting) == each
    return [each.id for each in items]


async def moved(
    tx: Transaction, item: AgendaItem, action: ItemAction, meeting: Meeting, actor: Person
) -> AgendaItem:
    item = take_item_step(item, action, meeting, actor=actor, now=tx.now)
    assert await tx.of(Agendas).change(item)
    return item


async def test_items_are_found_as_they_were_added_in_order(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        people = alice, bob = await both(tx)
        await logged(tx, alice)
        meeting = await agreed(tx, people, FIRST, ahead=DAY)
        first = await tx.of(Agendas).add(meeting, ENTRY, actor=alice)
    clock.turn(LENGTH)
    async with db.transaction() as tx:
        about = AgendaEntry(title="A case that rests", case=REFERENCE)
        second = await tx.of(Agendas).add(meeting, about, actor=bob)
        assert (second.id, second.case, second.party, second.at) == (2, REFERENCE, "CN", tx.now)
        assert await tx.of(Agendas).listed(meeting, offset=0, limit=1) == ([first], 2)
        assert await tx.of(Agendas).listed(meeting, offset=1, limit=1) == ([second], 2)
        assert await tx.of(Agendas).lock(ItemId(3), on=meeting) is None


async def test_open_items_are_on_every_later_one_of_the_kind(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        people = alice, bob = await both(tx)
        first = await agreed(tx, people, FIRST, ahead=DAY)
        other = await agreed(tx, people, THIRD, ahead=DAY, kind=MeetingKind.DIFFERENCE)
        left, taken = [await tx.of(Agendas).add(first, ENTRY, actor=alice) for _ in range(2)]
        second = await agreed(tx, people, SECOND, ahead=3 * DAY)
        assert (await shown(tx, first), await shown(tx, second)) == ([1, 2], [])
        await moved(tx, taken, ItemAction.DROP, first, alice)
    clock.turn(DAY + LENGTH)
    async with db.transaction() as tx:
        assert (await shown(tx, first), await shown(tx, second)) == ([1, 2], [1])
        assert await shown(tx, other) == []
        left = await moved(tx, left, ItemAction.CARRY, replace(first, held_by_maker=True), bob)
        assert await shown(tx, second) == [1]
    clock.turn(2 * DAY)
    async with db.transaction() as tx:
        assert second.is_over(tx.now)
        assert await shown(tx, second) == [1]
        done = await moved(tx, left, ItemAction.DISCUSS, replace(second, held_by_maker=True), bob)
        third = await keep(tx, proposed(alice, "M26-00004", at=tx.now, starts=[tx.now + DAY]))
        assert [await shown(tx, each) for each in (first, second, third)] == [[1, 2], [1], []]
        assert await tx.of(Agendas).lock(done.id, on=second) == done


async def test_what_is_discussed_later_stays_on_the_agenda_that_left_it(
    db: Database, clock: Clock
) -> None:
    async with db.transaction() as tx:
        people = alice, bob = await both(tx)
        first = await agreed(tx, people, FIRST, ahead=DAY)
        item = await tx.of(Agendas).add(first, ENTRY, actor=alice)
        second = await agreed(tx, people, SECOND, ahead=3 * DAY)
        third = await agreed(tx, people, THIRD, ahead=5 * DAY)
    clock.turn(5 * DAY + LENGTH)
    async with db.transaction() as tx:
        assert [await shown(tx, each) for each in (first, second, third)] == [[1]] * 3
        await moved(tx, item, ItemAction.DISCUSS, replace(third, held_by_maker=True), bob)
        assert [await shown(tx, each) for each in (first, second, third)] == [[1]] * 3


async def test_an_ended_meeting_leaves_its_items_to_the_next(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        people = alice, bob = await both(tx)
        meeting = await agreed(tx, people, FIRST, ahead=DAY)
        await tx.of(Agendas).add(meeting, ENTRY, actor=alice)
        gone = cancel(meeting, acts(bob, tx.now), objection=Objection.TIME)
        assert await tx.of(Meetings).change(*gone)
        step = proposed(alice, SECOND, at=tx.now)
        await keep(tx, step)
        await tx.of(Agendas).add(step[0], ENTRY, actor=bob)
        no = decline(step[0], acts(bob, tx.now), objection=Objection.TIME)
        assert await tx.of(Meetings).change(*no)
        third = await keep(tx, proposed(bob, THIRD, at=tx.now))
        assert [await shown(tx, each) for each in (gone[0], no[0], third)] == [[1], [2], [1, 2]]


async def test_numbers_follow_in_any_order(db: Database, replicas: list[Database]) -> None:
    async with db.transaction() as tx:
        people = alice, _ = await both(tx)
        meeting = await agreed(tx, people, FIRST, ahead=DAY)

    await at_once(
        replicas * 2, lambda tx, entry: tx.of(Agendas).add(meeting, entry, actor=alice), [ENTRY] * 8
    )
    assert sorted(await once(db, lambda tx: shown(tx, meeting))) == list(range(1, 9))
