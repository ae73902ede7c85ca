"""What the safety check left open is a to-do of both Parties until each has decided."""

from dataclasses import replace
from datetime import date

import pytest

from liaison.core.errors import UserError
from liaison.core.form import DateOutOfRange
from liaison.core.working_time import DAY
from liaison.requests.drafts import open_points
from liaison.requests.model import Action, Check, Repatriation, Request, SafetyReason
from liaison.requests.permissions import may_take
from liaison.requests.safety import answer_point, approve_repatriation, postpone, reasons_for
from liaison.requests.todos import todos_of
from liaison.todos.model import Rank
from tests.unit.requests.party_contexts import party_context
from tests.unit.samples import (
    AGREEMENT,
    CN,
    DARA,
    KH,
    LATER,
    LI,
    SOKHA,
    WANG,
    act,
    received,
    unsafe,
)

TODAY, PLANNED = date(2026, 3, 20), date(2026, 3, 25)
ALL = dict.fromkeys((f"safety_{each}" for each in AGREEMENT.safety_checks), "yes")


@pytest.mark.parametrize(
    ("children", "answers", "left_open"),
    [
        (1, {}, ()),
        (1, {"safety_voluntary": "no"}, ("voluntary",)),
        (1, {"safety_voluntary": "not_applicable"}, ("voluntary",)),
        (1, {"safety_guardian": "no", "safety_medical": "no"}, ("guardian",)),
        (0, {"safety_guardian": "no"}, ()),
        (0, {"safety_interpreter": "-", "safety_medical": "not_applicable"}, ("interpreter",)),
    ],
)
def test_what_both_parties_decide_on(
    children: int, answers: dict[str, str], left_open: tuple[str, ...]
) -> None:
    given = ALL | answers | {"children": children}
    assert open_points(given, agreement=AGREEMENT) == left_open


@pytest.mark.parametrize(
    ("points", "unfit"),
    [
        (("voluntary",), {SafetyReason.GUARDIAN}),
        (("guardian",), {SafetyReason.AGREED}),
        (("voluntary", "guardian"), {SafetyReason.AGREED, SafetyReason.GUARDIAN}),
        (("medical",), {SafetyReason.AGREED, SafetyReason.GUARDIAN}),
    ],
)
def test_a_reason_answers_every_open_point(
    points: tuple[str, ...], unfit: set[SafetyReason]
) -> None:
    assert {*SafetyReason} - {*reasons_for(points)} == unfit


def owing(request: Request) -> set[str]:
    """The Parties that owe a decision."""
    return {
        party
        for party in (KH, CN)
        for todo in todos_of(request, party_context(party, LATER))
        if todo.act == "todo-safety"
    }


def test_each_party_approves_and_a_postponement_asks_both_again() -> None:
    request = unsafe()
    [todo] = [e for e in todos_of(request, party_context(CN, LATER)) if e.act == "todo-safety"]
    assert (todo.people, todo.due_on, todo.rank) == (frozenset({WANG.id}), PLANNED, Rank.DUE)
    assert owing(request) == {KH, CN}
    approved, _ = approve_repatriation(request, act(WANG), reason=SafetyReason.COURT)
    assert owing(approved) == {KH}
    for person, decides in ((WANG, False), (DARA, True)):
        for step in (Action.APPROVE_SAFETY, Action.POSTPONE):
            taken = may_take(step, approved, person, other_absent=False, now=LATER)
            assert taken is decides
    [waits] = [e for e in todos_of(approved, party_context(CN, LATER)) if e.aspect == "safety"]
    assert (waits.act, waits.rank, waits.repeat_on) == ("todo-wait-safety", Rank.WATCH, None)
    assert (waits.due_on, waits.days_before) == (PLANNED, AGREEMENT.reminders.watch_days)
    with pytest.raises(UserError, match="error-nothing-to-decide"):
        approve_repatriation(approved, act(WANG), reason=SafetyReason.COURT)
    both, _ = approve_repatriation(approved, act(DARA), reason=SafetyReason.LETTER)
    assert owing(both) == set()
    later, event = postpone(approved, act(DARA), to=PLANNED + 5 * DAY, today=TODAY)
    assert event.facts == {"day": "2026-03-30", "before-day": PLANNED.isoformat()}
    assert owing(later) == {KH, CN}


def test_what_was_left_open_is_answered_until_there_is_nothing_to_decide() -> None:
    plan = Repatriation(planned_on=PLANNED, open_points=("voluntary", "medical"))
    request = received(replace(unsafe().details, repatriation=plan))
    for wrong, point in ((LI, "medical"), (SOKHA, "guardian")):
        with pytest.raises(UserError, match="error-nothing-to-decide"):
            answer_point(request, act(wrong), point=point, given=Check.YES)
    request, _ = approve_repatriation(request, act(WANG), reason=SafetyReason.LETTER)
    request, _ = answer_point(request, act(SOKHA), point="medical", given=Check.NOT_APPLICABLE)
    assert owing(request) == {KH}
    fine, event = answer_point(request, act(WANG), point="voluntary", given=Check.YES)
    assert (owing(fine), event.facts) == (set(), {"safety": "voluntary=yes"})
    against, _ = answer_point(request, act(DARA), point="voluntary", given=Check.NO)
    assert owing(against) == {KH, CN}
    willing, _ = answer_point(against, act(DARA), point="voluntary", given=Check.YES)
    assert owing(willing) == set()
    with pytest.raises(UserError, match="error-nothing-to-decide"):
        answer_point(willing, act(DARA), point="voluntary", given=Check.NO)


@pytest.mark.parametrize("day", [PLANNED, TODAY + 372 * DAY])
def test_a_return_is_postponed_to_a_later_day_within_a_year(day: date) -> None:
    with pytest.raises(DateOutOfRange):
        postpone(unsafe(), act(WANG), to=day, today=TODAY)


def test_a_request_without_a_safety_check_leaves_nothing_to_decide() -> None:
    assert owing(replace(received(), version=5)) == set()
    with pytest.raises(UserError, match="error-nothing-to-decide"):
        postpone(received(), act(WANG), to=PLANNED, today=TODAY)
