"""When an activity is to be brought up, and with whom: one pure rule of its dates and now."""

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
    """One reminder to a Party that leads: when it came due (aware UTC), and whether the last day
    of the activity has passed there at the moment of looking.
    """

    at: datetime
    party: PartyCode
    overdue: bool


def next_prompts(
    activity: Activity, agreement: Agreement, *, since: datetime, now: datetime
) -> ReminderPlan[ActivityReminder]:
    """Decide what came due after ``since`` and until ``now``, and when to check again.

    Each Party that leads is told at the hour of reminders in its own zone: some days before the
    last one, and every so many days once it has passed. Of what came due together only the last
    is told.
    """
    if not activity.is_open:
        return ReminderPlan()
    last_on = activity.intent.last_on
    policies = [
        _schedule(last_on, party, agreement, overdue=local_date(now, party.zone) > last_on)
        for party in leaders(activity.intent, agreement)
    ]
    moments = merge(*policies, key=lambda prompt: prompt.at)
    return plan_reminders(moments, since=since, now=now, slot=lambda reminder: reminder.party)


def _schedule(
    last_on: date, party: Party, agreement: Agreement, *, overdue: bool
) -> Iterator[ActivityReminder]:
    """All reminders to a Party, in their order, without end."""
    rules = agreement.plan
    before = (last_on - days * DAY for days in sorted(rules.days_before, reverse=True))
    late = (last_on + days * DAY for days in count(1, rules.overdue_every_days))
    for day in merge(before, late):
        at = at_hour(day, agreement.reminders.hour, party.zone)
        yield ActivityReminder(at=at, party=party.code, overdue=overdue)
