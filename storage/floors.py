"""The floor of a schema: the oldest version whose program may still run on it.

A step of the schema that only adds leaves the floor where it is, so that desks of the version
before go on beside newer ones. One that takes away or changes its meaning raises it.
"""

from sqlalchemy import Connection, inspect, select
from sqlmodel import Field

from storage.schema import Rows, check, table_of
from storage.statements import Statements


class FloorRows(Rows, table=True):
    """One row."""

    __tablename__ = "schema_floor"
    __table_args__ = (check("one", "number = 1"),)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    revision: str


FLOORS = table_of(FloorRows)


class Floors:
    """The floor of the schema of this database."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def revision(self) -> str | None:
        """The oldest version that may run here, None where nothing is said of it."""
        found = await self._sql.run(select(FLOORS.c.revision))
        revision: str | None = found.scalar_one_or_none()
        return revision


def floor_of(connection: Connection) -> str | None:
    """The oldest version that may run on a schema, None where nothing is said of it."""
    if not inspect(connection).has_table(FLOORS.name):
        return None
    return connection.execute(select(FLOORS.c.revision)).scalar_one_or_none()
