"""Registers pending acts."""

from liaison.core.access import ALL_ROLES, Permission
from liaison.core.registry import Concept

CONCEPT: Concept = (
    Permission("send", ALL_ROLES, None),
    Permission("change", ALL_ROLES, None),
    Permission("fill", ALL_ROLES, None),
    Permission("takeback", ALL_ROLES, None),
)
