"""Who may take which step of a meeting: one table of side, state and binding word."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from liaison.core.access import STAFF, NotYourRole, NotYourSide
from liaison.core.errors import Conflict, UserError
from liaison.core.people import Person, Role
from liaison.meetings.model import Meeting, MeetingAction, MeetingState


class ProposalTurn(StrEnum):
    """What lies on the table, seen by one Party."""

    OURS = "ours"
    THEIRS = "theirs"
    NOTHING = "nothing"


class MeetingNotOpen(Conflict):
    """The meeting is not where this step could be taken."""

    key = "error-meeting-state"


class NotBinding(UserError):
    """Only a coordinator binds the own Party, or a focal person where it has no coordinator."""

    key = "error-not-binding"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRule:
    """One line of the table: in which states, with what on the table, and by whose word."""

    states: frozenset[MeetingState]
    turns: frozenset[ProposalTurn]
    coordinators_only: bool


_ALIVE = frozenset({MeetingState.PROPOSED, MeetingState.AGREED})
_AGREED = frozenset({MeetingState.AGREED})
_ANY = frozenset(ProposalTurn)

MEETING_RULES: Mapping[MeetingAction, MeetingRule] = {
    MeetingAction.COUNTER: MeetingRule(states=_ALIVE, turns=_ANY, coordinators_only=False),
    MeetingAction.BACK: MeetingRule(
        states=_ALIVE, turns=frozenset({ProposalTurn.OURS}), coordinators_only=True
    ),
    MeetingAction.ACCEPT: MeetingRule(
        states=_ALIVE, turns=frozenset({ProposalTurn.THEIRS}), coordinators_only=True
    ),
    MeetingAction.DECLINE: MeetingRule(
        states=_ALIVE, turns=frozenset({ProposalTurn.THEIRS}), coordinators_only=True
    ),
    MeetingAction.WITHDRAW: MeetingRule(
        states=_ALIVE, turns=frozenset({ProposalTurn.OURS}), coordinators_only=False
    ),
    MeetingAction.CANCEL: MeetingRule(states=_AGREED, turns=_ANY, coordinators_only=True),
}
"""Proposing needs no meeting, and only the desk lets one expire."""


def binds(person: Person, *, coordinators: int) -> bool:
    """Whether a person's word is the Party's; ``coordinators`` are its active ones."""
    if person.role is Role.COORDINATOR:
        return True
    return person.role is Role.FOCAL_PERSON and not coordinators


def proposal_turn(meeting: Meeting, party: str) -> ProposalTurn:
    """What lies on the table for a Party."""
    if meeting.offer is None:
        return ProposalTurn.NOTHING
    return ProposalTurn.OURS if meeting.offer.by == party else ProposalTurn.THEIRS


def bound_version(meeting: Meeting, action: MeetingAction) -> int:
    """The oldest version on which a step still counts: where somebody stands behind an offer, also
    after the other Party has accepted an option of it.
    """
    if action is MeetingAction.BACK and meeting.offer is not None:
        return meeting.offer.version
    return meeting.shared_version


def check_meeting_permission(
    action: MeetingAction,
    *,
    role: Role,
    binding: bool,
    state: MeetingState,
    turn: ProposalTurn,
    over: bool,
) -> type[UserError] | None:
    """Say why a step of a meeting is refused, or None where it may be taken.

    ``over``: it was agreed, and its time has passed.
    """
    rule = MEETING_RULES.get(action)
    if rule is None or role not in STAFF:
        return NotYourRole
    if over or state not in rule.states:
        return MeetingNotOpen
    if turn not in rule.turns:
        return MeetingNotOpen if turn is ProposalTurn.NOTHING else NotYourSide
    return NotBinding if rule.coordinators_only and not binding else None
