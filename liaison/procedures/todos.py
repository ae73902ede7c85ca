"""The steps of the procedure as to-dos of one Party, and as what the other one waits for."""

from collections.abc import Sequence
from dataclasses import replace

from liaison.core.cards import Button, open_button, text
from liaison.core.people import Role
from liaison.core.transaction import Tx
from liaison.core.working_time import DAY, day_ends, days_left, local_date
from liaison.procedures.model import StepState
from liaison.procedures.rules import LIVE, step_named
from liaison.procedures.service import followed_each
from liaison.requests.model import REQUEST_SUBJECT, Request, Side
from liaison.requests.request_lines import request_named
from liaison.todos.model import Rank, Todo, TodoAct
from liaison.todos.sources import PartyContext


async def find_todos(
    tx: Tx, party_context: PartyContext, active: Sequence[Request]
) -> Sequence[Todo]:
    """The steps with a date that are neither done nor left out, of these requests."""
    live = [each for each in active if each.state in LIVE]
    return [
        step_todo(of.request, state, party_context)
        for of in await followed_each(tx, live)
        for state in of.states
        if state.has_to_be_marked and state.due_on is not None
    ]


def step_todo(request: Request, state: StepState, party_context: PartyContext) -> Todo:
    """A step, of a ``state`` with a date, for the people who work on the request; overdue, for
    coordinators, too. They see a gate at once; it has messages of its own, and escalates.
    """
    step, due_on = state.step, state.due_on or party_context.now.date()
    is_gate, every = step.gate is not None, party_context.agreement.plan.overdue_every_days
    side = request.side(party_context.party)
    zone = party_context.agreement.party(request.requested).zone
    left = days_left(due_on, local_date(party_context.now, zone))
    people = party_context.active_or_all(
        request.logged_by if side is Side.REQUESTING else request.assignee
    )
    if step.role is Role.COORDINATOR:
        people = party_context.coordinators or people
    elif is_gate or left < 0:
        people |= party_context.coordinators
    act = TodoAct("todo-step" if side is step.side else "todo-wait-step")
    view = open_button("procedure", request.reference)
    label = text("button-todo-step", number=state.number, reference=request.reference)
    found = Todo(
        subject=REQUEST_SUBJECT,
        subject_id=request.reference,
        states=(request.state,),
        act=act,
        line=text(
            act,
            request=request_named(request),
            step=step_named(state.number, step),
            due=text("todo-due" if left >= 0 else "todo-overdue", days=abs(left), day=due_on),
        ),
        button=Button(label, f"step {request.reference} {state.number} done"),
        view=view,
        people=people,
        rank=party_context.rank_by(left) if is_gate else Rank.OPEN,
        since=request.logged_at,
        urgent=request.details.urgent,
        due_on=due_on,
        days_before=party_context.agreement.reminders.proposal_days,
        repeat_on=due_on + DAY,
        repeat_days=1 if is_gate else every,
        escalates_from=day_ends(due_on, zone) if is_gate else None,
        aspect=f"step-{state.number}",
    )
    if side is step.side:
        return found
    waits = party_context.watched(replace(found, button=view))
    return replace(waits, days_before=(), repeat_on=None)
