"""The commands about meetings and agendas."""

from handlers.meetings import agendas, proposals, router
from liaison.core.registry import Concept

COMMANDS: Concept = (
    *agendas.COMMANDS,
    *proposals.COMMANDS,
    *router.COMMANDS,
)
