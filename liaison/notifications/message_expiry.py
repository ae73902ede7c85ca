"""The lives of messages: how long each may stand in a chat, and what becomes of it then.

What a person typed and what newer cards have replaced is taken off the chat. The newest card comes
to rest instead: an empty chat helps nobody, so it is changed to one that says nothing of any
matter. Telegram deletes nothing that is older than 48 hours.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

TALK = "talk"
"""The place in a chat where a conversation has its card."""
DELETABLE = timedelta(hours=48)
"""How old a message may be that Telegram still deletes."""
LAST_LOOK = timedelta(hours=46)
"""When a card at rest is looked at once more: whether a newer one has come, while it can go."""
ONCE_MORE = timedelta(hours=4)
"""After so long it is seen to again, where nothing came of the last time."""
IN_USE = timedelta(hours=1)
"""So long after its last change somebody may still be reading a card."""
MINUTE = timedelta(minutes=1)


class Kind(StrEnum):
    """What a message of a chat is."""

    INPUT = "input"
    """What the person sent."""
    CARD = "card"
    REST = "rest"
    """A card of the desk that says nothing of any matter."""
    FILE = "file"
    """It can be deleted, but not changed."""
    NOTE = "note"
    """A message with a shorter life of its own."""


class Hold(StrEnum):
    """What keeps a card in its chat."""

    STANDS = "stands"
    """It is the newest, or the conversation that is under way goes on in it."""
    PROMPT = "prompt"
    """It asks for a word that nobody has said yet."""


class Step(StrEnum):
    """What becomes of a message whose time has come."""

    DELETE = "delete"
    REST = "rest"
    """It is changed to a card at rest."""
    TELL_AGAIN = "tell_again"
    """What it asks is told anew before it goes."""
    EMPTY = "empty"
    """It was in use until it could no longer be deleted: nothing is left in it."""
    GIVE_UP = "give_up"
    """It should have been deleted, and can no longer be."""
    FORGET = "forget"
    """It stays, and says nothing: it is looked at no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message that stands in a chat. Instants are aware UTC.

    ``changed_at`` is when it last got other words; ``asked_at`` when it was last asked for that
    they go, None where they have changed since. ``life`` is its own, where it has one. ``slot`` is
    its place in the chat.
    """

    message_id: int
    kind: Kind
    sent_at: datetime
    changed_at: datetime
    asked_at: datetime | None = None
    life: timedelta | None = None
    slot: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done now, or where nothing is, when to look again; never where both are None.

    Looks are at full minutes.
    """

    step: Step | None = None
    look_at: datetime | None = None


def plan(posted: Posted, *, life: timedelta, hold: Hold | None, now: datetime) -> Plan:
    """Say what becomes of a message; ``life`` is that of its chat's messages."""
    if posted.kind is Kind.REST and hold is not None:
        last = posted.sent_at + LAST_LOOK
        return Plan(look_at=full_minute(last)) if now < last else Plan()
    step, end = _end(posted, life, hold)
    at = end if posted.asked_at is None else max(end, posted.asked_at + ONCE_MORE)
    if now < at:
        return Plan(look_at=full_minute(at))
    if now - posted.sent_at < DELETABLE:
        return Plan(step=step)
    return Plan(step=_too_old(posted, step, end))


def _end(posted: Posted, life: timedelta, hold: Hold | None) -> tuple[Step, datetime]:
    """How a message ends, and when."""
    match posted.kind, hold:
        case Kind.CARD, Hold.PROMPT:
            return Step.TELL_AGAIN, posted.sent_at + life
        case Kind.CARD, Hold.STANDS:
            return Step.REST, posted.changed_at + life
        case Kind.CARD, _:
            return Step.DELETE, max(posted.sent_at + life, posted.changed_at + IN_USE)
        case Kind.REST, _:
            return Step.DELETE, posted.changed_at
        case _:
            return Step.DELETE, posted.sent_at + (life if posted.life is None else posted.life)


def _too_old(posted: Posted, step: Step, end: datetime) -> Step:
    """What becomes of what Telegram no longer deletes."""
    if posted.kind is Kind.REST:
        return Step.FORGET
    if posted.asked_at is not None:
        return Step.GIVE_UP
    if step is not Step.DELETE:
        return step
    return Step.GIVE_UP if end < posted.sent_at + DELETABLE else Step.EMPTY


def full_minute(moment: datetime) -> datetime:
    """The next full minute, or the moment itself where it is one (aware UTC)."""
    past = (moment.astimezone(UTC) - datetime.min.replace(tzinfo=UTC)) % MINUTE
    return moment + (MINUTE - past if past else past)
