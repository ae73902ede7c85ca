"""A group, supergroup or channel, and the actions in it."""

from __future__ import annotations

from sandbox.api.chats import set_membership
from sandbox.api.messages import receive
from sandbox.state import Json
from sandbox.state.store import WRITERS, Bot, Chat, Store
from sandbox.users import actions
from sandbox.users.actions import ShownMessage, text_fields
from sandbox.users.phone import Phone


class Group:
    """One chat of many people. Every bot in it receives its messages."""

    def __init__(self, store: Store, chat: Chat) -> None:
        self._store = store
        self.chat = chat

    @property
    def chat_id(self) -> int:
        """The (negative) id of the chat."""
        return self.chat.chat_id

    @property
    def bots(self) -> list[Bot]:
        """The bots that are in the chat."""
        return [
            bot for bot in self._store.bots.values() if bot.memberships.get(self.chat_id) in WRITERS
        ]

    def add_bot(self, by: Phone, *, admin: bool = False) -> None:
        """`by` adds the bot of their phone, which gets the update."""
        status = "administrator" if admin or self.chat.kind == "channel" else "member"
        set_membership(self._store, by.bot, self.chat_id, by=by.user, new=status)
        if self.chat.kind != "channel":
            member = by.bot.user.wire()
            self._receive(by.bot, {"from": by.user.wire()}, {"new_chat_members": [member]})

    def remove_bot(self, by: Phone) -> None:
        """`by` removes the bot of their phone, which gets the update."""
        set_membership(self._store, by.bot, self.chat_id, by=by.user, new="kicked")

    def say(self, by: Phone, text: str) -> int:
        """A member sends a message; returns its id."""
        return self._send({"from": by.user.wire()}, text_fields(text))

    def say_anonymously(self, text: str) -> int:
        """An anonymous administrator sends a message in the name of the group."""
        sender = {"from": actions.GROUP_ANONYMOUS_BOT.wire(), "sender_chat": self.chat.wire()}
        return self._send(sender, text_fields(text))

    def post(self, text: str) -> int:
        """A channel post; returns its message id."""
        return self._send({"sender_chat": self.chat.wire()}, text_fields(text))

    def edit(self, message_id: int, text: str) -> None:
        """Edit a message or a post."""
        for bot in self.bots:
            message = actions.find(bot, self.chat_id, message_id)
            actions.edit(self._store, bot, message, text_fields(text))

    def press(self, by: Phone, label: str) -> None:
        """A member presses a button; raises LookupError with the visible labels."""
        message, button = actions.newest_button(by.bot, self.chat_id, label)
        if button.data is not None:
            by.last_query_id = actions.press(
                self._store, by.bot, user=by.user, message=message.wire, data=button.data
            )

    def transcript(self, bot: Bot) -> list[ShownMessage]:
        """The messages that a bot sent and received here, oldest first."""
        return [
            actions.shown(message)
            for (chat_id, _), message in bot.messages.items()
            if chat_id == self.chat_id
        ]

    def _send(self, sender: Json, fields: Json) -> int:
        """Send an update to every bot here; returns the message id for the first one."""
        message_ids = [self._receive(bot, sender, fields) for bot in self.bots]
        if not message_ids:
            raise LookupError("no bot is in this chat")
        return message_ids[0]

    def _receive(self, bot: Bot, sender: Json, fields: Json) -> int:
        kind = "channel_post" if self.chat.kind == "channel" else "message"
        return receive(
            self._store, bot, chat_id=self.chat_id, sender=sender, fields=fields, kind=kind
        )
