"""Meetings: each is both Parties', and both see all of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, insert, or_, select, text, update
from sqlalchemy.sql.elements import ColumnElement

from liaison.domain.agreements import MeetingKind
from liaison.domain.meeting_facts import (
    Attendance,
    Meeting,
    MeetingCode,
    MeetingEvent,
    MeetingState,
)
from liaison.usecases import repositories
from liaison.usecases.repositories import MeetingFilter
from storage.meeting_rows import (
    ATTENDANCES,
    IS_PROPOSED,
    MEETING_EVENTS,
    MEETINGS,
    attendance_of,
    meeting_event_of,
    meeting_event_values,
    meeting_of,
    meeting_values,
)
from storage.statements import Statements

Condition = ColumnElement[bool]
_MEETING = MEETINGS.c
_AGREED = _MEETING.state == MeetingState.AGREED.value
_ON_THE_TABLE = _MEETING.offer_expires_at.is_not(None)


class UnknownMeetingFilter(ValueError):
    """No list of meetings has that name: our fault, never a person's."""


class Meetings(repositories.Meetings):
    """Meetings, their history and who comes."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def add(self, meeting: Meeting, event: MeetingEvent) -> bool:
        new = self._sql.insert(MEETINGS).values(meeting_values(meeting, self._sql.seals))
        alone = new.on_conflict_do_nothing(
            index_elements=["kind", "about"], index_where=text(IS_PROPOSED)
        )
        return await self._told(alone, event)

    async def get(self, code: MeetingCode) -> Meeting | None:
        found = select(MEETINGS).where(_MEETING.code == code).with_for_update()
        return next(iter(await self._all(found)), None)

    async def exists(self, code: MeetingCode) -> bool:
        found = await self._sql.run(select(_MEETING.code).where(_MEETING.code == code))
        return found.one_or_none() is not None

    async def find(self, kind: MeetingKind, about: str, state: MeetingState) -> Meeting | None:
        found = (
            select(MEETINGS)
            .where(
                _MEETING.kind == kind.value,
                _MEETING.about == about,
                _MEETING.state == state.value,
            )
            .order_by(_MEETING.moved_at.desc(), _MEETING.code)
            .limit(1)
            .with_for_update()
        )
        return next(iter(await self._all(found)), None)

    async def change(self, meeting: Meeting, event: MeetingEvent) -> bool:
        seen = (_MEETING.code == meeting.code, _MEETING.version == meeting.version - 1)
        changed = update(MEETINGS).where(*seen).values(meeting_values(meeting, self._sql.seals))
        return await self._told(changed, event)

    async def events(self, code: MeetingCode) -> Sequence[MeetingEvent]:
        lines = select(MEETING_EVENTS).where(MEETING_EVENTS.c.meeting == code)
        found = await self._sql.run(lines.order_by(MEETING_EVENTS.c.version))
        return [meeting_event_of(row) for row in found]

    async def listed(self, chosen: MeetingFilter) -> tuple[Sequence[Meeting], int]:
        if chosen.which not in _LISTS:
            raise UnknownMeetingFilter(chosen.which)
        shown, order = _LISTS[chosen.which]
        which = shown(chosen.now)
        counted = select(func.count()).select_from(MEETINGS).where(which)
        total = int((await self._sql.run(counted)).scalar_one())
        page = select(MEETINGS).where(which).order_by(order, _MEETING.code)
        return await self._all(page.offset(chosen.offset).limit(chosen.limit)), total

    async def attend(self, code: MeetingCode, attendance: Attendance) -> None:
        said = {
            "party": attendance.party,
            "presence": attendance.presence.value,
            "substitute": attendance.substitute,
            "at": attendance.at,
        }
        new = self._sql.insert(ATTENDANCES).values(meeting=code, person=attendance.person, **said)
        await self._sql.run(
            new.on_conflict_do_update(index_elements=["meeting", "person"], set_=said)
        )

    async def attendances(self, code: MeetingCode) -> Sequence[Attendance]:
        found = select(ATTENDANCES).where(ATTENDANCES.c.meeting == code).order_by(ATTENDANCES.c.id)
        return [attendance_of(row) for row in await self._sql.run(found)]

    async def _told(self, write: Any, event: MeetingEvent) -> bool:
        """Write a meeting and, only where that was done, the line that tells it."""
        if not await self._sql.changes(write):
            return False
        await self._sql.run(insert(MEETING_EVENTS).values(meeting_event_values(event)).inline())
        return True

    async def _all(self, found: Select[Any]) -> Sequence[Meeting]:
        return [meeting_of(row, self._sql.seals) for row in await self._sql.run(found)]


def is_planned(now: datetime) -> Condition:
    """What is to be looked at again some day: a version on the table, or a meeting to come."""
    return or_(_ON_THE_TABLE, _coming(now))


def _coming(now: datetime) -> Condition:
    return and_(_AGREED, _MEETING.slot_end > now)


def _past(now: datetime) -> Condition:
    alive = [MeetingState.PROPOSED.value, MeetingState.AGREED.value]
    return or_(and_(_AGREED, _MEETING.slot_end <= now), _MEETING.state.not_in(alive))


_LISTS: Mapping[str, tuple[Callable[[datetime], Condition], ColumnElement[Any]]] = {
    "open": (lambda _: _ON_THE_TABLE, _MEETING.offer_expires_at),
    "coming": (_coming, _MEETING.slot_start),
    "past": (_past, case((_AGREED, _MEETING.slot_end), else_=_MEETING.moved_at).desc()),
}
"""What each list shows at a moment, and in which order."""
