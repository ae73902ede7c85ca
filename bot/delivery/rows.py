"""What is looked up of a row before its call, and written down after it."""

from collections.abc import Iterator

from bot.delivery.parcels import Parcel
from liaison.domain.access import may_use
from liaison.domain.cards import Text
from liaison.domain.disclosures import DisclosureCode
from liaison.domain.lives import Kind
from liaison.domain.meeting_facts import MeetingCode
from liaison.domain.notices import Subject
from liaison.domain.people import Person
from liaison.domain.references import Reference
from liaison.usecases.lives import came
from liaison.usecases.ports import Guard, Message, Op, Urgency
from storage.outbox import Ending, OutboxRow
from storage.transaction import Transaction

GONE = "gone"
"""The message that a row would change is not there."""


def texts_in(message: Message) -> Iterator[Text]:
    """All texts that a message shows."""
    if message.card is not None:
        yield from message.card.lines
        yield from (button.label for row in message.card.rows for button in row)
    if message.toast is not None:
        yield message.toast


async def sent(tx: Transaction, row: OutboxRow, message_id: int | None) -> bool:
    """Mark as sent, and let the message that it replaces go; false where the claim was lost.

    The life of the message that now shows the card begins; one that was deleted has none any more.
    What its reader was to have no more by the end of the call goes at once.
    """
    message, old = row.message, None
    if message.replaces and message.slot is not None:
        old = await tx.outbox.shown(message.chat_id, message.slot)
    held = await tx.outbox.sent(row, message_id=message_id)
    if held and message.op is Op.DELETE and message.message_id is not None:
        await tx.lives.forget(message.chat_id, message.message_id)
    elif held and message_id is not None:
        kind = _kind(message)
        chat, life = message.chat_id, message.life
        await came(tx, chat, message_id, kind, sent_at=tx.now, life=life)
        if kind in (Kind.NOTE, Kind.FILE) and not await _may_have(tx, message):
            await tx.say(Message(chat_id=chat, op=Op.DELETE, message_id=message_id, matters=False))
    if held and old is not None and old != message_id:
        chat = message.chat_id
        await tx.say(
            Message(chat_id=chat, op=Op.DELETE, to=message.to, message_id=old, matters=False)
        )
    return held


async def _may_have(tx: Transaction, message: Message) -> bool:
    """Whether a reader may still have what was just said. Who takes that away meanwhile waits for
    this transaction, and then finds the message among those that stand open.
    """
    person = None if message.to is None else await tx.people.lock(message.to)
    if person is None or not person.active:
        return False
    return message.guard is None or await holds(tx, message.guard, person)


async def dropped(tx: Transaction, row: OutboxRow, *, state: Ending, error: str) -> bool:
    """End a row without sending it; false where the claim was lost. That a file was withheld is
    recorded, as its making was.
    """
    held = await tx.outbox.drop(row, state=state, error=error)
    sheet = row.message.sheet
    if held and sheet is not None:
        await tx.audit("export.withheld", sheet.name, by=None, why=error)
    return held


def _kind(message: Message) -> Kind:
    if message.op is Op.FILE:
        return Kind.FILE
    if message.life is not None:
        return Kind.NOTE
    return Kind.REST if message.over else Kind.CARD


async def why_moot(tx: Transaction, parcel: Parcel, *, mails: bool) -> str | None:
    """Why a row makes no sense any more; None where it does. ``mails``: e-mail can be sent."""
    message, person = parcel.row.message, parcel.person
    if message.to is not None and (person is None or not person.active):
        return "not-active"
    if message.op is Op.MAIL:
        if not mails:
            return "no-mail"
        if parcel.address is None:
            return "no-address"
    elif person is not None and not person.reachable and message.urgency is Urgency.NEWS:
        return "not-reachable"
    if message.guard is not None and not await holds(tx, message.guard, person):
        return "guard"
    if message.over and not await is_over(tx, parcel.row):
        return "changed"
    return GONE if message.only_there and parcel.target is None else None


async def holds(tx: Transaction, guard: Guard, person: Person | None) -> bool:
    """Whether what a message makes sense for still is so."""
    if guard.line is not None and (person is None or not may_use(guard.line, person.role)):
        return False
    if guard.notice is not None and not await tx.notices.is_open(guard.notice):
        return False
    if guard.of is None or person is None:
        return True
    match guard.subject:
        case Subject.MEETING:
            meeting = await tx.meetings.get(MeetingCode(guard.of))
            return meeting is not None and meeting.state in guard.states
        case Subject.AGREEMENT:
            disclosure = await tx.disclosures.get(DisclosureCode(guard.of))
            return disclosure is not None and disclosure.state(tx.now) in guard.states
        case _:
            request = await tx.requests.get(Reference(guard.of), party=person.party)
            return request is not None and request.state in guard.states


async def is_over(tx: Transaction, row: OutboxRow) -> bool:
    """Whether the time of the message that a row is about is still over: it has not changed."""
    message = row.message
    asked = message.message_id
    return asked is not None and await tx.lives.is_asked(message.chat_id, asked)
