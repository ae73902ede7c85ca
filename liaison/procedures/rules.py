"""Which version of the procedure a request follows, when its steps are due, and who marks them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from liaison.core.cards import Text, text
from liaison.core.errors import Conflict, UserError
from liaison.core.people import COORDINATORS, STAFF, NotYourSide, Person, Role, require_role
from liaison.core.working_time import DAY, local_date
from liaison.procedures.model import (
    Gate,
    Mark,
    Procedure,
    ProcedureStep,
    StepEvent,
    StepMark,
    StepState,
)
from liaison.requests.model import OPEN, Kind, Request, State
from liaison.requests.permissions import undecided

LIVE = OPEN | {State.ANSWERED}
"""The states in which the steps of a request are owed."""
_SAFETY_POINTS: Mapping[Gate, str] = {
    Gate.CONSENT: "voluntary",
    Gate.GUARDIAN: "guardian",
    Gate.MEDICAL: "medical",
}
"""The points of the safety check of a repatriation that say the same as a gate."""


class Fault(StrEnum):
    """Why a list of steps is no procedure."""

    TWICE = "twice"
    """Two steps have the same code, or one that of an event."""
    EARLY = "early"
    """A step is due before an event whose day is known only when it happens."""
    NEVER = "never"
    """What a step counts from never happens, or only when it is too late."""
    CYCLE = "cycle"
    """A step waits for itself."""


def fault_of(steps: Sequence[ProcedureStep]) -> tuple[int, Fault] | None:
    """The first step that cannot be, by its place, and why; None if there is none."""
    for at, step in enumerate(steps):
        if step.code in [*StepEvent, *(each.code for each in steps[:at])]:
            return at, Fault.TWICE
        if step.days < 0 and step.event != StepEvent.PLANNED:
            return at, Fault.EARLY
        if not _comes_due(step, steps):
            return at, Fault.NEVER
    cycles = (at for at, step in enumerate(steps) if _waits_for_itself(step, steps))
    return next(((at, Fault.CYCLE) for at in cycles), None)


def _comes_due(step: ProcedureStep, steps: Sequence[ProcedureStep]) -> bool:
    """Whether the event of a step happens to requests of its kind, in time for it."""
    others = [each.code for each in steps if each.kind is step.kind]
    if step.done_by is StepEvent.PLANNED:
        return False
    if step.event == StepEvent.PLANNED:
        return step.kind is Kind.REPATRIATION
    return step.event in [*StepEvent, *others]


def _waits_for_itself(step: ProcedureStep, steps: Sequence[ProcedureStep]) -> bool:
    """Whether an event that a step waits for, at last, is the step. Each request begins as sent."""
    same, seen, left = [e for e in steps if e.kind is step.kind], set[str](), [step.event]
    while left:
        event = left.pop()
        if event not in (*seen, StepEvent.SENT):
            seen.add(event)
            left += [each.event for each in same if event in (each.code, each.done_by)]
    return bool({step.code, step.done_by} & seen)


def in_force_from(procedure: Procedure, at: datetime) -> Procedure:
    """A version that both Parties agreed to at an instant."""
    return replace(procedure, agreed_at=at, version=procedure.version + 1)


def followed_by(request: Request, procedures: Sequence[Procedure]) -> Procedure | None:
    """The version that a request follows: of the agreed ones, the latest first, that in force when
    it began; None if there was none, or it has no steps for such a request.
    """
    began, kind = request.logged_at, request.details.kind
    found = next((e for e in procedures if e.agreed_at and e.agreed_at <= began), None)
    return found if found and any(each.kind is kind for each in found.steps) else None


def states_of(
    procedure: Procedure, request: Request, marks: Sequence[StepMark], zone: str
) -> Sequence[StepState]:
    """The steps of a procedure for a request, with their dates in a zone. The one of a guardian
    applies only if there are children.
    """
    details, answered = request.details, request.state is State.ANSWERED
    plan = details.repatriation
    happened = {
        StepEvent.SENT: local_date(request.logged_at, zone),
        StepEvent.RECEIVED: request.received_on,
        StepEvent.ANSWERED: local_date(request.changed_at, zone) if answered else None,
        StepEvent.PLANNED: None if plan is None else plan.planned_on,
    }
    done = {each for each, day in happened.items() if day is not None}
    if request.outcome is not None:
        done.add(StepEvent.ANSWERED)
    known, latest = {e.code: e for e in procedure.steps}, {e.step: e for e in marks}

    def applies(step: ProcedureStep) -> bool:
        return step.gate is not Gate.GUARDIAN or details.children > 0

    def day_of(event: str) -> date | None:
        step = known.get(event)
        if step is None:
            return happened[StepEvent(event)]
        if not applies(step):
            return day_of(step.event)
        if (mark := latest.get(event)) is not None:
            return local_date(mark.at, zone)
        return None if step.done_by is None else happened[step.done_by]

    def state(number: int, step: ProcedureStep) -> StepState:
        mark, counted = latest.get(step.code), day_of(step.event)
        is_done = step.done_by in done if mark is None else mark.mark is Mark.DONE
        is_open = mark is None and not is_done
        return StepState(
            number=number,
            step=step,
            mark=mark,
            is_done=is_done,
            is_owed=request.state in LIVE,
            counts_from=counted,
            due_on=counted + step.days * DAY if is_open and counted is not None else None,
        )

    numbered = enumerate(procedure.steps, 1)
    return [state(n, each) for n, each in numbered if each.kind is details.kind and applies(each)]


def step_named(number: int, step: ProcedureStep) -> Text:
    """A step with its number, in the language of each reader."""
    return text("procedure-step", number=number, title=text("activity-words", **step.titles))


def check_mark(request: Request, state: StepState, mark: Mark, person: Person) -> None:
    """Check that a person may mark a step now. Raises ``NotYourSide``, ``NotYourRole``,
    ``Conflict`` or ``UserError``.
    """
    step, plan = state.step, request.details.repatriation
    if request.side(person.party) is not step.side:
        raise NotYourSide
    is_gate_left_out = mark is Mark.LEFT_OUT and step.gate is not None
    require_role(person, COORDINATORS if is_gate_left_out else roles_of(step))
    if state.mark is not None and state.mark.mark is mark:
        raise Conflict("error-already-recorded", at=state.mark.at)
    if request.state not in LIVE or step.done_by is not None:
        raise Conflict("error-step-over", number=state.number, reference=request.reference)
    point = _SAFETY_POINTS.get(step.gate) if step.gate else None
    is_open = plan is not None and point in (plan.open_points or ()) and undecided(request)
    if mark is Mark.DONE and is_open:
        raise UserError("error-step-safety", number=state.number, reference=request.reference)


def roles_of(step: ProcedureStep) -> frozenset[Role]:
    """The roles that mark a step as done."""
    return COORDINATORS if step.role is Role.COORDINATOR else STAFF


def may_mark(request: Request, state: StepState, mark: Mark, person: Person) -> bool:
    """Whether a person may mark a step now."""
    try:
        check_mark(request, state, mark, person)
    except UserError:
        return False
    return True
