"""Registers the dashboard and its lines in the morning messages."""

from liaison.core.access import APPROVER_ROLES, Permission
from liaison.core.registry import Concept
from liaison.reports import morning
from liaison.todos.sources import MorningSection

CONCEPT: Concept = (
    Permission("board", APPROVER_ROLES, 17, row=30),
    MorningSection(morning.SECTION, morning.find),
)
