"""The one way in and out of columns that hold what people wrote: payloads, cards, drafts, titles.

A value is sealed with AES-256-GCM under its owner's key and bound to where it lies: to its table,
its row, its column and its Party. Moved, changed or cut it does not open, and says nothing.
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
"""Where the id of the key begins in what is stored."""
_NONCE_BYTES = 12
_BODY_AT = KEY_START + ID_LENGTH + 1


class DecryptionError(StorageError):
    """A stored value is not what was sealed for its place: changed, cut, moved, or never sealed."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__("setup-keys-unsealed", {"table": table, "column": column})


Ciphertext = NewType("Ciphertext", str)
"""A value as it is stored: encrypted, and bound to its place."""


class FieldCipher:
    """Seals and opens values with the keys of a ring.

    ``row`` names what never changes about a row; ``party`` is the Party whose key is used, the
    desk's own where there is none.
    """

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring

    def encrypt(
        self, value: str, *, table: str, row: int | str, column: str, party: str | None = None
    ) -> Ciphertext:
        """Make a value ready to be stored. Raises ``KeyMissing`` where the owner has no key."""
        key = self._ring.encryption_key(party or SERVICE)
        nonce = os.urandom(_NONCE_BYTES)
        place = _place(table, row, column, key.owner)
        sealed = nonce + key.cipher.encrypt(nonce, value.encode(), place)
        return Ciphertext(f"{VERSION}.{key.id}.{b64encode(sealed).decode('ascii')}")

    def has_newest_key(self, stored: Ciphertext, *, party: str | None = None) -> bool:
        """Whether a value lies under the key that seals for its owner now."""
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
        """Read a value that ``encrypt`` made for the very same place.

        Raises ``DecryptionError`` where it is none, and ``KeyMissing`` where its key is not in the
        ring.
        """
        if stored[:KEY_START] != f"{VERSION}." or stored[_BODY_AT - 1 : _BODY_AT] != ".":
            raise DecryptionError(table, column)
        key = self._ring.decryption_key(key_of(stored))
        owner = party or SERVICE
        try:
            body = stored[_BODY_AT:]
            sealed = b64decode(body, validate=True)
            # Other letters may stand for the same bytes; only those that were stored are taken.
            if key.owner != owner or b64encode(sealed).decode("ascii") != body:
                raise DecryptionError(table, column)
            nonce, sealed = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
            return key.cipher.decrypt(nonce, sealed, _place(table, row, column, owner)).decode()
        except (ValueError, InvalidTag):
            raise DecryptionError(table, column) from None


def key_of(stored: Ciphertext) -> str:
    """The id of the key under which a value lies."""
    return stored[KEY_START : KEY_START + ID_LENGTH]


def _place(table: str, row: int | str, column: str, owner: str) -> bytes:
    """Where a value lies, in one way only: JSON keeps the parts apart whatever they hold."""
    return json.dumps([VERSION, table, str(row), column, owner]).encode("ascii")
