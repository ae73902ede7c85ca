"""The aiogram router: each command is parsed, passed to its handler, and answered."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers import menu
from handlers.access_middleware import AccessMiddleware, edited, membership
from handlers.checked_values import change_value
from handlers.input.command_router import CommandContext, run_command
from handlers.input.free_text import Labels
from handlers.input.replies import Reply


def build_router(labels: Labels) -> Router:
    """All routes: accepted updates are answered by the handler of their command."""

    async def typed(message: Message, context: CommandContext) -> Reply:
        changed = await change_value(context, message.text or "")
        shown = changed or await run_command(context) or await menu.not_understood(context)
        return await remember(context, shown)

    async def pressed(_press: CallbackQuery, context: CommandContext) -> Reply:
        return await remember(context, await run_command(context) or menu.button_expired())

    async def remember(context: CommandContext, reply: Reply) -> Reply:
        if reply.card is not None:
            await context.conversation.offer(reply.card)
        return reply

    made = Router(name="liaison")
    for observer in (made.message, made.callback_query):
        observer.outer_middleware(AccessMiddleware(labels))
    made.message.register(typed)
    made.callback_query.register(pressed)
    made.edited_message.register(edited)
    made.my_chat_member.register(membership)
    return made
