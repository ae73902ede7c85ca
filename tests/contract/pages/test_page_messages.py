"""What a page shows: its messages in order, each once, and whether its reader has seen them."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from liaison.core.cards import Button, Card, card, text
from liaison.core.channels import FIRST_NEWCOMER, Address
from liaison.core.outbox import NO_BUTTONS, Message, Op
from liaison.notifications.message_expiry import TODAY_SLOT
from liaison.notifications.repository import Notices
from liaison.pages.repository import PageMessages
from storage.database import Database
from storage.pages.repository import PAGE_MESSAGES
from storage.transaction import Transaction
from tests.contract.samples import CN, KH, SECOND, START, Clock, join, once

ALICE, BOB = Address(FIRST_NEWCOMER), Address(FIRST_NEWCOMER + 1)
HELLO = card(text("hello"), rows=[(Button(text("menu"), "menu"),)])
MINUTE = timedelta(minutes=1)


async def cards(tx: Transaction, address: Address = ALICE) -> list[Card]:
    return [each.card for each in await tx.of(PageMessages).of(address)]


async def test_messages_come_in_order_encrypted_and_each_on_its_page(db: Database) -> None:
    async with db.transaction() as tx:
        pages = tx.of(PageMessages)
        first = await pages.send(ALICE, HELLO)
        second = await pages.send(ALICE, card(text("file")), file=("table.xlsx", b"\x00\xff"))
        await pages.send(BOB, HELLO)
        shown, with_file = await pages.of(ALICE)
        assert (shown.number, with_file.number) == (first, second)
        assert (shown.card, shown.sent_at, shown.shown_at) == (HELLO, START, None)
        assert (with_file.file_name, with_file.file) == ("table.xlsx", b"\x00\xff")
        stored = (await tx._sql.run(select(PAGE_MESSAGES))).all()
        assert "hello" not in str(stored)
        assert "table" not in str(stored)


async def test_only_messages_of_the_page_are_changed(db: Database) -> None:
    async with db.transaction() as tx:
        pages = tx.of(PageMessages)
        number = await pages.send(ALICE, HELLO)
        assert not await pages.edit(BOB, number, card(text("other")))
        await pages.remove_buttons(BOB, number)
        await pages.delete(BOB, number)
        await pages.mark_shown(BOB, number)
        await pages.clear(BOB)
        assert await cards(tx) == [HELLO]
        assert [each.shown_at for each in await pages.of(ALICE)] == [None]
        await pages.delete(ALICE, number)
        assert not await pages.edit(ALICE, number, HELLO)
        assert await pages.send(ALICE, HELLO) > number


async def test_a_changed_message_is_not_shown_yet_but_one_without_buttons_is(
    db: Database, clock: Clock
) -> None:
    async with db.transaction() as tx:
        pages = tx.of(PageMessages)
        number = await pages.send(ALICE, HELLO)
        await pages.mark_shown(ALICE, number)
        await pages.remove_buttons(ALICE, number)
    clock.turn(SECOND)
    async with db.transaction() as tx:
        pages = tx.of(PageMessages)
        await pages.mark_shown(ALICE, number)
        [shown] = await pages.of(ALICE)
        assert (shown.card, shown.shown_at) == (replace(HELLO, rows=()), START)
        assert await pages.edit(ALICE, number, card(text("changed")))
        [changed] = await pages.of(ALICE)
        assert (changed.card, changed.shown_at) == (card(text("changed")), None)


async def test_a_page_has_one_answer_and_a_toast_is_shown_once(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        pages = tx.of(PageMessages)
        await pages.answer(ALICE, None, toast=text("saved"), until=None)
        await pages.answer(ALICE, HELLO, toast=None, until=START + MINUTE)
        await pages.answer(BOB, HELLO, toast=None, until=None)
        await pages.answer(ALICE, None, toast=text("nothing"), until=None)
        [answer] = await pages.of(ALICE)
        assert (answer.card, answer.toast, answer.until) == (HELLO, text("nothing"), START + MINUTE)
        assert answer.is_answer
        await pages.mark_shown(ALICE, answer.number)
        assert [each.toast for each in await pages.of(ALICE)] == [None]
    clock.turn(MINUTE)
    async with db.transaction() as tx:
        pages = tx.of(PageMessages)
        assert await pages.of(ALICE) == []
        await pages.answer(ALICE, None, toast=text("saved"), until=None)
        assert await cards(tx) == [NO_BUTTONS]


async def test_what_a_page_has_not_shown_is_counted_without_answers(db: Database) -> None:
    async with db.transaction() as tx:
        pages = tx.of(PageMessages)
        first = await pages.send(ALICE, HELLO)
        await pages.send(ALICE, HELLO)
        await pages.answer(ALICE, HELLO, toast=None, until=None)
        await pages.send(BOB, HELLO)
        assert await pages.unshown([ALICE, BOB]) == {ALICE: 2, BOB: 1}
        await pages.mark_shown(ALICE, first)
        assert await pages.unshown([ALICE]) == {ALICE: 1}
        assert await pages.unshown([]) == {}


async def test_messages_whose_time_is_over_are_deleted(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        await tx.of(PageMessages).answer(ALICE, HELLO, toast=None, until=START + MINUTE)
        await tx.of(PageMessages).answer(BOB, HELLO, toast=None, until=START + 2 * MINUTE)
        await tx.of(PageMessages).send(ALICE, HELLO)
    clock.turn(MINUTE)
    async with db.transaction() as tx:
        await tx.of(PageMessages).delete_expired()
        left = await tx._sql.run(select(PAGE_MESSAGES.c.address).order_by(PAGE_MESSAGES.c.number))
        assert [*left.scalars()] == [BOB, ALICE]


async def sent(tx: Transaction, key: str, *, edits: int | None = None) -> tuple[int, int]:
    """Send a message of the outbox to a page: its row and its number there."""
    await tx.enqueue(Message(ALICE, Op.SEND, card=HELLO, dedupe_key=key))
    [row] = await tx.outbox.claim(limit=1, lease=SECOND)
    pages, number = tx.of(PageMessages), edits
    if number is None:
        number = await pages.send(ALICE, HELLO, outbox=row.id)
        assert await pages.send(ALICE, HELLO, outbox=row.id) == number
    else:
        assert await pages.edit(ALICE, number, HELLO, outbox=row.id)
    assert await tx.outbox.sent([(row, number)]) == {row.id}
    return row.id, number


async def arrived(tx: Transaction, *keys: str) -> set[str]:
    return set(await tx.of(Notices).arrived(keys))


async def test_the_newest_message_waits_for_the_chat_or_is_on_the_page(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await join(tx, KH, 7), await join(tx, CN, ALICE)
        both = [alice.id, bob.id]
        assert await tx.of(PageMessages).newest(both) == dict.fromkeys(both, 0)
        for person in (bob, alice):
            await tx.enqueue(Message(person.address, Op.SEND, recipient=person.id, card=HELLO))
    async with db.transaction() as tx:
        assert await tx.of(PageMessages).newest(both) == {alice.id: 2, bob.id: 0}
        [row] = await tx.outbox.claim(limit=1, lease=SECOND, page=True)
        await tx.outbox.sent([(row, 1)])
        assert await tx.of(PageMessages).newest(both) == {alice.id: 2, bob.id: row.id}
        assert await tx.of(PageMessages).newest([]) == {}


async def test_a_change_of_today_is_no_further_message(db: Database) -> None:
    async with db.transaction() as tx:
        _, number = await sent(tx, "first")
        await tx.of(PageMessages).mark_shown(ALICE, number)
        change = Message(ALICE, Op.EDIT, card=HELLO, message_slot=TODAY_SLOT)
        await tx.enqueue(change)
        [row] = await tx.outbox.claim(limit=1, lease=SECOND)
        assert await tx.of(PageMessages).edit(ALICE, number, HELLO, outbox=row.id)
        assert await tx.of(PageMessages).unshown([ALICE]) == {}


async def test_a_message_arrives_when_it_is_shown(db: Database) -> None:
    async with db.transaction() as tx:
        _, first = await sent(tx, "first")
        _, second = await sent(tx, "second")
        assert await arrived(tx, "first", "second") == set()
        await tx.of(PageMessages).mark_shown(ALICE, first)
        assert await arrived(tx, "first", "second") == {"first"}
        await tx.of(PageMessages).delete(ALICE, first)
        await tx.of(PageMessages).delete(ALICE, second)
        assert await arrived(tx, "first", "second") == {"first"}


async def test_a_message_that_was_replaced_before_it_was_shown_never_arrives(db: Database) -> None:
    async with db.transaction() as tx:
        _, number = await sent(tx, "first")
        await sent(tx, "second", edits=number)
        await tx.of(PageMessages).mark_shown(ALICE, number)
        assert await arrived(tx, "first", "second") == {"second"}
        await sent(tx, "third", edits=number)
        assert await arrived(tx, "first", "second", "third") == {"second"}
    async with db.transaction() as tx:
        await tx.of(PageMessages).clear(ALICE)
    assert await once(db, lambda tx: arrived(tx, "first", "second", "third")) == {"second"}
