"""Registers to-dos and the morning message."""

from liaison.core.access import ALL_ROLES, PARTICIPANTS, Group, Permission
from liaison.core.agreement import PartyCode
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind, run_for
from liaison.todos import service

CONCEPT: Concept = (
    Permission("today", ALL_ROLES, Group.WORK, menu=ALL_ROLES),
    Permission("defer", PARTICIPANTS),
    Permission("take", PARTICIPANTS),
    TimerKind(
        service.TIMER,
        run_for(PartyCode, service.run_timer),
        follows_settings=True,
        start=service.start_mornings,
    ),
)
