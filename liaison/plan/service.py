"""The steps of activities in a transaction, and joint changes of the plan: both Parties move an
activity's last day, or drop it. Until both have agreed the activity does not change.
"""

from collections.abc import Callable, Sequence
from datetime import date

from liaison.approvals import service as approval_service
from liaison.approvals.rules import Approval, ProposedChange
from liaison.core.people import STAFF, Person, Role, names_of, require_role
from liaison.core.transaction import People, Tx, today_of
from liaison.lifecycle import steps
from liaison.lifecycle.model import VersionedRef
from liaison.meetings.agenda import check_held
from liaison.meetings.agenda_service import check_minutes_open
from liaison.meetings.model import Meeting
from liaison.meetings.permissions import NotBinding
from liaison.meetings.service import may_bind_party
from liaison.notifications.rules import Notice
from liaison.plan import rules
from liaison.plan.repository import Activities
from liaison.plan.rules import (
    ACTIVITY_APPROVAL,
    ACTIVITY_SUBJECT,
    APPROVED,
    APPROVERS,
    DECISION_APPROVAL,
    DROPPED,
    PLAN_APPROVAL,
    Activity,
    ActivityAction,
    ActivityNumber,
    ActivityState,
    ExamplePlan,
    Intent,
)


async def lock(tx: Tx, number: ActivityNumber) -> Activity:
    """One activity of the plan. Raises ``WrongValue``."""
    return steps.found_or_raise(await tx.of(Activities).lock(number), "/plan")


async def check_decision(tx: Tx, person: Person, meeting: Meeting) -> None:
    """Check that a person may record a decision. Raises ``NotBinding`` or ``Conflict``."""
    check_held(meeting, tx.now)
    await check_minutes_open(tx, meeting)
    if not await may_bind_party(tx, person):
        coordinators = await tx.of(People).team(person.party, Role.COORDINATOR)
        raise NotBinding(names=names_of(coordinators))


async def record_decision(tx: Tx, person: Person, meeting: Meeting, intent: Intent) -> Activity:
    """Record a decision of a meeting, for the other Party to approve. Raises ``UserError``."""
    await check_decision(tx, person, meeting)
    rules.last_days(today_of(tx, person.party)).check(intent.last_on)
    activity = await tx.of(Activities).add(intent, source=meeting.code, actor=person)
    step = steps.Step(activity, "decide", actor=person, facts={"meeting": meeting.code})
    await steps.finish_step(tx, step)
    change = ProposedChange(
        DECISION_APPROVAL,
        str(activity.number),
        before=activity.state,
        after=ActivityState.PLANNED,
        reason=meeting.code,
    )
    await approval_service.propose(tx, person, change, others=STAFF)
    return activity


async def approve_decision(tx: Tx, person: Person, change: ProposedChange) -> None:
    """Let a decision hold that the other Party has approved."""
    activity = await lock(tx, ActivityNumber(int(change.of)))
    updated = rules.approved(activity, tx.now)
    await save(tx, updated, APPROVED, actor=person, is_obsolete=lambda _: False)


async def example_plan(tx: Tx) -> Sequence[Intent]:
    """The activities that ship with the Agreement and are not in the plan, in the coming years."""
    found = tx.registry.find(ExamplePlan, "example")
    known = [each.intent.titles for each in await tx.of(Activities).imported()]
    plan = () if found is None else found.activities
    return rules.in_coming_years([e for e in plan if e.titles not in known], tx.now.date())


async def propose_example(tx: Tx, person: Person) -> Approval:
    """Propose the example plan. Raises what ``approvals.service.propose`` raises."""
    change = ProposedChange(
        PLAN_APPROVAL, "plan", before="0", after=str(len(await example_plan(tx))), reason="import"
    )
    return await approval_service.propose(tx, person, change)


async def import_example(tx: Tx, person: Person, _change: ProposedChange) -> None:
    """Add the plan that ships with the Agreement, to which both Parties agreed."""
    for intent in await example_plan(tx):
        activity = await tx.of(Activities).add(intent, source=None, actor=None)
        await steps.finish_step(tx, steps.Step(activity, "import", actor=person))


async def move(
    tx: Tx, person: Person, ref: VersionedRef[ActivityNumber], action: ActivityAction
) -> Activity:
    """Record progress of an activity. Raises ``WrongValue``, ``Conflict`` or as ``take_action``."""
    activity = await lock(tx, ref.key)
    updated = rules.take_action(activity, action, person, tx.now)
    steps.check_seen(ref.version, activity.version)
    await save(tx, updated, action, actor=person, is_obsolete=lambda _: not updated.is_open)
    if not updated.is_open:
        await approval_service.expire_about(tx, ACTIVITY_APPROVAL, str(updated.number))
    return updated


async def save(
    tx: Tx, activity: Activity, step: str, *, actor: Person, is_obsolete: Callable[[Notice], bool]
) -> None:
    """Save the next version of an activity with its effects."""
    saved = steps.Step(
        activity,
        step,
        actor=actor,
        subject=ACTIVITY_SUBJECT,
        of=str(activity.number),
        is_obsolete=is_obsolete,
    )
    await steps.save_step(tx, saved, tx.of(Activities).change)


MOVED = "move"
"""The reason of a proposal to move the last day; the change itself has both dates."""


async def check_activity_change(
    tx: Tx, person: Person, ref: VersionedRef[ActivityNumber]
) -> Activity:
    """Check a change before its value. Raises ``NotYourRole``, ``WrongValue`` or ``Conflict``."""
    require_role(person, APPROVERS)
    activity = await lock(tx, ref.key)
    steps.check_seen(ref.version, activity.version)
    rules.check_still_open(activity)
    return activity


async def propose_change(
    tx: Tx, person: Person, activity: Activity, last_on: date | None
) -> Approval:
    """Propose another last, local day; None is to drop the activity. Raises ``UserError``."""
    if last_on is not None:
        rules.check_last_day_move(activity, last_on, today_of(tx, person.party))
    change = ProposedChange(
        ACTIVITY_APPROVAL,
        str(activity.number),
        before=activity.intent.last_on.isoformat(),
        after=DROPPED if last_on is None else last_on.isoformat(),
        reason=DROPPED if last_on is None else MOVED,
    )
    return await approval_service.propose(tx, person, change)


async def apply_change(tx: Tx, person: Person, change: ProposedChange) -> None:
    """Apply an agreed change. Raises ``Conflict``, ``UserError`` or ``DateOutOfRange``."""
    activity = await lock(tx, ActivityNumber(int(change.of)))
    if change.after == DROPPED:
        changed = rules.dropped(activity, tx.now)
    else:
        day = date.fromisoformat(change.after)
        rules.check_last_day_move(activity, day, today_of(tx, person.party))
        changed = rules.with_last_day(activity, day, tx.now)
    await save(tx, changed, change.reason, actor=person, is_obsolete=lambda _: not changed.is_open)
