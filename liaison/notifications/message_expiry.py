"""The lives of messages: how long each may stand in a chat, and what becomes of it then.

What a person typed and what newer cards have replaced is taken off the chat. The newest card comes
to rest instead: an empty chat helps nobody, so it is changed to one that says nothing of any
matter. Telegram deletes nothing that is older than 48 hours.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

CONVERSATION_SLOT = "talk"
"""The place in a chat where a conversation has its card."""
DELETABLE = timedelta(hours=48)
"""How old a message may be that Telegram still deletes."""
LAST_CHECK = timedelta(hours=46)
"""When a card at rest is looked at once more: whether a newer one has come, while it can go."""
RETRY_AFTER = timedelta(hours=4)
"""After so long it is seen to again, where nothing came of the last time."""
IN_USE = timedelta(hours=1)
"""So long after its last change somebody may still be reading a card."""
MINUTE = timedelta(minutes=1)


class ChatMessageKind(StrEnum):
    """What a message of a chat is."""

    INPUT = "input"
    """What the person sent."""
    CARD = "card"
    PLACEHOLDER = "rest"
    """A card of the desk that says nothing of any matter."""
    FILE = "file"
    """It can be deleted, but not changed."""
    TEMPORARY = "note"
    """A message with a shorter life of its own."""


class RetainReason(StrEnum):
    """What keeps a card in its chat."""

    NEWEST = "stands"
    """It is the newest, or the conversation that is under way goes on in it."""
    OPEN_PROMPT = "prompt"
    """It asks for a word that nobody has said yet."""


class ExpiryAction(StrEnum):
    """What becomes of a message whose time has come."""

    DELETE = "delete"
    REPLACE = "rest"
    """It is changed to a card at rest."""
    RESEND = "tell_again"
    """What it asks is told anew before it goes."""
    EMPTY = "empty"
    """It was in use until it could no longer be deleted: nothing is left in it."""
    GIVE_UP = "give_up"
    """It should have been deleted, and can no longer be."""
    UNTRACK = "forget"
    """It stays, and says nothing: it is looked at no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage:
    """A message that stands in a chat. Instants are aware UTC.

    ``changed_at`` is when it last got other words; ``deletion_requested_at`` when it was last asked
    for that they go, None where they have changed since. ``time_to_live`` is its own, where it has
    one. ``message_slot`` is its place in the chat.
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
    """What is to be done now, or where nothing is, when to look again; never where both are None.

    Looks are at full minutes.
    """

    action: ExpiryAction | None = None
    next_at: datetime | None = None


def decide_expiry(
    message: ChatMessage, *, time_to_live: timedelta, retained: RetainReason | None, now: datetime
) -> ExpiryDecision:
    """Say what becomes of a message; ``time_to_live`` is that of its chat's messages."""
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
    """How a message ends, and when."""
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
    """What becomes of what Telegram no longer deletes."""
    if message.kind is ChatMessageKind.PLACEHOLDER:
        return ExpiryAction.UNTRACK
    if message.deletion_requested_at is not None:
        return ExpiryAction.GIVE_UP
    if step is not ExpiryAction.DELETE:
        return step
    return ExpiryAction.GIVE_UP if end < message.sent_at + DELETABLE else ExpiryAction.EMPTY


def full_minute(moment: datetime) -> datetime:
    """The next full minute, or the moment itself where it is one (aware UTC)."""
    past = (moment.astimezone(UTC) - datetime.min.replace(tzinfo=UTC)) % MINUTE
    return moment + (MINUTE - past if past else past)
