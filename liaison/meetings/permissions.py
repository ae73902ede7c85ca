"""Permissions for the steps of a meeting: one table of state, open offer and authority to bind."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from liaison.core.errors import UserError, WrongState
from liaison.core.people import STAFF, NotYourRole, NotYourSide, Person, Role
from liaison.meetings.model import Meeting, MeetingAction, MeetingState


class ProposalTurn(StrEnum):
    """Whose offer is open, from the view of one Party."""

    OURS = "ours"
    THEIRS = "theirs"
    NOTHING = "nothing"


class NotBinding(UserError):
    """Only a coordinator may bind the own Party, or a focal person if it has no coordinator."""


@dataclass(frozen=True, slots=True)
class MeetingRule:
    """One row of the table: whether the step binds the Party, the open offers, the states, and
    whether it is one of those ``afterwards``, when an agreed meeting is over.
    """

    coordinators_only: bool
    turns: Collection[ProposalTurn] = tuple(ProposalTurn)
    states: Collection[MeetingState] = (MeetingState.PROPOSED, MeetingState.AGREED)
    afterwards: bool = False


_OURS, _THEIRS = (ProposalTurn.OURS,), (ProposalTurn.THEIRS,)
_AFTERWARDS = MeetingRule(coordinators_only=True, states=(MeetingState.AGREED,), afterwards=True)
MEETING_RULES: Mapping[MeetingAction, MeetingRule] = {
    MeetingAction.COUNTER: MeetingRule(coordinators_only=False),
    MeetingAction.CONFIRM: MeetingRule(coordinators_only=True, turns=_OURS),
    MeetingAction.ACCEPT: MeetingRule(coordinators_only=True, turns=_THEIRS),
    MeetingAction.DECLINE: MeetingRule(coordinators_only=True, turns=_THEIRS),
    MeetingAction.WITHDRAW: MeetingRule(coordinators_only=True, turns=_OURS),
    MeetingAction.CANCEL: MeetingRule(coordinators_only=True, states=(MeetingState.AGREED,)),
    MeetingAction.HELD: _AFTERWARDS,
    MeetingAction.MISSED: _AFTERWARDS,
    MeetingAction.MINUTES: _AFTERWARDS,
}
"""A proposal needs no meeting, and only the service lets one expire."""


HELD_OR_MISSED = (MeetingAction.HELD, MeetingAction.MISSED)


def binds(person: Person, *, coordinators: int) -> bool:
    """Whether a person may bind the Party; ``coordinators`` is the number of its active ones."""
    if person.role is Role.COORDINATOR:
        return True
    return person.role is Role.FOCAL_PERSON and not coordinators


def proposal_turn(meeting: Meeting, party: str) -> ProposalTurn:
    """Whose offer is open, from the view of a Party."""
    if meeting.offer is None:
        return ProposalTurn.NOTHING
    return ProposalTurn.OURS if meeting.offer.by == party else ProposalTurn.THEIRS


def bound_version(meeting: Meeting, action: MeetingAction) -> int:
    """The oldest version on which a step is valid. A consent is bound to the offer: it counts while
    that is unchanged, also if others have consented to it meanwhile. What is recorded
    afterwards is bound to the agreed time.
    """
    rule = MEETING_RULES.get(action)
    if rule is not None and rule.afterwards and meeting.slot is not None:
        return meeting.slot.sequence
    if action in (MeetingAction.CONFIRM, MeetingAction.ACCEPT) and meeting.offer is not None:
        return meeting.offer.version
    return meeting.shared_version


def may_take(
    action: MeetingAction, meeting: Meeting, person: Person, *, binding: bool, over: bool
) -> bool:
    """Whether a person may take a step of a meeting now."""
    return refusal_of(action, meeting, person, binding=binding, over=over) is None


def refusal_of(
    action: MeetingAction, meeting: Meeting, person: Person, *, binding: bool, over: bool
) -> type[UserError] | None:
    """The error of a step, or None if it is allowed; who made an offer may withdraw it. ``over``:
    the agreed time has passed; what did not take place can still be changed or cancelled.
    """
    rule = MEETING_RULES.get(action)
    if rule is None or person.role not in STAFF:
        return NotYourRole
    fits = over if rule.afterwards else meeting.missed or not over
    if not fits or meeting.state not in rule.states:
        return WrongState
    turn = proposal_turn(meeting, person.party)
    if turn not in rule.turns:
        return WrongState if turn is ProposalTurn.NOTHING else NotYourSide
    made = meeting.offer is not None and meeting.offer.person == person.id
    may_bind = binding or (made and action is MeetingAction.WITHDRAW)
    return NotBinding if rule.coordinators_only and not may_bind else None
