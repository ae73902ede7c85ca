"""Expiry of chat messages: each message is tracked, and replaced or deleted when it expires.

A chat has at most one timer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, assert_never

from liaison.core.cards import COMMAND_BYTES, MENU, Button, Card, Row, card, text
from liaison.core.outbox import Message, Op
from liaison.core.people import Person
from liaison.core.repository import Conversations, ConversationState, People
from liaison.core.transaction import Tx
from liaison.notifications.delivery import resend, slot_of
from liaison.notifications.message_expiry import (
    CONVERSATION_SLOT,
    DELETABLE,
    MINUTE,
    ChatMessage,
    ChatMessageKind,
    ExpiryAction,
    ExpiryDecision,
    RetainReason,
    decide_expiry,
    full_minute,
)
from liaison.notifications.repository import ChatMessages, Notices
from liaison.notifications.rules import Notice

TIMER: Final = "chat_messages"
"""Timer kind for the expiry of messages in a chat."""
MOST = 100
"""The maximum number of messages of a chat that one run handles."""
UNDELETABLE = "message.undeletable"
STRANGER = "stranger"
"""The audit subject for the chat of a person who has not joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chat:
    """A chat with what decides on its messages. ``person`` may be sent messages there."""

    chat_id: int
    person: Person | None
    time_to_live: timedelta
    conversation: ConversationState
    open_notices: Mapping[str, Notice]
    newest: int | None

    def decide(self, message: ChatMessage, now: datetime) -> ExpiryDecision:
        """Decide what happens to a message in this chat."""
        return decide_expiry(
            message, time_to_live=self.time_to_live, retained=self._retained(message), now=now
        )

    def _retained(self, message: ChatMessage) -> RetainReason | None:
        if self.person is None:
            return None
        if message.message_slot in self.open_notices:
            return RetainReason.OPEN_PROMPT
        in_conversation = (
            message.message_slot == CONVERSATION_SLOT and self.conversation.state is not None
        )
        return RetainReason.NEWEST if in_conversation or message.message_id == self.newest else None


async def track(
    tx: Tx,
    chat_id: int,
    message_id: int,
    kind: ChatMessageKind,
    *,
    sent_at: datetime,
    time_to_live: timedelta | None = None,
) -> None:
    """Track a message that was sent to a chat or changed there.

    To save a query, its person is not looked up: the timer is set to the shorter expiry time of
    both Parties, and its run schedules the next.
    """
    shortest = timedelta(hours=min(each.message_hours for each in tx.agreement.parties))
    check_at = full_minute(sent_at + (time_to_live or shortest))
    tx.of(ChatMessages).track(
        chat_id, message_id, kind, sent_at=sent_at, check_at=check_at, time_to_live=time_to_live
    )


async def run_timer(tx: Tx, chat_id: int) -> None:
    """Expire the messages of a chat that are due, and schedule the next run."""
    messages = await tx.of(ChatMessages).of_chat(chat_id)
    chat = await _chat(tx, chat_id, messages)
    due = [(each, step) for each in messages if (step := chat.decide(each, tx.now).action)]
    batch = due[:MOST]
    for each, step in batch:
        await _execute(tx, chat, each, step)
    await tx.of(ChatMessages).mark_deletion_requested(
        chat_id, [each.message_id for each, _ in batch]
    )
    await _audit_undeletable(
        tx, chat_id, [each for each, step in batch if step is ExpiryAction.GIVE_UP]
    )
    # Locked last, like in every transaction that enqueues messages, so that none is missed.
    await tx.last_run(TIMER, str(chat_id))
    plans = [chat.decide(each, tx.now) for each in await tx.of(ChatMessages).of_chat(chat_id)]
    checks = [each.next_at for each in plans if each.next_at is not None]
    if any(each.action is not None for each in plans):
        checks.append(full_minute(tx.now + MINUTE))
    await tx.schedule_timer(TIMER, str(chat_id), min(checks, default=None))


async def delete_confidential(tx: Tx, chat_id: int) -> None:
    """Delete notes and files that are open in a chat, because the reader may have lost access."""
    messages = await tx.of(ChatMessages).of_chat(chat_id)
    confidential = [
        each for each in messages if each.kind in (ChatMessageKind.TEMPORARY, ChatMessageKind.FILE)
    ]
    for each in confidential:
        await tx.enqueue(_deletion(chat_id, each))
    await tx.of(ChatMessages).mark_deletion_requested(
        chat_id, [each.message_id for each in confidential]
    )


async def _chat(tx: Tx, chat_id: int, messages: Sequence[ChatMessage]) -> _Chat:
    person = await tx.of(People).by_chat(chat_id)
    if person is None:
        hours = min(each.message_hours for each in tx.profile.parties)
    else:
        hours = tx.agreement.party(person.party).message_hours
    recipient = person if person is not None and person.active and person.reachable else None
    open_notices: Mapping[str, Notice] = {}
    if recipient is not None and any(
        each.message_slot not in (None, CONVERSATION_SLOT) for each in messages
    ):
        open_notices = {
            slot_of(each): each for each in await tx.of(Notices).waiting_for(recipient.id)
        }
    cards = [
        each.message_id
        for each in messages
        if each.kind in (ChatMessageKind.CARD, ChatMessageKind.PLACEHOLDER)
    ]
    return _Chat(
        chat_id=chat_id,
        person=recipient,
        time_to_live=timedelta(hours=hours),
        conversation=await tx.of(Conversations).get(chat_id),
        open_notices=open_notices,
        newest=max(cards, default=None),
    )


async def _execute(tx: Tx, chat: _Chat, message: ChatMessage, step: ExpiryAction) -> None:
    match step:
        case ExpiryAction.DELETE:
            await tx.enqueue(_deletion(chat.chat_id, message))
        case ExpiryAction.REPLACE:
            await tx.enqueue(_replacement(chat, message, idle_card(chat.conversation)))
        case ExpiryAction.RESEND:
            if chat.person is not None and message.message_slot is not None:
                await _resend(tx, chat.person, chat.open_notices[message.message_slot], message)
        case ExpiryAction.EMPTY:
            await tx.enqueue(_replacement(chat, message, expired_card()))
        case ExpiryAction.GIVE_UP:
            if message.kind in (ChatMessageKind.CARD, ChatMessageKind.TEMPORARY):
                await tx.enqueue(_replacement(chat, message, expired_card()))
        case ExpiryAction.UNTRACK:
            await tx.of(ChatMessages).untrack(chat.chat_id, message.message_id)
        case _:
            assert_never(step)


async def _resend(tx: Tx, person: Person, notice: Notice, message: ChatMessage) -> None:
    """Send a notice again, unless a newer message of it is already queued."""
    deliveries = [
        each.notified_at
        for each in await tx.of(Notices).recipients(notice.code)
        if each.person == person.id
    ]
    if max(deliveries, default=message.changed_at) <= message.changed_at:
        await resend(tx, person, notice, deletable=tx.now - message.sent_at < DELETABLE)


def _deletion(chat_id: int, message: ChatMessage) -> Message:
    """The command that deletes a message from a chat."""
    return Message(
        chat_id=chat_id,
        op=Op.DELETE,
        edit_only=True,
        message_id=message.message_id,
        must_deliver=False,
        expired=True,
    )


def _replacement(chat: _Chat, message: ChatMessage, shown: Card) -> Message:
    """The command that replaces an expired message by a card without content."""
    return Message(
        chat_id=chat.chat_id,
        op=Op.EDIT,
        recipient=None if chat.person is None else chat.person.id,
        card=shown,
        message_slot=CONVERSATION_SLOT if message.message_slot == CONVERSATION_SLOT else None,
        edit_only=True,
        message_id=message.message_id,
        must_deliver=False,
        expired=True,
    )


async def _audit_undeletable(tx: Tx, chat_id: int, undeletable: Sequence[ChatMessage]) -> None:
    """Audit, once for each message, that it could not be deleted in time."""
    count = 0
    for each in undeletable:
        count += await tx.of(ChatMessages).mark_undeletable(chat_id, each.message_id)
    if count:
        person = await tx.of(People).by_chat(chat_id)
        subject = STRANGER if person is None else str(person.id)
        await tx.audit(UNDELETABLE, subject, actor=None, count=count)


def idle_card(conversation: ConversationState) -> Card:
    """The card of an idle chat: buttons to continue, and no content."""
    rows = resume_row(conversation)
    lines = [text("idle-card-open")] if rows else []
    return card([text("idle-card"), *lines], rows=[*rows, MENU])


def placeholder_card() -> Card:
    """The card that is sent first, before confidential content is edited into it."""
    return card(text("placeholder-card"))


def expired_card() -> Card:
    """The card that replaces one that can no longer be deleted."""
    return card(text("expired-card"))


def resume_buttons(conversation: ConversationState) -> Sequence[Row]:
    """Buttons to resume the pending question or draft."""
    return () if conversation.state is None else resume_row(conversation)


def resume_row(conversation: ConversationState) -> Sequence[Row]:
    """Buttons to resume the pending question and the drafts of a conversation."""
    found: list[Button] = []
    if conversation.command is not None and len(conversation.command.encode()) <= COMMAND_BYTES:
        found.append(Button(text("button-resume-question"), conversation.command))
    for name in ("draft", "proposal"):
        draft = conversation.draft_id(name)
        if draft is not None:
            found.append(Button(text(f"button-resume-{name}"), f"{name} {draft} resume"))
    return [(each,) for each in found]
