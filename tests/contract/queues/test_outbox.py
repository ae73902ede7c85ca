"""The outbox: first in first out for each chat, once, and not while a chat is paused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text as statement

from liaison.core.cards import card, text
from liaison.core.channels import FIRST_NEWCOMER, Address
from liaison.core.outbox import Message, Op, SendPrecondition, Urgency
from liaison.requests.model import REQUEST_SUBJECT
from storage.database import Database
from storage.queues.outbox import Ending, OutboxRow
from tests.contract.samples import LEASE, REFERENCE, SECOND, START, Clock, hello, once

REQUEST = SendPrecondition(subject=REQUEST_SUBJECT, subject_id=REFERENCE, states=("sent",))
ENDINGS: tuple[Ending, ...] = ("dead", "failed", "superseded")


async def enqueue(db: Database, *messages: Message) -> None:
    async with db.transaction() as tx:
        for each in messages:
            await tx.enqueue(each)


async def claim(db: Database, *busy: int, limit: int = 10) -> list[OutboxRow]:
    async with db.transaction() as tx:
        return await tx.outbox.claim(limit=limit, lease=LEASE, busy=frozenset(busy))


async def sent(db: Database, row: OutboxRow, message_id: int | None = None) -> bool:
    return await once(db, lambda tx: tx.outbox.sent([(row, message_id)])) == {row.id}


def texts(rows: list[OutboxRow]) -> list[str]:
    return [row.message.card.lines[0].key for row in rows if row.message.card]


def letter(words: str, *, address: str | None = "sokha@interior.example") -> Message:
    return Message(address=Address(1), op=Op.MAIL, card=card(text(words)), mail_address=address)


async def test_a_letter_waits_for_no_message_and_for_no_hold_of_its_chat(db: Database) -> None:
    await enqueue(db, hello(1, "a"))
    await claim(db)
    async with db.transaction() as tx:
        await tx.outbox.pause_chat(Address(1), START + LEASE)
        await tx.enqueue(letter("x"))
        await tx.enqueue(letter("y"))
    assert texts(await claim(db, 1)) == ["x", "y"]


async def test_letters_are_taken_apart_where_it_is_asked_for(db: Database) -> None:
    await enqueue(db, hello(1, "a"), letter("x"), letter("y"), hello(2, "b"))
    async with db.transaction() as tx:
        letters = await tx.outbox.claim(limit=1, lease=LEASE, mail=True)
        others = await tx.outbox.claim(limit=9, lease=LEASE, mail=False)
        rest = await tx.outbox.claim(limit=9, lease=LEASE)
    assert (texts(letters), texts(others), texts(rest)) == (["x"], ["a", "b"], ["y"])


async def test_messages_to_pages_are_claimed_by_themselves(db: Database) -> None:
    async with db.transaction() as tx:
        for address in (FIRST_NEWCOMER, 1):
            await tx.enqueue(hello(address, str(address)))
            await tx.enqueue(replace(letter("m"), address=Address(address)))
        pages = await tx.outbox.claim(limit=9, lease=LEASE, mail=False, page=True)
        others = await tx.outbox.claim(limit=9, lease=LEASE, mail=False, page=False)
        assert (texts(pages), texts(others)) == ([str(FIRST_NEWCOMER)], ["1"])
        assert texts(await tx.outbox.claim(limit=9, lease=LEASE, mail=True)) == ["m", "m"]


async def test_a_chat_is_sent_one_message_at_a_time_in_their_order(db: Database) -> None:
    await enqueue(db, hello(1, "a"), hello(1, "b"), hello(2, "c"))
    first = await claim(db)
    assert texts(first) == ["a", "c"]
    assert await claim(db) == []
    assert await sent(db, first[0])
    assert texts(await claim(db)) == ["b"]


MARKS: dict[str, dict[str, Any]] = {
    "!": {"urgency": Urgency.HIGH},
    "?": {"urgency": Urgency.REPLY},
    "#": {"dedupe_key": "k"},
}
"""By the character with which its words begin, what is special about a message."""


@pytest.mark.parametrize(
    ("transactions", "order"),
    [
        ([["a", "#b", "c"]], ["a", "#b", "c"]),
        (
            [["news", "!alarm", "more news", "?answer", "?answers"]],
            ["?answer", "?answers", "!alarm", "news", "more news"],
        ),
        ([["a", "b"], ["!alarm"], ["!more"]], ["!alarm", "!more", "a", "b"]),
    ],
    ids=["with and without a key", "in one transaction", "in several"],
)
async def test_a_chat_is_sent_the_most_urgent_first_and_the_others_in_their_order(
    db: Database, transactions: list[list[str]], order: list[str]
) -> None:
    for written in transactions:
        await enqueue(db, *(replace(hello(1, each), **MARKS.get(each[0], {})) for each in written))
    for words in order:
        [row] = await claim(db)
        assert texts([row]) == [words]
        await sent(db, row)


async def test_a_message_with_a_key_leaves_alone_what_is_for_other_chats(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.enqueue(hello(1, "a"))
        await tx.enqueue(replace(hello(2, "b"), dedupe_key="k"))
        await tx.enqueue(replace(hello(1, "c"), urgency=Urgency.REPLY))
    assert texts(await claim(db)) == ["c", "b"]


async def test_the_answer_to_a_press_waits_for_no_other_message(db: Database) -> None:
    await enqueue(db, hello(1, "a"))
    await claim(db)
    await enqueue(db, hello(1, "x", op=Op.ANSWER_CALLBACK), hello(1, "y", op=Op.ANSWER_CALLBACK))
    assert texts(await claim(db, 1)) == ["x", "y"]


async def test_answers_leave_before_news(db: Database) -> None:
    answer = Message(address=Address(3), op=Op.SEND, card=card(text("b")), urgency=Urgency.REPLY)
    await enqueue(db, hello(1, "a"), hello(2, "c"), answer)
    assert texts(await claim(db, limit=2)) == ["b", "a"]


async def test_nothing_overtakes_a_message_being_sent_to_its_chat(db: Database) -> None:
    await enqueue(db, hello(1, "a"))
    [row] = await claim(db)
    await enqueue(db, replace(hello(1, "alarm"), urgency=Urgency.HIGH))
    assert await claim(db) == []
    assert await once(db, lambda tx: tx.outbox.retry(row, at=START + 2 * LEASE, error="500"))
    assert texts(await claim(db)) == ["alarm"]


async def test_a_dead_worker_delays_no_emergency_past_its_lease(db: Database, clock: Clock) -> None:
    await enqueue(db, hello(1, "a"))
    await claim(db)
    await enqueue(db, replace(hello(1, "alarm"), urgency=Urgency.HIGH))
    clock.turn(LEASE)
    assert texts(await claim(db)) == ["alarm"]


async def test_busy_chats_are_left_out(db: Database) -> None:
    await enqueue(db, hello(1, "a"), hello(2, "b"), hello(3, "c"))
    assert texts(await claim(db, 1, 3)) == ["b"]


async def test_a_paused_chat_is_sent_nothing_and_the_others_are(db: Database, clock: Clock) -> None:
    await enqueue(db, hello(1, "a"), hello(1, "x", op=Op.ANSWER_CALLBACK), hello(2, "b"))
    await once(db, lambda tx: tx.outbox.pause_chat(Address(1), START + 30 * SECOND))
    [row] = await claim(db)
    assert texts([row]) == ["b"]
    await sent(db, row)
    clock.turn(29 * SECOND)
    assert await claim(db) == []
    clock.turn(SECOND)
    assert texts(await claim(db)) == ["a", "x"]


async def test_a_second_pause_replaces_the_first(db: Database, clock: Clock) -> None:
    await enqueue(db, hello(1, "a"))
    for seconds in (5, 60):
        async with db.transaction() as tx:
            await tx.outbox.pause_chat(Address(1), START + seconds * SECOND)
    clock.turn(59 * SECOND)
    assert await claim(db) == []
    clock.turn(SECOND)
    assert texts(await claim(db)) == ["a"]


async def test_a_message_with_a_dedupe_key_is_sent_once(db: Database) -> None:
    once = Message(
        address=Address(1), op=Op.SEND, card=card(text("a")), dedupe_key="due:KH26-7F3K9:7"
    )
    async with db.transaction() as tx:
        assert await tx.enqueue_once(once)
        assert not await tx.enqueue_once(once)
    await enqueue(db, once)
    [row] = await claim(db)
    await sent(db, row)
    await enqueue(db, once)
    assert await claim(db) == []


async def stuck(db: Database) -> dict[str, int]:
    async with db.transaction() as tx:
        unsent, unknown = tx.now - 2 * SECOND, tx.now - 10 * SECOND
        return dict(await tx.outbox.stuck(unsent_since=unsent, unknown_since=unknown))


async def test_notices_that_wait_too_long_are_counted(db: Database, clock: Clock) -> None:
    copy = replace(hello(1, "a"), precondition=SendPrecondition(notice="7F3K9"))
    request = replace(hello(2, "b"), precondition=REQUEST)
    await enqueue(db, copy, replace(copy, address=Address(3)), request, hello(4, "c"))
    clock.turn(2 * SECOND)
    assert await stuck(db) == {"unsent": 0, "unknown": 0, "dead": 0}
    clock.turn(SECOND)
    assert await stuck(db) == {"unsent": 2, "unknown": 0, "dead": 0}
    for row in await claim(db):
        await sent(db, row)
    assert await stuck(db) == {"unsent": 0, "unknown": 0, "dead": 0}


async def test_old_messages_of_unknown_outcome_are_counted(db: Database, clock: Clock) -> None:
    await enqueue(db, hello(1, "a"), hello(2, "b"))
    for row in await claim(db):
        unknown = row.message.address == 1
        async with db.transaction() as tx:
            await tx.outbox.retry(row, at=tx.now, error="timeout", unknown=unknown)
    clock.turn(10 * SECOND)
    assert await stuck(db) == {"unsent": 0, "unknown": 0, "dead": 0}
    clock.turn(SECOND)
    assert await stuck(db) == {"unsent": 0, "unknown": 1, "dead": 0}


async def test_dead_messages_are_counted_for_ever(db: Database, clock: Clock) -> None:
    await enqueue(db, hello(1, "a"), hello(2, "b"), hello(3, "c"))
    for row, state in zip(await claim(db), ENDINGS, strict=True):
        async with db.transaction() as tx:
            await tx.outbox.give_up(row, state=state, error="no longer so")
    assert await stuck(db) == {"unsent": 0, "unknown": 0, "dead": 1}
    clock.turn(timedelta(days=400))
    assert await stuck(db) == {"unsent": 0, "unknown": 0, "dead": 1}


async def test_an_unknown_outcome_is_remembered_through_later_failures(db: Database) -> None:
    await enqueue(db, hello(1, "a"))
    for unknown in (True, False):
        [row] = await claim(db)
        async with db.transaction() as tx:
            await tx.outbox.retry(row, at=tx.now, error="timeout", unknown=unknown)
    [row] = await claim(db)
    assert row.repeat


@pytest.mark.parametrize("state", ENDINGS)
async def test_a_dropped_message_frees_its_chat(db: Database, clock: Clock, state: Ending) -> None:
    await enqueue(db, hello(1, "a"), hello(1, "b"))
    [row] = await claim(db)
    assert await once(db, lambda tx: tx.outbox.give_up(row, state=state, error="no longer so"))
    clock.turn(timedelta(days=1))
    assert texts(await claim(db)) == ["b"]


async def test_of_an_answer_to_a_stranger_nothing_is_kept(db: Database) -> None:
    for ending in (None, *ENDINGS):
        await enqueue(db, replace(hello(1, "a"), urgency=Urgency.STRANGER, message_slot="talk"))
        [row] = await claim(db)
        if ending is None:
            assert await sent(db, row, 7)
            assert not await sent(db, row, 7)
        else:
            async with db.transaction() as tx:
                assert await tx.outbox.give_up(row, state=ending, error="x")
    async with db.transaction() as tx:
        for table in ("outbox", "message_slots"):
            assert not (await tx._sql.run(statement(f"SELECT * FROM {table}"))).all()
