"""Expiry of messages: how long each stays in a chat.

All are deleted but the Today message, while the channel still deletes them: Telegram within 48
hours. The card of an open conversation stays while it is in use.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from liaison.core.channels import Channel

CONVERSATION_SLOT = "talk"
"""The message slot of a conversation's card."""
TODAY_SLOT = "today"
"""The message slot of the pinned Today message, which does not expire."""
MAX_AGE = timedelta(hours=46)
"""The age at which a card is deleted even if it is in use."""
RETRY_AFTER = timedelta(hours=4)
"""When an unsuccessful deletion is tried again."""
IN_USE = timedelta(hours=1)
"""How long after its last change a card may still be in use."""
MINUTE = timedelta(minutes=1)


class ChatMessageKind(StrEnum):
    """The kind of a chat message."""

    INPUT = "input"
    """A message from the person."""
    CARD = "card"
    FILE = "file"
    """A file; it can be deleted but not edited."""
    TEMPORARY = "note"
    """A message with a shorter time to live of its own."""


CONFIDENTIAL = (ChatMessageKind.TEMPORARY, ChatMessageKind.FILE)
"""Notes and files, which a person with another role may no longer see."""


class ExpiryAction(StrEnum):
    """What happens to an expired message."""

    DELETE = "delete"
    GIVE_UP = "give_up"
    """It should have been deleted and no longer can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage:
    """A message in a chat. Instants are aware UTC: of its last edit, and of the last request to
    delete it, None if it was edited since. ``time_to_live`` is its own, if it has one.
    """

    message_id: int
    kind: ChatMessageKind
    sent_at: datetime
    changed_at: datetime
    deletion_requested_at: datetime | None = None
    time_to_live: timedelta | None = None
    message_slot: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiryDecision:
    """The action that is due now, else the time of the next check, at a full minute."""

    action: ExpiryAction | None = None
    next_at: datetime | None = None


def decide_expiry(
    message: ChatMessage,
    *,
    channel: Channel,
    time_to_live: timedelta,
    in_conversation: bool,
    now: datetime,
) -> ExpiryDecision:
    """What happens to a message, which may be the card of an open conversation."""
    at = message.sent_at + (message.time_to_live or time_to_live)
    if message.kind is ChatMessageKind.CARD:
        in_use = message.changed_at + (time_to_live if in_conversation else IN_USE)
        at = min(max(at, in_use), message.sent_at + MAX_AGE)
    if message.deletion_requested_at is not None:
        at = max(at, message.deletion_requested_at + RETRY_AFTER)
    if now < at:
        return ExpiryDecision(next_at=full_minute(at))
    deletable = channel.deletable is None or now - message.sent_at < channel.deletable
    return ExpiryDecision(action=ExpiryAction.DELETE if deletable else ExpiryAction.GIVE_UP)


def full_minute(moment: datetime) -> datetime:
    """The next full minute, or the moment itself if it is one (aware UTC)."""
    past = (moment.astimezone(UTC) - datetime.min.replace(tzinfo=UTC)) % MINUTE
    return moment + (MINUTE - past if past else past)
