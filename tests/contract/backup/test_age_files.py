"""Age files: what any age program writes opens, and nothing that was touched does."""

import io
import random
from base64 import b64decode
from pathlib import Path

import pytest
from pyrage.x25519 import Identity

from storage.backup.encryption import AgeFile, encrypt, identities, is_recipient, new_identity
from storage.errors import StorageError

KEY = Identity.generate()
CHUNK = 1 << 16
# The published key of the test vectors of age, and what Debian's age 1.2.1 made for it.
PUBLISHED = "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6"
BY_AGE = b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSByOGVNSjB1SG93TU1zMVNudmFualJSTXUxWVJyMm9vaElPUEdU"
    "MmNoSFRzCkNXWG5zY3lhTjlJWXQzeXY3UFhwVG1MQlIwMVlRcnhJa0NUMnM0ZjVjbzQKLS0tIGNYWFpuRGVlZ0laOE12"
    "VW1oR0NLOUhUbk11Y1dxNDlqSk5aRkxvVVIxUGsKQiH3hhO0869RjRH7DXK/zmkTDn+Ii6Ol2aqv/ia99jhw0Q3/k43Z"
    "ieGM9A=="
)


def encrypted(content: bytes) -> bytes:
    out = io.BytesIO()
    encrypt(io.BytesIO(content), out, to=str(KEY.to_public()))
    return out.getvalue()


def opened(folder: Path, raw: bytes, key: Identity = KEY) -> bytes:
    file = folder / "backup"
    file.write_bytes(raw)
    out = io.BytesIO()
    backup = AgeFile(file, [Identity.generate(), key])
    head = backup.check()
    backup.decrypt(out)
    assert head == out.getvalue()[:16]
    return out.getvalue()


def refused(folder: Path, raw: bytes, key: Identity = KEY) -> str:
    with pytest.raises(StorageError) as caught:
        opened(folder, raw, key)
    assert caught.value.values == {"file": str(folder / "backup")}
    return caught.value.key


@pytest.mark.parametrize("size", [0, 1, CHUNK, 3 * CHUNK + 7], ids=str)
def test_what_is_encrypted_comes_out_again(folder: Path, size: int) -> None:
    content = random.randbytes(size)
    assert opened(folder, encrypted(content)) == content


def test_a_file_of_the_age_program_opens_with_the_key_of_age_keygen(folder: Path) -> None:
    file = folder / "key.txt"
    file.write_text(f"# created: 2026-01-01T00:00:00Z\n# public key: age1…\n\n{PUBLISHED}\n")
    [key] = identities(file)
    assert opened(folder, BY_AGE, key) == b"KH26-7F3K9 "


def test_no_byte_can_be_changed(folder: Path) -> None:
    raw = encrypted(random.randbytes(40))
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1
        assert refused(folder, bytes(changed)).startswith("setup-backup-"), place


def test_no_byte_can_be_cut_off_or_added(folder: Path) -> None:
    raw = encrypted(random.randbytes(2 * CHUNK))
    for length in (*range(22, 200), len(raw) - CHUNK - 16, len(raw) - 1):
        assert refused(folder, raw[:length]) == "setup-backup-broken", length
    assert refused(folder, raw + b"\0") == "setup-backup-broken"


def test_the_key_of_another_opens_nothing(folder: Path) -> None:
    assert refused(folder, encrypted(b"x"), Identity.generate()) == "setup-backup-key-other"


def test_what_is_no_age_file_is_refused(folder: Path) -> None:
    for raw in (b"", b"SQLite format 3\0", b"age-encryption.org/v2\n", random.randbytes(999)):
        assert refused(folder, raw) == "setup-backup-none"
    for place in (folder, folder / "nowhere"):
        with pytest.raises(StorageError) as caught:
            AgeFile(place, [KEY]).check()
        assert caught.value.key == "setup-unreadable"


def test_a_file_that_fails_is_an_error_of_the_system() -> None:
    class Full(io.BufferedIOBase):
        def write(self, _chunk: object, /) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        encrypt(io.BytesIO(bytes(3 * CHUNK)), Full(), to=str(KEY.to_public()))


def test_a_pair_of_keys_is_made_once_and_for_its_owner_alone(folder: Path) -> None:
    file = folder / "private.key"
    recipient = new_identity(file)
    assert is_recipient(recipient)
    assert file.stat().st_mode & 0o177 == 0
    assert [str(each.to_public()) for each in identities(file)] == [recipient]
    before = file.read_bytes()
    for place, key in (
        (file, "setup-backup-there"),
        (folder / "nowhere" / "key", "setup-unwritable"),
    ):
        with pytest.raises(StorageError) as caught:
            new_identity(place)
        assert caught.value.key == key
    assert file.read_bytes() == before


def test_what_is_no_private_key_is_refused(folder: Path) -> None:
    file = folder / "key"
    for raw in (b"", b"# public key: age1\n", b"nothing of the kind", b"\xff\xfe", BY_AGE):
        file.write_bytes(raw)
        with pytest.raises(StorageError) as caught:
            identities(file)
        assert caught.value.key == "setup-backup-key-broken"
    with pytest.raises(StorageError) as caught:
        identities(folder / "nowhere")
    assert caught.value.key == "setup-unreadable"


@pytest.mark.parametrize("written", ["", "short", "age1", "AGE-SECRET-KEY-1", "age1…"])
def test_what_is_no_recipient_is_none(written: str) -> None:
    assert not is_recipient(written)
