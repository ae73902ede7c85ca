"""Whether a message has a sound, and when it is sent, by what it tells. An edit never has one."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from liaison.core.cards import Card
from liaison.core.outbox import Message, Op, Urgency
from liaison.core.people import Person
from liaison.core.registry import Registry
from liaison.core.working_time import DAY, Hours, local_date, night_ends
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.message_expiry import MINUTE, full_minute
from liaison.notifications.rules import Notice


class Tells(StrEnum):
    """What a message tells, or a line of it; each kind of message that is no notice is one."""

    PRESSING = "pressing"
    """A reminder of a due date, an urgent matter or an emergency."""
    NEWS = "news"
    INFORMATION = "information"
    """It asks for nothing, or is beside a message that has a sound."""
    TODAY = "today"
    HANDOVER = "handover"
    ROSTER_HANDOVER = "roster-handover"
    URGENT_HANDOVER = "urgent-handover"
    CALENDAR = "calendar"
    WAITED = "waited"
    NOT_SENT = "not-sent"
    OVERTAKEN = "overtaken"
    WAITS_AGAIN = "waits-again"
    DECIDED = "decided"
    ACCESS = "access"
    REVIEW = "review"
    FAILURE = "failure"
    REDACTED = "redacted"


INFORMING = frozenset(
    {
        *(Tells.INFORMATION, Tells.TODAY, Tells.CALENDAR),
        *(Tells.HANDOVER, Tells.ROSTER_HANDOVER, Tells.OVERTAKEN, Tells.WAITS_AGAIN),
    }
)
"""They never have a sound."""
BY_COLLEAGUES = frozenset({Tells.DECIDED})
"""What a colleague did with a step of one's own, or about what one was told of."""


def told_by(registry: Registry, notice: Notice) -> Tells:
    """What a notice tells: only information if its kind does, and it is not to be acknowledged."""
    if notice.escalates:
        return Tells.PRESSING
    kind = registry.find(NoticeKind, notice.kind)
    if kind is not None and kind.silent_at_night:
        return Tells.DECIDED
    informs = kind is not None and kind.informs and not notice.needs_acknowledgement
    return Tells.INFORMATION if informs else Tells.NEWS


def sent_at(tells: Tells, at: datetime, hours: Hours) -> datetime:
    """When a message that no notice makes is sent of what happened at an instant (aware UTC); those
    of the morning come as ``plan_morning`` says.
    """
    match tells:
        case Tells.TODAY:
            return full_minute(at + timedelta.resolution)
        case Tells.REDACTED:  # when no message with the text can still be on its way
            return at + MINUTE
        case Tells.ROSTER_HANDOVER:
            return night_ends(local_date(at, hours.zone) + DAY, hours)
        case _:
            return at


def is_question(registry: Registry, notice: Notice) -> bool:
    """Whether only an answer ends a notice, as its kind says."""
    kind = registry.find(NoticeKind, notice.kind)
    return kind is not None and kind.asks


def message_to(
    person: Person,
    shown: Card,
    tells: Tells,
    *,
    quiet: bool = False,
    is_first: bool = True,
    dedupe_key: str | None = None,
    urgency: Urgency = Urgency.NOTIFICATION,
) -> Message:
    """A new message to a person, with the sound of what it tells."""
    message = Message(
        person.address,
        Op.SEND,
        recipient=person.id,
        card=shown,
        dedupe_key=dedupe_key,
        urgency=urgency,
    )
    return with_sound(message, tells, quiet=quiet, is_first=is_first)


def with_sound(
    message: Message, *told: Tells, quiet: bool = False, is_first: bool = True
) -> Message:
    """The message with the sound of what it tells: of information it has none, of a colleague none
    in ``quiet`` hours. What is pressing has one whatever has just come, unless the message is not
    the first one of its matter.
    """
    silent = INFORMING | BY_COLLEAGUES if quiet else INFORMING
    is_pressing = is_first and Tells.PRESSING in told
    urgency = Urgency.HIGH if is_pressing else message.urgency
    return replace(message, silent=silent.issuperset(told), urgency=urgency)


def has_sound(message: Message, *, after_sound: bool) -> bool:
    """Whether a message has a sound: not if it only informs, nor ``after_sound`` of another
    notification a moment ago, unless it is urgent.
    """
    return not (message.silent or (after_sound and message.urgency is Urgency.NOTIFICATION))
