"""What the safety check of a repatriation left open: each Party approves it, or postpones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from liaison.core.form import Days
from liaison.core.working_time import DAY
from liaison.requests.drafts import FARTHEST, GUARDIAN, VOLUNTARY
from liaison.requests.errors import NothingToDecide
from liaison.requests.model import Action, ActionContext, Repatriation, Request, SafetyReason
from liaison.requests.rules import Step, step

_ANSWERED = {SafetyReason.AGREED: {VOLUNTARY}, SafetyReason.GUARDIAN: {GUARDIAN}}
"""The points that a reason answers; the other reasons answer any."""


def points_left_open(request: Request) -> Sequence[str]:
    """The points of its safety check that a repatriation left open."""
    plan = request.details.repatriation
    return () if plan is None else plan.open_points or ()


def reasons_for(points: Sequence[str]) -> Sequence[SafetyReason]:
    """The reasons that answer each of these open points."""
    return [each for each in SafetyReason if _ANSWERED.get(each, {*points}) >= {*points}]


def approve(request: Request, context: ActionContext, *, reason: SafetyReason) -> Step:
    """Approve the repatriation for the own Party. Raises ``NothingToDecide``."""
    plan = _open_plan(request, context)
    approvals = {**(plan.approvals or {}), context.person.party: reason}
    updated = _with_plan(request, replace(plan, approvals=approvals))
    return step(updated, Action.APPROVE_SAFETY, context, {"reason": reason.value})


def postpone(request: Request, context: ActionContext, *, to: date, today: date) -> Step:
    """Postpone the repatriation: both Parties decide again near its new date.

    Raises ``NothingToDecide`` or ``DateOutOfRange``.
    """
    plan = _open_plan(request, context)
    postponement_days(request, today).check(to)
    updated = _with_plan(request, replace(plan, planned_on=to, approvals=None, postponed=True))
    return step(updated, Action.POSTPONE, context, {"day": to.isoformat()})


def postponement_days(request: Request, today: date) -> Days:
    """The possible later days of a repatriation, dates of the requested Party."""
    plan = request.details.repatriation
    planned_on = today if plan is None or plan.planned_on is None else plan.planned_on
    after = max(planned_on, today)
    return Days(
        today=today,
        first=after + DAY,
        last=after + FARTHEST,
        likely=[after + days * DAY for days in (7, 14, 30)],
        around=after,
    )


def _open_plan(request: Request, context: ActionContext) -> Repatriation:
    plan = request.details.repatriation
    if plan is None or not plan.waits_for(context.person.party):
        raise NothingToDecide
    return plan


def _with_plan(request: Request, plan: Repatriation) -> Request:
    return replace(request, details=replace(request.details, repatriation=plan))
