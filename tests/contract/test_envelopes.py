"""Envelopes: what goes in comes out for one key, and nothing that was touched opens."""

import io
import random
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from storage import envelopes
from storage.envelopes import CHUNK, Envelope, new_key, private_key, public_key, seal
from storage.errors import StorageError

pytestmark = pytest.mark.contract

KEY = X25519PrivateKey.generate()
SEALED_CHUNK = CHUNK + 16


def sealed(content: bytes, *, pieces: int = 1000) -> bytes:
    out = io.BytesIO()
    cut = (content[at : at + pieces] for at in range(0, len(content), pieces))
    seal(out, cut, schema="0007", to=KEY.public_key())
    return out.getvalue()


def opened(folder: Path, raw: bytes, key: X25519PrivateKey = KEY) -> bytes:
    file = folder / "backup"
    file.write_bytes(raw)
    return b"".join(Envelope(file, key).content())


def refused(folder: Path, raw: bytes, key: X25519PrivateKey = KEY) -> str:
    with pytest.raises(StorageError) as caught:
        opened(folder, raw, key)
    return caught.value.key


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7], ids=str
)
@pytest.mark.parametrize("pieces", [1000, CHUNK, 2 * CHUNK], ids=str)
def test_what_is_sealed_comes_out_again(folder: Path, size: int, pieces: int) -> None:
    content = random.randbytes(size)
    raw = sealed(content, pieces=pieces)
    assert opened(folder, raw) == content
    assert Envelope(folder / "backup", KEY).schema == "0007"


def test_nothing_but_the_first_line_is_in_clear(folder: Path) -> None:
    raw = sealed(b"KH26-7F3K9 " * 100)
    line, _, rest = raw.partition(b"\n")
    assert line == b"liaison-backup 1 0007"
    assert b"KH26" not in rest
    again = sealed(b"KH26-7F3K9 " * 100)
    assert again.partition(b"\n")[2][:80] != rest[:80]
    assert len(again) == len(raw)


def test_no_byte_can_be_changed(folder: Path) -> None:
    raw = sealed(random.randbytes(400))
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1 << random.randrange(8)
        assert refused(folder, bytes(changed)).startswith("setup-backup-"), place


def test_no_byte_can_be_cut_off_or_added(folder: Path) -> None:
    raw = sealed(random.randbytes(400))
    for length in range(len(raw)):
        assert refused(folder, raw[:length]).startswith("setup-backup-"), length
    assert refused(folder, raw + b"\0") == "setup-backup-broken"


def test_chunks_cannot_be_cut_off_moved_or_taken_from_another_backup(folder: Path) -> None:
    raw, other = sealed(bytes(4 * CHUNK)), sealed(bytes(4 * CHUNK))
    begin = len(raw) - 4 * SEALED_CHUNK
    chunks = [raw[begin + n * SEALED_CHUNK :][:SEALED_CHUNK] for n in range(4)]
    head = raw[:begin]
    assert opened(folder, head + b"".join(chunks)) == bytes(4 * CHUNK)
    first, second, third, last = chunks
    for wrong in (
        [first, second, third],
        [first, second, last],
        [second, first, third, last],
        [first, first, second, third, last],
        [first, second, third, last, last],
        [first, second, third, other[-SEALED_CHUNK:]],
        [],
    ):
        assert refused(folder, head + b"".join(wrong)) == "setup-backup-broken"


def test_the_key_of_somebody_else_opens_nothing(folder: Path) -> None:
    assert refused(folder, sealed(b"x"), X25519PrivateKey.generate()) == "setup-backup-key-other"


def test_what_is_no_backup_or_of_a_later_format_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for raw in (b"", b"SQLite format 3\0", b"liaison-backup 1 \n", random.randbytes(999)):
        assert refused(folder, raw) == "setup-backup-none"
    monkeypatch.setattr(envelopes, "FORMAT", 2)
    later = sealed(b"x")
    monkeypatch.undo()
    assert refused(folder, later) == "setup-backup-format"
    with pytest.raises(StorageError) as caught:
        Envelope(folder / "nowhere", KEY)
    assert caught.value.key == "setup-backup-unreadable"


def test_a_pair_of_keys_is_made_once_and_for_its_owner_alone(folder: Path) -> None:
    file = folder / "private.pem"
    public = new_key(file)
    assert file.stat().st_mode & 0o377 == 0
    assert private_key(file).public_key() == public_key(public)
    before = file.read_bytes()
    for place, key in (
        (file, "setup-backup-there"),
        (folder / "nowhere" / "key", "setup-backup-unwritable"),
    ):
        with pytest.raises(StorageError) as caught:
            new_key(place)
        assert caught.value.key == key
    assert file.read_bytes() == before


def test_what_is_no_private_key_is_refused(folder: Path) -> None:
    file = folder / "key"
    file.write_text("nothing of the kind")
    for place, key in (
        (file, "setup-backup-key-broken"),
        (folder / "nowhere", "setup-backup-unreadable"),
    ):
        with pytest.raises(StorageError) as caught:
            private_key(place)
        assert caught.value.key == key
