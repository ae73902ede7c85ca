"""One claim for three queues: who may work on which row now, for how long.

A claim is two columns and one conditional ``UPDATE``. ``next_at`` says when a row may be taken:
the claim moves it ahead by the lease, so a holder that dies loses the row by itself, and one that
still works must be done by then. ``fence`` counts the claims: a holder that was paused past its
lease finds its fence outdated and can settle nothing. PostgreSQL skips rows that another claim
holds locked; SQLite has a single writer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, Table, and_, case, delete, exists, func, or_, select, update
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import FromClause

from storage.schema import fixed
from storage.statements import Statements

WAITING = "waiting"
CLAIMED = "claimed"
"""Stands as the error of a row from its claim until its holder tells how it went."""
FIRST = -1
"""Before every rank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A table with ``id``, ``next_at``, ``fence``, ``attempts``, ``error`` and ``state``.

    ``order`` names the columns by which rows are taken, with a minus those that go downwards.
    ``lane`` is the column that keeps an order: of the rows of one lane only the oldest is taken,
    and none while that one is leased or put off. A row without lane is a lane of its own.
    ``rank`` is the column that goes before age in a lane: a younger row of a lower rank is taken
    first. Its queue marks what it claims with ``CLAIMED``: what is leased goes before all others.
    ``states`` is false where rows are deleted once their work is done.
    """

    table: Table
    order: tuple[str, ...]
    lane: str | None = None
    rank: str | None = None
    states: bool = True

    async def claim(
        self,
        sql: Statements,
        *,
        limit: int,
        lease: timedelta,
        only: Sequence[ColumnElement[bool]] = (),
        marks: Mapping[str, Any] = MappingProxyType({}),
    ) -> list[Row[Any]]:
        """Take up to ``limit`` rows that are due, for the length of a lease.

        ``only`` narrows which ones, ``marks`` are further values that a claimed row gets.
        """
        rows = self.table
        picked = (
            select(rows.c.id)
            .where(*self._heads(sql.now), rows.c.next_at <= sql.now, *only)
            .order_by(*self._ordering())
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("picked")
        )
        taken = (
            update(rows)
            .where(rows.c.id.in_(select(picked.c.id)))
            .values(next_at=sql.now + lease, fence=rows.c.fence + 1, attempts=rows.c.attempts + 1)
            .values(**marks)
            .returning(*rows.c)
        )
        return sorted((await sql.run(taken)).all(), key=self._place)

    async def settle(self, sql: Statements, row: int, *, fence: int, **values: Any) -> bool:
        """Change a claimed row; false where the claim is no longer the holder's."""
        changed = update(self.table).where(*self._held(row, fence)).values(**values)
        return await sql.changes(changed) > 0

    async def remove(self, sql: Statements, row: int, *, fence: int) -> bool:
        """Delete a claimed row; false where the claim is no longer the holder's."""
        return await sql.changes(delete(self.table).where(*self._held(row, fence))) > 0

    async def next_at(
        self, sql: Statements, moment: ColumnElement[datetime] | None = None
    ) -> datetime | None:
        """When the next row can be taken, None where none waits; a leased one when its lease ends.

        ``moment`` says it for a row where ``next_at`` alone does not.
        """
        when = self.table.c.next_at if moment is None else moment
        found = (await sql.run(select(func.min(when)).where(*self._heads(sql.now)))).scalar_one()
        return found if found is None or isinstance(found, datetime) else None

    def _waiting(self, rows: FromClause) -> list[ColumnElement[bool]]:
        return [rows.c.state == fixed(WAITING)] if self.states else []

    def _heads(self, now: datetime) -> list[ColumnElement[bool]]:
        """The rows that wait and have none before them in their lane."""
        rows = self.table
        if self.lane is None:
            return self._waiting(rows)
        other = _beside(rows)
        first = other.c.id < rows.c.id
        if self.rank is not None:
            its, own = (_rank(each.c[self.rank], each, now) for each in (other, rows))
            first = or_(its < own, and_(its == own, first))
        before = exists().where(
            other.c[self.lane] == rows.c[self.lane], first, *self._waiting(other)
        )
        return [*self._waiting(rows), ~before]

    def _held(self, row: int, fence: int) -> list[ColumnElement[bool]]:
        rows = self.table
        return [rows.c.id == row, rows.c.fence == fence, *self._waiting(rows)]

    def _ordering(self) -> list[ColumnElement[Any]]:
        columns = self.table.c
        return [
            columns[name[1:]].desc() if name.startswith("-") else columns[name].asc()
            for name in self.order
        ]

    def _place(self, row: Row[Any]) -> tuple[Any, ...]:
        values = row._mapping  # noqa: SLF001
        return tuple(
            -values[name[1:]] if name.startswith("-") else values[name] for name in self.order
        )


def _rank(column: ColumnElement[int], rows: FromClause, now: datetime) -> ColumnElement[int]:
    """The rank of a row; a leased one is on its way, so none may go before it."""
    leased = and_(rows.c.error == fixed(CLAIMED), rows.c.next_at > now)
    return case((leased, FIRST), else_=column)


@cache
def _beside(rows: Table) -> FromClause:
    """The same table once more: its columns are made once, as claims are made all the time."""
    return rows.alias("other")
