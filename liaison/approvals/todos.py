"""The to-dos about proposals that wait for the approval of a Party."""

from collections.abc import Sequence

from liaison.approvals.approval_type import ApprovalType, change_text
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import APPROVAL_SUBJECT, ApprovalState
from liaison.approvals.views import command_of
from liaison.core.agreement import PartyCode
from liaison.core.cards import Button, text
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.todos.model import Rank, Todo
from liaison.todos.sources import viewpoint_of


async def find(tx: Tx, party: PartyCode) -> Sequence[Todo]:
    """The open proposals of the other Party, for those who may approve them."""
    viewpoint = await viewpoint_of(tx, party)
    types = tx.registry.all(ApprovalType)
    team = await tx.of(People).team(party)
    return [
        Todo(
            subject=APPROVAL_SUBJECT,
            subject_id=each.code,
            states=(ApprovalState.OPEN,),
            line=text("todo-decide", code=each.code, matter=change_text(tx, each.change)),
            button=Button(text("button-open-approval", code=each.code), command_of(tx, each)),
            people=frozenset(
                person.id for person in team if person.role in types[each.change.kind].approvers
            ),
            rank=Rank.OPEN,
            since=each.made_at,
            due_on=local_date(each.expires_at, viewpoint.hours.zone),
            days_before=(3, 1),
            repeat_on=viewpoint.morning_after(each.made_at),
            escalates_from=each.made_at,
        )
        for each in await tx.of(Approvals).listed()
        if each.party != party and each.change.kind in types
    ]
