"""Maps the errors of database drivers to messages of the catalog."""

import re
import sqlite3
from typing import Any, Final

from sqlalchemy.exc import DBAPIError

from storage.errors import StorageError

_FILES: Final = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CANTOPEN: "refused",
    sqlite3.SQLITE_READONLY: "refused",
    sqlite3.SQLITE_PERM: "refused",
    sqlite3.SQLITE_AUTH: "refused",
    sqlite3.SQLITE_IOERR: "unreachable",
}
"""By the lower eight bits of SQLite's error code."""
_SERVERS: Final = {
    "08": "unreachable",
    "25006": "refused",  # read-only, as an old node after a failover
    "28": "refused",
    "3D": "refused",
    "42501": "refused",
    "53": "full",
    "55P03": "locked",
    "57": "unreachable",
    "58": "unreachable",
}
"""By the whole SQLSTATE of PostgreSQL, or its class."""


_WRONG_SETTING: Final = re.compile(
    r'invalid ([\w"]+ )+value.*|invalid port number.*|[\w ]*(certificate|private key) file .*'
    r"|server does not support SSL.*|failed to resolve host .*\[Errno -2\].*"
)
"""What libpq and psycopg write of a wrong setting. A name server that is down is another error."""


def storage_failure(error: BaseException) -> StorageError | None:
    """The ``StorageError`` for an error that makes the database unusable, None for any other. Of a
    driver error only the code, or what is wrong with a setting, is quoted: other texts may hold a
    password or typed text.
    """
    if isinstance(error, StorageError):
        return error
    if isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
        return StorageError("setup-database-driver", {})
    found: Any = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(found, sqlite3.Error):
        number = getattr(found, "sqlite_errorcode", None)
        kind = None if number is None else _FILES.get(number & 0xFF)
        return _error(kind, getattr(found, "sqlite_errorname", ""))
    if type(found).__module__.partition(".")[0] == "psycopg":
        return _server_error(found)
    return None


def _server_error(found: Any) -> StorageError | None:
    state = found.sqlstate
    name = type(found).__name__
    if state is not None:
        return _error(_SERVERS.get(state) or _SERVERS.get(state[:2]), state)
    if wrong := _WRONG_SETTING.search(str(found).partition("\n")[0]):
        return StorageError("setup-database-setting", {"reason": wrong[0]})
    # Errors of libpq itself have no code: an unknown option, or an unreachable host.
    return _error({"ProgrammingError": "url", "OperationalError": "unreachable"}.get(name), name)


def _error(kind: str | None, code: str) -> StorageError | None:
    if kind is None:
        return None
    return StorageError(f"setup-database-{kind}", {} if kind == "url" else {"code": code})
