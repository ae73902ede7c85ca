"""Statements: what the service signs about the audit record, as the last line of what it gives."""

import json
from base64 import b64decode, b64encode
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from liaison.core.audit_chain import ChainHead, dump_entry, parse_head, written_moment
from liaison.core.errors import UserError
from storage.crypto import KEY_BYTES, SERVICE, KeyRing
from storage.database import Database
from storage.queue_metrics import QueueMetrics

PAGE = 500
"""Entries read in one transaction."""
_SIGNED = b"liaison statement v1\0"


class NotSigned(UserError):
    """What ends a record is no statement that this key has signed."""

    key = "setup-witness-unsigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The ``head`` of the record at a moment (aware UTC), and for how long a timer was overdue."""

    head: ChainHead
    at: datetime
    overdue: timedelta

    @property
    def signed(self) -> str:
        """The text that is signed."""
        late = int(self.overdue.total_seconds())
        return json.dumps([self.head.written, written_moment(self.at), late])


def _private_key(ring: KeyRing) -> Ed25519PrivateKey:
    """The key that is derived from the newest key of the service. Raises ``KeyMissing``."""
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_SIGNED)
    secret = ring.encryption_key(SERVICE).secret
    return Ed25519PrivateKey.from_private_bytes(derived.derive(secret))


def public_key(ring: KeyRing) -> str:
    """The public key of the statements, in base64. Raises ``KeyMissing``."""
    return b64encode(_private_key(ring).public_key().public_bytes_raw()).decode("ascii")


def parse_public_key(typed: str) -> Ed25519PublicKey:
    """Parse what ``public_key`` made. Raises ``UserError``."""
    try:
        return Ed25519PublicKey.from_public_bytes(b64decode(typed.strip(), validate=True))
    except ValueError:
        raise UserError("setup-witness-key") from None


def sign(statement: Statement, ring: KeyRing) -> str:
    """A statement with its signature, as a line of JSON. Raises ``KeyMissing``."""
    signature = _private_key(ring).sign(_SIGNED + statement.signed.encode("ascii"))
    return json.dumps({"signed": statement.signed, "signature": b64encode(signature).decode()})


def parse_statement(line: str, key: Ed25519PublicKey) -> Statement:
    """Parse a signed statement. Raises ``NotSigned``."""
    try:
        written = json.loads(line)
        signed, signature = written["signed"], b64decode(written["signature"], validate=True)
        key.verify(signature, _SIGNED + signed.encode("ascii"))
        head, at, late = json.loads(signed)
        moment, overdue = datetime.fromisoformat(at), timedelta(seconds=late)
        return Statement(head=parse_head(head), at=moment, overdue=overdue)
    except (ValueError, LookupError, TypeError, AttributeError, InvalidSignature, RecursionError):
        raise NotSigned from None


async def signed_lines(
    database: Database, ring: KeyRing, *, after: int = 0
) -> AsyncGenerator[str, None]:
    """The record after an entry, line by line, and at last a signed statement. Each page has its
    own transaction, as the service may be running.
    """
    while True:
        async with database.transaction(decides=False) as tx:
            page = await tx.audit_lines(after + 1, PAGE)
            head = await tx.audit_chain_head()
            late = (await tx.of(QueueMetrics).measure()).queues["timers"].oldest
            now = tx.now
        for entry in page:
            yield f"{dump_entry(entry)}\n"
        after = page[-1].seq if page else after
        if head.seq <= after:
            break
    overdue = timedelta(seconds=max(late, 0))
    yield sign(Statement(head=head, at=now, overdue=overdue), ring) + "\n"
