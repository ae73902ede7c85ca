"""The screen of a phone, as JSON for the page. It has no HTML: a text comes with the entities that
the Bot API found in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sandbox.api.reply_markup import Button
from sandbox.api.text import parsed
from sandbox.state import Json
from sandbox.users.actions import ShownMessage
from sandbox.users.phone import Phone

TYPING = timedelta(seconds=5)
"""How long Telegram shows that a bot is typing, unless a message comes."""


class Reader:
    """Who looks at the page: in one language for all phones, or in each person's own (None).

    ``translated`` gives the HTML of a shown text in a language, or None.
    """

    def __init__(
        self, language: str | None, translated: Callable[[str, str], str | None] | None
    ) -> None:
        self.language = language
        self._translated = translated

    def html(self, shown: str) -> str | None:
        """A text in the reader's language; None if it stays as it is shown."""
        if self.language is None or self._translated is None:
            return None
        return self._translated(shown, self.language)

    def label(self, shown: str) -> str:
        """A text without markup in the reader's language."""
        return self.html(shown) or shown

    def text(self, message: ShownMessage) -> tuple[str, Sequence[Json]]:
        """The text of a message with its entities; a translation of what the bot says."""
        html = self.html(message.text) if message.from_bot and message.text else None
        return (message.text, message.entities) if html is None else parsed(html)

    def rows(self, message: ShownMessage) -> list[list[tuple[str, Button]]]:
        """The buttons with their labels, in the rows that the labels need in the language."""
        rows = self.html("\n".join(message.labels))
        if not rows:
            return [[(self.label(each.label), each) for each in row] for row in message.buttons]
        buttons = (each for row in message.buttons for each in row)
        return [[(label, next(buttons)) for label in row.split("\t")] for row in rows.split("\n")]


def phone_json(
    phone: Phone, now: datetime, messages: Sequence[ShownMessage], reader: Reader
) -> Json:
    """The chat and its status at `now`, the sandbox's time."""
    answers = phone.answers
    return {
        "id": phone.user_id,
        "name": phone.user.first_name,
        "language": reader.language or phone.user.language_code or "",
        "translated": reader.language is not None,
        "blocked": phone.dialog.blocked,
        "deactivated": phone.user.deactivated,
        "typing": is_typing(phone, now),
        "commands": [
            {"command": line.command, "description": reader.label(line.description)}
            for line in phone.commands
        ],
        "keyboard": phone.dialog.keyboard,
        "toasts": len(answers),
        "toast": reader.label(answers[-1]) if answers else "",
        "messages": [message_json(message, reader) for message in messages],
    }


def message_json(message: ShownMessage, reader: Reader) -> Json:
    """One message; of its file only the name and the size in bytes."""
    file = None
    if message.document is not None:
        file = {"name": message.document_name, "size": len(message.document)}
    text, entities = reader.text(message)
    return {
        "id": message.message_id,
        "from_bot": message.from_bot,
        "silent": message.silent,
        "text": text,
        "entities": entities,
        "buttons": [
            [{"label": label, "data": each.data, "url": each.url} for label, each in row]
            for row in reader.rows(message)
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
