"""Which process runs the service on a SQLite file: one, and a lock beside the file proves it."""

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
def owned(place: URL) -> Iterator[bool]:
    """Own a SQLite file for as long as the context lasts, or the process lives.

    The kernel releases the lock of a process that is killed. Yields whether there is anything to
    own: not on PostgreSQL, not where there is no file yet, and not on Windows. Raises
    ``StorageError`` where another process owns the file, or no lock can be made beside it.
    """
    if sys.platform == "win32" or not is_sqlite(place) or not file_exists(file_of(place)):
        yield False
        return
    file = file_of(place).resolve()
    try:
        # No other user may lock it, and so keep the service from starting.
        lock = os.open(file.with_name(f"{file.name}-lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StorageError("setup-folder-unwritable", {"folder": str(file.parent)}) from error
    with os.fdopen(lock, "r+b"):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StorageError("setup-database-owned", {"file": str(file)}) from error
        yield True
