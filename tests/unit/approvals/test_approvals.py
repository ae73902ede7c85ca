"""Approvals: who proposes, who agrees, what ends a proposal, and the extension that comes of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from liaison.approvals import rules as approval_rules
from liaison.approvals.rules import (
    Approval,
    ApprovalAction,
    ApprovalCode,
    ApprovalState,
    ProposedChange,
)
from liaison.core.errors import Conflict
from liaison.core.form import DateOutOfRange
from liaison.core.people import COORDINATORS, NotYourRole, Person, Role
from liaison.requests import rules as request_rules
from liaison.requests.model import EXTENSION_APPROVAL, Action, ExtensionReason, State
from liaison.requests.todos import upcoming_reminders
from tests.unit.samples import (
    AGREEMENT,
    BOPHA,
    CN,
    DARA,
    DUE_ON,
    KH,
    LATER,
    LI,
    REFERENCE,
    SOKHA,
    WANG,
    act,
    person,
    received,
)

DAY = timedelta(days=1)
MOMENT = timedelta(seconds=1)
OPEN_FOR = 14 * DAY
LATE = LATER + OPEN_FOR
OTHER_DARA = person(7, KH, Role.COORDINATOR)
OTHER_WANG = person(8, CN, Role.COORDINATOR)
CODE = ApprovalCode("K26-7F3K4")
TO = DUE_ON + 14 * DAY
CHANGE = ProposedChange(
    kind=EXTENSION_APPROVAL,
    of=REFERENCE,
    before=DUE_ON.isoformat(),
    after=TO.isoformat(),
    reason="court",
)
WHO = {ApprovalAction.AGREE: WANG, ApprovalAction.DECLINE: WANG, ApprovalAction.WITHDRAW: DARA}
ENDING = pytest.mark.parametrize("action", WHO)


def proposed(actor: Person = DARA) -> Approval:
    return approval_rules.propose(
        CHANGE, actor, approvers=COORDINATORS, code=CODE, at=LATER, open_for=OPEN_FOR
    )


def answer(
    action: ApprovalAction,
    actor: Person | None = None,
    *,
    approval: Approval | None = None,
    at: datetime = LATER,
) -> Approval:
    """A proposal after an answer, by default of the person who may give it."""
    return approval_rules.end(
        approval or proposed(), action, actor or WHO[action], approvers=COORDINATORS, at=at
    )


def test_a_proposal_waits_for_the_other_party_for_a_set_time() -> None:
    approval = proposed()
    assert (approval.party, approval.by, approval.state) == (KH, DARA.id, ApprovalState.OPEN)
    assert approval.version == 1
    assert (approval.made_at, approval.expires_at, approval.is_open) == (LATER, LATE, True)
    assert (approval.ended_at, approval.ended_by) == (None, None)


@ENDING
def test_each_answer_ends_a_proposal_and_records_person_and_time(action: ApprovalAction) -> None:
    approval = answer(action, at=LATER + DAY)
    assert (approval.state, approval.version) == (approval_rules.ENDS_IN[action], 2)
    assert not approval.is_open
    assert (approval.ended_at, approval.ended_by) == (LATER + DAY, WHO[action].id)
    assert (approval.change, approval.code) == (CHANGE, CODE)


@pytest.mark.parametrize("who", [SOKHA, BOPHA, LI])
def test_only_coordinators_propose_and_answer(who: Person) -> None:
    with pytest.raises(NotYourRole):
        proposed(who)
    for action in WHO:
        with pytest.raises(NotYourRole):
            answer(action, who)


@pytest.mark.parametrize(
    ("action", "who", "error"),
    [
        (ApprovalAction.AGREE, DARA, "error-own-proposal"),
        (ApprovalAction.AGREE, OTHER_DARA, "error-own-proposal"),
        (ApprovalAction.DECLINE, OTHER_DARA, "error-own-proposal"),
        (ApprovalAction.WITHDRAW, WANG, "error-other-partys-approval"),
    ],
)
def test_no_party_answers_its_own_proposal_or_withdraws_the_other_partys(
    action: ApprovalAction, who: Person, error: str
) -> None:
    with pytest.raises(Conflict, match=error):
        answer(action, who)


def test_a_colleague_of_the_proposer_may_withdraw() -> None:
    approval = answer(ApprovalAction.WITHDRAW, OTHER_DARA)
    assert (approval.state, approval.ended_by) == (ApprovalState.WITHDRAWN, OTHER_DARA.id)


@ENDING
def test_the_same_answer_twice_is_refused_as_recorded(action: ApprovalAction) -> None:
    approval = answer(action, at=LATER + DAY)
    with pytest.raises(Conflict, match="error-already-recorded") as caught:
        answer(action, approval=approval, at=LATE)
    assert caught.value.values == {"reference": CODE, "who": "", "at": LATER + DAY}
    colleague = OTHER_DARA if action is ApprovalAction.WITHDRAW else OTHER_WANG
    with pytest.raises(Conflict, match="error-recorded-by-colleague"):
        answer(action, colleague, approval=approval, at=LATE)


@ENDING
@pytest.mark.parametrize("first", [*WHO, None])
def test_an_ended_one_takes_no_answer(first: ApprovalAction | None, action: ApprovalAction) -> None:
    approval = approval_rules.expire(proposed(), at=LATER)
    if first is not None:
        approval = answer(first)
    refused = "error-already-recorded" if first is action else "error-approval-ended"
    with pytest.raises(Conflict, match=refused):
        answer(action, approval=approval, at=LATER)


@ENDING
def test_it_can_be_answered_until_its_time_is_over_and_not_then(action: ApprovalAction) -> None:
    approval = proposed()
    assert not answer(action, approval=approval, at=LATE - MOMENT).is_open
    for at in (LATE, LATE + MOMENT):
        with pytest.raises(Conflict, match="error-approval-ended"):
            answer(action, approval=approval, at=at)


def test_what_expires_was_ended_by_no_one() -> None:
    approval = approval_rules.expire(proposed(), at=LATE)
    assert (approval.state, approval.ended_at) == (ApprovalState.EXPIRED, LATE)
    assert approval.ended_by is None


def test_an_extension_moves_the_due_date_keeps_the_first_and_lets_the_clock_run_on() -> None:
    request = received()
    moved, event = request_rules.extend(request, act(WANG), to=TO, reason=ExtensionReason.COURT)
    assert (moved.state, moved.due_on, moved.first_due_on) == (State.RECEIVED, TO, DUE_ON)
    assert (moved.received_on, moved.changed_at) == (request.received_on, request.changed_at)
    assert moved.version == moved.shared_version == request.version + 1
    assert (event.action, event.private, event.party) == (Action.EXTEND, False, CN)
    assert event.facts == {"before": DUE_ON.isoformat(), "due": TO.isoformat(), "reason": "court"}
    again, _ = request_rules.extend(moved, act(DARA), to=TO + DAY, reason=ExtensionReason.HOLIDAYS)
    assert (again.due_on, again.first_due_on) == (TO + DAY, DUE_ON)


def test_reminders_follow_the_new_date() -> None:
    moved, _ = request_rules.extend(received(), act(WANG), to=TO, reason=ExtensionReason.COURT)
    ended = LATER + 30 * DAY
    assert upcoming_reminders(received(), AGREEMENT, after=ended) == ()
    mornings = upcoming_reminders(moved, AGREEMENT, after=ended)
    assert [TO - at.date() for at in mornings] == [7 * DAY, 3 * DAY, 1 * DAY, 0 * DAY]


@pytest.mark.parametrize(
    ("passed", "accepted", "refused"), [(0, (1, 366), (-30, 0, 367)), (10, (10, 376), (9, 377))]
)
def test_an_extension_is_to_a_later_day_within_a_year_that_has_not_passed(
    passed: int, accepted: Iterable[int], refused: Iterable[int]
) -> None:
    today = DUE_ON + passed * DAY
    for days in accepted:
        request_rules.extension_days(received(), today).check(DUE_ON + days * DAY)
    for days in refused:
        with pytest.raises(DateOutOfRange) as caught:
            request_rules.extension_days(received(), today).check(DUE_ON + days * DAY)
        first = max(today, DUE_ON + DAY)
        assert caught.value.values == {"first": first, "last": today + 366 * DAY}


def test_a_request_without_a_due_date_cannot_be_extended() -> None:
    with pytest.raises(request_rules.NoDueDate):
        request_rules.extension_days(replace(received(), due_on=None), TO)
