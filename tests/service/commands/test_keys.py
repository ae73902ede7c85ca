"""`liaison keys`: made once, rotated beside the service, checked."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner, Result

from bot.cli import build
from bot.clock import SystemClock
from bot.database import database_of
from bot.profile.agreement_file import default_agreement
from bot.settings import load_settings
from storage import key_rotation
from storage.crypto.keyring import KeyFile, new_keys, owners_of, read, write
from storage.migrations.migrate import fresh
from storage.queues.inbox import INBOX
from storage.transaction import Transaction
from tests.service.conftest import TOKEN, FullDisk

pytestmark = pytest.mark.unit

OWNERS = owners_of(default_agreement())


def liaison(*args: str) -> Result:
    return CliRunner().invoke(build(), args)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the keys of a new service will lie."""
    monkeypatch.setenv("LIAISON_KEYS_FILE", str(tmp_path / "keys" / "keys.json"))
    monkeypatch.setenv("LIAISON_DATABASE_URL", fresh(tmp_path))
    monkeypatch.setenv("LIAISON_TOKEN", TOKEN)
    # Its logs would go to the runner's stream, which is closed before the next test.
    monkeypatch.setattr("bot.cli.configure", lambda *_args, **_options: None)
    return tmp_path / "keys" / "keys.json"


def within(work: Callable[[Transaction], Awaitable[object]]) -> None:
    """Do something in a transaction of the service that the environment names."""

    async def done() -> None:
        service = database_of(load_settings(), agreement=default_agreement(), clock=SystemClock())
        await service.open()
        async with service.transaction() as tx:
            await work(tx)
        await service.close()

    asyncio.run(done())


async def hears(tx: Transaction) -> None:
    for number in range(3):
        await tx.inbox.add(number, chat_id=number, press=False, payload="words")


async def tampers(tx: Transaction) -> None:
    await tx._sql.run(update(INBOX).where(INBOX.c.chat_id == 0).values(payload="clear"))


def test_keys_are_made_once_and_never_overwritten(file: Path) -> None:
    made = liaison("keys", "new")
    assert made.exit_code == 0
    assert str(file) in made.stdout
    assert [key.owner for key in read(file)] == ["desk", "KH", "CN"]
    before = file.read_bytes()
    again = liaison("keys", "new")
    assert (again.exit_code, again.stdout) == (2, "")
    assert "liaison keys rotate" in again.stderr
    assert file.read_bytes() == before


def test_keys_are_not_made_under_a_long_name(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.parent.mkdir()
    monkeypatch.delenv("LIAISON_TOKEN")
    monkeypatch.setenv("LIAISON_KEYS_FILE", str(file.with_name("a" * 300)))
    done = liaison("keys", "new")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "cannot be written" in done.stderr
    assert list(file.parent.iterdir()) == []
    assert "cannot be read" in liaison("keys", "check").stderr
    assert "cannot be read" in liaison("doctor").stdout


def test_a_full_disk_leaves_no_half_of_the_keys(file: Path, full_disk: FullDisk) -> None:
    with full_disk():
        done = liaison("keys", "new")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [("run",), ("admin-invite", "--party", "KH"), ("keys", "rotate"), ("keys", "check")],
    ids=" ".join,
)
def test_without_keys_one_line_tells_what_to_do(file: Path, command: tuple[str, ...]) -> None:
    done = liaison(*command)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "liaison keys new" in done.stderr
    assert not file.exists()


def test_the_doctor_looks_at_the_keys(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIAISON_TOKEN")
    assert f"There is no file of keys at {file}" in liaison("doctor").stdout
    liaison("keys", "new")
    assert "The file of keys can be read." in liaison("doctor").stdout


def test_the_keys_of_another_service_are_refused_by_name(file: Path) -> None:
    liaison("keys", "new")
    within(hears)
    before = file.read_bytes()
    write(file, new_keys(OWNERS, at=SystemClock().now()))
    for command in (("keys", "check"), ("keys", "rotate"), ("admin-invite", "--party", "KH")):
        done = liaison(*command)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "does not belong to this database" in done.stderr
    assert len(read(file)) == len(OWNERS)
    file.chmod(0o600)
    file.write_bytes(before)
    assert liaison("keys", "check").exit_code == 0


def test_a_file_that_others_can_read_is_refused(file: Path) -> None:
    liaison("keys", "new")
    file.chmod(0o444)
    done = liaison("keys", "check")
    assert done.exit_code == 2
    assert "chmod 400" in done.stderr


def test_a_check_counts_by_key(file: Path) -> None:
    liaison("keys", "new")
    within(hears)
    done = liaison("keys", "check")
    assert done.exit_code == 0
    assert f"{read(file)[0].id} of desk, seals now: 3 values" in done.stdout
    assert "Everything that is sealed can be opened." in done.stdout


def test_a_rotation_reports_what_it_did_and_keeps_the_old_keys(file: Path) -> None:
    liaison("keys", "new")
    within(hears)
    old = read(file)[0].id
    done = liaison("keys", "rotate")
    assert done.exit_code == 0
    assert "3 rows were sealed anew." in done.stdout
    assert f"{old} of desk, retired: 0 values" in done.stdout
    assert f"{read(file)[3].id} of desk, seals now: 3 values" in done.stdout
    assert len(read(file)) == 2 * len(OWNERS)


def test_a_rotation_that_was_interrupted_goes_on_without_further_keys(file: Path) -> None:
    liaison("keys", "new")
    within(hears)

    async def interrupted() -> None:
        service = database_of(load_settings(), agreement=default_agreement(), clock=SystemClock())
        await service.open()
        keys = KeyFile(file)
        await key_rotation.begin(service, keys, OWNERS, at=SystemClock().now())
        resealing = key_rotation.reencrypt(service, keys)
        await anext(resealing)
        await resealing.aclose()
        await service.close()

    asyncio.run(interrupted())
    assert "old: 2 values" in liaison("keys", "check").stdout
    done = liaison("keys", "rotate")
    assert done.exit_code == 0
    assert "An earlier rotation was interrupted." in done.stdout
    assert "2 rows were sealed anew." in done.stdout
    assert len(read(file)) == 2 * len(OWNERS)


def test_what_cannot_be_decrypted_is_reported_with_exit_code_one(file: Path) -> None:
    liaison("keys", "new")
    within(hears)
    within(tampers)
    for command in ("check", "rotate"):
        done = liaison("keys", command)
        assert done.exit_code == 1
        assert "1 values in inbox cannot be opened." in done.stdout
        assert "Everything" not in done.stdout
