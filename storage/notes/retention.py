"""Erasure after the retention period, and the daily runs that count its days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import exists, insert, or_, select, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field, col

from liaison.core.references import Reference
from liaison.notes import repository as note_repository
from liaison.notes.rules import Note
from liaison.requests.model import State
from storage.engine.schema import Rows, UtcDateTime, fixed, number, table_of
from storage.engine.statements import Repository
from storage.notes.repository import FACTS, LEGAL_HOLDS, NOTES, note_of
from storage.queues.inbox import INBOX
from storage.queues.outbox_rows import ENCRYPTED, OUTBOX
from storage.requests.rows import REQUESTS

_MOST_REQUESTS = 20
"""Requests of one run at most: the notification to the coordinators fits into one message."""


class RetentionRunRows(Rows, table=True):
    """The daily runs that counted, in order."""

    __tablename__ = "retention_runs"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: int = number()
    at: datetime = Field(sa_type=UtcDateTime)


RETENTION_RUNS = table_of(RetentionRunRows)
_RUN, _NOTE, _REQUEST = RETENTION_RUNS.c, NOTES.c, REQUESTS.c
_ENDED = _REQUEST.state.in_([State.CLOSED.value, State.WITHDRAWN.value])
_HELD = exists().where(LEGAL_HOLDS.c.reference == _REQUEST.reference)
_DEAD_UPDATE = (INBOX.c.state == fixed("dead"), INBOX.c.payload.is_not(None))


class Retention(Repository, note_repository.Retention):
    """The daily runs, and what they erase."""

    async def last_run(self) -> datetime | None:
        past = (
            select(col(RetentionRunRows.at))
            .where(_RUN.at <= self._sql.now)
            .order_by(_RUN.at.desc())
        )
        return (await self._sql.run(past.limit(1))).scalar_one_or_none()

    async def add_run(self) -> None:
        await self._sql.run(insert(RETENTION_RUNS).values(at=self._sql.now).inline())

    async def runs(self, limit: int) -> Sequence[datetime]:
        newest = select(col(RetentionRunRows.at)).order_by(_RUN.id.desc()).limit(limit)
        return (await self._sql.run(newest)).scalars().all()

    async def to_announce(self, ended: datetime) -> Sequence[Reference]:
        return await self._requests(ended, _NOTE.announced_at.is_(None))

    async def to_erase(self, ended: datetime, announced: datetime) -> Sequence[Reference]:
        return await self._requests(ended, _NOTE.announced_at <= announced)

    async def _requests(
        self, ended: datetime, of_notes: ColumnElement[bool]
    ) -> Sequence[Reference]:
        unerased = (
            _NOTE.reference == _REQUEST.reference,
            _NOTE.erased_at.is_(None),
            _NOTE.at < ended,
        )
        noted = exists().where(*unerased, of_notes)
        found = select(_REQUEST.reference).where(_ENDED, _REQUEST.changed_at < ended, noted, ~_HELD)
        some = found.order_by(_REQUEST.reference).limit(_MOST_REQUESTS).with_for_update()
        return [Reference(each) for each in (await self._sql.run(some)).scalars()]

    async def announce(self, reference: Reference, ended: datetime) -> int:
        unerased = (_NOTE.reference == reference, _NOTE.erased_at.is_(None))
        new = (_NOTE.announced_at.is_(None), _NOTE.at < ended)
        announcing = update(NOTES).where(*unerased, *new).values(announced_at=self._sql.now)
        return await self._sql.changes(announcing)

    async def erase(self, reference: Reference, announced: datetime) -> Sequence[Note]:
        due = (
            _NOTE.reference == reference,
            _NOTE.erased_at.is_(None),
            _NOTE.announced_at <= announced,
        )
        now = self._sql.now
        found = await self._sql.rows(FACTS.where(*due).order_by(_NOTE.number))
        await self._sql.run(update(NOTES).where(*due).values(body=None, erased_at=now))
        return [replace(note_of(row), erased_at=now) for row in found]

    async def erase_dead(self, moment: datetime) -> tuple[int, int]:
        updates = update(INBOX).where(*_DEAD_UPDATE, INBOX.c.received_at < moment)
        held = [OUTBOX.c[name].is_not(None) for name in ENCRYPTED]
        dead = (OUTBOX.c.state == fixed("dead"), OUTBOX.c.enqueued_at < moment, or_(*held))
        messages = update(OUTBOX).where(*dead).values(dict.fromkeys(ENCRYPTED))
        return (
            await self._sql.changes(updates.values(payload=None)),
            await self._sql.changes(messages),
        )
