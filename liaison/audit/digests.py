"""Digests that prove that stored rows match the audit record.

The audit entry of a step holds digests of the record and of its history event. The salt of a record
is stored encrypted and never in the audit record: a digest reveals no content, and changed content
cannot be made to fit it. Legal holds, settings and calendar days are not confidential and have no
salt.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from operator import attrgetter
from typing import Any, NewType

from liaison.core.absences import Absence
from liaison.core.audit_chain import AuditEntry, BrokenRecord
from liaison.core.people import Person
from liaison.core.registry import Concept

SALT_BYTES = 16
NO_SALT = ""
ROW, EVENT = "row", "event"
"""The audit facts that are digests: of the record, and of its history event."""
ROWS = "rows"
"""Digests of the parts of a record by name, such as its notes or calendar days."""
REDACTED, RENEWED = "redaction.apply", "renewed"
"""The action that takes a text out, and its fact: record, version and new digest of each row of the
records that held it.
"""
NO_ROW = None
"""Replaces the digest of a row that the step deleted."""


RecordKind = NewType("RecordKind", str)
"""The type of a record in the audit record: the first part of its actions."""
PERSON_RECORD = RecordKind("person")
ABSENCE_RECORD = RecordKind("absence")


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A stored row or, with a ``version``, an event of its history; a part is ``KH26-7F3KK/2``."""

    type: RecordKind
    id: str
    version: int | None = None

    @property
    def salt_key(self) -> str:
        """The key of its salt."""
        return f"{self.type} {self.id}"

    @property
    def named(self) -> str:
        """The row, as it is named to people."""
        return self.salt_key if self.version is None else f"{self.salt_key}, version {self.version}"

    def within(self, name: object) -> "RecordRef":
        """Reference to a part of this record."""
        return RecordRef(self.type, f"{self.id}/{name}")


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A stored row and the salt of its record, None if it has none. ``key`` is its database key."""

    ref: RecordRef
    value: object
    salt: str | None
    key: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordDigest:
    """The digest of a row in audit entry ``seq``."""

    seq: int
    digest: str


def digest_of(value: object, salt: str) -> str:
    """SHA-256 of a salt and the canonical JSON of a record: sorted keys, instants in UTC.

    Fields that a record type names as ``OMITTED_IF_NONE`` are left out while they are None, so that
    the digests of versions without them hold.
    """
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
        later: frozenset[str] = getattr(value, "OMITTED_IF_NONE", frozenset())
        data = {each.name: getattr(value, each.name) for each in fields(value)}
        return {name: each for name, each in data.items() if name not in later or each is not None}
    msg = f"a {type(value).__name__} has no canonical form"
    raise TypeError(msg)


@dataclass(frozen=True, slots=True)
class RecordedType:
    """How the steps of one type of record are audited, by attribute paths.

    ``name`` leads to the audited subject; ``part`` distinguishes records with the same name.
    ``plain_facts`` and the result of ``more_facts`` (record, event) are stated in clear; the digest
    is made of the result of ``digested``. ``unproven`` steps change nothing that is digested.
    ``named_in`` is the fact that names the record in entries about another one.
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

    def name_of(self, record: object) -> str:
        """The name under which a record is audited."""
        return str(attrgetter(self.name)(record))

    def part_of(self, record: object) -> object:
        """The part name of a record; None if it has no parts."""
        return None if self.part is None else attrgetter(self.part)(record)

    def ref_of(self, record: object) -> RecordRef:
        """The row of which the digest is made."""
        whole = RecordRef(self.type, self.name_of(record))
        return whole if self.part is None else whole.within(self.part_of(record))

    def facts(self, record: object, event: object) -> Mapping[str, object]:
        """The facts that are stated in clear about a record and its history event."""
        stated = {path.rpartition(".")[2]: attrgetter(path)(record) for path in self.plain_facts}
        return {**stated, **self.more_facts(record, event)}


_LATER_FACTS = (
    "appointment",
    "unconfirmed_since",
    "agreed_at",
    "lost_word",
    "duress_since",
    "unreachable_since",
    "email",
)
"""Facts that are left out while they are empty, as in the entries of versions without them."""


def person_facts(person: Person) -> Mapping[str, object]:
    """The digested facts of a person, without those that change without a proven step."""
    later = {name: getattr(person, name) for name in _LATER_FACTS}
    return {
        "id": person.id,
        "number": person.number,
        "party": person.party,
        "role": person.role,
        "agency": person.agency,
        "name": person.bare_name,
        "chat_id": person.address,
        "standing": person.status,
        "joined_at": person.joined_at,
        **{name: each for name, each in later.items() if each is not None},
    }


class RecordDigests:
    """The digests in the audit record, gathered entry by entry for these record types."""

    def __init__(self, types: Iterable[RecordedType]) -> None:
        self._types = {each.type: each for each in types}
        self._known: dict[RecordRef, RecordDigest] = {}
        self.redactions = 0
        """How many texts were taken out."""

    def read(self, entries: Iterable[AuditEntry]) -> None:
        """Gather the digests of audit entries: the latest of each record, all of its history."""
        for entry in entries:
            if entry.action == REDACTED:
                self.redactions += 1
                for record_type, record, version, digest in _facts(entry).get(RENEWED, ()):
                    ref = RecordRef(RecordKind(record_type), record, version)
                    self._set(ref, entry.seq, digest)
            type_name, _, step = entry.action.partition(".")
            found = self._types.get(RecordKind(type_name))
            if found is not None and step not in found.unproven:
                self._read_entry(found, entry)

    def _read_entry(self, kind: RecordedType, entry: AuditEntry) -> None:
        facts, record_type = _facts(entry), kind.type
        ref = RecordRef(record_type, str(facts.get(kind.named_in, entry.subject)))
        if ROWS in facts:
            for name, digest in facts[ROWS].items():
                self._set(ref.within(name), entry.seq, digest)
        elif ROW in facts:
            self._set(ref, entry.seq, facts[ROW])
        version = facts.get("version")
        if EVENT in facts and isinstance(version, int):
            self._set(RecordRef(record_type, ref.id, version), entry.seq, facts[EVENT])

    def _set(self, ref: RecordRef, seq: int, digest: str | None) -> None:
        if digest is None:  # ``NO_ROW``
            self._known.pop(ref, None)
        else:
            self._known[ref] = RecordDigest(seq, digest)

    def digest_of(self, ref: RecordRef) -> RecordDigest | None:
        """The digest of a row; None if the audit record has none."""
        return self._known.get(ref)

    def missing(
        self, found: Iterable[RecordRef], *, until: int
    ) -> tuple[RecordRef, RecordDigest] | None:
        """The first row with a digest up to an entry number that was not found; None without."""
        found_refs = frozenset(found)
        missing_rows = [
            (ref, each)
            for ref, each in self._known.items()
            if each.seq <= until and ref not in found_refs
        ]
        return min(missing_rows, key=lambda row: row[1].seq, default=None)


def check_digest(stored: StoredRecord, digest: RecordDigest | None) -> None:
    """Raise ``BrokenRecord`` if a row differs from its digest or has none."""
    ref = stored.ref
    if digest is None:
        raise BrokenRecord("setup-audit-unknown", {"matter": ref.named})
    found = None
    with suppress(TypeError, OverflowError):  # bytes for text; an instant before the year 1
        found = digest_of(stored.value, stored.salt or NO_SALT)
    if digest.digest != found:
        raise BrokenRecord("setup-audit-row", {"seq": str(digest.seq), "matter": ref.named})


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
    ),
    RecordedType(
        Absence,
        ABSENCE_RECORD,
        "person",
        plain_facts=("first", "last", "deputy"),
        salted=False,
    ),
)
