"""Reassigning a request whose assignee has left: it is offered, and the successor accepts it.

Until then the assignee does not change, and the coordinators receive the reminders. A request whose
assignee is active, or that has none, is assigned at once.
"""

from dataclasses import replace

from liaison.core.errors import UserError
from liaison.core.people import STAFF, Person
from liaison.requests import rules as request_rules
from liaison.requests.model import ActionContext, Event, Request

OFFERED, TAKEN, DECLINED = "offered", "taken", "declined"
"""Facts of an event: the request was offered, and the offer was accepted or declined."""


def has_left(holder: Person | None) -> bool:
    """Whether the assignee of a request can no longer work on it."""
    return holder is not None and not (holder.active and holder.role in STAFF)


def assign(
    request: Request, context: ActionContext, *, to: Person, holder: Person | None
) -> request_rules.RequestStep:
    """Assign a request, or offer it if its ``holder`` has left. Raises ``UserError``."""
    oneself = to.id == context.person.id
    taken = oneself and request.offered_to == to.id
    free = replace(request, assignee=None) if taken else request
    updated, event = request_rules.assign(free, context, to=to)
    if to.id == request.assignee and request.offered_to is None:
        raise UserError("error-setting-same")
    if has_left(holder) and not oneself:
        return replace(updated, assignee=request.assignee, offered_to=to.id), _mark(event, OFFERED)
    return replace(updated, offered_to=None), _mark(event, TAKEN) if taken else event


def decline_offer(request: Request, context: ActionContext) -> request_rules.RequestStep:
    """Decline an offered request; its assignee does not change. Raises ``UserError``."""
    if request.offered_to != context.person.id:
        raise UserError("error-not-offered")
    updated, event = request_rules.assign(
        replace(request, assignee=None), context, to=context.person
    )
    unchanged = replace(updated, assignee=request.assignee, offered_to=None)
    return unchanged, _mark(event, DECLINED)


def _mark(event: Event, fact: str) -> Event:
    return replace(event, facts={**event.facts, fact: 1})
