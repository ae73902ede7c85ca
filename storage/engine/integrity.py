"""Checks of the database at a start: a SQLite file that is whole and used by one process only, or a
PostgreSQL server that keeps its commits. A damaged file is refused, never replaced.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import DBAPIError

from storage.engine.connection import connected
from storage.engine.database_url import file_exists, file_of, is_sqlite, parse_database_url
from storage.errors import StorageError

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_WHOLE = [("ok",)]


@contextmanager
def damage_error(db_url: URL) -> Iterator[None]:
    """Report damage to a file as a ``StorageError``, wherever SQLite detects it."""
    try:
        yield
    except (DBAPIError, sqlite3.DatabaseError) as error:
        found = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(found, "sqlite_errorcode", 0)
        if not is_sqlite(db_url) or code & 0xFF not in _DAMAGED:
            raise
        raise _damaged(file_of(db_url)) from None
    except UnicodeDecodeError:  # the message of SQLite quotes damaged content
        raise _damaged(file_of(db_url)) from None


def check_quickly(connection: Connection, db_url: URL) -> None:
    """Check every page of a SQLite file, as at each start: a fraction of a second for 100 MB.
    Raises ``StorageError`` if it is damaged. Changes within a value are not detected here.
    """
    if is_sqlite(db_url):
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").fetchall()
        if [tuple(row) for row in found] != _WHOLE:
            raise _damaged(file_of(db_url))


def check_writable(connection: Connection, db_url: URL) -> None:
    """Rewrite the first page of a SQLite file unchanged, and roll back: SQLite opens a read-only
    file without an error, and needs its journal only when it writes. Raises SQLite's own error.
    """
    if is_sqlite(db_url):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        connection.exec_driver_sql("ROLLBACK")


def check_wholly(connection: sqlite3.Connection, path: Path) -> None:
    """Check also that indexes match their tables: seconds for 100 MB. Raises ``StorageError``."""
    try:
        found = connection.execute("PRAGMA integrity_check(1)").fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        raise _damaged(path) from None
    if found != _WHOLE:
        raise _damaged(path)


def _damaged(path: Path) -> StorageError:
    return StorageError("setup-database-damaged", {"file": str(path)})


@contextmanager
def owned(db_url: URL) -> Iterator[bool]:
    """Own a SQLite file as long as the context lasts.

    The kernel releases the lock of a process that is killed. Yields whether there is anything to
    own: false on PostgreSQL, and before there is a file or its lock. Raises ``StorageError`` if
    another process owns the file, or the lock file cannot be made.
    """
    if not is_sqlite(db_url):
        yield False
        return
    file = file_of(db_url).resolve()
    locked = file.with_name(f"{file.name}-lock")
    if not file_exists(file) and not file_exists(locked):
        yield False
        return
    try:
        # Owner-only, so that no other user can lock it and keep the service from starting.
        lock = os.open(locked, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StorageError("setup-unwritable", {"file": str(file)}) from error
    with os.fdopen(lock, "r+b"):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StorageError("setup-database-owned", {"file": str(file)}) from error
        yield True


_KEEPS: Final = text(
    "SELECT name FROM pg_settings WHERE setting = 'off'"
    " AND name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name"
)
_STANDBYS: Final = text("SELECT current_setting('synchronous_standby_names')")


def check_durable(connection: Connection) -> None:
    """Raise ``StorageError`` if a confirmed commit may not be on the disk. For SQLite durability is
    set with each connection.
    """
    if connection.dialect.name == "postgresql":
        name = connection.execute(_KEEPS).scalars().first()
        if name is not None:
            raise StorageError("setup-database-unsafe", {"setting": name})


def survives_a_node(url: str) -> bool:
    """Whether the database survives the loss of a node. Raises ``StorageError`` if not durable."""
    if is_sqlite(parse_database_url(url)):
        return True
    with connected(url) as connection:
        check_durable(connection)
        return bool(connection.execute(_STANDBYS).scalar_one())
