"""Registers pending acts."""

from liaison.core.access import ALL_ROLES, COORDINATORS, Permission
from liaison.core.registry import Concept
from liaison.notifications.subjects import SubjectType
from liaison.pending_acts import service
from liaison.pending_acts.model import ACT_SUBJECT
from liaison.todos.sources import TodoSource

CONCEPT: Concept = (
    Permission("send", ALL_ROLES, None),
    Permission("change", ALL_ROLES, None),
    Permission("fill", ALL_ROLES, None),
    Permission("takeback", ALL_ROLES, None),
    Permission("approve", COORDINATORS, None),
    TodoSource(ACT_SUBJECT, service.find_todos),
    SubjectType(key=ACT_SUBJECT, load=service.load_subject),
)
