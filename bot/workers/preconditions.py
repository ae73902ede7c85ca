"""Checks messages directly before their calls, and records the results."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot.i18n.catalog import Catalog
from bot.workers.message_sender import OutgoingMessage, SentMessage
from bot.workers.replies import is_stranger
from liaison.core.cards import Text
from liaison.core.channels import Address
from liaison.core.outbox import NO_BUTTONS, Message, Op, SendPrecondition, Urgency
from liaison.core.people import Person, may_use
from liaison.core.transaction import People
from liaison.notifications.chat_messages import first_check
from liaison.notifications.message_expiry import CONVERSATION_SLOT, TODAY_SLOT, ChatMessageKind
from liaison.notifications.repository import ChatMessages, Notices
from liaison.notifications.subjects import SubjectType
from storage.queues.outbox import Ending, OutboxRow
from storage.transaction import Transaction


def texts_in(message: Message) -> Iterator[Text]:
    """All texts that a message shows."""
    if message.card is not None:
        yield from message.card.lines
        yield from (button.label for row in message.card.rows for button in row)
    if message.toast is not None:
        yield message.toast


def is_known(tx: Transaction, message: Message, catalog: Catalog) -> bool:
    """Whether this version, and not only a newer one, has a message's texts and subjects."""
    subject = None if message.precondition is None else message.precondition.subject
    registered = subject is None or tx.registry.find(SubjectType, subject) is not None
    return registered and catalog.knows(*texts_in(message))


async def record_sent(
    tx: Transaction, ended: Sequence[tuple[OutgoingMessage, SentMessage]]
) -> Collection[int]:
    """Mark rows as sent, each with the message that now shows its card; returns the ids of those
    whose claim was still held. An older message with the same view, or with the question that was
    asked before, loses its buttons.

    The expiry of such a message starts, but a new Today message is pinned and stays; one that loses
    its buttons expires as before, and a deleted one is no longer tracked. If its reader lost access
    during the call, it is deleted at once.
    """
    views = {(each.address, each.view) for sent, _ in ended if (each := sent.row.message).view}
    shown = await tx.of(ChatMessages).in_slots(*map(set, zip(*views, strict=True))) if views else {}
    held = await tx.outbox.sent([(each.row, sent.message_id) for each, sent in ended])
    for outgoing, sent in ended:
        message = outgoing.row.message
        if outgoing.row.id in held:
            await _track_message(tx, outgoing, sent)
            older = shown.get((message.address, message.view))
            if message.view != message.message_slot and older not in (None, sent.message_id):
                await tx.enqueue(_without_buttons(message, older))
    return held


async def record_pressed(tx: Transaction, address: Address, message_id: int, command: str) -> None:
    """Record that a message has arrived, if that was unknown: its button was pressed."""
    for row in await tx.outbox.outcome_unknown(address):
        rows = () if row.message.card is None else row.message.card.rows
        known = (each.message_id for each in await tx.of(ChatMessages).of_chat(address))
        if any(each.command == command for its in rows for each in its) and message_id not in known:
            arrived = OutgoingMessage(row=row, target=None, claimed_at=0.0)
            await record_sent(tx, [(arrived, SentMessage(message_id=message_id))])
            return


def _without_buttons(newer: Message, older: int | None) -> Message:
    return replace(_of_chat(newer, Op.EDIT, older), card=NO_BUTTONS, edit_only=True)


def _of_chat(sent: Message, op: Op, message_id: int | None) -> Message:
    """What follows a message in its chat. It shows nothing, so its reader is not checked."""
    return Message(sent.address, op, message_id=message_id, must_deliver=False)


async def _track_message(tx: Transaction, outgoing: OutgoingMessage, sent: SentMessage) -> None:
    row, message_id = outgoing.row, sent.message_id
    message, chat = row.message, row.message.address
    if message.urgency is Urgency.STRANGER and await is_stranger(tx, chat):
        return
    if message.message_id is not None and (message.op is Op.DELETE or message.expired):
        await tx.of(ChatMessages).untrack(chat, message.message_id)
    elif message.message_slot == TODAY_SLOT:
        if message_id is not None and message_id != row.replaced_message:
            await tx.enqueue(replace(_of_chat(message, Op.PIN, message_id), must_deliver=True))
    elif message_id is not None and message.card != NO_BUTTONS:
        kind = _kind(message)
        tx.of(ChatMessages).track(
            chat,
            message_id,
            kind,
            sent_at=tx.now,
            check_at=first_check(tx, tx.now, message.time_to_live),
            time_to_live=message.time_to_live,
            shown=sent.shown_hash,
            audible=outgoing.is_audible,
        )
        if kind in (ChatMessageKind.TEMPORARY, ChatMessageKind.FILE) and not await _may_still_read(
            tx, message
        ):
            await tx.enqueue(_of_chat(message, Op.DELETE, message_id))
    old = row.replaced_message
    if old in (None, message_id):
        return
    if message.replaces:
        await tx.enqueue(_of_chat(message, Op.DELETE, old))
    elif message.message_slot == CONVERSATION_SLOT:
        await tx.enqueue(_without_buttons(message, old))


async def _may_still_read(tx: Transaction, message: Message) -> bool:
    """Whether a reader may still see a message that was just sent. A transaction that revokes the
    access waits for this one, and then finds the message among the open ones.
    """
    person = None if message.recipient is None else await tx.of(People).lock(message.recipient)
    if person is None or not person.active:
        return False
    precondition = message.precondition
    if precondition is None:
        return True
    opened = (
        ()
        if precondition.notice is None
        else await tx.of(Notices).open_among([precondition.notice])
    )
    return await _precondition_holds(tx, precondition, person, opened)


async def record_given_up(tx: Transaction, row: OutboxRow, *, state: Ending, error: str) -> bool:
    """End a row without sending it, and audit a file withheld; false if the claim was lost."""
    held = await tx.outbox.give_up(row, state=state, error=error)
    spreadsheet = row.message.spreadsheet
    if held and spreadsheet is not None:
        await tx.audit("export.withheld", spreadsheet.name, actor=None, why=error)
    return held


def _kind(message: Message) -> ChatMessageKind:
    if message.op is Op.FILE:
        return ChatMessageKind.FILE
    if message.time_to_live is not None:
        return ChatMessageKind.TEMPORARY
    return ChatMessageKind.CARD


def needs_check(message: Message) -> bool:
    """Whether a message may be unwanted by the time that it is sent."""
    has_reader = message.recipient is not None or message.precondition is not None
    return has_reader or message.expired or message.op is Op.MAIL


async def check(
    tx: Transaction, batch: Sequence[OutgoingMessage], *, mails: bool
) -> Sequence[OutgoingMessage]:
    """Check directly before the calls whether each row is still wanted, and load its reader."""
    readers = {to for each in batch if (to := each.row.message.recipient) is not None}
    people = await tx.of(People).those(readers) if readers else {}
    preconditions = [each.row.message.precondition for each in batch]
    codes = {each.notice for each in preconditions if each is not None and each.notice is not None}
    opened = await tx.of(Notices).open_among(codes) if codes else ()
    found = []
    for outgoing in batch:
        to = outgoing.row.message.recipient
        read = replace(outgoing, person=None if to is None else people.get(to))
        reason = await _skip_reason(tx, read, opened, mails=mails)
        found.append(replace(read, skip_reason=reason))
    return found


async def _skip_reason(
    tx: Transaction, outgoing: OutgoingMessage, opened: Collection[str], *, mails: bool
) -> str | None:
    """Why a row is no longer wanted; None if it is. ``opened`` are the open notices."""
    message, person = outgoing.row.message, outgoing.person
    if message.recipient is not None and (person is None or not person.active):
        return "not-active"
    if message.op is Op.MAIL:
        if not mails:
            return "no-mail"
        if outgoing.mail_address is None:
            return "no-address"
    elif person is not None and not person.reachable and message.urgency is Urgency.NOTIFICATION:
        return "not-reachable"
    if message.precondition is not None and not await _precondition_holds(
        tx, message.precondition, person, opened
    ):
        return "guard"
    if message.expired:
        its = message.message_id
        requested = tx.of(ChatMessages).is_deletion_requested
        if its is None or not await requested(message.address, its):
            return "changed"  # it is another message by now, and expires later
    return None


async def _precondition_holds(
    tx: Transaction, precondition: SendPrecondition, person: Person | None, opened: Collection[str]
) -> bool:
    if precondition.command is not None and (
        person is None or not may_use(tx.registry, precondition.command, person.role)
    ):
        return False
    if precondition.notice is not None and precondition.notice not in opened:
        return False
    subject, its_id = precondition.subject, precondition.subject_id
    if subject is None or its_id is None or not precondition.states or person is None:
        return True
    state_of = tx.registry.get(SubjectType, subject).state
    state = None if state_of is None else await state_of(tx, person, its_id)
    return state in precondition.states
