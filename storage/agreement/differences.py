"""Differences about the Agreement (Article 11), open and closed; both Parties see the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Text, insert, select
from sqlmodel import Field

from liaison.agreement import repository as agreement_repository
from liaison.agreement.differences import Difference
from liaison.core.people import PersonId
from storage.crypto.field_encryption import Ciphertext, FieldCipher
from storage.engine.records import Versioned
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    partial_index,
    record_of,
    table_of,
)

_MOST = 20


class DifferenceRows(Rows, table=True):
    """Differences. ``title`` holds typed text and is encrypted."""

    __tablename__ = "differences"
    __table_args__ = (
        check("code_length", "length(code) = 9"),
        check("party_named", "length(party) = 2"),
        check("titled", "length(title) > 0"),
        check("version", "version >= 1"),
        partial_index("ix_differences_open", "opened_at", where="closed_at IS NULL"),
    )
    code: str = Field(primary_key=True)
    title: Ciphertext = Field(sa_type=Text)
    party: str
    opened_by: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    opened_at: datetime = Field(sa_type=UtcDateTime)
    version: int
    closed_at: datetime | None = Field(sa_type=UtcDateTime)


DIFFERENCES = table_of(DifferenceRows)
_ROW = DIFFERENCES.c


class Differences(Versioned[Difference, DifferenceRows], agreement_repository.Differences):
    """Differences of both Parties."""

    _rows = DifferenceRows

    async def _of(self, row: DifferenceRows) -> Difference:
        return difference_of(row, self._sql.cipher)

    def _values(self, difference: Difference) -> dict[str, Any]:
        code, pack = difference.code, self._sql.cipher.encrypt
        title = pack(difference.title, table="differences", row=code, column="title")
        return columns_of(DifferenceRows, difference, title=title, opened_by=difference.by)

    async def add(self, difference: Difference) -> None:
        await self._sql.run(insert(DIFFERENCES).values(self._values(difference)).inline())

    async def opened(self) -> Sequence[Difference]:
        found = select(DifferenceRows).where(_ROW.closed_at.is_(None))
        return await self._all(found.order_by(_ROW.opened_at, _ROW.code).limit(_MOST))


def difference_of(row: DifferenceRows, cipher: FieldCipher) -> Difference:
    """The difference in a row."""
    title = cipher.decrypt(row.title, table="differences", row=row.code, column="title")
    return record_of(Difference, row, title=title, by=row.opened_by)
