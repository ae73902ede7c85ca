"""What people do with agendas: each step checked, kept and audited as one."""

from dataclasses import dataclass

from liaison.audit import service as audit_service
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.meetings.agenda import (
    AgendaItem,
    Entry,
    ItemAction,
    ItemId,
    StaleItem,
    UnknownItem,
    check_alive,
    take_step,
)
from liaison.meetings.model import Meeting
from liaison.meetings.repository import Agendas
from liaison.requests.service import find


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPress:
    """Which item a step is for, and which version of it the person saw."""

    item: ItemId
    seen: int | None = None


async def put_on(tx: Tx, person: Person, meeting: Meeting, entry: Entry) -> AgendaItem:
    """Put something on the agenda of a meeting to come.

    Raises ``AgendaClosed``, or ``UnknownReference`` for a case that the Party is not part of.
    """
    check_alive(meeting, tx.now)
    if entry.case is not None:
        await find(tx, person, entry.case)
    item = await tx.of(Agendas).add(meeting, entry, by=person)
    await audit_service.record_step(tx, "add", item, by=person, about=meeting.code, item=item.id)
    return item


async def move_item(
    tx: Tx, person: Person, meeting: Meeting, press: ItemPress, action: ItemAction
) -> AgendaItem:
    """Record what became of an item on the agenda of a meeting, or take it off.

    Raises ``UnknownItem``, ``StaleItem`` or what ``take_step`` raises.
    """
    item = await tx.of(Agendas).get(press.item, on=meeting)
    if item is None:
        raise UnknownItem(code=meeting.code)
    moved = take_step(item, action, meeting, by=person, now=tx.now)
    stale = StaleItem(item=item.id)
    if press.seen not in (None, item.version):
        raise stale
    await audit_service.save(
        tx, tx.of(Agendas), moved, action, by=person, stale=stale, about=meeting.code, item=item.id
    )
    return moved
