"""Registers notifications."""

from liaison.audit.digests import RecordedType
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.people import ALL_ROLES, BEHIND_MORE, PARTICIPANTS, Group, Permission
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind, run_for
from liaison.notifications import chat_messages, reachability, service
from liaison.notifications.latest_run import latest_run
from liaison.notifications.rules import NOTICE_RECORD, Notice, notice_facts
from liaison.notifications.subjects import SubjectType

CONCEPT: Concept = (
    Permission("inbox", PARTICIPANTS, Group.WORK, menu=BEHIND_MORE),
    Permission("ack", PARTICIPANTS, Group.WORK),
    Permission("more", ALL_ROLES),
    TimerKind(
        service.TIMER,
        run_for(str, service.run_timer),
        follows_settings=True,
        latest=latest_run,
    ),
    TimerKind(
        chat_messages.TIMER,
        run_for(chat_messages.address_of, chat_messages.run_timer),
        follows_settings=True,
    ),
    reachability.UNREACHABLE,
    SubjectType(key=SERVICE_SUBJECT),
    RecordedType(
        Notice,
        NOTICE_RECORD,
        "code",
        digested=notice_facts,
        salted=False,
        unproven=frozenset({"taken"}),
    ),
)
