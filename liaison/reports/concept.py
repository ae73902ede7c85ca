"""Registers the dashboard and its lines in the morning messages."""

from liaison.core.access import APPROVER_ROLES, Group, Permission
from liaison.core.registry import Concept
from liaison.reports import morning
from liaison.todos.sources import MorningSection

CONCEPT: Concept = (
    Permission("board", APPROVER_ROLES, Group.WORK, menu=APPROVER_ROLES),
    MorningSection(morning.SECTION, morning.find),
)
