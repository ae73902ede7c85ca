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

from liaison.core.audit_chain import BrokenRecord, Line
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


Matter = NewType("Matter", str)
"""What has rows that lines of the audit record prove, as their actions begin."""
PERSON_RECORD = Matter("person")


@dataclass(frozen=True, slots=True)
class Place:
    """A row: a matter by its name; with a ``version`` the line of its history.

    What belongs to a matter is named after it: ``KH26-7F3K9/2``.
    """

    matter: Matter
    of: str
    version: int | None = None

    @property
    def salted(self) -> str:
        """By what name its salt is known."""
        return f"{self.matter} {self.of}"

    def within(self, name: object) -> "Place":
        """The place of what belongs to a matter."""
        return Place(self.matter, f"{self.of}/{name}")


@dataclass(frozen=True, slots=True)
class Proven:
    """A row as it stands, and the salt of its matter; None where it has none. The database finds it
    by ``key``.
    """

    place: Place
    value: object
    salt: str | None
    key: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
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
    them apart. ``stated``, and what ``states`` gives of a record and the line of its history, is
    told in clear; the digest is made of what ``proven`` gives. Steps that are ``unproven`` change
    nothing that is proven. ``named_in`` is the fact that names the record in lines about another.
    """

    key: type
    matter: Matter
    name: str
    _: KW_ONLY
    stated: tuple[str, ...] = ()
    part: str | None = None
    states: Callable[[Any, Any], Mapping[str, Any]] = lambda *_: {}
    proven: Callable[[Any], object] = lambda record: record
    salted: bool = True
    unproven: frozenset[str] = frozenset()
    named_in: str = ""

    def named(self, record: object) -> str:
        """By what name a record is audited."""
        return str(attrgetter(self.name)(record))

    def parted(self, record: object) -> object:
        """What tells a record from others of its name; None where nothing does."""
        return None if self.part is None else attrgetter(self.part)(record)

    def place(self, record: object) -> Place:
        """The row that the digest of a record is made of."""
        whole = Place(self.matter, self.named(record))
        return whole if self.part is None else whole.within(self.parted(record))

    def facts(self, record: object, event: object) -> Mapping[str, Any]:
        """What is told in clear of a record and the line of its history."""
        stated = {path.rpartition(".")[2]: attrgetter(path)(record) for path in self.stated}
        return {**stated, **self.states(record, event)}


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
        "standing": person.standing,
        "joined_at": person.joined_at,
    }


class Proofs:
    """What a record proves, gathered line by line of the steps of these record types."""

    def __init__(self, types: Iterable[RecordedType]) -> None:
        self._types = {each.matter: each for each in types}
        self._known: dict[Place, Proof] = {}
        self._begins: dict[Place, int] = {}
        """From which version on the history of a matter is proven."""

    def take(self, lines: Iterable[Line]) -> None:
        """Gather what lines say: of a matter the latest holds, of its history each."""
        for line in lines:
            matter, _, step = line.action.partition(".")
            found = self._types.get(Matter(matter))
            if found is not None and step not in found.unproven:
                self._take(found, line)

    def _take(self, kind: RecordedType, line: Line) -> None:
        said, matter = _facts(line), kind.matter
        place = Place(matter, str(said.get(kind.named_in, line.subject)))
        if ROWS in said:
            for name, digest in said[ROWS].items():
                self._keep(place.within(name), line.seq, digest)
        elif ROW in said:
            self._keep(place, line.seq, said[ROW])
        else:
            self._known[place] = Proof(line.seq, None)
        version = said.get("version")
        if EVENT in said and isinstance(version, int):
            self._begins.setdefault(place, version)
            self._keep(Place(matter, place.of, version), line.seq, said[EVENT])

    def _keep(self, place: Place, seq: int, digest: str | None) -> None:
        if digest is NO_ROW:
            self._known.pop(place, None)
        else:
            self._known[place] = Proof(seq, digest)

    def proof(self, place: Place) -> Proof | None:
        """What is said of a row; None where nothing is."""
        return self._known.get(place) or self._before(place)

    def _before(self, place: Place) -> Proof | None:
        """What is said of what belongs to a matter by its lines from before there were digests."""
        matter = Place(place.matter, place.of.partition("/")[0])
        whole = self._known.get(matter)
        if whole is None or place.version is None:
            return whole if whole is not None and whole.digest is None else None
        begins = self._begins.get(matter)
        is_before = begins is None or 0 < place.version < begins
        return Proof(whole.seq, None) if is_before else None

    def missing(self, seen: Iterable[Place], *, until: int) -> Proof | None:
        """The first line up to a number whose row was not seen; None where all were."""
        there = frozenset(seen)
        gone = [
            each
            for place, each in self._known.items()
            if each.digest is not None and each.seq <= until and place not in there
        ]
        return min(gone, key=_seq, default=None)


def check(proven: Proven, proof: Proof | None) -> None:
    """Raise ``BrokenRecord`` where a row is not what the record proves, or is in no line of it."""
    place = proven.place
    if proof is None:
        raise BrokenRecord(text("audit-fault-unknown", matter=place.salted))
    if proof.digest is not None and proof.digest != _digest(proven):
        raise BrokenRecord(text("audit-fault-row", seq=str(proof.seq), matter=place.salted))


def _digest(proven: Proven) -> str | None:
    """The digest of a row; None where it holds what no step can have said."""
    try:
        return digest_of(proven.value, proven.salt or NO_SALT)
    except (TypeError, OverflowError):  # bytes for text; a moment before the first year
        return None


def check_all_there(proof: Proof | None) -> None:
    """Raise ``BrokenRecord`` for a line whose row is gone."""
    if proof is not None:
        raise BrokenRecord(text("audit-fault-gone", seq=str(proof.seq)))


def _seq(proof: Proof) -> int:
    return proof.seq


def _facts(line: Line) -> dict[str, Any]:
    try:
        found = json.loads(line.facts)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


CONCEPT: Concept = (
    RecordedType(
        Person,
        PERSON_RECORD,
        "id",
        proven=person_facts,
        unproven=frozenset({"away", "back", "email", "reachable", "unreachable"}),
    ),
)
