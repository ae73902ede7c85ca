"""Confidential notes: ``note REF`` lists those of a request, ``note REF NUMBER`` shows the page of
one, ``note REF open NUMBER`` opens it.

``note REF add KIND WORDS`` writes one; missing arguments are asked for. ``hold REF on LETTER`` puts
a legal hold on a request, ``hold REF off`` lifts it, both after a check, as the other Party sees
it; ``hold REF`` shows it.
"""

from dataclasses import replace
from datetime import timedelta

from handlers.input.command_router import CANCEL, CommandContext, Commands
from handlers.input.commands import Asked, Placement, Reply, code_rows
from handlers.pending_acts.confirmation import Line, require_confirmation
from handlers.pending_acts.letters import read_letter
from handlers.requests.steps import requests_for
from liaison.core.cards import MENU, Text, card, named, text
from liaison.core.errors import UNKNOWN_CODE, Conflict, UserError
from liaison.core.form import parse_code
from liaison.notes import service as note_service
from liaison.notes.rules import REASONS, NotANote, NoteKind, parse_note
from liaison.notes.views import notes_card, opened_card, page_of
from liaison.requests.model import Request
from liaison.requests.service import lock

ADD, OPEN, PAGE = "add", "open", "page"
ON, OFF = "on", "off"


async def _shown(context: CommandContext, request: Request, done: Text) -> Reply:
    """The list, without content; the typed text is deleted from the chat."""
    shown = await notes_card(context.tx, context.person, request)
    return replace(context.confirm(done, shown), remove=True)


async def render_conflict(context: CommandContext, error: UserError) -> Reply:
    """The present notes under the error message."""
    request = await lock(context.tx, context.person, context.command.reference())
    return await _shown(context, request, error.text())


COMMANDS = Commands(on_conflict=render_conflict)


@COMMANDS.handle("note", targets=requests_for())
async def note(context: CommandContext) -> Reply:
    """List the notes of a request, open one, or write one. Text that was typed for a note is
    deleted from the chat even if the command fails.
    """
    try:
        return await _note(context)
    except UserError as error:
        if isinstance(error, Conflict) or context.command.text_from(3) is None:
            raise
        return Reply(card=card(error.text(), rows=[MENU]), placement=Placement.START, remove=True)


async def _note(context: CommandContext) -> Reply:
    request = await lock(context.tx, context.person, context.command.reference())
    what = context.command.argument(1)
    unknown = UserError(UNKNOWN_CODE, list=f"/note {request.reference}")
    if what == ADD:
        return await _add(context, request)
    if what == OPEN:
        return await _open(context, request, unknown)
    page = context.command.page(2) if what == PAGE else 1
    if what not in (None, PAGE):
        number = context.command.number(1, unknown)
        page = await page_of(context.tx, context.person, request, number)
    return context.finish(await notes_card(context.tx, context.person, request, page=page))


async def _open(context: CommandContext, request: Request, unknown: UserError) -> Reply:
    number = context.command.number(2, unknown)
    opened, body = await note_service.read(context.tx, context.person, request, number)
    minutes = context.tx.agreement.party(context.person.party).note_minutes
    shown = await opened_card(context.tx, context.person, opened, body, minutes=minutes)
    return Reply(card=shown, time_to_live=timedelta(minutes=minutes), command=context.command.name)


async def _add(context: CommandContext, request: Request) -> Reply:
    what, words = context.command.argument(2), context.command.text_from(3)
    if what is None:
        question = text("note-which-step", reference=request.reference)
        command = context.command.replace_arguments(request.reference, ADD)
        rows = code_rows(command, "note-kind", REASONS)
        return context.ask(card(question, rows=[*rows, CANCEL]))
    kind = NoteKind(parse_code(what, [*NoteKind]))
    if words is None:
        return await _ask(context, request, kind)
    try:
        body = parse_note(context.command.raw_from(3))
    except NotANote as error:
        # Not raised: the typed text must be deleted from the chat in any case.
        return replace(await _ask(context, request, kind, error.text()), remove=True)
    await _check(context, request, kind, body)
    written = await note_service.write(context.tx, context.person, request, kind, body)
    recorded = text("recorded-note", number=written.number, reference=request.reference)
    return await _shown(context, request, recorded)


async def _check(context: CommandContext, request: Request, kind: NoteKind, body: str) -> None:
    """A note before it is written, as it cannot be changed; shown as long as an opened one."""
    length = timedelta(minutes=context.tx.agreement.party(context.person.party).note_minutes)
    written = Line(name="note", value=body, at=3, to_end=True, is_confidential=True)
    try:
        await require_confirmation(
            context,
            named("note-kind", kind),
            about=request.reference,
            lines=[text("note-final"), written],
            several=True,
        )
    except Asked as asked:
        asked.reply = replace(
            asked.reply, time_to_live=length, command=context.command.name, remove=True
        )
        raise


async def _ask(context: CommandContext, request: Request, kind: NoteKind, *banners: Text) -> Reply:
    await context.conversation.wait_for_argument(
        context.command.replace_arguments(request.reference, ADD, kind)
    )
    question = text("note-what", kind=named("note-kind", kind), reference=request.reference)
    shown = card(banners, question, text("note-warning"), rows=[CANCEL])
    return context.ask(shown, repeated=bool(banners))


@COMMANDS.handle("hold", targets=requests_for())
async def hold(context: CommandContext) -> Reply:
    """Put a legal hold on a request, by the order in a letter, or lift it."""
    request = await lock(context.tx, context.person, context.command.reference())
    what, letter = context.command.argument(1), context.command.text_from(2)
    if what is None:
        return context.finish(await notes_card(context.tx, context.person, request))
    parse_code(what, [ON, OFF])
    if what == OFF:
        letter = (await note_service.find_legal_hold(context.tx, context.person, request)).letter
    elif letter is None:
        await note_service.check_no_hold(context.tx, context.person, request)
        question = text("hold-which", reference=request.reference)
        return await context.ask_for_text(context.command, question)
    known = read_letter(context, letter)
    at, value = 2 if what == ON else None, text("answer", value=known)
    lines = [Line(name="letter", value=value, at=at, to_end=True)]
    act = text(f"button-hold-{what}")
    await require_confirmation(context, act, about=request.reference, lines=lines)
    if what == ON:
        await note_service.place_legal_hold(context.tx, context.person, request, known)
    else:
        await note_service.release_legal_hold(context.tx, context.person, request)
    recorded = text("recorded-hold", step=what, reference=request.reference)
    return await _shown(context, request, recorded)
