"""The persons of a verification are answered by number, in parts that add up."""

from collections.abc import Mapping

import pytest

from handlers.requests.numbers import parse_numbers
from liaison.core.errors import UserError, WrongValue
from liaison.core.form import NotAChoice
from liaison.core.text_parsing import NotACount
from liaison.requests import rules as request_rules
from liaison.requests.corrections import answer_part, known_numbers, outcome_by_number
from liaison.requests.model import Action, Kind, Outcome, Request, Result, State, number_facts
from tests.unit.samples import AGREEMENT, LI, act, asked, received


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1=confirmed,2=not-confirmed,3=unknown", {1: True, 2: False, 3: None}),
        ("1=c,2:n,3=u,", {1: True, 2: False, 3: None}),
        ("១=c, ២=n、３：ｕ", {1: True, 2: False, 3: None}),
        ("1 confirmed 2 not 3 open", {1: True, 2: False, 3: None}),
        ("1号：确认，2未能确认；3待", {1: True, 2: False, 3: None}),
        ("១៖ ប ២ មិនអាច ៣ រង់ចាំ។", {1: True, 2: False, 3: None}),
        ("1确认、2不是、3待查", {1: True, 2: False, 3: None}),
        ("1=确认，2=未确认，3=待定", {1: True, 2: False, 3: None}),
        ("number 1 confirmed, no. 2 not", {1: True, 2: False}),
        ("第1号已确认，第2号未能确认", {1: True, 2: False}),
        ("លេខរៀង ១៖ បានបញ្ជាក់ លេខ ២ មិនអាចបញ្ជាក់បាន", {1: True, 2: False}),
        ("1号、2号和3号已确认", {1: True, 2: True, 3: True}),
        ("no. 1 and no. 2 confirmed, 3 not", {1: True, 2: True, 3: False}),
        ("លេខ ១ និង លេខ ២ មិនអាច", {1: False, 2: False}),
        ("1: confirmed, 2: not confirmed and 3: unanswered", {1: True, 2: False, 3: None}),
        ("1到3号确认了 4号不是", {1: True, 2: True, 3: True, 4: False}),
        ("第1至第2号、4号已确认", {1: True, 2: True, 4: True}),
        ("លេខ ១ ២ និង ៣ បានបញ្ជាក់", {1: True, 2: True, 3: True}),
        ("nos. 1 to 3 confirmed", {1: True, 2: True, 3: True}),
        ("3-1 confirmed", NotAChoice),
        ("0 to 2 confirmed", NotACount),
        ("1 and 1 confirmed", NotAChoice),
        ("1 no 2 confirmed", NotAChoice),
        (",", {}),
        ("1=c,1=n", NotAChoice),
        ("1=perhaps", NotAChoice),
        ("1=", NotAChoice),
        ("0=c", NotACount),
        ("1=មិន", NotAChoice),
        ("dara=c", NotAChoice),
    ],
)
def test_what_is_said_by_number(
    typed: str, said: Mapping[int, bool | None] | type[UserError]
) -> None:
    if isinstance(said, Mapping):
        assert parse_numbers(typed, AGREEMENT.vocabularies) == said
    else:
        with pytest.raises(said):
            parse_numbers(typed, AGREEMENT.vocabularies)


def test_many_numbers_are_shown_as_ranges() -> None:
    said = dict.fromkeys((9, 8, 7, 5, 1, 2), True) | {3: False}
    assert number_facts(said) == {"numbers-confirmed": "1–2, 5, 7–9", "numbers-not-confirmed": "3"}


def part(numbers: Mapping[int, bool]) -> Request:
    return answer_part(received(), act(LI), numbers=numbers, letter="18/26")[0]


@pytest.mark.parametrize(
    ("before", "said", "result"),
    [
        ({1: True}, {2: False}, None),
        ({1: True}, {1: None, 2: True, 3: True}, None),
        ({1: True}, {2: True, 3: True}, Outcome(result=Result.CONFIRMED, confirmed=3)),
        ({1: True}, {2: False, 3: True}, Outcome(result=Result.PARTLY_CONFIRMED, confirmed=2)),
        (
            {1: True},
            {1: False, 2: False, 3: False},
            Outcome(result=Result.NOT_CONFIRMED, confirmed=0),
        ),
    ],
)
def test_the_last_number_gives_the_result(
    before: Mapping[int, bool], said: Mapping[int, bool | None], result: Outcome | None
) -> None:
    request = part(before)
    assert (request.state, request.outcome) == (State.RECEIVED, None)
    known = known_numbers(request, said)
    assert outcome_by_number(request, known) == result
    if result is not None:
        answered, event = request_rules.answer(request, act(LI), outcome=result, numbers=known)
        assert (answered.state, answered.numbers) == (State.ANSWERED, known)
        assert event.facts["confirmed"] == result.confirmed


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        (
            {1: False},
            {"confirmed": "1", "unknown": "2–3"},
            {"not-confirmed": "1", "unknown": "2–3"},
        ),
        ({1: None}, {"confirmed": "1", "unknown": "2–3"}, {"unknown": "1–3"}),
        ({2: True}, {}, {"confirmed": "1–2"}),
    ],
)
def test_an_answer_by_number_that_was_given_is_corrected(
    said: Mapping[int, bool | None], before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    request = part({1: True})
    numbers = known_numbers(request, said)
    _, event = answer_part(request, act(LI), numbers=numbers, letter=None)
    assert event.action is (Action.CORRECT if before else Action.ANSWER_PART)
    was = {f"before-numbers-{name}": each for name, each in before.items()}
    assert event.facts == was | {f"numbers-{name}": each for name, each in after.items()}
    with pytest.raises(WrongValue, match="error-numbers-same"):
        known_numbers(request, {1: True})


@pytest.mark.parametrize(
    ("numbers", "result", "confirmed", "adds_up"),
    [
        ({1: True}, Result.CONFIRMED, 3, True),
        ({1: False}, Result.CONFIRMED, 3, False),
        ({1: False}, Result.NOT_CONFIRMED, 0, True),
        ({1: True}, Result.NOT_CONFIRMED, 0, False),
        ({1: True}, Result.PARTLY_CONFIRMED, 2, False),
    ],
)
def test_a_result_as_a_whole_agrees_with_what_was_said_by_number(
    numbers: Mapping[int, bool], result: Result, confirmed: int, adds_up: bool
) -> None:
    outcome = Outcome(result=result, confirmed=confirmed)
    if adds_up:
        answered, _ = request_rules.answer(part(numbers), act(LI), outcome=outcome)
        assert answered.numbers is None
    else:
        with pytest.raises(WrongValue, match="error-answered-by-number"):
            request_rules.answer(part(numbers), act(LI), outcome=outcome)


@pytest.mark.parametrize(
    ("request_", "said"),
    [(received(), {4: True}), (received(asked(kind=Kind.HANDOVER)), {1: True})],
)
def test_only_numbers_of_persons_of_a_verification_are_answered(
    request_: Request, said: Mapping[int, bool | None]
) -> None:
    with pytest.raises(WrongValue, match="error-counts"):
        known_numbers(request_, said)
