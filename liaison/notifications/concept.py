"""Registers notifications."""

from liaison.core.access import ALL_ROLES, BEHIND_MORE, PARTICIPANTS, Group, Permission
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind
from liaison.notifications import chat_messages, reachability, service
from liaison.notifications.subjects import SubjectType

CONCEPT: Concept = (
    Permission("inbox", PARTICIPANTS, Group.WORK, menu=BEHIND_MORE),
    Permission("ack", PARTICIPANTS, Group.WORK),
    Permission("more", ALL_ROLES),
    TimerKind(
        service.TIMER, lambda tx, of, _since: service.run_timer(tx, of), follows_settings=True
    ),
    TimerKind(
        chat_messages.TIMER,
        lambda tx, of, _since: chat_messages.run_timer(tx, int(of)),
        follows_settings=True,
    ),
    reachability.UNREACHABLE,
    SubjectType(key=SERVICE_SUBJECT),
)
