"""Methods that send, edit and delete messages, and answer callback queries."""

from __future__ import annotations

import copy
import mimetypes
from datetime import timedelta
from typing import Any

from sandbox.api.chats import EDIT, WRITE, check_chat, find_message
from sandbox.api.errors import bad_request
from sandbox.api.params import Params, whole
from sandbox.api.reply_markup import Markup, read_markup
from sandbox.api.text import caption, message_text
from sandbox.state import Json
from sandbox.state.store import Bot, Message, Store, StoredFile
from sandbox.state.update_queue import PRESS_LIFETIME

DELETE_WITHIN = timedelta(hours=48)
MAX_ANSWER = 200
MAX_DOWNLOAD = 20 * 1024 * 1024


def file_wire(file: StoredFile) -> Json:
    """The common fields of all files of the Bot API."""
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
    }


def send_message(store: Store, bot: Bot, params: Params) -> Json:
    """sendMessage."""
    content = message_text(store, params)
    if link_preview := link_preview_options(params):
        content["link_preview_options"] = link_preview
    return deliver(store, bot, params, content)


def send_document(store: Store, bot: Bot, params: Params) -> Json:
    """sendDocument: an upload, or the file_id of a file the bot has seen."""
    about = caption(store, params)
    upload = params.upload("document")
    chosen = params.text("document")
    if upload is not None:
        check_target(store, bot, params)
        if not upload.data:
            raise bad_request("file must be non-empty")
        mime = upload.mime_type
        if mime == "application/octet-stream":
            mime = mimetypes.guess_type(upload.name)[0] or mime
        file = store.add_file(
            bot, folder="documents", name=upload.name, mime=mime, data=upload.data
        )
    elif chosen in bot.files:
        file = bot.files[chosen]
    elif chosen:
        raise bad_request("wrong file identifier/HTTP URL specified")
    else:
        raise bad_request("there is no document in the request")
    return deliver(store, bot, params, {"document": document_wire(file), **about}, file)


def document_wire(file: StoredFile) -> Json:
    """The Bot API's Document."""
    return {**file_wire(file), "file_name": file.name, "mime_type": file.mime_type}


def link_preview_options(params: Params) -> Json:
    """The requested options of the link preview."""
    given = params.json("link_preview_options")
    if given is None:
        return {"is_disabled": True} if params.flag("disable_web_page_preview") else {}
    if not isinstance(given, dict):
        raise bad_request("can't parse link preview options: expected an Object")
    fields: dict[str, type] = {
        "is_disabled": bool,
        "url": str,
        "prefer_small_media": bool,
        "prefer_large_media": bool,
        "show_above_text": bool,
    }
    return {
        name: given[name]
        for name, kind in fields.items()
        if isinstance(given.get(name), kind) and given[name]
    }


def check_target(store: Store, bot: Bot, params: Params) -> tuple[int, Markup, Message | None]:
    """Chat, keyboard and replied message of a call that sends."""
    markup = read_markup(params)
    chat_id = check_chat(store, bot, params.text("chat_id"), access=WRITE)
    return chat_id, markup, replied_message(bot, chat_id, params)


def replied_message(bot: Bot, chat_id: int, params: Params) -> Message | None:
    """The replied message; raises ApiError when it is deleted and required."""
    given = params.json("reply_parameters")
    if given is None:
        given = {
            "message_id": whole(params.text("reply_to_message_id")),
            "allow_sending_without_reply": params.flag("allow_sending_without_reply"),
        }
    if not isinstance(given, dict):
        raise bad_request("can't parse reply parameters: expected an Object")
    message_id = given.get("message_id")
    if not message_id:
        return None
    message = bot.messages.get((chat_id, message_id)) if isinstance(message_id, int) else None
    if message is not None and not message.deleted:
        return message
    if given.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def deliver(
    store: Store, bot: Bot, params: Params, content: Json, file: StoredFile | None = None
) -> Json:
    """Add a message of the bot to the chat; returns it as the Bot API shows it."""
    chat_id, markup, replied = check_target(store, bot, params)
    wire: Json = {
        "message_id": store.new_message_id(bot, chat_id),
        "from": bot.user.wire(),
        "chat": store.chat_wire(chat_id),
        "date": store.clock.stamp(),
    }
    if chat_id in store.chats and store.chats[chat_id].kind == "channel":
        wire["sender_chat"] = wire["chat"]
        del wire["from"]
    if replied is not None:
        wire["reply_to_message"] = without_reply(replied.wire)
    if params.flag("protect_content"):
        wire["has_protected_content"] = True
    if effect := params.text("message_effect_id"):
        wire["effect_id"] = effect
    wire |= content
    if markup.inline:
        wire["reply_markup"] = markup.inline
    message = Message(
        wire,
        from_bot=True,
        sent_at=store.clock.now(),
        file=file,
        silent=params.flag("disable_notification"),
    )
    bot.messages[(chat_id, message.message_id)] = message
    if markup.keys is not None and chat_id in bot.dialogs:
        bot.dialogs[chat_id].keyboard = markup.keys
    return copy.deepcopy(wire)


def without_reply(wire: Json) -> Json:
    """A replied message without its own reply."""
    return {name: value for name, value in wire.items() if name != "reply_to_message"}


def own_message(store: Store, bot: Bot, params: Params) -> Message:
    """The message to edit; raises ApiError unless it is the bot's own."""
    if params.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    if not params.has("chat_id") and not params.has("message_id"):
        raise bad_request("message identifier is not specified")
    chat_id = check_chat(store, bot, params.text("chat_id"), access=WRITE)
    message = find_message(bot, chat_id, params.text("message_id"), to="edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def change(store: Store, message: Message, changed: Json) -> Json:
    """Replace the content of a message; raises ApiError when nothing changes."""
    if changed == message.wire:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    changed["edit_date"] = store.clock.stamp()
    message.wire = changed
    message.edited = True
    return copy.deepcopy(changed)


def edit_message_text(store: Store, bot: Bot, params: Params) -> Json:
    """editMessageText: without a keyboard the old one is removed."""
    content = message_text(store, params)
    if link_preview := link_preview_options(params):
        content["link_preview_options"] = link_preview
    markup = read_markup(params, inline_only=True)
    message = own_message(store, bot, params)
    if "text" not in message.wire:
        raise bad_request("there is no text in the message to edit")
    kept = {
        name: value
        for name, value in message.wire.items()
        if name not in {"text", "entities", "link_preview_options", "reply_markup"}
    }
    return change(store, message, {**kept, **content, **inline_of(markup)})


def edit_message_reply_markup(store: Store, bot: Bot, params: Params) -> Json:
    """editMessageReplyMarkup: without a keyboard the old one is removed."""
    markup = read_markup(params, inline_only=True)
    message = own_message(store, bot, params)
    kept = {name: value for name, value in message.wire.items() if name != "reply_markup"}
    return change(store, message, {**kept, **inline_of(markup)})


def inline_of(markup: Markup) -> Json:
    """The field that shows an inline keyboard, if there is one."""
    return {"reply_markup": markup.inline} if markup.inline else {}


def delete_message(store: Store, bot: Bot, params: Params) -> bool:
    """deleteMessage: the bot's own, and in private chats the user's, within 48 hours."""
    if not params.has("message_id"):
        raise bad_request("message identifier is not specified")
    chat_id = check_chat(store, bot, params.text("chat_id"), access=EDIT)
    message = find_message(bot, chat_id, params.text("message_id"), to="delete")
    allowed = message.from_bot or chat_id in bot.dialogs
    allowed = allowed or bot.memberships.get(chat_id) == "administrator"
    if not allowed or store.clock.now() - message.sent_at > DELETE_WITHIN:
        raise bad_request("message can't be deleted")
    message.deleted = True
    return True


def answer_callback_query(store: Store, bot: Bot, params: Params) -> bool:
    """answerCallbackQuery: once, and within 150 seconds of the press."""
    text = params.text("text")
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press = bot.presses.get(params.text("callback_query_id"))
    too_old = press is not None and store.clock.now() - press.pressed_at >= PRESS_LIFETIME
    if press is None or press.answered or too_old:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    press.answered = True
    if text and (dialog := bot.dialogs.get(press.user_id)) is not None:
        dialog.answers.append(text)
        if params.flag("show_alert"):
            dialog.alerts.append(text)
    return True


def chat_of_call(bot: Bot, params: Params) -> int | None:
    """The chat of a call, for faults and flood limits; of an answer the presser's."""
    press: Any = bot.presses.get(params.text("callback_query_id"))
    return press.user_id if press is not None else whole(params.text("chat_id"))


def receive(
    store: Store,
    bot: Bot,
    *,
    chat_id: int,
    sender: Json,
    fields: Json,
    file: StoredFile | None = None,
    kind: str = "message",
) -> int:
    """Send a message to the bot; `sender` holds `from` and the like. Returns the message id."""
    message_id = store.new_message_id(bot, chat_id)
    wire = {
        "message_id": message_id,
        **sender,
        "chat": store.chat_wire(chat_id),
        "date": store.clock.stamp(),
        **fields,
    }
    message = Message(wire, from_bot=False, sent_at=store.clock.now(), file=file)
    bot.messages[(chat_id, message_id)] = message
    bot.updates.add(kind, wire, lane=chat_id)
    store.signal_change()
    return message_id
