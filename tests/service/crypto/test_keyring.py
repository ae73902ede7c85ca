"""The file of keys: for its owner alone, whole or not at all, and read again when it changes."""

import json
import os
import stat
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from storage import crypto
from storage.crypto import (
    SERVICE,
    Key,
    KeyFile,
    KeyMissing,
    KeyRing,
    load_keys,
    new_keys,
    save_keys,
)
from storage.errors import StorageError

AT = datetime(2026, 3, 15, 3, 30, tzinfo=UTC)
OWNERS = (SERVICE, "KH", "CN")
A_MOMENT = 0.3


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "keys" / "keys.json"
    save_keys(made, new_keys(OWNERS, at=AT))
    return made


def test_keys_come_back_as_they_were_written(tmp_path: Path) -> None:
    keys = new_keys(OWNERS, at=AT)
    save_keys(tmp_path / "keys.json", keys)
    assert load_keys(tmp_path / "keys.json") == tuple(keys)


def test_the_file_is_for_its_owner_alone_and_nothing_lies_beside_it(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o400
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in file.parent.iterdir()] == ["keys.json"]


def _break(change: Callable[[dict[str, str]], object]) -> Callable[[Path], None]:
    def broken(file: Path) -> None:
        kept = json.loads(file.read_text())
        change(kept["keys"][0])
        _overwrite(file, json.dumps(kept).encode())

    return broken


def _overwrite(file: Path, words: bytes) -> None:
    file.chmod(0o600)
    file.write_bytes(words)


def _make_folder(file: Path) -> None:
    file.unlink()
    file.mkdir(0o700)


def _make_device(file: Path) -> None:
    file.unlink()
    file.symlink_to(os.devnull)


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda file: file.unlink(), "setup-keys-missing"),
    "group reads": (lambda file: file.chmod(0o440), "setup-keys-open"),
    "world reads": (lambda file: file.chmod(0o404), "setup-keys-open"),
    "world writes": (lambda file: file.chmod(0o602), "setup-keys-open"),
    "a folder": (_make_folder, "setup-keys-broken"),
    "a device": (_make_device, "setup-keys-broken"),
    "empty": (lambda file: _overwrite(file, b""), "setup-keys-broken"),
    "no JSON": (lambda file: _overwrite(file, b'{"keys": ['), "setup-keys-broken"),
    "nested too deep": (lambda file: _overwrite(file, b"[" * 100_000), "setup-keys-broken"),
    "no object": (lambda file: _overwrite(file, b"[]"), "setup-keys-broken"),
    "no keys": (lambda file: _overwrite(file, b'{"keys": []}'), "setup-keys-broken"),
    "no UTF-8": (lambda file: _overwrite(file, b"\xff\xfe"), "setup-keys-broken"),
    "short key": (_break(lambda key: key.update(key="c2hvcnQ=")), "setup-keys-broken"),
    "no base64": (_break(lambda key: key.update(key="~" * 44)), "setup-keys-broken"),
    "no owner": (_break(lambda key: key.pop("owner")), "setup-keys-broken"),
    "no moment": (_break(lambda key: key.update(made_at="soon")), "setup-keys-broken"),
    "another key": (_break(lambda key: key.update(key="A" * 43 + "=")), "setup-keys-broken"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_is_refused_in_a_sentence_that_quotes_nothing(file: Path, wrong: str) -> None:
    secrets = [key["key"] for key in json.loads(file.read_text())["keys"]]
    spoil, key = WRONG[wrong]
    spoil(file)
    with pytest.raises(StorageError) as refused:
        KeyFile(file)
    assert (refused.value.key, refused.value.values) == (key, {"file": str(file)})
    assert refused.value.__cause__ is None
    assert not any(secret in repr(refused.value) for secret in secrets)


def test_another_users_file_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = file.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    with pytest.raises(StorageError, match="setup-keys-not-own"):
        load_keys(file)
    for reader in (0, owner):
        monkeypatch.setattr(os, "geteuid", lambda reader=reader: reader)
        assert load_keys(file)


def test_added_keys_are_the_newest_and_the_file_stays_for_its_owner_alone(file: Path) -> None:
    ring = KeyFile(file)
    old, new = ring.keys, new_keys(OWNERS, at=AT)
    ring.add(new)
    assert load_keys(file) == (*old, *new)
    assert ring.newest == tuple(new)
    assert file.stat().st_mode & 0o777 == 0o400


def test_two_who_add_keys_at_once_keep_both(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = new_keys(OWNERS, at=AT), new_keys(OWNERS, at=AT)
    other = Thread(target=KeyFile(file).add, args=(second,))

    def writes(path: Path, keys: Iterable[Key]) -> None:
        if not other.ident:
            other.start()
            other.join(A_MOMENT)  # it waits for the first, or it would be done by now
        save_keys(path, keys)

    monkeypatch.setattr(crypto, "save_keys", writes)
    KeyFile(file).add(first)
    other.join()
    assert {key.id for key in (*first, *second)} <= {key.id for key in load_keys(file)}


def test_the_file_is_at_once_its_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening, modes = os.open, []

    def opened(*given: Any, **more: Any) -> int:
        made = opening(*given, **more)
        found = os.fstat(made).st_mode
        if stat.S_ISREG(found):
            modes.append(found & 0o777)
        return made

    before = os.umask(0)
    try:
        monkeypatch.setattr(os, "open", opened)
        save_keys(tmp_path / "keys.json", new_keys(OWNERS, at=AT))
    finally:
        os.umask(before)
    assert modes == [0o400]


def test_added_keys_stay_those_of_the_service(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    was, given = file.stat(), []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "chown", lambda path, *owner: given.append((path.parent, *owner)))
    KeyFile(file).add(new_keys(OWNERS, at=AT))
    assert given == [(file.parent, was.st_uid, was.st_gid)]


def test_a_ring_in_memory_follows_what_another_process_adds(file: Path) -> None:
    running, command = KeyFile(file), KeyFile(file)
    before = running.encryption_key("KH")
    new = new_keys(OWNERS, at=AT)
    command.add(new)
    assert running.encryption_key("KH") == new[1]
    assert running.decryption_key(before.id) == before


def test_a_key_that_is_unknown_is_looked_for_in_the_file(file: Path) -> None:
    running, new = KeyFile(file), new_keys(OWNERS, at=AT)
    with pytest.raises(KeyMissing):
        running.decryption_key(new[0].id)
    KeyFile(file).add(new)
    assert running.decryption_key(new[0].id) == new[0]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_that_goes_wrong_changes_no_running_service(file: Path, wrong: str) -> None:
    running = KeyFile(file)
    keys = running.keys
    WRONG[wrong][0](file)
    assert running.keys == keys
    assert running.encryption_key(SERVICE) == keys[0]


def test_an_unwritable_file_is_unchanged(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring, before = KeyFile(file), file.read_bytes()

    def full(_file: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError) as refused:
        ring.add(new_keys(OWNERS, at=AT))
    assert refused.value.key == "setup-unwritable"
    assert file.read_bytes() == before
    monkeypatch.undo()
    ring.add(new_keys(OWNERS, at=AT))
    assert len(load_keys(file)) == 2 * len(OWNERS)


def test_a_link_to_the_file_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(file)
    KeyFile(link).add(new_keys(OWNERS, at=AT))
    assert link.is_symlink()
    assert len(load_keys(file)) == 2 * len(OWNERS)


def test_keys_in_memory_never_change() -> None:
    keys = new_keys(OWNERS, at=AT)
    assert KeyRing(keys).keys == tuple(keys)
