"""Sealed notes: ``note REF`` lists those of a case, ``note REF NUMBER`` shows where one stands in
the list, ``note REF open NUMBER`` opens it.

``note REF add KIND WORDS`` writes one; what the line lacks is asked for. ``hold REF on LETTER``
keeps a case from being erased, ``hold REF off`` lets go of it, ``hold REF`` shows how it stands.
"""

from dataclasses import replace
from datetime import timedelta

from handlers.input.command_router import CANCEL, Turn, command_handlers
from handlers.input.replies import Place, Reply
from liaison.core.cards import MENU, Text, card, named, text
from liaison.core.errors import Conflict, Refusal
from liaison.core.form import NotAChoice
from liaison.core.text_parsing import NotACount, parse_count
from liaison.core.validation import parse_letter
from liaison.notes import service as note_service
from liaison.notes.rules import NotANote, NoteKind, UnknownNote, parse_note
from liaison.notes.views import notes_card, opened_card, page_of, reason_rows
from liaison.requests.model import Request
from liaison.requests.service import find

MOST_NOTES = 10**9 - 1
ADD, OPEN, PAGE = "add", "open", "page"
ON, OFF = "on", "off"


async def show_again(turn: Turn, refusal: Refusal) -> Reply:
    """The notes as they stand, under the sentence that says why nothing changed."""
    request = await find(turn.tx, turn.person, turn.line.reference())
    return await _shown(turn, request, refusal.text())


async def note(turn: Turn) -> Reply:
    """List the notes of a case, open one, or write one.

    Words that were typed for a note are taken off the chat even where the rest of the line was
    wrong.
    """
    try:
        return await _note(turn)
    except Refusal as refusal:
        if isinstance(refusal, Conflict) or turn.line.rest(3) is None:
            raise
        return Reply(card=card(refusal.text(), rows=[MENU]), place=Place.OPENS, remove=True)


async def _note(turn: Turn) -> Reply:
    request = await find(turn.tx, turn.person, turn.line.reference())
    what = turn.line.argument(1)
    if what == ADD:
        return await _add(turn, request)
    if what == OPEN:
        return await _open(turn, request)
    if what == PAGE:
        page = turn.line.page(2)
    else:
        page = 1 if what is None else await page_of(turn.tx, request, _number(what, request))
    return turn.done(await notes_card(turn.tx, turn.person, request, page=page))


async def _open(turn: Turn, request: Request) -> Reply:
    number = _number(turn.line.argument(2) or "", request)
    opened, said = await note_service.read(turn.tx, turn.person, request, number)
    minutes = turn.tx.agreement.party(turn.person.party).note_minutes
    shown = await opened_card(turn.tx, turn.person, opened, said, minutes=minutes)
    return Reply(card=shown, life=timedelta(minutes=minutes), line=turn.line.name)


def _number(given: str, request: Request) -> int:
    try:
        return parse_count(given, 1, MOST_NOTES)
    except NotACount:
        raise UnknownNote(reference=request.reference) from None


async def _add(turn: Turn, request: Request) -> Reply:
    what, words = turn.line.argument(2), turn.line.rest(3)
    if what is None:
        question = text("note-which-step", reference=request.reference)
        return turn.asking(card(question, rows=[*reason_rows(request), CANCEL]))
    if what not in list(NoteKind):
        raise NotAChoice
    kind = NoteKind(what)
    if words is None:
        return await _ask(turn, request, kind)
    try:
        said = parse_note(words)
    except NotANote as refusal:
        # Not raised: what was typed is taken off the chat, whatever became of it.
        return replace(await _ask(turn, request, kind, refusal.text()), remove=True)
    written = await note_service.write(turn.tx, turn.person, request, kind, said)
    await turn.talk.leave()
    recorded = text("recorded-note", number=written.number, reference=request.reference)
    return await _shown(turn, request, recorded)


async def _ask(turn: Turn, request: Request, kind: NoteKind, *said: Text) -> Reply:
    await turn.talk.wait_for_argument(turn.line.but(request.reference, ADD, kind))
    question = text("note-what", kind=named("note-kind", kind), reference=request.reference)
    shown = card(said, question, text("note-warning"), rows=[CANCEL])
    return turn.asking(shown, again=bool(said))


async def hold(turn: Turn) -> Reply:
    """Keep a case from being erased, by the order in a letter, or let go of it."""
    request = await find(turn.tx, turn.person, turn.line.reference())
    what, letter = turn.line.argument(1), turn.line.rest(2)
    if what == OFF:
        await note_service.let_go(turn.tx, turn.person, request)
        return await _shown(turn, request, text("recorded-hold-off", reference=request.reference))
    if what is None:
        return turn.done(await notes_card(turn.tx, turn.person, request))
    if what != ON:
        raise NotAChoice
    if letter is None:
        await note_service.check_free(turn.tx, turn.person, request)
        question = text("hold-which", reference=request.reference)
        return await turn.ask_for_words(turn.line, question)
    await note_service.hold(turn.tx, turn.person, request, parse_letter(letter))
    await turn.talk.leave()
    return await _shown(turn, request, text("recorded-hold-on", reference=request.reference))


async def _shown(turn: Turn, request: Request, said: Text) -> Reply:
    """The list, in which nothing is told; what was typed to get there is taken off the chat."""
    shown = await notes_card(turn.tx, turn.person, request, headline=said)
    return replace(turn.done(shown, toast=said), remove=True)


COMMANDS = command_handlers({"note": note, "hold": hold}, on_conflict=show_again)
