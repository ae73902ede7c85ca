"""Permissions for the steps of a request: one table of role, side and state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from liaison.core.agreement import PartyCode
from liaison.core.errors import UserError, WrongState
from liaison.core.people import COORDINATORS, STAFF, NotYourRole, NotYourSide, Person, Role
from liaison.requests.model import OPEN, Action, ReportedStep, Request, Side, State

INQUIRY_WAITS = timedelta(days=7)
"""How long an inquiry about progress is not repeated if it is not answered."""


class ReplyNotComplete(UserError):
    """There is no complete reply to correct; what was answered by number is answered again."""


class ClosedForCorrection(UserError):
    """A closed request is not corrected, and its reply not returned."""


@dataclass(frozen=True, slots=True)
class StepRule:
    """One row of the table. ``by_letter``: the other side may also record the step from a letter,
    if this side has no staff in the service. ``errors``: those of other states.
    """

    side: Side | None
    states: frozenset[State]
    roles: frozenset[Role] = STAFF
    by_letter: bool = False
    errors: Mapping[State, type[UserError]] = field(default_factory=dict)


_RECEIVED = frozenset({State.RECEIVED})
_ENDED = frozenset({State.ANSWERED, State.REFUSED})
_WHEN_CLOSED = {State.CLOSED: ClosedForCorrection}
_NOT_CORRECTED = {State.RECEIVED: ReplyNotComplete, State.CLOSED: ClosedForCorrection}
_CORRECT_SENT = StepRule(Side.REQUESTING, frozenset(State) - {State.CLOSED}, errors=_WHEN_CLOSED)
"""The requesting Party corrects a value that it has sent."""
RULES: Mapping[Action, StepRule] = {
    Action.RECEIVE: StepRule(Side.REQUESTED, frozenset({State.SENT}), by_letter=True),
    Action.ASK: StepRule(Side.REQUESTED, _RECEIVED),
    Action.SUPPLY: StepRule(Side.REQUESTING, _RECEIVED, by_letter=True),
    Action.ASSIGN: StepRule(Side.REQUESTED, _RECEIVED),
    Action.ANSWER: StepRule(Side.REQUESTED, _RECEIVED, by_letter=True),
    Action.ANSWER_PART: StepRule(Side.REQUESTED, _RECEIVED, by_letter=True),
    Action.REFUSE: StepRule(Side.REQUESTED, OPEN, by_letter=True),
    Action.WITHDRAW: StepRule(Side.REQUESTING, OPEN, by_letter=True),
    Action.CLOSE: StepRule(Side.REQUESTING, _ENDED, by_letter=True),
    Action.CORRECT: StepRule(Side.REQUESTED, _ENDED, errors=_NOT_CORRECTED),
    Action.RETURN: StepRule(Side.REQUESTING, frozenset({State.ANSWERED}), errors=_WHEN_CLOSED),
    Action.INQUIRE: StepRule(Side.REQUESTING, OPEN),
    Action.PROGRESS: StepRule(Side.REQUESTED, OPEN),
    Action.AGREE: StepRule(None, frozenset(State)),
    Action.OBJECT: StepRule(None, frozenset(State)),
    Action.EXTEND: StepRule(None, _RECEIVED, COORDINATORS),
    Action.APPROVE_SAFETY: StepRule(None, OPEN, COORDINATORS),
    Action.POSTPONE: StepRule(None, OPEN, COORDINATORS),
    Action.ANSWER_SAFETY: StepRule(None, OPEN),
}


def check_permission(
    action: Action, *, role: Role, side: Side, state: State, other_absent: bool
) -> type[UserError] | None:
    """The error of a refused step, or None if it is allowed. ``other_absent``: the other Party has
    no staff in the service, so its steps may be recorded here from its letters.
    """
    of_sent = action is Action.CORRECT and side is Side.REQUESTING
    rule = _CORRECT_SENT if of_sent else RULES.get(action)
    if rule is None:
        return NotYourRole
    substitutes = rule.by_letter and other_absent and rule.side is not side
    if rule.side is not None and rule.side is not side and not substitutes:
        return NotYourSide
    if role not in (STAFF if substitutes else rule.roles):
        return NotYourRole
    return None if state in rule.states else rule.errors.get(state, WrongState)


def side_of(action: Action, request: Request, party: PartyCode) -> Side:
    """The side on which a Party takes a step: what it recorded from a letter, and has not asked
    about, it corrects as if it had sent it.
    """
    recorded = [e for e in request.reported_steps if (e.action, e.by) == (Action.RECORD, party)]
    is_own = recorded and request.state in OPEN and not request.missing
    return Side.REQUESTING if action is Action.CORRECT and is_own else request.side(party)


def may_be_reported(action: Action, *, side: Side) -> bool:
    """Whether a step is the other Party's, recorded here from its letter if it had no staff."""
    rule = RULES[action]
    return rule.by_letter and rule.side is not side


def steps_to_review(request: Request, party: PartyCode) -> tuple[ReportedStep, ...]:
    """Steps that the other Party reported by letter and ``party`` has not reviewed."""
    return tuple(s for s in request.reported_steps if s.by != party and s.verdict is None)


def points_to_answer(request: Request, person: Person) -> Sequence[str]:
    """What the safety check left open; for the person who sent the request, what has no answer."""
    plan, knows = request.details.repatriation, person.role in COORDINATORS
    if plan is None or not (knows or person.id == request.logged_by):
        return []
    return [each for each in plan.open_points or () if knows or each not in plan.safety]


def undecided(request: Request) -> Sequence[PartyCode]:
    """The Parties that have yet to decide on the safety check of a repatriation."""
    plan, parties = request.details.repatriation, (request.requesting, request.requested)
    return [each for each in parties if plan is not None and plan.waits_for(each)]


def inquiry_waits_until(request: Request, now: datetime) -> datetime | None:
    """Until when an inquiry that is not answered is not repeated; None if it can be now."""
    until = None if request.inquired_at is None else request.inquired_at + INQUIRY_WAITS
    return None if until is None or until <= now else until


def may_take(
    action: Action, request: Request, person: Person, *, other_absent: bool, now: datetime
) -> bool:
    """Whether a person may take a step now; ``other_absent`` as in ``check_permission``."""
    match action:
        case Action.SUPPLY if not request.missing:
            return False
        case Action.INQUIRE if inquiry_waits_until(request, now) is not None:
            return False
        case Action.AGREE | Action.OBJECT if not steps_to_review(request, person.party):
            return False
        case Action.EXTEND if request.due_on is None:
            return False
        case Action.APPROVE_SAFETY | Action.POSTPONE if person.party not in undecided(request):
            return False
        case Action.ANSWER_SAFETY if not points_to_answer(request, person):
            return False
    side = side_of(action, request, person.party)
    if action is Action.CORRECT and side is Side.REQUESTED and request.missing:
        action = Action.ASK  # what was asked for is corrected
    found = check_permission(
        action, role=person.role, side=side, state=request.state, other_absent=other_absent
    )
    return found is None
