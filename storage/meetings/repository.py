"""Meetings: both Parties see all of each."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Executable, and_, bindparam, case, exists, func, insert, or_, select, text
from sqlalchemy.sql.elements import ColumnElement

from liaison.core.agreement import MeetingKind
from liaison.meetings import repository as meeting_repository
from liaison.meetings.model import Attendance, Meeting, MeetingCode, MeetingEvent, MeetingState
from liaison.meetings.repository import MeetingFilter
from storage.engine.records import Records
from storage.engine.schema import UtcDateTime
from storage.meetings.rows import (
    ATTENDANCES,
    IS_PROPOSED,
    MEETING_EVENTS,
    MEETINGS,
    AttendanceRows,
    MeetingEventRows,
    MeetingRows,
    attendance_of,
    meeting_event_of,
    meeting_event_values,
    meeting_of,
    meeting_values,
)
from storage.plan import ACTIVITIES

Condition = ColumnElement[bool]
_MEETING = MEETINGS.c
_EMERGENCIES = select(func.pg_advisory_xact_lock(7_031_986))
_AGREED = _MEETING.state == MeetingState.AGREED.value
_ON_THE_TABLE = _MEETING.offer_expires_at.is_not(None)
MONTH = timedelta(days=30)


class UnknownMeetingFilter(ValueError):
    """No list of meetings has that name: a bug, never a user error."""


class Meetings(Records[Meeting, MeetingRows], meeting_repository.Meetings):
    """Meetings, their history and attendance."""

    _rows = MeetingRows

    async def _of(self, row: MeetingRows) -> Meeting:
        return meeting_of(row, self._sql.cipher)

    def _values(self, meeting: Meeting) -> dict[str, Any]:
        return meeting_values(meeting, self._sql.cipher)

    async def add(self, meeting: Meeting, event: MeetingEvent) -> bool:
        new = self._sql.insert(MEETINGS).values(self._values(meeting))
        statement = new.on_conflict_do_nothing(
            index_elements=["kind", "about"], index_where=text(IS_PROPOSED)
        )
        return await self._insert_event(statement, event)

    async def get(self, code: MeetingCode) -> Meeting | None:
        return await self._locked(code)

    async def exists(self, code: MeetingCode) -> bool:
        return await self._taken(code)

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
        return [meeting_event_of(row) for row in found]

    async def listed(self, chosen: MeetingFilter) -> tuple[Sequence[Meeting], int]:
        if chosen.which not in _LISTS:
            raise UnknownMeetingFilter(chosen.which)
        shown, order = _LISTS[chosen.which]
        at = {"now": chosen.now, "month_ago": chosen.now - MONTH}
        window = {"offset": chosen.offset, "limit": chosen.limit}
        return await self._page(shown, order, _MEETING.code, given=at, **window)

    async def attend(self, code: MeetingCode, attendance: Attendance) -> None:
        columns = {
            "party": attendance.party,
            "presence": attendance.presence.value,
            "substitute": attendance.substitute,
            "at": attendance.at,
        }
        new = self._sql.insert(ATTENDANCES).values(
            meeting=code, person=attendance.person, **columns
        )
        await self._sql.run(
            new.on_conflict_do_update(index_elements=["meeting", "person"], set_=columns)
        )

    async def attendances(self, code: MeetingCode) -> Sequence[Attendance]:
        found = (
            select(AttendanceRows).where(ATTENDANCES.c.meeting == code).order_by(ATTENDANCES.c.id)
        )
        return [attendance_of(row) for row in await self._sql.rows(found)]

    async def _insert_event(self, write: Executable, event: MeetingEvent) -> bool:
        """Write a meeting and, only if that succeeded, its history entry."""
        if not await self._sql.changes(write):
            return False
        await self._sql.run(insert(MEETING_EVENTS).values(meeting_event_values(event)).inline())
        return True


def is_planned(now: datetime) -> Condition:
    """Meetings that need a timer: with an open offer, or still to come."""
    return or_(_ON_THE_TABLE, and_(_AGREED, _MEETING.slot_end > now))


_NOW = bindparam("now", type_=UtcDateTime)
_COMING = and_(_AGREED, _MEETING.slot_end > _NOW)
_IS_OVER = and_(_AGREED, _MEETING.slot_end <= _NOW)
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
_LISTS: Mapping[str, tuple[Condition, ColumnElement[Any]]] = {
    "open": (_ON_THE_TABLE, _MEETING.offer_expires_at),
    "coming": (_COMING, _MEETING.slot_start),
    "current": (or_(_ON_THE_TABLE, _COMING, _UNRECORDED, _UNDECIDED), _MEETING.offer_expires_at),
    "undecided": (_UNDECIDED, _MEETING.slot_end),
    "past": (_PAST, case((_AGREED, _MEETING.slot_end), else_=_MEETING.changed_at).desc()),
}
"""The condition and the order of each list at a moment."""
