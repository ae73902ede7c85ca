"""Runs the statements of one transaction, one after the other, for its repositories."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Generic, Self, TypeAlias, TypeVar, TypeVarTuple, cast, overload

from sqlalchemy import Connection, CursorResult, Executable, Label, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import MultipleResultsFound
from sqlalchemy.sql.selectable import TypedReturnsRows

from storage.crypto import FieldCipher
from storage.engine.connection import Values, run_shielded
from storage.engine.schema import Rows

_M = TypeVar("_M", bound=Rows)
_V = TypeVar("_V")
_R = TypeVar("_R")
_Ts = TypeVarTuple("_Ts")
Selected: TypeAlias = TypedReturnsRows[_M, *tuple[Any, ...]]
"""A statement that selects all columns of a model, and perhaps further ones."""
Insert: TypeAlias = sqlite.Insert | postgresql.Insert
_INSERTS: Mapping[str, Callable[[Table], Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


_COUNTED: Mapping[str, Any] = {"preserve_rowcount": True}


def extra_of(row: Rows, column: Label[_V]) -> _V | None:
    """The value of a column that was selected in addition to those of a model."""
    value: _V | None = getattr(row, column.key)
    return value


class Statements:
    """Runs statements of one transaction, each to its end in ``threads``, or in the calling thread.
    ``now`` is its moment, aware UTC; ``cipher`` encrypts and decrypts columns.
    """

    def __init__(
        self,
        connection: Connection,
        threads: Executor | None,
        *,
        now: datetime,
        cipher: FieldCipher,
    ) -> None:
        self._connection: Connection | None = connection
        self._threads = threads
        self.now = now
        self.cipher = cipher
        self.dialect = connection.dialect.name
        """The database dialect: ``sqlite`` or ``postgresql``."""
        self._insert = _INSERTS[self.dialect]

    def end(self) -> None:
        """Reject further statements: the transaction is over."""
        self._connection = None

    @overload
    async def run(
        self, statement: TypedReturnsRows[*_Ts], values: Values = None
    ) -> CursorResult[*_Ts]: ...

    @overload
    async def run(
        self, statement: Executable, values: Values = None
    ) -> CursorResult[*tuple[Any, ...]]: ...

    async def run(
        self, statement: Executable, values: Values = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run one statement, once or for each of several rows of values."""
        return await self._execute(statement, values)

    async def rows(self, statement: Selected[_M], values: Values = None) -> Sequence[_M]:
        """All rows of a statement, with the columns of their model as attributes. The rows of
        SQLAlchemy Core are cast, not built as models: only their columns are read.
        """
        return cast("Sequence[_M]", (await self._execute(statement, values)).all())

    async def row(self, statement: Selected[_M], values: Values = None) -> _M | None:
        """The only row; None if there is none. Raises ``MultipleResultsFound``."""
        found = await self.rows(statement, values)
        if len(found) > 1:
            raise MultipleResultsFound
        return found[0] if found else None

    async def changes(self, statement: Executable, values: Values = None) -> int:
        """Run one statement and return how many rows it wrote, changed or deleted."""
        # Not set on the statement: that would copy it, and the copy is compiled again.
        return (await self._execute(statement, values, _COUNTED)).rowcount

    def insert(self, table: Table) -> Insert:
        """An insert of the dialect, which supports ``ON CONFLICT``."""
        return self._insert(table)

    async def _execute(
        self, statement: Executable, values: Values, options: Mapping[str, Any] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run a statement and return its result; all rows are already fetched."""
        run = partial(self._begun().execute, statement, values, execution_options=options)
        return run() if self._threads is None else await run_shielded(self._threads, run)

    def _begun(self) -> Connection:
        if self._connection is None:
            msg = "the transaction is over"
            raise RuntimeError(msg)
        return self._connection


class Repository:
    """A repository of one transaction."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql


@dataclass(frozen=True, slots=True)
class Stored(Generic[_R]):
    """A repository: its interface, and how it is made for a transaction."""

    key: type[_R]
    make: Callable[[Statements], _R]


class ReadOnce:
    """A repository that reads each record once in a transaction, and keeps it in dictionaries."""

    def copied(self) -> Self:
        """The same for a dry run, which knows what was read, and whose changes stay its own."""
        made = copy(self)
        held = {name: copy(each) for name, each in vars(self).items() if isinstance(each, dict)}
        vars(made).update(held)
        return made


class Buffered(ABC):
    """A repository that buffers its writes until just before the transaction commits."""

    @abstractmethod
    async def flush(self) -> None:
        """Write the buffered changes."""


def inserting(table: Table, make: Callable[[Insert], Executable]) -> Mapping[str, Executable]:
    """An insert with ``ON CONFLICT``, built once for each dialect."""
    return {dialect: make(insert(table).inline()) for dialect, insert in _INSERTS.items()}


def saving(table: Table, *keys: str) -> Mapping[str, Executable]:
    """An insert that replaces the values of the row with the same keys."""
    others = [
        column.name
        for column in table.c
        if column.name not in keys and column is not table.autoincrement_column
    ]
    return inserting(
        table,
        lambda row: row.on_conflict_do_update(
            index_elements=keys, set_={name: row.excluded[name] for name in others}
        ),
    )
