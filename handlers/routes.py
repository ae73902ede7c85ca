"""The routes of updates: each command is parsed, passed to its handler, and answered."""

from collections.abc import Awaitable, Callable

from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated, Update

from handlers import menu
from handlers.access_control import AccessControl, edited
from handlers.checked_values import change_value
from handlers.input.command_router import CommandContext, is_registered, run_command
from handlers.input.labels import Labels
from handlers.input.replies import Reply
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.reachability import mark_reachable, mark_unreachable


def build_routes(labels: Labels) -> Callable[[Tx, Update], Awaitable[Reply | None]]:
    """How updates are answered, by their kind; others are ignored."""
    access = AccessControl(labels)

    async def answer(tx: Tx, update: Update) -> Reply | None:
        if update.message is not None:
            return await access.answer(tx, update.message, _typed)
        if update.callback_query is not None:
            return await access.answer(tx, update.callback_query, _pressed)
        if update.edited_message is not None:
            return await edited(update.edited_message, tx)
        if update.my_chat_member is not None:
            return await _membership(update.my_chat_member, tx)
        return None

    return answer


async def _typed(context: CommandContext, typed: str) -> Reply:
    shown = await change_value(context, typed)
    if shown is None:
        run = run_command if is_registered(context) else menu.not_understood
        shown = await run(context)
    return await _remember(context, shown)


async def _pressed(context: CommandContext, _data: str) -> Reply:
    if not is_registered(context):
        return menu.button_expired()
    return await _remember(context, await run_command(context))


async def _remember(context: CommandContext, reply: Reply) -> Reply:
    if reply.card is not None:
        await context.conversation.offer(reply.card)
    return reply


async def _membership(event: ChatMemberUpdated, tx: Tx) -> Reply | None:
    """Leave a group or channel; mark a person who blocks the bot as unreachable."""
    gone = event.new_chat_member.status in {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}
    if event.chat.type != ChatType.PRIVATE:
        if gone:
            return None
        await tx.audit("chat.left", str(event.chat.id), actor=None)
        return Reply(leave=True)
    person = await tx.of(People).by_chat(event.chat.id)
    if person is None or not person.active:
        return None
    if gone:
        await mark_unreachable(tx, person.id)
    elif person.unreachable_since is not None:
        await mark_reachable(tx, person)
    return None
