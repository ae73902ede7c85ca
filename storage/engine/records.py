"""The base of the repositories of records: reading them, in pages, and writing the next version."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence, Sized
from types import MappingProxyType
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Integer, Select, Table, Update, bindparam, func, select, text, update
from sqlalchemy.sql.elements import ColumnElement

from storage.crypto import FieldCipher
from storage.engine.connection import Values
from storage.engine.schema import Columns, Rows, table_of
from storage.engine.statements import Insert, Statements

_R = TypeVar("_R")
_M = TypeVar("_M", bound=Rows)


class Records(ABC, Generic[_R, _M]):
    """The records of a table, found by ``_key``."""

    _rows: type[_M]
    _read: Callable[[_M, FieldCipher], _R]
    """Gives the record in a row."""
    _key: ClassVar[str] = "code"

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._columns = table_of(self._rows).c

    async def _of(self, row: _M) -> _R:
        return self._read(row, self._sql.cipher)

    @abstractmethod
    def _values(self, record: _R) -> Columns:
        """The columns of a record."""

    def _changing(self, record: _R) -> Update:
        values = self._values(record)
        its = self._columns[self._key] == values[self._key]
        seen = self._columns.version + 1 == values["version"]
        return update(table_of(self._rows)).where(its, seen).values(values)

    def _adding(self, record: _R, *unique: str, where: str) -> Insert:
        """Adds a record unless one ``where`` that holds has the same values of ``unique``."""
        new = self._sql.insert(table_of(self._rows)).values(self._values(record))
        return new.on_conflict_do_nothing(index_elements=unique, index_where=text(where))

    def _found(self, key: object) -> Select[_M]:
        return select(self._rows).where(self._columns[self._key] == key)

    async def _locked(self, key: object) -> _R | None:
        return await self._one(self._found(key).with_for_update())

    async def _page(self, listing: "Listing[_M]", **given: Any) -> tuple[Sequence[_R], int]:
        """A page of a list, and how many rows the list has."""
        rows, total = await listing.read(self._sql, **given)
        return [await self._of(row) for row in rows], total

    async def _one(self, found: Select[_M], values: Values = None) -> _R | None:
        return next(iter(await self._all(found, values)), None)

    async def _all(self, found: Select[_M], values: Values = None) -> Sequence[_R]:
        return [await self._of(row) for row in await self._sql.rows(found, values)]


class VersionedRecords(Records[_R, _M]):
    """Records that are found, locked and changed by their key alone."""

    async def lock(self, key: object) -> _R | None:
        """One record, locked until this transaction ends."""
        return await self._locked(key)

    async def change(self, record: _R) -> bool:
        """Write the next version; false if the record has changed since it was read."""
        return await self._sql.changes(self._changing(record)) > 0


class Listing(Generic[_M]):
    """A list of the rows that match, in pages."""

    def __init__(self, rows: type[_M], shown: ColumnElement[bool], *order: Any) -> None:
        self.shown = shown
        found = select(rows).where(shown).order_by(*order)
        skipped, most = (bindparam(name, type_=Integer) for name in ("skipped", "most"))
        self._page = found.offset(skipped).limit(most)
        self._counted = select(func.count()).select_from(rows).where(shown)

    async def read(
        self, sql: Statements, *, offset: int, limit: int, **given: Any
    ) -> tuple[Sequence[_M], int]:
        """A page, and how many rows the list has. ``given`` are the parameters of the list."""
        window = {"skipped": offset, "most": limit}
        found = await sql.rows(self._page, given | window) if limit else ()
        if is_last_page(found, offset=offset, limit=limit):
            return found, offset + len(found)
        return found, (await sql.run(self._counted, given)).scalar_one()


def is_last_page(found: Sized, *, offset: int, limit: int) -> bool:
    """Whether a page shows that no rows follow, so that they need not be counted."""
    return len(found) < limit and bool(found or not offset)


async def add_numbered(
    sql: Statements,
    table: Table,
    column: str,
    values: Callable[[int], Mapping[str, Any]],
    *,
    within: Mapping[str, Any] = MappingProxyType({}),
) -> int:
    """Add the row that ``values`` makes for the next number, and return that; only rows ``within``
    these values are counted. If another transaction takes the number first, the next is tried.
    """
    counted = (table.c[name] == value for name, value in within.items())
    free: Select[int] = select(func.coalesce(func.max(table.c[column]), 0) + 1).where(*counted)
    while True:
        number = (await sql.run(free)).scalar_one()
        new = sql.insert(table).values({**values(number), **within, column: number})
        if await sql.changes(new.on_conflict_do_nothing(index_elements=[*within, column])):
            return number
