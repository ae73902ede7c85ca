"""The result of a handler: a card and its placement. Handlers never send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto

from handlers.input.commands import Command
from liaison.core.cards import Card, Paragraph, Text
from liaison.core.outbox import Urgency


class Placement(Enum):
    """Where the card for a typed message appears. After a press it replaces the pressed card."""

    NEW = auto()
    """As a new message."""
    START = auto()
    """As a new message, which the conversation then edits."""
    AGAIN = auto()
    """As a new message; the conversation's own is deleted, and so is the typed message."""
    UPDATE = auto()
    """In the conversation's own card; the typed message is deleted from the chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What a check asks to send: the title of the act, what it says, and the commands that change
    its values, by their names.
    """

    title: Text
    details: Sequence[Paragraph]
    changes: Mapping[str, Command] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to one update. Nothing is shown if ``card`` is None.

    ``toast`` is shown over the chat after a press, until dismissed if ``as_alert``; it is not shown
    after a typed message. ``remove`` deletes the person's message; ``leave`` leaves the chat
    without an answer. With a ``time_to_live`` the card is a message of its own, also after a press,
    and is deleted after that time; it is sent only if the person may still use ``command``.
    One that ``is_final`` ends the question that waits.
    ``slot`` is the message slot of the card, by default as its placement says.
    ``urgency`` is its rank among all messages. With ``ends_question`` the question or check that
    was asked before loses its buttons. A card that is a check shows a ``confirmation``.
    """

    card: Card | None = None
    toast: Text | None = None
    as_alert: bool = False
    placement: Placement = Placement.NEW
    is_final: bool = False
    remove: bool = False
    leave: bool = False
    time_to_live: timedelta | None = None
    command: str | None = None
    slot: str | None = None
    urgency: Urgency = Urgency.REPLY
    ends_question: bool = False
    confirmation: Confirmation | None = None


class Asked(Exception):
    """An argument is missing; ``reply`` asks for it."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply
