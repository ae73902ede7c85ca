"""Leases: which of several replicas does a task that only one may do, and until when."""

from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlmodel import Field

from storage.engine.schema import Rows, UtcDateTime, check, table_of
from storage.engine.statements import Repository

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
