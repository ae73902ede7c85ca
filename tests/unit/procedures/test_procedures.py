"""The procedure: which lists of steps can be one, and when steps are due in a request."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.profile.procedure_file import example_procedure
from liaison.core.agreement import PartyCode
from liaison.core.people import Person, Role
from liaison.core.references import Reference
from liaison.core.working_time import DAY
from liaison.procedures.model import (
    Gate,
    Mark,
    OmissionReason,
    Procedure,
    ProcedureNumber,
    ProcedureStep,
    StepEvent,
    StepMark,
    StepState,
)
from liaison.procedures.rules import (
    Fault,
    fault_of,
    followed_by,
    in_force_from,
    may_mark,
    states_of,
)
from liaison.requests.model import Kind, Repatriation, Request, Side, State
from tests.unit.samples import AGREEMENT, DARA, LI, SENT_AT, SOKHA, WANG, received, sent

STEPS = example_procedure(AGREEMENT, None).steps
ZONE = AGREEMENT.party(PartyCode("CN")).zone
PLANNED = date(2026, 3, 23)


def step(code: str, event: str, days: int = 1, **others: Any) -> ProcedureStep:
    values: dict[str, Any] = {
        "kind": Kind.REPATRIATION,
        "side": Side.REQUESTED,
        "role": Role.FOCAL_PERSON,
        "titles": dict.fromkeys(AGREEMENT.languages, code),
    }
    return ProcedureStep(code=code, event=event, days=days, **{**values, **others})


def procedure(*steps: ProcedureStep, number: int = 1) -> Procedure:
    at = SENT_AT - DAY
    made = Procedure(
        number=ProcedureNumber(number), steps=steps, party=SOKHA.party, by=DARA.id, made_at=at
    )
    return in_force_from(made, at)


def repatriation(*, children: int = 1, **others: Any) -> Request:
    plan = Repatriation(planned_on=PLANNED, **others)
    request = sent()
    details = replace(
        request.details, kind=Kind.REPATRIATION, persons=2, children=children, repatriation=plan
    )
    return replace(request, details=details)


def mark(code: str, number: int = 1, *, of: Mark = Mark.DONE) -> StepMark:
    return StepMark(
        reference=Reference("KH26-7F3KK"),
        number=number,
        step=code,
        mark=of,
        reason=OmissionReason.NOT_NEEDED if of is Mark.LEFT_OUT else None,
        party=LI.party,
        by=LI.id,
        at=SENT_AT + 2 * DAY,
    )


def due(
    request: Request, *steps: ProcedureStep, marks: Sequence[StepMark] = ()
) -> Mapping[str, Any]:
    states = states_of(procedure(*steps), request, marks, ZONE)
    return {each.step.code: each.due_on for each in states}


def test_the_example_is_a_procedure_from_identification_to_reception() -> None:
    assert fault_of(STEPS) is None
    assert {each.kind for each in STEPS} == {Kind.VERIFICATION, Kind.REPATRIATION}
    assert {each.gate for each in STEPS} - {None} == {*Gate}


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([step("a", "b"), step("b", "c"), step("c", "a")], (0, Fault.CYCLE)),
        ([step("a", "a")], (0, Fault.CYCLE)),
        ([step("a", "received", done_by=StepEvent.RECEIVED)], (0, Fault.CYCLE)),
        (
            [step("a", "sent"), step("b", "received"), step("c", "b", done_by=StepEvent.RECEIVED)],
            (1, Fault.CYCLE),
        ),
        ([step("a", "sent"), step("b", "nothing")], (1, Fault.NEVER)),
        ([step("a", "planned", kind=Kind.VERIFICATION)], (0, Fault.NEVER)),
        ([step("a", "received", -3)], (0, Fault.EARLY)),
        ([step("a", "sent", done_by=StepEvent.PLANNED)], (0, Fault.NEVER)),
        ([step("a", "sent", kind=Kind.VERIFICATION), step("b", "a")], (1, Fault.NEVER)),
        ([step("a", "sent"), step("a", "sent")], (1, Fault.TWICE)),
        ([step("planned", "sent")], (0, Fault.TWICE)),
        ([step("a", "sent", 0, done_by=StepEvent.SENT), step("b", "a")], None),
        ([step("a", "planned", -3), step("b", "a", 0)], None),
    ],
)
def test_steps_that_wait_for_themselves_or_never_come_due_are_no_procedure(
    steps: list[ProcedureStep], found: tuple[int, Fault] | None
) -> None:
    assert fault_of(steps) == found


def test_a_request_follows_the_version_that_was_in_force_when_it_began() -> None:
    first, second = procedure(*STEPS), procedure(step("a", "sent"), number=2)
    later = replace(second, agreed_at=SENT_AT + DAY)
    assert followed_by(sent(), [later, first]) == first
    assert followed_by(sent(), [second, first]) is None, "it has no steps for a verification"
    assert followed_by(repatriation(), [second, first]) == second
    assert followed_by(sent(), [later]) is None
    assert followed_by(sent(), [replace(first, agreed_at=SENT_AT)]) is not None
    assert followed_by(sent(), []) is None


def test_days_count_from_what_has_happened_before_or_after() -> None:
    steps = (
        step("sent_3", "sent", 3),
        step("received_0", "received", 0),
        step("before", "planned", -7),
        step("next", "before", 2),
        step("reply", "next", done_by=StepEvent.ANSWERED),
        step("after", "answered", 5),
    )
    day = SENT_AT.date()
    none = dict.fromkeys(("received_0", "next", "reply", "after"))
    found = due(repatriation(), *steps)
    assert found == {**none, "sent_3": day + 3 * DAY, "before": PLANNED - 7 * DAY}
    marked = due(repatriation(), *steps, marks=[mark("before")])
    assert (marked["before"], marked["next"]) == (None, (SENT_AT + 2 * DAY + 2 * DAY).date())
    answered = replace(repatriation(), state=State.ANSWERED, changed_at=SENT_AT + 9 * DAY)
    assert due(answered, *steps)["after"] == (SENT_AT + 14 * DAY).date()
    for ended in (State.CLOSED, State.REFUSED, State.WITHDRAWN):
        states = states_of(procedure(*steps), replace(repatriation(), state=ended), (), ZONE)
        assert {each.step.code: each.due_on for each in states} == found
        assert not any(each.is_owed for each in states)


@pytest.mark.parametrize(
    ("event", "days", "today", "early"),
    [
        ("planned", 0, PLANNED - DAY, True),
        ("planned", 0, PLANNED, False),
        ("planned", -7, PLANNED - 30 * DAY, False),
        ("sent", 3, SENT_AT.date(), False),
        ("answered", 14, SENT_AT.date(), True),
    ],
)
def test_a_step_is_early_before_the_day_that_it_counts_from(
    event: str, days: int, today: date, early: bool
) -> None:
    [state] = states_of(procedure(step("a", event, days)), repatriation(), (), ZONE)
    assert state.is_early(today) is early


def test_without_a_child_what_waits_for_the_guardian_waits_for_what_that_waits_for() -> None:
    steps = (step("guardian", "sent", 3, gate=Gate.GUARDIAN), step("next", "guardian", 1))
    assert due(repatriation(), *steps)["next"] is None
    assert due(repatriation(children=0), *steps) == {"next": SENT_AT.date() + DAY}


def test_the_latest_mark_of_a_step_counts() -> None:
    marks = [mark("a"), mark("a", 2, of=Mark.LEFT_OUT)]
    [state] = states_of(procedure(step("a", "sent")), repatriation(), marks, ZONE)
    assert (state.mark, state.is_done, state.is_open) == (marks[1], False, False)


@pytest.mark.parametrize(
    ("person", "of", "given", "allowed"),
    [
        (LI, Mark.DONE, {}, True),
        (WANG, Mark.DONE, {}, True),
        (SOKHA, Mark.DONE, {}, False),
        (LI, Mark.DONE, {"role": Role.COORDINATOR}, False),
        (LI, Mark.LEFT_OUT, {}, True),
        (LI, Mark.LEFT_OUT, {"gate": Gate.ESCORT}, False),
        (WANG, Mark.LEFT_OUT, {"gate": Gate.ESCORT}, True),
        (WANG, Mark.DONE, {"done_by": StepEvent.RECEIVED}, False),
        (WANG, Mark.DONE, {"gate": Gate.GUARDIAN}, False),
        (WANG, Mark.LEFT_OUT, {"gate": Gate.GUARDIAN}, True),
        (WANG, Mark.DONE, {"gate": Gate.MEDICAL}, True),
    ],
)
def test_who_marks_a_step_depends_on_side_role_and_gate(
    person: Person, of: Mark, given: dict[str, Any], allowed: bool
) -> None:
    state = StepState(number=1, step=step("a", "sent", **given))
    request = repatriation(open_points=("guardian",))
    assert may_mark(request, state, of, person) is allowed
    assert not may_mark(replace(request, state=State.CLOSED), state, of, person)


def test_an_open_point_that_both_parties_approved_holds_no_step_back() -> None:
    approvals = {party.code: "court" for party in AGREEMENT.parties}
    request = repatriation(open_points=("guardian",), approvals=approvals)
    state = StepState(number=1, step=step("a", "sent", gate=Gate.GUARDIAN))
    assert may_mark(request, state, Mark.DONE, WANG)


def test_an_act_of_the_request_does_its_step() -> None:
    steps = procedure(step("receipt", "sent", kind=Kind.VERIFICATION, done_by=StepEvent.RECEIVED))
    [waits] = states_of(steps, sent(), (), ZONE)
    [done] = states_of(steps, received(), (), ZONE)
    assert (waits.is_done, waits.has_to_be_marked) == (False, False)
    assert (done.is_done, done.due_on, done.mark) == (True, None, None)
