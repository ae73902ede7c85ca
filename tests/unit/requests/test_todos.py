"""What each Party owes about a request, or waits for, in each state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from liaison.core.agreement import PartyCode
from liaison.core.people import Person
from liaison.core.working_time import DAY
from liaison.requests import rules as request_rules
from liaison.requests.model import Action, Request, SafetyReason, State, Verdict
from liaison.requests.safety import approve_repatriation
from liaison.requests.todos import todos_of, upcoming_reminders
from liaison.todos.model import Rank, Todo
from liaison.todos.sources import PartyContext
from tests.contract.samples import pending_act
from tests.unit.requests.party_contexts import party_context
from tests.unit.samples import (
    AGREEMENT,
    CN,
    DARA,
    DUE_ON,
    KH,
    LATER,
    LI,
    RECEIVED_AT,
    REFERENCE,
    SENT_AT,
    SOKHA,
    WANG,
    act,
    asked,
    flagged,
    received,
    request_in,
    sent,
    take,
    unsafe,
)

LATE = datetime(2026, 4, 20, 3, 0, tzinfo=UTC)
"""Six days after the due date."""
COURT = SafetyReason.COURT
Row = tuple[str, set[Person], Rank, str]
PEOPLE = {each.id: each for each in (SOKHA, DARA, LI, WANG)}


def rows(request: Request, of: PartyContext) -> list[Row]:
    """The act, who is asked, the rank and the command of the button, of each to-do."""
    return [
        (
            each.line.key.removeprefix("todo-"),
            {PEOPLE[person] for person in each.people},
            each.rank,
            each.button.command,
        )
        for each in todos_of(request, of)
    ]


def assigned() -> Request:
    return request_rules.assign(received(), act(WANG), to=LI)[0]


def offered() -> Request:
    return replace(assigned(), offered_to=WANG.id)


def received_by_letter() -> Request:
    """Cambodia has recorded that China received it, from a letter."""
    return take(Action.RECEIVE, sent(), letter="18/26")[0]


def withdrawn_by_letter() -> Request:
    """China has recorded that Cambodia withdraws it, from a letter."""
    return take(Action.WITHDRAW, received(), letter="18/26")[0]


STAFF_KH, STAFF_CN = {SOKHA, DARA}, {LI, WANG}
CASE = f"request {REFERENCE}"
WAIT_RECEIPT: Row = ("wait-receipt", STAFF_KH, Rank.WATCH, f"status {REFERENCE} @1")
WAIT_SUPPLY: Row = ("wait-supply", {LI, WANG}, Rank.WATCH, CASE)
TAKE: Row = ("take", {WANG}, Rank.OPEN, CASE)
CLOSE: Row = ("close", {SOKHA}, Rank.OPEN, CASE)


def receive(version: int) -> Row:
    return "receive", STAFF_CN, Rank.RECEIPT, f"receive {REFERENCE} @{version}"


def wait(version: int) -> Row:
    return "wait-reply", STAFF_KH, Rank.WATCH, f"status {REFERENCE} @{version}"


def supply(version: int) -> Row:
    return "supply", {SOKHA}, Rank.OPEN, f"supply {REFERENCE} @{version}"


def answer(version: int, people: set[Person] = STAFF_CN) -> Row:
    return "answer", people, Rank.OPEN, f"answer {REFERENCE} @{version}"


def assign(version: int) -> Row:
    return "assign", {WANG}, Rank.OPEN, f"assign {REFERENCE} @{version}"


def review(people: set[Person]) -> Row:
    return "review", people, Rank.OPEN, CASE


@pytest.mark.parametrize(
    ("case", "requesting", "requested"),
    [
        (sent, [WAIT_RECEIPT], [receive(1)]),
        (received, [wait(2)], [assign(2), answer(2)]),
        (assigned, [wait(2)], [answer(3, {LI})]),
        (offered, [wait(2)], [answer(3, {LI}), TAKE]),
        (flagged, [supply(3), wait(3)], [assign(3), answer(3), WAIT_SUPPLY]),
        (received_by_letter, [wait(2)], [assign(2), answer(2), review(STAFF_CN)]),
        (lambda: request_in(State.ANSWERED), [CLOSE], []),
        (lambda: request_in(State.REFUSED), [CLOSE], []),
        (lambda: request_in(State.WITHDRAWN), [], []),
        (lambda: request_in(State.CLOSED), [], []),
        (withdrawn_by_letter, [review(STAFF_KH)], []),
    ],
)
def test_each_side_owes_or_waits_for_this_in_each_state(
    case: Callable[[], Request], requesting: list[Row], requested: list[Row]
) -> None:
    assert rows(case(), party_context(KH)) == requesting
    assert rows(case(), party_context(CN)) == requested


@pytest.mark.parametrize("case", [offered, assigned])
def test_inner_acts_leave_no_trace_on_the_other_side(case: Callable[[], Request]) -> None:
    assert list(todos_of(case(), party_context(KH))) == list(
        todos_of(received(), party_context(KH))
    )


def owed(request: Request, now: datetime, party: PartyCode = CN) -> Todo:
    *_, found = todos_of(request, party_context(party, now))
    return found


@pytest.mark.parametrize("state", [State.RECEIVED, State.ANSWERED])
def test_a_draft_that_waits_has_the_due_date_of_an_open_request(state: State) -> None:
    """That of a correction has none."""
    request = replace(request_in(state), details=asked(needed_by=DUE_ON), due_on=DUE_ON)
    approving, *others = todos_of(request, party_context(CN), pending_act(LI))
    assert approving.due_on == (DUE_ON if state is State.RECEIVED else None)
    assert "todo-answer" not in {each.line.key for each in others}


@pytest.mark.parametrize(
    ("now", "rank", "line", "days"),
    [
        (RECEIVED_AT, Rank.OPEN, "todo-due", 30),
        (RECEIVED_AT + 7 * DAY, Rank.IDLE, "todo-due", 23),
        (RECEIVED_AT + 22 * DAY, Rank.IDLE, "todo-due", 8),
        (RECEIVED_AT + 23 * DAY, Rank.DUE, "todo-due", 7),
        (datetime(2026, 4, 14, 15, 59, tzinfo=UTC), Rank.DUE, "todo-due", 0),
        (datetime(2026, 4, 14, 16, 0, tzinfo=UTC), Rank.OVERDUE, "todo-overdue", 1),
        (LATE, Rank.OVERDUE, "todo-overdue", 6),
    ],
)
def test_a_near_reply_is_more_pressing(now: datetime, rank: Rank, line: str, days: int) -> None:
    found = owed(received(), now)
    due: Any = found.line.values["due"]
    assert (found.rank, due.key, due.values) == (rank, line, {"days": days, "day": DUE_ON})
    assert (found.due_on, found.days_before) == (DUE_ON, (15, 7, 3, 1, 0))


def test_a_reply_repeats_weekly_and_escalates_only_when_it_is_overdue() -> None:
    found = owed(assigned(), LATER)
    assert (found.repeat_on, found.repeat_days) == (date(2026, 3, 27), 7)
    assert (found.people, found.escalates_from) == (frozenset({LI.id}), None)
    late = owed(assigned(), LATE)
    assert late.people == {LI.id, WANG.id}
    assert late.escalates_from == datetime(2026, 4, 14, 16, 0, tzinfo=UTC)


def test_a_receipt_repeats_each_morning_after_a_working_day_and_escalates() -> None:
    found = owed(sent(), LATER)
    # Sent on Friday at 11:30 of Beijing: a working day later is Monday, 11:30.
    assert (found.repeat_on, found.repeat_days) == (date(2026, 3, 17), 1)
    assert (found.since, found.escalates_from, found.due_on) == (SENT_AT, SENT_AT, None)


def test_a_day_by_which_a_reply_is_needed_counts_before_and_after_receipt() -> None:
    needed = date(2026, 3, 24)
    for case in (sent(asked(needed_by=needed)), received(asked(needed_by=needed), due_on=needed)):
        for party in (KH, CN):
            found = owed(case, LATER, party)
            assert found.due_on == needed
            assert found.rank is (Rank.DUE if party == CN else Rank.WATCH)
        assert upcoming_reminders(case, AGREEMENT, after=LATER)
    assert upcoming_reminders(sent(), AGREEMENT, after=LATER) == ()


def test_who_asked_is_reminded_less_and_sees_a_missing_receipt_after_three_days() -> None:
    waits = owed(received(), LATER, KH)
    assert (waits.days_before, waits.repeat_on, waits.escalates_from) == ((7, 0), None, None)
    reminders = replace(AGREEMENT.reminders, watch_days=(5,), watch_hours=24)
    other = party_context(KH, agreement=replace(AGREEMENT, reminders=reminders))
    assert next(todos_of(received(), other)).days_before == (5,)
    assert next(todos_of(sent(), other)).repeat_on == date(2026, 3, 17)
    late = owed(received(), LATE, KH)
    assert (late.rank, late.people) == (Rank.WATCH, frozenset({SOKHA.id, DARA.id}))
    unreceived = owed(sent(), LATER, KH)
    # Sent on Friday at 10:30 of Phnom Penh: three working days later is Wednesday, 10:30.
    assert (unreceived.repeat_on, unreceived.escalates_from) == (date(2026, 3, 19), None)
    assert unreceived.heard_on == date(2026, 3, 19)
    near = sent(asked(needed_by=date(2026, 3, 25)))
    assert owed(near, LATER, KH).heard_on == date(2026, 3, 18)


def test_where_the_one_who_works_on_it_is_gone_all_are_asked() -> None:
    # Li is gone; Dara is a focal person of China here.
    gone = replace(party_context(CN), staff=frozenset({WANG.id, DARA.id}))
    assert [people for _, people, *_ in rows(assigned(), gone)] == [{WANG, DARA}]
    offers = replace(offered(), offered_to=DARA.id)
    assert [people for _, people, *_ in rows(offers, gone)] == [{WANG}, {DARA}]
    asker_gone = replace(party_context(KH), staff=frozenset({DARA.id}))
    assert [people for _, people, *_ in rows(flagged(), asker_gone)] == [{DARA}, {DARA}]


def test_a_statement_that_was_judged_asks_for_nothing_more() -> None:
    judged, _ = request_rules.review_reported_steps(
        withdrawn_by_letter(), act(SOKHA), verdict=Verdict.OBJECTED
    )
    assert rows(judged, party_context(KH)) == []


def test_what_is_to_be_closed_is_brought_up_weekly_and_escalates_to_no_one() -> None:
    found = owed(request_in(State.ANSWERED), LATE, KH)
    assert (found.repeat_days, found.escalates_from) == (7, None)


def test_the_safety_check_escalates_from_the_sending_on_whatever_else_is_done() -> None:
    for case in (unsafe(), approve_repatriation(unsafe(), act(DARA), reason=COURT)[0]):
        for todo in todos_of(case, party_context(CN, now=LATER)):
            if todo.aspect == "safety":
                assert (todo.act, todo.escalates_from) == ("todo-safety", SENT_AT)
