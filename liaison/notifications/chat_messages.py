"""Expiry of chat messages: each is tracked, and deleted in time, by at most one timer a chat."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from liaison.core.cards import Card, card, text
from liaison.core.channels import Address, channel_of
from liaison.core.outbox import Message, Op
from liaison.core.transaction import Conversations, People, Tx
from liaison.notifications.message_expiry import (
    CONVERSATION_SLOT,
    MINUTE,
    ChatMessage,
    ChatMessageKind,
    ExpiryAction,
    ExpiryDecision,
    decide_expiry,
    full_minute,
)
from liaison.notifications.repository import ChatMessages

TIMER: Final = "chat_messages"
"""Timer kind for the expiry of messages in a chat."""
MAX_DELETED = 100
"""The maximum number of messages of a chat that one run handles."""
UNDELETABLE = "message.undeletable"
STRANGER = "stranger"
"""The audit subject for the chat of a person who has not joined."""


def first_check(tx: Tx, sent_at: datetime, time_to_live: timedelta | None = None) -> datetime:
    """When to check a message first. To save a query, its person is not looked up: it is the
    shorter expiry time of both Parties, and that run schedules the next.
    """
    shortest = timedelta(hours=min(each.message_hours for each in tx.agreement.parties))
    return full_minute(sent_at + (time_to_live or shortest))


def address_of(subject: str) -> Address:
    """The address of a chat by the subject of its timer."""
    return Address(int(subject))


async def run_timer(tx: Tx, address: Address) -> None:
    """Expire the messages of a chat that are due, and schedule the next run."""
    messages = await tx.of(ChatMessages).of_chat(address)
    decide = await _rule_of(tx, address)
    due = [(each, step) for each in messages if (step := decide(each).action)]
    batch = due[:MAX_DELETED]
    for each, step in batch:
        if step is ExpiryAction.DELETE:
            await tx.enqueue(_expiring(address, each, Op.DELETE))
        elif each.kind in (ChatMessageKind.CARD, ChatMessageKind.TEMPORARY):
            emptied = card(text("expired-card"))
            await tx.enqueue(_expiring(address, each, Op.EDIT, shown=emptied))
    await tx.of(ChatMessages).mark_deletion_requested(
        address, [each.message_id for each, _ in batch]
    )
    await _audit_undeletable(
        tx, address, [each for each, step in batch if step is ExpiryAction.GIVE_UP]
    )
    # Every transaction locks this timer after it enqueued messages: so none is missed below.
    await tx.lock_timer(TIMER, str(address))
    plans = [decide(each) for each in await tx.of(ChatMessages).of_chat(address)]
    checks = [each.next_at for each in plans if each.next_at is not None]
    if any(each.action is not None for each in plans):
        checks.append(full_minute(tx.now + MINUTE))
    await tx.schedule_timer(TIMER, str(address), min(checks, default=None))


async def delete_messages(
    tx: Tx, address: Address, *kinds: ChatMessageKind, keep: str | None = None
) -> None:
    """Delete messages of some kinds from a chat, but the one in the slot ``keep``."""
    messages = await tx.of(ChatMessages).of_chat(address)
    kept = {each.message_id for each in messages if keep and each.message_slot == keep}
    found = [each for each in messages if each.kind in kinds and each.message_id not in kept]
    for each in found:
        await tx.enqueue(_expiring(address, each, Op.DELETE))
    await tx.of(ChatMessages).mark_deletion_requested(address, [each.message_id for each in found])


async def _rule_of(tx: Tx, address: Address) -> Callable[[ChatMessage], ExpiryDecision]:
    """The rule that decides what happens now to a message of a chat."""
    person = await tx.of(People).by_address(address)
    if person is None:
        hours = min(each.message_hours for each in tx.profile.parties)
    else:
        hours = tx.agreement.party(person.party).message_hours
    writes = person is not None and person.active and person.reachable
    is_asked = writes and (await tx.of(Conversations).get(address)).state is not None
    return lambda message: decide_expiry(
        message,
        channel=channel_of(address),
        time_to_live=timedelta(hours=hours),
        in_conversation=is_asked and message.message_slot == CONVERSATION_SLOT,
        now=tx.now,
    )


def _expiring(address: Address, message: ChatMessage, op: Op, shown: Card | None = None) -> Message:
    """What deletes a message, or takes the content from one that can no longer be deleted."""
    return Message(
        address,
        op,
        card=shown,
        edit_only=True,
        message_id=message.message_id,
        must_deliver=False,
        expired=True,
    )


async def _audit_undeletable(tx: Tx, address: Address, undeletable: Sequence[ChatMessage]) -> None:
    count = 0
    for each in undeletable:
        count += await tx.of(ChatMessages).mark_undeletable(address, each.message_id)
    if count:
        person = await tx.of(People).by_address(address)
        subject = STRANGER if person is None else str(person.id)
        await tx.audit(UNDELETABLE, subject, actor=None, count=count)
