"""Named moments that all replicas share: when something was last done."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, select
from sqlmodel import Field, col

from liaison.core import transaction as core_transaction
from storage.engine.schema import Rows, UtcDateTime, check, table_of
from storage.engine.statements import Repository, inserting


class TimestampRows(Rows, table=True):
    """One moment for each name."""

    __tablename__ = "timestamps"
    __table_args__ = (check("named", "length(name) > 0"),)
    name: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)


TIMESTAMPS = table_of(TimestampRows)
LAST_BACKUP = "last-backup"
_THOSE = select(TimestampRows).where(TIMESTAMPS.c.name.in_(bindparam("names", expanding=True)))
_ARE_LATER = and_(
    TIMESTAMPS.c.name.like(bindparam("its_pattern")), TIMESTAMPS.c.at > bindparam("its_after")
)
_LATER = select(TimestampRows).where(_ARE_LATER)
_FORGETTING = delete(TIMESTAMPS).where(_ARE_LATER)
_LOCKED = (
    select(col(TimestampRows.at))
    .where(TIMESTAMPS.c.name == bindparam("its_name"))
    .with_for_update()
)
_ADDING = inserting(TIMESTAMPS, lambda new: new.on_conflict_do_nothing(index_elements=["name"]))
_RECORDING = inserting(
    TIMESTAMPS,
    lambda new: new.on_conflict_do_update(
        index_elements=["name"],
        set_={"at": new.excluded.at},
        where=new.excluded.at > TIMESTAMPS.c.at,
    ),
)


class Timestamps(Repository, core_transaction.Timestamps):
    """The named moments that all replicas share."""

    async def get(self, *names: str) -> Mapping[str, datetime]:
        return {row.name: row.at for row in await self._sql.rows(_THOSE, {"names": names})}

    async def later(self, prefix: str, after: datetime) -> Mapping[str, datetime]:
        rows = await self._sql.rows(_LATER, {"its_pattern": f"{prefix}%", "its_after": after})
        return {row.name.removeprefix(prefix): row.at for row in rows}

    async def forget(self, prefix: str, after: datetime) -> None:
        await self._sql.run(_FORGETTING, {"its_pattern": f"{prefix}%", "its_after": after})

    async def record(self, at: datetime, *names: str) -> None:
        rows = [{"name": each, "at": at} for each in sorted(names)]
        await self._sql.run(_RECORDING[self._sql.dialect], rows)

    async def replace(self, name: str, at: datetime) -> datetime | None:
        named = {"its_name": name}
        # A second transaction waits at the lock or the new row, and sees what the first has set.
        while (before := (await self._sql.run(_LOCKED, named)).scalar_one_or_none()) is None:
            if await self._sql.changes(_ADDING[self._sql.dialect], {"name": name, "at": at}):
                return None
        await self.record(at, name)
        return before


def record_backup(connection: Connection, at: datetime) -> None:
    """Record when the database was last backed up (aware UTC)."""
    connection.execute(_RECORDING[connection.dialect.name], {"name": LAST_BACKUP, "at": at})
