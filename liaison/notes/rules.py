"""Confidential notes and reasons: a few lines about a request, opened one at a time (class 2).

A ``Note`` holds the author, time and kind. The text is stored separately and read only when a
person opens the note.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from liaison.audit.digests import RecordKind
from liaison.core.agreement import PartyCode
from liaison.core.errors import UserError
from liaison.core.people import PersonId
from liaison.core.references import Reference
from liaison.core.text_parsing import as_seen, fold_typed, letters_seen
from liaison.core.validation import could_be_pin, has_only

NOTE_RECORD = RecordKind("note")

MAX_NOTE = 400
"""The longest value that a message shows, so that a note of one line is shown whole."""
MAX_LINES = 8

_PRINTABLE = frozenset("LMNPSZ")
_LINK = re.compile(r"//|\bwww\.|\bt\.me\b", re.IGNORECASE)


class NoteKind(StrEnum):
    """The kind of a note: a note, or the reason of a step."""

    NOTE = "note"
    REFUSAL = "refusal"
    EXTENSION = "extension"
    WITHDRAWAL = "withdrawal"
    OBJECTION = "objection"


REASONS = tuple(kind for kind in NoteKind if kind is not NoteKind.NOTE)


class NotANote(UserError):
    """Too long, too many lines, or with a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note without its text; ``number`` counts those of the request from 1, ``by`` of ``party``
    wrote it, and its erasure was ``announced_at`` to the coordinators. Instants are aware UTC.
    """

    reference: Reference
    number: int
    kind: NoteKind
    party: PartyCode
    by: PersonId
    at: datetime
    announced_at: datetime | None = None
    erased_at: datetime | None = None


def parse_note(raw: str) -> str:
    """Parse a note: a few lines of printable characters, none empty. Raises ``NotANote``."""
    if could_be_pin(raw):
        raise NotANote("error-note-is-pin")
    lines = [" ".join(line.split()) for line in as_seen(raw).splitlines()]
    shown = [line for line in lines if line]
    body = "\n".join(shown)
    is_shown = all(has_only(line, _PRINTABLE) for line in shown)
    if not (is_shown and any(letter.isalnum() for letter in body)):
        raise NotANote("error-note-not-shown")
    if letters_seen(body) > MAX_NOTE or len(shown) > MAX_LINES:
        raise NotANote(most=MAX_NOTE, lines=MAX_LINES)
    if _LINK.search(fold_typed(body)):
        raise NotANote(most=MAX_NOTE, lines=MAX_LINES)
    return body


def note_facts(note: Note, body: str | None) -> Mapping[str, object]:
    """The digested facts of a note, and of its text until it is erased."""
    facts = asdict(note) | {"said": body}
    del facts["announced_at"]
    return facts


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note with its text."""

    note: Note
    body: str


LEGAL_HOLD_RECORD = RecordKind("hold")

DAY = timedelta(days=1)
APART = timedelta(hours=20)
"""Two runs count as two only if they are at least this far apart."""
GRACE_DAYS = 7
"""A note is kept this many days after its erasure was announced to the coordinators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHold:
    """A Party's order, by letter, to keep everything about a request. ``at`` is aware UTC."""

    reference: Reference
    party: PartyCode
    letter: str
    by: PersonId
    at: datetime


def counts(last: datetime | None, now: datetime) -> bool:
    """Whether a run counts. ``last`` is the latest counted run that is not after ``now``: runs from
    while the clock was ahead are ignored once it is right again.
    """
    return last is None or now - last >= APART


def kept_before(runs: Sequence[datetime], days: int, now: datetime) -> datetime | None:
    """The moment before which content must date to have been kept for that many days. ``runs`` are
    the counted ones, newest first. None if there are too few yet.
    """
    if len(runs) < runs_needed(days):
        return None
    return min(now - days * DAY, *runs[: runs_needed(days)])


def runs_needed(days: int) -> int:
    """The number of runs that enclose that many days."""
    return days + 1
