"""Requests by letter: what one Party records for the other, and the other's review."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from liaison.core.errors import UserError
from liaison.core.form import DateOutOfRange
from liaison.core.working_time import DAY
from liaison.requests import rules as request_rules
from liaison.requests.model import Action, Letter, Request, RequestDetails, State, Verdict
from liaison.requests.permissions import steps_to_review
from liaison.requests.todos import upcoming_reminders
from tests.unit.samples import (
    AGREEMENT,
    BY_REQUESTING,
    CN,
    DUE_ON,
    KH,
    LATER,
    LETTER,
    LI,
    PRIVATE,
    RECEIVED_AT,
    RECEIVED_ON,
    REFERENCE,
    SOKHA,
    WAYS,
    act,
    asked,
    received,
    sent,
    take,
)


def record(
    what: RequestDetails | None = None,
    *,
    day: date = RECEIVED_ON,
    due_on: date | None = DUE_ON,
    letter: str | None = LETTER,
) -> Request:
    return request_rules.record(
        what or asked(),
        act(LI, RECEIVED_AT, letter=letter),
        reference=REFERENCE,
        requesting=KH,
        received_on=day,
        due_on=due_on,
        today=RECEIVED_ON,
    )[0]


def test_a_request_recorded_from_a_letter_has_a_due_date_and_waits_for_review() -> None:
    request = record()
    assert (request.state, request.received_on) == (State.RECEIVED, RECEIVED_ON)
    assert request.due_on == DUE_ON
    assert (request.requesting, request.requested) == (KH, CN)
    (statement,) = steps_to_review(request, KH)
    assert (statement.action, statement.by, statement.letter) == (Action.RECORD, CN, LETTER)
    assert steps_to_review(request, CN) == ()
    assert upcoming_reminders(request, AGREEMENT, after=RECEIVED_AT)


def test_a_request_recorded_from_a_letter_needs_a_due_date() -> None:
    with pytest.raises(request_rules.NoDueDate):
        record(due_on=None)


def test_a_request_is_recorded_only_with_its_letter() -> None:
    with pytest.raises(UserError, match="error-needs-letter"):
        record(letter=None)


@pytest.mark.parametrize("day", [RECEIVED_ON + DAY, date(2026, 3, 11)])
def test_a_letter_was_not_received_tomorrow_or_before_its_date(day: date) -> None:
    with pytest.raises(DateOutOfRange):
        record(day=day)


def test_a_letter_without_a_date_may_have_been_received_on_any_earlier_day() -> None:
    undated = asked(letter=Letter(reference=LETTER))
    assert record(undated, day=date(2025, 1, 1)).received_on == date(2025, 1, 1)


BY_LETTER = [
    way
    for way in WAYS
    if way[0] not in PRIVATE and way[0] is not Action.ASK and way[2] is not State.SENT
]


@pytest.mark.parametrize(("action", "before", "to"), BY_LETTER)
def test_a_step_recorded_from_a_letter_counts_and_waits_for_review(
    action: Action, before: Callable[[], Request], to: State
) -> None:
    moved, event = take(action, before(), letter=LETTER)
    owner, stater = (KH, CN) if action in BY_REQUESTING else (CN, KH)
    assert moved.state is to
    assert (event.party, event.stated_for, event.letter) == (stater, owner, LETTER)
    (statement,) = steps_to_review(moved, owner)
    assert (statement.version, statement.action, statement.by) == (moved.version, action, stater)
    assert steps_to_review(moved, stater) == ()


@pytest.mark.parametrize(
    ("verdict", "action"), [(Verdict.AGREED, Action.AGREE), (Verdict.OBJECTED, Action.OBJECT)]
)
def test_a_review_changes_no_facts_and_is_given_once(verdict: Verdict, action: Action) -> None:
    stated, _ = take(Action.RECEIVE, sent(), letter=LETTER)
    stated, _ = take(Action.ANSWER, stated, letter=LETTER)
    later = LATER + DAY
    judged, event = request_rules.review_reported_steps(stated, act(LI, later), verdict=verdict)
    assert event.action is action
    assert event.facts == {"of": "receive,answer"}
    assert [(s.verdict, s.reviewed_at) for s in judged.reported_steps] == 2 * [(verdict, later)]
    unsaid = replace(
        judged,
        reported_steps=stated.reported_steps,
        version=stated.version,
        shared_version=stated.version,
        stepped_at=stated.stepped_at,
    )
    assert unsaid == stated
    with pytest.raises(UserError, match="error-wrong-state"):
        request_rules.review_reported_steps(judged, act(LI), verdict=Verdict.AGREED)


def test_a_later_step_is_reviewed_without_changing_an_earlier_verdict() -> None:
    stated, _ = take(Action.RECEIVE, sent(), letter=LETTER)
    judged, _ = request_rules.review_reported_steps(stated, act(LI), verdict=Verdict.OBJECTED)
    stated, _ = take(Action.ANSWER, judged, letter=LETTER)
    judged, event = request_rules.review_reported_steps(
        stated, act(LI, LATER + DAY), verdict=Verdict.AGREED
    )
    assert [s.verdict for s in judged.reported_steps] == [Verdict.OBJECTED, Verdict.AGREED]
    assert judged.reported_steps[0].reviewed_at == LATER
    assert event.facts == {"of": "answer"}


def test_no_one_reviews_the_own_report_or_a_step_of_its_owner() -> None:
    stated, _ = take(Action.RECEIVE, sent(), letter=LETTER)
    with pytest.raises(UserError, match="error-wrong-state"):
        request_rules.review_reported_steps(stated, act(SOKHA), verdict=Verdict.AGREED)
    with pytest.raises(UserError, match="error-wrong-state"):
        request_rules.review_reported_steps(received(), act(SOKHA), verdict=Verdict.OBJECTED)
