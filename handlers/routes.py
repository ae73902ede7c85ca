"""The aiogram router: each command is parsed, passed to its handler, and answered."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers import menu
from handlers.access_middleware import AccessMiddleware, edited, membership
from handlers.input.command_router import CommandContext, answer
from handlers.input.replies import Reply


def build_router() -> Router:
    """All routes: accepted updates are answered by the handler of their command."""

    async def typed(_message: Message, context: CommandContext) -> Reply:
        return await answer(context) or menu.not_understood(context)

    async def pressed(_press: CallbackQuery, context: CommandContext) -> Reply:
        return await answer(context) or menu.button_expired()

    made = Router(name="desk")
    for observer in (made.message, made.callback_query):
        observer.outer_middleware(AccessMiddleware())
    made.message.register(typed)
    made.callback_query.register(pressed)
    made.edited_message.register(edited)
    made.my_chat_member.register(membership)
    return made
