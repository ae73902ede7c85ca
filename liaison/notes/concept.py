"""What notes and legal holds register."""

from liaison.audit.digests import RecordedType
from liaison.core.access import COORDINATORS, STAFF, Permission
from liaison.core.registry import Concept
from liaison.core.timers import Timer
from liaison.notes import timers, views
from liaison.notes.retention import HOLD_RECORD, LegalHold
from liaison.notes.rules import NOTE_RECORD, Note, WrittenNote, note_facts
from liaison.requests.views import RequestButtons

_UNPROVEN = frozenset({"open"})


CONCEPT: Concept = (
    Permission("note", STAFF, 11),
    Permission("hold", COORDINATORS, 11),
    Timer(timers.WAKE, lambda tx, _of, _since: timers.look(tx), start=timers.begin),
    RequestButtons("notes", views.request_buttons),
    RecordedType(
        WrittenNote,
        NOTE_RECORD,
        "note.reference",
        stated=("note.number", "note.kind"),
        part="note.number",
        proven=lambda each: note_facts(each.note, each.said),
        unproven=_UNPROVEN,
    ),
    # Erased. Its salt goes with the words: else whoever has it could try words against the digest
    # of then. What is left the lines say in clear.
    RecordedType(
        Note,
        NOTE_RECORD,
        "reference",
        part="number",
        proven=lambda each: note_facts(each, None),
        salted=False,
        unproven=_UNPROVEN,
    ),
    RecordedType(
        LegalHold, HOLD_RECORD, "reference", stated=("letter",), part="party", salted=False
    ),
)
