"""Files that only the holder of one private key can open: a backup on its way and at rest.

In clear stands one line: the product, the version of this format and the version of the schema.
Then comes the key of this file, sealed to the public key (HPKE, RFC 9180: X25519, HKDF-SHA256,
AES-256-GCM) together with that line, and then the content in chunks under that key. The nonce of a
chunk is its number and whether it is the last: what was cut, added, moved or changed does not open.
"""

import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from storage.errors import StorageError

FORMAT: Final = 1
CHUNK: Final = 1 << 16
_TAG = 16
_KEY = 32
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_SEALED_KEY = KEM.X25519.enc_length() + _KEY + _TAG
_LINE = re.compile(rb"liaison-backup ([0-9]{1,4}) ([0-9a-z]{1,32})\n")
_LONGEST_LINE = 64
_MODE = 0o400 if os.name == "posix" else 0o600


def new_key(path: Path) -> str:
    """Make a pair of keys: the private one in a new file for its owner alone, the public one told.

    Raises ``StorageError`` where the file is there already or cannot be written; then there is none
    that was not there.
    """
    private = X25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
        try:
            with os.fdopen(file, "wb") as out:
                out.write(pem)
                out.flush()
                os.fsync(file)
        except BaseException:
            path.unlink()
            raise
    except FileExistsError:
        raise StorageError("setup-backup-there", {"file": str(path)}) from None
    except OSError as error:
        raise StorageError("setup-backup-unwritable", {"file": str(path)}) from error
    return b64encode(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def public_key(written: str) -> X25519PublicKey:
    """Read a public key as ``new_key`` tells it. Raises ``ValueError``."""
    return X25519PublicKey.from_public_bytes(b64decode(written, validate=True))


def private_key(path: Path) -> X25519PrivateKey:
    """Read a private key from its file. Raises ``StorageError``."""
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except OSError:
        raise StorageError("setup-backup-unreadable", {"file": str(path)}) from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise StorageError("setup-backup-key-broken", {"file": str(path)}) from None
    if not isinstance(key, X25519PrivateKey):
        raise StorageError("setup-backup-key-broken", {"file": str(path)})
    return key


def seal(out: IO[bytes], content: Iterable[bytes], *, schema: str, to: X25519PublicKey) -> None:
    """Write content into an envelope. Raises ``StorageError`` where the key can seal nothing."""
    line = b"liaison-backup %d %s\n" % (FORMAT, schema.encode("ascii"))
    secret = os.urandom(_KEY)
    try:
        sealed_key = _SUITE.encrypt(secret, to, line)
    except ValueError:  # a point of low order, which no private key belongs to
        raise StorageError("setup-backup-key-wrong", {"name": "LIAISON_BACKUP_KEY"}) from None
    out.write(line + sealed_key)
    cipher = AESGCM(secret)
    for number, (chunk, last) in enumerate(_chunks(content)):
        out.write(cipher.encrypt(_nonce(number, last=last), chunk, None))


class Envelope:
    """A sealed file that a key belongs to. ``schema`` is the version of what lies in it.

    Making one raises ``StorageError`` where the file is none, of a later format, or another key's.
    """

    def __init__(self, path: Path, key: X25519PrivateKey) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                line = file.readline(_LONGEST_LINE)
                found = _LINE.fullmatch(line)
                if found is None:
                    raise StorageError("setup-backup-none", {"file": str(path)})
                if int(found[1]) > FORMAT:
                    raise StorageError("setup-backup-format", {"file": str(path)})
                sealed = file.read(_SEALED_KEY)
                self._begin = file.tell()
        except OSError:
            raise StorageError("setup-backup-unreadable", {"file": str(path)}) from None
        try:
            self._cipher = AESGCM(_SUITE.decrypt(sealed, key, line))
        except (InvalidTag, ValueError):
            raise StorageError("setup-backup-key-other", {"file": str(path)}) from None
        self.schema = found[2].decode("ascii")

    def content(self) -> Iterator[bytes]:
        """What lies in it, chunk by chunk.

        Raises ``StorageError`` at the first one that is not as it was sealed. Chunks before it are
        right, so whoever uses them must be able to undo it, or ``check`` first.
        """
        try:
            with self._path.open("rb") as file:
                file.seek(self._begin)
                for number, (chunk, last) in enumerate(_ahead(_blocks(file))):
                    yield self._cipher.decrypt(_nonce(number, last=last), chunk, None)
        except (InvalidTag, ValueError):
            raise StorageError("setup-backup-broken", {"file": str(self._path)}) from None

    def check(self) -> None:
        """Open all of it, and keep nothing. Raises ``StorageError``."""
        for _ in self.content():
            pass


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    yield file.read(CHUNK + _TAG)
    while block := file.read(CHUNK + _TAG):
        yield block


def _chunks(content: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The same content in chunks of one length, at least one, and which of them is the last."""

    def cut() -> Iterator[bytes]:
        held = bytearray()
        for piece in content:
            held += piece
            while len(held) > CHUNK:
                yield bytes(held[:CHUNK])
                del held[:CHUNK]
        yield bytes(held)

    return _ahead(cut())


def _ahead(blocks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    before = next(blocks)
    for block in blocks:
        yield before, False
        before = block
    yield before, True
