"""The outbox: first in first out for each chat, once, and not while Telegram says no."""

from datetime import timedelta

import pytest

from liaison.domain.cards import Button, card, text
from liaison.usecases.ports import Guard, Message, Op, Urgency
from storage.database import Database
from storage.outbox import Ending, OutboxRow
from tests.contract.samples import KH, LEASE, REFERENCE, SECOND, START, Clock, hello, join

pytestmark = pytest.mark.contract


async def say(db: Database, *messages: Message) -> list[bool]:
    async with db.transaction() as tx:
        return [await tx.say(each) for each in messages]


async def claim(
    db: Database, limit: int = 10, busy: frozenset[int] = frozenset()
) -> list[OutboxRow]:
    async with db.transaction() as tx:
        return await tx.outbox.claim(limit=limit, lease=LEASE, busy=busy)


async def sent(db: Database, row: OutboxRow, message_id: int | None = None) -> bool:
    async with db.transaction() as tx:
        return await tx.outbox.sent(row, message_id=message_id)


def said(rows: list[OutboxRow]) -> list[str]:
    return [row.message.card.lines[0].key for row in rows if row.message.card]


async def test_a_message_comes_out_as_it_went_in(db: Database) -> None:
    async with db.transaction() as tx:
        person = await join(tx, KH, 7)
        whole = Message(
            chat_id=7,
            op=Op.EDIT,
            to=person.id,
            card=card(
                text("requests-received", ref=REFERENCE, due=START.date(), at=START, n=3),
                rows=[(Button(text("menu"), "/menu"),)],
            ),
            toast=text("saved", ref=REFERENCE),
            loud=True,
            slot="talk",
            message_id=44,
            query_id="q",
            key="once",
            guard=Guard(reference=REFERENCE, states=("sent", "received")),
            urgency=Urgency.ANSWER,
            matters=False,
        )
        assert await tx.say(whole)
    [row] = await claim(db)
    assert row.message == whole
    assert (row.attempts, row.repeat) == (1, False)


async def test_a_chat_hears_one_message_at_a_time_in_the_order_they_were_said(
    db: Database,
) -> None:
    await say(db, hello(1, "a"), hello(1, "b"), hello(2, "c"))
    first = await claim(db)
    assert said(first) == ["a", "c"]
    assert await claim(db) == []
    assert await sent(db, first[0])
    assert said(await claim(db)) == ["b"]


async def test_messages_with_and_without_a_key_keep_their_order(db: Database) -> None:
    keyed = Message(chat_id=1, op=Op.SEND, card=card(text("b")), key="k")
    await say(db, hello(1, "a"), keyed, hello(1, "c"))
    heard = []
    for _ in range(3):
        [row] = await claim(db)
        heard += said([row])
        await sent(db, row)
    assert heard == ["a", "b", "c"]


async def test_the_answer_to_a_press_waits_for_no_other_message(db: Database) -> None:
    await say(db, hello(1, "a"))
    await claim(db)
    await say(db, hello(1, "x", op=Op.TOAST), hello(1, "y", op=Op.TOAST))
    assert said(await claim(db, busy=frozenset({1}))) == ["x", "y"]


async def test_answers_leave_before_news(db: Database) -> None:
    answer = Message(chat_id=3, op=Op.SEND, card=card(text("b")), urgency=Urgency.ANSWER)
    await say(db, hello(1, "a"), hello(2, "c"), answer)
    assert said(await claim(db, limit=2)) == ["b", "a"]


async def test_busy_chats_are_left_out(db: Database) -> None:
    await say(db, hello(1, "a"), hello(2, "b"), hello(3, "c"))
    assert said(await claim(db, busy=frozenset({1, 3}))) == ["b"]


async def test_a_held_chat_hears_nothing_before_then_and_the_others_do(
    db: Database, clock: Clock
) -> None:
    await say(db, hello(1, "a"), hello(1, "x", op=Op.TOAST), hello(2, "b"))
    async with db.transaction() as tx:
        await tx.outbox.hold_chat(1, START + 30 * SECOND)
    [row] = await claim(db)
    assert said([row]) == ["b"]
    await sent(db, row)
    async with db.transaction() as tx:
        assert await tx.outbox.next_at() == START + 30 * SECOND
    clock.turn(29 * SECOND)
    assert await claim(db) == []
    clock.turn(SECOND)
    assert said(await claim(db)) == ["a", "x"]


async def test_a_second_hold_takes_the_place_of_the_first(db: Database, clock: Clock) -> None:
    await say(db, hello(1, "a"))
    for seconds in (5, 60):
        async with db.transaction() as tx:
            await tx.outbox.hold_chat(1, START + seconds * SECOND)
    clock.turn(59 * SECOND)
    assert await claim(db) == []
    clock.turn(SECOND)
    assert said(await claim(db)) == ["a"]


async def test_a_key_is_said_once_for_ever(db: Database) -> None:
    once = Message(chat_id=1, op=Op.SEND, card=card(text("a")), key="due:KH26-7F3K9:7")
    assert await say(db, once, once) == [True, False]
    [row] = await claim(db)
    await sent(db, row)
    assert await say(db, once) == [False]
    assert await claim(db) == []


async def test_a_slot_remembers_the_message_that_was_sent_into_it_last(db: Database) -> None:
    talk = Message(chat_id=1, op=Op.SEND, card=card(text("a")), slot="talk")
    for message_id in (41, 42):
        await say(db, talk)
        [row] = await claim(db)
        await sent(db, row, message_id)
        async with db.transaction() as tx:
            assert await tx.outbox.shown(1, "talk") == message_id
    async with db.transaction() as tx:
        assert await tx.outbox.shown(2, "talk") is None
        await tx.outbox.forget_shown(1, "talk")
        assert await tx.outbox.shown(1, "talk") is None


async def test_a_holder_that_was_paused_past_its_lease_settles_nothing(
    db: Database, clock: Clock
) -> None:
    talk = Message(chat_id=1, op=Op.SEND, card=card(text("a")), slot="talk")
    await say(db, talk)
    [paused] = await claim(db)
    clock.turn(LEASE)
    [taken] = await claim(db)
    assert not await sent(db, paused, 41)
    async with db.transaction() as tx:
        assert await tx.outbox.shown(1, "talk") is None
        assert not await tx.outbox.retry(paused, at=tx.now, error="paused")
        assert not await tx.outbox.drop(paused, state="failed", error="paused")
    assert await sent(db, taken, 42)


async def test_a_message_that_failed_holds_its_chat_until_it_is_tried_again(
    db: Database, clock: Clock
) -> None:
    await say(db, hello(1, "a"), hello(1, "b"))
    [row] = await claim(db)
    async with db.transaction() as tx:
        assert await tx.outbox.retry(row, at=START + 2 * SECOND, error="502")
    clock.turn(SECOND)
    assert await claim(db) == []
    clock.turn(SECOND)
    [again] = await claim(db)
    assert said([again]) == ["a"]
    assert (again.attempts, again.repeat) == (2, False)


async def test_an_unknown_outcome_is_remembered_through_later_failures(db: Database) -> None:
    await say(db, hello(1, "a"))
    for unknown in (True, False):
        [row] = await claim(db)
        async with db.transaction() as tx:
            await tx.outbox.retry(row, at=tx.now, error="timeout", unknown=unknown)
    [row] = await claim(db)
    assert row.repeat


@pytest.mark.parametrize("state", ["superseded", "failed", "dead"])
async def test_a_dropped_message_frees_its_chat_and_never_comes_back(
    db: Database, clock: Clock, state: Ending
) -> None:
    await say(db, hello(1, "a"), hello(1, "b"))
    [row] = await claim(db)
    async with db.transaction() as tx:
        assert await tx.outbox.drop(row, state=state, error="no longer so")
    clock.turn(timedelta(days=1))
    assert said(await claim(db)) == ["b"]


async def test_the_next_moment_is_that_of_a_message_that_can_be_taken(db: Database) -> None:
    async with db.transaction() as tx:
        assert await tx.outbox.next_at() is None
        await tx.say(hello(1, "a"))
        await tx.say(hello(1, "b"))
        assert await tx.outbox.next_at() == START
    await claim(db)
    async with db.transaction() as tx:
        assert await tx.outbox.next_at() == START + LEASE


async def test_nothing_is_said_when_the_transaction_fails(db: Database) -> None:
    async def fails() -> None:
        async with db.transaction() as tx:
            await tx.say(hello(1, "a"))
            raise KeyError

    with pytest.raises(KeyError):
        await fails()
    assert await claim(db) == []
