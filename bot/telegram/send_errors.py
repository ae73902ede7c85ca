"""The decision after a failed call, as pure functions of the failure.

Channels describe failures by ``Failure``; this module knows no library.
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Literal, TypeAlias, assert_never

from liaison.core.outbox import Op

UNKNOWN_PAUSE = 15.0
"""Seconds before a retry of a message that may have arrived."""
MAX_PAUSE = 60.0
MAX_MAIL_TRIES = 1_440
"""Tries of one e-mail: about a day, after which no server accepts it any more."""


class FailureKind(StrEnum):
    """The kinds of failures that lead to different decisions."""

    FLOOD = auto()
    """Too many requests; ``retry_after`` says how many seconds to wait."""
    FORBIDDEN = auto()
    """The person blocked the bot, or is gone."""
    REFUSED = auto()
    """The request is invalid; ``description`` is the reason."""
    NOT_SENT = auto()
    """It certainly had no effect: no connection, or an answer that confirms it."""
    UNKNOWN = auto()
    """It was sent, and it is unknown whether it had an effect."""
    TOKEN = auto()
    """The token is not valid (any more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One failed call. ``description`` is the channel's own description, in lower case; of a mail
    server only the code of its answer, or the name of the error.
    """

    kind: FailureKind
    description: str = ""
    retry_after: float = 0.0


class SendError(Exception):
    """A call failed; ``failure`` is the reason."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.kind)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Done:
    """The wanted state exists already."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Retry after so many seconds. ``unknown``: it may then be a repeat."""

    after: float
    code: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class PauseChat:
    """Send nothing to this chat for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class MessageGone:
    """The message to edit is gone: send a new one, at once, unless the row only edits."""


@dataclass(frozen=True, slots=True)
class SendPlainText:
    """The markup is refused: send plain text, at once, and raise an alert."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Give up: the bot cannot write to this chat."""


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Give up. ``alert``: the failure is unexpected."""

    code: str
    state: Literal["superseded", "failed"] = "failed"
    alert: bool = False


@dataclass(frozen=True, slots=True)
class PauseAll:
    """Send nothing at all for a while; everything stays in the queue."""


Decision: TypeAlias = (
    Done | Retry | PauseChat | MessageGone | SendPlainText | Unreachable | GiveUp | PauseAll
)

_NOT_MODIFIED = "message is not modified"
EDIT_LOST = "message to edit not found"
_EDIT_LOST = (EDIT_LOST, "message can't be edited", "message_id_invalid")
_DELETE_LOST = "message to delete not found"
_UNDELETABLE = "message can't be deleted"
_UNREADABLE = (
    "can't parse entities",
    "message is too long",
    "message_too_long",
    "caption is too long",
    "text is too long",
)
_TOO_LATE = "query is too old"
_NO_CHAT = ("chat not found", "peer_id_invalid", "user not found")


def decide_after_failure(
    failure: Failure,
    *,
    op: Op,
    must_deliver: bool,
    attempts: int,
    repeat: bool,
    plain: bool,
    chance: float,
) -> Decision:
    """Decide how to proceed after a failed call.

    ``attempts`` includes this one; ``repeat``: an earlier one may have arrived; ``plain``: it was
    sent without markup already; ``chance`` is a random number from 0 to 1 that spreads the retries
    of many messages.
    """
    match failure.kind:
        case FailureKind.FLOOD:
            return PauseChat(failure.retry_after)
        case FailureKind.FORBIDDEN:
            return Done() if op is Op.LEAVE else Unreachable()
        case FailureKind.TOKEN:
            return PauseAll()
        case FailureKind.REFUSED:
            return _refused(failure.description, op=op, plain=plain)
        case FailureKind.NOT_SENT:
            return _not_sent(op=op, attempts=attempts, chance=chance)
        case FailureKind.UNKNOWN if op is Op.MAIL and repeat:
            return GiveUp("unknown")
        case FailureKind.UNKNOWN:
            return _unknown(op=op, must_deliver=must_deliver, attempts=attempts, chance=chance)
        case _:
            assert_never(failure.kind)


def outcome_of(decision: Decision) -> str:
    """The outcome of a call, as named in ``bot.monitoring.metrics.MESSAGES``."""
    match decision:
        case Done():
            return "sent"
        case PauseChat():
            return "flood"
        case PauseAll():
            return "token"
        case Retry(code="unknown") | GiveUp(code="unknown"):
            return "unknown"
        case Retry() | SendPlainText():
            return "retried"
        case MessageGone():
            return "superseded"
        case Unreachable():
            return "failed"
        case GiveUp():
            return decision.state
        case _:
            assert_never(decision)


def backoff(attempts: int, chance: float = 0.0, *, most: float = MAX_PAUSE) -> float:
    """Seconds to wait: 1, 2, 4 … up to ``most``, plus up to a quarter by ``chance``."""
    return float(min(2 ** min(attempts - 1, 16), most) * (1 + chance / 4))


def _refused(description: str, *, op: Op, plain: bool) -> Decision:
    if _NOT_MODIFIED in description:
        return Done()
    match op:
        case Op.ANSWER_CALLBACK:
            return GiveUp("too-late", "superseded", alert=_TOO_LATE not in description)
        case Op.DELETE:
            return _not_deleted(description)
        case Op.LEAVE | Op.PIN:
            return Done()
        case Op.EDIT | Op.SEND | Op.FILE | Op.MENU | Op.MAIL:
            if any(each in description for each in _NO_CHAT):
                return Unreachable()
            if op is Op.EDIT and any(each in description for each in _EDIT_LOST):
                return MessageGone()
            if not plain and any(each in description for each in _UNREADABLE):
                return SendPlainText()
            return GiveUp("refused", alert=True)
        case _:
            assert_never(op)


def _not_deleted(description: str) -> Decision:
    if any(each in description for each in (_DELETE_LOST, *_NO_CHAT)):
        return Done()
    # The message expiry timer retries and counts it: no alert is needed.
    return GiveUp("undeletable") if _UNDELETABLE in description else GiveUp("refused", alert=True)


def _not_sent(*, op: Op, attempts: int, chance: float) -> Decision:
    if op is Op.ANSWER_CALLBACK and attempts > 2:
        return GiveUp("undone", "superseded")
    if op is Op.MAIL and attempts >= MAX_MAIL_TRIES:
        return GiveUp("undone", alert=True)
    # A press expects its answer at once, and expires before a slow retry.
    return Retry(1.0 if op is Op.ANSWER_CALLBACK else backoff(attempts, chance), "undone")


def _unknown(*, op: Op, must_deliver: bool, attempts: int, chance: float) -> Decision:
    match op:
        case Op.EDIT | Op.DELETE | Op.MENU | Op.LEAVE | Op.PIN:
            # A repeat of these has the same effect.
            return Retry(backoff(attempts, chance), "unknown")
        case Op.SEND | Op.FILE | Op.MAIL if must_deliver:
            return Retry(UNKNOWN_PAUSE, "unknown", unknown=True)
        case Op.ANSWER_CALLBACK:  # of two, Telegram shows only the first
            return _not_sent(op=op, attempts=attempts, chance=chance)
        case Op.SEND | Op.FILE | Op.MAIL:
            return GiveUp("unknown")
        case _:
            assert_never(op)
