"""Backups: a consistent copy of a database in an age file, and its restore into an empty database.

Decrypted, it is a SQLite file or an archive of ``pg_dump``, with the version of its schema in it.

A file in use is never copied as a file: SQLite copies it page by page under its own lock; for
PostgreSQL its own programs ``pg_dump`` and ``pg_restore`` are used.
"""

import os
import re
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from io import BufferedIOBase
from pathlib import Path
from typing import IO, Final, cast

from sqlalchemy import URL
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool

from storage.backup.encryption import AgeFile, encrypt
from storage.backup.restore_lock import lock_restored
from storage.crypto import sync_folder
from storage.engine.connection import connected
from storage.engine.database_url import (
    BUSY_SECONDS,
    conninfo_of,
    file_exists,
    file_of,
    is_sqlite,
    libpq_options,
    make_engine,
    parse_database_url,
)
from storage.engine.integrity import check_wholly, owned
from storage.engine.timestamps import record_backup
from storage.errors import StorageError
from storage.migrations.migrate import (
    VERSIONS,
    allowed,
    current_version,
    examined,
    is_empty,
    refuse_newer,
    upgrade,
)

_DUMP = ("--format=custom", "--no-owner", "--no-privileges")
_RESTORE = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
_BESIDE = ("-journal", "-wal", "-shm")
_SQLITE = b"SQLite format 3\0"
_DUMPED = b"PGDMP"
_FORBIDDEN = "42501"
"""The code of PostgreSQL for a missing privilege."""
_VERSION_DATA: Final = re.compile(rf" TABLE DATA \S+ {VERSIONS} ")
_VERSION_ROW: Final = re.compile(r"^COPY .*\n(\w+)\n\\\.$", re.MULTILINE)


def make_backup(url: str, path: Path, *, to: str, at: datetime) -> str:
    """Back up a database into a new file, encrypted to a recipient, while the service may run; and
    record that in the database, ``at`` (aware UTC).

    Returns the version of its schema. Raises ``StorageError`` if the database is missing, damaged
    or too new for the code, the folder is missing, or the file exists or cannot be written; then no
    file is left.
    """
    db_url = parse_database_url(url)
    if not path.parent.is_dir():
        raise StorageError("setup-backup-no-folder", {"folder": str(path.parent)})
    if file_exists(path):
        raise StorageError("setup-backup-there", {"file": str(path)})
    # The same check as before a restore: what a restore would refuse is found out now.
    schema = examined(url, writes=False)
    if schema is None:
        raise StorageError("setup-database-missing", {})
    copied = _copied_file if is_sqlite(db_url) else _dumped
    with _new_file(path) as new:
        with copied(db_url) as content, new.open("r+b") as out:
            encrypt(content, out, to=to)
            _sync(out)
        if allowed(url) != schema:  # migrated in the meantime
            raise StorageError("setup-backup-changed", {})
        with connected(url) as connection:
            record_backup(connection, at)
    return schema


def restore(url: str, backup: AgeFile, *, at: datetime) -> str:
    """Restore a backup into an empty database, whole or not at all, migrate it and hold its due
    rows. Returns the version of the schema that the backup had; ``at`` is aware UTC.

    Raises ``StorageError`` if the database is not empty, the key does not match, or the file is
    truncated, changed, or newer than the code; then nothing was changed.
    """
    db_url = parse_database_url(url)
    head = backup.check()
    if not head.startswith((_SQLITE, _DUMPED)):
        raise StorageError("setup-backup-none", {"file": str(backup.path)})
    if not _is_free(db_url):
        raise StorageError("setup-restore-occupied", {})
    if head.startswith(_SQLITE) is not is_sqlite(db_url):
        raise StorageError("setup-restore-other", {})
    with owned(db_url):
        return (_restore_file if is_sqlite(db_url) else _restore_dump)(db_url, backup, at)


def is_of_postgresql(backup: AgeFile) -> bool:
    """Whether a backup is of PostgreSQL. Raises ``StorageError`` if it cannot be read."""
    return backup.check().startswith(_DUMPED)


@contextmanager
def scratch_database(url: str) -> Iterator[str]:
    """The URL of a new database on the server of a PostgreSQL database, which is deleted again.
    Raises ``StorageError`` if the user may not make one.
    """
    db_url = parse_database_url(url)
    if is_sqlite(db_url):
        raise StorageError("setup-restore-other", {})
    name = f"{str(db_url.database)[:40]}_drill_{secrets.token_hex(4)}"
    quoted = '"' + name.replace('"', '""') + '"'
    engine = make_engine(db_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {quoted} TEMPLATE template0")
    except ProgrammingError as error:
        if getattr(error.orig, "sqlstate", "") != _FORBIDDEN:
            raise
        raise StorageError("setup-drill-role", {"user": str(db_url.username)}) from None
    try:
        yield db_url.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {quoted} WITH (FORCE)")


def _is_free(db_url: URL) -> bool:
    if not is_sqlite(db_url):
        return is_empty(db_url.render_as_string(hide_password=False))
    file = file_of(db_url)
    # Includes the journal files: SQLite would replay an old journal into the new file.
    beside = [file.with_name(file.name + end) for end in ("", *_BESIDE)]
    return not any(file_exists(each) for each in beside)


# SQLite


@contextmanager
def _copied_file(db_url: URL) -> Iterator[BufferedIOBase]:
    """A copy of a file in a temporary folder with owner-only access, removed afterwards.

    It is made in one go, as it would restart at each commit of the service: with a rollback journal
    commits wait for it, some tenths of a second for 100 MB.
    """
    file = file_of(db_url)
    try:
        folder = tempfile.TemporaryDirectory(dir=file.resolve().parent, prefix=".backup-")
    except OSError as error:
        raise StorageError("setup-unwritable", {"file": str(file.resolve())}) from error
    with folder as made:
        copy = Path(made) / "copy.db"
        source_uri = f"{file.resolve().as_uri()}?mode=rw"
        with (
            closing(sqlite3.connect(source_uri, uri=True, timeout=BUSY_SECONDS)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            target.execute("PRAGMA synchronous=OFF")  # the copy need not survive a power cut
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            check_wholly(target, file)
        with copy.open("rb") as opened:
            yield opened


def _restore_file(db_url: URL, backup: AgeFile, at: datetime) -> str:
    file = file_of(db_url)
    with _new_file(file) as new:
        with new.open("r+b") as out:
            backup.decrypt(out)
            _sync(out)
        with closing(sqlite3.connect(new)) as opened:
            check_wholly(opened, new)
        url = db_url.set(database=str(new)).render_as_string(hide_password=False)
        version = current_version(url)
        if version is None:
            raise StorageError("setup-backup-none", {"file": str(backup.path)})
        upgrade(url)
        lock_restored(url, at=at)
        with new.open("r+b") as out:
            _sync(out)
    return version


# PostgreSQL


@contextmanager
def _dumped(db_url: URL) -> Iterator[BufferedIOBase]:
    with _program("pg_dump", *_DUMP, to=db_url, stdout=subprocess.PIPE) as process:
        yield cast("BufferedIOBase", process.stdout)


def _restore_dump(db_url: URL, backup: AgeFile, at: datetime) -> str:
    row = _VERSION_ROW.search(_listed(backup, "--data-only", f"--table={VERSIONS}", "--file=-"))
    if row is None:
        raise StorageError("setup-backup-none", {"file": str(backup.path)})
    version = row[1]
    refuse_newer(version)
    contents = _listed(backup, "--list").splitlines(keepends=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as wanted:
        wanted.writelines(line for line in contents if not _VERSION_DATA.search(line))
        wanted.flush()
        _restored(backup, *_RESTORE, f"--use-list={wanted.name}", to=db_url)
    # The version is written last, so no service starts on an incomplete database.
    url = db_url.render_as_string(hide_password=False)
    lock_restored(url, at=at, version=version)
    upgrade(url)
    return version


def _listed(backup: AgeFile, *options: str) -> str:
    """The listing that ``pg_restore`` prints for a backup."""
    with tempfile.TemporaryFile() as printed:
        _restored(backup, *options, stdout=printed)
        printed.seek(0)
        return printed.read().decode("utf-8")


def _restored(
    backup: AgeFile, *options: str, to: URL | None = None, stdout: IO[bytes] | None = None
) -> None:
    """Run ``pg_restore`` on a backup. It reads only as much as it needs."""
    with _program("pg_restore", *options, to=to, stdin=subprocess.PIPE, stdout=stdout) as process:
        pipe = cast("BufferedIOBase", process.stdin)
        # If it ends early, the pipe is broken, also for the last flush.
        with suppress(BrokenPipeError):
            backup.decrypt(pipe)
        with suppress(BrokenPipeError):
            pipe.close()


@contextmanager
def _program(
    name: str,
    *options: str,
    to: URL | None,
    stdin: int = subprocess.DEVNULL,
    stdout: IO[bytes] | int | None = None,
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a program of PostgreSQL. Raises ``StorageError`` if it is missing or fails."""
    found = shutil.which(name)
    if found is None:
        raise StorageError("setup-backup-program", {"program": name})
    password = None
    if to is not None:
        # Arguments are visible to every user of the machine, so the password is not among them.
        server = libpq_options(to)
        password = server.pop("password", None)
        options += ("--no-password", "--dbname", conninfo_of(server))
    theirs = {key: value for key, value in os.environ.items() if not key.startswith("LIAISON_")}
    theirs |= {"LC_ALL": "C"} | ({"PGPASSWORD": password} if password else {})
    errors: IO[bytes]
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(  # noqa: S603  # the program that the machine has under this name
            [found, *options],
            env=theirs,
            stdin=stdin,
            stdout=stdout if stdout is not None else subprocess.DEVNULL,
            stderr=errors,
        ) as process,
    ):
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        if process.wait() != 0:
            errors.seek(0)
            first = errors.readline().decode("utf-8", "replace").strip()
            raise StorageError("setup-backup-failed", {"program": name, "code": first})


# Files


@contextmanager
def _new_file(path: Path) -> Iterator[Path]:
    """A temporary file next to ``path``, with owner-only access, which is renamed to ``path`` on
    success and removed otherwise. Raises ``StorageError`` if it cannot be written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        os.close(number)
    except OSError as error:
        raise StorageError("setup-unwritable", {"file": str(path)}) from error
    new = Path(name)
    try:
        yield new
        new.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StorageError("setup-unwritable", {"file": str(path)}) from error
    finally:
        for end in ("", *_BESIDE):
            new.with_name(new.name + end).unlink(missing_ok=True)


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
