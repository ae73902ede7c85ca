"""The timer of a case: due reminders become notices, and the timer is set again."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import assert_never

from liaison.core.cards import text
from liaison.core.escalation_policy import Priority
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.core.working_time import day_ends
from liaison.lifecycle.reminders import lateness
from liaison.lifecycle.steps import Timer, run_reminders
from liaison.notifications.rules import Audience
from liaison.notifications.service import NewNotice
from liaison.requests.model import REQUEST_SUBJECT, Request
from liaison.requests.reminders import Reminder, ReminderKind, next_case_reminders
from liaison.requests.repository import Requests
from liaison.requests.service import OWED, RECEIPT, TIMER


async def run_timer(tx: Tx, reference: Reference, *, since: datetime) -> None:
    """Run the timer of a case; ``since`` is its last run (aware UTC)."""
    request = await tx.of(Requests).get(reference, party=tx.agreement.parties[0].code)
    timer = Timer(kind=TIMER, subject=reference, at=since)
    await run_reminders(tx, timer, request, plan=next_case_reminders, notices=partial(_notices, tx))


def _notices(tx: Tx, request: Request, reminders: Sequence[Reminder]) -> Iterator[NewNotice]:
    """The notices of reminders; an alert replaces the overdue reminder of the same day."""
    alerted = any(s.kind is ReminderKind.OVERDUE_ALERT and not s.requesting_side for s in reminders)
    for reminder in reminders:
        if not (alerted and reminder.kind is ReminderKind.OVERDUE):
            yield _notice(tx, request, reminder)


def _notice(tx: Tx, request: Request, due: Reminder) -> NewNotice:
    due_by = None
    if request.due_on is not None and not due.requesting_side:
        due_by = day_ends(request.due_on, tx.agreement.party(request.requested).zone)
    notice_key, audience = _notice_key(due)
    return NewNotice(
        party=request.requesting if due.requesting_side else request.requested,
        subject=REQUEST_SUBJECT,
        subject_id=request.reference,
        notice_key=notice_key,
        title=text(
            f"reminder-{due.kind.replace('_', '-')}", reference=request.reference, days=due.days
        ),
        audience=audience,
        priority=_priority(tx, due),
        states=(request.state,),
        due_by=due_by,
        late=lateness(due.at, tx.agreement, tx.now),
    )


def _notice_key(due: Reminder) -> tuple[str, Audience]:
    match due.kind:
        case ReminderKind.RECEIPT:
            return RECEIPT, Audience.COORDINATORS
        case ReminderKind.DUE | ReminderKind.FORGOTTEN | ReminderKind.OVERDUE:
            return OWED, Audience.RESPONSIBLE
        case ReminderKind.OVERDUE_ALERT if due.requesting_side:
            return OWED, Audience.COORDINATORS
        case ReminderKind.OVERDUE_ALERT:
            return OWED, Audience.CASE_TEAM
        case _:
            assert_never(due.kind)


def _priority(tx: Tx, due: Reminder) -> Priority:
    """A reminder long before the due date needs no acknowledgement."""
    far = due.kind is ReminderKind.DUE and due.days > tx.agreement.notices.important_from_days
    return Priority.ROUTINE if far else Priority.IMPORTANT
