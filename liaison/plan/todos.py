"""The to-dos about activities of the plan."""

from collections.abc import Sequence

from liaison.core.cards import text
from liaison.core.transaction import Tx
from liaison.core.working_time import DAY, local_date
from liaison.plan.repository import Activities
from liaison.plan.rules import ACTIVITY_SUBJECT, OPEN_ACTIVITIES, Activity
from liaison.plan.views import activity_button
from liaison.todos.model import Rank, Todo, TodoAct
from liaison.todos.sources import PartyContext

MAX_ACTIVITIES = 1_000


async def find_todos(tx: Tx, party_context: PartyContext) -> Sequence[Todo]:
    """The open activities that a Party leads."""
    found, _ = await tx.of(Activities).listed("open", limit=MAX_ACTIVITIES)
    return [
        activity_todo(each, party_context)
        for each in found
        if each.intent.lead in (None, party_context.party)
    ]


def activity_todo(activity: Activity, party_context: PartyContext) -> Todo:
    """An activity for the coordinators of a lead Party, as the rules of the plan remind of it."""
    rules, last_on = party_context.agreement.plan, activity.intent.last_on
    over = last_on < local_date(party_context.now, party_context.hours.zone)
    act = TodoAct("todo-activity-overdue" if over else "todo-activity-due")
    number = activity.number
    return Todo(
        subject=ACTIVITY_SUBJECT,
        subject_id=str(number),
        states=tuple(sorted(OPEN_ACTIVITIES)),
        act=act,
        line=text(act, number=number, last=last_on),
        button=activity_button(number),
        people=party_context.coordinators or party_context.staff,
        rank=Rank.OPEN,
        since=activity.made_at,
        due_on=last_on,
        days_before=(*rules.days_before, 0),
        repeat_on=last_on + DAY,
        repeat_days=rules.overdue_every_days,
    )
