"""Timers: one row for each open subject, with the moment when to run it next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    Index,
    Select,
    UniqueConstraint,
    bindparam,
    delete,
    exists,
    literal,
    select,
    union_all,
    update,
)
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field, col

from liaison.core.registry import Registry
from storage.engine.schema import UtcDateTime, check, record_of, table_of
from storage.engine.statements import Insert, Statements, inserting
from storage.queues.work_queue import Claimed, Queue, QueueRows, WorkQueue


class TimerRows(QueueRows, table=True):
    """Timers. ``at`` is the requested moment, ``since`` the one when it was requested."""

    __tablename__ = "timers"
    __table_args__ = (
        UniqueConstraint("kind", "subject"),
        check("named", "length(kind) > 0 AND length(subject) > 0"),
        check("counts", "attempts >= 0 AND fence >= 0"),
        Index("ix_timers_next_at", "next_at"),
        {"sqlite_autoincrement": True},
    )
    kind: str
    subject: str
    at: datetime = Field(sa_type=UtcDateTime)
    since: datetime = Field(sa_type=UtcDateTime)


TIMERS = table_of(TimerRows)
_QUEUE = Queue(model=TimerRows, order=(TIMERS.c.next_at, TIMERS.c.id), states=False)
_CLAIMING = _QUEUE.claim_statement()
_SCHEDULED = ("at", "since", "next_at", "attempts", "error")


def _waking(row: Insert, where: ColumnElement[bool] | None = None) -> Insert:
    values = {name: row.excluded[name] for name in _SCHEDULED} | {"fence": TIMERS.c.fence + 1}
    return row.on_conflict_do_update(index_elements=["kind", "subject"], set_=values, where=where)


_WAKING = inserting(TIMERS, _waking)
_WAKING_BY = inserting(  # with RETURNING it is one statement for all rows
    TIMERS, lambda row: _waking(row, row.excluded.at < TIMERS.c.at).returning(TIMERS.c.id)
)
_NAMED = (TIMERS.c.kind == bindparam("its_kind"), TIMERS.c.subject == bindparam("its_subject"))
_FORGETTING = delete(TIMERS).where(*_NAMED)
_FOUND = select(TimerRows).where(*_NAMED)
_LAST_RUN = select(col(TimerRows.since)).where(*_NAMED).with_for_update()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedTimer(Claimed):
    """A claimed timer: handle what came due after ``since``."""

    kind: str
    subject: str
    at: datetime
    since: datetime

    @property
    def cause(self) -> str:
        """What its messages were caused by, as the log names it."""
        return f"timer:{self.kind}:{self.subject}".replace(" ", ":")


class Timers(WorkQueue[TimerRows]):
    """The timers of all subjects."""

    _queue = _QUEUE

    def __init__(self, sql: Statements) -> None:
        super().__init__(sql)
        self._set: dict[tuple[str, str], datetime | None] = {}

    def schedule(self, kind: str, subject: str, at: datetime | None) -> None:
        """Set the only timer of a subject; remove it if ``at`` is None. It is written just before
        the transaction commits. A present claim on the row is lost.
        """
        self._set[kind, subject] = at

    async def flush(self) -> None:
        """Write the pending changes."""
        # In the order of the calls: timers that are due at one moment run in that order.
        changed, self._set = self._set.items(), {}
        planned = [self._row(*named, at) for named, at in changed if at is not None]
        if planned:
            await self._sql.run(_WAKING[self._sql.dialect], planned)
        ended = [
            {"its_kind": kind, "its_subject": subject}
            for (kind, subject), at in changed
            if at is None
        ]
        if ended:
            await self._sql.run(_FORGETTING, ended)

    async def schedule_before(self, kind: str, moments: Mapping[str, datetime]) -> None:
        """Set the timer of each of these subjects, unless it has an earlier one."""
        await self.flush()
        rows = [self._row(kind, subject, at) for subject, at in sorted(moments.items())]
        await self._sql.run(_WAKING_BY[self._sql.dialect], rows)

    async def rerun(self, *kinds: str) -> None:
        """Run all timers of these kinds now; the time since their last run counts as handled."""
        await self.flush()
        now = self._sql.now
        scheduled = {"at": now, "since": now, "next_at": now, "fence": TIMERS.c.fence + 1}
        later = (TIMERS.c.kind.in_(kinds), TIMERS.c.at > now)
        await self._sql.run(update(TIMERS).where(*later).values(**scheduled))

    async def last_run(self, kind: str, subject: str) -> datetime | None:
        """When a timer last ran or was scheduled, None if it is not set; the row is locked."""
        await self.flush()
        found = await self._sql.run(_LAST_RUN, {"its_kind": kind, "its_subject": subject})
        return found.scalar_one_or_none()

    async def subjects(self, kind: str) -> Sequence[str]:
        """The subjects that have a timer of a kind."""
        found = await self._sql.run(select(col(TimerRows.subject)).where(TIMERS.c.kind == kind))
        return found.scalars().all()

    async def find(self, kind: str, subject: str) -> TimerRows | None:
        """The timer of a subject, None if it is not set."""
        await self.flush()
        return await self._sql.row(_FOUND, {"its_kind": kind, "its_subject": subject})

    async def claim(self, *, limit: int, lease: timedelta) -> list[ClaimedTimer]:
        """Claim due timers, longest due first."""
        await self.flush()
        found = await self._claimed(_CLAIMING, limit=limit, lease=lease)
        ordered = sorted(found, key=attrgetter("at", "id"))
        return [record_of(ClaimedTimer, row) for row in ordered]

    async def retry(self, row: ClaimedTimer, at: datetime, error: str) -> bool:
        """Retry at ``at`` after a failure; false if the claim was lost."""
        return await self._update(row, next_at=at, error=error)

    def _row(self, kind: str, subject: str, at: datetime) -> Mapping[str, Any]:
        scheduled = (at, self._sql.now, at, 0, None)
        return {
            "kind": kind,
            "subject": subject,
            "fence": 0,
            **dict(zip(_SCHEDULED, scheduled, strict=True)),
        }


_MAX_LISTED = 50


@dataclass(frozen=True, slots=True)
class TimedRecords:
    """Records that have a timer of the kind ``key`` while they are open. ``subject`` is the column
    with their id, as text; ``are_open`` is the condition for open records at the moment ``NOW``.
    """

    key: str
    subject: ColumnElement[Any]
    are_open: ColumnElement[bool]


LIMIT = bindparam("limit", type_=UtcDateTime)
"""The latest moment that a row may have: so much after now as its check says."""


@dataclass(frozen=True, slots=True)
class NeverWritten:
    """The ids of rows of the table ``key`` that the service never writes; none may be there."""

    key: str
    rows: Select[Any]
    longest: timedelta = timedelta(0)


async def missing_timers(sql: Statements, registry: Registry) -> Sequence[tuple[str, str]]:
    """Kind and subject of some open records of all concepts that have no timer."""
    every = union_all(*map(_missing, registry.all(TimedRecords).values()))
    found = every.order_by("kind", "subject").limit(_MAX_LISTED)
    return [(row.kind, row.subject) for row in await sql.run(found, {"now": sql.now})]


def _missing(timed: TimedRecords) -> Select[tuple[str, str]]:
    subject = timed.subject
    return select(literal(timed.key).label("kind"), subject.label("subject")).where(
        timed.are_open, ~exists().where(TIMERS.c.kind == timed.key, TIMERS.c.subject == subject)
    )
