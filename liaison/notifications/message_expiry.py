"""Expiry of messages: how long each stays in a chat, and what happens then.

Typed input and replaced cards are deleted. The newest card is replaced by one without content
instead, because an empty chat would leave the user without buttons. Telegram deletes no message
older than 48 hours.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

CONVERSATION_SLOT = "talk"
"""The message slot of a conversation's card."""
DELETABLE = timedelta(hours=48)
"""The maximum age of a message that Telegram still deletes."""
LAST_CHECK = timedelta(hours=46)
"""The age at which a placeholder is checked once more, while it can still be deleted."""
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
    PLACEHOLDER = "rest"
    """A card without content."""
    FILE = "file"
    """A file; it can be deleted but not edited."""
    TEMPORARY = "note"
    """A message with a shorter time to live of its own."""


class RetainReason(StrEnum):
    """Why a card is kept in its chat."""

    NEWEST = "stands"
    """The newest card, or the card of the open conversation."""
    OPEN_PROMPT = "prompt"
    """A notice that is not acknowledged yet."""


class ExpiryAction(StrEnum):
    """What happens to an expired message."""

    DELETE = "delete"
    REPLACE = "rest"
    """Replace it by a card without content."""
    RESEND = "tell_again"
    """Send its notice again before it is deleted."""
    EMPTY = "empty"
    """It was in use until it could no longer be deleted: remove its content."""
    GIVE_UP = "give_up"
    """It should have been deleted and no longer can be."""
    UNTRACK = "forget"
    """It stays without content and is no longer tracked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage:
    """A message in a chat. Instants are aware UTC.

    ``changed_at`` is its last edit; ``deletion_requested_at`` is the last request to delete or
    replace it, None if it was edited since. ``time_to_live`` is its own, if it has one.
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
    """The action that is due now, else the time of the next check; None for both means never.

    Checks are at full minutes.
    """

    action: ExpiryAction | None = None
    next_at: datetime | None = None


def decide_expiry(
    message: ChatMessage, *, time_to_live: timedelta, retained: RetainReason | None, now: datetime
) -> ExpiryDecision:
    """Decide what happens to a message; ``time_to_live`` is that of messages in its chat."""
    if message.kind is ChatMessageKind.PLACEHOLDER and retained is not None:
        last = message.sent_at + LAST_CHECK
        return ExpiryDecision(next_at=full_minute(last)) if now < last else ExpiryDecision()
    step, end = _end(message, time_to_live, retained)
    at = (
        end
        if message.deletion_requested_at is None
        else max(end, message.deletion_requested_at + RETRY_AFTER)
    )
    if now < at:
        return ExpiryDecision(next_at=full_minute(at))
    if now - message.sent_at < DELETABLE:
        return ExpiryDecision(action=step)
    return ExpiryDecision(action=_too_old(message, step, end))


def _end(
    message: ChatMessage, time_to_live: timedelta, retained: RetainReason | None
) -> tuple[ExpiryAction, datetime]:
    """How a message expires, and when."""
    match message.kind, retained:
        case ChatMessageKind.CARD, RetainReason.OPEN_PROMPT:
            return ExpiryAction.RESEND, message.sent_at + time_to_live
        case ChatMessageKind.CARD, RetainReason.NEWEST:
            return ExpiryAction.REPLACE, message.changed_at + time_to_live
        case ChatMessageKind.CARD, _:
            return ExpiryAction.DELETE, max(
                message.sent_at + time_to_live, message.changed_at + IN_USE
            )
        case ChatMessageKind.PLACEHOLDER, _:
            return ExpiryAction.DELETE, message.changed_at
        case _:
            return ExpiryAction.DELETE, message.sent_at + (
                time_to_live if message.time_to_live is None else message.time_to_live
            )


def _too_old(message: ChatMessage, step: ExpiryAction, end: datetime) -> ExpiryAction:
    """What happens to a message that Telegram no longer deletes."""
    if message.kind is ChatMessageKind.PLACEHOLDER:
        return ExpiryAction.UNTRACK
    if message.deletion_requested_at is not None:
        return ExpiryAction.GIVE_UP
    if step is not ExpiryAction.DELETE:
        return step
    return ExpiryAction.GIVE_UP if end < message.sent_at + DELETABLE else ExpiryAction.EMPTY


def full_minute(moment: datetime) -> datetime:
    """The next full minute, or the moment itself if it is one (aware UTC)."""
    past = (moment.astimezone(UTC) - datetime.min.replace(tzinfo=UTC)) % MINUTE
    return moment + (MINUTE - past if past else past)
