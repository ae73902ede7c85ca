"""Looking at a case again: what the rule says is due now becomes notices, and the next look."""

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
    """Look at a case whose time has come; ``since`` is when it was last looked at (aware UTC)."""
    request = await tx.of(Requests).get(reference, party=tx.agreement.parties[0].code)
    timer = Timer(kind=TIMER, subject=reference, at=since)
    await run_reminders(tx, timer, request, plan=next_case_reminders, notices=partial(_drafts, tx))


def _drafts(tx: Tx, request: Request, steps: Sequence[Reminder]) -> Iterator[NewNotice]:
    """What the steps tell. Who gets the alert needs no second word about the same day."""
    alerted = any(s.kind is ReminderKind.OVERDUE_ALERT and not s.requesting_side for s in steps)
    for step in steps:
        if not (alerted and step.kind is ReminderKind.OVERDUE):
            yield _draft(tx, request, step)


def _draft(tx: Tx, request: Request, step: Reminder) -> NewNotice:
    due_by = None
    if request.due_on is not None and not step.requesting_side:
        due_by = day_ends(request.due_on, tx.agreement.party(request.requested).zone)
    topic, audience = _topic(step)
    return NewNotice(
        party=request.requesting if step.requesting_side else request.requested,
        subject=REQUEST_SUBJECT,
        subject_id=request.reference,
        notice_key=topic,
        title=text(
            f"reminder-{step.kind.replace('_', '-')}", reference=request.reference, days=step.days
        ),
        audience=audience,
        priority=_priority(tx, step),
        states=(request.state,),
        due_by=due_by,
        late=lateness(step.at, tx.agreement, tx.now),
    )


def _topic(step: Reminder) -> tuple[str, Audience]:
    match step.kind:
        case ReminderKind.RECEIPT:
            return RECEIPT, Audience.COORDINATORS
        case ReminderKind.DUE | ReminderKind.FORGOTTEN | ReminderKind.OVERDUE:
            return OWED, Audience.RESPONSIBLE
        case ReminderKind.OVERDUE_ALERT if step.requesting_side:
            return OWED, Audience.COORDINATORS
        case ReminderKind.OVERDUE_ALERT:
            return OWED, Audience.CASE_TEAM
        case _:
            assert_never(step.kind)


def _priority(tx: Tx, step: Reminder) -> Priority:
    """A reminder far from the due date is only to be known."""
    far = step.kind is ReminderKind.DUE and step.days > tx.agreement.notices.important_from_days
    return Priority.ROUTINE if far else Priority.IMPORTANT
