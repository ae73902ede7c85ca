"""Backups: a consistent copy of a database in an envelope, and the way back into an empty place.

A file that is in use is never copied as a file: SQLite copies it page by page under its own lock,
and PostgreSQL is asked by its own programs, ``pg_dump`` and ``pg_restore``.
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from sqlalchemy import URL

from storage.envelopes import CHUNK, Envelope, seal
from storage.errors import StorageError
from storage.integrity import check_wholly
from storage.migrate import VERSIONS, allowed, is_empty, refuse_newer, upgrade
from storage.places import (
    BUSY_SECONDS,
    conninfo_of,
    file_of,
    is_sqlite,
    is_there,
    password_of,
    place_of,
)
from storage.restored import hold

_DUMP = ("--format=custom", "--no-owner", "--no-privileges", f"--exclude-table-data={VERSIONS}")
_RESTORE = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
_BESIDE = ("-journal", "-wal", "-shm")
_SQLITE = b"SQLite format 3\0"
_DUMPED = b"PGDMP"


def make(url: str, path: Path, *, to: X25519PublicKey) -> str:
    """Back up a database into a new file, sealed to a key, while the desk may run.

    Says the version of its schema. Raises ``StorageError`` where the database is missing, damaged
    or too new for the code, or the file is there already or cannot be written; then there is no
    file.
    """
    place = place_of(url)
    if is_there(path, wrong="setup-backup-unwritable"):
        raise StorageError("setup-backup-there", {"file": str(path)})
    schema = allowed(url)
    if schema is None:
        raise StorageError("setup-database-missing", {})
    copied = _copied_file if is_sqlite(place) else _dumped
    with _new_file(path, wrong="setup-backup-unwritable") as new:
        with copied(place) as content, new.open("r+b") as out:
            seal(out, content, schema=schema, to=to)
            _sync(out)
        if allowed(url) != schema:  # somebody migrated it meanwhile
            raise StorageError("setup-backup-changed", {})
    return schema


def put_back(url: str, path: Path, key: X25519PrivateKey, *, at: datetime) -> str:
    """Restore a backup into an empty place, whole or not at all, migrate it and hold all that is
    due there. Says the version of the schema that the backup had; ``at`` is aware UTC.

    Raises ``StorageError`` where the place is not empty, the key is another one's, the file is cut,
    changed, or newer than the code; then nothing was touched.
    """
    place = place_of(url)
    envelope = Envelope(path, key)
    refuse_newer(envelope.schema)
    if not _is_free(place):
        raise StorageError("setup-restore-occupied", {})
    envelope.check()
    wanted = _SQLITE if is_sqlite(place) else _DUMPED
    if not next(envelope.content()).startswith(wanted):
        raise StorageError("setup-restore-other", {})
    (_put_file if is_sqlite(place) else _put_dump)(place, envelope, at)
    return envelope.schema


def _is_free(place: URL) -> bool:
    if not is_sqlite(place):
        return is_empty(place.render_as_string(hide_password=False))
    file = file_of(place)
    # What lies beside a file belongs to it: SQLite would play a journal back into the new one.
    beside = [file.with_name(file.name + end) for end in ("", *_BESIDE)]
    return not any(is_there(each, wrong="setup-restore-unwritable") for each in beside)


# SQLite


@contextmanager
def _copied_file(place: URL) -> Iterator[Iterable[bytes]]:
    """A copy of a file, in a folder for its owner alone that is gone afterwards.

    It is made in one go, as it would begin anew at each commit of the desk: where SQLite keeps a
    rollback journal, commits wait for it, some tenths of a second for 100 MB.
    """
    file = file_of(place)
    try:
        folder = tempfile.TemporaryDirectory(dir=file.resolve().parent, prefix=".backup-")
    except OSError as error:
        raise StorageError(
            "setup-folder-unwritable", {"folder": str(file.resolve().parent)}
        ) from error
    with folder as made:
        copy = Path(made) / "copy.db"
        source_uri = f"{file.resolve().as_uri()}?mode=rw"
        with (
            closing(sqlite3.connect(source_uri, uri=True, timeout=BUSY_SECONDS)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            target.execute("PRAGMA synchronous=OFF")  # nobody needs it after a power cut
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            check_wholly(target, file)
        with copy.open("rb") as opened:
            yield iter(lambda: opened.read(CHUNK), b"")


def _put_file(place: URL, envelope: Envelope, at: datetime) -> None:
    file = file_of(place)
    with _new_file(file, wrong="setup-restore-unwritable") as new:
        with new.open("r+b") as out:
            out.writelines(envelope.content())
            _sync(out)
        with closing(sqlite3.connect(new)) as opened:
            check_wholly(opened, new)
        url = place.set(database=str(new)).render_as_string(hide_password=False)
        upgrade(url)
        hold(url, at=at)
        with new.open("r+b") as out:
            _sync(out)


# PostgreSQL


@contextmanager
def _dumped(place: URL) -> Iterator[Iterable[bytes]]:
    with _program("pg_dump", place, *_DUMP, stdout=subprocess.PIPE) as process:
        if process.stdout is None:
            raise AssertionError
        out = process.stdout
        yield iter(lambda: out.read(CHUNK), b"")


def _put_dump(place: URL, envelope: Envelope, at: datetime) -> None:
    url = place.render_as_string(hide_password=False)
    with _program("pg_restore", place, *_RESTORE, stdin=subprocess.PIPE) as process:
        if process.stdin is None:
            raise AssertionError
        try:
            process.stdin.writelines(envelope.content())
            process.stdin.close()
        except BrokenPipeError:
            pass  # it has ended, and says why
    # Until this is done no desk starts on it, as its version is missing.
    hold(url, at=at, version=envelope.schema)
    upgrade(url)


@contextmanager
def _program(
    name: str, place: URL, *options: str, stdin: int | None = None, stdout: int | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a program of PostgreSQL. Raises ``StorageError`` where it is missing or fails."""
    found = shutil.which(name)
    if found is None:
        raise StorageError("setup-backup-program", {"program": name})
    # The password never stands among the arguments, which every user of the machine can read.
    way, password = conninfo_of(place, without={"password"}), password_of(place)
    theirs = {key: value for key, value in os.environ.items() if not key.startswith("LIAISON_")}
    theirs |= {"LC_ALL": "C"} | ({"PGPASSWORD": password} if password else {})
    said: IO[bytes]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(  # noqa: S603  # the program that the machine has under this name
            [found, *options, "--no-password", "--dbname", way],
            env=theirs,
            stdin=stdin if stdin is not None else subprocess.DEVNULL,
            stdout=stdout if stdout is not None else subprocess.DEVNULL,
            stderr=said,
        ) as process,
    ):
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        if process.wait() != 0:
            said.seek(0)
            first = said.readline().decode("utf-8", "replace").strip()
            raise StorageError("setup-backup-failed", {"program": name, "code": first})


# Files


@contextmanager
def _new_file(path: Path, *, wrong: str) -> Iterator[Path]:
    """A file beside ``path``, for its owner alone, which takes that name once it is whole and is
    gone otherwise. Raises ``StorageError`` where it cannot be written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        os.close(number)
    except OSError as error:
        raise StorageError(wrong, {"file": str(path)}) from error
    new = Path(name)
    try:
        yield new
        new.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise StorageError(wrong, {"file": str(path)}) from error
    finally:
        for end in ("", *_BESIDE):
            new.with_name(new.name + end).unlink(missing_ok=True)


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # elsewhere a folder cannot be opened
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
