"""Registers the dashboard, its lines in the morning messages, and the annual report."""

from liaison.core.people import APPROVER_ROLES, AUDITORS, Group, Permission
from liaison.core.registry import Concept
from liaison.reports import views
from liaison.todos.sources import MorningSection

CONCEPT: Concept = (
    Permission("overview", APPROVER_ROLES | AUDITORS, Group.WORK, menu=APPROVER_ROLES | AUDITORS),
    Permission("report", APPROVER_ROLES | AUDITORS, Group.WORK),
    Permission("audit", AUDITORS, Group.WORK, menu=AUDITORS),
    MorningSection(views.SECTION, views.find_sections),
)
