"""The inbox of notices, and their acknowledgement."""

from contextlib import suppress
from dataclasses import replace
from itertools import chain

from handlers.input.command_router import (
    CommandCheck,
    CommandContext,
    CommandHandler,
    Commands,
    run_command,
    run_inner,
)
from handlers.input.commands import Command, Reply, parse_command
from handlers.todos import list_todos
from liaison.core.agreement import Priority
from liaison.core.cards import Text, text
from liaison.core.form import SKIPPED
from liaison.core.transaction import People
from liaison.notifications import service as notification_service
from liaison.notifications.repository import Notices
from liaison.notifications.rules import NothingToAcknowledge, Notice, parse_notice_code
from liaison.notifications.subjects import load_subject
from liaison.notifications.views import ended_card, ended_line, inbox_card, notice_card
from liaison.todos import service as todo_service
from liaison.todos.lists import todos_by_person
from liaison.todos.today_messages import refresh_soon

WHICH = ("mine", "all")

COMMANDS = Commands()


@COMMANDS.handle("inbox")
async def inbox(context: CommandContext) -> Reply:
    """List the notices that wait: ``inbox``, ``inbox all PAGE``; or show one: ``inbox CODE``."""
    which = context.command.argument(0) or WHICH[0]
    if which not in WHICH:
        return await _shown(context, await _locked(context, which))
    page = context.command.page(1)
    shown = await inbox_card(context.tx, context.person, whole_party=which == "all", page=page)
    return context.finish(shown)


@COMMANDS.handle("ack")
async def acknowledge(context: CommandContext) -> Reply:
    """Acknowledge for the Party, or say "I am on it" where a step is asked for: ``ack CODE``, or
    ``ack all`` that are unread; without a code, the only notice that waits. ``ack CODE LINE`` is
    answered with what the notice asks for, a command. ``ack -`` acknowledges none and is answered
    with the to-dos, or with the check that waits for Send.
    """
    code = context.command.argument(0)
    if code == SKIPPED:
        if context.conversation.stored.check is not None:
            return await run_command(replace(context, command=parse_command("send")))
        return await list_todos(context)
    if code == WHICH[1]:
        count = await notification_service.acknowledge_all(context.tx, context.person)
        await refresh_soon(context.tx)
        return await list_todos(context, text("all-seen", count=count))
    if code is None:
        waiting = await context.tx.of(Notices).waiting_for(context.person.id)
        if len(waiting) != 1:
            which = [text("ack-which")] if waiting else []
            shown = await inbox_card(context.tx, context.person, whole_party=False, page=1)
            return context.finish(shown.below(*which))
        code = waiting[0].code
    notice = None
    with suppress(NothingToAcknowledge):
        notice = await notification_service.acknowledge_notice(
            context.tx, context.person, parse_notice_code(code)
        )
        if notice.is_open:
            await _take(context, notice)
        await refresh_soon(context.tx)
    if (asked := context.command.text_from(1)) is not None:
        return await run_inner(context, parse_command(asked))
    if notice is None:
        return await _shown(context, await _locked(context, code))
    done = "recorded-taken" if notice.is_open else "recorded-ack"
    return await _shown(context, notice, toast=text(done))


async def _take(context: CommandContext, notice: Notice) -> None:
    """Say "I am on it" of the to-do about the record of a notice, if the Party owes one."""
    about = (notice.subject, notice.subject_id)
    seen = await todos_by_person(context.tx, notice.party)
    found = chain(seen.get(context.person.id, ()), *seen.values())
    owed = next((each for each in found if each.record == about and each.is_owed), None)
    if owed is not None:
        await todo_service.take(context.tx, context.person, owed)


async def _locked(context: CommandContext, code: str) -> Notice:
    return await notification_service.lock(context.tx, context.person, parse_notice_code(code))


async def _shown(context: CommandContext, notice: Notice, *, toast: Text | None = None) -> Reply:
    """The present notice: open with its button, or ended with the person who ended it."""
    record = await load_subject(context.tx, notice)
    if notice.is_open:
        shown = await notice_card(context.tx, context.person, notice, record)
        return context.finish(shown, toast=toast)
    actor = await context.tx.of(People).get(notice.ended_by)
    line = ended_line(context.tx, notice, record, actor)
    shown = await ended_card(context.tx, context.person, notice, record, actor=actor)
    return context.finish(shown, toast=toast or line)


async def _acknowledge_first(context: CommandContext, command: Command) -> Reply | None:
    """A receipt of no certain request acknowledges an emergency if there is one to acknowledge."""
    if command.name != "receive" or command.args or context.pressed:
        return None
    tx, person, code = context.tx, context.person, ""
    for notice in await tx.of(Notices).waiting_for(person.id):
        taken = [e.person for e in await tx.of(Notices).recipients(notice.code) if e.taken_at]
        if notice.priority is Priority.EMERGENCY and person.id not in taken:
            code = notice.code
    targets = tx.registry.get(CommandHandler, command.name).targets
    if not code and targets is not None and await targets.find(tx, person):
        return None
    return await acknowledge(replace(context, command=parse_command(f"ack {code or SKIPPED}")))


COMMANDS.append(CommandCheck("receipt", _acknowledge_first))
