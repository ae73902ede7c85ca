"""Meetings and the items of their agendas: both Parties see all of each."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    Executable,
    Index,
    Text,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    or_,
    select,
)
from sqlmodel import Field

from liaison.core.agreement import MeetingKind
from liaison.core.people import Person, PersonId
from liaison.core.references import Reference
from liaison.core.registry import Concept
from liaison.meetings import repository as meeting_repository
from liaison.meetings.agenda import AGENDA_RECORD, AgendaEntry, AgendaItem, ItemId, ItemState
from liaison.meetings.model import (
    MEETING_RECORD,
    Attendance,
    Meeting,
    MeetingCode,
    MeetingEvent,
    MeetingState,
)
from liaison.meetings.service import TIMER
from storage.crypto import Ciphertext, FieldCipher
from storage.encrypted_columns import EncryptedColumns
from storage.engine.records import Listing, Records, add_numbered
from storage.engine.schema import (
    Columns,
    Condition,
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    dump_json,
    given_key,
    one_of,
    record_of,
    table_of,
)
from storage.engine.statements import Stored, saving
from storage.meetings.rows import (
    ATTENDANCES,
    IS_PROPOSED,
    MEETING_EVENTS,
    MEETINGS,
    OFFERED,
    AttendanceRows,
    MeetingEventRows,
    MeetingRows,
    meeting_event_of,
    meeting_of,
    meeting_values,
    offer_ends,
)
from storage.plan import ACTIVITIES
from storage.queues.timers import TimedRecords
from storage.queues.work_queue import NOW
from storage.record_digests import ProvenTable

_MEETING = MEETINGS.c
_EMERGENCIES = select(func.pg_advisory_xact_lock(7_031_986))
_ATTENDING = saving(ATTENDANCES, "meeting", "person")
_AGREED = _MEETING.state == MeetingState.AGREED.value
_ON_THE_TABLE = _MEETING.offer_expires_at.is_not(None)
WEEK, MONTH = timedelta(days=7), timedelta(days=30)


class Meetings(Records[Meeting, MeetingRows], meeting_repository.Meetings):
    """Meetings, their history and attendance."""

    _rows = MeetingRows
    _read = staticmethod(meeting_of)

    def _values(self, meeting: Meeting) -> Columns:
        return meeting_values(meeting, self._sql.cipher)

    async def add(self, meeting: Meeting, event: MeetingEvent) -> bool:
        new = self._adding(meeting, "kind", "about", where=IS_PROPOSED)
        return await self._insert_event(new, event)

    async def lock(self, code: MeetingCode) -> Meeting | None:
        return await self._locked(code)

    async def lock_emergencies(self) -> None:
        if self._sql.dialect == "postgresql":  # SQLite has one writer
            await self._sql.run(_EMERGENCIES)

    async def find(self, kind: MeetingKind, about: str, state: MeetingState) -> Meeting | None:
        found = (
            select(MeetingRows)
            .where(
                _MEETING.kind == kind.value,
                _MEETING.about == about,
                _MEETING.state == state.value,
            )
            .order_by(_MEETING.changed_at.desc(), _MEETING.code)
            .limit(1)
            .with_for_update()
        )
        return await self._one(found)

    async def change(self, meeting: Meeting, event: MeetingEvent) -> bool:
        return await self._insert_event(self._changing(meeting), event)

    async def events(self, code: MeetingCode) -> Sequence[MeetingEvent]:
        lines = select(MeetingEventRows).where(MEETING_EVENTS.c.meeting == code)
        found = await self._sql.rows(lines.order_by(MEETING_EVENTS.c.version))
        return [meeting_event_of(row, self._sql.cipher) for row in found]

    async def listed(
        self, which: str, *, offset: int = 0, limit: int
    ) -> tuple[Sequence[Meeting], int]:
        now = self._sql.now
        at = {"now": now, "week_ago": now - WEEK, "month_ago": now - MONTH}
        return await self._page(_LISTS[which], offset=offset, limit=limit, **at)

    async def between(self, start: datetime, end: datetime) -> Sequence[Meeting]:
        agreed = and_(_AGREED, _MEETING.slot_start >= start, _MEETING.slot_start < end)
        offered = _MEETING.offer_expires_at >= start
        return await self._all(select(MeetingRows).where(or_(agreed, offered)))

    async def of_request(self, reference: Reference) -> Sequence[Meeting]:
        found = select(MeetingRows).where(_MEETING.case_reference == reference)
        return await self._all(found.order_by(_MEETING.made_at, _MEETING.code))

    async def counted(self, *which: str) -> Sequence[int]:
        counts = (func.count(case((_LISTS[each].shown, 1))) for each in which)
        found = select(*counts).select_from(MeetingRows)
        return [int(each) for each in (await self._sql.run(found, {"now": self._sql.now})).one()]

    async def attend(self, code: MeetingCode, attendance: Attendance) -> None:
        values = columns_of(AttendanceRows, attendance, meeting=code)
        await self._sql.run(_ATTENDING[self._sql.dialect], values)

    async def attendances(self, code: MeetingCode) -> Sequence[Attendance]:
        found = (
            select(AttendanceRows).where(ATTENDANCES.c.meeting == code).order_by(ATTENDANCES.c.id)
        )
        return [record_of(Attendance, row) for row in await self._sql.rows(found)]

    async def _insert_event(self, write: Executable, event: MeetingEvent) -> bool:
        """Write a meeting and, only if that succeeded, its history entry."""
        if not await self._sql.changes(write):
            return False
        facts = dump_json(dict(event.facts))
        values = columns_of(MeetingEventRows, event, meeting=event.code, facts=facts)
        await self._sql.run(insert(MEETING_EVENTS).values(values).inline())
        return True


_COMING = and_(_AGREED, _MEETING.slot_end > NOW)
_IS_PLANNED = or_(_ON_THE_TABLE, _COMING)
"""Meetings that need a timer: with an open offer, or still to come."""
_IS_OVER = and_(_AGREED, _MEETING.slot_end <= NOW)
_UNRECORDED = and_(
    _IS_OVER,
    or_(
        _MEETING.held_by_maker.is_(None),
        _MEETING.held_by_maker.is_distinct_from(_MEETING.held_by_other),
    ),
)
"""Meetings that are over and of which the Parties have not both recorded the same."""
_UNDECIDED = and_(
    _IS_OVER,
    _MEETING.slot_end >= bindparam("month_ago", type_=UtcDateTime),
    ~exists().where(ACTIVITIES.c.source == _MEETING.code),
)
"""Meetings of the last month of which no decision is recorded."""
_PAST = or_(
    _IS_OVER, _MEETING.state.not_in([MeetingState.PROPOSED.value, MeetingState.AGREED.value])
)
_ENDED_AT = case((_AGREED, _MEETING.slot_end), else_=_MEETING.changed_at)
_NOT_AGREED = and_(
    _MEETING.state == MeetingState.EXPIRED.value,
    _MEETING.kind == MeetingKind.EMERGENCY.value,
    _MEETING.changed_at >= bindparam("week_ago", type_=UtcDateTime),
)
_CURRENT = or_(_ON_THE_TABLE, _COMING, _UNRECORDED, _UNDECIDED, _NOT_AGREED)
_LISTS: Mapping[str, Listing[MeetingRows]] = {
    name: Listing(MeetingRows, shown, order, _MEETING.code)
    for name, shown, order in (
        ("open", and_(_ON_THE_TABLE, ~_COMING), _MEETING.offer_expires_at),
        ("coming", _COMING, _MEETING.slot_start),
        ("current", _CURRENT, _MEETING.offer_expires_at),
        ("undecided", _UNDECIDED, _MEETING.slot_end),
        ("past", _PAST, _ENDED_AT.desc()),
    )
}
"""The lists at a moment."""


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
    id: int = given_key()
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
_ENCRYPTED = EncryptedColumns(table=AGENDA_ITEMS, columns=("title",))


def item_of(row: AgendaRows, cipher: FieldCipher) -> AgendaItem:
    """The item in a row."""
    [title] = _ENCRYPTED.decrypt(cipher, row)
    return record_of(AgendaItem, row, title=title, case=row.case_reference)


class Agendas(Records[AgendaItem, AgendaRows], meeting_repository.Agendas):
    """The items of all agendas, found by their meeting."""

    _rows = AgendaRows
    _read = staticmethod(item_of)
    _key = "id"

    def _values(self, item: AgendaItem) -> Columns:
        title = _ENCRYPTED.encrypt(self._sql.cipher, item, title=item.title)
        return columns_of(AgendaRows, item, case_reference=item.case, **title)

    async def add(self, meeting: Meeting, entry: AgendaEntry, *, actor: Person) -> AgendaItem:
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

    async def lock(self, item: ItemId, *, on: Meeting) -> AgendaItem | None:
        found = self._found(item).where(self._is_on(on))
        return await self._one(found.with_for_update())

    async def change(self, item: AgendaItem) -> bool:
        return await self._sql.changes(self._changing(item)) > 0

    async def listed(
        self, on: Meeting, *, offset: int, limit: int
    ) -> tuple[Sequence[AgendaItem], int]:
        listing = Listing(AgendaRows, self._is_on(on), _ITEM.at, _ITEM.id)
        return await self._page(listing, offset=offset, limit=limit)

    def _is_on(self, meeting: Meeting) -> Condition:
        """Items that were put on the agenda or discussed at the meeting; and, unless the meeting
        was called off, items that an ended meeting of the same kind has left open until its end.
        """
        own = or_(_ITEM.meeting == meeting.code, _ITEM.settled_in == meeting.code)
        if meeting.state not in (MeetingState.PROPOSED, MeetingState.AGREED):
            return own
        slot, now = meeting.slot, self._sql.now
        is_open, until = _ITEM.state == ItemState.OPEN.value, now
        if slot is not None and meeting.is_over(now):
            is_open, until = or_(is_open, _ITEM.ended_at >= slot.end), slot.start
        left = and_(
            _ITEM.kind == meeting.kind.value,
            is_open,
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


CONCEPT: Concept = (
    TimedRecords(TIMER, MEETINGS.c.code, _IS_PLANNED),
    Stored(meeting_repository.Meetings, Meetings),
    Stored(meeting_repository.Agendas, Agendas),
    OFFERED,
    _ENCRYPTED,
    ProvenTable(MEETINGS, MEETING_RECORD, names=("code",), read=meeting_of, follows=offer_ends),
    ProvenTable(
        MEETING_EVENTS, MEETING_RECORD, names=("meeting", "version"), read=meeting_event_of
    ),
    ProvenTable(AGENDA_ITEMS, AGENDA_RECORD, names=("id",), read=item_of),
)
