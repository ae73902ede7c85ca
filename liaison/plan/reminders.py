"""The reminders of an activity: one pure rule of its dates and two instants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import count

from liaison.core.agreement import Agreement, Party, PartyCode
from liaison.core.working_time import DAY, at_hour, local_date
from liaison.lifecycle.reminders import ReminderPlan, plan_reminders
from liaison.plan.rules import Activity, leaders


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityReminder:
    """One reminder to a lead Party: when it became due (aware UTC), and whether the last day of the
    activity has passed there as of now.
    """

    at: datetime
    party: PartyCode
    overdue: bool


def next_activity_reminders(
    activity: Activity, agreement: Agreement, *, since: datetime, now: datetime
) -> ReminderPlan[ActivityReminder]:
    """Decide which reminders became due after ``since`` and until ``now``, and when to check again.

    Each lead Party is reminded at the hour of reminders in its own zone: some days before the last
    day, and every so many days after it. Of reminders that became due together only the last is
    sent.
    """
    if not activity.is_open:
        return ReminderPlan()
    last_on = activity.intent.last_on
    schedules = [
        _schedule(last_on, party, agreement, overdue=local_date(now, party.zone) > last_on)
        for party in leaders(activity.intent, agreement)
    ]
    moments = merge(*schedules, key=lambda reminder: reminder.at)
    return plan_reminders(moments, since=since, now=now, slot=lambda reminder: reminder.party)


def _schedule(
    last_on: date, party: Party, agreement: Agreement, *, overdue: bool
) -> Iterator[ActivityReminder]:
    """All reminders to a Party, sorted by time, without end."""
    rules = agreement.plan
    before = (last_on - days * DAY for days in sorted(rules.days_before, reverse=True))
    late = (last_on + days * DAY for days in count(1, rules.overdue_every_days))
    for day in merge(before, late):
        at = at_hour(day, agreement.reminders.hour, party.zone)
        yield ActivityReminder(at=at, party=party.code, overdue=overdue)
