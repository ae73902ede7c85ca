"""A database that cannot be used ends each command with one line and code 2, and is left alone."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool
from typer.testing import CliRunner, Result

from bot import cli
from bot.cli import build
from bot.settings import SettingsError, load_settings
from storage import places, writer
from storage.errors import StorageError
from storage.failures import failure_of
from storage.migrate import fresh
from tests.contract.servers import run, unsafe
from tests.kernel.conftest import TOKEN

pytestmark = pytest.mark.contract

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


def unreachable(_server: str, folder: Path) -> str:
    return f"postgresql://postgres@/desk?host={folder}/nowhere"


def nobody_listens(_server: str, _folder: Path) -> str:
    return "postgresql://postgres:geheim@127.0.0.1:1/desk"


def wrong_name(server: str, _folder: Path) -> str:
    return server.replace("/postgres?", "/none?")


def wrong_option(server: str, _folder: Path) -> str:
    return f"{server}&colour=red"


def no_number(_server: str, _folder: Path) -> str:
    return "postgresql://postgres:geheim@127.0.0.1:abc/desk"


def no_host(_server: str, _folder: Path) -> str:
    return "postgresql://postgres:geheim@:5432,h2:5432/desk"


def no_end(_server: str, _folder: Path) -> str:
    return "postgresql://postgres:geheim@[::1/desk"


def no_rights(server: str, _folder: Path) -> str:
    run(server, "DROP ROLE IF EXISTS nobody_here")
    run(server, "CREATE ROLE nobody_here LOGIN")
    return server.replace("postgres:@", "nobody_here:@")


def with_mode(_server: str, folder: Path) -> str:
    return f"{fresh(folder)}?mode=ro"


def no_file(_server: str, folder: Path) -> str:
    return f"sqlite:///{folder}"


BROKEN: dict[str, tuple[Callable[[str, Path], str], str]] = {
    "no such socket": (unreachable, "does not answer"),
    "nobody listens": (nobody_listens, "does not answer"),
    "another name": (wrong_name, "does not answer"),
    "an unknown option": (wrong_option, "is not the address"),
    "a port that is no number": (no_number, "is not the address"),
    "a host that is missing": (no_host, "is not the address"),
    "a bracket that does not end": (no_end, "is not the address"),
    "no rights": (no_rights, "does not let this user"),
    "a file with options": (with_mode, "is not the address"),
    "a folder": (no_file, ""),
}


@pytest.fixture
def typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Result]:
    # It would send the log of all tests after this one to where the command printed.
    monkeypatch.setattr(cli, "configure", lambda *_given, **_options: None)

    def command(url: str, name: str) -> Result:
        monkeypatch.setenv("LIAISON_TOKEN", TOKEN)
        monkeypatch.setenv("LIAISON_API_BASE", "http://127.0.0.1:1")
        monkeypatch.setenv("LIAISON_DATABASE_URL", url)
        line = CliRunner().invoke(build(), ["backup-key", f"{folder}/{name}.pem"]).stdout
        monkeypatch.setenv("LIAISON_BACKUP_KEY", line.splitlines()[-1].partition("=")[2])
        words = [each.replace("~", str(folder)) for each in COMMANDS[name]]
        return CliRunner().invoke(build(), words)

    return command


def refused(done: Result, said: str) -> None:
    """One line, code 2, no password."""
    assert done.exit_code == 2, (done.output, done.exception)
    [line] = done.stderr.splitlines()
    assert said in line
    assert "geheim" not in done.output


@pytest.mark.parametrize("broken", BROKEN)
def test_each_command_says_in_one_line_what_is_wrong(
    typed: Callable[[str, str], Result], server: str, folder: Path, broken: str
) -> None:
    make, said = BROKEN[broken]
    url = make(server, folder)
    for name in COMMANDS:
        refused(typed(url, name), said)
    doctor = CliRunner().invoke(build(), ["doctor"])
    assert doctor.exit_code == 1
    assert said in doctor.stdout
    assert "geheim" not in doctor.output


def test_what_can_only_be_read_is_not_written(
    typed: Callable[[str, str], Result], server: str
) -> None:
    run(server, "DROP ROLE IF EXISTS reader")
    run(server, "CREATE ROLE reader LOGIN SUPERUSER")
    run(server, "ALTER ROLE reader SET default_transaction_read_only = on")
    done = typed(server.replace("postgres:@", "reader:@"), "admin-invite")
    refused(done, "does not let this user do that (25006)")


def test_a_file_that_another_program_locks_is_told(
    typed: Callable[[str, str], Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "BUSY_SECONDS", 0)
    monkeypatch.setattr(writer, "BEGIN_TRIES", 1)
    url = fresh(folder)
    other = sqlite3.connect(folder / "liaison.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for name in COMMANDS.keys() - {"backup"}:
        refused(typed(url, name), "locked by another program")
    other.close()


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_server_that_may_lose_what_it_has_kept_is_refused(
    typed: Callable[[str, str], Result],
    server: str,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
) -> None:
    monkeypatch.delenv("LIAISON_UNSAFE_DATABASE")
    run(server, "ALTER SYSTEM RESET ALL")
    try:
        run(server, f"ALTER SYSTEM SET {setting} = off")
        reloaded(server, setting, "off")
        refused(typed(server, "admin-invite"), f"{setting} is off")
        assert f"{setting} is off" in CliRunner().invoke(build(), ["doctor"]).stdout
        run(server, f"ALTER SYSTEM SET {setting} = on")
        reloaded(server, setting, "on")
        assert typed(server, "audit verify").exit_code == 0
        assert "no synchronous standby" in CliRunner().invoke(build(), ["doctor"]).stdout
    finally:
        unsafe(server)


def reloaded(server: str, setting: str, value: str) -> None:
    """Let a server read its settings, and wait until it has."""
    run(server, "SELECT pg_reload_conf()")
    engine = create_engine(places.place_of(server), poolclass=NullPool)
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
def test_what_sqlite_says_is_told_by_its_code(number: int, key: str | None) -> None:
    error = sqlite3.OperationalError("geheim")
    error.sqlite_errorcode, error.sqlite_errorname = number, "SQLITE"
    told = failure_of(error)
    assert (None if told is None else told.key) == key


def test_what_is_no_error_of_a_database_stays_what_it_is() -> None:
    assert failure_of(LookupError()) is None
    assert failure_of(sqlite3.OperationalError("no such table")) is None
    kept = StorageError("setup-database-missing", {})
    assert failure_of(kept) is kept


def test_a_key_that_is_not_spelled_as_it_was_told_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LIAISON_BACKUP_KEY", "A" * 42 + "B=")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert [each.key for each in caught.value.texts] == ["setup-backup-key-wrong"]
