"""The commands about requests."""

from handlers.requests import deadlines, drafts, resolution, router, safety, search
from liaison.core.registry import Concept

COMMANDS: Concept = (
    *deadlines.COMMANDS,
    *drafts.COMMANDS,
    *resolution.COMMANDS,
    *router.COMMANDS,
    *search.COMMANDS,
    *safety.COMMANDS,
)
