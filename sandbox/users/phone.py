"""A phone: one user's private chat with one bot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from sandbox.api.chats import status_changes
from sandbox.api.messages import document_wire, file_wire, receive, without_reply
from sandbox.api.profile import commands_seen, menu_button_seen, profile_seen
from sandbox.api.text import MAX_TEXT
from sandbox.state import Json
from sandbox.state.store import Bot, Dialog, Message, Store, StoredFile, User
from sandbox.users import actions
from sandbox.users.actions import ShownMessage, caption_fields, text_fields
from sandbox.users.web_app import open_web_app

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}", re.ASCII)


class Command(NamedTuple):
    """An entry of the command menu."""

    command: str
    description: str


class Phone:
    """The actions and the view of one person. Without a token it talks to the first bot."""

    def __init__(self, store: Store, user: User, token: str | None = None) -> None:
        self._store = store
        self._token = token
        self.user = user
        self.last_query_id: str | None = None
        self.others: dict[str, Phone] = {}

    @property
    def user_id(self) -> int:
        """The user's id, which is the id of the private chat too."""
        return self.user.user_id

    @property
    def bot(self) -> Bot:
        """The bot of this phone; raises LookupError while there is none."""
        return self._store.bot(self._token)

    def with_bot(self, token: str) -> Phone:
        """The same person's chat with another bot."""
        if token not in self.others:
            self.others[token] = Phone(self._store, self.user, token)
        return self.others[token]

    # The person's actions

    def start(self, payload: str = "") -> int:
        """Follow a deep link of the bot, or press its Start button.

        Raises ValueError for an invalid payload (at most 64 of `A-Za-z0-9_-`).
        """
        if not PAYLOAD.fullmatch(payload):
            raise ValueError(f"no deep link can carry {payload!r}")
        return self.say(f"/start {payload}".rstrip())

    def open(self, url: str) -> int | None:
        """Follow a link: one to a bot (`https://t.me/NAME?start=…`) starts it."""
        parts = urlsplit(url)
        payload = parse_qs(parts.query).get("start", [""])[0]
        if parts.hostname != "t.me":
            return None
        for bot in self._store.bots.values():
            if bot.user.username == parts.path.strip("/"):
                return self.with_bot(bot.token).start(payload)
        return None

    def open_menu(self) -> str:
        """Press the menu button; returns the address that it opens. Raises LookupError if it shows
        the commands.
        """
        self._check_active()
        button = self.menu_button
        if button["type"] != "web_app":
            raise LookupError("the menu button opens no page")
        at = int(self._store.clock.now().timestamp())
        return open_web_app(self.bot, self.user, button["web_app"]["url"], at=at)

    def say(self, text: str, *, reply_to: int | None = None, via_bot: bool = False) -> int:
        """Send a text, split into several messages over 4096 characters; returns the last id.

        Raises ValueError for a text without visible characters.
        """
        trimmed = text.strip()
        if not trimmed:
            raise ValueError("an empty text cannot be sent")
        more: Json = {"via_bot": actions.INLINE_BOT.wire()} if via_bot else {}
        parts = [trimmed[at : at + MAX_TEXT] for at in range(0, len(trimmed), MAX_TEXT)]
        sent = [self.send(reply_to=reply_to, **text_fields(part), **more) for part in parts]
        return sent[-1]

    def send(
        self, *, reply_to: int | None = None, file: StoredFile | None = None, **fields: Any
    ) -> int:
        """Send a message with any content of the Bot API; returns its message id.

        Raises RuntimeError when the person has blocked the bot or is deactivated.
        """
        self._check_active()
        dialog = self.bot.dialogs.setdefault(self.user_id, Dialog())
        if dialog.blocked:
            raise RuntimeError("the bot is blocked by this user")
        if reply_to is not None:
            replied = actions.find(self.bot, self.user_id, reply_to)
            fields["reply_to_message"] = without_reply(replied.wire)
        return receive(
            self._store,
            self.bot,
            chat_id=self.user_id,
            sender={"from": self.user.wire()},
            fields=fields,
            file=file,
        )

    def press(self, label: str) -> None:
        """Press a button on the newest message that shows it, or a key of the keyboard.

        Raises LookupError with the visible labels when there is none.
        """
        self._check_active()
        if label in self.keyboard_labels:
            self.say(label)
            return
        message, button = actions.newest_button(self.bot, self.user_id, label)
        if button.url is not None:
            self.open(button.url)
        elif button.data is not None:
            self._press(message.wire, button.data)

    def press_data(self, data: str, message_id: int | None = None) -> None:
        """Send forged callback data, from a message that need not exist, or from the newest."""
        self._check_active()
        if message_id is None:
            visible = [message for message in self.messages if message.from_bot]
            message_id = visible[-1].message_id if visible else 0
        found = self.bot.messages.get((self.user_id, message_id))
        if found is None or found.deleted:
            wire = actions.inaccessible(self._store, self.user_id, message_id)
        else:
            wire = found.wire
        self._press(wire, data)

    def press_shown(self, data: str, *, about: str = "") -> None:
        """Press a button with that data on the newest message of the bot, whether it has one or
        not: a bot gets such a press when the phone is slow and the message has changed since.
        If messages contain the text `about`, press on the newest of those.

        Raises LookupError if the bot has sent nothing.
        """
        self._check_active()
        visible = [each for each in self.messages if each.from_bot and "text" in each.wire]
        if not visible:
            raise LookupError("the bot has sent nothing yet")
        matching = [each for each in visible if about in each.wire["text"]] or visible
        keyboard = {"inline_keyboard": [[{"text": data, "callback_data": data}]]}
        self._press({**matching[-1].wire, "reply_markup": keyboard}, data)

    def press_again(self) -> None:
        """Send the last press once more, the same query under a new update_id."""
        if self.last_query_id is None:
            raise LookupError("nothing was pressed yet")
        actions.press_again(self._store, self.bot, self.last_query_id)

    def _press(self, wire: Json, data: str) -> None:
        self.last_query_id = actions.press(
            self._store, self.bot, user=self.user, message=wire, data=data
        )

    def edit(self, text: str, message_id: int | None = None) -> None:
        """Edit an own message, by default the newest."""
        self._check_active()
        if message_id is None:
            own = [message for message in self.messages if not message.from_bot]
            if not own:
                raise LookupError("the person has sent nothing yet")
            message_id = own[-1].message_id
        message = actions.find(self.bot, self.user_id, message_id)
        actions.edit(self._store, self.bot, message, text_fields(text))

    def forward(
        self, text: str, *, origin: str = "user", author: Phone | None = None, chat_id: int = 0
    ) -> int:
        """Forward a text from a `user`, `hidden_user`, `chat` or `channel` (with `chat_id`)."""
        chat = self._store.chat_wire(chat_id) if chat_id else None
        source = actions.origin(self._store, origin, author=(author or self).user, chat=chat)
        return self.send(**source, **text_fields(text))

    def send_photo(self, data: bytes = b"\xff\xd8photo", caption: str | None = None) -> int:
        """Send a photo."""
        file = self._file("photos", "photo.jpg", "image/jpeg", data)
        photo = {**file_wire(file), "width": 1280, "height": 720}
        return self.send(file=file, photo=[photo], **caption_fields(caption))

    def send_document(
        self,
        name: str = "letter.pdf",
        data: bytes = b"%PDF-1.4",
        mime_type: str = "application/pdf",
        caption: str | None = None,
    ) -> int:
        """Send a file."""
        file = self._file("documents", name, mime_type, data)
        return self.send(file=file, document=document_wire(file), **caption_fields(caption))

    def send_voice(self, duration: int = 3, data: bytes = b"OggS") -> int:
        """Send a voice message of `duration` seconds."""
        file = self._file("voice", "voice.oga", "audio/ogg", data)
        voice = {**file_wire(file), "duration": duration, "mime_type": file.mime_type}
        return self.send(file=file, voice=voice)

    def send_contact(
        self, phone_number: str = "+85512345678", first_name: str | None = None
    ) -> int:
        """Send a contact, by default the person's own."""
        contact: Json = {"phone_number": phone_number}
        contact["first_name"] = first_name or self.user.first_name
        if first_name is None:
            contact["user_id"] = self.user_id
        return self.send(contact=contact)

    def send_location(self, latitude: float = 11.5564, longitude: float = 104.9282) -> int:
        """Send a location."""
        return self.send(location={"latitude": latitude, "longitude": longitude})

    def send_sticker(self, emoji: str = "👍") -> int:
        """Send a sticker."""
        file = self._file("stickers", "sticker.webp", "image/webp", b"RIFF")
        sticker = {
            **file_wire(file),
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
        }
        return self.send(file=file, sticker=sticker)

    def _file(self, folder: str, name: str, mime: str, data: bytes) -> StoredFile:
        return self._store.add_file(self.bot, folder=folder, name=name, mime=mime, data=data)

    def block(self) -> None:
        """Block the bot, which gets the update."""
        self._block(blocked=True)

    def unblock(self) -> None:
        """Unblock the bot, which gets the update."""
        self._block(blocked=False)

    def _block(self, *, blocked: bool) -> None:
        dialog = self.bot.dialogs.setdefault(self.user_id, Dialog())
        if dialog.blocked == blocked:
            return
        dialog.blocked = blocked
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        chat = self._store.chat_wire(self.user_id)
        status_changes(self._store, self.bot, chat, by=self.user, old=old, new=new)

    def deactivate(self) -> None:
        """Deactivate the account: bots get 403, and the person can do nothing more."""
        self.user.deactivated = True
        self._store.signal_change()

    def _check_active(self) -> None:
        if self.user.deactivated:
            raise RuntimeError("this user is deactivated")

    # The person's view

    @property
    def messages(self) -> list[Message]:
        """The messages of the chat that are not deleted, oldest first."""
        return [
            message
            for (chat_id, _), message in self.bot.messages.items()
            if chat_id == self.user_id and not message.deleted
        ]

    @property
    def transcript(self) -> list[ShownMessage]:
        """The whole chat in its present form, oldest first; deleted messages are marked."""
        return [
            actions.shown(message)
            for (chat_id, _), message in self.bot.messages.items()
            if chat_id == self.user_id
        ]

    @property
    def newest_first(self) -> Iterator[ShownMessage]:
        """The transcript without deleted messages, each formed when it is asked for."""
        return (actions.shown(message) for message in reversed(self.messages))

    @property
    def visible(self) -> list[ShownMessage]:
        """The transcript without deleted messages, oldest first."""
        return list(self.newest_first)[::-1]

    @property
    def dialog(self) -> Dialog:
        """The state of the private chat."""
        return self.bot.dialogs.get(self.user_id, Dialog())

    @property
    def answers(self) -> list[str]:
        """The callback answers to presses, with and without an alert."""
        return list(self.dialog.answers)

    @property
    def keyboard_labels(self) -> list[str]:
        """The keys of the reply keyboard."""
        return [label for row in self.dialog.keyboard for label in row]

    @property
    def commands(self) -> list[Command]:
        """The command menu of this chat, in the user's language if there is one."""
        found = commands_seen(self.bot, user_id=self.user_id, language=self.user.language_code)
        return [Command(line["command"], line["description"]) for line in found]

    @property
    def menu_button(self) -> Json:
        """The menu button of this chat."""
        return menu_button_seen(self.bot, self.user_id)

    def bot_profile(self, name: str) -> str:
        """The bot's `name`, `description` or `short_description` in the user's language."""
        found = profile_seen(self.bot, name, self.user.language_code)
        return found or (self.bot.user.first_name if name == "name" else "")
