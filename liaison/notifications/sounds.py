"""Whether a message has a sound, by what it tells. An edit never has one."""

from dataclasses import replace
from enum import StrEnum

from liaison.core.outbox import Message, Urgency
from liaison.core.registry import Registry
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.rules import Notice


class Tells(StrEnum):
    """What a message tells, or a line of it."""

    PRESSING = "pressing"
    """A reminder of a due date, an urgent matter or an emergency."""
    NEWS = "news"
    COLLEAGUE = "colleague"
    """What a colleague did with a step of one's own, or who is on duty now."""
    INFORMATION = "information"
    """It asks for nothing, or is beside a message that has a sound."""


def told_by(registry: Registry, notice: Notice) -> Tells:
    """What a notice tells: only information if its kind does, and it is not to be acknowledged."""
    if notice.escalates:
        return Tells.PRESSING
    kind = registry.find(NoticeKind, notice.kind)
    informs = kind is not None and kind.informs and not notice.needs_acknowledgement
    return Tells.INFORMATION if informs else Tells.NEWS


def with_sound(
    message: Message, *told: Tells, quiet: bool = False, is_first: bool = True
) -> Message:
    """The message with the sound of what it tells: of information it has none, of a colleague none
    in ``quiet`` hours. What is pressing has one whatever has just come, unless the message is not
    the first one of its matter.
    """
    silent = {Tells.INFORMATION, Tells.COLLEAGUE} if quiet else {Tells.INFORMATION}
    is_pressing = is_first and Tells.PRESSING in told
    urgency = Urgency.HIGH if is_pressing else message.urgency
    return replace(message, silent=silent.issuperset(told), urgency=urgency)


def has_sound(message: Message, *, after_sound: bool) -> bool:
    """Whether a message has a sound: not if it only informs, nor ``after_sound`` of another
    notification a moment ago, unless it is urgent.
    """
    return not (message.silent or (after_sound and message.urgency is Urgency.NOTIFICATION))
