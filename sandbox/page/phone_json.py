"""The screen of a phone, as JSON for the page. It has no HTML: a text comes with the entities that
the Bot API found in it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sandbox.state import Json
from sandbox.users.actions import ShownMessage
from sandbox.users.phone import Phone

NEWEST = 60
"""How many messages a screen shows."""
TYPING = timedelta(seconds=5)
"""How long Telegram shows that a bot is typing, unless a message comes."""


def phone_json(phone: Phone, now: datetime) -> Json:
    """The chat and its status at `now`, the sandbox's time."""
    visible = phone.visible
    answers = phone.answers
    return {
        "id": phone.user_id,
        "name": phone.user.first_name,
        "language": phone.user.language_code or "",
        "blocked": phone.dialog.blocked,
        "deactivated": phone.user.deactivated,
        "typing": is_typing(phone, now),
        "commands": [line._asdict() for line in phone.commands],
        "keyboard": phone.dialog.keyboard,
        "toasts": len(answers),
        "toast": answers[-1] if answers else "",
        "messages": [message_json(message) for message in visible[-NEWEST:]],
    }


def message_json(message: ShownMessage) -> Json:
    """One message; of its file only the name and the size in bytes."""
    file = None
    if message.document is not None:
        file = {"name": message.document_name, "size": len(message.document)}
    return {
        "id": message.message_id,
        "from_bot": message.from_bot,
        "text": message.text,
        "entities": message.entities,
        "buttons": [
            [{"label": each.label, "data": each.data, "url": each.url} for each in row]
            for row in message.buttons
        ],
        "date": message.date,
        "edited": message.edited,
        "file": file,
    }


def is_typing(phone: Phone, now: datetime) -> bool:
    """Whether the bot's latest action is a recent typing status."""
    at = phone.dialog.acted_at
    if at is None or now - at >= TYPING:
        return False
    return not any(message.from_bot and message.sent_at >= at for message in phone.messages)
