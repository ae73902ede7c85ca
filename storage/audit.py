"""The audit record: who did what, in the transaction that did it.

Rows are only ever added; triggers of the migration refuse to change or delete one. A hash of each
row and the one before would stand beside ``facts``: the record is not chained yet.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Text, insert
from sqlmodel import Field

from liaison.domain.people import Person, Role
from storage.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    dump_json,
    number,
    one_of,
    table_of,
)
from storage.statements import Statements


class AuditRows(Rows, table=True):
    """What was done, in its order. ``facts`` are class 1."""

    __tablename__ = "audit"
    __table_args__ = (
        one_of("role", Role),
        check("named", "length(action) > 0 AND length(subject) > 0"),
        check("person_whole", "(person IS NULL) = (party IS NULL)"),
        {"sqlite_autoincrement": True},
    )
    seq: int | None = number()
    at: datetime = Field(sa_type=UtcDateTime)
    party: str | None
    role: str | None
    person: int | None = Field(sa_type=WideInteger, foreign_key="people.id")
    action: str
    subject: str
    facts: str = Field(sa_type=Text)


AUDIT = table_of(AuditRows)
_ADDING = insert(AUDIT).inline()


class Audit:
    """The audit record; lines are written when the transaction is about to commit."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._lines: list[Mapping[str, Any]] = []

    def add(
        self, action: str, subject: str, *, by: Person | None, facts: Mapping[str, Any]
    ) -> None:
        """Add a line: class 1 facts only."""
        self._lines.append(
            {
                "at": self._sql.now,
                "party": None if by is None else by.party,
                "role": None if by is None else by.role.value,
                "person": None if by is None else by.id,
                "action": action,
                "subject": subject,
                "facts": dump_json(facts),
            }
        )

    async def flush(self) -> None:
        """Write the lines that are not yet written."""
        lines, self._lines = self._lines, []
        if lines:
            await self._sql.run(_ADDING, lines)
