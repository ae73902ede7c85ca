"""Registers pending acts."""

from liaison.core.access import COORDINATORS, PARTICIPANTS, Permission
from liaison.core.registry import Concept
from liaison.notifications.subjects import SubjectType
from liaison.pending_acts import service
from liaison.pending_acts.model import ACT_SUBJECT
from liaison.todos.sources import TodoSource

CONCEPT: Concept = (
    Permission("send", PARTICIPANTS, None),
    Permission("change", PARTICIPANTS, None),
    Permission("fill", PARTICIPANTS, None),
    Permission("takeback", PARTICIPANTS, None),
    Permission("approve", COORDINATORS, None),
    TodoSource(ACT_SUBJECT, service.find_todos),
    service.WAITS,
    service.WITHHELD,
    SubjectType(key=ACT_SUBJECT, load=service.load_subject),
)
