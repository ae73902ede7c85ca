"""`liaison keys`: made once, rotated beside the service, checked."""

from pathlib import Path

import pytest
from sqlalchemy import update

from bot.clock import SystemClock
from bot.profile.agreement_file import default_agreement
from storage import key_rotation
from storage.crypto import KeyFile, load_keys, new_keys, owners_of, save_keys
from storage.database import Database
from storage.queues.inbox import INBOX
from storage.transaction import Transaction
from tests.fresh_databases import fresh
from tests.service.commands.command_line import liaison, refused, told, with_service, within
from tests.service.conftest import TOKEN, FullDisk

OWNERS = owners_of(default_agreement())


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the keys of a new service will lie."""
    (tmp_path / "keys").mkdir()
    monkeypatch.setenv("LIAISON_KEYS_FILE", str(tmp_path / "keys" / "keys.json"))
    monkeypatch.setenv("LIAISON_DATABASE_URL", fresh(tmp_path))
    monkeypatch.setenv("LIAISON_TOKEN", TOKEN)
    # Its logs would go to the runner's stream, which is closed before the next test.
    monkeypatch.setattr("bot.cli.configure", lambda *_args, **_options: None)
    return tmp_path / "keys" / "keys.json"


async def hears(tx: Transaction) -> None:
    for number in range(3):
        await tx.inbox.add(number, address=number, press=False, payload="words")


@pytest.fixture
def used(file: Path) -> Path:
    """Keys that have encrypted three updates."""
    liaison("keys", "new")
    within(hears)
    return file


async def tampers(tx: Transaction) -> None:
    await tx._sql.run(update(INBOX).where(INBOX.c.chat_id == 0).values(payload="clear"))


def test_keys_are_made_once_and_never_overwritten(file: Path) -> None:
    assert str(file) in told("keys", "new")
    assert [key.owner for key in load_keys(file)] == ["desk", "KH", "CN"]
    before = file.read_bytes()
    assert "liaison keys rotate" in refused("keys", "new")
    assert file.read_bytes() == before


def test_keys_are_not_made_under_a_long_name(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIAISON_TOKEN")
    monkeypatch.setenv("LIAISON_KEYS_FILE", str(file.with_name("a" * 300)))
    assert "cannot be written" in refused("keys", "new")
    assert list(file.parent.iterdir()) == []
    assert "cannot be read" in liaison("keys", "check").stderr
    assert "cannot be read" in liaison("doctor").stdout


def test_a_full_disk_leaves_no_half_of_the_keys(file: Path, full_disk: FullDisk) -> None:
    with full_disk():
        refused("keys", "new")
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [("run",), ("admin-invite", "--party", "KH"), ("keys", "rotate"), ("keys", "check")],
    ids=" ".join,
)
def test_without_keys_one_line_tells_what_to_do(file: Path, command: tuple[str, ...]) -> None:
    assert "liaison keys new" in refused(*command)
    assert not file.exists()


def test_the_doctor_looks_at_the_keys(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIAISON_TOKEN")
    assert f"There is no key file at {file}" in liaison("doctor").stdout
    liaison("keys", "new")
    assert "The key file can be read." in liaison("doctor").stdout


def test_the_keys_of_another_service_are_refused_by_name(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = used.read_bytes()
    save_keys(used, new_keys(OWNERS, at=SystemClock().now()))
    for command in (("keys", "check"), ("keys", "rotate"), ("admin-invite", "--party", "KH")):
        assert "does not belong to this database" in refused(*command)
    monkeypatch.delenv("LIAISON_TOKEN")
    assert "does not belong to this database" in liaison("doctor").stdout
    assert len(load_keys(used)) == len(OWNERS)
    used.chmod(0o600)
    used.write_bytes(before)
    told("keys", "check")


def test_a_file_that_others_can_read_is_refused(file: Path) -> None:
    liaison("keys", "new")
    file.chmod(0o444)
    assert "chmod 400" in refused("keys", "check")


def test_a_check_counts_by_key(used: Path) -> None:
    done = told("keys", "check")
    assert f"{load_keys(used)[0].id} of desk, in use: 3 values" in done
    assert "Everything that is encrypted can be decrypted." in done


def test_a_rotation_reports_what_it_did_and_keeps_the_old_keys(used: Path) -> None:
    old = load_keys(used)[0].id
    done = told("keys", "rotate")
    assert "3 rows were encrypted again." in done
    assert f"{old} of desk, retired: 0 values" in done
    assert f"{load_keys(used)[3].id} of desk, in use: 3 values" in done
    assert len(load_keys(used)) == 2 * len(OWNERS)


def test_a_rotation_that_was_interrupted_goes_on_without_further_keys(used: Path) -> None:

    async def interrupted(service: Database) -> None:
        keys = KeyFile(used)
        await key_rotation.begin_rotation(service, keys, OWNERS, at=SystemClock().now())
        resealing = key_rotation.reencrypt(service, keys)
        await anext(resealing)
        await resealing.aclose()

    with_service(interrupted)
    assert "old: 2 values" in told("keys", "check")
    done = told("keys", "rotate")
    assert "An earlier rotation was interrupted." in done
    assert "2 rows were encrypted again." in done
    assert len(load_keys(used)) == 2 * len(OWNERS)


def test_what_cannot_be_decrypted_is_reported_with_exit_code_one(used: Path) -> None:
    within(tampers)
    for command in ("check", "rotate"):
        said = told("keys", command, code=1)
        assert "1 values in inbox cannot be decrypted" in said
        assert "Everything" not in said
