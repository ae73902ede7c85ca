"""Handing a request over whose assignee has left: offered first, then taken by the successor."""

from dataclasses import replace

import pytest

from liaison.core.errors import UserError
from liaison.core.people import AccountStatus, Person, Role, UnknownPerson
from liaison.requests import reassignment
from liaison.requests import rules as request_rules
from liaison.requests.model import Request
from tests.unit.samples import BOPHA, CN, LI, SOKHA, WANG, act, person, received

GONE = person(8, CN, Role.FOCAL_PERSON, status=AccountStatus.REMOVED)
MEI = person(9, CN, Role.FOCAL_PERSON)
LEFT = [
    GONE,
    replace(GONE, status=AccountStatus.SUSPENDED),
    replace(GONE, status=AccountStatus.ACTIVE, role=Role.ADMIN),
]


def held_by(who: Person) -> Request:
    """A received request that is assigned to a person."""
    return replace(received(), assignee=who.id)


def offered() -> Request:
    """The request of a person who has left, offered to Li."""
    return reassignment.assign(held_by(GONE), act(WANG), to=LI, holder=GONE)[0]


@pytest.mark.parametrize("holder", LEFT)
def test_the_request_of_one_who_left_is_offered_and_stays_until_taken(holder: Person) -> None:
    moved, event = reassignment.assign(held_by(holder), act(WANG), to=LI, holder=holder)
    assert (moved.assignee, moved.offered_to) == (holder.id, LI.id)
    assert reassignment.OFFERED in event.facts
    assert event.private
    assert moved.shared_version == received().shared_version


def test_the_successor_takes_it_and_no_one_else_of_the_focal_persons() -> None:
    moved, event = reassignment.assign(offered(), act(LI), to=LI, holder=GONE)
    assert (moved.assignee, moved.offered_to) == (LI.id, None)
    assert reassignment.TAKEN in event.facts
    for to in (MEI, LI):
        with pytest.raises(UserError, match="error-not-your-request"):
            reassignment.assign(offered(), act(MEI), to=to, holder=GONE)


def test_the_successor_does_not_pass_an_offer_on() -> None:
    with pytest.raises(UserError, match="error-not-your-request"):
        reassignment.assign(offered(), act(LI), to=MEI, holder=GONE)


def test_a_coordinator_offers_it_to_another_or_takes_it_at_once() -> None:
    again, _ = reassignment.assign(offered(), act(WANG), to=MEI, holder=GONE)
    assert (again.assignee, again.offered_to) == (GONE.id, MEI.id)
    mine, event = reassignment.assign(offered(), act(WANG), to=WANG, holder=GONE)
    assert (mine.assignee, mine.offered_to) == (WANG.id, None)
    assert reassignment.TAKEN not in event.facts


@pytest.mark.parametrize("to", [SOKHA, BOPHA, GONE])
def test_a_request_is_offered_only_to_who_may_work_on_it(to: Person) -> None:
    with pytest.raises(UnknownPerson):
        reassignment.assign(held_by(GONE), act(WANG), to=to, holder=GONE)


@pytest.mark.parametrize("holder", [None, LI, WANG])
def test_a_request_of_an_active_person_or_of_no_one_moves_at_once(holder: Person | None) -> None:
    assert not reassignment.has_left(holder)
    request = received() if holder is None else held_by(holder)
    moved, event = reassignment.assign(request, act(WANG), to=MEI, holder=holder)
    assert (moved, event) == request_rules.assign(request, act(WANG), to=MEI)


def test_once_the_assignee_is_back_the_offer_is_over() -> None:
    back = replace(GONE, status=AccountStatus.ACTIVE)
    moved, _ = reassignment.assign(offered(), act(WANG), to=MEI, holder=back)
    assert (moved.assignee, moved.offered_to) == (MEI.id, None)


def test_the_successor_may_decline_an_offer() -> None:
    moved, event = reassignment.decline_offer(offered(), act(LI))
    assert (moved.assignee, moved.offered_to) == (GONE.id, None)
    assert reassignment.DECLINED in event.facts
    assert event.private
    for refused, who in ((offered(), MEI), (held_by(GONE), LI)):
        with pytest.raises(UserError, match="error-not-offered"):
            reassignment.decline_offer(refused, act(who))
