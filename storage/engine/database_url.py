"""Database URLs, drivers, and the settings that make SQLite durable."""

import re
import sqlite3
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage.errors import StorageError

BUSY_SECONDS: Final = 5
CACHE_KIB: Final = 65_536
"""The page cache of SQLite: enough for the indexes of a million open rows."""
IDLE_SECONDS: Final = 30
"""The length of a lease; no handler takes so long."""
MAX_CONNECTIONS: Final = 15
_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
_HOSTS = re.compile(
    r"(?P<before>[a-z+]+://(?:[^/?]*@)?)(?P<hosts>[^/?@]*,[^/?@]*)(?P<path>[^?]*)(?:\?(?P<query>.*))?"
)
_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?")
_PORT = re.compile(r"|[0-9]{1,5}")
_ENCODING = "UTF8"
_SYNCHRONOUS = {"full": 2, "extra": 3}


def parse_database_url(url: str) -> URL:
    """Parse the URL of a SQLite file or of PostgreSQL, with or without a driver. PostgreSQL may
    have several hosts: ``postgresql://user@one:5432,two:5432/database``.

    Raises ``StorageError`` for any other.
    """
    try:
        db_url = make_url(_with_separate_hosts(url))
    except (ArgumentError, ValueError):
        raise StorageError("setup-database-url", {}) from None
    driver = _DRIVERS.get(db_url.get_backend_name())
    if driver is None or db_url.database in {None, "", ":memory:"}:
        raise StorageError("setup-database-url", {})
    db_url = db_url.set(drivername=driver)
    if not (_is_file_url if is_sqlite(db_url) else _is_server_url)(db_url):
        raise StorageError("setup-database-url", {})
    return db_url


def _with_separate_hosts(url: str) -> str:
    """A URL with several hosts in SQLAlchemy's form. Raises ``ValueError`` for an invalid one."""
    found = _HOSTS.fullmatch(url)
    if found is None:
        return url
    hosts = found["hosts"].split(",")
    if not all(map(_HOST.fullmatch, hosts)):
        raise ValueError
    options = "&".join(f"host={each}" for each in hosts)
    return f"{found['before']}{found['path']}?{options}&{found['query'] or ''}".rstrip("&")


def _is_file_url(db_url: URL) -> bool:
    """Whether a URL has a path and nothing else: after two slashes comes a host."""
    path_only = URL.create(db_url.drivername, database=db_url.database)
    return db_url == path_only and file_of(db_url).name != ""


def _is_server_url(db_url: URL) -> bool:
    """Whether libpq accepts the URL; some invalid ones raise errors of unrelated types."""
    try:
        texts = {name: str(value) for name, value in libpq_options(db_url).items()}
        for host in texts.get("host", "").split(","):
            if not host.startswith("/"):
                host.encode("idna")
        written = "".join(texts.values()).encode()
    except (ArgumentError, ValueError):
        return False
    ports = texts.get("port", "").split(",")
    return all(map(_PORT.fullmatch, ports)) and b"\0" not in written


def libpq_options(db_url: URL) -> MutableMapping[str, Any]:
    """The options of libpq in a URL, from its parts or its query."""
    _, options = db_url.get_dialect()().create_connect_args(db_url)
    return options


def conninfo_of(options: Mapping[str, object]) -> str:
    """Options of libpq in one line."""
    escaped = {n: str(v).replace("\\", "\\\\").replace("'", "\\'") for n, v in options.items()}
    return " ".join(f"{name}='{value}'" for name, value in escaped.items())


def is_sqlite(db_url: URL) -> bool:
    """Whether a URL is of SQLite."""
    return db_url.get_backend_name() == "sqlite"


def file_of(db_url: URL) -> Path:
    """The file of a SQLite URL."""
    return Path(str(db_url.database))


def file_exists(file: Path) -> bool:
    """Whether a file exists. Raises ``StorageError`` if it is unknown."""
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StorageError("setup-unwritable", {"file": str(file)}) from error
    return True


def check_folder(file: Path, setting: str = "file") -> None:
    """Raise ``StorageError`` if the folder of a file is missing, which is a typing error."""
    if not file_exists(file.parent):
        folder = str(file.parent)
        raise StorageError("setup-folder-missing", {"folder": folder, "setting": setting})


def max_connections(db_url: URL) -> int:
    """How many transactions may be open at once: the number of connections."""
    return 1 if is_sqlite(db_url) else MAX_CONNECTIONS


def engine_options(db_url: URL) -> dict[str, Any]:
    """The options of the engine: one connection on SQLite, as its transactions take turns."""
    pool = {"pool_size": max_connections(db_url), "max_overflow": 0}
    if is_sqlite(db_url):
        # Without an isolation level the driver leaves BEGIN and COMMIT to us.
        waits = {"isolation_level": None, "timeout": BUSY_SECONDS}
        return {"connect_args": waits, **pool}
    # A client machine that vanishes within a transaction must not keep rows locked for hours.
    limits = {
        "lock_timeout": f"{BUSY_SECONDS}s",
        "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
        "timezone": "UTC",
    }
    return {"connect_args": {"options": " ".join(f"-c {k}={v}" for k, v in limits.items())}, **pool}


def make_engine(db_url: URL, **options: Any) -> Engine:
    """An engine; one of PostgreSQL refuses a database that cannot keep every text."""
    engine = create_engine(db_url, **options)
    if not is_sqlite(db_url):
        event.listen(engine, "connect", _check_encoding, insert=True)  # before SQLAlchemy's queries
    return engine


def _check_encoding(connection: Any, _record: object) -> None:
    found = connection.info.parameter_status("server_encoding")
    if found != _ENCODING:
        raise StorageError("setup-database-encoding", {"found": found, "wanted": _ENCODING})


def journal_of(version: tuple[int, int, int]) -> tuple[str, str]:
    """The journal mode and the synchronous level that are safe with a version of SQLite: several
    connections can lose commits in WAL mode from 3.7.0 to 3.51.2, but for two fixed branches.
    """
    mended = version >= (3, 51, 3) or any(
        branch <= version < (3, branch[1] + 1, 0) for branch in ((3, 50, 7), (3, 44, 6))
    )
    return ("wal", "full") if mended else ("delete", "extra")


def hide_details(context: ExceptionContext) -> None:
    """Remove the details of a failing row from errors of PostgreSQL: logs are for class 1 only."""
    if isinstance(context.sqlalchemy_exception, DBAPIError):
        for error in (context.original_exception, context.sqlalchemy_exception):
            error.args = (str(error).partition("\n")[0],)


def prepare_sqlite(connection: Any, _record: object) -> None:
    """Set what SQLite does not store in the file. Raises ``StorageError`` if it refuses."""
    mode, synchronous = journal_of(sqlite3.sqlite_version_info[:3])
    wanted = {
        "foreign_keys": 1,
        "busy_timeout": BUSY_SECONDS * 1000,
        "journal_mode": mode,
        "synchronous": _SYNCHRONOUS[synchronous],
        "cache_size": -CACHE_KIB,
        "cache_spill": 0,  # a spill would wait for a lock within a transaction
        "recursive_triggers": 1,  # a row that is replaced is a deleted one
        "secure_delete": 1,  # deleted content is overwritten, and remains in no free page
    }
    cursor = connection.cursor()
    for name, value in wanted.items():
        cursor.execute(f"PRAGMA {name}={value}")
        cursor.execute(f"PRAGMA {name}")
        found = cursor.fetchone()[0]
        if found != value:
            raise StorageError("setup-database-pragma", {"pragma": name, "found": str(found)})
    cursor.close()
