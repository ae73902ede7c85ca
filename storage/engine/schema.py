"""The parts that all tables share: one metadata, aware UTC, and checks of invariants."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, ClassVar, TypeAlias, TypeVar, cast, get_args, get_type_hints

from pydantic import TypeAdapter
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

from liaison.core.working_time import NaiveInstant

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
"""A limit above the number of rows of any table, for statements that need one."""


Columns: TypeAlias = dict[str, object]
"""The columns of a row, by name."""
Condition: TypeAlias = ColumnElement[bool]


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, UTC on both databases. Raises ``NaiveInstant`` for one without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; SQLite has no zones, so there the zone is removed."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveInstant(value)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC, whatever the zone of the connection."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class WideInteger(TypeDecorator[int]):
    """A 64-bit integer: a chat id needs 52 bits. On SQLite it is ``INTEGER``, the only type that
    numbers rows by itself.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type in the dialect of the database."""
        return Integer() if dialect.name == "sqlite" else BigInteger()


class Rows(SQLModel):
    """The base of all tables. Rows are not the domain: only the checks validate them."""

    metadata: ClassVar[MetaData] = METADATA


def table_of(rows: type[Rows]) -> Table:
    """The table that a class describes, for statements."""
    return cast("Table", rows.__dict__["__table__"])


def columns_of(rows: type[Rows], record: object, **others: object) -> Columns:
    """The columns of a record, and ``others``; without an id that the database assigns."""
    same = {name: getattr(record, name) for name in _names(rows) if name not in others}
    written = {name: v.value if isinstance(v, Enum) else v for name, v in same.items()}
    return written | others


def record_of(kind: Callable[..., _V], row: object, **others: Any) -> _V:
    """The record in a row, the reverse of ``columns_of``, with ``others``."""
    same = {
        name: value if enum is None or value is None else enum(value)
        for name, enum in _enums(kind).items()
        if name not in others
        for value in (getattr(row, name),)
    }
    return kind(**same, **others)


def load_json(kind: Callable[..., _V], stored: str | None) -> _V | None:
    """The record in a JSON column, as ``dump_json`` wrote it; None if the column is empty."""
    return None if stored is None else cast("_V", _adapter(kind).validate_json(stored))


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


@cache
def _enums(kind: Any) -> Mapping[str, type[Enum] | None]:
    """The fields of a record, each with the enum of its values."""
    hints = get_type_hints(kind)
    return {
        each.name: next((hint for hint in _types(hints[each.name]) if issubclass(hint, Enum)), None)
        for each in fields(kind)
    }


def _types(hint: Any) -> Iterator[type]:
    return (each for each in (hint, *get_args(hint)) if isinstance(each, type))


@cache
def _names(rows: type[Rows]) -> Sequence[str]:
    table = table_of(rows)
    return [column.name for column in table.c if column is not table.autoincrement_column]


def required(value: _V | None) -> _V:
    """The value of a column that cannot be empty here. Raises ``ValueError`` if it is."""
    if value is None:
        msg = "a column is empty"
        raise ValueError(msg)
    return value


def number_key() -> Any:
    """A primary key that counts up and is never reused."""
    return Field(default=None, primary_key=True, sa_type=WideInteger)


def given_key() -> Any:
    """A primary key that the database does not number."""
    return Field(primary_key=True, sa_type=WideInteger, sa_column_kwargs={"autoincrement": False})


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """Only these values, or NULL if the column is nullable."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def check(name: str, rule: str) -> CheckConstraint:
    """A check that every row must pass."""
    return CheckConstraint(rule, name=name)


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of the rows that still matter, so that its cost does not grow with the others."""
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def fixed(value: str) -> ColumnElement[str]:
    """A literal in the statement itself: the planner needs it to choose a partial index."""
    return literal_column(f"'{value}'")


def dump_json(value: Any) -> str:
    """Serialize facts of class 1 as JSON: dates in ISO form, sorted keys."""
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_plain
    )


def _plain(value: Any) -> str:
    if isinstance(value, date):  # a datetime is a date, too
        return value.isoformat()
    raise TypeError(type(value).__name__)
