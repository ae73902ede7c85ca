"""What people do with the plan of action, and what is told of it unasked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from liaison.approvals import proposals as approval_proposals
from liaison.audit import service as audit_service
from liaison.core.cards import text
from liaison.core.escalation_policy import Priority
from liaison.core.people import Person
from liaison.core.transaction import Tx, today_of
from liaison.meetings.agenda import check_over
from liaison.meetings.model import Meeting
from liaison.meetings.permissions import NotBinding
from liaison.meetings.service import speaks_for
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Audience
from liaison.notifications.service import Draft
from liaison.plan.reminders import Prompt, next_prompts
from liaison.plan.repository import Activities
from liaison.plan.rules import (
    ACTIVITY_APPROVAL,
    ACTIVITY_SUBJECT,
    Activity,
    ActivityAction,
    ActivityNumber,
    Intent,
    StaleActivity,
    UnknownActivity,
    check_last_day,
    take_action,
)

WAKE = "activity"
"""The kind under which activities are looked at again."""
DECIDED, DUE = "decided", "due"
"""The topics of notices: that something was decided, and that it is to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPress:
    """Which activity a step is for, and which version of it the person saw."""

    number: ActivityNumber
    seen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many activities of a file were added, and how many were in the plan before."""

    added: int
    known: int


async def find(tx: Tx, number: ActivityNumber) -> Activity:
    """One activity of the plan. Raises ``UnknownActivity``."""
    activity = await tx.of(Activities).get(number)
    if activity is None:
        raise UnknownActivity
    return activity


async def check_decision(tx: Tx, person: Person, meeting: Meeting) -> None:
    """Let a person record what a meeting decided. Raises ``MeetingNotOver`` or ``NotBinding``."""
    check_over(meeting, tx.now)
    if not await speaks_for(tx, person):
        raise NotBinding


async def decide(tx: Tx, person: Person, meeting: Meeting, intent: Intent) -> Activity:
    """Record a decision of a meeting that is over: it becomes an activity, and the other Party
    hears of it.

    Raises what ``check_decision`` raises, or ``DateOutOfRange``.
    """
    await check_decision(tx, person, meeting)
    check_last_day(intent.last_on, today_of(tx, person.party))
    activity = await tx.of(Activities).add(intent, source=meeting.code, by=person)
    await audit_service.record_step(tx, "decide", activity, by=person, meeting=meeting.code)
    await plan_look(tx, activity)
    await notification_service.tell(
        tx,
        Draft(
            party=tx.agreement.other(person.party).code,
            subject=ACTIVITY_SUBJECT,
            of=str(activity.number),
            topic=DECIDED,
            headline=text("notice-decided", number=activity.number, code=meeting.code),
            audience=Audience.COORDINATORS,
            priority=Priority.IMPORTANT,
            actor=person.id,
        ),
    )
    return activity


async def import_plan(tx: Tx, plan: Sequence[Intent]) -> Imported:
    """Add the activities of a file that the plan does not have yet, from the command line.

    One with the same words and days is the same one.
    """
    there = [each.intent for each in await tx.of(Activities).imported()]
    added = 0
    for intent in plan:
        if intent in there:
            continue
        activity = await tx.of(Activities).add(intent, source=None, by=None)
        await audit_service.record_step(tx, "import", activity, by=None)
        await plan_look(tx, activity)
        there.append(intent)
        added += 1
    return Imported(added=added, known=len(plan) - added)


async def move(tx: Tx, person: Person, press: ActivityPress, action: ActivityAction) -> Activity:
    """Record that an activity is under way or done; what was told of it is answered by that.

    Raises ``UnknownActivity``, ``StaleActivity`` or what ``take_action`` raises.
    """
    activity = await find(tx, press.number)
    moved = take_action(activity, action, person, tx.now)
    stale = StaleActivity(number=activity.number)
    if press.seen not in (None, activity.version):
        raise stale
    about = str(moved.number)
    await audit_service.save(tx, tx.of(Activities), moved, action, by=person, stale=stale)
    await notification_service.after_step(
        tx, ACTIVITY_SUBJECT, about, by=person, is_moot=lambda _: not moved.is_open
    )
    if not moved.is_open:
        await approval_proposals.settle(tx, ACTIVITY_APPROVAL, about)
        await tx.wake(WAKE, about, None)
    return moved


async def look(tx: Tx, number: ActivityNumber, *, since: datetime) -> None:
    """Look at an activity whose time has come; ``since`` is the last look at it (aware UTC)."""
    about = str(number)
    activity = await tx.of(Activities).get(number)
    if activity is None:
        await tx.wake(WAKE, about, None)
        return
    # Another replica may have looked since this look began to wait for the activity.
    looked = await tx.looked(WAKE, about)
    plan = next_prompts(activity, tx.agreement, since=max(since, looked or since), now=tx.now)
    for prompt in plan.prompts:
        await notification_service.tell(tx, _reminder(tx, activity, prompt))
    await tx.wake(WAKE, about, plan.wake_at)


async def plan_look(tx: Tx, activity: Activity) -> None:
    """Plan when an activity is looked at next, from now on."""
    plan = next_prompts(activity, tx.agreement, since=tx.now, now=tx.now)
    await tx.wake(WAKE, str(activity.number), plan.wake_at)


def _reminder(tx: Tx, activity: Activity, prompt: Prompt) -> Draft:
    late = tx.now - prompt.at
    key = "reminder-activity-overdue" if prompt.overdue else "reminder-activity-due"
    return Draft(
        party=prompt.party,
        subject=ACTIVITY_SUBJECT,
        of=str(activity.number),
        topic=DUE,
        headline=text(key, number=activity.number, last=activity.intent.last_on),
        audience=Audience.COORDINATORS,
        priority=Priority.IMPORTANT if prompt.overdue else Priority.ROUTINE,
        late=late if late >= tx.agreement.notices.outage_after else late * 0,
    )
