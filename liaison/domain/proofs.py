"""What proves that the rows of a matter still say what its steps said.

The line of the audit record about a step holds digests of the matter as it then stood, and of the
line of its history. The salt of the matter lies sealed beside it and in no line: a digest tells
nobody what was written, and whoever changes a row cannot find words that fit it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from liaison.domain.audits import BrokenRecord, Line
from liaison.domain.cards import text

SALT_BYTES = 16
ROW, EVENT = "row", "event"
"""The facts of a line that are digests: of the matter, and of the line of its history."""


class Matter(StrEnum):
    """What has rows that lines of the audit record prove, as their actions begin."""

    REQUEST = "request"
    MEETING = "meeting"
    AGENDA = "agenda"
    ACTIVITY = "activity"
    TWO_KEY = "two_key"


@dataclass(frozen=True, slots=True)
class Place:
    """A row: a matter by its name; with a ``version`` the line of its history."""

    matter: Matter
    of: str
    version: int | None = None

    @property
    def salted(self) -> str:
        """By what name its salt is known."""
        return f"{self.matter} {self.of}"


@dataclass(frozen=True, slots=True)
class Proven:
    """A row as it stands, and the salt of its matter; None where it has none."""

    place: Place
    value: object
    salt: str | None


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


class Proofs:
    """What a record proves, gathered line by line."""

    def __init__(self) -> None:
        self._known: dict[Place, Proof] = {}

    def take(self, lines: Iterable[Line]) -> None:
        """Gather what lines say: of a matter the latest holds, of its history each."""
        for line in lines:
            matter, _, step = line.action.partition(".")
            if matter in _STEPS and step not in _NO_STEPS:
                self._take(Matter(matter), line)

    def _take(self, matter: Matter, line: Line) -> None:
        said = _facts(line)
        place = Place(matter, str(said.get("item", line.subject)))
        self._known[place] = Proof(line.seq, said.get(ROW))
        version = said.get("version")
        if EVENT in said and isinstance(version, int):
            history = Place(matter, place.of, version)
            self._known[history] = Proof(line.seq, said[EVENT])

    def proof(self, place: Place) -> Proof | None:
        """What is said of a row; None where nothing is."""
        return self._known.get(place)

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
        if place.version is not None:
            return  # of a history from before there were digests
        raise BrokenRecord(text("audit-fault-unknown", matter=place.salted))
    if proof.digest is not None and proof.digest != digest_of(proven.value, proven.salt or ""):
        raise BrokenRecord(text("audit-fault-row", seq=str(proof.seq), matter=place.salted))


def check_all_there(proof: Proof | None) -> None:
    """Raise ``BrokenRecord`` for a line whose row is gone."""
    if proof is not None:
        raise BrokenRecord(text("audit-fault-gone", seq=str(proof.seq)))


_STEPS = frozenset(Matter)
_NO_STEPS = frozenset({"attend"})
"""What people say beside the steps of a meeting; it changes no row that is proven."""


def _seq(proof: Proof) -> int:
    return proof.seq


def _facts(line: Line) -> dict[str, Any]:
    try:
        found = json.loads(line.facts)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
