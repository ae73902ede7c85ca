"""Permissions for meetings: every combination, against a readable table."""

from dataclasses import replace
from itertools import product

import pytest

from liaison.core.errors import UserError, WrongState
from liaison.core.people import STAFF, NotYourRole, NotYourSide, Role
from liaison.meetings.model import MeetingAction, MeetingState
from liaison.meetings.permissions import (
    NotBinding,
    ProposalTurn,
    binds,
    proposal_turn,
    refusal_of,
)
from liaison.meetings.rules import accept, counter
from tests.unit.meetings.sample_meetings import CN, HOUR, KH, OPTIONS, act, proposed

# The step, in which states, whose version is proposed, who may take it, and when.
THE_RULES = """
    counter   proposed,agreed  ours,theirs,nothing  anybody  before
    back      proposed,agreed  ours                 binding  before
    accept    proposed,agreed  theirs               binding  before
    decline   proposed,agreed  theirs               binding  before
    withdraw  proposed,agreed  ours                 binding  before
    cancel    agreed           ours,theirs,nothing  binding  before
    held      agreed           ours,theirs,nothing  binding  after
    missed    agreed           ours,theirs,nothing  binding  after
    minutes   agreed           ours,theirs,nothing  binding  after
"""
LINES = {line.split()[0]: line.split()[1:] for line in THE_RULES.strip().splitlines()}
WHENS = {"before": (False, False), "after": (True, False), "missed": (True, True)}
"""Whether it is over, and whether a Party has recorded that it did not take place."""
COUNTERED, _ = counter(proposed(), act(CN), options=OPTIONS, host=CN)
OFFERED = {
    ProposalTurn.OURS: proposed(),
    ProposalTurn.THEIRS: COUNTERED,
    ProposalTurn.NOTHING: replace(proposed(), offer=None),
}
"""By whose offer is open, from the view of Cambodia."""


def answer_of_the_rules(
    action: MeetingAction,
    role: Role,
    state: MeetingState,
    table: ProposalTurn,
    *,
    binding: bool,
    when: str,
) -> type[UserError] | None:
    if action not in LINES or role not in STAFF:
        return NotYourRole
    states, tables, word, moment = LINES[action]
    if state not in states.split(",") or when not in (moment, "missed"):
        return WrongState
    if table not in tables.split(","):
        return WrongState if table is ProposalTurn.NOTHING else NotYourSide
    return NotBinding if word == "binding" and not binding else None


@pytest.mark.parametrize("when", WHENS)
@pytest.mark.parametrize("action", MeetingAction)
def test_every_combination_is_permitted_as_the_rules_say(action: MeetingAction, when: str) -> None:
    over, missed = WHENS[when]
    for role, state, table, binding in product(Role, MeetingState, ProposalTurn, (False, True)):
        meeting = replace(OFFERED[table], state=state, held_by_maker=False if missed else None)
        person = act(KH, role, number=2).person
        found = refusal_of(action, meeting, person, binding=binding, over=over)
        wanted = answer_of_the_rules(action, role, state, table, binding=binding, when=when)
        assert found is wanted, (action, role, state, table, binding)


def test_who_made_an_offer_may_withdraw_it_without_binding() -> None:
    for number, error in ((1, None), (2, NotBinding)):
        who = act(KH, Role.FOCAL_PERSON, number=number).person
        found = refusal_of(MeetingAction.WITHDRAW, proposed(), who, binding=False, over=False)
        assert found is error


def test_a_coordinator_binds_and_a_focal_person_only_where_there_is_none() -> None:
    people = {role: act(KH, role).person for role in Role}
    assert binds(people[Role.COORDINATOR], coordinators=1)
    assert not binds(people[Role.FOCAL_PERSON], coordinators=1)
    assert binds(people[Role.FOCAL_PERSON], coordinators=0)
    assert not binds(people[Role.ADMIN], coordinators=0)


def test_a_proposal_is_ours_or_theirs() -> None:
    meeting = proposed()
    assert proposal_turn(meeting, KH) == ProposalTurn.OURS
    assert proposal_turn(meeting, CN) == ProposalTurn.THEIRS
    assert proposal_turn(COUNTERED, KH) == ProposalTurn.THEIRS
    assert proposal_turn(COUNTERED, CN) == ProposalTurn.OURS
    agreed, _ = accept(meeting, act(CN), option=1, length=HOUR)
    assert proposal_turn(agreed, KH) is ProposalTurn.NOTHING
