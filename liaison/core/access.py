"""Which roles have which commands. What is not registered is refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison.core.errors import UserError
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
    """A command and the roles that have it. ``place`` orders the lists of commands, lowest first; a
    command without one is carried by buttons and links alone. One that makes sense by itself has a
    button in that ``row`` of the menu.
    """

    key: str
    roles: frozenset[Role]
    place: int | None = 50
    row: int | None = None


class NotYourRole(UserError):
    """The person's role does not do this."""

    key = "error-not-your-role"


class NotYourSide(UserError):
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


def menu_rows(registry: Registry, role: Role) -> Sequence[Sequence[str]]:
    """The commands of a role that have a button in the menu, by the rows of it."""
    rows: dict[int, list[str]] = {}
    for each in registry.all(Permission).values():
        if each.row is not None and role in each.roles:
            rows.setdefault(each.row, []).append(each.key)
    return [rows[row] for row in sorted(rows)]


CONCEPT: Concept = (
    Permission("menu", ALL_ROLES, 0),
    Permission("start", ALL_ROLES, None),
    Permission("language", ALL_ROLES, 90, row=110),
    Permission("help", ALL_ROLES, 90, row=110),
    Permission("cancel", ALL_ROLES, 90),
)
