"""The table of Bot API methods, and the small ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.api import messages, profile
from sandbox.api.chats import READ, WRITE, bot_leaves, check_chat, find_message
from sandbox.api.errors import bad_request
from sandbox.api.params import Params
from sandbox.api.webhook_methods import delete_webhook, get_webhook_info, set_webhook
from sandbox.state import Json
from sandbox.state.store import Bot, Store

Method = Callable[[Store, Bot, Params], Any]

CHAT_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "record_audio",
        "upload_audio",
        "pick_up_location",
        "cancel",
    ]
)


def get_me(store: Store, bot: Bot, params: Params) -> Json:
    """getMe: the bot as a User, with the fields that only this method returns."""
    return {
        **bot.user.wire(),
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_guest_queries": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


def get_file(store: Store, bot: Bot, params: Params) -> Json:
    """getFile: where a file can be fetched."""
    file = bot.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.data) > messages.MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {**messages.file_wire(file), "file_path": file.path}


def send_chat_action(store: Store, bot: Bot, params: Params) -> bool:
    """sendChatAction: stored for the user's chat."""
    action = params.text("action").strip().lower()
    if action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat_id = check_chat(store, bot, params.text("chat_id"), access=WRITE)
    if chat_id in bot.dialogs:
        bot.dialogs[chat_id].actions.append(action)
        bot.dialogs[chat_id].acted_at = store.clock.now()
    return True


def leave_chat(store: Store, bot: Bot, params: Params) -> bool:
    """leaveChat: groups, supergroups and channels only."""
    chat_id = check_chat(store, bot, params.text("chat_id"), access=READ)
    if chat_id not in store.chats:
        raise bad_request("chat member status can't be changed in private chats")
    bot_leaves(store, bot, chat_id)
    return True


def pin_chat_message(store: Store, bot: Bot, params: Params) -> bool:
    """pinChatMessage: Telegram adds a message about it, which the bot receives; not for a message
    that is pinned already, as far as is known.
    """
    chat_id = check_chat(store, bot, params.text("chat_id"), access=WRITE)
    message = find_message(bot, chat_id, params.text("message_id"), to="pin")
    if message.pinned:
        return True
    message.pinned = True
    pinned = {"pinned_message": messages.without_reply(message.wire)}
    messages.receive(store, bot, chat_id=chat_id, sender={"from": bot.user.wire()}, fields=pinned)
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "sendmessage": messages.send_message,
    "senddocument": messages.send_document,
    "getfile": get_file,
    "editmessagetext": messages.edit_message_text,
    "editmessagereplymarkup": messages.edit_message_reply_markup,
    "deletemessage": messages.delete_message,
    "pinchatmessage": pin_chat_message,
    "answercallbackquery": messages.answer_callback_query,
    "leavechat": leave_chat,
    "sendchataction": send_chat_action,
    "setmycommands": profile.set_my_commands,
    "getmycommands": profile.get_my_commands,
    "deletemycommands": profile.delete_my_commands,
    "setchatmenubutton": profile.set_chat_menu_button,
    "getchatmenubutton": profile.get_chat_menu_button,
    "getmyname": profile.get_my_name,
    "getmydescription": profile.get_my_description,
    "getmyshortdescription": profile.get_my_short_description,
    "setmyname": profile.set_my_name,
    "setmydescription": profile.set_my_description,
    "setmyshortdescription": profile.set_my_short_description,
}
"""Every method but getUpdates, which waits. Keys are lower case: names come in any case."""
