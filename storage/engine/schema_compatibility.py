"""The oldest version of the program that may still run on a schema.

A migration that only adds leaves it unchanged, so that replicas of the version before can run
together with newer ones. One that removes something or changes its meaning raises it.
"""

from sqlalchemy import Connection, inspect, select
from sqlmodel import Field, col

from storage.engine.schema import Rows, check, table_of
from storage.engine.statements import Repository


class SchemaCompatibilityRows(Rows, table=True):
    """One row."""

    __tablename__ = "schema_compatibility"
    __table_args__ = (check("one", "number = 1"),)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    revision: str


SCHEMA_COMPATIBILITY = table_of(SchemaCompatibilityRows)
_REVISION = select(col(SchemaCompatibilityRows.revision))


class SchemaCompatibility(Repository):
    """The oldest compatible version of this database."""

    async def revision(self) -> str | None:
        """The oldest version that may run here; None if the row is missing."""
        return (await self._sql.run(_REVISION)).scalar_one_or_none()


def oldest_compatible_revision(connection: Connection) -> str | None:
    """The oldest version that may run on a schema; None if the table or its row is missing."""
    if not inspect(connection).has_table(SCHEMA_COMPATIBILITY.name):
        return None
    return connection.execute(_REVISION).scalar_one_or_none()
