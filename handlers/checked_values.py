"""The values of a check are changed: ``change ID NUMBER`` asks again for an argument of its line,
``fill ID VALUE`` answers that with a button, and typed text that can be one value changes it.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from handlers.input.command_router import (
    CONVERSATION_COMMANDS,
    CommandContext,
    CommandHandler,
    command_handlers,
)
from handlers.input.commands import Command, parse_command
from handlers.input.conversation import Conversation
from handlers.input.free_text import SEARCH
from handlers.input.replies import Placement, Reply
from handlers.input.said_values import bare, corrected, said_in
from handlers.pending_acts import LIST, TO_END, run_again
from liaison.core.cards import Card, CommandTooLong, Text, card, text
from liaison.core.errors import UserError
from liaison.core.repository import NO_CONVERSATION, CheckedCommand
from liaison.core.vocabulary import Vocabularies


async def change_value(context: CommandContext, typed: str) -> Reply | None:
    """Show the check with the value that was typed, which a word or the value before it names, or
    which fits one argument; if it fits several, offer them. None if it fits none.

    A value of any words, such as the number of a letter, must be named.
    """
    conversation, check = context.conversation.stored, context.conversation.stored.check
    is_own = context.command.name in CONVERSATION_COMMANDS or typed[:1] == "/"
    if check is None or conversation.state is not None or is_own:
        return None
    command, known = parse_command(check.line), context.vocabularies
    shown, _ = await _tried(context, command)
    buttons = _buttons(shown)
    new, old = corrected(typed, known)
    is_command = bool(context.command.args) and context.command.name != SEARCH
    said = said_in(new, [] if is_command else [*buttons], known)
    others = bare(" ".join(said.others), known)
    about = {each: words or others for each, words in said.about.items()}
    found: set[Command] = set()
    for name in about or buttons:
        asked, present = _asking(check, buttons[name])
        is_free = buttons[name].argument(2) == TO_END
        tried = _writings(about.get(name, new), known) if about or not is_free else set()
        if old is not None:
            replaced = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, present)
            tried = {replaced} if replaced != present else tried
        for each in tried:
            _, changed = await _tried(context, asked.with_arguments(each))
            if changed is not None and changed != command:
                kept = _others(changed, buttons[name]) == _others(command, buttons[name])
                found |= {changed} if kept else set()
    if len(found) == 1:
        reply = await run_again(context, found.pop())
        is_newest = f"send {check.id}" in [line for _, line in conversation.offered]
        return reply if is_newest else replace(reply, placement=Placement.START)
    for name, words in about.items():
        asked, _ = _asking(check, buttons[name])
        await context.conversation.wait_for_argument(asked)
        filled = asked.with_arguments(words) if words else asked
        return await run_again(replace(context, awaited_command=asked), filled)
    return await _ask_which(context, command) if found else None


async def _ask_which(context: CommandContext, command: Command) -> Reply:
    """Show a check again, of which several lines can have the value that was typed."""
    shown = (await run_again(context, command)).card or card()
    which = card(text("draft-which"), *shown.paragraphs, rows=shown.rows)
    return replace(context, is_answer=True).ask(which, repeated=True)


def _writings(words: str, known: Vocabularies) -> set[str]:
    """How typed words can be an argument: in one or several words, or as the code of an answer."""
    said = words.casefold()
    codes = {code for each in known for code, names in each.choices.items() if said in names}
    return {words, "_".join(words.split()), *codes}


async def _tried(context: CommandContext, command: Command) -> tuple[Card, Command | None]:
    """The check of a complete command and its line; None if it cannot be sent so."""
    tried, reply = Conversation(NO_CONVERSATION), Reply()
    handler = context.tx.registry.get(CommandHandler, command.name)
    with suppress(UserError, CommandTooLong):
        complete = parse_command(command.line)
        reply = await handler.handle(replace(context, command=complete, conversation=tried))
    check = tried.stored.check
    return reply.card or card(), None if check is None else parse_command(check.line)


def _buttons(shown: Card) -> dict[str, Command]:
    """The commands that change the values of a check, by the names of these."""
    return {
        field.key.removeprefix("field-").replace("-", "_"): parse_command(each.command)
        for row in shown.rows
        for each in row
        if each.command.startswith("change ")
        and isinstance(field := each.label.values.get("field"), Text)
    }


def _others(command: Command, change: Command) -> Sequence[str]:
    """The arguments of a command but those that a button changes."""
    at = int(change.args[1])
    return command.args[:at] + (() if change.argument(2) == TO_END else command.args[at + 1 :])


def _asking(check: CheckedCommand, change: Command) -> tuple[Command, str]:
    """What was checked with a hole in the place of the argument that a button changes, and the
    value there.
    """
    command = replace(parse_command(check.line), check=check.id)
    at, how = int(change.args[1]), change.argument(2)
    if how == TO_END:
        present = command.text_from(at) or ""
        return replace(command, args=command.args[:at]).asking(at), present
    present = command.args[at]
    is_list = how == LIST
    return command.asking_more(at, present) if is_list else command.asking(at), present


async def change(context: CommandContext) -> Reply:
    """Ask again for one argument of what was checked, the others are kept; or show it again."""
    check, given = _check(context), context.command.argument(1) or ""
    command = parse_command(check.line)
    if given not in map(str, range(len(command.args))):
        return await run_again(context, command)
    asked, _ = _asking(check, context.command)
    await context.conversation.wait_for_argument(asked)
    return await run_again(context, asked)


async def fill(context: CommandContext) -> Reply:
    """Answer the question for one argument of what was checked."""
    asked = context.awaited_command
    if asked is None or asked.check != context.command.argument(0):
        raise UserError("error-draft-expired")
    return await run_again(context, asked.with_choice(context.command.text_from(1) or ""))


def _check(context: CommandContext) -> CheckedCommand:
    check = context.conversation.stored.check
    if check is None or check.id != context.command.argument(0):
        raise UserError("error-draft-expired")
    return check


COMMANDS = command_handlers({"change": change, "fill": fill})
