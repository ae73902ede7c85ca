"""When an activity is to be brought up, and with whom: one pure rule of its dates and now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import count

from liaison.core.agreement import Agreement, Party, PartyCode
from liaison.core.working_time import DAY, at_hour, local_date
from liaison.plan.rules import Activity, leaders


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One reminder to a Party that leads: when it came due (aware UTC), and whether the last day
    of the activity has passed there at the moment of looking.
    """

    at: datetime
    party: PartyCode
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be told now, and when to look again; never, where ``wake_at`` is None."""

    prompts: tuple[Prompt, ...]
    wake_at: datetime | None


def next_prompts(
    activity: Activity, agreement: Agreement, *, since: datetime, now: datetime
) -> Plan:
    """Decide what came due after ``since`` and until ``now``, and when to look again.

    Each Party that leads is told at the hour of reminders in its own zone: some days before the
    last one, and every so many days once it has passed. Of what came due together only the last
    is told.
    """
    if not activity.is_open:
        return Plan(prompts=(), wake_at=None)
    prompts, coming = [], []
    for party in leaders(activity.intent, agreement):
        newest: datetime | None = None
        for at in _ladder(activity.intent.last_on, party, agreement):
            if at > now:
                coming.append(at)
                break
            if at > since:
                newest = at
        if newest is not None:
            overdue = local_date(now, party.zone) > activity.intent.last_on
            prompts.append(Prompt(at=newest, party=party.code, overdue=overdue))
    return Plan(prompts=tuple(prompts), wake_at=min(coming))


def _ladder(last_on: date, party: Party, agreement: Agreement) -> Iterator[datetime]:
    """All moments at which a Party is reminded, in their order, without end."""
    rules = agreement.plan
    before = (last_on - days * DAY for days in sorted(rules.days_before, reverse=True))
    late = (last_on + days * DAY for days in count(1, rules.overdue_every_days))
    for day in merge(before, late):
        yield at_hour(day, agreement.reminders.hour, party.zone)
