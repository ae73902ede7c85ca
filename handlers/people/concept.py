"""The commands about people."""

from handlers.people import absences, administration, email, lost, pins, router
from liaison.core.registry import Concept

COMMANDS: Concept = (
    *absences.COMMANDS,
    *administration.COMMANDS,
    *email.COMMANDS,
    *lost.COMMANDS,
    *router.COMMANDS,
    *pins.COMMANDS,
)
