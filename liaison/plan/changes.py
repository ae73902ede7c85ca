"""Joint changes of the action plan: both Parties move an activity's last day, or drop it.

Until both have agreed the activity does not change.
"""

from datetime import date

from liaison.approvals import proposals as approval_proposals
from liaison.approvals.rules import Approval, ProposedChange
from liaison.core.access import NotYourRole
from liaison.core.people import Person
from liaison.core.transaction import Tx, today_of
from liaison.lifecycle.conflicts import RecordChanged
from liaison.lifecycle.steps import check_seen
from liaison.plan.rules import (
    ACTIVITY_APPROVAL,
    APPROVERS,
    CHANGED,
    DROPPED,
    Activity,
    ActivityNumber,
    check_last_day_move,
    check_still_open,
    dropped,
    with_last_day,
)
from liaison.plan.service import VersionedActivityRef, find, save

MOVED = "move"
"""The reason of a proposal to move the last day; the change itself has both dates."""


async def check(tx: Tx, person: Person, ref: VersionedActivityRef) -> Activity:
    """Check everything that does not depend on the proposed change; nothing is written.

    Raises ``NotYourRole``, ``UnknownActivity``, ``RecordChanged`` or ``Conflict``.
    """
    if person.role not in APPROVERS:
        raise NotYourRole
    activity = await find(tx, ref.number)
    check_seen(ref.version, activity.version, RecordChanged(CHANGED, number=activity.number))
    check_still_open(activity)
    return activity


async def propose_last_day(tx: Tx, person: Person, activity: Activity, day: date) -> Approval:
    """Propose another last day, a local date of the person's Party, after ``check``.

    Raises what ``check_last_day_move`` and ``proposals.propose`` raise.
    """
    check_last_day_move(activity, day, today_of(tx, person.party))
    return await _propose(tx, person, activity, after=day.isoformat(), reason=MOVED)


async def propose_dropping(tx: Tx, person: Person, activity: Activity) -> Approval:
    """Propose to drop an activity, after ``check``. Raises what ``proposals.propose`` raises."""
    return await _propose(tx, person, activity, after=DROPPED, reason=DROPPED)


async def apply(tx: Tx, person: Person, change: ProposedChange) -> None:
    """Apply a change that both Parties agreed to.

    Raises ``Conflict``, ``UserError`` or ``DateOutOfRange``.
    """
    activity = await find(tx, ActivityNumber(int(change.of)))
    if change.after == DROPPED:
        changed = dropped(activity, tx.now)
    else:
        day = date.fromisoformat(change.after)
        check_last_day_move(activity, day, today_of(tx, person.party))
        changed = with_last_day(activity, day, tx.now)

    await save(tx, changed, change.reason, actor=person, is_obsolete=lambda _: not changed.is_open)


async def _propose(
    tx: Tx, person: Person, activity: Activity, *, after: str, reason: str
) -> Approval:
    change = ProposedChange(
        kind=ACTIVITY_APPROVAL,
        of=str(activity.number),
        before=activity.intent.last_on.isoformat(),
        after=after,
        reason=reason,
    )
    return await approval_proposals.propose(tx, person, change)
