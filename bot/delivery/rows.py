"""What is looked up of a row before its call, and written down after it."""

from liaison.domain.people import Person
from liaison.usecases.ports import Guard, Message, Op
from storage.outbox import OutboxRow
from storage.transaction import Transaction


async def sent(tx: Transaction, row: OutboxRow, message_id: int | None) -> bool:
    """Mark as sent, and let the message that it replaces go; false where the claim was lost."""
    message, old = row.message, None
    if message.replaces and message.slot is not None:
        old = await tx.outbox.shown(message.chat_id, message.slot)
    held = await tx.outbox.sent(row, message_id=message_id)
    if held and old is not None and old != message_id:
        chat = message.chat_id
        await tx.say(
            Message(chat_id=chat, op=Op.DELETE, to=message.to, message_id=old, matters=False)
        )
    return held


async def holds(tx: Transaction, guard: Guard, person: Person | None) -> bool:
    """Whether what a message makes sense for still is so."""
    if guard.notice is not None and not await tx.notices.is_open(guard.notice):
        return False
    if guard.reference is None or person is None:
        return True
    request = await tx.requests.get(guard.reference, party=person.party)
    return request is not None and request.state in guard.states
