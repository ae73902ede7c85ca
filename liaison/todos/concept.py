"""Registers to-dos and the morning message."""

from liaison.core.people import ALL_ROLES, PARTICIPANTS, Group, Permission
from liaison.core.registry import Concept
from liaison.core.timers import party_timer
from liaison.todos import service

CONCEPT: Concept = (
    Permission("today", ALL_ROLES, Group.WORK, menu=ALL_ROLES),
    Permission("defer", PARTICIPANTS),
    Permission("take", PARTICIPANTS),
    party_timer(service.TIMER, service.run_timer, follows_settings=True),
)
