"""The agendas of meetings: both Parties see the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Index, Text, and_, or_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field

from liaison.core.agreement import MeetingKind
from liaison.core.people import Person, PersonId
from liaison.meetings import repository as meeting_repository
from liaison.meetings.agenda import AgendaItem, Entry, ItemId, ItemState
from liaison.meetings.model import Meeting, MeetingState
from storage.crypto.field_encryption import Ciphertext, FieldCipher
from storage.engine.records import Records, add_numbered
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    one_of,
    record_of,
    table_of,
)
from storage.meetings.rows import MEETINGS

Condition = ColumnElement[bool]


class AgendaRows(Rows, table=True):
    """Items of agendas. ``title`` holds typed text and is encrypted."""

    __tablename__ = "agenda_items"
    __table_args__ = (
        one_of("kind", MeetingKind),
        one_of("state", ItemState),
        check("id_positive", "id > 0"),
        check("party_named", "length(party) = 2"),
        check("counts", "version >= 1 AND carried >= 0"),
        check("carried_whole", "(carried > 0) = (carried_at IS NOT NULL)"),
        check("ended_once", "(state = 'open') = (ended_at IS NULL)"),
        check("discussed_somewhere", "(state = 'discussed') = (settled_in IS NOT NULL)"),
        Index("ix_agenda_items_meeting", "meeting"),
        Index("ix_agenda_items_settled_in", "settled_in"),
        Index("ix_agenda_items_kind", "kind", "state"),
    )
    id: int = Field(
        primary_key=True, sa_type=WideInteger, sa_column_kwargs={"autoincrement": False}
    )
    meeting: str = Field(foreign_key="meetings.code")
    kind: str
    title: Ciphertext = Field(sa_type=Text)
    case_reference: str | None = Field(foreign_key="requests.reference")
    party: str
    person: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    at: datetime = Field(sa_type=UtcDateTime)
    state: str
    version: int
    carried: int
    carried_at: datetime | None = Field(sa_type=UtcDateTime)
    settled_in: str | None = Field(foreign_key="meetings.code")
    ended_at: datetime | None = Field(sa_type=UtcDateTime)


AGENDA_ITEMS = table_of(AgendaRows)
_ITEM = AGENDA_ITEMS.c


class Agendas(Records[AgendaItem, AgendaRows], meeting_repository.Agendas):
    """The items of all agendas, found by their meeting."""

    _rows = AgendaRows
    _key = "id"

    async def _of(self, row: AgendaRows) -> AgendaItem:
        return item_of(row, self._sql.cipher)

    def _values(self, item: AgendaItem) -> dict[str, Any]:
        pack = self._sql.cipher.encrypt
        title = pack(item.title, table="agenda_items", row=item.id, column="title")
        return columns_of(AgendaRows, item, title=title, case_reference=item.case)

    async def add(self, meeting: Meeting, entry: Entry, *, actor: Person) -> AgendaItem:
        def made(number: int) -> AgendaItem:
            return AgendaItem(
                id=ItemId(number),
                meeting=meeting.code,
                kind=meeting.kind,
                title=entry.title,
                case=entry.case,
                party=actor.party,
                person=actor.id,
                at=self._sql.now,
            )

        number = await add_numbered(
            self._sql, AGENDA_ITEMS, "id", lambda number: self._values(made(number))
        )
        return made(number)

    async def get(self, item: ItemId, *, on: Meeting) -> AgendaItem | None:
        found = self._found(item).where(self._is_on(on))
        return await self._one(found.with_for_update())

    async def change(self, item: AgendaItem) -> bool:
        return await self._sql.changes(self._changing(item)) > 0

    async def listed(
        self, on: Meeting, *, offset: int, limit: int
    ) -> tuple[Sequence[AgendaItem], int]:
        order = (_ITEM.at, _ITEM.id)
        return await self._page(self._is_on(on), *order, offset=offset, limit=limit)

    def _is_on(self, meeting: Meeting) -> Condition:
        """Items that were put on the agenda or discussed at the meeting; and, unless the meeting
        was called off, items that an ended meeting of the same kind has left open.
        """
        own = or_(_ITEM.meeting == meeting.code, _ITEM.settled_in == meeting.code)
        if meeting.state not in (MeetingState.PROPOSED, MeetingState.AGREED):
            return own
        slot, now = meeting.slot, self._sql.now
        until = slot.start if slot is not None and meeting.is_over(now) else now
        left = and_(
            _ITEM.kind == meeting.kind.value,
            _ITEM.state == ItemState.OPEN.value,
            _ITEM.meeting.in_(select(MEETINGS.c.code).where(_ended(until))),
        )
        return or_(own, left)


def _ended(until: datetime) -> Condition:
    """Meetings that were over, declined, withdrawn or cancelled by a moment."""
    alive = [MeetingState.PROPOSED.value, MeetingState.AGREED.value]
    return or_(
        and_(MEETINGS.c.state == MeetingState.AGREED.value, MEETINGS.c.slot_end <= until),
        and_(MEETINGS.c.state.not_in(alive), MEETINGS.c.changed_at <= until),
    )


def item_of(row: AgendaRows, cipher: FieldCipher) -> AgendaItem:
    """The item in a row."""
    title = cipher.decrypt(row.title, table="agenda_items", row=row.id, column="title")
    return record_of(AgendaItem, row, title=title, case=row.case_reference)
