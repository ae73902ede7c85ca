"""Steps of a request: from where to where each leads, what it keeps, and what it refuses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.errors import UserError, WrongValue
from liaison.core.form import DateOutOfRange
from liaison.core.people import AccountStatus, Person, PersonId, Role, UnknownPerson
from liaison.core.working_time import DAY
from liaison.requests import rules as request_rules
from liaison.requests.model import (
    OPEN,
    Action,
    Kind,
    Missing,
    Outcome,
    Request,
    Result,
    Side,
    State,
    WithdrawalReason,
    results_of,
)
from liaison.requests.todos import todos_of
from tests.unit.requests.party_contexts import party_context
from tests.unit.samples import (
    BOPHA,
    BY_REQUESTING,
    CN,
    DARA,
    DUE_ON,
    KH,
    LATER,
    LETTER,
    LI,
    PRIVATE,
    RECEIVED_ON,
    REFERENCE,
    SENT_AT,
    SENT_ON,
    SOKHA,
    WANG,
    WAYS,
    act,
    asked,
    flagged,
    person,
    received,
    sent,
    take,
)

EVERY_WAY = pytest.mark.parametrize(("action", "before", "to"), WAYS)


@EVERY_WAY
def test_each_step_leads_to_the_state_of_the_rules(
    action: Action, before: Callable[[], Request], to: State
) -> None:
    request = before()
    moved, event = take(action, request)
    assert moved.state is to
    assert (event.reference, event.action, event.at) == (REFERENCE, action, LATER)
    assert moved.changed_at == (LATER if to is not request.state else request.changed_at)


@pytest.mark.parametrize(("action", "before"), [way[:2] for way in WAYS])
def test_each_step_is_the_next_version(action: Action, before: Callable[[], Request]) -> None:
    request = before()
    moved, event = take(action, request)
    private = action in PRIVATE
    assert moved.version == event.version == request.version + 1
    assert event.private is private
    assert moved.seen_version(CN) == moved.version
    assert moved.seen_version(KH) == (request.shared_version if private else moved.version)
    assert event.party == (KH if action in BY_REQUESTING else CN)


@EVERY_WAY
def test_the_clock_starts_at_receipt_runs_on_while_asked_and_stops_with_the_outcome(
    action: Action, before: Callable[[], Request], to: State
) -> None:
    moved, _ = take(action, before())
    owed = {todo.line.key for todo in todos_of(moved, party_context(CN))}
    assert bool(owed & {"todo-receive", "todo-answer"}) is (to in OPEN)
    if to is State.RECEIVED:
        assert (moved.received_on, moved.due_on) == (RECEIVED_ON, DUE_ON)


@pytest.mark.parametrize("action", [Action.ANSWER, Action.REFUSE, Action.WITHDRAW])
def test_nothing_waits_longer_when_the_clock_has_stopped(action: Action) -> None:
    moved, _ = take(action, flagged())
    assert moved.missing == ()


def test_a_sent_request_has_no_clock_yet() -> None:
    request = sent()
    assert (request.state, request.version, request.shared_version) == (State.SENT, 1, 1)
    assert (request.received_on, request.due_on) == (None, None)
    assert (request.side(KH), request.side(CN)) == (Side.REQUESTING, Side.REQUESTED)


@pytest.mark.parametrize(
    ("persons", "children"), [(0, 0), (-1, 0), (1_000, 0), (2, 3), (2, -1), (1, 2)]
)
def test_counts_that_do_not_add_up_are_refused(persons: int, children: int) -> None:
    with pytest.raises(WrongValue, match="error-counts"):
        sent(asked(persons=persons, children=children))


@pytest.mark.parametrize(("persons", "children"), [(1, 0), (1, 1), (999, 999), (999, 0)])
def test_counts_up_to_999_persons_are_taken(persons: int, children: int) -> None:
    assert sent(asked(persons=persons, children=children)).details.persons == persons


def test_an_answer_cannot_be_needed_yesterday_but_today() -> None:
    yesterday = asked(kind=Kind.INFORMATION, needed_by=SENT_ON - DAY)
    with pytest.raises(UserError, match="error-day-passed") as refused:
        sent(yesterday)
    assert refused.value.values == {"day": SENT_ON - DAY}
    assert sent(asked(kind=Kind.INFORMATION, needed_by=SENT_ON)).details.needed_by == SENT_ON


def receive_on(day: date, *, due_on: date | None = DUE_ON) -> Request:
    today = SENT_ON + 5 * DAY
    return request_rules.receive(
        sent(), act(LI), day=day, due_on=due_on, sent_on=SENT_ON, today=today
    )[0]


@pytest.mark.parametrize("days", [0, 1, 5])
def test_receipt_is_today_or_an_earlier_day_not_before_sending(days: int) -> None:
    request = receive_on(SENT_ON + days * DAY)
    assert (request.state, request.received_on) == (State.RECEIVED, SENT_ON + days * DAY)


@pytest.mark.parametrize("days", [-1, 6, -400, 400])
def test_receipt_before_sending_or_tomorrow_is_refused(days: int) -> None:
    with pytest.raises(DateOutOfRange) as refused:
        receive_on(SENT_ON + days * DAY)
    assert refused.value.values == {"first": SENT_ON, "last": SENT_ON + 5 * DAY}


def test_a_received_request_needs_a_due_date() -> None:
    with pytest.raises(request_rules.NoDueDate):
        receive_on(SENT_ON, due_on=None)


def test_information_is_asked_for_field_by_field_and_each_once_in_one_order() -> None:
    request, event = request_rules.ask(
        flagged(), act(LI), missing=[Missing.LETTER, Missing.NAMES, Missing.NAMES]
    )
    assert request.missing == (Missing.NAMES, Missing.PORTRAIT, Missing.LETTER)
    assert event.facts == {"missing": "letter,names"}


def test_asking_for_nothing_and_supplying_what_no_one_asked_for_are_refused() -> None:
    with pytest.raises(UserError, match="error-wrong-state"):
        request_rules.ask(received(), act(LI), missing=[])
    with pytest.raises(UserError, match="error-wrong-state"):
        request_rules.supply(received(), act(SOKHA), letter=LETTER)


def test_what_was_supplied_is_asked_no_longer() -> None:
    request, event = take(Action.SUPPLY, flagged())
    assert request.missing == ()
    assert event.facts == {"sent": LETTER}


@pytest.mark.parametrize("assignee", [None, LI.id])
def test_a_focal_person_assigns_what_is_free_or_her_own(assignee: PersonId | None) -> None:
    request, event = request_rules.assign(replace(received(), assignee=assignee), act(LI), to=WANG)
    assert request.assignee == WANG.id
    assert event.facts == {"person": WANG.id}


@pytest.mark.parametrize(
    "to",
    [
        SOKHA,
        DARA,
        BOPHA,
        person(6, CN, Role.ADMIN),
        replace(LI, status=AccountStatus.SUSPENDED),
        replace(LI, status=AccountStatus.REMOVED),
    ],
)
def test_a_request_is_given_only_to_active_staff_of_the_requested_party(to: Person) -> None:
    with pytest.raises(UnknownPerson):
        request_rules.assign(received(), act(WANG), to=to)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("result", Result)
def test_each_kind_of_request_has_its_own_results(kind: Kind, result: Result) -> None:
    needed_by = None if kind is Kind.VERIFICATION else DUE_ON
    request = received(asked(kind=kind, needed_by=needed_by))
    counts = {Result.CONFIRMED: 3, Result.NOT_CONFIRMED: 0, Result.PARTLY_CONFIRMED: 1}
    outcome = Outcome(result=result, confirmed=counts.get(result))
    if (kind is Kind.VERIFICATION) is (result in counts):
        answered, _ = request_rules.answer(request, act(LI), outcome=outcome)
        assert (answered.state, answered.outcome) == (State.ANSWERED, outcome)
        assert result in results_of(kind)
    else:
        with pytest.raises(UserError, match="error-not-an-answer"):
            request_rules.answer(request, act(LI), outcome=outcome)


@given(
    persons=st.integers(1, 999),
    result=st.sampled_from(results_of(Kind.VERIFICATION)),
    confirmed=st.none() | st.integers(-5, 1_005),
)
def test_confirmed_persons_add_up(persons: int, result: Result, confirmed: int | None) -> None:
    fits = confirmed is not None and {
        Result.CONFIRMED: confirmed == persons,
        Result.NOT_CONFIRMED: confirmed == 0,
        Result.PARTLY_CONFIRMED: 0 < confirmed < persons,
    }.get(result, False)
    request = received(asked(persons=persons, children=0))
    outcome = Outcome(result=result, confirmed=confirmed)
    if fits:
        _, event = request_rules.answer(request, act(LI), outcome=outcome)
        assert event.facts == {"result": result, "confirmed": confirmed}
    else:
        with pytest.raises(WrongValue, match="error-counts"):
            request_rules.answer(request, act(LI), outcome=outcome)


def test_an_answer_to_another_kind_of_request_confirms_no_number_of_persons() -> None:
    request = received(asked(kind=Kind.PROTECTION, needed_by=DUE_ON))
    with pytest.raises(WrongValue, match="error-counts"):
        request_rules.answer(request, act(LI), outcome=Outcome(result=Result.DONE, confirmed=3))


def test_a_refusal_needs_a_ground_and_keeps_each_once() -> None:
    with pytest.raises(UserError, match="error-no-ground"):
        request_rules.refuse(received(), act(WANG), grounds=[], letter=LETTER)
    twice = ["security", "sovereignty", "security"]
    request, event = request_rules.refuse(received(), act(WANG), grounds=twice, letter=LETTER)
    assert request.refusal is not None
    assert request.refusal.codes == ("security", "sovereignty")
    assert event.facts == {"grounds": "security,sovereignty", "sent": LETTER}


@pytest.mark.parametrize("letter", [None, LETTER])
def test_a_withdrawal_keeps_its_reason_and_any_letter(letter: str | None) -> None:
    reason = WithdrawalReason.DUPLICATE
    request, event = request_rules.withdraw(sent(), act(SOKHA), reason=reason, letter=letter)
    assert request.withdrawal is reason
    assert event.facts == {"reason": "duplicate"} | ({} if letter is None else {"sent": letter})


def test_when_it_was_logged_and_by_whom_never_changes() -> None:
    request, _ = take(Action.CLOSE, take(Action.ANSWER, flagged())[0])
    assert (request.logged_at, request.logged_by, request.details) == (SENT_AT, SOKHA.id, asked())
