"""What all tables share: one metadata, aware UTC, and checks for what must never be."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, ClassVar, TypeVar, cast

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    Table,
    literal_column,
    text,
)
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

_V = TypeVar("_V")
METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

ALL_ROWS = 2**31 - 1
"""More rows than any table of ours has, where a statement wants a limit."""


class NaiveMoment(ValueError):
    """An instant without a zone was about to be written: our fault, never a person's."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant: in UTC when written, in UTC when read, on both databases.

    Raises ``NaiveMoment`` when given one without a zone.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write UTC; SQLite has no zones, so there the zone is left off."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveMoment(value)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read UTC, whatever the zone of the connection."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class WideInteger(TypeDecorator[int]):
    """64 bits: a chat's id needs 52. SQLite's ``INTEGER`` has them, and only it numbers rows."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Name the type as the database wants it."""
        return Integer() if dialect.name == "sqlite" else BigInteger()


class Rows(SQLModel):
    """The base of all tables. They are not the domain: nothing is validated here but by checks."""

    metadata: ClassVar[MetaData] = METADATA


def table_of(rows: type[Rows]) -> Table:
    """The table that a class describes, for statements."""
    return cast("Table", rows.__dict__["__table__"])


def columns_of(rows: type[Rows], record: object, **others: Any) -> dict[str, Any]:
    """The columns of a record: its attributes of the same names, codes as they are written, and
    ``others``. An id that the database gives is left out.
    """
    same = {name: getattr(record, name) for name in _names(rows) if name not in others}
    written = {name: v.value if isinstance(v, Enum) else v for name, v in same.items()}
    return written | others


@cache
def _names(rows: type[Rows]) -> Sequence[str]:
    table = table_of(rows)
    return [column.name for column in table.c if column is not table.autoincrement_column]


def required(value: _V | None) -> _V:
    """The value of a column that is set wherever another one is. Raises ``ValueError`` where it is
    empty.
    """
    if value is None:
        msg = "a column is empty"
        raise ValueError(msg)
    return value


def number() -> Any:
    """A primary key that counts up and is never given twice."""
    return Field(default=None, primary_key=True, sa_type=WideInteger)


def chat() -> Any:
    """A primary key that Telegram gives."""
    return Field(primary_key=True, sa_type=WideInteger, sa_column_kwargs={"autoincrement": False})


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """Only these values, or none where the column may be empty."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def check(name: str, rule: str) -> CheckConstraint:
    """A rule that no row may break, whoever writes it."""
    return CheckConstraint(rule, name=name)


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of the rows that still matter, so that its cost does not grow with the others."""
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def fixed(value: str) -> ColumnElement[str]:
    """A constant that stands in the statement itself: partial indexes are chosen only by it."""
    return literal_column(f"'{value}'")


def dump_json(value: Any) -> str:
    """Write facts of class 1 as JSON: dates in ISO form, keys in a fixed order."""
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_plain
    )


def _plain(value: Any) -> str:
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    raise TypeError(type(value).__name__)
