"""Confidential notes of a request, and legal holds."""

from collections.abc import Sequence

from liaison.audit import service as audit_service
from liaison.audit.digests import RecordRef
from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import text
from liaison.core.errors import UNKNOWN_CODE, Conflict, UserError
from liaison.core.people import COORDINATORS, STAFF, Person, require_role
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.notes import rules as note_rules
from liaison.notes.repository import LegalHolds, Notes
from liaison.notes.rules import LEGAL_HOLD_RECORD, LegalHold, Note, NoteKind
from liaison.notifications import service as notification_service
from liaison.notifications.kinds import NoticeKind, Side
from liaison.notifications.rules import Audience
from liaison.redactions.service import TypedText
from liaison.requests.model import REQUEST_SUBJECT, Request

WRITTEN = NoticeKind("note-written", REQUEST_SUBJECT, Audience.REQUEST_TEAM, Side.OTHER)


async def write(tx: Tx, person: Person, request: Request, kind: NoteKind, body: str) -> Note:
    """Save a note and notify the other Party that it exists. Raises ``NotYourRole``."""
    require_role(person, STAFF)
    reference = request.reference
    note = Note(
        reference=reference,
        number=await tx.of(Notes).count(reference) + 1,
        kind=kind,
        party=person.party,
        by=person.id,
        at=tx.now,
    )
    await tx.of(Notes).add(note, body)
    await audit_service.record_step(tx, "write", note_rules.WrittenNote(note, body), actor=person)
    title = text("notice-note", reference=reference, party=party_name(person.party))
    notices = WRITTEN.notices(tx.agreement, person.party, reference, title, by=person.id)
    await notification_service.notify(tx, *notices)
    return note


async def read(tx: Tx, person: Person, request: Request, number: int) -> tuple[Note, str]:
    """Audit and return a note and its text. Raises ``NotYourRole``, ``UserError``, ``Conflict``."""
    require_role(person, STAFF)
    reference = request.reference
    note = await tx.of(Notes).get(reference, number)
    if note is None or person.duress_since is not None:
        raise UserError(UNKNOWN_CODE, list=f"/note {reference}")
    body = await tx.of(Notes).read(note)
    if body is None:
        raise Conflict("error-note-erased", number=number, at=note.erased_at or tx.now)
    await tx.audit("note.open", reference, actor=person, number=number)
    return note, body


async def check_no_hold(tx: Tx, person: Person, request: Request) -> None:
    """Check that the person may place a hold. Raises ``NotYourRole`` or ``Conflict``."""
    require_role(person, COORDINATORS)
    hold = await _own_legal_hold(tx, person, request)
    if hold is not None:
        raise Conflict("error-hold-exists", reference=request.reference, letter=hold.letter)


async def place_legal_hold(tx: Tx, person: Person, request: Request, letter: str) -> None:
    """Keep all notes until the Party lifts the hold. Raises ``NotYourRole`` or ``Conflict``."""
    await check_no_hold(tx, person, request)
    hold = LegalHold(
        reference=request.reference, party=person.party, letter=letter, by=person.id, at=tx.now
    )
    await tx.of(LegalHolds).put(hold)
    await audit_service.record_step(tx, "put", hold, actor=person)


async def find_legal_hold(tx: Tx, person: Person, request: Request) -> LegalHold:
    """The own Party's hold. Raises ``NotYourRole`` or ``Conflict``."""
    require_role(person, COORDINATORS)
    hold = await _own_legal_hold(tx, person, request)
    if hold is None:
        raise Conflict("error-no-hold", reference=request.reference)
    return hold


async def release_legal_hold(tx: Tx, person: Person, request: Request) -> None:
    """Lift the own Party's hold. Raises ``NotYourRole`` or ``Conflict``."""
    hold = await find_legal_hold(tx, person, request)
    await tx.of(LegalHolds).remove(hold)
    await audit_service.record_step(tx, "lift", hold, actor=person, gone=True)


async def _own_legal_hold(tx: Tx, person: Person, request: Request) -> LegalHold | None:
    holds = await tx.of(LegalHolds).get(request.reference)
    return next((each for each in holds if each.party == person.party), None)


async def find_typed_texts(tx: Tx, party: PartyCode, code: str) -> Sequence[TypedText]:
    """The letter of the own Party's hold on a request."""
    return [
        TypedText("letter", each.letter, each.at, RecordRef(LEGAL_HOLD_RECORD, code).within(party))
        for each in await tx.of(LegalHolds).get(Reference(code))
        if each.party == party
    ]
