"""Integrity checks of a SQLite file: a damaged one is refused, never replaced."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError

from storage.engine.database_url import file_of, is_sqlite
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
    file without an error, and needs its journal only when it writes.

    Raises SQLite's own error.
    """
    if is_sqlite(db_url):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        connection.exec_driver_sql("ROLLBACK")


def check_wholly(connection: sqlite3.Connection, path: Path) -> None:
    """Check also that indexes match their tables: some seconds for 100 MB.

    ``path`` is the file to be named. Raises ``StorageError`` if it is damaged.
    """
    try:
        found = connection.execute("PRAGMA integrity_check(1)").fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        raise _damaged(path) from None
    if found != _WHOLE:
        raise _damaged(path)


def _damaged(path: Path) -> StorageError:
    return StorageError("setup-database-damaged", {"file": str(path)})
