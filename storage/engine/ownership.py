"""Exclusive use of a SQLite file: a lock file allows only one process to run the service on it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL

from storage.engine.database_url import file_exists, file_of, is_sqlite
from storage.errors import StorageError

if sys.platform != "win32":
    import fcntl


@contextmanager
def owned(db_url: URL) -> Iterator[bool]:
    """Own a SQLite file as long as the context lasts.

    The kernel releases the lock of a process that is killed. Yields whether there is anything to
    own: false on PostgreSQL, before the file exists, and on Windows. Raises ``StorageError`` if
    another process owns the file, or the lock file cannot be made.
    """
    if sys.platform == "win32" or not is_sqlite(db_url) or not file_exists(file_of(db_url)):
        yield False
        return
    file = file_of(db_url).resolve()
    try:
        # Owner-only, so that no other user can lock it and keep the service from starting.
        lock = os.open(file.with_name(f"{file.name}-lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StorageError("setup-folder-unwritable", {"file": str(file)}) from error
    with os.fdopen(lock, "r+b"):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StorageError("setup-database-owned", {"file": str(file)}) from error
        yield True
