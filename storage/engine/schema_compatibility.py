"""The floor of a schema: the oldest version of the program that may still run on it.

A migration that only adds leaves the floor where it is, so that replicas of the version before go
on beside newer ones. One that takes something away or changes its meaning raises it.
"""

from sqlalchemy import Connection, inspect, select
from sqlmodel import Field, col

from storage.engine.schema import Rows, check, table_of
from storage.engine.statements import Statements


class SchemaCompatibilityRows(Rows, table=True):
    """One row."""

    __tablename__ = "schema_compatibility"
    __table_args__ = (check("one", "number = 1"),)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    revision: str


SCHEMA_COMPATIBILITY = table_of(SchemaCompatibilityRows)
_REVISION = select(col(SchemaCompatibilityRows.revision))


class SchemaCompatibility:
    """The floor of the schema of this database."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def revision(self) -> str | None:
        """The oldest version that may run here, None where the row is missing."""
        return (await self._sql.run(_REVISION)).scalar_one_or_none()


def oldest_compatible_revision(connection: Connection) -> str | None:
    """The oldest version that may run on a schema, None where the table or its row is missing."""
    if not inspect(connection).has_table(SCHEMA_COMPATIBILITY.name):
        return None
    return connection.execute(_REVISION).scalar_one_or_none()
