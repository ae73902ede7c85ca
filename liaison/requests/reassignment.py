"""Handing a case over whose assignee has left: it is offered, and the successor takes it.

Until then it stays with whoever has left, and the coordinators hear its reminders. A case of
somebody who is there, and one of nobody, is assigned without a word of the new assignee.
"""

from dataclasses import replace

from liaison.core.access import STAFF
from liaison.core.errors import UserError
from liaison.core.people import Person
from liaison.requests import rules as request_rules
from liaison.requests.model import ActionContext, Event, Request

OFFERED, TAKEN, DECLINED = "offered", "taken", "declined"
"""Facts of a line of history that say that a case was offered, and what became of the offer."""


class NotOffered(UserError):
    """The case is not offered to the person who would decline it."""

    key = "error-not-offered"


def has_left(holder: Person | None) -> bool:
    """Whether somebody who was given a case can no longer work on it."""
    return holder is not None and not (holder.active and holder.role in STAFF)


def assign(
    request: Request, context: ActionContext, *, to: Person, holder: Person | None
) -> request_rules.Step:
    """Give a case to a person, take it, or offer it where its ``holder`` has left.

    A focal person takes what is offered to her. Raises what ``requests.assign`` raises.
    """
    oneself = to.id == context.person.id
    taken = oneself and request.offered_to == to.id
    free = replace(request, assignee=None) if taken else request
    moved, event = request_rules.assign(free, context, to=to)
    if has_left(holder) and not oneself:
        return replace(moved, assignee=request.assignee, offered_to=to.id), _said(event, OFFERED)
    return replace(moved, offered_to=None), _said(event, TAKEN) if taken else event


def decline(request: Request, context: ActionContext) -> request_rules.Step:
    """Say no to a case that one is offered; it stays where it was. Raises ``NotOffered``."""
    if request.offered_to != context.person.id:
        raise NotOffered
    moved, event = request_rules.assign(replace(request, assignee=None), context, to=context.person)
    stays = replace(moved, assignee=request.assignee, offered_to=None)
    return stays, _said(event, DECLINED)


def _said(event: Event, fact: str) -> Event:
    return replace(event, facts={**event.facts, fact: 1})
