"""The repositories of notes and legal holds."""

from liaison.core.registry import Concept
from liaison.notes import repository as note_repository
from liaison.notes.retention import LEGAL_HOLD_RECORD
from liaison.notes.rules import NOTE_RECORD
from storage.encrypted_columns import EncryptedColumns
from storage.engine.stored import Stored
from storage.notes.repository import (
    LEGAL_HOLDS,
    NOTES,
    LegalHolds,
    Notes,
    legal_hold_of,
    note_facts_of,
)
from storage.notes.retention import Retention
from storage.record_digests import ProvenTable

CONCEPT: Concept = (
    Stored(note_repository.Notes, Notes),
    Stored(note_repository.LegalHolds, LegalHolds),
    Stored(note_repository.Retention, Retention),
    EncryptedColumns(table=NOTES, columns=("body",), names=("reference", "number"), party="party"),
    ProvenTable(NOTES, NOTE_RECORD, names=("reference", "number"), read=note_facts_of),
    ProvenTable(
        LEGAL_HOLDS,
        LEGAL_HOLD_RECORD,
        names=("reference", "party"),
        read=lambda row, _: legal_hold_of(row),
    ),
)
