"""Files in the age format (https://age-encryption.org/v1), readable by any ``age`` program.

Content is encrypted to a recipient (a public key, ``age1…``) and decrypted with an identity (the
private key) in chunks: no file is ever held in memory as a whole.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import Final

from pyrage import DecryptError, EncryptError, IdentityError, RecipientError, decrypt_io, encrypt_io
from pyrage.x25519 import Identity, Recipient
from typing_extensions import Buffer

from storage.errors import StorageError

_MAGIC: Final = b"age-encryption.org/v1\n"
_OTHER_KEY: Final = "No matching keys found"
"""The message of pyrage for a file for another recipient: it has one class for all errors."""


def new_identity(path: Path) -> str:
    """Write a new identity to a new file (0600); return its recipient. Raises ``StorageError``."""
    identity = Identity.generate()
    recipient = str(identity.to_public())
    try:
        path.touch(mode=0o600, exist_ok=False)
        with path.open("w", encoding="ascii") as out:
            out.write(f"# public key: {recipient}\n{identity}\n")
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError:
        raise StorageError("setup-backup-there", {"file": str(path)}) from None
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise StorageError("setup-unwritable", {"file": str(path)}) from error
    return recipient


def is_recipient(written: str) -> bool:
    """Whether a text is a recipient."""
    try:
        Recipient.from_str(written)
    except RecipientError:
        return False
    return True


def identities(path: Path) -> list[Identity]:
    """Read a file of ``new_identity`` or ``age-keygen``. Raises ``StorageError``."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        keys = [Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except OSError:
        raise StorageError("setup-unreadable", {"file": str(path)}) from None
    except (ValueError, IdentityError):
        keys = []
    if not keys:
        raise StorageError("setup-backup-key-broken", {"file": str(path)})
    return keys


def encrypt(source: BufferedIOBase, out: BufferedIOBase, *, to: str) -> None:
    """Encrypt to a recipient. Raises ``OSError`` if reading or writing fails."""
    try:
        encrypt_io(source, out, [Recipient.from_str(to)])
    except EncryptError as error:  # of a file error, pyrage keeps only the message
        raise OSError(str(error)) from error


@dataclass(frozen=True, slots=True)
class AgeFile:
    """An encrypted file and the identities to decrypt it with."""

    path: Path
    keys: Sequence[Identity]

    def check(self) -> bytes:
        """Decrypt all of it, and return its first bytes. Raises ``StorageError``."""
        out = _HeaderReader()
        try:
            self.decrypt(out)
        except OSError:
            raise StorageError("setup-unreadable", {"file": str(self.path)}) from None
        return out.kept

    def decrypt(self, out: BufferedIOBase) -> None:
        """Write the content to ``out``, each chunk once it is authenticated.

        Raises ``StorageError`` if the file cannot be read, is no age file, is for another
        recipient, or was truncated or changed, and ``OSError`` if writing to ``out`` fails.
        """
        values = {"file": str(self.path)}
        try:
            file = self.path.open("rb")
        except OSError:
            raise StorageError("setup-unreadable", values) from None
        with file:
            if not file.peek(len(_MAGIC)).startswith(_MAGIC):
                raise StorageError("setup-backup-none", values)
            try:
                decrypt_io(file, out, self.keys)
            except DecryptError as error:
                other = _OTHER_KEY in str(error)
                key = "setup-backup-key-other" if other else "setup-backup-broken"
                raise StorageError(key, values) from None
            except OSError as error:
                if error.errno is not None:  # a file error, not an error of the content
                    raise
                raise StorageError("setup-backup-broken", values) from None


class _HeaderReader(BufferedIOBase):
    """Keeps the first bytes that are written to it and discards the rest."""

    kept = b""

    def write(self, chunk: Buffer, /) -> int:
        written = bytes(chunk)
        self.kept = self.kept or written[:16]
        return len(written)
