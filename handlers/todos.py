"""To-dos: the list of the person, deferring one, and "I am on it"."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from handlers.input.command_router import (
    CommandContext,
    CommandHandler,
    Commands,
    Takes,
    run_command,
)
from handlers.input.commands import MISSING_ARGUMENT, Reply
from handlers.input.date_control import SEASON
from handlers.input.targets import Target, Targets
from handlers.menu import draft_rows
from handlers.requests.search import with_references
from liaison.core.cards import MENU, Button, Row, Text, card, text
from liaison.core.errors import UserError
from liaison.core.form import NotAChoice
from liaison.core.people import Person, may_use
from liaison.core.references import any_code
from liaison.core.text_parsing import NotADate, fold_typed, parse_date
from liaison.core.transaction import Tx, today_of
from liaison.core.vocabulary import any_of, read_numerals, signs_of
from liaison.notifications.message_expiry import ChatMessageKind
from liaison.notifications.repository import ChatMessages, Notices
from liaison.notifications.subjects import load_subject
from liaison.notifications.views import notice_card
from liaison.pending_acts.model import ActState
from liaison.pending_acts.repository import PendingActs
from liaison.pending_acts.views import pending_line, take_back_row
from liaison.todos import service
from liaison.todos.lists import todos_for
from liaison.todos.model import Rank, Todo
from liaison.todos.rules import check_deferrable, may_defer
from liaison.todos.views import defer_days, due_card, today_card

ADMITTING = {"confirm", "invites"}
"""The commands that let a person in without a check."""
NEWEST = 8
"""The messages to a Party whose buttons can be typed after they were seen."""

COMMANDS = Commands()


@COMMANDS.handle("today")
async def today(context: CommandContext) -> Reply:
    """List the to-dos of the person: ``today PAGE``."""
    return await list_todos(context, page=context.command.page(0))


async def list_todos(context: CommandContext, *banners: Text, page: int = 1) -> Reply:
    """The to-dos of the person below banners; none on whose record an act leaves in a moment."""
    tx, person = context.tx, context.person
    unread = len(await tx.of(Notices).waiting_for(person.id))
    pending = await tx.of(PendingActs).of_party(person.party, ActState.HELD, ActState.WAITS)
    leaving = [each for each in pending if not each.waits]
    done = {each.about for each in leaving}
    todos = [each for each in await todos_for(tx, person) if each.subject_id not in done]
    waits = (text(f"waits-{each}") for each in context.conversation.stored.drafts)
    above = [*banners, *[await pending_line(tx, each) for each in pending], *waits]
    shown = today_card(todos, page=page, unread=unread).below(*above)
    own = [take_back_row(each) for each in leaving if each.person == person.id]
    rows = (*draft_rows(context), *(own if len(own) == 1 else ()), *shown.rows)
    return context.finish(replace(shown, rows=rows))


async def _deferrable(tx: Tx, person: Person) -> Sequence[Target]:
    """The to-dos of a person that can be deferred."""
    found, today = await todos_for(tx, person), today_of(tx, person.party)
    return [_target(todo) for todo in found if may_defer(todo, today)]


async def _owed(tx: Tx, person: Person) -> Sequence[Target]:
    """The to-dos that a person can be on, and is not yet."""
    found = await todos_for(tx, person)
    return [_target(todo) for todo in found if todo.is_owed and not todo.is_taken]


def _target(todo: Todo) -> Target:
    return Target(todo.button.label, f"{todo.subject} {todo.subject_id}")


@COMMANDS.handle("defer", takes=Takes.DAY, targets=Targets(find=_deferrable))
async def defer(context: CommandContext) -> Reply:
    """Be reminded on a later day: ``defer SUBJECT ID DAY`` or ``defer CODE DAY``; a day alone is
    kept while the to-do is chosen.
    """
    command, tx, person = context.command, context.tx, context.person
    today = today_of(tx, person.party)
    todo, typed = await _chosen(context, await _deferrable(tx, person))
    if todo is None:
        try:
            said = command.filled or typed
            day = parse_date(said, today, context.vocabularies, near=today + SEASON)
        except NotADate:
            raise NotAChoice from None
        asked = command.replace_arguments(MISSING_ARGUMENT, day.isoformat())
        reply = await run_command(replace(context, command=asked))
        return replace(reply, card=reply.card and reply.card.below(text("answer", value=day)))
    command = command.replace_arguments(todo.subject, todo.subject_id, *typed.split())
    check_deferrable(todo, today)
    days = defer_days(todo, today, tx.calendar(person.party))
    if command.argument(2) is None:
        return await context.ask_for_day(command, text("defer-until"), days)
    wanted = days.read(typed, context.vocabularies, near=today + SEASON)
    day = await service.defer(tx, person, todo, wanted)
    key = "deferred" if day == wanted else "deferred-day-off"
    return context.finish(card(text(key, line=todo.line, day=wanted, next=day), rows=[MENU]))


@COMMANDS.handle("take", targets=Targets(find=_owed))
async def take(context: CommandContext) -> Reply:
    """Say "I am on it": ``take SUBJECT ID`` or ``take CODE``."""
    todo, _ = await _chosen(context, await _owed(context.tx, context.person))
    if todo is None and context.is_answer:
        raise NotAChoice
    if todo is None:
        return await list_todos(context)
    await service.take(context.tx, context.person, todo)
    return await list_todos(context, text("taken", line=todo.line))


async def _chosen(context: CommandContext, offered: Sequence[Target]) -> tuple[Todo | None, str]:
    """The to-do that the arguments of a command name first, if any, by its record, a letter or its
    place among those ``offered``, and the other words. Raises ``UserError``.
    """
    known, (said, *kept) = context.vocabularies, context.command.args
    signs = any_of(signs_of(known, "place"))
    numbered = read_numerals(fold_typed(said), known, before=("place",))
    place = re.fullmatch(rf"(?i:{signs}|\s)*([0-9]{{1,2}})(?i:{signs}|\s)*", numbered)
    if place and 0 < int(place[1]) <= len(offered):
        said = offered[int(place[1]) - 1].argument
    typed = " ".join((said, *kept))
    if not any(map(any_code, typed.split()[:2])):
        typed = await with_references(context, typed)
    words = [any_code(each) or each for each in typed.split()]
    for todo in await todos_for(context.tx, context.person):
        for named in ([todo.subject, todo.subject_id], [todo.subject_id]):
            if words[: len(named)] == named:
                return todo, " ".join(words[len(named) :])
    if context.pressed or any(map(any_code, words[:2])):
        raise UserError("error-unknown-todo")
    return None, typed


async def open_buttons(tx: Tx, person: Person) -> Sequence[tuple[str, Button]]:
    """The buttons of the messages about what a person has not seen and of the newest ones to the
    Party, newest first, and of the person's to-dos; each with the record or name it is about.
    """
    rows: list[tuple[str, Row]] = []
    newest = await tx.of(Notices).newest(person.party, limit=NEWEST)
    told = {each.code: each for each in (*await tx.of(Notices).waiting_for(person.id), *newest)}
    for notice in sorted(told.values(), key=lambda each: each.notified_at or each.made_at)[::-1]:
        shown = await notice_card(tx, person, notice, await load_subject(tx, notice))
        name = None if any_code(notice.subject_id) else notice.title.values.get("name")
        about = name if isinstance(name, str) else notice.subject_id
        rows += [(about, row) for row in (*shown.rows, *shown.more)]
    for todo in await todos_for(tx, person):
        due = due_card(todo).rows
        acts = 1 + (todo.is_owed and not todo.is_taken)
        shown_rows = due if todo.rank in (Rank.OVERDUE, Rank.DUE) else due[:acts]
        rows += [(todo.subject_id, row) for row in shown_rows]
    return [
        (about, each)
        for about, row in rows
        if row != MENU
        for each in row
        if may_use(tx.registry, each.command.split()[0], person.role)
    ]


async def is_doubtful(context: CommandContext, button: Button) -> bool:
    """Whether a button that lets a person in, or does not, is not in the newest message."""
    if button.command.split()[0] not in ADMITTING:
        return False
    return button.command not in [each.command for each in await newest_buttons(context)]


async def newest_buttons(context: CommandContext) -> Sequence[Button]:
    """The buttons of the newest message in the chat, if a command shows it."""
    found = await context.tx.of(ChatMessages).of_chat(context.person.address)
    slots = [each.message_slot for each in found if each.kind is not ChatMessageKind.INPUT]
    newest = CommandContext.without_update(context.tx, context.person, (slots or [""])[-1] or "")
    if newest.command.name not in context.tx.registry.all(CommandHandler):
        return ()
    with suppress(UserError):
        shown = (await run_command(newest)).card or card()
        return [each for row in shown.rows for each in row]
    return ()
