"""The reminders of an open case: one pure rule of its data and two instants.

It never depends on what was sent before. So a crash, a month of downtime or a changed setting needs
no special path.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from heapq import merge
from itertools import count, dropwhile, islice
from typing import assert_never

from liaison.core.agreement import Agreement
from liaison.core.working_time import DAY, at_hour, day_ends, days_left, local_date
from liaison.lifecycle.reminders import ReminderPlan, plan_reminders
from liaison.requests.model import Request, State


class ReminderKind(StrEnum):
    """The subject of a reminder."""

    RECEIPT = "receipt"
    """The receipt of a request has not been confirmed."""
    DUE = "due"
    """The due date is near, or today."""
    FORGOTTEN = "forgotten"
    """No step was taken for days: to the people who answer."""
    OVERDUE = "overdue"
    """The due date has passed: to the people who answer."""
    OVERDUE_ALERT = "overdue_alert"
    """The due date has passed: to the coordinators of both Parties, once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One reminder: when it became due (aware UTC), its subject, and the side that receives it.

    ``days`` are those until the due date, or since it if it has passed, as of now. For a receipt
    they are the days since the request was sent.
    """

    at: datetime
    kind: ReminderKind
    requesting_side: bool = False
    days: int = 0


def next_case_reminders(
    request: Request, agreement: Agreement, *, since: datetime, now: datetime
) -> ReminderPlan[Reminder]:
    """Decide which reminders became due after ``since`` and until ``now``, and when to check again.

    Of several of one kind that became due together (after an outage) only the last is sent, with
    the days as of now; ``FORGOTTEN`` only if there is no other. Times are at the hour of reminders
    in the zone of the Party that is reminded.
    """
    plan = plan_reminders(_schedule(request, agreement), since=since, now=now, slot=_slot)
    has_due = any(due.kind in (ReminderKind.DUE, ReminderKind.OVERDUE) for due in plan.reminders)
    kept = (r for r in plan.reminders if not (has_due and r.kind is ReminderKind.FORGOTTEN))
    adjusted = (_adjusted(now, each, request, agreement) for each in kept)
    return replace(plan, reminders=tuple(step for step in adjusted if step is not None))


def _slot(due: Reminder) -> tuple[bool, ReminderKind]:
    """Of reminders with the same slot that become due together only the last is sent."""
    alike = ReminderKind.DUE if due.kind is ReminderKind.OVERDUE else due.kind
    return due.requesting_side, alike


def upcoming_reminders(
    request: Request, agreement: Agreement, *, after: datetime, count: int
) -> tuple[datetime, ...]:
    """The times (aware UTC) of the next reminders of a case in its present state."""
    ahead = dropwhile(lambda due: due.at <= after, _schedule(request, agreement))
    return tuple(due.at for due in islice(ahead, count))


def _adjusted(
    now: datetime, due: Reminder, request: Request, agreement: Agreement
) -> Reminder | None:
    """The reminder with the days as of now; None if the due date has passed since a ``DUE`` one."""
    left = 0
    if request.due_on is not None:
        zone = agreement.party(request.requested).zone
        left = days_left(request.due_on, local_date(now, zone))
    match due.kind:
        case ReminderKind.RECEIPT:
            days = (now - request.logged_at).days
        case ReminderKind.FORGOTTEN:
            zone = agreement.party(request.requested).zone
            days = days_left(local_date(now, zone), local_date(request.stepped_at, zone))
        case ReminderKind.DUE if left < 0:
            return None
        case ReminderKind.DUE | ReminderKind.OVERDUE | ReminderKind.OVERDUE_ALERT:
            days = abs(left)
        case _:
            assert_never(due.kind)
    return replace(due, days=days)


def _schedule(request: Request, agreement: Agreement) -> Iterator[Reminder]:
    """All reminders of a case in its present state, sorted by time."""
    match request.state:
        case State.SENT:
            return _until_received(request, agreement)
        case State.RECEIVED if request.due_on is not None:
            return _until_answered(request, request.due_on, agreement)
        case _:
            return iter(())


def _until_received(request: Request, agreement: Agreement) -> Iterator[Reminder]:
    first = request.logged_at + timedelta(hours=agreement.receipt_alert_hours)
    return (Reminder(at=first + days * DAY, kind=ReminderKind.RECEIPT) for days in count())


def _until_answered(request: Request, due_on: date, agreement: Agreement) -> Iterator[Reminder]:
    schedule = agreement.reminders
    requested = agreement.party(request.requested)

    def at(day: date) -> datetime:
        return at_hour(day, schedule.hour, requested.zone)

    before = sorted(schedule.days_before, reverse=True)
    late = count(1, schedule.overdue_every_days)
    alerts = sorted(_alerts(request, due_on, agreement), key=lambda due: due.at)
    return merge(
        (Reminder(at=at(due_on - days * DAY), kind=ReminderKind.DUE) for days in before),
        _forgotten(request, due_on, agreement),
        alerts,
        (Reminder(at=at(due_on + days * DAY), kind=ReminderKind.OVERDUE) for days in late),
        key=lambda due: due.at,
    )


def _forgotten(request: Request, due_on: date, agreement: Agreement) -> Iterator[Reminder]:
    """Every so many days without a step, until the due date has passed."""
    zone = agreement.party(request.requested).zone
    stepped_on = local_date(request.stepped_at, zone)
    for days in count(
        agreement.notices.forgotten_after_days, agreement.notices.forgotten_after_days
    ):
        day = stepped_on + days * DAY
        if day > due_on:
            return
        yield Reminder(at=at_hour(day, agreement.reminders.hour, zone), kind=ReminderKind.FORGOTTEN)


def _alerts(request: Request, due_on: date, agreement: Agreement) -> Iterator[Reminder]:
    """One alert to the coordinators of each side, at the hour of reminders after the due date.

    If the case was overdue when it entered its state, at the next such hour.
    """
    over = day_ends(due_on, agreement.party(request.requested).zone)
    for code in (request.requested, request.requesting):
        zone, hour = agreement.party(code).zone, agreement.reminders.hour
        at = max(over, at_hour(due_on + DAY, hour, zone))
        if at <= request.changed_at:
            today = local_date(request.changed_at, zone)
            hours = (at_hour(day, hour, zone) for day in (today, today + DAY))
            at = next(each for each in hours if each > request.changed_at)
        yield Reminder(
            at=at, kind=ReminderKind.OVERDUE_ALERT, requesting_side=code == request.requesting
        )
