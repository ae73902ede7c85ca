"""The to-dos about proposals that wait for the approval of a Party."""

from collections.abc import Sequence
from dataclasses import replace

from liaison.approvals.repository import Approvals
from liaison.approvals.rules import APPROVAL_SUBJECT, Approval, ApprovalState
from liaison.approvals.service import ApprovalType
from liaison.approvals.views import command_of
from liaison.core.cards import Button, text
from liaison.core.people import Role
from liaison.core.transaction import Tx
from liaison.core.working_time import days_left, local_date
from liaison.todos.model import Rank, Todo, TodoAct
from liaison.todos.sources import PartyContext


async def find_todos(tx: Tx, party_context: PartyContext) -> Sequence[Todo]:
    """The open proposals of both Parties, for those who may approve them."""
    types = tx.registry.all(ApprovalType)
    return [
        approval_todo(each, types[each.change.kind], party_context)
        for each in await tx.of(Approvals).listed()
        if each.change.kind in types
    ]


def approval_todo(approval: Approval, kind: ApprovalType, party_context: PartyContext) -> Todo:
    """An open proposal, for those who may approve it or, of the own Party, who wait for that."""
    admins, own = Role.ADMIN in kind.approvers, approval.party == party_context.party
    act = TodoAct("todo-wait-decide" if own else "todo-decide")
    ends = approval.expires_at
    ends_on = local_date(ends, party_context.hours.zone)
    due_on = ends_on if kind.due is None else min(ends_on, kind.due(approval.change))
    found = Todo(
        subject=APPROVAL_SUBJECT,
        subject_id=approval.code,
        states=(ApprovalState.OPEN,),
        act=act,
        line=text(act, code=approval.code, matter=kind.text(approval.change), ends=ends),
        button=Button(text("button-open", code=approval.code), command_of(approval, kind)),
        people=party_context.approvers if admins else party_context.coordinators,
        rank=Rank.OPEN,
        since=approval.made_at,
        due_on=None if own else due_on,
        days_before=party_context.agreement.reminders.proposal_days,
        repeat_on=party_context.morning_after(approval.made_at),
        escalates_from=approval.made_at,
        about=None if own else kind.about(approval.change),
    )
    if own:
        return party_context.watched(found)
    if kind.due is None:
        return found
    left = days_left(due_on, local_date(party_context.now, party_context.hours.zone))
    due = text("todo-due" if left >= 0 else "todo-overdue", days=abs(left), day=due_on)
    line = text("todo-decide-by", **found.line.values, due=due)
    rank = party_context.rank_by(left)
    return replace(found, line=line, rank=rank, aspect=approval.change.kind)
