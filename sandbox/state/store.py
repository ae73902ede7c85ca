"""The state of the sandbox: users, chats, bots and each bot's messages."""

from __future__ import annotations

import asyncio
import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime

from sandbox.state import Json
from sandbox.state.clock import Clock
from sandbox.state.update_queue import UpdateQueue

TOKEN = re.compile(r"(\d+):[A-Za-z0-9_-]{35}", re.ASCII)
DEFAULT_BOT_NAME = "Liaison"
FIRST_USER_ID = 100_001
FIRST_GROUP_ID = 5_000_001
CHANNEL_BASE = -1_000_000_000_000

WRITERS = frozenset({"member", "administrator", "creator"})


@dataclass
class User:
    """A person, or a bot as others see it."""

    user_id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    deactivated: bool = False

    def wire(self) -> Json:
        """The Bot API's User, without what is absent."""
        found: Json = {"id": self.user_id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                found[name] = value
        return found


@dataclass
class Chat:
    """A group, supergroup or channel; private chats are made from their user."""

    chat_id: int
    kind: str
    title: str
    username: str | None = None
    next_message_id: int = 1

    def wire(self) -> Json:
        """The Bot API's Chat, without what is absent."""
        found: Json = {"id": self.chat_id, "type": self.kind, "title": self.title}
        if self.username:
            found["username"] = self.username
        return found


@dataclass(frozen=True)
class StoredFile:
    """A file that can be fetched by its path."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    data: bytes


@dataclass
class Message:
    """A message as one bot sees it; `wire` is its form in the Bot API."""

    wire: Json
    from_bot: bool
    sent_at: datetime
    file: StoredFile | None = None
    edited: bool = False
    deleted: bool = False
    pinned: bool = False
    silent: bool = False

    @property
    def message_id(self) -> int:
        """Its identifier in its chat."""
        return int(self.wire["message_id"])

    @property
    def chat_id(self) -> int:
        """The id of its chat."""
        return int(self.wire["chat"]["id"])


@dataclass
class Press:
    """A press of an inline button that waits for an answer."""

    query: Json
    user_id: int
    pressed_at: datetime
    answered: bool = False


@dataclass
class Dialog:
    """The private chat of one user with one bot."""

    blocked: bool = False
    answers: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    acted_at: datetime | None = None
    keyboard: list[list[str]] = field(default_factory=list)


@dataclass
class Webhook:
    """The webhook of a bot, and the result of its last delivery."""

    url: str
    secret_token: str
    max_connections: int
    ip_address: str
    has_custom_certificate: bool
    last_error_date: int | None = None
    last_error_message: str = ""
    failures: int = 0


@dataclass
class Bot:
    """One bot and all that Telegram stores for it."""

    token: str
    user: User
    updates: UpdateQueue
    messages: dict[tuple[int, int], Message] = field(default_factory=dict)
    dialogs: dict[int, Dialog] = field(default_factory=dict)
    memberships: dict[int, str] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    webhook: Webhook | None = None
    poll: asyncio.Future[str] | None = None
    next_message_id: int = 1
    opened_web_apps: int = 0

    @property
    def bot_id(self) -> int:
        """The number before the colon of the token."""
        return self.user.user_id


class Store:
    """The whole state. Ids are counted in order, so that a run is reproducible."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.bots: dict[str, Bot] = {}
        self._next_user_id = FIRST_USER_ID
        self._next_group_id = FIRST_GROUP_ID
        self._changed = asyncio.Event()

    def bot(self, token: str | None) -> Bot:
        """The bot of a token, made on first use, or the first one; raises LookupError for an
        ill-formed token.
        """
        if token is None:
            return self.first_bot()
        if token in self.bots:
            return self.bots[token]
        match = TOKEN.fullmatch(token)
        if match is None or int(match[1]) == 0:
            raise LookupError("not a token")
        bot_id = int(match[1])
        user = User(bot_id, DEFAULT_BOT_NAME, username=f"liaison_{bot_id}_bot", is_bot=True)
        bot = Bot(token, user, UpdateQueue(self.clock, bot_id))
        self.bots[token] = bot
        return bot

    def first_bot(self) -> Bot:
        """The bot that was made first; raises LookupError if there is none."""
        for bot in self.bots.values():
            return bot
        raise LookupError("no bot has called yet")

    def next_user_id(self) -> int:
        """The lowest free id for a user."""
        while self._next_user_id in self.users:
            self._next_user_id += 1
        return self._next_user_id

    def add_user(self, user: User) -> None:
        """Add a person; raises ValueError when the id is in use or invalid for a user."""
        if user.user_id <= 0 or user.user_id in self.users:
            raise ValueError(f"the user id {user.user_id} cannot be used")
        if not user.first_name:
            raise ValueError("a user needs a first name")
        self.users[user.user_id] = user

    def add_chat(self, *, kind: str, title: str, username: str | None = None) -> Chat:
        """Add a `group`, `supergroup` or `channel`; raises ValueError for another kind."""
        if kind not in {"group", "supergroup", "channel"}:
            raise ValueError(f"{kind} is no kind of chat")
        number = self._next_group_id
        self._next_group_id += 1
        chat_id = -number if kind == "group" else CHANNEL_BASE - number
        chat = Chat(chat_id, kind, title, username)
        self.chats[chat_id] = chat
        return chat

    def chat_wire(self, chat_id: int) -> Json:
        """The Bot API's Chat for any chat id that exists; raises LookupError otherwise."""
        if chat_id in self.chats:
            return self.chats[chat_id].wire()
        user = self.users[chat_id].wire()
        for name in ("is_bot", "language_code"):
            user.pop(name, None)
        return {**user, "type": "private"}

    def new_message_id(self, bot: Bot, chat_id: int) -> int:
        """The next id: counted per account, but per chat in supergroups and channels."""
        counter: Bot | Chat = bot
        if chat_id in self.chats and self.chats[chat_id].kind != "group":
            counter = self.chats[chat_id]
        counter.next_message_id += 1
        return counter.next_message_id - 1

    def add_file(self, bot: Bot, *, folder: str, name: str, mime: str, data: bytes) -> StoredFile:
        """Store a file for `bot` under sequential ids."""
        number = len(bot.files)
        mark = hashlib.sha256(f"{bot.bot_id}/{number}".encode()).hexdigest()
        suffix = f".{name.rsplit('.', 1)[1]}" if "." in name else ""
        if not re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix):
            suffix = ""
        path = f"{folder}/file_{number}{suffix}"
        stored = StoredFile(f"BQACAgIAAxk{mark[:48]}", f"AgAD{mark[48:]}", path, name, mime, data)
        bot.files[stored.file_id] = stored
        return stored

    def signal_change(self) -> None:
        """Signal a change to all waiters."""
        self._changed.set()
        self._changed = asyncio.Event()

    @property
    def changed(self) -> asyncio.Event:
        """An event that the next change sets."""
        return self._changed
