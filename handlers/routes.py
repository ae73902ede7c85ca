"""The aiogram router: each command is parsed, passed to its handler, and answered."""

from aiogram import Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from handlers import menu
from handlers.access_middleware import AccessMiddleware, edited
from handlers.input.command_router import CommandContext, is_registered, run_command
from handlers.input.commands import Reply
from handlers.input.labels import Labels
from handlers.interpretation.interpreter import Interpreter
from handlers.pending_acts.checked_values import change_value
from handlers.requests.search import named_in_sentence
from liaison.core.channels import Address
from liaison.core.transaction import People, Tx
from liaison.notifications.reachability import mark_reachable, mark_unreachable


def build_router(labels: Labels) -> Router:
    """All routes: accepted updates are answered by the handler of their command."""
    interpreter = Interpreter(labels)

    async def typed(message: Message, context: CommandContext) -> Reply:
        run = run_command if is_registered(context) else menu.not_understood
        typed = message.text or ""
        if not typed.startswith("/"):
            record, rest = await named_in_sentence(context, typed)
            phrases = interpreter.phrases_for(context)
            if (changed := await change_value(context, phrases, rest, record=record)) is not None:
                return changed
        return await menu.with_acts(context, await run(context))

    async def pressed(_press: CallbackQuery, context: CommandContext) -> Reply:
        if not is_registered(context):
            return menu.button_expired()
        return await menu.with_acts(context, await run_command(context))

    made = Router(name="liaison")
    for observer in (made.message, made.callback_query):
        observer.outer_middleware(AccessMiddleware(interpreter))
    made.message.register(typed)
    made.callback_query.register(pressed)
    made.edited_message.register(edited)
    made.my_chat_member.register(_membership)
    return made


async def _membership(event: ChatMemberUpdated, tx: Tx) -> Reply | None:
    """Leave a group or channel; mark a person who blocks the bot as unreachable."""
    gone = event.new_chat_member.status in {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}
    if event.chat.type != ChatType.PRIVATE:
        if gone:
            return None
        await tx.audit("chat.left", "group", actor=None)
        return Reply(leave=True)
    person = await tx.of(People).by_address(Address(event.chat.id))
    if person is None or not person.active:
        return None
    if gone:
        await mark_unreachable(tx, person.id)
    elif person.unreachable_since is not None:
        await mark_reachable(tx, person)
    return None
