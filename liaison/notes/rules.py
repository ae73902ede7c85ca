"""Sealed notes and reasons: a few lines about a case that are opened one at a time (class 2).

A note as it stands here says who wrote it, when and of what kind. What it says is kept apart from
it, and read only where somebody opens it.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from liaison.audit.digests import RecordKind
from liaison.core.access import STAFF, NotYourRole
from liaison.core.agreement import PartyCode
from liaison.core.errors import Conflict, UserError
from liaison.core.people import Person, PersonId
from liaison.core.references import Reference
from liaison.core.text_parsing import fold_typed

NOTE_RECORD = RecordKind("note")

LONGEST_NOTE = 400
"""As much as a message shows of one value, so that a note of one line is shown whole."""
MOST_LINES = 8
MOST_ACCENTS = 4

_KHMER_WORD_BREAK = "\u200b"
_WRITTEN = frozenset("LMNPSZ")
_LINK = re.compile(r"//|\bwww\.|\bt\.me\b", re.IGNORECASE)


class NoteKind(StrEnum):
    """What a note is: a note, or the reason of a step."""

    NOTE = "note"
    REFUSAL = "refusal"
    EXTENSION = "extension"
    WITHDRAWAL = "withdrawal"
    OBJECTION = "objection"


REASONS = tuple(kind for kind in NoteKind if kind is not NoteKind.NOTE)


class NotANote(UserError):
    """Too long, too many lines, or with a link."""

    key = "error-not-a-note"


class NoteNotShown(NotANote):
    """Without a letter or digit, or with signs that cannot be seen or shown."""

    key = "error-note-not-shown"


class UnknownNote(UserError):
    """The case has no note of that number."""

    key = "error-unknown-note"


class NoteErased(Conflict):
    """What the note said is erased; that it was there is kept."""

    key = "error-note-erased"


class NoteRecorded(Conflict):
    """The person has written the very same words already."""

    key = "error-note-recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note of a case, without what it says. Instants are aware UTC.

    ``number`` counts the notes of the case from 1; ``party`` and ``by`` wrote it. ``announced_at``
    is when the coordinators were told that it is to be erased.
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
    """Read what a note is to say: a few lines of printable characters, in NFC, with single spaces.

    Empty lines fall away. Raises ``NoteNotShown`` and ``NotANote``.
    """
    typed = unicodedata.normalize("NFC", raw).replace(_KHMER_WORD_BREAK, "")
    lines = [" ".join(line.split()) for line in typed.splitlines()]
    shown = [line for line in lines if line]
    said = "\n".join(shown)
    if not (all(map(_is_written, shown)) and any(letter.isalnum() for letter in said)):
        raise NoteNotShown
    if len(said) > LONGEST_NOTE or len(shown) > MOST_LINES:
        raise NotANote(most=LONGEST_NOTE, lines=MOST_LINES)
    if _LINK.search(fold_typed(said)):
        raise NotANote(most=LONGEST_NOTE, lines=MOST_LINES)
    return said


def _is_written(line: str) -> bool:
    classes = "".join(unicodedata.category(letter)[0] for letter in line)
    return set(classes) <= _WRITTEN and "M" * (MOST_ACCENTS + 1) not in classes


def check_reader(person: Person) -> None:
    """Let the focal persons and coordinators of a case write and read. Raises ``NotYourRole``."""
    if person.role not in STAFF:
        raise NotYourRole


def note_facts(note: Note, body: str | None) -> Mapping[str, object]:
    """What is proven of a note, and of what it says until that is erased. That it was announced is
    no step of the note.
    """
    return {
        "reference": note.reference,
        "number": note.number,
        "kind": note.kind,
        "party": note.party,
        "by": note.by,
        "at": note.at,
        "erased_at": note.erased_at,
        "said": body,
    }


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note with what it says."""

    note: Note
    body: str
