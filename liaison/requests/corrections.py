"""Correcting an answer that was sent, and returning one that is insufficient."""

from collections.abc import Sequence
from dataclasses import replace

from liaison.requests.errors import NothingToCorrect
from liaison.requests.model import Action, ActionContext, Missing, Outcome, Request, State
from liaison.requests.rules import Step, outcome_facts, step


def correct(request: Request, context: ActionContext, *, outcome: Outcome) -> Step:
    """Correct the result of an answered or closed request, whose state stays.

    Raises ``NotAnAnswer``, ``CountsDoNotAddUp``, or ``NothingToCorrect`` for the same outcome, or
    after a refusal.
    """
    facts = outcome_facts(request, outcome)
    if request.outcome in (None, outcome):
        raise NothingToCorrect(reference=request.reference)
    return step(replace(request, outcome=outcome), Action.CORRECT, context, facts)


def give_back(request: Request, context: ActionContext, *, missing: Sequence[Missing]) -> Step:
    """Return an answer as insufficient: a reply is due again, on the same day as before."""
    updated = replace(request, state=State.RECEIVED, outcome=None, changed_at=context.at)
    return step(updated, Action.RETURN, context, {"missing": ",".join(missing)})
