"""The roles that may use each command. An unregistered command is refused."""

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
"""The roles that see the joint approvals of their Party and decide on them."""


@dataclass(frozen=True, slots=True)
class Permission:
    """A command and the roles that may use it.

    ``place`` is its position in lists of commands, lowest first; None hides it from them. ``row``
    is its row of buttons in the menu; None gives it no button.
    """

    key: str
    roles: frozenset[Role]
    place: int | None = 50
    row: int | None = None


class NotYourRole(UserError):
    """The person's role may not do this."""

    key = "error-not-your-role"


class NotYourSide(UserError):
    """This step belongs to the other Party."""

    key = "error-not-your-side"


def may_use(registry: Registry, command: str, role: Role) -> bool:
    """Whether a role may use a command; False for an unregistered command."""
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
    """The commands of a role that have a button in the menu, grouped by row."""
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
    Permission("day", ALL_ROLES, None),
)
