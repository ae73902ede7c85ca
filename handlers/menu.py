"""The way around: menu, help, language, cancelling, and words that are no command."""

from handlers.input.command_router import Turn, command_handlers
from handlers.input.commands import NOTHING
from handlers.input.conversation import DRAFT_KINDS
from handlers.input.replies import Reply
from liaison.core.access import menu_of, menu_rows
from liaison.core.agreement import Agreement, party_name
from liaison.core.cards import MENU, Button, Card, Row, card, named, text
from liaison.people.rules import AlreadyJoined
from liaison.people.service import choose_language
from liaison.requests.lists import count_waiting


async def menu(turn: Turn) -> Reply:
    """Show everything that the person can begin."""
    return turn.done(await menu_card(turn))


async def start(turn: Turn) -> Reply:
    """Show the menu; who is in already is told that an invitation is not needed."""
    said = [AlreadyJoined().text()] if turn.line.args else []
    shown = await menu_card(turn)
    return turn.done(card(said, *shown.paragraphs, rows=shown.rows))


async def menu_card(turn: Turn) -> Card:
    """The menu of a person's role, with what waits and the drafts to take up again on top."""
    role = turn.person.role
    waiting = await count_waiting(turn.tx, turn.person)
    ours: Row = (Button(text("filter-ours", chosen="no"), "cases ours"),) if waiting else ()
    resume: list[Row] = [
        (Button(text(f"button-resume-{kind.name}"), f"{kind.name} {draft.id} resume"),)
        for kind in DRAFT_KINDS
        if (draft := turn.talk.draft(kind)) is not None
    ]
    rows = [
        tuple(Button(text(f"menu-{name}"), name) for name in names)
        for names in menu_rows(turn.tx.registry, role)
    ]
    title = text("menu-title", role=named("role", role), party=party_name(turn.person.party))
    lines = [text("waiting-cases", count=waiting)] if waiting else []
    return card(title, lines, rows=[ours, *resume, *rows])


async def show_help(turn: Turn) -> Reply:
    """Tell what the desk does and list the commands of the person's role."""
    commands = [
        text("help-line", command=f"/{name}", does=text(f"command-{name}"))
        for name in menu_of(turn.tx.registry, turn.person.role)
    ]
    return turn.done(card(text("help-title"), commands, text("help-end"), rows=[MENU]))


async def language(turn: Turn) -> Reply:
    """Choose a language; without one, show the three side by side."""
    chosen = turn.line.argument(0)
    if chosen is None or not await choose_language(turn.tx, turn.person, chosen):
        return turn.done(language_card(turn.tx.agreement))
    return turn.done(await menu_card(turn))


def language_card(agreement: Agreement) -> Card:
    """The choice of languages, each named in itself."""
    names = tuple(
        Button(text(f"language-{code}"), f"language {code}") for code in agreement.languages
    )
    return card(text("language-choose"), rows=[names])


async def cancel(turn: Turn) -> Reply:
    """Stop what is being asked, and discard the draft that is being written."""
    if turn.talk.writing is not None:
        await turn.talk.end(turn.talk.writing)
        return turn.done(card(text("draft-cancelled"), rows=[MENU]))
    said = "cancelled" if turn.talk.awaiting else "error-nothing-to-cancel"
    await turn.talk.leave()
    return turn.done(card(text(said), rows=[MENU]))


def not_understood(turn: Turn) -> Reply:
    """Words or a command that mean nothing here."""
    known = turn.line.name == NOTHING
    key = "error-not-understood" if known else "error-unknown-command"
    return Reply(card=card(text(key), rows=[MENU]))


def button_gone() -> Reply:
    """A button that nobody answers: made up, or of another time."""
    return Reply(toast=text("error-button"), loud=True)


COMMANDS = command_handlers(
    {
        "menu": menu,
        "start": start,
        "help": show_help,
        "language": language,
        "cancel": cancel,
    }
)
