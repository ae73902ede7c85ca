"""Encryption of columns that hold typed text: payloads, cards, drafts, titles.

A value is encrypted with AES-256-GCM under its owner's key and bound to its table, row, column and
Party. Moved, changed or truncated it cannot be decrypted.
"""

import json
import os
from base64 import b64decode, b64encode
from typing import Final, NewType

from cryptography.exceptions import InvalidTag

from storage.crypto.keyring import ID_LENGTH, SERVICE, KeyRing
from storage.errors import StorageError

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
    """Encrypts and decrypts values with the keys of a ring.

    ``row`` identifies a row by values that never change; ``party`` is the Party whose key is used,
    the service's own if None.
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
        """Decrypt a value that ``encrypt`` made for the same table, row, column and Party.

        Raises ``DecryptionError`` if it is not such a value, and ``KeyMissing`` if its key is not
        in the ring.
        """
        if stored[:KEY_START] != f"{VERSION}." or stored[_BODY_AT - 1 : _BODY_AT] != ".":
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


def key_of(stored: Ciphertext) -> str:
    """The id of the key with which a value is encrypted."""
    return stored[KEY_START : KEY_START + ID_LENGTH]


def _associated_data(table: str, row: int | str, column: str, owner: str) -> bytes:
    """The associated data of a value; JSON keeps its parts apart."""
    return json.dumps([VERSION, table, str(row), column, owner]).encode("ascii")
