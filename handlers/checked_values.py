"""Text that is typed at a check and can be one of its values changes that value."""

from contextlib import suppress
from dataclasses import replace
from itertools import product

from handlers.input.command_router import (
    CONVERSATION_COMMANDS,
    CommandContext,
    CommandHandler,
    run_command,
)
from handlers.input.commands import Command, parse_command
from handlers.input.conversation import Conversation
from handlers.input.replies import Reply
from liaison.core.cards import CommandTooLong
from liaison.core.errors import UserError
from liaison.core.repository import NO_CONVERSATION


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
