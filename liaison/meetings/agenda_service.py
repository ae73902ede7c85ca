"""The steps of agendas in a transaction: checked, saved and audited."""

from liaison.core.errors import UserError
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.lifecycle.conflicts import VersionedRef
from liaison.lifecycle.steps import Step, check_seen, finish_step, save_step
from liaison.meetings.agenda import (
    CHANGED,
    AgendaEntry,
    AgendaItem,
    ItemAction,
    ItemId,
    check_alive,
    take_item_step,
)
from liaison.meetings.model import Meeting
from liaison.meetings.repository import Agendas
from liaison.requests.service import lock


async def add_item(tx: Tx, person: Person, meeting: Meeting, entry: AgendaEntry) -> AgendaItem:
    """Add an item to the agenda of a meeting that is not over.

    Raises ``UserError``, or ``WrongValue`` for a case that the Party is not part of.
    """
    check_alive(meeting, tx.now)
    if entry.case is not None:
        await lock(tx, person, entry.case)
    item = await tx.of(Agendas).add(meeting, entry, actor=person)
    return await finish_step(tx, _step(item, "add", meeting, person))


async def move_item(
    tx: Tx, person: Person, meeting: Meeting, ref: VersionedRef[ItemId], action: ItemAction
) -> AgendaItem:
    """Record the result of an item on the agenda of a meeting, or remove it.

    Raises ``UserError``, ``Conflict`` or what ``take_step`` raises.
    """
    item = await tx.of(Agendas).lock(ref.key, on=meeting)
    if item is None:
        raise UserError("error-unknown-item", code=meeting.code)
    updated = take_item_step(item, action, meeting, actor=person, now=tx.now)
    check_seen(ref.version, item.version, CHANGED, item=item.id)
    return await save_step(tx, _step(updated, action, meeting, person), tx.of(Agendas).change)


def _step(item: AgendaItem, action: str, meeting: Meeting, person: Person) -> Step[AgendaItem]:
    """A step of an item; the subject of its audit entry is the meeting."""
    facts = {"item": item.id}
    return Step(item, action, actor=person, about=meeting.code, facts=facts)
