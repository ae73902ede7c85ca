"""The commands about the Agreement."""

from handlers.agreement import differences, router
from liaison.core.registry import Concept

COMMANDS: Concept = (
    *differences.COMMANDS,
    *router.COMMANDS,
)
