"""The values of a check are changed: ``change ID NUMBER`` asks again for an argument of its line,
``fill ID VALUE`` answers that with a button, and typed text that can be one value changes it.
"""

from contextlib import suppress
from dataclasses import replace
from itertools import product

from handlers.input.command_router import (
    CONVERSATION_COMMANDS,
    CommandContext,
    CommandHandler,
    command_handlers,
    run_command,
)
from handlers.input.commands import Command, parse_command
from handlers.input.conversation import Conversation
from handlers.input.replies import Reply
from handlers.pending_acts import LIST, TO_END, run_again
from liaison.core.cards import CommandTooLong
from liaison.core.errors import UserError
from liaison.core.repository import NO_CONVERSATION, CheckedCommand


async def change_value(context: CommandContext, typed: str) -> Reply | None:
    """Show the check with the value that was typed; None if it can be none or several of them.

    A value of any words, such as the number of a letter, is changed by its button alone.
    """
    conversation, check = context.conversation.stored, context.conversation.stored.check
    if (
        check is None
        or conversation.state is not None
        or context.command.name in CONVERSATION_COMMANDS
        or typed[:1] == "/"
    ):
        return None
    command = parse_command(check.line)
    handler = context.tx.registry.get(CommandHandler, command.name)
    found: set[Command] = set()
    for at, written in product(check.values, dict.fromkeys((typed, "_".join(typed.split())))):
        changed = parse_command(command.asking(at).with_arguments(written).line)
        tried = Conversation(NO_CONVERSATION)
        with suppress(UserError, CommandTooLong):
            await handler.handle(replace(context, command=changed, conversation=tried))
        if tried.stored.check is not None:
            shown = parse_command(tried.stored.check.line)
            if shown.asking(at) == command.asking(at):  # the other values are what they were
                found.add(shown)
    if len(found) != 1:
        return None
    return await run_command(replace(context, command=found.pop(), is_answer=True))


async def change(context: CommandContext) -> Reply:
    """Ask again for one argument of what was checked, the others are kept; or show it again."""
    check, given = _check(context), context.command.argument(1) or ""
    command = replace(parse_command(check.line), check=check.id)
    if given not in map(str, range(len(command.args))):
        return await run_again(context, parse_command(check.line))
    at = int(given)
    if context.command.argument(2) == TO_END:
        command = replace(command, args=command.args[:at])
    is_list = context.command.argument(2) == LIST
    command = command.asking_more(at, command.args[at]) if is_list else command.asking(at)
    await context.conversation.wait_for_argument(command)
    return await run_again(context, command)


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
