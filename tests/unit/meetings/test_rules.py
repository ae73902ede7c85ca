"""The life of a meeting: agreed only by both, on one version, and never on a stale word."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.profile.agreement_file import default_agreement
from liaison.core.agreement import MeetingKind
from liaison.core.errors import Conflict, UserError
from liaison.core.people import Role
from liaison.meetings import model, rules
from liaison.meetings.step_notifications import CONFIRMATION, PROPOSAL, ended_keys
from tests.unit.meetings.sample_meetings import (
    CN,
    HOUR,
    KH,
    NOW,
    OPTIONS,
    TOMORROW,
    act,
    emergency,
    proposed,
)

AGREEMENT = default_agreement()


def agreed() -> model.Meeting:
    meeting, _ = rules.accept(proposed(), act(CN), option=1, length=HOUR)
    return meeting


def changed(meeting: model.Meeting, options: rules.Places) -> model.Meeting:
    time = model.Objection.TIME
    return rules.counter(meeting, act(KH), options=options, host=KH, objection=time)[0]


@pytest.mark.parametrize("meeting", [proposed(), changed(agreed(), OPTIONS)])
def test_a_proposal_and_a_change_begin_with_a_first_offer(meeting: model.Meeting) -> None:
    assert meeting.offer is not None
    assert (meeting.offer.number, meeting.offer.version) == (1, meeting.version)


def test_a_consent_ends_only_the_notices_that_asked_for_it() -> None:
    unconfirmed = proposed(binds=False)
    confirmed = rules.confirm(unconfirmed, act(KH), length=HOUR)
    chosen = rules.accept(unconfirmed, act(CN), option=1, length=HOUR)
    done = rules.confirm(chosen[0], act(KH), length=HOUR)
    assert ended_keys(*confirmed) == {CONFIRMATION}
    assert ended_keys(*chosen) == {PROPOSAL}
    assert ended_keys(*done) == {CONFIRMATION, PROPOSAL}


def test_the_hosts_take_turns_from_the_first() -> None:
    hosts = [rules.host_of_year(AGREEMENT, year) for year in range(2015, 2020)]
    assert hosts == ["CN", "KH", "CN", "KH", "CN"]


def test_it_is_agreed_at_once_where_the_proposer_stands_behind_it() -> None:
    meeting, event = rules.accept(proposed(), act(CN), option=2, length=HOUR)
    assert meeting.state is model.MeetingState.AGREED
    assert meeting.offer is None
    assert meeting.slot is not None
    assert (meeting.slot.start, meeting.slot.end) == (TOMORROW + HOUR, TOMORROW + 2 * HOUR)
    assert meeting.slot.sequence == meeting.version == 2
    assert event.facts == {"option": 2}


def test_it_has_begun_at_its_start_and_is_over_at_its_end() -> None:
    meeting, end, second = agreed(), TOMORROW + HOUR, timedelta(seconds=1)
    assert (meeting.has_begun(TOMORROW - second), meeting.has_begun(TOMORROW)) == (False, True)
    assert (meeting.is_over(end - second), meeting.is_over(end)) == (False, True)


def test_a_focal_persons_proposal_is_agreed_only_once_the_own_coordinator_confirms() -> None:
    chosen, _ = rules.accept(proposed(binds=False), act(CN), option=1, length=HOUR)
    assert chosen.state is model.MeetingState.PROPOSED
    assert (chosen.version, chosen.shared_version) == (2, 2)
    assert chosen.slot is None
    done, event = rules.confirm(chosen, act(KH, Role.COORDINATOR), length=HOUR)
    assert done.state is model.MeetingState.AGREED
    assert event.action is model.MeetingAction.CONFIRM


def test_confirming_before_the_answer_agrees_nothing_yet() -> None:
    confirmed, _ = rules.confirm(proposed(binds=False), act(KH), length=HOUR)
    assert confirmed.state is model.MeetingState.PROPOSED
    assert (confirmed.version, confirmed.shared_version) == (2, 1)
    with pytest.raises(UserError, match="error-own-proposal"):
        rules.confirm(confirmed, act(KH), length=HOUR)
    done, _ = rules.accept(confirmed, act(CN), option=1, length=HOUR)
    assert done.state is model.MeetingState.AGREED


def test_the_other_party_may_choose_anew_until_it_is_confirmed() -> None:
    first, _ = rules.accept(proposed(binds=False), act(CN), option=1, length=HOUR)
    with pytest.raises(Conflict, match="error-already-accepted"):
        rules.accept(first, act(CN), option=1, length=HOUR)
    second, _ = rules.accept(first, act(CN), option=2, length=HOUR)
    done, _ = rules.confirm(second, act(KH), length=HOUR)
    assert done.slot is not None
    assert done.slot.start == TOMORROW + HOUR


def test_a_counter_voids_what_was_accepted_and_its_options_have_numbers_of_their_own() -> None:
    chosen, _ = rules.accept(proposed(binds=False), act(CN), option=1, length=HOUR)
    later = ((TOMORROW + 5 * HOUR, None),)
    countered, _ = rules.counter(chosen, act(CN), options=later, host=CN)
    assert countered.offer is not None
    assert countered.offer.chosen is None
    assert [each.number for each in countered.offer.options] == [3]
    with pytest.raises(UserError, match="error-unknown-option") as refused:
        rules.accept(countered, act(KH), option=1, length=HOUR)
    assert refused.value.values == {"options": "1"}
    done, _ = rules.accept(countered, act(KH), option=3, length=HOUR)
    assert done.slot is not None
    assert (done.slot.start, done.slot.host) == (TOMORROW + 5 * HOUR, "CN")


def test_a_change_leaves_the_agreed_slot_standing_until_it_is_agreed_too() -> None:
    before = agreed()
    changing = changed(before, ((TOMORROW + 9 * HOUR, "Hanoi"),))
    assert changing.slot == before.slot
    declined, _ = rules.decline(changing, act(CN), objection=model.Objection.TIME)
    assert (declined.state, declined.slot) == (model.MeetingState.AGREED, before.slot)
    withdrawn, _ = rules.withdraw(changing, act(KH), objection=model.Objection.SETTLED)
    assert (withdrawn.state, withdrawn.slot) == (model.MeetingState.AGREED, before.slot)
    done, _ = rules.accept(changing, act(CN), option=3, length=HOUR)
    assert done.slot is not None
    assert before.slot is not None
    assert done.slot.start == TOMORROW + 9 * HOUR
    assert done.slot.sequence > before.slot.sequence


@pytest.mark.parametrize(
    ("step", "state"),
    [(rules.decline, model.MeetingState.DECLINED), (rules.withdraw, model.MeetingState.WITHDRAWN)],
)
def test_a_proposal_that_is_dropped_ends_with_its_reason(step: object, state: str) -> None:
    assert callable(step)
    meeting, event = step(proposed(), act(CN), objection=model.Objection.SETTLED)
    assert (meeting.state, meeting.offer, meeting.objection) == (state, None, "settled")
    assert event.facts == {"objection": "settled"}


def test_a_cancelled_meeting_keeps_its_slot_for_the_calendars() -> None:
    before = agreed()
    meeting, _ = rules.cancel(before, act(CN), objection=model.Objection.PREPARATION)
    assert meeting.state is model.MeetingState.CANCELLED
    assert meeting.slot is not None
    assert before.slot is not None
    assert meeting.slot.start == before.slot.start
    assert meeting.slot.sequence == meeting.version > before.slot.sequence


def test_a_proposal_expires_with_its_last_option() -> None:
    meeting = proposed()
    assert rules.expire(meeting, TOMORROW + HOUR - timedelta(seconds=1)) is None
    step = rules.expire(meeting, TOMORROW + HOUR)
    assert step is not None
    assert (step[0].state, step[0].offer) == (model.MeetingState.EXPIRED, None)
    assert (step[1].party, step[1].person) == (None, None)


def test_a_change_needs_a_reason_and_tells_it() -> None:
    with pytest.raises(UserError, match="error-no-reason"):
        rules.counter(agreed(), act(KH), options=((TOMORROW, None),), host=KH)
    offer = changed(agreed(), ((TOMORROW, None),)).offer
    assert offer is not None
    assert offer.objection is model.Objection.TIME


def test_a_change_that_expires_leaves_the_meeting_agreed() -> None:
    changing = changed(agreed(), ((NOW + HOUR, None),))
    step = rules.expire(changing, NOW + HOUR)
    assert step is not None
    assert (step[0].state, step[0].slot) == (model.MeetingState.AGREED, changing.slot)
    assert rules.expire(step[0], NOW + 2 * HOUR) is None


def test_an_option_whose_time_has_passed_is_not_accepted_nor_confirmed() -> None:
    late = TOMORROW + timedelta(minutes=1)
    with pytest.raises(UserError, match="error-option-passed"):
        rules.accept(proposed(), act(CN, at=late), option=1, length=HOUR)
    chosen, _ = rules.accept(proposed(binds=False), act(CN), option=1, length=HOUR)
    with pytest.raises(UserError, match="error-option-passed"):
        rules.confirm(chosen, act(KH, at=late), length=HOUR)


@pytest.mark.parametrize("hours", [[], range(6), [0, 0]])
def test_one_to_five_different_options_are_offered(hours: Sequence[int]) -> None:
    options = tuple((TOMORROW + number * HOUR, None) for number in hours)
    with pytest.raises(UserError, match="error-option-count"):
        rules.propose(emergency(options), act(KH), code=proposed().code, about="")


def test_a_plan_is_kept_as_it_was_made() -> None:
    plan = model.MeetingProposal(
        kind=MeetingKind.DIFFERENCE,
        occasion=model.Occasion.INTERPRETATION,
        urgent=True,
        case=None,
        options=((TOMORROW, "Phnom Penh"),),
        host=CN,
    )
    meeting, event = rules.propose(plan, act(KH), code=proposed().code, about="")
    assert meeting.kind == MeetingKind.DIFFERENCE
    assert (meeting.occasion, meeting.urgent) == (model.Occasion.INTERPRETATION, True)
    assert meeting.offer is not None
    assert (meeting.offer.host, meeting.offer.options[0].venue) == ("CN", "Phnom Penh")
    assert (event.action, event.version) == (model.MeetingAction.PROPOSE, 1)
