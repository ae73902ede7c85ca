"""The chats of a bot: which it may reach, and its membership in them."""

from __future__ import annotations

from enum import Enum

from sandbox.api.errors import bad_request, forbidden
from sandbox.api.params import whole
from sandbox.state import Json
from sandbox.state.store import WRITERS, Bot, Message, Store, User


class Access(Enum):
    """The kind of access that a call needs to a chat."""

    READ = "read"
    EDIT = "edit"
    WRITE = "write"


READ = Access.READ
EDIT = Access.EDIT
WRITE = Access.WRITE


def find_chat(store: Store, text: str) -> int | None:
    """The id that `chat_id` names, by number or by the @name of a group or channel."""
    if text.startswith("@"):
        for chat in store.chats.values():
            if (chat.username or "").lower() == text[1:].lower():
                return chat.chat_id
        return None
    return whole(text)


def check_chat(store: Store, bot: Bot, text: str, *, access: Access) -> int:
    """The id of the chat named by `text`; raises ApiError when the bot may not do that there."""
    if not text.strip():
        raise bad_request("chat_id is empty")
    chat_id = find_chat(store, text.strip())
    if chat_id is None:
        raise bad_request("chat not found")
    if chat_id in store.chats:
        check_membership(store, bot, chat_id)
    else:
        check_dialog(store, bot, chat_id, access=access)
    return chat_id


def check_membership(store: Store, bot: Bot, chat_id: int) -> None:
    """Raise ApiError unless the bot is a member of the group or channel."""
    kind = store.chats[chat_id].kind
    status = bot.memberships.get(chat_id)
    if status is None:
        raise bad_request("chat not found")
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if status not in WRITERS:
        raise forbidden(f"bot is not a member of the {kind} chat")


def check_dialog(store: Store, bot: Bot, user_id: int, *, access: Access) -> None:
    """Raise ApiError unless the private chat exists and the bot has that access."""
    dialog = bot.dialogs.get(user_id)
    if dialog is None:
        raise bad_request("chat not found")
    if access is READ:
        return
    if store.users[user_id].deactivated:
        raise forbidden("user is deactivated")
    if dialog.blocked and access is WRITE:
        raise forbidden("bot was blocked by the user")


def find_message(bot: Bot, chat_id: int, text: str, *, to: str) -> Message:
    """The message, if it is not deleted; `to` is the verb in the error text."""
    message = bot.messages.get((chat_id, whole(text) or 0))
    if message is None or message.deleted:
        raise bad_request(f"message to {to} not found")
    return message


def member(user: User, status: str) -> Json:
    """The Bot API's ChatMember for a status."""
    found: Json = {"user": user.wire(), "status": status}
    match status:
        case "kicked":
            found["until_date"] = 0
        case "administrator":
            rights = (
                "can_be_edited is_anonymous can_manage_chat can_delete_messages "
                "can_manage_video_chats can_restrict_members can_promote_members can_change_info "
                "can_invite_users can_send_welcome_messages can_post_stories can_edit_stories "
                "can_delete_stories"
            )
            found |= {name: name == "can_manage_chat" for name in rights.split()}
    return found


def status_changes(store: Store, bot: Bot, chat: Json, *, by: User, old: str, new: str) -> None:
    """Queue my_chat_member for the bot."""
    bot.updates.add(
        "my_chat_member",
        {
            "chat": chat,
            "from": by.wire(),
            "date": store.clock.stamp(),
            "old_chat_member": member(bot.user, old),
            "new_chat_member": member(bot.user, new),
        },
        lane=chat["id"],
    )
    store.signal_change()


def set_membership(store: Store, bot: Bot, chat_id: int, *, by: User, new: str) -> None:
    """Change the status of the bot in a group or channel, and send it the update."""
    old = bot.memberships.get(chat_id, "left")
    bot.memberships[chat_id] = new
    status_changes(store, bot, store.chat_wire(chat_id), by=by, old=old, new=new)


def bot_leaves(store: Store, bot: Bot, chat_id: int) -> None:
    """The bot leaves by itself."""
    set_membership(store, bot, chat_id, by=bot.user, new="left")
