"""Encryption of columns that hold typed text, and its keys: in a file of their own, never in the
database.

Each Party has a data key, and the service one for data of no single Party. The newest key of an
owner encrypts, all decrypt: so keys can be added, and older values stay readable. A value is
encrypted with AES-256-GCM under its owner's key and bound to its table, row, column and Party:
moved, changed or truncated it cannot be decrypted.
"""

import fcntl
import hmac
import json
import os
import stat
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import Final, NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from liaison.core.agreement import Agreement
from storage.errors import StorageError

SERVICE: Final = "desk"
"""The owner of queues, drafts and titles: data of no single Party."""
KEY_BYTES: Final = 32
ID_LENGTH: Final = 12
_MADE_FROM = b"liaison key id v1\0"
_SIGNED = b"liaison signature v1\0"
_MODE = 0o400
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, kw_only=True)
class Key:
    """A key of a Party (its code) or of the service (``SERVICE``). ``made_at`` is aware UTC."""

    owner: str
    made_at: datetime
    secret: bytes = field(repr=False)

    @cached_property
    def id(self) -> str:
        """The id, which is derived from the key: no other key can have it."""
        return sha256(_MADE_FROM + self.secret).hexdigest()[:ID_LENGTH]

    @cached_property
    def cipher(self) -> AESGCM:
        """The AES-GCM cipher of this key."""
        return AESGCM(self.secret)


class KeyMissing(StorageError):
    """A value is encrypted with a key that is not in the ring, or an owner has no key."""


class KeyRing:
    """Keys in the order of their creation."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._hold(tuple(keys))

    @property
    def keys(self) -> Sequence[Key]:
        """All keys, the oldest first."""
        self._reload()
        return self._keys

    @property
    def newest(self) -> Sequence[Key]:
        """The newest key of each owner, which encrypts."""
        self._reload()
        return tuple(self._newest.values())

    def encryption_key(self, owner: str) -> Key:
        """The key that encrypts for an owner. Raises ``KeyMissing``."""
        self._reload()
        if owner not in self._newest:
            raise KeyMissing("setup-keys-owner", {"owner": owner})
        return self._newest[owner]

    def decryption_key(self, key: str) -> Key:
        """The key with an id. Raises ``KeyMissing``."""
        if key not in self._by_id:
            self._reload()
        if key not in self._by_id:
            raise KeyMissing("setup-keys-lacking", {"name": key})
        return self._by_id[key]

    def _reload(self) -> None:
        """Reload the keys if they have changed; the keys of this base class never do."""

    def _hold(self, keys: tuple[Key, ...]) -> None:
        self._keys = keys
        self._by_id = {key.id: key for key in keys}
        self._newest = {key.owner: key for key in keys}


class KeyFile(KeyRing):
    """A key ring in a file, which is read again after a change. The constructor raises
    ``StorageError`` if the file is missing, readable by others or invalid.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = _mark(path)
        super().__init__(load_keys(path))

    def add(self, keys: Iterable[Key]) -> None:
        """Add keys to those in the file, beside other processes. Raises ``StorageError``."""
        with _locked(self._path):
            save_keys(self._path, [*load_keys(self._path), *keys])
        self._reload()

    def _reload(self) -> None:
        # A running service keeps its keys while the file cannot be read: the next start reports it.
        with suppress(StorageError):
            seen = _mark(self._path)
            if seen != self._seen:
                self._hold(load_keys(self._path))
                self._seen = seen


def owners_of(agreement: Agreement) -> tuple[str, ...]:
    """The owners of keys: the service, and each Party."""
    return (SERVICE, *(party.code for party in agreement.parties))


def new_keys(
    owners: Iterable[str], *, at: datetime, random: Callable[[int], bytes] = os.urandom
) -> list[Key]:
    """Make a new key for each owner."""
    return [Key(owner=owner, made_at=at, secret=random(KEY_BYTES)) for owner in owners]


def load_keys(path: Path) -> tuple[Key, ...]:
    """The keys of a file. Raises ``StorageError`` if it is missing, readable by others, owned by
    another user (root may read all), or no key file.
    """
    found = _status(path)
    if not stat.S_ISREG(found.st_mode):
        raise StorageError("setup-keys-broken", {"file": str(path)})
    if found.st_mode & _OTHERS:
        raise StorageError("setup-keys-open", {"file": str(path)})
    if os.geteuid() not in (0, found.st_uid):
        raise StorageError("setup-keys-not-own", {"file": str(path)})
    try:
        raw = path.read_bytes()
    except OSError:
        raise StorageError("setup-unreadable", {"file": str(path)}) from None
    try:
        keys = tuple(_key(entry) for entry in json.loads(raw)["keys"])
    except (ValueError, LookupError, TypeError, NotBase64, RecursionError):
        # No cause: it would quote the file.
        raise StorageError("setup-keys-broken", {"file": str(path)}) from None
    if not keys:
        raise StorageError("setup-keys-broken", {"file": str(path)})
    return keys


def save_keys(path: Path, keys: Iterable[Key]) -> None:
    """Replace a key file atomically, with owner-only access. Raises ``StorageError`` if it cannot
    be written; the old file is then unchanged.
    """
    text = json.dumps({"keys": [_entry(key) for key in keys]}, indent=1) + "\n"
    path = path.resolve()
    new = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new.unlink(missing_ok=True)  # left by a process that was killed
        file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
        with os.fdopen(file, "w", encoding="ascii") as out:
            out.write(text)
            out.flush()
            os.fsync(file)
        _keep_owner(new, path)
        new.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise StorageError("setup-unwritable", {"file": str(path)}) from error


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Lock a key file against other writers: two that read and then write would remove each other's
    keys. The folder is locked, as the file is replaced. Raises ``StorageError``.
    """
    try:
        folder = os.open(path.resolve().parent, os.O_RDONLY)
    except OSError:
        raise StorageError("setup-unreadable", {"file": str(path)}) from None
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _keep_owner(new: Path, old: Path) -> None:
    """Keep the owner when root adds keys, so that the service can still read them."""
    if os.geteuid() == 0 and old.exists():
        was = old.stat()
        os.chown(new, was.st_uid, was.st_gid)


def sync_folder(folder: Path) -> None:
    """Write the names of the files in a folder to the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except FileNotFoundError:
        raise StorageError("setup-keys-missing", {"file": str(path)}) from None
    except OSError:
        raise StorageError("setup-unreadable", {"file": str(path)}) from None


def _mark(path: Path) -> tuple[int, int, int]:
    """Values that change whenever the file is replaced."""
    found = _status(path)
    return found.st_ino, found.st_mtime_ns, found.st_size


def _entry(key: Key) -> dict[str, str]:
    return {
        "id": key.id,
        "owner": key.owner,
        "made_at": key.made_at.isoformat(timespec="seconds"),
        "key": b64encode(key.secret).decode("ascii"),
    }


def _key(entry: Mapping[str, str]) -> Key:
    secret = b64decode(entry["key"], validate=True)
    made_at = datetime.fromisoformat(entry["made_at"])
    key = Key(owner=entry["owner"], made_at=made_at, secret=secret)
    if len(secret) != KEY_BYTES or key.id != entry["id"]:
        raise ValueError
    return key


VERSION: Final = "s1"
KEY_START: Final = len(VERSION) + 1
"""Where the id of the key begins in a stored value."""
_NONCE_BYTES = 12
_BODY_AT = KEY_START + ID_LENGTH + 1


class DecryptionError(StorageError):
    """A stored value cannot be decrypted: changed, truncated, moved, or never encrypted."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__("setup-keys-unsealed", {"table": table, "column": column})


Ciphertext = NewType("Ciphertext", str)
"""A value as stored: encrypted, and bound to its table, row, column and Party."""


class FieldCipher:
    """Encrypts and decrypts values with the keys of a ring. ``row`` identifies a row by values that
    never change; ``party`` is the Party whose key is used, the service's own if None.
    """

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring

    def encrypt(
        self, value: str, *, table: str, row: int | str, column: str, party: str | None = None
    ) -> Ciphertext:
        """Encrypt a value to be stored. Raises ``KeyMissing`` if the owner has no key."""
        key = self._ring.encryption_key(party or SERVICE)
        nonce = os.urandom(_NONCE_BYTES)
        associated_data = _associated_data(table, row, column, key.owner)
        ciphertext = nonce + key.cipher.encrypt(nonce, value.encode(), associated_data)
        return Ciphertext(f"{VERSION}.{key.id}.{b64encode(ciphertext).decode('ascii')}")

    def signatures(self, said: str) -> Sequence[str]:
        """The HMAC of a text by each key of the service, the newest first."""
        own = [each.secret for each in reversed(self._ring.keys) if each.owner == SERVICE]
        return [hmac.digest(each, _SIGNED + said.encode(), "sha256").hex() for each in own]

    def has_newest_key(self, stored: Ciphertext, *, party: str | None = None) -> bool:
        """Whether a value is encrypted with the newest key of its owner."""
        return key_of(stored) == self._ring.encryption_key(party or SERVICE).id

    def decrypt(
        self,
        stored: Ciphertext,
        *,
        table: str,
        row: int | str,
        column: str,
        party: str | None = None,
    ) -> str:
        """Decrypt a value that ``encrypt`` made for the same place and Party. Raises
        ``DecryptionError`` or, if its key is not in the ring, ``KeyMissing``.
        """
        if not is_encrypted(stored):
            raise DecryptionError(table, column)
        key = self._ring.decryption_key(key_of(stored))
        owner = party or SERVICE
        try:
            body = stored[_BODY_AT:]
            ciphertext = b64decode(body, validate=True)
            # Base64 may encode the same bytes in several ways; only the stored form is accepted.
            if key.owner != owner or b64encode(ciphertext).decode("ascii") != body:
                raise DecryptionError(table, column)
            nonce, ciphertext = ciphertext[:_NONCE_BYTES], ciphertext[_NONCE_BYTES:]
            return key.cipher.decrypt(
                nonce, ciphertext, _associated_data(table, row, column, owner)
            ).decode()
        except (ValueError, InvalidTag):
            raise DecryptionError(table, column) from None


def is_encrypted(stored: str) -> bool:
    """Whether a stored value has the form of an encrypted one."""
    return stored[:KEY_START] == f"{VERSION}." and stored[_BODY_AT - 1 : _BODY_AT] == "."


def key_of(stored: Ciphertext) -> str:
    """The id of the key with which a value is encrypted."""
    return stored[KEY_START : KEY_START + ID_LENGTH]


def _associated_data(table: str, row: int | str, column: str, owner: str) -> bytes:
    """The associated data of a value; JSON keeps its parts apart."""
    parts = map(encode_basestring_ascii, (VERSION, table, str(row), column, owner))
    return f"[{', '.join(parts)}]".encode("ascii")  # as `json.dumps`, but faster
