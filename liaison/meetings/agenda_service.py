"""The items of an agenda in a transaction, and when they are closed."""

from liaison.approvals.repository import Approvals
from liaison.core.errors import UNKNOWN_CODE, Conflict, UserError
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.lifecycle.model import VersionedRef
from liaison.lifecycle.steps import Step, check_seen, finish_step, save_step
from liaison.meetings import rules as meeting_rules
from liaison.meetings.agenda import (
    AgendaEntry,
    AgendaItem,
    ItemAction,
    ItemId,
    check_alive,
    take_item_step,
)
from liaison.meetings.model import Meeting
from liaison.meetings.repository import Agendas
from liaison.meetings.views import MINUTES_APPROVAL
from liaison.requests import service as request_service


async def check_minutes_open(tx: Tx, meeting: Meeting) -> None:
    """Check that no minutes are approved or wait for approval. Raises ``Conflict``."""
    meeting_rules.check_minutes_open(meeting)
    if await tx.of(Approvals).find_open(MINUTES_APPROVAL, meeting.code) is not None:
        raise Conflict("error-minutes-approved", code=meeting.code, approved="waits")


async def add_item(tx: Tx, person: Person, meeting: Meeting, entry: AgendaEntry) -> AgendaItem:
    """Add an item to the agenda of a meeting that is not over. Raises ``UserError``."""
    check_alive(meeting, tx.now)
    if entry.case is not None:
        await request_service.lock(tx, person, entry.case)
    item = await tx.of(Agendas).add(meeting, entry, actor=person)
    return await finish_step(tx, _item_step(item, "add", meeting, person))


async def move_item(
    tx: Tx, person: Person, meeting: Meeting, ref: VersionedRef[ItemId], action: ItemAction
) -> AgendaItem:
    """Record the result of an agenda item, or remove it. Raises ``UserError``."""
    item = await tx.of(Agendas).lock(ref.key, on=meeting)
    if item is None:
        raise UserError(UNKNOWN_CODE, list=f"/agenda {meeting.code}")
    await check_minutes_open(tx, meeting)
    updated = take_item_step(item, action, meeting, actor=person, now=tx.now)
    check_seen(ref.version, item.version)
    return await save_step(tx, _item_step(updated, action, meeting, person), tx.of(Agendas).change)


def _item_step(item: AgendaItem, action: str, meeting: Meeting, person: Person) -> Step[AgendaItem]:
    """A step of an item; the subject of its audit entry is the meeting."""
    facts = {"item": item.id}
    return Step(item, action, actor=person, about=meeting.code, facts=facts)
