"""What a reply of a handler becomes in the outbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from handlers.replies import Place, Reply
from liaison.usecases.ports import Message, Op, Tx, Urgency

TALK = "talk"
"""The place in a chat where a conversation has its card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What an answer needs to know of an update; ``message_id`` is the pressed or typed one."""

    chat_id: int | None
    message_id: int | None = None
    query_id: str | None = None


async def answer(tx: Tx, heard: Heard, reply: Reply) -> None:
    """Put the answer to an update into the outbox.

    A press is always answered, or its button would go on spinning, and a card replaces the pressed
    one. After typed words a card comes as a new message or changes the conversation's own.
    """
    if heard.chat_id is None:
        return
    person = await tx.people.by_chat(heard.chat_id)
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
        if reply.card is not None:
            yield row(op=Op.EDIT, card=reply.card, slot=slot, message_id=heard.message_id)
        return
    if reply.card is not None:
        op = Op.EDIT if reply.place is Place.GOES_ON else Op.SEND
        yield row(op=op, card=reply.card, slot=slot)
    if (reply.remove or reply.place is Place.GOES_ON) and heard.message_id is not None:
        yield row(op=Op.DELETE, message_id=heard.message_id, matters=False)
