"""Views of the notes of a request: a list without content, and one opened note."""

from liaison.core.agreement import party_name
from liaison.core.cards import Button, Card, Row, Text, card, named, paging, text
from liaison.core.errors import UNKNOWN_CODE, UserError
from liaison.core.people import COORDINATORS, STAFF, Person
from liaison.core.transaction import People, Tx
from liaison.notes.repository import LegalHolds, Notes
from liaison.notes.rules import Note, NoteKind
from liaison.requests.model import Request

PAGE = 5


async def notes_card(tx: Tx, viewer: Person, request: Request, *, page: int = 1) -> Card:
    """A page of the notes of a request, newest first, with its legal holds."""
    reference = request.reference
    notes, total = await tx.of(Notes).listed(reference, offset=(page - 1) * PAGE, limit=PAGE)
    if viewer.duress_since is not None:
        notes, total = (), 0
    page_line, page_buttons = paging(f"note {reference} page", page, total, PAGE)
    holds = await tx.of(LegalHolds).get(reference)
    lines = [await _line(tx, viewer, note) for note in notes]
    unerased, opens = [e.number for e in notes if e.erased_at is None], f"note {reference} open"
    return card(
        [text("notes-title", reference=reference, total=total), text("notes-readers")],
        lines or [text("list-none")],
        page_line,
        [
            text("notes-hold", party=party_name(each.party), letter=each.letter, at=each.at)
            for each in holds
        ],
        rows=[
            (Button(text("button-note-write"), f"note {reference} add {NoteKind.NOTE}"),),
            *((Button(text("button-note-open", number=n), f"{opens} {n}"),) for n in unerased),
            page_buttons,
            (Button(text("button-request"), f"request {reference}"),),
        ],
        more=[
            (Button(text("button-note-reason"), f"note {reference} add"),),
            _legal_hold_row(
                viewer, request, held=any(each.party == viewer.party for each in holds)
            ),
        ],
        view=f"note {reference}" if page == 1 else f"note {reference} page {page}",
    )


async def page_of(tx: Tx, viewer: Person, request: Request, number: int) -> int:
    """The page of the list that shows a note. Raises ``UserError``."""
    total = await tx.of(Notes).count(request.reference)
    if number > total or viewer.duress_since is not None:
        raise UserError(UNKNOWN_CODE, list=f"/note {request.reference}")
    return (total - number) // PAGE + 1


async def opened_card(tx: Tx, viewer: Person, note: Note, body: str, *, minutes: int) -> Card:
    """The text of one note, shown for ``minutes``."""
    return card(
        await _line(tx, viewer, note),
        [text("answer", value=line) for line in body.splitlines()],
        text("note-opened", reference=note.reference, minutes=minutes),
    )


async def _line(tx: Tx, viewer: Person, note: Note) -> Text:
    """The author and time of a note; people of the other Party are not named."""
    own = note.party == viewer.party
    writer = await tx.of(People).get(note.by) if own else None
    return text(
        "notes-line",
        number=note.number,
        kind=named("note-kind", note.kind),
        party=party_name(note.party),
        own="no" if writer is None else "yes",
        name="" if writer is None else writer.name,
        at=note.at,
        erased="no" if note.erased_at is None else "yes",
        ends=note.at if note.erased_at is None else note.erased_at,
    )


def _legal_hold_row(viewer: Person, request: Request, *, held: bool) -> Row:
    if viewer.role not in COORDINATORS:
        return ()
    key, step = ("button-hold-off", "off") if held else ("button-hold-on", "on")
    return (Button(text(key), f"hold {request.reference} {step}"),)


async def request_buttons(tx: Tx, viewer: Person, request: Request) -> Row:
    """A button from a request to its notes, for those who may read them."""
    if viewer.role not in STAFF:
        return ()
    hidden = viewer.duress_since is not None
    count = 0 if hidden else await tx.of(Notes).count(request.reference)
    label = text("button-notes", count=count)
    return (Button(label, f"note {request.reference}"),)
