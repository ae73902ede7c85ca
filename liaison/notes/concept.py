"""Registers notes and legal holds."""

from liaison.audit.digests import RecordedType
from liaison.core.people import COORDINATORS, STAFF, Group, Permission
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind
from liaison.notes import service, timers, views
from liaison.notes.rules import (
    LEGAL_HOLD_RECORD,
    NOTE_RECORD,
    LegalHold,
    Note,
    WrittenNote,
    note_facts,
)
from liaison.redactions.service import TypedTexts
from liaison.requests.views import RequestButtons

_UNPROVEN = frozenset({"open"})


CONCEPT: Concept = (
    Permission("note", STAFF, Group.REQUESTS),
    Permission("hold", COORDINATORS, Group.REQUESTS),
    TimerKind(
        timers.TIMER, lambda tx, _of, _since: timers.run_timer(tx), start=timers.start_retention
    ),
    service.WRITTEN,
    timers.ERASURE,
    RequestButtons("notes", views.request_buttons),
    RecordedType(
        WrittenNote,
        NOTE_RECORD,
        "note.reference",
        plain_facts=("note.number", "note.kind"),
        part="note.number",
        digested=lambda each: note_facts(each.note, each.body),
        unproven=_UNPROVEN,
    ),
    # Erased notes. The salt is erased with the text: with it, guesses could be tested against the
    # old digest. The audit entries keep the remaining facts in clear.
    RecordedType(
        Note,
        NOTE_RECORD,
        "reference",
        part="number",
        digested=lambda each: note_facts(each, None),
        salted=False,
        unproven=_UNPROVEN,
    ),
    RecordedType(LegalHold, LEGAL_HOLD_RECORD, "reference", part="party"),
    TypedTexts("hold", "request", service.find_typed_texts),
)
