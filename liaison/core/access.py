"""Which roles have which command.

What is not in the table is refused.
"""

from collections.abc import Mapping

from liaison.core.errors import Refusal
from liaison.core.people import Role

STAFF = frozenset({Role.FOCAL_PERSON, Role.COORDINATOR})
COORDINATORS = frozenset({Role.COORDINATOR})


EVERYBODY = frozenset(Role)
ADMINS = frozenset({Role.ADMIN})
BOARD = frozenset({Role.COORDINATOR, Role.ADMIN})
"""Who sees how the own Party stands, and turns its key."""

COMMANDS: Mapping[str, frozenset[Role]] = {
    "menu": EVERYBODY,
    "new": STAFF,
    "record": STAFF,
    "cases": EVERYBODY,
    "case": EVERYBODY,
    "receive": STAFF,
    "ask": STAFF,
    "supply": STAFF,
    "assign": STAFF,
    "answer": STAFF,
    "refuse": STAFF,
    "withdraw": STAFF,
    "close": STAFF,
    "agree": STAFF,
    "object": STAFF,
    "extend": COORDINATORS,
    "note": STAFF,
    "hold": COORDINATORS,
    "inbox": EVERYBODY,
    "ack": EVERYBODY,
    "meetings": EVERYBODY,
    "meeting": EVERYBODY,
    "propose": STAFF,
    "emergency": STAFF,
    "counter": STAFF,
    "accept": STAFF,
    "decline": STAFF,
    "retract": STAFF,
    "calloff": STAFF,
    "attend": STAFF,
    "agenda": STAFF,
    "decide": STAFF,
    "plan": EVERYBODY,
    "activity": EVERYBODY,
    "agreement": EVERYBODY,
    "amend": BOARD,
    "terminate": BOARD,
    "difference": EVERYBODY,
    "disclose": COORDINATORS,
    "ledger": STAFF,
    "export": COORDINATORS,
    "board": BOARD,
    "explain": EVERYBODY,
    "away": EVERYBODY,
    "email": EVERYBODY,
    "pin": EVERYBODY,
    "schedules": BOARD,
    "holidays": EVERYBODY,
    "keys": BOARD,
    "key": BOARD,
    "people": EVERYBODY,
    "invite": ADMINS,
    "confirm": ADMINS,
    "role": ADMINS,
    "suspend": ADMINS,
    "restore": ADMINS,
    "unpin": ADMINS,
    "remove": ADMINS,
    "language": EVERYBODY,
    "help": EVERYBODY,
    "cancel": EVERYBODY,
}
"""Every command, in the order of the menus, and the roles that have it."""

LINES: Mapping[str, frozenset[Role]] = {
    **COMMANDS,
    "start": EVERYBODY,
    "draft": STAFF,
    "proposal": STAFF,
}
"""Commands, and the lines that buttons and links carry but no menu shows."""


class NotYourRole(Refusal):
    """The person's role does not do this."""

    key = "error-not-your-role"


class NotYourSide(Refusal):
    """This step belongs to the other Party."""

    key = "error-not-your-side"


def may_use(command: str, role: Role) -> bool:
    """Whether a role has a command; an unlisted one nobody has."""
    return role in LINES.get(command, frozenset())
