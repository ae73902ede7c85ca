"""What the concepts of the service register, for tests that look at all of it."""

from bot.concepts import CONCEPTS
from liaison.core.people import Group, Permission, Role, may_use
from liaison.core.registry import Registry
from storage.encrypted_columns import EncryptedColumns

REGISTRY = Registry(CONCEPTS)
PERMISSIONS = {each.key: each for each in REGISTRY.all(Permission).values()}
"""All commands that are answered, by their names."""
LISTED_COMMANDS = [
    each.key for group in Group for each in PERMISSIONS.values() if each.group is group
]
"""The commands of the help, in its order."""
SEALED_COLUMNS = tuple(REGISTRY.all(EncryptedColumns).values())


def allowed(command: str, role: Role) -> bool:
    """Whether a role has a command."""
    return may_use(REGISTRY, command, role)
