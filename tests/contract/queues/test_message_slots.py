"""Message slots: a message has one slot of its chat only."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from liaison.core.cards import card, text
from liaison.core.channels import Address
from liaison.core.outbox import Message, Op
from storage.database import Database
from storage.queues.outbox_rows import MESSAGE_SLOTS
from storage.transaction import Transaction
from tests.contract.queues.test_outbox import claim, enqueue, sent
from tests.contract.samples import LEASE, Clock, hello, once


async def message_in(tx: Transaction, chat_id: int, slot: str) -> int | None:
    slots = select(MESSAGE_SLOTS.c.message_id).filter_by(chat_id=chat_id, message_slot=slot)
    found: int | None = (await tx._sql.run(slots)).scalar_one_or_none()
    return found


async def test_a_slot_remembers_the_message_that_was_sent_into_it_last(db: Database) -> None:
    message = Message(address=Address(1), op=Op.SEND, card=card(text("a")), message_slot="talk")
    for message_id in (41, 42):
        await enqueue(db, message)
        [row] = await claim(db)
        await sent(db, row, message_id)
        assert await once(db, lambda tx: message_in(tx, 1, "talk")) == message_id
    assert await once(db, lambda tx: message_in(tx, 2, "talk")) is None


async def put(db: Database, slot: str | None, message_id: int, op: Op = Op.SEND) -> None:
    """A message that was sent into a slot, or changed there."""
    await enqueue(db, replace(hello(1, "a"), op=op, message_slot=slot, message_id=message_id))
    [row] = await claim(db)
    assert await sent(db, row, message_id)


async def messages_in(db: Database, *slots: str) -> list[int | None]:
    async with db.transaction() as tx:
        return [await message_in(tx, 1, slot) for slot in slots]


@pytest.mark.parametrize(("slot", "message"), [("talk", 41), (None, 40)])
async def test_a_pressed_message_leaves_it(db: Database, slot: str | None, message: int) -> None:
    await put(db, "talk", 40)
    await put(db, "notice:7F3K9", 41)
    await put(db, "notice:AGA1N", 42)
    async with db.transaction() as tx:
        other = tx._sql.insert(MESSAGE_SLOTS).values(chat_id=2, message_slot="talk", message_id=41)
        await tx._sql.run(other)
    await put(db, slot, 41, op=Op.EDIT)
    assert await messages_in(db, "talk", "notice:7F3K9", "notice:AGA1N") == [message, None, 42]
    assert await once(db, lambda tx: message_in(tx, 2, "talk")) == 41


async def test_a_message_that_changes_in_its_slot_stays_there(db: Database) -> None:
    await put(db, "notice:7F3K9", 41)
    await put(db, "notice:7F3K9", 41, op=Op.EDIT)
    assert await messages_in(db, "notice:7F3K9") == [41]


async def test_a_change_that_was_lost_moves_no_message(db: Database, clock: Clock) -> None:
    await put(db, "notice:7F3K9", 41)
    await enqueue(db, replace(hello(1, "a"), op=Op.EDIT, message_id=41))
    [paused] = await claim(db)
    clock.turn(LEASE)
    await claim(db)
    assert not await sent(db, paused, 41)
    assert await messages_in(db, "notice:7F3K9") == [41]


async def test_of_rows_settled_together_a_lost_one_is_left(db: Database, clock: Clock) -> None:
    message = Message(address=Address(1), op=Op.SEND, card=card(text("a")), message_slot="talk")
    await enqueue(db, message, replace(message, address=Address(2)))
    _, paused = await claim(db)
    clock.turn(LEASE)
    taken, _ = await claim(db)
    async with db.transaction() as tx:
        assert await tx.outbox.sent([(taken, 41), (paused, 42)]) == {taken.id}
        assert await message_in(tx, 1, "talk") == 41
        assert await message_in(tx, 2, "talk") is None
