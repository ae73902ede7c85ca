"""One database connection inside one transaction: runs statements, one after the other."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.crypto.field_encryption import Seals
from storage.engine.connection import Line, Values
from storage.engine.rows import Found

Insert: TypeAlias = sqlite.Insert | postgresql.Insert
_INSERTS: Mapping[str, Callable[[Table], Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class Statements:
    """Runs statements of one transaction.

    ``now`` is its moment, aware UTC; ``seals`` is the way in and out of sealed columns.
    """

    def __init__(self, line: Line, *, now: datetime, seals: Seals) -> None:
        self._line = line
        self.now = now
        self.seals = seals
        self._insert = _INSERTS[self.dialect]

    @property
    def dialect(self) -> str:
        """Which database it is: ``sqlite`` or ``postgresql``."""
        return self._line.dialect

    async def run(self, statement: Executable, values: Values = None) -> Found:
        """Run one statement, once or for each of several rows of values."""
        return await self._line.fetch(statement, values)

    async def changes(self, statement: Executable, values: Values = None) -> int:
        """Run one statement and count the rows that it wrote, changed or deleted."""
        return await self._line.count(statement, values)

    def insert(self, table: Table) -> Insert:
        """An insert that can say ``ON CONFLICT``."""
        return self._insert(table)


def inserting(table: Table, make: Callable[[Insert], Executable]) -> Mapping[str, Executable]:
    """An insert that says ``ON CONFLICT``, made once: by the database in which it is run."""
    return {dialect: make(insert(table).inline()) for dialect, insert in _INSERTS.items()}
