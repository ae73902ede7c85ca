"""Migrations of the schema. There is no downgrade: restore a backup from before instead."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from storage.engine.database_url import (
    engine_options,
    file_exists,
    file_of,
    is_sqlite,
    make_engine,
    parse_database_url,
)
from storage.engine.integrity import check_quickly, check_writable, damage_error
from storage.engine.schema_compatibility import oldest_compatible_revision
from storage.errors import StorageError
from storage.migrations import comparison
from storage.migrations.tables import METADATA

VERSIONS: Final = "alembic_version"
"""A database without the one row of this table is incomplete: a restore writes it last."""
_STAMP = text(f"SELECT version_num FROM {VERSIONS}")  # noqa: S608
_SCRIPTS = Path(__file__).parent
_ANYTHING = text(
    "SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
    " WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LIMIT 1"
)
_UPGRADE_LOCK = 20161109
"""The number of the advisory lock: arbitrary, but used for nothing else in the database."""


@cache
def versions() -> tuple[str, ...]:
    """The versions that this code knows, oldest first, by the names of the migrations."""
    files = (_SCRIPTS / "versions").glob("[0-9]*.py")
    return tuple(sorted(file.stem.partition("_")[0] for file in files))


def head() -> str:
    """The version of the schema that this code needs."""
    return versions()[-1]


def current_version(url: str) -> str | None:
    """The version of the schema in a database; None if there is none yet."""
    return _read(url, _version)


def is_empty(url: str) -> bool:
    """Whether a PostgreSQL database is empty, in all schemas."""
    with _connected(url) as connection:
        return connection.execute(_ANYTHING).first() is None


def upgrade(url: str, to: str = "head") -> None:
    """Bring a database to the version that this code needs, as a whole or not at all.

    A missing SQLite file and its folder are made, with owner-only access. Raises ``StorageError``
    if they cannot be made, the file is damaged or another program's, or the schema is incomplete,
    unknown, or not that of the models; then nothing is changed.
    """
    db_url = parse_database_url(url)
    if is_sqlite(db_url) and db_url.database is not None:
        _make_file(file_of(db_url))
    with _connected(url) as connection:
        check_quickly(connection, db_url)
        if to == "head" and _version(connection) == head():
            comparison.check_schema(connection, head())
            return
        connection.rollback()
        _lock(connection)
        refuse_newer(_version(connection))
        _run_migrations(connection, to)
        if to == "head":
            comparison.check_schema(connection, head())
        connection.commit()


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file_exists(path):
            path.touch(mode=0o600)
        with path.open("r+b"):
            pass
    except OSError as error:
        raise StorageError("setup-unwritable", {"file": str(path)}) from error


def check_version(connection: Connection) -> str:
    """The version of a schema on which the code may run: its own, or a newer compatible one. Raises
    ``StorageError`` if the schema is missing, older, too new, or incomplete.
    """
    found = _allowed(connection)
    if found is None:
        raise StorageError("setup-database-missing", {})
    if found < head():
        raise StorageError("setup-database-older", {"found": found, "wanted": head()})
    return found


def allowed(url: str) -> str | None:
    """The version of the schema, None without one. Raises ``StorageError`` if it is too new."""
    return _read(url, _allowed)


def examined(url: str, *, writes: bool = True) -> str | None:
    """Like ``allowed``, with the integrity check of each start and a full comparison of the schema
    of this version with the models; with ``writes`` also a check that it is writable.

    Raises ``StorageError`` also if it is damaged, and SQLite's own error if it is not writable.
    """
    db_url = parse_database_url(url)

    def read(connection: Connection) -> str | None:
        check_quickly(connection, db_url)
        found = _allowed(connection)
        if found == head():
            comparison.check_schema(connection, found)
        if writes:
            check_writable(connection, db_url)
        return found

    return _read(url, read)


def is_too_old(oldest_compatible: str | None) -> bool:
    """Whether the oldest compatible version is above this code."""
    return oldest_compatible is not None and oldest_compatible > head()


def refuse_newer(found: str | None) -> None:
    """Raise ``StorageError`` if a version of the schema is newer than the code."""
    if found is not None and found not in versions():
        raise StorageError("setup-database-newer", {"found": found, "wanted": head()})


def _allowed(connection: Connection) -> str | None:
    found = _version(connection)
    if found is None or (found != head() and found in versions()):
        return found
    if found != head():
        floor = oldest_compatible_revision(connection)
        newer = found.isdigit() and found > head()
        if not newer or floor is None or is_too_old(floor):
            raise StorageError("setup-database-newer", {"found": found, "wanted": head()})
    comparison.check_names(connection, found)
    return found


def _version(connection: Connection) -> str | None:
    """The version of a schema; None if there are no tables yet. Raises ``StorageError``."""
    # The tables first: if another process migrates now, their version is committed with them.
    names = set(inspect(connection).get_table_names())
    tables = names - {VERSIONS}
    found = connection.execute(_STAMP).scalars().all() if VERSIONS in names else ()
    if len(found) > 1 or (not found and tables & METADATA.tables.keys()):
        raise StorageError("setup-database-incomplete", {})
    if not found and tables:
        raise StorageError("setup-database-foreign", {"name": str(connection.engine.url.database)})
    return str(found[0]) if found else None


def _read(url: str, read: Callable[[Connection], str | None]) -> str | None:
    """The result of ``read`` on a connection; None if there is no file yet."""
    db_url = parse_database_url(url)
    if is_sqlite(db_url) and not file_exists(file_of(db_url)):
        return None
    with _connected(url) as connection:
        return read(connection)


def _lock(connection: Connection) -> None:
    """Lock the migration: two processes that start at once must not both upgrade."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    """A connection that reports damage to its file, in an engine of its own."""
    db_url = parse_database_url(url)
    engine = make_engine(db_url, hide_parameters=True, **engine_options(db_url))
    try:
        with damage_error(db_url), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _run_migrations(connection: Connection, to: str) -> None:
    # Only a migration needs Alembic: the service starts without it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
