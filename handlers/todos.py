"""To-dos: the list of the person, deferring one, and "I am on it"."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.input.command_router import CommandContext, Commands, Takes
from handlers.input.commands import Reply, code_in
from handlers.input.date_control import SEASON
from handlers.input.targets import Target, Targets
from handlers.menu import draft_rows
from liaison.core.cards import MENU, Button, Row, Text, card, text
from liaison.core.outbox import Subject
from liaison.core.people import Person, may_use
from liaison.core.transaction import Tx, today_of
from liaison.notifications.repository import Notices
from liaison.notifications.subjects import load_subject
from liaison.notifications.views import notice_card
from liaison.pending_acts.views import pending_lines
from liaison.todos import service
from liaison.todos.model import Rank, Todo
from liaison.todos.rules import may_defer
from liaison.todos.views import defer_days, due_card, today_card

NEWEST = 8
"""The messages to a Party whose buttons can be typed after they were seen."""

COMMANDS = Commands()


@COMMANDS.handle("today")
async def today(context: CommandContext) -> Reply:
    """List the to-dos of the person: ``today PAGE``."""
    return await list_todos(context, page=context.command.page(0))


async def list_todos(context: CommandContext, *banners: Text, page: int = 1) -> Reply:
    """The to-dos of the person below banners."""
    tx, person = context.tx, context.person
    unread = len(await tx.of(Notices).waiting_for(person.id))
    todos = await service.todos_for(tx, person)
    waits = (text(f"waits-{each}") for each in context.conversation.stored.drafts)
    above = [*banners, *await pending_lines(tx, person), *waits]
    shown = today_card(todos, page=page, unread=unread).below(*above)
    return context.finish(replace(shown, rows=(*draft_rows(context), *shown.rows)))


async def _deferrable(tx: Tx, person: Person) -> Sequence[Target]:
    """The to-dos of a person that can be deferred."""
    found, today = await service.todos_for(tx, person), today_of(tx, person.party)
    return [_target(todo) for todo in found if may_defer(todo, today)]


async def _owed(tx: Tx, person: Person) -> Sequence[Target]:
    """The to-dos that a person can be on."""
    return [_target(todo) for todo in await service.todos_for(tx, person) if todo.is_owed]


def _target(todo: Todo) -> Target:
    return Target(todo.button.label, f"{todo.subject} {todo.subject_id}")


@COMMANDS.handle("defer", takes=Takes.DAY, targets=Targets(find=_deferrable))
async def defer(context: CommandContext) -> Reply:
    """Be reminded on a later day: ``defer SUBJECT ID DAY`` or ``defer CODE DAY``."""
    command, tx, person = context.command, context.tx, context.person
    today = today_of(tx, person.party)
    code = code_in(command.line)
    if code is not None:
        todo = await service.find_todo(tx, person, None, code)
        command = command.replace_arguments(todo.subject, code, *command.args[1:])
    else:
        subject, of, *_ = (*command.args, "")
        todo = await service.find_todo(tx, person, subject, of)
    days = defer_days(todo, today, tx.calendar(person.party))
    await context.require(command.argument(2), command, text("defer-until"), days=days)
    typed = " ".join(command.args[2:])
    wanted = days.read(typed, context.vocabularies, near=today + SEASON)
    day = await service.defer(tx, person, todo, wanted)
    return context.finish(card(text("deferred", line=todo.line, day=day), rows=[MENU]))


@COMMANDS.handle("take", targets=Targets(find=_owed))
async def take(context: CommandContext) -> Reply:
    """Say "I am on it": ``take SUBJECT ID`` or ``take CODE``."""
    subject, *of = context.command.args
    code = of[0] if of else code_in(context.command.line)
    if code is None:
        return await list_todos(context)
    about = Subject(subject) if of else None
    todo = await service.find_todo(context.tx, context.person, about, code)
    await service.take(context.tx, context.person, todo)
    return await list_todos(context, text("taken", line=todo.line))


async def open_buttons(tx: Tx, person: Person) -> Sequence[tuple[str, Button]]:
    """The buttons of the messages about what a person has not seen and of the newest ones to the
    Party, those of the newest first, and of the person's to-dos; each with the id of its record.
    """
    rows: list[tuple[str, Row]] = []
    newest = await tx.of(Notices).newest(person.party, limit=NEWEST)
    told = {each.code: each for each in (*await tx.of(Notices).waiting_for(person.id), *newest)}
    for notice in sorted(told.values(), key=lambda each: each.notified_at or each.made_at)[::-1]:
        shown = await notice_card(tx, person, notice, await load_subject(tx, notice))
        rows += [(notice.subject_id, row) for row in (*shown.rows, *shown.more)]
    for todo in await service.todos_for(tx, person):
        due = due_card(todo).rows if todo.rank in (Rank.OVERDUE, Rank.DUE) else [(todo.button,)]
        rows += [(todo.subject_id, row) for row in due]
    return [
        (about, each)
        for about, row in rows
        if row != MENU
        for each in row
        if may_use(tx.registry, each.command.split()[0], person.role)
    ]
