"""What proves that the rows of a matter still say what its steps said.

The line of the audit record about a step holds digests of the matter as it then stood, and of the
line of its history. The salt of the matter lies sealed beside it and in no line: a digest tells
nobody what was written, and whoever changes a row cannot find words that fit it. Of holds,
settings and days of the calendar nothing is hidden, and they have no salt.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from operator import attrgetter
from typing import Any, NewType

from liaison.core.audit_chain import AuditEntry, BrokenRecord
from liaison.core.cards import text
from liaison.core.people import Person
from liaison.core.registry import Concept

SALT_BYTES = 16
NO_SALT = ""
ROW, EVENT = "row", "event"
"""The facts of a line that are digests: of the matter, and of the line of its history."""
ROWS = "rows"
"""Digests of what belongs to a matter, by what it is called there: its notes, the words on days."""
NO_ROW = None
"""Stands for a digest where a step took the row away."""


RecordKind = NewType("RecordKind", str)
"""What has rows that lines of the audit record prove, as their actions begin."""
PERSON_RECORD = RecordKind("person")


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A row: a matter by its name; with a ``version`` the line of its history.

    What belongs to a matter is named after it: ``KH26-7F3K9/2``.
    """

    type: RecordKind
    id: str
    version: int | None = None

    @property
    def salt_key(self) -> str:
        """By what name its salt is known."""
        return f"{self.type} {self.id}"

    def within(self, name: object) -> "RecordRef":
        """The place of what belongs to a matter."""
        return RecordRef(self.type, f"{self.id}/{name}")


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A row as it stands, and the salt of its matter; None where it has none. The database finds it
    by ``key``.
    """

    ref: RecordRef
    value: object
    salt: str | None
    key: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordDigest:
    """What a line of the record, by its number, says of a row; without a digest from before there
    were any.
    """

    seq: int
    digest: str | None


def digest_of(value: object, salt: str) -> str:
    """SHA-256 over a salt and the canonical JSON of a matter: keys in order, moments in UTC."""
    written = json.dumps(value, sort_keys=True, separators=(",", ":"), default=_plain)
    return sha256(f"{salt}{written}".encode("ascii")).hexdigest()


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Mapping():
            return dict(value)
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    msg = f"a {type(value).__name__} has no canonical form"
    raise TypeError(msg)


@dataclass(frozen=True, slots=True)
class RecordedType:
    """How steps of one type of record are audited, by paths to attributes.

    Lines are about what ``name`` leads to; where several records are named alike, ``part`` tells
    them apart. ``plain_facts``, and what ``more_facts`` gives of a record and the line of its
    history, is told in clear; the digest is made of what ``digested`` gives. Steps that are
    ``unproven`` change nothing that is proven. ``named_in`` is the fact that names the record in
    lines about another.
    """

    key: type
    type: RecordKind
    name: str
    _: KW_ONLY
    plain_facts: tuple[str, ...] = ()
    part: str | None = None
    more_facts: Callable[[Any, Any], Mapping[str, Any]] = lambda *_: {}
    digested: Callable[[Any], object] = lambda record: record
    salted: bool = True
    unproven: frozenset[str] = frozenset()
    named_in: str = ""

    def named(self, record: object) -> str:
        """By what name a record is audited."""
        return str(attrgetter(self.name)(record))

    def parted(self, record: object) -> object:
        """What tells a record from others of its name; None where nothing does."""
        return None if self.part is None else attrgetter(self.part)(record)

    def place(self, record: object) -> RecordRef:
        """The row that the digest of a record is made of."""
        whole = RecordRef(self.type, self.named(record))
        return whole if self.part is None else whole.within(self.parted(record))

    def facts(self, record: object, event: object) -> Mapping[str, Any]:
        """What is told in clear of a record and the line of its history."""
        stated = {path.rpartition(".")[2]: attrgetter(path)(record) for path in self.plain_facts}
        return {**stated, **self.more_facts(record, event)}


def person_facts(person: Person) -> Mapping[str, object]:
    """What is proven of a person: who it is and what for, and not what changes without a step."""
    return {
        "id": person.id,
        "number": person.number,
        "party": person.party,
        "role": person.role,
        "agency": person.agency,
        "name": person.name,
        "chat_id": person.chat_id,
        "standing": person.status,
        "joined_at": person.joined_at,
    }


class RecordDigests:
    """What a record proves, gathered line by line of the steps of these record types."""

    def __init__(self, types: Iterable[RecordedType]) -> None:
        self._types = {each.type: each for each in types}
        self._known: dict[RecordRef, RecordDigest] = {}
        self._begins: dict[RecordRef, int] = {}
        """From which version on the history of a matter is proven."""

    def read(self, entries: Iterable[AuditEntry]) -> None:
        """Gather what lines say: of a matter the latest holds, of its history each."""
        for entry in entries:
            matter, _, step = entry.action.partition(".")
            found = self._types.get(RecordKind(matter))
            if found is not None and step not in found.unproven:
                self._take(found, entry)

    def _take(self, kind: RecordedType, entry: AuditEntry) -> None:
        said, matter = _facts(entry), kind.type
        ref = RecordRef(matter, str(said.get(kind.named_in, entry.subject)))
        if ROWS in said:
            for name, digest in said[ROWS].items():
                self._keep(ref.within(name), entry.seq, digest)
        elif ROW in said:
            self._keep(ref, entry.seq, said[ROW])
        else:
            self._known[ref] = RecordDigest(entry.seq, None)
        version = said.get("version")
        if EVENT in said and isinstance(version, int):
            self._begins.setdefault(ref, version)
            self._keep(RecordRef(matter, ref.id, version), entry.seq, said[EVENT])

    def _keep(self, ref: RecordRef, seq: int, digest: str | None) -> None:
        if digest is NO_ROW:
            self._known.pop(ref, None)
        else:
            self._known[ref] = RecordDigest(seq, digest)

    def digest_of(self, ref: RecordRef) -> RecordDigest | None:
        """What is said of a row; None where nothing is."""
        return self._known.get(ref) or self._before(ref)

    def _before(self, ref: RecordRef) -> RecordDigest | None:
        """What is said of what belongs to a matter by its lines from before there were digests."""
        matter = RecordRef(ref.type, ref.id.partition("/")[0])
        whole = self._known.get(matter)
        if whole is None or ref.version is None:
            return whole if whole is not None and whole.digest is None else None
        begins = self._begins.get(matter)
        is_before = begins is None or 0 < ref.version < begins
        return RecordDigest(whole.seq, None) if is_before else None

    def missing(self, found: Iterable[RecordRef], *, until: int) -> RecordDigest | None:
        """The first line up to a number whose row was not seen; None where all were."""
        there = frozenset(found)
        gone = [
            each
            for ref, each in self._known.items()
            if each.digest is not None and each.seq <= until and ref not in there
        ]
        return min(gone, key=_seq, default=None)


def check_digest(stored: StoredRecord, digest: RecordDigest | None) -> None:
    """Raise ``BrokenRecord`` where a row is not what the record proves, or is in no line of it."""
    ref = stored.ref
    if digest is None:
        raise BrokenRecord(text("audit-fault-unknown", matter=ref.salt_key))
    if digest.digest is not None and digest.digest != _digest(stored):
        raise BrokenRecord(text("audit-fault-row", seq=str(digest.seq), matter=ref.salt_key))


def _digest(stored: StoredRecord) -> str | None:
    """The digest of a row; None where it holds what no step can have said."""
    try:
        return digest_of(stored.value, stored.salt or NO_SALT)
    except (TypeError, OverflowError):  # bytes for text; a moment before the first year
        return None


def check_all_there(digest: RecordDigest | None) -> None:
    """Raise ``BrokenRecord`` for a line whose row is gone."""
    if digest is not None:
        raise BrokenRecord(text("audit-fault-gone", seq=str(digest.seq)))


def _seq(digest: RecordDigest) -> int:
    return digest.seq


def _facts(entry: AuditEntry) -> dict[str, Any]:
    try:
        found = json.loads(entry.facts)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


CONCEPT: Concept = (
    RecordedType(
        Person,
        PERSON_RECORD,
        "id",
        digested=person_facts,
        unproven=frozenset({"away", "back", "email", "reachable", "unreachable"}),
    ),
)
