"""Which chats and messages a bot may reach."""

from __future__ import annotations

from enum import Enum

from sandbox.errors import bad_request, forbidden
from sandbox.params import whole
from sandbox.world import WRITERS, Bot, Message, World


class Access(Enum):
    """The kind of access that a call needs to a chat."""

    READ = "read"
    EDIT = "edit"
    WRITE = "write"


READ = Access.READ
EDIT = Access.EDIT
WRITE = Access.WRITE


def find_chat(world: World, text: str) -> int | None:
    """The id that `chat_id` names, by number or by the @name of a group or channel."""
    if text.startswith("@"):
        for chat in world.chats.values():
            if (chat.username or "").lower() == text[1:].lower():
                return chat.chat_id
        return None
    return whole(text)


def check_chat(world: World, bot: Bot, text: str, *, access: Access) -> int:
    """The id of the chat named by `text`; raises ApiError when the bot may not do that there."""
    if not text.strip():
        raise bad_request("chat_id is empty")
    chat_id = find_chat(world, text.strip())
    if chat_id is None:
        raise bad_request("chat not found")
    if chat_id in world.chats:
        check_membership(world, bot, chat_id)
    else:
        check_dialog(world, bot, chat_id, access=access)
    return chat_id


def check_membership(world: World, bot: Bot, chat_id: int) -> None:
    """Raise ApiError unless the bot is a member of the group or channel."""
    kind = world.chats[chat_id].kind
    status = bot.memberships.get(chat_id)
    if status is None:
        raise bad_request("chat not found")
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if status not in WRITERS:
        raise forbidden(f"bot is not a member of the {kind} chat")


def check_dialog(world: World, bot: Bot, user_id: int, *, access: Access) -> None:
    """Raise ApiError unless the private chat exists and the bot has that access."""
    dialog = bot.dialogs.get(user_id)
    if dialog is None:
        raise bad_request("chat not found")
    if access is READ:
        return
    if world.users[user_id].deactivated:
        raise forbidden("user is deactivated")
    if dialog.blocked and access is WRITE:
        raise forbidden("bot was blocked by the user")


def find_message(bot: Bot, chat_id: int, text: str, *, to: str) -> Message:
    """The message, if it is not deleted; `to` is the verb in the error text."""
    message = bot.messages.get((chat_id, whole(text) or 0))
    if message is None or message.deleted:
        raise bad_request(f"message to {to} not found")
    return message
