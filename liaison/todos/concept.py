"""Registers to-dos and the morning message."""

from liaison.core.access import ALL_ROLES, Permission
from liaison.core.agreement import PartyCode
from liaison.core.registry import Concept
from liaison.core.timers import Timer
from liaison.todos import service, today_messages

CONCEPT: Concept = (
    Permission("today", ALL_ROLES, 1, row=5),
    Permission("defer", ALL_ROLES, None),
    Permission("take", ALL_ROLES, None),
    Timer(
        service.TIMER,
        lambda tx, of, _since: service.run_timer(tx, PartyCode(of)),
        follows_settings=True,
        start=service.begin,
    ),
    Timer(service.TODAY_TIMER, lambda tx, of, _since: today_messages.run_timer(tx, PartyCode(of))),
)
