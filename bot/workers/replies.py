"""Converts the reply of a handler to messages in the outbox."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from handlers.input.commands import Placement, Reply
from liaison.core.cards import Card, Text, card, dump, one_page, text
from liaison.core.channels import Address
from liaison.core.outbox import NO_BUTTONS, Message, Op, SendPrecondition, Urgency
from liaison.core.transaction import InvitationLinks, People, Tx
from liaison.notifications.chat_messages import first_check
from liaison.notifications.message_expiry import CONVERSATION_SLOT, ChatMessageKind
from liaison.notifications.repository import ChatMessages
from liaison.pages.repository import PageMessages

AGAIN, AGAIN_WITHIN = "web-again", timedelta(minutes=10)
"""The line above an answer that is the same again, if the last one is as recent."""
_SECONDS = re.compile(r"(?<=T\d\d:\d\d):[\d.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateContext:
    """The data of an update for its reply; ``message_id`` is the pressed or typed message.

    ``typed_at`` is when a person sent the message (aware UTC); None if it is no message.
    ``secret``: it could be a PIN, and is always deleted from the chat. ``typed`` is what
    an error may quote. ``pressed`` is the message of a pressed button, and its command.
    """

    address: Address | None
    message_id: int | None = None
    query_id: str | None = None
    typed_at: datetime | None = None
    secret: bool = False
    typed: str = ""
    pressed: tuple[int, str] | None = None


async def is_stranger(tx: Tx, address: Address | None) -> bool:
    """Whether a chat has neither a person nor an open invitation: then nothing of it is kept."""
    if address is None:
        return True
    person = await tx.of(People).by_address(address)
    return person is None and not await tx.of(InvitationLinks).waits(address)


async def enqueue_reply(tx: Tx, context: UpdateContext, reply: Reply) -> None:
    """Put the reply to an update into the outbox, and track the message that it answers.

    A press is always answered, or its button would show a spinner for long. A card replaces the
    pressed one, unless the new card has its own time to live. After typed text a card comes as a
    new message or changes the conversation's own. One that asks, or answers typed text, is the last
    in the chat. All answers to people who are not active come last.
    """
    if context.address is None:
        return
    kept = not await is_stranger(tx, context.address)
    if kept and context.message_id is not None and context.typed_at is not None:
        at, check_at = context.typed_at, first_check(tx, context.typed_at)
        tx.of(ChatMessages).track(
            context.address,
            context.message_id,
            ChatMessageKind.INPUT,
            sent_at=at,
            check_at=check_at,
        )
    person = await tx.of(People).by_address(context.address)
    reader = person.id if person is not None and person.active else None
    urgency = Urgency.STRANGER if reader is None else Urgency.REPLY
    row = partial(Message, address=context.address, recipient=reader, urgency=urgency)
    has_card = reply.card is not None and _slot(reply) == CONVERSATION_SLOT
    is_typed = context.query_id is None
    stays = reply.placement is Placement.UPDATE if is_typed else not reply.is_final
    moves = has_card and stays and await _is_above(tx, context.address, context)
    if moves:
        reply = replace(reply, placement=Placement.AGAIN)
    for message in _messages(row, context, reply, moves=moves):
        await tx.enqueue(message)
    if reply.ends_question and _slot(reply) != CONVERSATION_SLOT:
        await tx.enqueue(
            row(op=Op.EDIT, card=NO_BUTTONS, message_slot=CONVERSATION_SLOT, edit_only=True)
        )


async def show_reply(tx: Tx, page: Address, context: UpdateContext, reply: Reply) -> None:
    """Show the reply to an act on a page there, in place of the last one. A toast that is a line of
    the card is not shown twice.
    """
    toast = None if context.query_id is None else reply.toast
    if reply.card is None:
        shown, until = None, None
    else:
        shown = one_page(reply.card)
        toast = None if toast in shown.lines else toast
        until = reply.until if reply.time_to_live is None else tx.now + reply.time_to_live
        if context.query_id is None:
            shown = await _counted(tx, page, shown)
    if shown is not None or toast is not None:
        await tx.of(PageMessages).answer(page, shown, toast=toast, until=until)


async def _counted(tx: Tx, page: Address, shown: Card) -> Card:
    """The answer to a typed text, below how often it was the answer, if a page shows the same now:
    else one would not see that the text was read.
    """
    last = next((each for each in await tx.of(PageMessages).of(page) if each.is_answer), None)
    if last is None or tx.now - last.sent_at > AGAIN_WITHIN:
        return shown
    counted = [each for each in last.card.lines if each.key == AGAIN]
    if _written(each for each in last.card.lines if each not in counted) != _written(shown.lines):
        return shown
    times = sum(int(str(each.values["times"])) for each in counted) or 1
    return shown.below(text(AGAIN, times=times + 1))


def _written(lines: Iterable[Text]) -> str:
    """What lines are to a reader, who sees no seconds."""
    return _SECONDS.sub("", " ".join(map(dump, lines)))


async def _is_above(tx: Tx, address: Address, context: UpdateContext) -> bool:
    """Whether a newer message of the chat is below the pressed one, or another message than typed
    ones below the conversation's own.
    """
    found = await tx.of(ChatMessages).of_chat(address)
    shown = [each for each in found if each.deletion_requested_at is None]
    if context.query_id is not None:
        return any(each.message_id > (context.message_id or 0) for each in shown)
    cards = [each for each in shown if each.kind is not ChatMessageKind.INPUT]
    return cards != [] and cards[-1].message_slot != CONVERSATION_SLOT


def _slot(reply: Reply) -> str | None:
    return reply.slot or (None if reply.placement is Placement.NEW else CONVERSATION_SLOT)


def _messages(
    row: "partial[Message]", context: UpdateContext, reply: Reply, *, moves: bool
) -> Iterator[Message]:
    if reply.leave:
        yield row(op=Op.LEAVE, recipient=None)
        return
    slot = _slot(reply)
    if context.query_id is not None:
        yield row(
            op=Op.ANSWER_CALLBACK,
            query_id=context.query_id,
            toast=reply.toast,
            as_alert=reply.as_alert,
            must_deliver=False,
        )
        if reply.time_to_live is None and not moves:
            if reply.card is not None:
                its = partial(row, message_slot=slot, message_id=context.message_id)
                yield its(op=Op.EDIT, card=reply.card, replaces=reply.slot is not None)
            return
    if reply.card is not None and reply.time_to_live is not None:
        # A placeholder first, and the confidential text edited into it: so the message to delete
        # is always known. If the outcome of a call is unknown, an empty placeholder may stay.
        its = partial(
            row,
            message_slot=f"opened {context.query_id or context.message_id}",
            time_to_live=reply.time_to_live,
            precondition=SendPrecondition(command=reply.command),
        )
        yield its(op=Op.SEND, card=card(text("placeholder-card")))
        yield its(op=Op.EDIT, card=reply.card, edit_only=True)
    elif reply.card is not None:
        op = Op.EDIT if reply.placement is Placement.UPDATE else Op.SEND
        again = reply.placement is Placement.AGAIN
        replaces = again or reply.slot is not None
        yield row(op=op, card=reply.card, message_slot=slot, replaces=replaces, silent=again)
    typed = context.message_id if context.query_id is None else None
    goes = reply.remove or context.secret or reply.placement in (Placement.AGAIN, Placement.UPDATE)
    if goes and typed is not None:
        yield row(op=Op.DELETE, message_id=typed, must_deliver=False)
