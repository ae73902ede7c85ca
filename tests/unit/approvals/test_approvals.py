"""Approvals: who proposes, who agrees, what ends a proposal, and the extension that comes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.approvals import rules as approval_rules
from liaison.approvals.rules import (
    Approval,
    ApprovalAction,
    ApprovalCode,
    ApprovalState,
    ExtensionPassed,
    OtherPartysApproval,
    OwnApproval,
    ProposedChange,
    UnknownApproval,
    check_ahead,
    parse_approval_code,
)
from liaison.core.access import COORDINATORS, NotYourRole
from liaison.core.errors import UserError
from liaison.core.people import Person, Role
from liaison.core.references import new_coded
from liaison.lifecycle.conflicts import AlreadyRecorded, RecordChanged, RecordedByColleague
from liaison.requests import errors as request_errors
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

pytestmark = pytest.mark.unit

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


def test_a_proposal_waits_for_the_other_party_for_a_set_time() -> None:
    approval = proposed()
    assert (approval.party, approval.by, approval.state, approval.version) == (
        KH,
        DARA.id,
        ApprovalState.OPEN,
        1,
    )
    assert (approval.made_at, approval.expires_at, approval.is_open) == (LATER, LATE, True)
    assert (approval.ended_at, approval.ended_by) == (None, None)


@ENDING
def test_each_answer_ends_it_once_and_says_who_and_when(action: ApprovalAction) -> None:
    approval = approval_rules.end(
        proposed(), action, WHO[action], approvers=COORDINATORS, at=LATER + DAY
    )
    assert (approval.state, approval.version, approval.is_open) == (
        approval_rules.ENDS_IN[action],
        2,
        False,
    )
    assert (approval.ended_at, approval.ended_by) == (LATER + DAY, WHO[action].id)
    assert (approval.change, approval.code) == (CHANGE, CODE)


@pytest.mark.parametrize("who", [SOKHA, BOPHA, LI])
def test_only_coordinators_turn_a_key(who: Person) -> None:
    with pytest.raises(NotYourRole):
        proposed(who)
    for action in WHO:
        with pytest.raises(NotYourRole):
            approval_rules.end(proposed(), action, who, approvers=COORDINATORS, at=LATER)


@pytest.mark.parametrize(
    ("action", "who", "error"),
    [
        (ApprovalAction.AGREE, DARA, OwnApproval),
        (ApprovalAction.AGREE, OTHER_DARA, OwnApproval),
        (ApprovalAction.DECLINE, OTHER_DARA, OwnApproval),
        (ApprovalAction.WITHDRAW, WANG, OtherPartysApproval),
    ],
)
def test_no_party_turns_both_keys_nor_withdraws_the_others(
    action: ApprovalAction, who: Person, error: type[UserError]
) -> None:
    with pytest.raises(error):
        approval_rules.end(proposed(), action, who, approvers=COORDINATORS, at=LATER)


def test_a_colleague_of_the_proposer_may_withdraw() -> None:
    approval = approval_rules.end(
        proposed(), ApprovalAction.WITHDRAW, OTHER_DARA, approvers=COORDINATORS, at=LATER
    )
    assert (approval.state, approval.ended_by) == (ApprovalState.WITHDRAWN, OTHER_DARA.id)


@ENDING
def test_the_same_answer_twice_is_said_to_be_recorded(action: ApprovalAction) -> None:
    approval = approval_rules.end(
        proposed(), action, WHO[action], approvers=COORDINATORS, at=LATER + DAY
    )
    with pytest.raises(AlreadyRecorded) as caught:
        approval_rules.end(approval, action, WHO[action], approvers=COORDINATORS, at=LATE)
    assert caught.value.values == {"code": CODE, "at": LATER + DAY}
    colleague = OTHER_DARA if action is ApprovalAction.WITHDRAW else OTHER_WANG
    with pytest.raises(RecordedByColleague):
        approval_rules.end(approval, action, colleague, approvers=COORDINATORS, at=LATE)


@ENDING
@pytest.mark.parametrize("first", [*WHO, None])
def test_another_answer_to_what_has_ended_is_refused(
    first: ApprovalAction | None, action: ApprovalAction
) -> None:
    approval = approval_rules.expire(proposed(), at=LATER)
    if first is not None:
        approval = approval_rules.end(
            proposed(), first, WHO[first], approvers=COORDINATORS, at=LATER
        )
    refused = AlreadyRecorded if first is action else RecordChanged
    with pytest.raises(refused):
        approval_rules.end(approval, action, WHO[action], approvers=COORDINATORS, at=LATER)


@ENDING
def test_it_can_be_answered_until_its_time_is_over_and_not_then(action: ApprovalAction) -> None:
    approval = proposed()
    assert not approval_rules.end(
        approval, action, WHO[action], approvers=COORDINATORS, at=LATE - MOMENT
    ).is_open
    for at in (LATE, LATE + MOMENT):
        with pytest.raises(RecordChanged):
            approval_rules.end(approval, action, WHO[action], approvers=COORDINATORS, at=at)


def test_what_expires_was_ended_by_no_one() -> None:
    approval = approval_rules.expire(proposed(), at=LATE)
    assert (approval.state, approval.ended_at, approval.ended_by) == (
        ApprovalState.EXPIRED,
        LATE,
        None,
    )


@given(st.binary(min_size=4, max_size=4), st.integers(2000, 2099))
def test_every_code_is_read_back_as_it_is_typed(drawn: bytes, year: int) -> None:
    code = ApprovalCode(new_coded("K", year, lambda _count: drawn))
    assert code.startswith(f"K{year % 100:02}-")
    assert parse_approval_code(code) == code
    assert parse_approval_code(f" {code.lower().replace('-', ' ')} ") == code


@pytest.mark.parametrize("typed", ["", "K26", "K26-7F3K", REFERENCE, "M26-7F3K9", "K26-0000A"])
def test_what_is_no_code_of_a_proposal_is_refused(typed: str) -> None:
    with pytest.raises(UnknownApproval):
        parse_approval_code(typed)


def test_an_extension_moves_the_due_date_keeps_the_first_and_lets_the_clock_run_on() -> None:
    request = received()
    moved, event = request_rules.extend(request, act(WANG), to=TO, reason=ExtensionReason.COURT)
    assert (moved.state, moved.due_on, moved.first_due_on) == (State.RECEIVED, TO, DUE_ON)
    assert (moved.received_on, moved.changed_at) == (request.received_on, request.changed_at)
    assert moved.version == moved.shared_version == request.version + 1
    assert (event.action, event.private, event.party) == (Action.EXTEND, False, CN)
    assert event.facts == {
        "before": DUE_ON.isoformat(),
        "due": TO.isoformat(),
        "reason": "court",
    }
    again, _ = request_rules.extend(moved, act(DARA), to=TO + DAY, reason=ExtensionReason.HOLIDAYS)
    assert (again.due_on, again.first_due_on) == (TO + DAY, DUE_ON)


def test_reminders_follow_the_new_date() -> None:
    moved, _ = request_rules.extend(received(), act(WANG), to=TO, reason=ExtensionReason.COURT)
    ended = LATER + 30 * DAY
    assert upcoming_reminders(received(), AGREEMENT, after=ended) == ()
    mornings = upcoming_reminders(moved, AGREEMENT, after=ended)
    assert [TO - at.date() for at in mornings] == [7 * DAY, 3 * DAY, 1 * DAY, 0 * DAY]


@pytest.mark.parametrize("days", [-30, 0, 367])
def test_a_date_that_is_not_later_or_too_late_is_refused_with_the_range(days: int) -> None:
    with pytest.raises(request_errors.ExtensionOutOfRange) as caught:
        request_rules.check_extension(received(), DUE_ON + days * DAY, today=DUE_ON)
    assert caught.value.values == {"first": DUE_ON + DAY, "last": DUE_ON + 366 * DAY}


@pytest.mark.parametrize("days", [1, 366])
def test_the_first_and_the_last_day_of_the_range_are_in_it(days: int) -> None:
    assert request_rules.check_extension(received(), DUE_ON + days * DAY, today=DUE_ON) == DUE_ON


def test_an_overdue_case_is_not_extended_to_a_day_that_has_passed() -> None:
    today = DUE_ON + 10 * DAY
    assert request_rules.check_extension(received(), today, today=today) == DUE_ON
    with pytest.raises(request_errors.ExtensionOutOfRange) as caught:
        request_rules.check_extension(received(), today - DAY, today=today)
    assert caught.value.values["first"] == today


def test_only_an_extension_ever_moves_a_due_date() -> None:
    request = received()
    steps: list[Callable[[], request_rules.Step]] = [
        lambda: request_rules.assign(request, act(WANG), to=LI),
        lambda: request_rules.draft_refusal(request, act(LI), grounds=["security"], letter="17/26"),
        lambda: request_rules.refuse(request, act(WANG), grounds=["security"], letter="17/26"),
    ]
    for step in steps:
        moved, _ = step()
        assert (moved.due_on, moved.first_due_on) == (DUE_ON, None)


def test_a_case_without_a_due_date_cannot_be_extended() -> None:
    with pytest.raises(request_errors.NoDueDate):
        request_rules.check_extension(replace(received(), due_on=None), TO, today=TO)


def test_every_answer_leads_to_a_state_of_its_own() -> None:
    assert set(approval_rules.ENDS_IN) == set(ApprovalAction) - {ApprovalAction.PROPOSE}
    assert len(set(approval_rules.ENDS_IN.values())) == len(approval_rules.ENDS_IN)


def test_a_date_is_agreed_to_until_it_has_passed() -> None:
    check_ahead(TO, today=TO)
    with pytest.raises(ExtensionPassed):
        check_ahead(TO, today=TO + DAY)
