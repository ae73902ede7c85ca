"""Open points of a safety check, which each Party approves or postpones; or answers later."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from liaison.core.errors import UserError
from liaison.core.form import Days
from liaison.core.people import Person
from liaison.core.working_time import DAY
from liaison.requests.corrections import DAY_BEFORE, SAFETY_BEFORE
from liaison.requests.drafts import GUARDIAN, MAX_AHEAD, VOLUNTARY, is_open
from liaison.requests.model import Action, ActionContext, Check, Repatriation, Request, SafetyReason
from liaison.requests.permissions import points_to_answer
from liaison.requests.rules import RequestStep, step

_ANSWERED = {SafetyReason.AGREED: {VOLUNTARY}, SafetyReason.GUARDIAN: {GUARDIAN}}
"""The points that a reason settles; a reason that is not listed settles every point."""


def answer_point(
    request: Request, context: ActionContext, *, point: str, given: Check
) -> RequestStep:
    """Answer an open point; if it stays open, both decide again. Raises ``UserError``."""
    plan = request.details.repatriation
    if plan is None or point not in points_to_answer(request, context.person):
        raise UserError("error-nothing-to-decide")
    settled = not is_open(point, given)
    left = tuple(e for e in plan.open_points or () if e != point or not settled)
    updated = replace(
        plan,
        safety={**plan.safety, point: given},
        open_points=left or None,
        approvals=plan.approvals if settled and left else None,
    )
    facts = {"safety": f"{point}={given}"}
    if (before := plan.safety.get(point)) is not None:
        facts[SAFETY_BEFORE] = before.value
    return step(_with_plan(request, updated), Action.ANSWER_SAFETY, context, facts)


def reasons_for(points: Sequence[str]) -> Sequence[SafetyReason]:
    """The reasons that answer each of these open points."""
    return [each for each in SafetyReason if _ANSWERED.get(each, {*points}) >= {*points}]


def approve_repatriation(
    request: Request, context: ActionContext, *, reason: SafetyReason
) -> RequestStep:
    """Approve the repatriation for the own Party. Raises ``UserError``."""
    plan = plan_to_decide(request, context.person)
    approvals = {**(plan.approvals or {}), context.person.party: reason}
    updated = _with_plan(request, replace(plan, approvals=approvals))
    return step(updated, Action.APPROVE_SAFETY, context, {"reason": reason.value})


def postpone(request: Request, context: ActionContext, *, to: date, today: date) -> RequestStep:
    """Postpone a repatriation; both decide again. Raises ``UserError`` or ``DateOutOfRange``."""
    plan = plan_to_decide(request, context.person)
    postponement_days(request, today).check(to)
    updated = _with_plan(request, replace(plan, planned_on=to, approvals=None, postponed=True))
    facts = {"day": to.isoformat()}
    if plan.planned_on is not None:
        facts[DAY_BEFORE] = plan.planned_on.isoformat()
    return step(updated, Action.POSTPONE, context, facts)


def postponement_days(request: Request, today: date) -> Days:
    """The possible later days of a repatriation, dates of the requested Party."""
    plan = request.details.repatriation
    planned_on = today if plan is None or plan.planned_on is None else plan.planned_on
    after = max(planned_on, today)
    return Days(
        today=today,
        first=after + DAY,
        last=after + MAX_AHEAD,
        likely=[after + days * DAY for days in (7, 14, 30)],
        around=after,
    )


def plan_to_decide(request: Request, person: Person) -> Repatriation:
    """The repatriation that a person's Party decides on. Raises ``UserError``."""
    plan = request.details.repatriation
    if plan is None or not plan.waits_for(person.party):
        raise UserError("error-nothing-to-decide")
    return plan


def _with_plan(request: Request, plan: Repatriation) -> Request:
    return replace(request, details=replace(request.details, repatriation=plan))
