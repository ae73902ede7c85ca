"""What a handler gives back: a card and where it goes. Sending is not a handler's business."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from liaison.core.cards import Card, Text


class Placement(Enum):
    """Where a card appears after a typed message. After a press it replaces the pressed card."""

    NEW = auto()
    """As a new message."""
    START = auto()
    """As a new message, which the conversation that starts here goes on to change in place."""
    UPDATE = auto()
    """In the conversation's own card; what the person typed is taken off the chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to one update. Nothing is shown where ``card`` is None.

    ``toast`` is shown over the chat after a press, until tapped away where ``as_alert``; it is not
    shown after a typed message. ``remove`` takes what the person sent off the chat; ``leave``
    leaves the chat without a word. With a ``time_to_live`` the card is a message of its own, also
    after a press, and is taken off the chat after so long; it goes only to who may still use that
    ``command``.
    """

    card: Card | None = None
    toast: Text | None = None
    as_alert: bool = False
    placement: Placement = Placement.NEW
    remove: bool = False
    leave: bool = False
    time_to_live: timedelta | None = None
    command: str | None = None
