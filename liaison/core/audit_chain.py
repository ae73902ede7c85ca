"""The audit record as a hash chain: the hash of each entry covers the entry and the previous hash.

With a saved head, the number and the hash of an entry, anyone can verify later that this entry and
all entries before it are unchanged.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from liaison.core.errors import KeyedError, UserError

_NOTHING = "0" * 64
_GROUP = 4
_AS_JSON = json.JSONEncoder(separators=(",", ":"), default=str).encode
"""``default=str``: in a manipulated record a value may have any type."""
_HEAD = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


class BrokenRecord(KeyedError):
    """The audit record was changed; the text names the first entry that does not match."""


class AuditEntry(NamedTuple):
    """An entry of the audit record as it was written; ``facts`` is JSON of class 1."""

    seq: int
    at: str
    party: str | None
    role: str | None
    person: int | None
    action: str
    subject: str
    facts: str
    hash: str


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The number and the hash of the last entry of a record."""

    seq: int
    hash: str

    @property
    def written(self) -> str:
        """The head without spaces, as it is typed: ``128:0f3a…``."""
        return f"{self.seq}:{self.hash}"

    @property
    def grouped(self) -> str:
        """The head with its hash in groups, for people to compare."""
        groups = (self.hash[at : at + _GROUP] for at in range(0, len(self.hash), _GROUP))
        return f"{self.seq}:{' '.join(groups)}"


START = ChainHead(0, _NOTHING)
"""The head of an empty record."""
LISTED = 9
"""How many entries are listed at once: a page and the first of the next."""


def parse_head(typed: str) -> ChainHead:
    """Parse a head with or without spaces. Raises ``UserError``."""
    found = _HEAD.fullmatch("".join(typed.split()).lower())
    if found is None:
        raise UserError("setup-audit-code-wrong")
    head = ChainHead(int(found[1]), found[2])
    if head.seq == 0 and head != START:
        raise UserError("setup-audit-code-wrong")
    return head


def written_moment(at: datetime) -> str:
    """Format an aware instant as in an entry: ISO 8601 in UTC, with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def hash_of(entry: AuditEntry, previous: str) -> str:
    """SHA-256 over the ``previous`` hash and all fields but the own hash, as JSON in ASCII."""
    return sha256(f"{previous}{_AS_JSON(entry[:-1])}".encode("ascii")).hexdigest()


def dump_entry(entry: AuditEntry) -> str:
    """An entry as one JSON object, for an export."""
    return _AS_JSON(entry._asdict())


def parse_entry(line: str) -> AuditEntry:
    """Parse what ``dump_entry`` wrote. Raises ``BrokenRecord``."""
    try:
        return AuditEntry(**json.loads(line))
    except (ValueError, TypeError, RecursionError):
        raise BrokenRecord("setup-audit-line", {}) from None


def verify_chain(
    entries: Iterable[AuditEntry], *, after: ChainHead = START, expected: ChainHead | None = None
) -> ChainHead:
    """Verify entries and a saved head; returns the head after them. Raises ``BrokenRecord``."""
    head = after
    for entry in entries:
        seq = head.seq + 1
        if entry.seq != seq:
            raise BrokenRecord("setup-audit-number", {"seq": str(seq), "found": str(entry.seq)})
        if entry.hash != hash_of(entry, head.hash):
            raise BrokenRecord("setup-audit-hash", {"seq": str(seq)})
        head = ChainHead(seq, entry.hash)
        if expected is not None and expected.seq == seq and expected.hash != head.hash:
            raise BrokenRecord("setup-audit-held", {"seq": str(seq)})
    return head


def check_end(head: ChainHead, expected: ChainHead | None) -> None:
    """Raise ``BrokenRecord`` if the record ends before a saved head."""
    if expected is not None and expected.seq > head.seq:
        raise BrokenRecord("setup-audit-cut", {"seq": str(head.seq), "held": str(expected.seq)})
