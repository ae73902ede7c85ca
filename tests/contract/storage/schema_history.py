"""Rows of each version of the schema that landed, and the way to a later version with them.

A version that adds a table adds ``rows/VERSION.sql`` with a row for it: INSERT statements, one a
line, that SQLite and PostgreSQL read. `python -m tests.contract.storage.schema_history` prints
those of all tables.
"""

import asyncio
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from alembic.script import ScriptDirectory
from sqlalchemy import Boolean, Engine, Table, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from storage.crypto import KeyRing, new_keys, owners_of
from storage.engine.database_url import engine_options, parse_database_url
from storage.engine.schema_compatibility import SCHEMA_COMPATIBILITY
from storage.migrations import migrate
from storage.migrations.tables import METADATA
from tests.contract.samples import AGREEMENT, START, Clock, database, once
from tests.contract.storage.test_schema import one_of_each
from tests.fresh_databases import fresh

ROWS = Path(__file__).parent / "rows"
KEYS = KeyRing(new_keys(owners_of(AGREEMENT), at=START, random=Random(1).randbytes))
"""What the rows are encrypted with."""
Ids = Mapping[str, set[tuple[object, ...]]]


def scripts() -> ScriptDirectory:
    """All migrations, as Alembic reads them."""
    return ScriptDirectory(str(migrate._SCRIPTS))


def upgrade_with_rows(url: str, start: str, *, rows: Path = ROWS) -> tuple[Ids, Ids]:
    """Bring a database of a version to the newest one; the primary keys before and after."""
    for file in sorted(rows.glob("*.sql")):
        if file.stem <= start:
            migrate.upgrade(url, file.stem)
            with _engine(url).begin() as connection:
                for statement in file.read_text(encoding="utf-8").splitlines():
                    connection.exec_driver_sql(statement)
    migrate.upgrade(url, start)
    before = ids(url)
    migrate.upgrade(url)
    return before, ids(url)


def lost(before: Ids, after: Ids) -> dict[str, set[tuple[object, ...]]]:
    """The rows that are gone, of the tables that the models still have."""
    kept = before.keys() & METADATA.tables.keys()
    return {name: gone for name in kept if (gone := before[name] - after.get(name, set()))}


def ids(url: str) -> Ids:
    """The primary keys of all rows, by table."""
    with _engine(url).connect() as connection:
        keys = inspect(connection).get_multi_pk_constraint()
        columns = {name: ", ".join(each["constrained_columns"]) for (_, name), each in keys.items()}
        found = {name: text(f"SELECT {key} FROM {name}") for name, key in columns.items()}
        return {name: set(map(tuple, connection.execute(key))) for name, key in found.items()}


def _engine(url: str) -> Engine:
    place = parse_database_url(url)
    arguments = engine_options(place)["connect_args"]
    return create_engine(place, poolclass=NullPool, connect_args=arguments)


async def _written() -> list[str]:
    with TemporaryDirectory() as folder:
        url = fresh(Path(folder))
        opened = database(url, Clock(), keys=KEYS)
        await opened.open()
        await once(opened, one_of_each)
        await opened.close()
        with _engine(url).connect() as connection:
            return [
                f"INSERT INTO {table.name} ({', '.join(table.columns.keys())}) VALUES ({values});"
                for table in METADATA.sorted_tables
                if table is not SCHEMA_COMPATIBILITY
                for row in connection.execute(text(f"SELECT * FROM {table.name}"))
                for values in [", ".join(_literals(table, row._asdict()))]
            ]


def _literals(table: Table, row: Mapping[str, object]) -> Iterator[str]:
    for column in table.columns:
        value = row[column.name]
        if value is None:
            yield "NULL"
        elif isinstance(column.type, Boolean):
            yield str(bool(value)).lower()
        else:
            quoted = str(value).replace("'", "''")
            yield f"'{quoted}'" if isinstance(value, str) else str(value)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in asyncio.run(_written()))
