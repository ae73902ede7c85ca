"""The audit record as a chain: the hash of each line covers the line and the hash before it.

Whoever kept a head, the number and the hash of a line, can later tell whether that line and all
before it are still what they were.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from liaison.core.cards import Text, text
from liaison.core.errors import UserError

_NOTHING = "0" * 64
_GROUP = 4
_AS_JSON = json.JSONEncoder(separators=(",", ":"), default=str).encode
"""In a record that was tampered with, a value may be of any type."""
_HEAD = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


class NotAnAuditCode(UserError):
    """The text is no head of the audit record."""

    key = "error-not-a-head"


class UnwritableExport(UserError):
    """The file for an export is there already, or cannot be written."""

    key = "error-audit-file"


class BrokenRecord(Exception):
    """The audit record is not what it was; the sentence names the first line that does not fit."""

    def __init__(self, banner: Text) -> None:
        super().__init__(banner.key, dict(banner.values))
        self._said = banner

    def text(self) -> Text:
        """The sentence that says where."""
        return self._said


class AuditEntry(NamedTuple):
    """A line of the audit record as it was written. ``at`` is what ``written_moment`` gives,
    ``facts`` are JSON of class 1, ``hash`` is in hexadecimal digits.
    """

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
    """The number and the hash of the last line of a record."""

    seq: int
    hash: str

    @property
    def written(self) -> str:
        """The head in one word, as it is typed: ``128:0f3a…``."""
        return f"{self.seq}:{self.hash}"

    @property
    def grouped(self) -> str:
        """The head with its hash in groups, to be compared by eye."""
        groups = (self.hash[at : at + _GROUP] for at in range(0, len(self.hash), _GROUP))
        return f"{self.seq}:{' '.join(groups)}"


START = ChainHead(0, _NOTHING)
"""The head of a record without lines."""


def parse_head(typed: str) -> ChainHead:
    """Read a head in one word or in groups. Raises ``NotAnAuditCode``."""
    found = _HEAD.fullmatch("".join(typed.split()).lower())
    if found is None:
        raise NotAnAuditCode
    head = ChainHead(int(found[1]), found[2])
    if head.seq == 0 and head != START:
        raise NotAnAuditCode
    return head


def written_moment(at: datetime) -> str:
    """An aware instant as lines have it: ISO 8601 in UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def hash_of(entry: AuditEntry, previous: str) -> str:
    """The hash that a line must have after the line with the hash ``previous``.

    SHA-256 over that hash and all of the line but its own, as JSON in ASCII without spaces.
    """
    return sha256(f"{previous}{_AS_JSON(entry[:-1])}".encode("ascii")).hexdigest()


def dump_entry(entry: AuditEntry) -> str:
    """A line as one JSON object, for an export."""
    return _AS_JSON(entry._asdict())


def verify_chain(
    entries: Iterable[AuditEntry], *, after: ChainHead = START, expected: ChainHead | None = None
) -> ChainHead:
    """The head after these lines, which must follow ``after`` and agree with a head that was kept.

    Raises ``BrokenRecord`` at the first line that does not fit.
    """
    head = after
    for entry in entries:
        seq = head.seq + 1
        if entry.seq != seq:
            found = text("audit-fault-number", seq=str(seq), found=str(entry.seq))
            raise BrokenRecord(found)
        if entry.hash != hash_of(entry, head.hash):
            raise BrokenRecord(text("audit-fault-hash", seq=str(seq)))
        head = ChainHead(seq, entry.hash)
        if expected is not None and expected.seq == seq and expected.hash != head.hash:
            raise BrokenRecord(text("audit-fault-held", seq=str(seq)))
    return head


def check_end(head: ChainHead, expected: ChainHead | None) -> None:
    """Raise ``BrokenRecord`` where a record ends before a head that was kept."""
    if expected is not None and expected.seq > head.seq:
        raise BrokenRecord(text("audit-fault-cut", seq=str(head.seq), held=str(expected.seq)))
