"""The wake-ups: for each open subject one row that says when to look at it next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index, UniqueConstraint, delete, select, update
from sqlmodel import Field

from storage.claims import Queue
from storage.schema import Rows, UtcDateTime, check, number, table_of
from storage.statements import Statements


class WakeupRows(Rows, table=True):
    """Subjects to look at. ``at`` is the moment asked for, ``since`` the one it was asked at."""

    __tablename__ = "wakeups"
    __table_args__ = (
        UniqueConstraint("kind", "subject"),
        check("named", "length(kind) > 0 AND length(subject) > 0"),
        check("counts", "attempts >= 0 AND fence >= 0"),
        Index("ix_wakeups_next_at", "next_at"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = number()
    kind: str
    subject: str
    at: datetime = Field(sa_type=UtcDateTime)
    since: datetime = Field(sa_type=UtcDateTime)
    next_at: datetime = Field(sa_type=UtcDateTime)
    fence: int
    attempts: int
    error: str | None


WAKEUPS = table_of(WakeupRows)
_QUEUE = Queue(table=WAKEUPS, order=("at", "id"), states=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wakeup:
    """A claimed wake-up: look at what came due after ``since``.

    ``attempts`` counts this one, too: 1 at the first since it was last asked for.
    """

    id: int
    kind: str
    subject: str
    at: datetime
    since: datetime
    attempts: int
    fence: int


class Wakeups:
    """The subjects that are looked at again."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def wake(self, kind: str, subject: str, at: datetime | None) -> None:
        """Look at a subject then, and only then; never again where ``at`` is None.

        Whoever holds a claim on the row loses it.
        """
        if at is None:
            named = (WAKEUPS.c.kind == kind, WAKEUPS.c.subject == subject)
            await self._sql.run(delete(WAKEUPS).where(*named))
            return
        look = {"at": at, "since": self._sql.now, "next_at": at, "attempts": 0, "error": None}
        row = self._sql.insert(WAKEUPS).values(kind=kind, subject=subject, fence=0, **look)
        again = row.on_conflict_do_update(
            index_elements=["kind", "subject"], set_={**look, "fence": WAKEUPS.c.fence + 1}
        )
        await self._sql.run(again)

    async def look_again(self, *kinds: str) -> None:
        """Look now at everything of these kinds that is planned for later, as the rules changed.

        Nothing came due between its last look and now, so it counts as looked at.
        """
        now = self._sql.now
        look = {"at": now, "since": now, "next_at": now, "fence": WAKEUPS.c.fence + 1}
        later = (WAKEUPS.c.kind.in_(kinds), WAKEUPS.c.at > now)
        await self._sql.run(update(WAKEUPS).where(*later).values(**look))

    async def looked(self, kind: str, subject: str) -> datetime | None:
        """When a subject was last looked at or planned for; None where nothing is planned.

        Nobody else plans it before this transaction ends.
        """
        named = (WAKEUPS.c.kind == kind, WAKEUPS.c.subject == subject)
        found = await self._sql.run(select(WAKEUPS.c.since).where(*named).with_for_update())
        return found.scalar_one_or_none()

    async def claim(self, *, limit: int, lease: timedelta) -> list[Wakeup]:
        """Take what is due, longest due first."""
        found = await _QUEUE.claim(self._sql, limit=limit, lease=lease)
        return [
            Wakeup(
                id=row.id,
                kind=row.kind,
                subject=row.subject,
                at=row.at,
                since=row.since,
                attempts=row.attempts,
                fence=row.fence,
            )
            for row in found
        ]

    async def push(self, row: Wakeup, at: datetime, error: str) -> bool:
        """Look again then, as looking failed; false where the claim was lost meanwhile."""
        return await _QUEUE.settle(self._sql, row.id, fence=row.fence, next_at=at, error=error)

    async def next_at(self) -> datetime | None:
        """When the next subject is due, None where there is none."""
        return await _QUEUE.next_at(self._sql)
