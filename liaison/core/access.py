"""Which roles have which commands. What is not registered is refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison.core.errors import Refusal
from liaison.core.people import Role
from liaison.core.registry import Concept, Registry

STAFF = frozenset({Role.FOCAL_PERSON, Role.COORDINATOR})
COORDINATORS = frozenset({Role.COORDINATOR})
ALL_ROLES = frozenset(Role)
ADMINS = frozenset({Role.ADMIN})
APPROVER_ROLES = frozenset({Role.COORDINATOR, Role.ADMIN})
"""Who sees how the own Party stands, and turns its key."""


@dataclass(frozen=True, slots=True)
class Permission:
    """A command and the roles that have it. ``place`` orders the menus, lowest first; a command
    without one is carried by buttons and links alone.
    """

    key: str
    roles: frozenset[Role]
    place: int | None = 50


class NotYourRole(Refusal):
    """The person's role does not do this."""

    key = "error-not-your-role"


class NotYourSide(Refusal):
    """This step belongs to the other Party."""

    key = "error-not-your-side"


def may_use(registry: Registry, command: str, role: Role) -> bool:
    """Whether a role has a command; one that is not registered is for no role."""
    found = registry.find(Permission, command)
    return found is not None and role in found.roles


def menu_of(registry: Registry, role: Role) -> Sequence[str]:
    """The commands of a role, in the order of the menus."""
    shown = [
        (each.place, each.key)
        for each in registry.all(Permission).values()
        if each.place is not None and role in each.roles
    ]
    return [command for _, command in sorted(shown, key=lambda found: found[0])]


CONCEPT: Concept = (
    Permission("menu", ALL_ROLES, 0),
    Permission("start", ALL_ROLES, None),
    Permission("language", ALL_ROLES, 90),
    Permission("help", ALL_ROLES, 90),
    Permission("cancel", ALL_ROLES, 90),
)
