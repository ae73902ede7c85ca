"""Acts as they leave, and dry runs of them, which say when the other Party would be told."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TypeAlias

from handlers.input.command_router import CommandContext, CommandHandler
from handlers.input.commands import Command, Reply
from handlers.input.conversation import Conversation
from liaison.core.cards import JsonObject, Text
from liaison.core.errors import UserError
from liaison.core.transaction import ConversationState
from liaison.core.working_time import is_quiet
from liaison.notifications.recipients import hours_of
from liaison.notifications.views import delivery_forecast, waiting_for_morning

Drafts: TypeAlias = Mapping[str, JsonObject]


async def dry_run(context: CommandContext, command: Command, drafts: Drafts) -> Sequence[Text]:
    """Take an act and undo it. Raises what it raises.

    Returns what every check says: when the other Party will be told, if that is not at once.
    """
    other = context.tx.agreement.other(context.person.party).code
    async with context.tx.dry_run() as tx:
        before = await waiting_for_morning(tx, other)
        await take_act(replace(context, tx=tx, is_dry_run=True), command, drafts)
        waits = await waiting_for_morning(tx, other) != before
    return (delivery_forecast(context.tx, other),) if waits else ()


async def told_later(context: CommandContext, command: Command, drafts: Drafts) -> Sequence[Text]:
    """What ``dry_run`` returns; nothing in working hours, or if the act is not possible now."""
    other = context.tx.agreement.other(context.person.party).code
    if is_quiet(context.tx.now, hours_of(context.tx, other)):
        with suppress(UserError):
            return await dry_run(context, command, drafts)
    return ()


async def take_act(context: CommandContext, command: Command, drafts: Drafts) -> Reply:
    """Take an act that leaves, with its stored draft. Raises what it raises."""
    handler = context.tx.registry.get(CommandHandler, command.name)
    conversation = Conversation(ConversationState(drafts=drafts))
    return await handler.handle(
        replace(context, command=command, conversation=conversation, leaving=True)
    )
