"""What is looked up of a row before its call, and written down after it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.i18n.catalog import Catalog
from bot.workers.rendered_message import Parcel
from liaison.core.access import may_use
from liaison.core.cards import Text
from liaison.core.outbox import Guard, Message, Op, Urgency
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.notifications.chat_messages import came
from liaison.notifications.message_expiry import Kind
from liaison.notifications.repository import Lives, Notices
from liaison.notifications.subjects import SubjectType
from storage.queues.outbox import Ending, OutboxRow
from storage.transaction import Transaction

GONE = "gone"
"""The message that a row would change is not there."""


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A row as it was directly before its call: with its reader, and why it makes no sense any
    more, where it does not.
    """

    parcel: Parcel
    moot: str | None


def texts_in(message: Message) -> Iterator[Text]:
    """All texts that a message shows."""
    if message.card is not None:
        yield from message.card.lines
        yield from (button.label for row in message.card.rows for button in row)
    if message.toast is not None:
        yield message.toast


def is_known(tx: Transaction, message: Message, catalog: Catalog) -> bool:
    """Whether this version has the texts of a message and knows what it depends on, or only a newer
    one does.
    """
    subject = None if message.guard is None else message.guard.subject
    registered = subject is None or tx.registry.find(SubjectType, subject) is not None
    return registered and catalog.knows(*texts_in(message))


async def sent(tx: Transaction, rows: Sequence[tuple[OutboxRow, int | None]]) -> Collection[int]:
    """Mark rows as sent, each with the message that now shows its card; gives the ids of those
    whose claim still held.

    The life of such a message begins; one that was deleted has none any more, and one that was
    replaced goes. What its reader was to have no more by the end of the call goes at once.
    """
    held = await tx.outbox.sent(rows)
    for row, message_id in rows:
        if row.id in held:
            await _settle(tx, row, message_id)
    return held


async def _settle(tx: Transaction, row: OutboxRow, message_id: int | None) -> None:
    message, chat = row.message, row.message.chat_id
    if message.op is Op.DELETE and message.message_id is not None:
        await tx.of(Lives).forget(chat, message.message_id)
    elif message_id is not None:
        kind = _kind(message)
        await came(tx, chat, message_id, kind, sent_at=tx.now, life=message.life)
        if kind in (Kind.NOTE, Kind.FILE) and not await _may_have(tx, message):
            await tx.say(Message(chat_id=chat, op=Op.DELETE, message_id=message_id, matters=False))
    old = row.shown if message.replaces else None
    if old is not None and old != message_id:
        await tx.say(
            Message(chat_id=chat, op=Op.DELETE, to=message.to, message_id=old, matters=False)
        )


async def _may_have(tx: Transaction, message: Message) -> bool:
    """Whether a reader may still have what was just said. Who takes that away meanwhile waits for
    this transaction, and then finds the message among those that stand open.
    """
    person = None if message.to is None else await tx.of(People).lock(message.to)
    if person is None or not person.active:
        return False
    guard = message.guard
    if guard is None:
        return True
    opened = () if guard.notice is None else await tx.of(Notices).open_among([guard.notice])
    return await _holds(tx, guard, person, opened)


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


async def recheck(
    tx: Transaction, parcels: Sequence[Parcel], *, mails: bool
) -> Sequence[Rechecked]:
    """Check directly before the calls whether each row still makes sense, and who its reader is.

    ``mails``: e-mail can be sent.
    """
    readers = {to for each in parcels if (to := each.row.message.to) is not None}
    people = await tx.of(People).those(readers) if readers else {}
    guards = [each.row.message.guard for each in parcels]
    codes = {each.notice for each in guards if each is not None and each.notice is not None}
    opened = await tx.of(Notices).open_among(codes) if codes else ()
    found = []
    for parcel in parcels:
        to = parcel.row.message.to
        of_reader = replace(parcel, person=None if to is None else people.get(to))
        found.append(Rechecked(of_reader, await _why_moot(tx, of_reader, opened, mails=mails)))
    return found


async def _why_moot(
    tx: Transaction, parcel: Parcel, opened: Collection[str], *, mails: bool
) -> str | None:
    """Why a row makes no sense any more; None where it does. ``opened`` are the notices that are
    still open.
    """
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
    if message.guard is not None and not await _holds(tx, message.guard, person, opened):
        return "guard"
    if message.over and not await _is_over(tx, parcel.row):
        return "changed"
    return None


async def _holds(
    tx: Transaction, guard: Guard, person: Person | None, opened: Collection[str]
) -> bool:
    """Whether what a message makes sense for still is so."""
    if guard.line is not None and (
        person is None or not may_use(tx.registry, guard.line, person.role)
    ):
        return False
    if guard.notice is not None and guard.notice not in opened:
        return False
    if guard.of is None or guard.subject is None or person is None:
        return True
    state = await tx.registry.get(SubjectType, guard.subject).state(tx, person, guard.of)
    return state in guard.states


async def _is_over(tx: Transaction, row: OutboxRow) -> bool:
    """Whether the time of the message that a row is about is still over: it has not changed."""
    message = row.message
    asked = message.message_id
    return asked is not None and await tx.of(Lives).is_asked(message.chat_id, asked)
