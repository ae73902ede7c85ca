"""The messages of chats, and the timer of each chat."""

from datetime import datetime, timedelta

from liaison.core.channels import Address
from liaison.notifications.chat_messages import MAX_DELETED, TIMER, run_timer
from liaison.notifications.message_expiry import MINUTE, ChatMessage, ChatMessageKind
from liaison.notifications.repository import ChatMessages
from storage.database import Database
from storage.queues.outbox_rows import MESSAGE_SLOTS
from tests.contract.samples import START, Clock, once

HOUR = timedelta(hours=1)


async def come(
    db: Database,
    message_id: int,
    kind: ChatMessageKind = ChatMessageKind.CARD,
    *,
    chat_id: int = 1,
    look_at: datetime = START + HOUR,
    lifetime: timedelta | None = None,
) -> None:
    """A message that came at the start."""
    async with db.transaction() as tx:
        tx.of(ChatMessages).track(
            Address(chat_id),
            message_id,
            kind,
            sent_at=START,
            check_at=look_at,
            time_to_live=lifetime,
        )


async def tracked(db: Database, chat_id: int = 1) -> list[ChatMessage]:
    return list(await once(db, lambda tx: tx.of(ChatMessages).of_chat(Address(chat_id))))


async def is_due(db: Database, clock: Clock, chat_id: int) -> bool:
    """Whether the timer of a chat is due now."""
    found = await once(db, lambda tx: tx.timers.claim(limit=9, lease=timedelta(seconds=1)))
    clock.turn(timedelta(seconds=2))
    return (TIMER, str(chat_id)) in {(each.kind, each.subject) for each in found}


async def test_the_messages_of_a_chat_are_known_with_their_slots(db: Database) -> None:
    await come(db, 42)
    await come(db, 41, ChatMessageKind.INPUT)
    await come(db, 43, ChatMessageKind.TEMPORARY, lifetime=10 * timedelta(minutes=1))
    await come(db, 41, chat_id=2)
    async with db.transaction() as tx:
        await tx._sql.run(
            tx._sql.insert(MESSAGE_SLOTS).values(chat_id=1, message_slot="talk", message_id=42)
        )
    typed, shown, note = await tracked(db)
    assert (typed.message_id, typed.kind, typed.message_slot) == (41, ChatMessageKind.INPUT, None)
    assert (shown.message_id, shown.kind, shown.message_slot) == (42, ChatMessageKind.CARD, "talk")
    assert (note.kind, note.time_to_live) == (ChatMessageKind.TEMPORARY, timedelta(minutes=10))
    assert shown == ChatMessage(
        message_id=42,
        kind=ChatMessageKind.CARD,
        sent_at=START,
        changed_at=START,
        message_slot="talk",
    )


async def test_a_message_that_changes_keeps_when_it_came(db: Database, clock: Clock) -> None:
    await come(db, 41)
    async with db.transaction() as tx:
        await tx.of(ChatMessages).mark_deletion_requested(Address(1), [41])
        assert await tx.of(ChatMessages).is_deletion_requested(Address(1), 41)
    clock.turn(HOUR)
    async with db.transaction() as tx:
        tx.of(ChatMessages).track(
            Address(1),
            41,
            ChatMessageKind.TEMPORARY,
            sent_at=tx.now,
            check_at=tx.now,
            time_to_live=HOUR,
        )
        assert not await tx.of(ChatMessages).is_deletion_requested(Address(1), 41)
    (found,) = await tracked(db)
    assert (found.kind, found.sent_at) == (ChatMessageKind.TEMPORARY, START)
    assert (found.changed_at, found.deletion_requested_at) == (START + HOUR, None)


async def test_what_was_given_up_is_counted_once_and_left_out(db: Database) -> None:
    await come(db, 41)
    await come(db, 42)
    async with db.transaction() as tx:
        await tx.of(ChatMessages).mark_deletion_requested(Address(1), [41])
        assert await tx.of(ChatMessages).mark_undeletable(Address(1), 41)
        assert not await tx.of(ChatMessages).mark_undeletable(Address(1), 41)
        assert not await tx.of(ChatMessages).mark_undeletable(Address(1), 40)
        await tx.of(ChatMessages).untrack(Address(1), 42)
    assert await tracked(db) == []
    await come(db, 41)  # edited: it has content again, and is given up again
    assert [each.message_id for each in await tracked(db)] == [41]
    async with db.transaction() as tx:
        await tx.of(ChatMessages).mark_deletion_requested(Address(1), [41])
        assert not await tx.of(ChatMessages).mark_undeletable(Address(1), 41)
    assert await tracked(db) == []


async def test_what_came_and_went_in_one_transaction_is_not_kept(db: Database) -> None:
    async with db.transaction() as tx:
        tx.of(ChatMessages).track(
            Address(1), 41, ChatMessageKind.CARD, sent_at=START, check_at=START + HOUR
        )
        await tx.of(ChatMessages).untrack(Address(1), 41)
    assert await tracked(db) == []


async def test_a_chat_is_checked_when_its_first_message_expires(db: Database, clock: Clock) -> None:
    await come(db, 41, look_at=START + 3 * HOUR)
    await come(db, 42, look_at=START + HOUR)
    await come(db, 43, look_at=START + 2 * HOUR)
    await come(db, 41, chat_id=2, look_at=START + 2 * HOUR)
    assert not await is_due(db, clock, 1)
    clock.turn(HOUR)
    assert await is_due(db, clock, 1)
    assert not await is_due(db, clock, 2)
    clock.turn(HOUR)
    assert await is_due(db, clock, 2)


async def test_of_very_many_messages_some_go_a_minute_later(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        for number in range(MAX_DELETED + 1):
            tx.of(ChatMessages).track(
                Address(1), number + 1, ChatMessageKind.INPUT, sent_at=START, check_at=START + HOUR
            )
    clock.turn(30 * HOUR)
    await once(db, lambda tx: run_timer(tx, Address(1)))
    left = [each.message_id for each in await tracked(db) if each.deletion_requested_at is None]
    assert left == [MAX_DELETED + 1]
    clock.turn(MINUTE)
    assert await is_due(db, clock, 1)
