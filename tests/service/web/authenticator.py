"""A device with passkeys: it signs what a page asks for, as a browser hands it on."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass(eq=False)
class Authenticator:
    """One passkey, for a site. ``counts``: it counts what it signs, as synced ones do not."""

    origin: str
    counts: bool = False
    id: bytes = b"credential-of-a-device"
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    signed: int = 0
    flags: int = PRESENT | VERIFIED

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Make the passkey."""
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: _bytes(numbers.x), -3: _bytes(numbers.y)}
        attested = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(public)
        data = self._data(options["rp"]["id"], ATTESTED) + attested
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options)
        return self._given(clientDataJSON=client, attestationObject=made)

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """Sign a challenge."""
        self.signed += self.counts
        data, client = self._data(options["rpId"]), self._client("webauthn.get", options)
        signature = self.key.sign(data + sha256(client).digest(), ECDSA(SHA256()))
        return self._given(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _data(self, site: str, flags: int = 0) -> bytes:
        counter = self.signed.to_bytes(4)
        return sha256(site.encode()).digest() + bytes([self.flags | flags]) + counter

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _given(self, **response: bytes) -> dict[str, Any]:
        encoded = {name: written(each) for name, each in response.items()}
        its_id = written(self.id)
        return {"id": its_id, "rawId": its_id, "type": "public-key", "response": encoded}


def _bytes(number: int) -> bytes:
    return number.to_bytes(32)


def written(raw: bytes) -> str:
    """Bytes as base64url."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def read(encoded: str) -> bytes:
    """The bytes of base64url."""
    return urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
