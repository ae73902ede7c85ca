"""Actions of people in chats, and the updates for the bot."""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass
from typing import Any

from sandbox.api.reply_markup import Button, shown_buttons
from sandbox.api.text import found_entities, without_empty
from sandbox.state import Json
from sandbox.state.store import Bot, Message, Press, Store, User

GROUP_ANONYMOUS_BOT = User(1_087_968_824, "Group", username="GroupAnonymousBot", is_bot=True)
INLINE_BOT = User(140_267_078, "GIF", username="gif", is_bot=True)


@dataclass(frozen=True)
class ShownMessage:
    """A message in its present form; a deleted one is kept and marked."""

    message_id: int
    from_bot: bool
    text: str
    entities: tuple[Json, ...]
    buttons: tuple[tuple[Button, ...], ...]
    date: int
    edited: bool = False
    deleted: bool = False
    pinned: bool = False
    protect_content: bool = False
    silent: bool = False
    reply_to: int | None = None
    document_name: str | None = None
    document: bytes | None = None

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons, in order."""
        return [button.label for row in self.buttons for button in row]


def shown(message: Message) -> ShownMessage:
    """The message as the user sees it."""
    wire = message.wire
    return ShownMessage(
        message_id=message.message_id,
        from_bot=message.from_bot,
        text=wire.get("text") or wire.get("caption", ""),
        entities=tuple(wire.get("entities") or wire.get("caption_entities", [])),
        buttons=shown_buttons(wire.get("reply_markup")),
        date=wire["date"],
        edited=message.edited,
        deleted=message.deleted,
        pinned=message.pinned,
        protect_content=bool(wire.get("has_protected_content")),
        silent=message.silent,
        reply_to=wire.get("reply_to_message", {}).get("message_id"),
        document_name=message.file.name if message.file else None,
        document=message.file.data if message.file else None,
    )


def text_fields(text: str) -> Json:
    """A typed text as fields, with the entities that Telegram finds in it."""
    return without_empty({"text": text, "entities": found_entities(text)})


def caption_fields(text: str | None) -> Json:
    """A caption as fields."""
    text = text or ""
    return without_empty({"caption": text, "caption_entities": found_entities(text)})


def edit(store: Store, bot: Bot, message: Message, fields: Json) -> None:
    """Edit a message of a person; `fields` replace the old content."""
    own = ("message_id", "from", "sender_chat", "chat", "date", "reply_to_message", "via_bot")
    kept = {name: message.wire[name] for name in own if name in message.wire}
    message.wire = {**kept, "edit_date": store.clock.stamp(), **fields}
    message.edited = True
    channel = message.wire["chat"]["type"] == "channel"
    kind = "edited_channel_post" if channel else "edited_message"
    bot.updates.add(kind, message.wire, lane=message.chat_id)
    store.signal_change()


def press(store: Store, bot: Bot, *, user: User, message: Json, data: str) -> str:
    """Press a callback button; returns the id of the query."""
    chat_id = message["chat"]["id"]
    number = len(bot.presses) + 1
    query_id = str((bot.bot_id << 32) + number)
    instance = hashlib.sha256(f"{bot.bot_id}/{chat_id}".encode()).digest()[:8]
    query = {
        "id": query_id,
        "from": user.wire(),
        "message": copy.deepcopy(message),
        "chat_instance": str(int.from_bytes(instance, signed=True)),
        "data": data,
    }
    bot.presses[query_id] = Press(query, user.user_id, store.clock.now())
    bot.updates.add("callback_query", query, lane=chat_id)
    store.signal_change()
    return query_id


def press_again(store: Store, bot: Bot, query_id: str) -> None:
    """Send the same press once more, under a new update_id."""
    query = bot.presses[query_id].query
    bot.updates.add("callback_query", query, lane=query["message"]["chat"]["id"])
    store.signal_change()


def inaccessible(store: Store, chat_id: int, message_id: int) -> Json:
    """A deleted or unknown message, as a press of it shows it."""
    return {"chat": store.chat_wire(chat_id), "message_id": message_id, "date": 0}


def newest_button(bot: Bot, chat_id: int, label: str) -> tuple[Message, Button]:
    """The button with that label on the newest message that has it; raises LookupError with the
    visible labels otherwise.
    """
    seen: list[str] = []
    for (chat, _), message in reversed(bot.messages.items()):
        if chat != chat_id or message.deleted:
            continue
        for row in shown(message).buttons:
            for button in row:
                if button.label == label:
                    return message, button
                seen.append(button.label)
    raise LookupError(f"no button {label!r}; there are {seen}")


def find(bot: Bot, chat_id: int, message_id: int) -> Message:
    """A message of the chat; raises LookupError when there is none."""
    message = bot.messages.get((chat_id, message_id))
    if message is None:
        raise LookupError(f"no message {message_id} in the chat {chat_id}")
    return message


def origin(store: Store, kind: str, *, author: User, chat: Json | None) -> Json:
    """The origin of a forwarded message: user, hidden_user, chat or channel."""
    found: dict[str, Any] = {"type": kind, "date": store.clock.stamp()}
    match kind:
        case "user":
            found["sender_user"] = author.wire()
        case "hidden_user":
            found["sender_user_name"] = author.first_name
        case "chat" if chat is not None:
            found["sender_chat"] = chat
        case "channel" if chat is not None:
            found |= {"chat": chat, "message_id": 1}
        case _:
            raise ValueError(f"{kind} is no origin of a forward, or needs a chat")
    return {"forward_origin": found}
