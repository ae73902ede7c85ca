"""Who may do what: one table of role, side and state for cases, one of roles for commands.

Whatever is not in a table is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from liaison.core.errors import Conflict, Refusal
from liaison.core.people import Role


class Side(StrEnum):
    """On which side of a case a Party stands."""

    REQUESTING = "requesting"
    REQUESTED = "requested"


class State(StrEnum):
    """Where a case stands. Due soon and overdue are no states: they follow from dates and now."""

    SENT = "sent"
    RECEIVED = "received"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


OPEN = frozenset({State.SENT, State.RECEIVED})
"""The states in which an answer is still owed."""


class Action(StrEnum):
    """A step in the life of a case."""

    LOG = "log"
    """The requesting Party sends its request."""
    RECORD = "record"
    """The requested Party records a request that came to it by letter."""
    RECEIVE = "receive"
    ASK = "ask"
    SUPPLY = "supply"
    ASSIGN = "assign"
    ANSWER = "answer"
    DRAFT_REFUSAL = "draft_refusal"
    DROP_REFUSAL = "drop_refusal"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    AGREE = "agree"
    """Agree with what the other Party stated by letter."""
    OBJECT = "object"
    """Object to what the other Party stated by letter."""
    EXTEND = "extend"
    """Both Parties move the due date: one proposes, the other agrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of the table. ``by_letter``: the other side may record it from a letter, too,
    where this side has nobody who could.
    """

    side: Side | None
    states: frozenset[State]
    roles: frozenset[Role]
    by_letter: bool = False


STAFF = frozenset({Role.FOCAL_PERSON, Role.COORDINATOR})
COORDINATORS = frozenset({Role.COORDINATOR})
ALL_STATES = frozenset(State)

RULES: Mapping[Action, Rule] = {
    Action.RECEIVE: Rule(
        side=Side.REQUESTED, states=frozenset({State.SENT}), roles=STAFF, by_letter=True
    ),
    Action.ASK: Rule(side=Side.REQUESTED, states=frozenset({State.RECEIVED}), roles=STAFF),
    Action.SUPPLY: Rule(
        side=Side.REQUESTING, states=frozenset({State.RECEIVED}), roles=STAFF, by_letter=True
    ),
    Action.ASSIGN: Rule(side=Side.REQUESTED, states=frozenset({State.RECEIVED}), roles=STAFF),
    Action.ANSWER: Rule(
        side=Side.REQUESTED, states=frozenset({State.RECEIVED}), roles=STAFF, by_letter=True
    ),
    Action.DRAFT_REFUSAL: Rule(side=Side.REQUESTED, states=OPEN, roles=STAFF),
    Action.DROP_REFUSAL: Rule(side=Side.REQUESTED, states=OPEN, roles=STAFF),
    Action.REFUSE: Rule(side=Side.REQUESTED, states=OPEN, roles=COORDINATORS, by_letter=True),
    Action.WITHDRAW: Rule(side=Side.REQUESTING, states=OPEN, roles=STAFF, by_letter=True),
    Action.CLOSE: Rule(
        side=Side.REQUESTING,
        states=frozenset({State.ANSWERED, State.REFUSED}),
        roles=STAFF,
        by_letter=True,
    ),
    Action.AGREE: Rule(side=None, states=ALL_STATES, roles=STAFF),
    Action.OBJECT: Rule(side=None, states=ALL_STATES, roles=STAFF),
    Action.EXTEND: Rule(side=None, states=frozenset({State.RECEIVED}), roles=COORDINATORS),
}

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


class WrongState(Conflict):
    """The case is not where this step could be taken."""

    key = "error-wrong-state"


class NeedsLetter(Refusal):
    """A step of the other Party is recorded only with the letter that told it."""

    key = "error-needs-letter"


def judge(
    action: Action, *, role: Role, side: Side, state: State, alone: bool
) -> type[Refusal] | None:
    """Say why a step is refused, or None where it may be taken.

    ``alone``: the other Party has nobody who could take a step, so that its steps may be recorded
    here from its letters.
    """
    rule = RULES.get(action)
    if rule is None:
        return NotYourRole
    stands_in = rule.by_letter and alone and rule.side is not side
    if rule.side is not None and rule.side is not side and not stands_in:
        return NotYourSide
    if role not in (STAFF if stands_in else rule.roles):
        return NotYourRole
    return None if state in rule.states else WrongState


def stands_in(action: Action, *, side: Side, alone: bool) -> bool:
    """Whether a step would be recorded here for the other Party, from its letter."""
    rule = RULES[action]
    return rule.by_letter and alone and rule.side is not side


def may_use(command: str, role: Role) -> bool:
    """Whether a role has a command; an unlisted one nobody has."""
    return role in LINES.get(command, frozenset())
