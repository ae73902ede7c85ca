"""Whether a message has a sound. An edit never has one."""

from liaison.core.outbox import Message, Urgency
from liaison.core.registry import Registry
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.rules import Notice


def only_informs(registry: Registry, notice: Notice) -> bool:
    """Whether a notice is for information only: its kind is, and it is not to be acknowledged."""
    kind = registry.find(NoticeKind, notice.kind)
    return kind is not None and kind.informs and not notice.needs_acknowledgement


def has_sound(message: Message, *, after_sound: bool) -> bool:
    """Whether a message has a sound: not if it only informs, nor ``after_sound`` of another
    notification a moment ago, unless it is urgent.
    """
    return not (message.silent or (after_sound and message.urgency is Urgency.NOTIFICATION))
