"""The commands about people."""

from handlers.people import absences, administration, email, pins, router
from liaison.core.registry import Concept

COMMANDS: Concept = (
    *absences.COMMANDS,
    *administration.COMMANDS,
    *email.COMMANDS,
    *pins.COMMANDS,
    *router.COMMANDS,
)
