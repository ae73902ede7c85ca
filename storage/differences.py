"""Differences about the Agreement, open and closed: both Parties see the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, Text, insert, select, update
from sqlmodel import Field

from liaison.domain.agreements import PartyCode
from liaison.domain.differences import Difference, DifferenceCode
from liaison.domain.people import PersonId
from liaison.usecases import agreement_repositories
from storage.schema import Rows, UtcDateTime, WideInteger, check, partial_index, table_of
from storage.sealing import Seals
from storage.statements import Statements

_MOST = 20


class DifferenceRows(Rows, table=True):
    """Differences. ``title`` holds typed words and is packed."""

    __tablename__ = "differences"
    __table_args__ = (
        check("code_length", "length(code) = 9"),
        check("party_named", "length(party) = 2"),
        check("titled", "length(title) > 0"),
        check("version", "version >= 1"),
        partial_index("ix_differences_open", "opened_at", where="closed_at IS NULL"),
    )
    code: str = Field(primary_key=True)
    title: str = Field(sa_type=Text)
    party: str
    opened_by: int = Field(sa_type=WideInteger, foreign_key="people.id")
    opened_at: datetime = Field(sa_type=UtcDateTime)
    version: int
    closed_at: datetime | None = Field(sa_type=UtcDateTime)


DIFFERENCES = table_of(DifferenceRows)
_ROW = DIFFERENCES.c


class Differences(agreement_repositories.Differences):
    """Differences of both Parties."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def add(self, difference: Difference) -> None:
        await self._sql.run(
            insert(DIFFERENCES).values(_values(difference, self._sql.seals)).inline()
        )

    async def get(self, code: DifferenceCode) -> Difference | None:
        found = select(DIFFERENCES).where(_ROW.code == code).with_for_update()
        return next(iter(await self._all(found)), None)

    async def exists(self, code: DifferenceCode) -> bool:
        found = await self._sql.run(select(_ROW.code).where(_ROW.code == code))
        return found.one_or_none() is not None

    async def opened(self) -> Sequence[Difference]:
        found = select(DIFFERENCES).where(_ROW.closed_at.is_(None))
        return await self._all(found.order_by(_ROW.opened_at, _ROW.code).limit(_MOST))

    async def change(self, difference: Difference) -> bool:
        seen = (_ROW.code == difference.code, _ROW.version == difference.version - 1)
        changed = update(DIFFERENCES).where(*seen).values(_values(difference, self._sql.seals))
        return await self._sql.changes(changed) > 0

    async def _all(self, found: Select[Any]) -> Sequence[Difference]:
        return [difference_of(row, self._sql.seals) for row in await self._sql.run(found)]


def _values(difference: Difference, seals: Seals) -> dict[str, Any]:
    code = difference.code
    return {
        "code": code,
        "title": seals.pack(difference.title, table="differences", row=code, column="title"),
        "party": difference.party,
        "opened_by": difference.by,
        "opened_at": difference.opened_at,
        "version": difference.version,
        "closed_at": difference.closed_at,
    }


def difference_of(row: Row[Any], seals: Seals) -> Difference:
    """The difference that a row keeps."""
    return Difference(
        code=DifferenceCode(row.code),
        title=seals.unpack(row.title, table="differences", row=row.code, column="title"),
        party=PartyCode(row.party),
        by=PersonId(row.opened_by),
        opened_at=row.opened_at,
        version=row.version,
        closed_at=row.closed_at,
    )
