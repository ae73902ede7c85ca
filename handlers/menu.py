"""Menu, help, language, cancelling, and input that is not a command."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.input.command_router import (
    CommandContext,
    CommandHandler,
    Commands,
    run_command,
    run_inner,
)
from handlers.input.commands import Command, Placement, Reply, code_in, parse_command
from handlers.input.conversation import not_sent
from handlers.input.date_control import OTHER_DAY
from handlers.input.free_text import CORRECT, EMERGENCY
from handlers.input.labels import LabelReader
from handlers.input.targets import is_missing
from handlers.pending_acts.confirmation import run_again
from handlers.pending_acts.sending import act_before, leaving_first
from handlers.pending_acts.taking_back import DELETE, rows_of_last_step, show_pending
from liaison.core.agreement import party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, in_rows, named, short, text
from liaison.core.errors import WrongValue
from liaison.core.people import Group, listed, may_use, menu_of
from liaison.core.text_parsing import parse_month
from liaison.letters.rules import SCAN, is_like_code
from liaison.pending_acts.model import ActState
from liaison.pending_acts.repository import PendingActs
from liaison.people.service import choose_language
from liaison.people.views import language_card
from liaison.requests.repository import RequestFilter, Requests
from liaison.todos.views import draft_row

FURTHER = "more"

CHECK = "check"

COMMANDS = Commands()


@COMMANDS.handle("menu")
async def menu(context: CommandContext) -> Reply:
    """Show the person's first commands, ``menu more`` the groups, ``menu GROUP`` one of them."""
    if (which := context.command.argument(0)) is None:
        return context.finish(await menu_card(context))
    rest = _further(context)
    buttons = [Button(named("menu-group", each), f"menu {each}") for each in rest if rest[each]]
    title = text("menu-more")
    if which != FURTHER:
        which = context.command.choice(0, [*rest], "menu-group")
        buttons = [Button(text(f"command-{each}"), each) for each in rest[Group(which)]]
        title = text("title", name=named("menu-group", which))
    return context.finish(card(title, rows=[*in_rows(buttons, 2), MENU]))


def _further(context: CommandContext) -> Mapping[Group, Sequence[str]]:
    """The commands of a person behind More, by group."""
    tx, role = context.tx, context.person.role
    mail, page = tx.can_send_mail, tx.page_url is not None
    return {
        group: [e.key for e in commands if e.menu is not None and role not in e.menu]
        for group, commands in listed(tx.registry, role, mail=mail, page=page).items()
    }


def group_labelled(context: CommandContext, typed: str, phrases: LabelReader) -> Command | None:
    """What opens the group of commands whose label was typed, if that is of no own command."""
    rest = _further(context)
    own = [*_first(context), *(each for group in rest.values() for each in group)]
    buttons = [Button(text(f"command-{each}"), each) for each in own]
    buttons += [Button(named("menu-group", each), f"menu {each}") for each in rest if rest[each]]
    found = next(iter(phrases.labelled(typed, buttons)), "")
    return parse_command(found) if found.startswith("menu ") else None


@COMMANDS.handle("start")
async def start(context: CommandContext) -> Reply:
    """Show the menu, or what the code of a letter calls for, ``start CODE``; a person who has
    already joined is told that an invitation is not needed.
    """
    if any(map(is_like_code, context.command.args)):
        return await run_inner(context, replace(context.command, name=SCAN))
    joined = [text("error-already-joined")] if context.command.args else []
    return context.finish((await menu_card(context)).below(*joined))


async def menu_card(context: CommandContext) -> Card:
    """A role's first commands, under the waiting requests and the drafts to resume."""
    role = context.person.role
    sees_requests = may_use(context.tx.registry, "requests", role)
    ours = RequestFilter(which="ours", today={})
    counted = context.tx.of(Requests).counted
    waiting = sum(await counted(context.person.party, ours)) if sees_requests else 0
    opens = (Button(text("filter-ours"), "requests ours"),) if waiting else ()
    buttons = [Button(text(f"command-{each}"), each) for each in _first(context)]
    rows = in_rows([*buttons, Button(text("button-more"), f"menu {FURTHER}")], 2)
    title = text("menu-title", role=named("role", role), party=party_name(context.person.party))
    lines = [text("waiting-requests", count=waiting)] if waiting else []
    lines += _unsent(context)
    return card(title, lines, rows=[opens, *draft_rows(context), *rows])


@COMMANDS.handle("help")
async def show_help(context: CommandContext) -> Reply:
    """Show what the bot does, and what can be typed."""
    shown = [each for each in _first(context) if each != "help"]
    first, second = (short(text(f"command-{each}")) for each in shown[:2])
    words = text("help-words", first=first, second=second)
    more = (Button(text("button-intro"), "intro 1"), Button(text("button-more"), f"menu {FURTHER}"))
    return context.finish(card(text("help-title"), words, rows=[more, MENU]))


def _first(context: CommandContext) -> Sequence[str]:
    """The commands of the person's menu."""
    commands = menu_of(context.tx.registry, context.person.role)
    return [each for each in commands if each != "menu"]


@COMMANDS.handle("language")
async def language(context: CommandContext) -> Reply:
    """Choose a language, the first time before the orientation; or show the choice."""
    chosen = context.command.argument(0)
    if chosen is None or not await choose_language(context.tx, context.person, chosen):
        return context.finish(language_card(context.tx.agreement))
    if context.person.language is None:
        return await run_inner(context, parse_command("intro"))
    return context.finish(await menu_card(context))


@COMMANDS.handle("cancel")
async def cancel(context: CommandContext) -> Reply:
    """Stop the present question, delete the draft being written, or forget what is checked, with
    ``check`` also one that waits; if there is none, offer to take back what was sent, what waits,
    or what still helps after the last step.
    """
    stored = context.conversation.stored
    if stored.writing is not None:
        await context.conversation.end(stored.writing)
        return _ended(context, "draft-cancelled")
    if stored.state is not None:
        return _ended(context, "cancelled")
    for each in stored.offered:
        if each.label.key == "button-cancel" and each.command.split()[0] != "cancel":
            return await run_command(replace(context, command=parse_command(each.command)))
    asks = context.pressed or any(each.sends for each in stored.offered)
    if stored.check is not None and (asks or context.command.argument(0) == CHECK):
        await context.conversation.end_check()
        acts, person = context.tx.of(PendingActs), context.person
        returned: list[Row] = [  # to delete what a coordinator returned about the record
            (Button(text("button-delete-act", act=act.title), f"takeback {act.id} {DELETE}"),)
            for act in await acts.of_party(person.party, ActState.RETURNED)
            if (act.person, act.about) == (person.id, stored.check.about)
        ]
        return _ended(context, "check-cancelled", *returned)
    rows = draft_rows(context, deletable=True)
    if (pending := await show_pending(context, rows=rows)) is not None:
        return pending
    if rows:
        return context.finish(card(text("cancel-which"), _unsent(context), rows=[*rows, MENU]))
    rows = await rows_of_last_step(context, undoing=[CORRECT])  # no step that ends a record
    return context.finish(card(text("error-nothing-to-cancel"), rows=[*rows, MENU]))


def _ended(context: CommandContext, key: str, *rows: Row) -> Reply:
    """What was ended, above what else is not sent."""
    shown = card(text(key), _unsent(context), rows=[*rows, *draft_rows(context), MENU])
    return context.finish(shown)


def _unsent(context: CommandContext) -> Sequence[Text]:
    """What is not sent yet: the check and the drafts."""
    stored = context.conversation.stored
    checked = () if stored.check is None else not_sent(stored.check.line, context.command)
    return (*checked, *(text(f"waits-{each}") for each in stored.drafts))


def draft_rows(context: CommandContext, *, deletable: bool = False) -> list[Row]:
    """Buttons to continue the check, if any, and each draft and, if ``deletable``, to delete it."""
    rows: list[Row] = []
    stored = context.conversation.stored
    if stored.check is not None:
        rows.append((Button(text("button-resume-question"), "send"),))
        if deletable:
            rows.append((Button(text("button-delete-check"), f"cancel {CHECK}"),))
    for name in stored.drafts:
        rows.append(draft_row(stored, name))
        if deletable:
            ends = f"{stored.draft_line(name)} cancel"
            rows.append((Button(text(f"button-delete-{name}"), ends),))
    return rows


async def not_understood(context: CommandContext, *wrong: Text) -> Reply:
    """Answer unknown input: what is ``wrong`` with it, what can be taken back, and the commands
    that it may mean; or, below what is wrong, what waits, with the command of an emergency.
    """
    waits = line_that_waits(context) if wrong else None
    rows: list[Row] = [
        (each,)
        for each in {each.command: each for each in context.near}.values()
        if waits is None or each.command.split()[0] == EMERGENCY
        if may_use(context.tx.registry, each.command.split()[0], context.person.role)
        if await _has_target(context, parse_command(each.command))
    ]
    if waits is not None:
        again = await run_again(context, parse_command(waits), *wrong)
        shown = again.card and replace(again.card, rows=(*rows, *again.card.rows))
        return replace(again, card=shown, placement=Placement.START)
    said = [*wrong, text("error-did-you-mean" if rows else "error-write-what")]
    if wrong and context.conversation.stored.check is not None:
        rows += draft_rows(context)[:1]
    if not (wrong or rows):
        said = [WrongValue("error-unknown-command").text(f"/{context.command.name}")]
    pending = await show_pending(context, said, [*rows])
    return pending or Reply(card=card(said, rows=[*rows, MENU]))


def line_that_waits(context: CommandContext) -> str | None:
    """The command of the newest card if it asks whether a person is sure, or shows the check."""
    check, offered = context.conversation.stored.shown_check, context.conversation.stored.offered
    sure = [each.command for each in offered if each.label.key.startswith("button-sure")]
    asked = [each.rpartition(" ")[0] for each in sure]
    is_shown = check is not None and any(each.sends for each in offered)
    return next(filter(None, asked), check.line if check and is_shown else None)


async def with_acts(context: CommandContext, reply: Reply) -> Reply:
    """A reply whose command applies to nothing, with the own acts that can be taken back or what
    helps after the last one; or a question about a record, with the acts on it that have not left.
    """
    shown, stored = reply.card or card(), context.conversation.stored
    if reply.empty:
        pending = await show_pending(context, shown.lines, shown.rows[:-1])
        corrects = pending is None and context.command.name == CORRECT
        last = await rows_of_last_step(context) if corrects else ()
        return pending or replace(reply, card=replace(shown, rows=(*last, *shown.rows)))
    code = None if stored.check_id else code_in(stored.line or "")
    act = None if code is None else await leaving_first(context, code)
    if act is None or not shown.paragraphs:
        return reply
    lines, rows = await act_before(context, act, blocks=False)
    rows, paragraphs = [*shown.rows, *rows], [*shown.paragraphs, lines]
    return replace(reply, card=replace(shown, paragraphs=tuple(paragraphs), rows=tuple(rows)))


async def _has_target(context: CommandContext, command: Command) -> bool:
    """Whether a command names what it applies to, or there is something now."""
    handler = context.tx.registry.all(CommandHandler).get(command.name)
    targets = None if handler is None else handler.targets
    if targets is None or not is_missing(command) or await targets.find(context.tx, context.person):
        return True
    other = targets.otherwise
    return other is not None and await _has_target(context, Command(name=other))


def button_expired() -> Reply:
    """Answer a press of a button that is made up or outdated."""
    return Reply(toast=text("error-button"), as_alert=True)


@COMMANDS.handle(OTHER_DAY)
async def other_day(context: CommandContext) -> Reply:
    """Ask for a day again, with a month of the calendar: ``day MONTH COMMAND``."""
    written, *asked = (*context.command.args, "")
    month = parse_month(written, context.vocabularies)
    command = replace(parse_command(" ".join(asked)), version=context.command.version)
    return await run_inner(replace(context, month=month), command)
