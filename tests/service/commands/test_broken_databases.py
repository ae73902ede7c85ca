"""A database that cannot be used ends each command with one line, and is left alone. The code is 69
if the driver says so, which the line quotes, or else 2.
"""

import errno
import os
import random
import re
import resource
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool
from typer.testing import Result

from bot import cli
from bot.commands.cli_output import NO_DATABASE, WRONG_INPUT
from storage.engine import database_url as urls
from storage.engine.failures import storage_failure
from storage.errors import StorageError
from storage.migrations.migrate import upgrade
from tests.fresh_databases import fresh
from tests.postgres import empty, run, unsafe
from tests.service.commands.command_line import liaison
from tests.service.conftest import TOKEN

COMMANDS = {
    "migrate": ("migrate",),
    "admin-invite": ("admin-invite", "--party", "KH"),
    "backup": ("backup", "~/desk.backup"),
    "release": ("release",),
    "audit verify": ("audit", "verify"),
    "audit export": ("audit", "export", "~/audit.jsonl"),
    "keys check": ("keys", "check"),
    "keys rotate": ("keys", "rotate"),
    "run": ("run",),
}


Broken = Callable[[str, Path], str]
Typed = Callable[[str, str], Result]


def address(written: str) -> Broken:
    """An address with which nothing can be made."""
    return lambda server, folder: written.format(server=server, folder=folder)


def no_rights(server: str, _folder: Path) -> str:
    run(server, "DROP ROLE IF EXISTS nobody_here")
    run(server, "CREATE ROLE nobody_here LOGIN")
    return server.replace("postgres:@", "nobody_here:@")


def other_encoding(server: str, _folder: Path) -> str:
    run(server, "DROP DATABASE IF EXISTS broken")
    run(server, "CREATE DATABASE broken ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    return server.replace("/postgres?", "/broken?")


def damaged_page(_server: str, folder: Path) -> str:
    url, file = fresh(folder), folder / "liaison.db"
    raw = bytearray(file.read_bytes())
    raw[12288:16384] = random.randbytes(4096)
    file.write_bytes(raw)
    return url


def others(_server: str, folder: Path) -> str:
    said(folder, "CREATE TABLE songs (name)")
    return f"sqlite:///{folder}/liaison.db"


def file_after(*statements: str) -> Broken:
    """A new file of ours, and then these statements."""

    def make(_server: str, folder: Path) -> str:
        url = fresh(folder)
        for statement in statements:
            said(folder, statement)
        return url

    return make


def server_after(*statements: str, ours: bool = True) -> Broken:
    """A new database on the server, of ours or empty, and then these statements."""

    def make(server: str, _folder: Path) -> str:
        run(server, "DROP DATABASE IF EXISTS broken")
        run(server, "CREATE DATABASE broken")
        url = server.replace("/postgres?", "/broken?")
        if ours:
            upgrade(url)
        for statement in statements:
            run(url, statement)
        return url

    return make


def said(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "liaison.db", isolation_level=None)) as opened:
        opened.execute(statement)


ELSEWHERE, WRONG = "postgresql://postgres:geheim@", "is not the address"
CUT = "ALTER TABLE outbox DROP COLUMN precondition_command"
CUT_COLUMN = "outbox.precondition_command is missing"
VERSIONLESS = "DELETE FROM alembic_version"
RENUMBERED = ("UPDATE alembic_version SET version_num = '0999'", "DROP TABLE schema_compatibility")
BROKEN: dict[str, tuple[Broken, str]] = {
    "no such socket": (
        address("postgresql://postgres@/desk?host={folder}/nowhere"),
        "does not answer",
    ),
    "nobody listens": (address(f"{ELSEWHERE}127.0.0.1:1/desk"), "does not answer"),
    "another name": (
        lambda server, _folder: server.replace("/postgres?", "/none?"),
        "does not answer",
    ),
    "an unknown option": (address("{server}&colour=red"), WRONG),
    "a wrong mode of TLS": (
        address(f"{ELSEWHERE}127.0.0.1:1/desk?sslmode=x"),
        'cannot be used: invalid sslmode value: "x".',
    ),
    "an encoding without our letters": (other_encoding, "has the encoding SQL_ASCII"),
    "no rights": (no_rights, "does not let this user"),
    "a folder": (address("sqlite:///{folder}"), ""),
    "two slashes": (address("sqlite://postgres:geheim@data/liaison.db"), WRONG),
    "a name that is too long": (
        address(f"sqlite:///{{folder}}/{'a' * 300}/liaison.db"),
        "cannot be written.",
    ),
    "a page that is damaged": (damaged_page, "is damaged"),
    "another program's file": (others, "belongs to another program"),
    "another program's tables": (
        server_after("CREATE TABLE songs (name varchar)", ours=False),
        "belongs to another program",
    ),
    "a file with a column that is missing": (file_after(CUT), CUT_COLUMN),
    "a server with a column that is missing": (server_after(CUT), CUT_COLUMN),
    "a file of a version that is not known": (file_after(*RENUMBERED), "does not know"),
    "a server of a version that is not known": (server_after(*RENUMBERED), "does not know"),
    "tables without a version": (file_after(VERSIONLESS), "not the one version"),
    "two versions": (file_after("INSERT INTO alembic_version VALUES ('2')"), "not the one version"),
    "a restore that was interrupted": (server_after(VERSIONLESS), "not the one version"),
}


@pytest.fixture
def server(server: str) -> str:
    """The server without what other tests left there: it was encrypted with other keys."""
    empty(server)
    return server


@pytest.fixture
def typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    # It would send the log of all tests after this one to where the command printed.
    monkeypatch.setattr(cli, "configure", lambda *_given, **_options: None)

    def command(url: str, name: str) -> Result:
        monkeypatch.setenv("LIAISON_TOKEN", TOKEN)
        monkeypatch.setenv("LIAISON_API_BASE", "http://127.0.0.1:1")
        monkeypatch.setenv("LIAISON_DATABASE_URL", url)
        line = liaison("backup-key", f"{folder}/{name}.key").stdout
        monkeypatch.setenv("LIAISON_BACKUP_KEY", line.splitlines()[-1].partition("=")[2])
        return liaison(*(each.replace("~", str(folder)) for each in COMMANDS[name]))

    return command


def refused(done: Result, said: str) -> None:
    """One line, its code, no password."""
    [line] = done.stderr.splitlines()
    by_driver = re.search(r" \([0-9A-Za-z_]+\)\. ", line)
    assert done.exit_code == (NO_DATABASE if by_driver else WRONG_INPUT), (line, done.exit_code)
    assert said in line
    assert "geheim" not in done.output


def refused_by_all(typed: Typed, url: str, said: str) -> None:
    """By each command that goes on to write in what is there, and by the doctor."""
    for name in COMMANDS.keys() - {"migrate", "backup"}:
        refused(typed(url, name), said)
    assert said in liaison("doctor").stdout


@pytest.mark.parametrize("broken", BROKEN)
def test_each_command_reports_in_one_line_what_is_wrong(
    typed: Typed, server: str, folder: Path, broken: str
) -> None:
    make, said = BROKEN[broken]
    url = make(server, folder)
    before = left_in(folder)
    for name in COMMANDS:
        refused(typed(url, name), said)
    assert left_in(folder) == before
    doctor = liaison("doctor")
    assert doctor.exit_code == 1
    assert said in doctor.stdout
    assert "geheim" not in doctor.output


def left_in(folder: Path) -> dict[str, bytes | None]:
    """What lies in a folder, but the keys of backups and the file by which `run` is alone."""
    return {
        each.name: each.read_bytes() if each.is_file() else None
        for each in folder.iterdir()
        if each.suffix != ".key" and not each.name.endswith("-lock")
    }


def test_two_slashes_make_no_file_where_the_command_is_typed(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused(typed("sqlite://data/liaison.db", "migrate"), "sqlite:///folder/liaison.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_closed_is_told(
    typed: Typed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, stat = fresh(folder), Path.stat

    def closed(path: Path, **options: bool) -> os.stat_result:
        if path.name.startswith("liaison.db"):
            raise PermissionError(errno.EACCES, "geheim")
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", closed)
    for name in COMMANDS:
        refused(typed(url, name), f"{folder}/liaison.db cannot be written.")


def test_without_the_driver_of_postgresql_its_extra_is_named(
    typed: Typed, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for name in COMMANDS:
        refused(typed(server, name), "with its extra “postgres”")
    assert "with its extra “postgres”" in liaison("doctor").stdout


def test_a_file_that_can_only_be_read_is_refused_at_the_start(
    typed: Typed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, connect = fresh(folder), sqlite3.connect

    def read_only(file: str, **options: Any) -> sqlite3.Connection:
        opened: sqlite3.Connection = connect(file, **options)
        # The administrator of a machine may write whatever the mode of a file says.
        opened.execute("PRAGMA query_only = 1")
        return opened

    monkeypatch.setattr(sqlite3.dbapi2, "connect", read_only)
    refused_by_all(typed, url, "does not let this user do that (SQLITE_READONLY)")


def test_where_there_was_no_room_a_migration_is_run_again(typed: Typed, folder: Path) -> None:
    url, (room, most) = f"sqlite:///{folder}/liaison.db", resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, most))
    try:
        refused(typed(url, "migrate"), "(SQLITE_IOERR_WRITE)")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
    assert "has no tables yet" in liaison("doctor").stdout
    upgrade(url)
    assert "has no tables yet" not in liaison("doctor").stdout


def test_no_journal_stops_the_start(typed: Typed, folder: Path) -> None:
    url = fresh(folder)
    (folder / "liaison.db-journal").symlink_to(folder / "nowhere" / "journal")
    refused_by_all(typed, url, "does not let this user do that (SQLITE_CANTOPEN)")


def test_a_read_only_file_is_unchanged(typed: Typed, server: str) -> None:
    run(server, "DROP ROLE IF EXISTS reader")
    run(server, "CREATE ROLE reader LOGIN SUPERUSER")
    run(server, "ALTER ROLE reader SET default_transaction_read_only = on")
    done = typed(server.replace("postgres:@", "reader:@"), "admin-invite")
    refused(done, "does not let this user do that (25006)")


def test_a_file_that_another_program_locks_is_told(
    typed: Typed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(urls, "BUSY_SECONDS", 0)
    url = fresh(folder)
    other = sqlite3.connect(folder / "liaison.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for name in COMMANDS.keys() - {"backup"}:
        refused(typed(url, name), "locked by another program")
    other.close()


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_server_that_may_lose_what_it_has_kept_is_refused(
    typed: Typed, server: str, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.delenv("LIAISON_UNSAFE_DATABASE")
    run(server, "ALTER SYSTEM RESET ALL")
    try:
        run(server, f"ALTER SYSTEM SET {setting} = off")
        reloaded(server, setting, "off")
        refused(typed(server, "admin-invite"), f"{setting} is off")
        assert f"{setting} is off" in liaison("doctor").stdout
        run(server, f"ALTER SYSTEM SET {setting} = on")
        reloaded(server, setting, "on")
        assert typed(server, "audit verify").exit_code == 0
        assert "no synchronous standby" in liaison("doctor").stdout
    finally:
        unsafe(server)


def reloaded(server: str, setting: str, value: str) -> None:
    """Let a server read its settings, and wait until it has."""
    run(server, "SELECT pg_reload_conf()")
    engine = create_engine(urls.parse_database_url(server), poolclass=NullPool)
    found = ""
    while found != value:
        with engine.connect() as connection:
            found = str(connection.execute(text(f"SHOW {setting}")).scalar_one())


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "setup-database-locked"),
        (sqlite3.SQLITE_FULL, "setup-database-full"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "setup-database-refused"),
        (sqlite3.SQLITE_CANTOPEN, "setup-database-refused"),
        (sqlite3.SQLITE_IOERR_FSYNC, "setup-database-unreachable"),
        (sqlite3.SQLITE_CONSTRAINT, None),
    ],
)
def test_an_error_of_sqlite_is_reported_by_its_code(number: int, key: str | None) -> None:
    error = sqlite3.OperationalError("geheim")
    error.sqlite_errorcode, error.sqlite_errorname = number, "SQLITE"
    told = storage_failure(error)
    assert (None if told is None else told.key) == key


_AT = 'connection failed: connection to server at "192.0.2.1", port 5432 failed: '
_NO_HOST = "failed to resolve host 'dbb': "


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (f"{_NO_HOST}[Errno -2] Name or service not known", "[Errno -2] Name or service not known"),
        (f'{_AT}root certificate file "/no" does not exist', 'file "/no" does not exist'),
        (f'{_AT}could not open certificate file "/no": No such', 'file "/no": No such'),
        (f'{_AT}private key file "/no" has group access', 'file "/no" has group access'),
        (f"{_AT}server does not support SSL, but SSL was required\nMore", "SSL was required"),
        ('connection is bad: invalid port number: "99999"', 'invalid port number: "99999"'),
        (f"{_NO_HOST}[Errno -3] Temporary failure in name resolution", None),
        (f"{_AT}Connection refused\n\tIs the server running?", None),
        (f'{_AT}FATAL:  password authentication failed for user "desk"', None),
    ],
)
def test_a_wrong_setting_of_a_server_is_told_from_a_server_that_is_down(
    written: str, reason: str | None
) -> None:
    told = storage_failure(psycopg.OperationalError(written))
    assert told is not None
    if reason is None:
        assert (told.key, "code" in told.values) == ("setup-database-unreachable", True)
    else:
        assert told.key == "setup-database-setting"
        assert str(told.values["reason"]).endswith(reason)


def test_what_is_no_error_of_a_database_stays_what_it_is() -> None:
    assert storage_failure(LookupError()) is None
    assert storage_failure(sqlite3.OperationalError("no such table")) is None
    kept = StorageError("setup-database-missing", {})
    assert storage_failure(kept) is kept
