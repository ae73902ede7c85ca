"""The work queue under inbox, outbox and timers: which worker may work on a row, for how long.

A claim is two columns and one conditional ``UPDATE``. ``next_at`` is when a row may be claimed: the
claim moves it ahead by the lease, so the row of a holder that dies becomes free by itself, and a
live holder must finish before. ``fence`` counts the claims: a holder that was paused past its lease
has an outdated fence and can change nothing. PostgreSQL skips rows that another claim has locked;
SQLite has a single writer. Claims are frequent, so their statements are built once.

After a restore no row is given out until an operator releases the database. A task that only one of
several replicas may do has a lease, too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    Executable,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import FromClause
from sqlmodel import Field

from storage.crypto import DecryptionError, KeyMissing
from storage.engine.schema import Rows, UtcDateTime, check, fixed, number_key, table_of
from storage.engine.statements import Repository, Selected, Statements
from storage.engine.timestamps import TIMESTAMPS

_T = TypeVar("_T")
_M = TypeVar("_M", bound="QueueRows")
WAITING = "waiting"
CLAIMED = "claimed"
"""The error of a row from its claim until its holder records the outcome."""
RESTORE_LOCK = "restored"
"""The timestamp of a restored database: as long as it is set, nothing is due."""
RELEASE_DELAY = timedelta(seconds=5)
"""How long a row of an unknown kind is left to another replica."""
NOW = bindparam("now", type_=UtcDateTime)
"""The moment of the transaction, in the statements of claims."""
_NOT_LOCKED = ~exists().where(TIMESTAMPS.c.name == fixed(RESTORE_LOCK))


class QueueRows(Rows):
    """The columns of each queue. ``attempts`` counts the claims since a row was last queued."""

    id: int = number_key()
    next_at: datetime = Field(sa_type=UtcDateTime)
    fence: int
    attempts: int
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claimed row. ``attempts`` includes this one: 1 at the first since it was queued."""

    id: int
    attempts: int
    fence: int


@dataclass(frozen=True, kw_only=True)
class Queue(Generic[_M]):
    """A table of ``QueueRows``, with a ``state`` unless ``states`` is false.

    Rows are claimed by ``order``. ``lane`` is the column that keeps an order: of the rows of one
    lane only the oldest is claimed, and none while that one is leased or put off. A row without
    lane is a lane of its own. ``priority`` is the column that goes before age in a lane: a younger
    row of a lower rank is claimed first, but none while another one of its lane is leased; so its
    queue marks claimed rows with ``CLAIMED``.
    ``states`` is false if rows are deleted once their work is done.

    The first row of a lane is found by one index lookup, and the next lane by another: a claim
    costs as many lookups as there are lanes, however many rows wait in them.
    """

    model: type[_M]
    order: Sequence[ColumnElement[Any]]
    lane: str | None = None
    priority: str | None = None
    states: bool = True

    @property
    def table(self) -> Table:
        """The table of the model."""
        return table_of(self.model)

    def claim_statement(
        self,
        *only: ColumnElement[bool],
        claim_values: Mapping[str, Any] = MappingProxyType({}),
        also: Sequence[ColumnElement[Any]] = (),
    ) -> Selected[_M]:
        """The statement of a claim, built once and run often; ``claim_values`` are further values
        that a claimed row gets, and ``also`` expressions returned besides its columns.
        """
        rows = self.table
        due = (*self.waiting(rows), rows.c.next_at <= NOW, *only)
        picked = (
            select(rows.c.id)
            .where(*self._free(due), *due, _NOT_LOCKED)
            .order_by(*self.order)
            .limit(bindparam("most", type_=Integer))
            .with_for_update(skip_locked=True)
            .cte("picked")
        )
        return (
            update(rows)
            .where(rows.c.id.in_(select(picked.c.id)))
            .values(
                next_at=bindparam("lease_end", type_=UtcDateTime),
                fence=rows.c.fence + 1,
                attempts=rows.c.attempts + 1,
            )
            .values(**claim_values)
            .returning(self.model, *also)
        )

    @cached_property
    def update_statement(self) -> Executable:
        """The statement that changes a claimed row."""
        rows = self.table
        held = (rows.c.id == bindparam("held_row"), rows.c.fence == bindparam("held_fence"))
        return update(rows).where(*held, *self.waiting(rows))

    def waiting(self, rows: FromClause) -> list[ColumnElement[bool]]:
        """The condition of the rows whose work is not done."""
        return [rows.c.state == fixed(WAITING)] if self.states else []

    def _free(self, wanted: Sequence[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
        """The first rows of their lanes; of those without lane the first that are ``wanted``."""
        rows = self.table
        if self.lane is None:
            return []
        unordered = select(rows.c.id).where(rows.c[self.lane].is_(None), *wanted)
        some = unordered.order_by(*self.order).limit(bindparam("most", type_=Integer))
        firsts = self._firsts().union_all(select(some.subquery().c.id))
        free: list[ColumnElement[bool]] = [rows.c.id.in_(firsts)]
        if self.priority is not None:
            other = rows.alias("other")
            busy = exists().where(other.c[self.lane] == rows.c[self.lane], self.leased(other))
            free.append(~busy)
        return free

    def _firsts(self) -> Select[Any]:
        """The first row of each lane."""
        rows, after, first = self.table, self.table.alias("after"), self.table.alias("first")
        lane = str(self.lane)
        lowest = select(func.min(rows.c[lane]).label("lane"))
        lanes = lowest.where(*self.waiting(rows), rows.c[lane].is_not(None)).cte(
            "lanes", recursive=True
        )
        further = select(func.min(after.c[lane])).where(
            *self.waiting(after), after.c[lane] > lanes.c.lane
        )
        there = lanes.c.lane.is_not(None)
        lanes = lanes.union_all(select(further.scalar_subquery()).where(there))
        its = select(first.c.id).where(*self.waiting(first), first.c[lane] == lanes.c.lane)
        by = [first.c.id] if self.priority is None else [first.c[self.priority], first.c.id]
        its = its.order_by(*by).limit(1)
        return select(its.scalar_subquery()).select_from(lanes).where(lanes.c.lane.is_not(None))

    def leased(self, rows: FromClause) -> ColumnElement[bool]:
        """Whether a row is being worked on, in a queue that marks its claims."""
        return and_(*self.waiting(rows), rows.c.error == fixed(CLAIMED), rows.c.next_at > NOW)


class WorkQueue(Generic[_M]):
    """A queue in one transaction."""

    _queue: Queue[_M]

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def _decrypted(self, rows: Iterable[_M], decrypt: Callable[[_M], _T]) -> list[_T]:
        """Decrypt claimed rows one by one, so that one bad row does not block the others.

        A row that was tampered with is dead; one whose key is missing is retried after its lease;
        one of an unknown shape waits for a newer version of the service.
        """
        found = []
        for row in rows:
            try:
                found.append(decrypt(row))
            except DecryptionError as error:
                await self._update(row, state="dead", error=error.key)
            except KeyMissing:
                continue
            except (LookupError, TypeError, ValueError):
                await self.release_to_newer(row)
        return found

    async def release_to_newer(self, row: Claimed | QueueRows) -> bool:
        """Leave a claimed row to a newer version of the service, without counting the attempt;
        without one it is retried, and reported as waiting. False if it is not held.
        """
        at = self._sql.now + RELEASE_DELAY
        return await self._update(row, next_at=at, attempts=row.attempts - 1)

    async def _claimed(
        self, claiming: Selected[_M], *, limit: int, lease: timedelta, **values: Any
    ) -> Sequence[_M]:
        """Claim up to ``limit`` due rows for the length of a lease, in no order."""
        now = self._sql.now
        given = {"now": now, "lease_end": now + lease, "most": limit, **values}
        return await self._sql.rows(claiming, given)

    async def requeue_far_future(self, *, beyond: datetime) -> int:
        """Make rows due now that a wrong clock put off beyond that moment; returns how many."""
        rows = self._queue.table
        far = (*self._queue.waiting(rows), rows.c.next_at > bindparam("beyond"))
        pulling = update(rows).where(*far).values(next_at=NOW)
        return await self._sql.changes(pulling, {"beyond": beyond, "now": self._sql.now})

    async def take_over(self, *, lease: timedelta) -> int:
        """Release the claims of a process that is gone; returns how many rows are due again."""
        queue, rows = self._queue, self._queue.table
        if queue.priority is not None:
            left = queue.leased(rows)
        else:
            ends = rows.c.next_at.between(NOW, bindparam("lease_end", type_=UtcDateTime))
            left = and_(*queue.waiting(rows), rows.c.attempts > 0, ends)
        taking = update(rows).where(left).values(next_at=NOW)
        now = self._sql.now
        return await self._sql.changes(taking, {"now": now, "lease_end": now + lease})

    async def _update(self, row: Claimed | QueueRows, **values: Any) -> bool:
        """Change a claimed row; false if the claim was lost."""
        held = {"held_row": row.id, "held_fence": row.fence}
        return await self._sql.changes(self._queue.update_statement, values | held) > 0

    async def _forget(self, row: Claimed) -> bool:
        """Delete a claimed row; false if the claim was lost."""
        rows = self._queue.table
        held = (rows.c.id == row.id, rows.c.fence == row.fence, *self._queue.waiting(rows))
        return await self._sql.changes(delete(rows).where(*held)) > 0


TOO_FAR = timedelta(minutes=10)
"""A lease that ends so much later than ours is the result of a wrong clock."""


class LeaseRows(Rows, table=True):
    """Leader-election leases: one row for each task that only one replica does."""

    __tablename__ = "leases"
    __table_args__ = (check("named", "length(name) > 0 AND length(holder) > 0"),)
    name: str = Field(primary_key=True)
    holder: str
    until: datetime = Field(sa_type=UtcDateTime)


LEASES = table_of(LeaseRows)


class Leases(Repository):
    """The leases that all replicas share."""

    async def take(self, name: str, *, holder: str, until: datetime) -> bool:
        """Take or renew a lease; false if another holder has it now.

        Every holder takes it for the same time. One that ends much later than ours would was taken
        by a clock that was ahead, or ours is behind: in both cases it is ignored.
        """
        new = self._sql.insert(LEASES).values(name=name, holder=holder, until=until)
        over = or_(LEASES.c.until <= self._sql.now, LEASES.c.until > until + TOO_FAR)
        free = or_(LEASES.c.holder == holder, over)
        taken = new.on_conflict_do_update(
            index_elements=["name"], set_={"holder": holder, "until": until}, where=free
        )
        return await self._sql.changes(taken) > 0

    async def give_back(self, name: str, *, holder: str) -> None:
        """Release a lease that this holder still has."""
        held = (LEASES.c.name == name, LEASES.c.holder == holder)
        await self._sql.run(update(LEASES).where(*held).values(until=self._sql.now))
