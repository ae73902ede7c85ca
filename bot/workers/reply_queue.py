"""What a reply of a handler becomes in the outbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from handlers.input.replies import Place, Reply
from liaison.core.outbox import Guard, Message, Op, Urgency
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.chat_messages import came, opening_card
from liaison.notifications.message_expiry import TALK, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What an answer needs to know of an update; ``message_id`` is the pressed or typed one.

    ``typed_at`` is when a person sent the message (aware UTC); None for all that is no message.
    ``secret``: it could be a PIN, and leaves the chat whatever becomes of it.
    """

    chat_id: int | None
    message_id: int | None = None
    query_id: str | None = None
    typed_at: datetime | None = None
    secret: bool = False


async def answer(tx: Tx, heard: Heard, reply: Reply) -> None:
    """Put the answer to an update into the outbox, and remember the message that it answers.

    A press is always answered, or its button would go on spinning, and a card replaces the pressed
    one, unless it has a life of its own. After typed words a card comes as a new message or changes
    the conversation's own.
    """
    if heard.chat_id is None:
        return
    if heard.message_id is not None and heard.typed_at is not None:
        await came(tx, heard.chat_id, heard.message_id, Kind.INPUT, sent_at=heard.typed_at)
    person = await tx.of(People).by_chat(heard.chat_id)
    row = partial(
        Message,
        chat_id=heard.chat_id,
        to=person.id if person is not None and person.active else None,
        urgency=Urgency.ANSWER,
    )
    for message in _messages(row, heard, reply):
        await tx.say(message)


def _messages(row: "partial[Message]", heard: Heard, reply: Reply) -> Iterator[Message]:
    if reply.leave:
        yield row(op=Op.LEAVE, to=None)
        return
    slot = None if reply.place is Place.NEW else TALK
    if heard.query_id is not None:
        yield row(
            op=Op.TOAST,
            query_id=heard.query_id,
            toast=reply.toast,
            loud=reply.loud,
            matters=False,
        )
        if reply.life is None:
            if reply.card is not None:
                yield row(op=Op.EDIT, card=reply.card, slot=slot, message_id=heard.message_id)
            return
    if reply.card is not None and reply.life is not None:
        yield from _opened(row, heard, reply)
    elif reply.card is not None:
        op = Op.EDIT if reply.place is Place.GOES_ON else Op.SEND
        yield row(op=op, card=reply.card, slot=slot)
    typed = heard.message_id if heard.query_id is None else None
    goes = reply.remove or heard.secret or reply.place is Place.GOES_ON
    if goes and typed is not None:
        yield row(op=Op.DELETE, message_id=typed, matters=False)


def _opened(row: "partial[Message]", heard: Heard, reply: Reply) -> Iterator[Message]:
    """What has a life is written into a message that came without it: so its number is known.

    Where nobody knows how a call ended, a card may stay that says nothing, and the words are
    written once more into the message that they are in.
    """
    its = partial(
        row,
        slot=f"opened {heard.query_id or heard.message_id}",
        life=reply.life,
        guard=Guard(line=reply.line),
    )
    yield its(op=Op.SEND, card=opening_card())
    yield its(op=Op.EDIT, card=reply.card, only_there=True)
