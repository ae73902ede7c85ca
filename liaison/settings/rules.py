"""Validation of the settings as a whole."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil

from liaison.core.agreement import (
    WEEKDAYS,
    Agreement,
    EscalationStep,
    EscalationTarget,
    Party,
    Priority,
)
from liaison.core.cards import text
from liaison.core.errors import Conflict
from liaison.core.working_time import DAY, is_night
from liaison.meetings.rules import MAX_AHEAD
from liaison.settings.values import NotSettable

MIN_WORKING_DAYS = 3
MAX_QUIET_HOURS = 16
"""In a day."""
OPEN_HOURS = range(10, 16)
"""Hours of a day that are never quiet."""
EMERGENCY_WITHIN = timedelta(days=1)
"""The maximum time until all recipients of an escalating emergency have been notified."""
OTHERS = frozenset(
    {EscalationTarget.COORDINATORS, EscalationTarget.ADMINS, EscalationTarget.OTHER_SIDE}
)
"""Escalation steps with other people than the first recipients."""


class UnknownSetting(Conflict):
    """There is no setting or group of settings with that name."""

    key = "error-unknown-setting"


def check_agreement(agreement: Agreement) -> Agreement:
    """Check the settings of an agreement as a whole. Raises ``NotSettable``."""
    for party in agreement.parties:
        if worked_days(party) < MIN_WORKING_DAYS:
            raise NotSettable("error-setting-week", least=MIN_WORKING_DAYS)
        _check_quiet_hours(party, agreement.reminders.hour, party.digest_at // 60)
    _check_clocks(agreement)
    for party in agreement.parties:
        if party.near_days < min(agreement.reminders.days_before, default=0):
            raise NotSettable("error-setting-near", party=text(party.name), days=party.near_days)
    _check_escalation(agreement)
    return agreement


def _check_clocks(agreement: Agreement) -> None:
    """Check that reminders are within the period that they remind of."""
    clock = clock_days(agreement)
    reminders = agreement.reminders
    for hours in (agreement.receipt_alert_hours, reminders.watch_hours):
        if _calendar_days(timedelta(hours=hours), agreement) > clock:
            raise NotSettable("error-setting-wait", hours=hours, days=clock)
    for listed, period in (
        (reminders.days_before, clock),
        (reminders.watch_days, clock),
        ((0, agreement.notices.forgotten_after_days), clock),
        (agreement.termination_reminder_days, agreement.termination_days),
        (reminders.proposal_days, agreement.approval_days),
    ):
        days = max(listed, default=0)
        if days <= period and min(listed, default=0) < period:
            continue
        raise NotSettable("error-setting-never", days=days, clock=period)
    meetings = agreement.meetings
    for days in meetings.days_before:
        if days >= MAX_AHEAD.days:
            raise NotSettable("error-setting-never", days=days, clock=MAX_AHEAD.days)
    for listed, near, unit in (
        (reminders.proposal_days, 3, "days"),
        (meetings.days_before, 7, "days"),
        (meetings.emergency_minutes_before, 60, "minutes"),
    ):
        if min(listed, default=0) > near:
            raise NotSettable("error-setting-nearest", count=near, unit=unit)


def _check_escalation(agreement: Agreement) -> None:
    """Check that escalation policies reach other people in time, by weeks without holidays."""
    rules, clock = agreement.notices, clock_days(agreement)
    important, urgent, emergency = (
        rules.escalation_policies[each]
        for each in (Priority.IMPORTANT, Priority.URGENT, Priority.EMERGENCY)
    )
    if OTHERS & {step.to for step in urgent} <= {EscalationTarget.OTHER_SIDE}:
        raise NotSettable("error-setting-urgent")
    if not emergency or emergency[-1].to is not EscalationTarget.DAILY or not emergency[-1].after:
        raise NotSettable("error-setting-last")
    recipients = {step.to for step in important}
    if EscalationTarget.COORDINATORS not in recipients:
        raise NotSettable("error-setting-coordinators")
    wait = _total_wait(important, until=EscalationTarget.COORDINATORS)
    span = _calendar_days(wait, agreement)
    if span > rules.due_soon_days:
        raise NotSettable("error-setting-window", span=span, days=rules.due_soon_days)
    wait = _total_wait(important, until=EscalationTarget.ADMINS)
    if _calendar_days(wait, agreement) > clock:
        raise NotSettable("error-setting-wait", hours=_hours_of(wait), days=clock)
    if not OTHERS & {step.to for step in emergency}:
        raise NotSettable("error-setting-no-recipient")
    wait = _total_wait(emergency, until=EscalationTarget.DAILY)
    if wait > EMERGENCY_WITHIN:
        raise NotSettable("error-setting-emergency", hours=_hours_of(EMERGENCY_WITHIN))


def worked_days(party: Party) -> int:
    """The number of working days in a week of a Party."""
    return len(WEEKDAYS) - len(party.weekend)


def clock_days(agreement: Agreement) -> int:
    """The deadline of Article 5 in calendar days, assuming weeks without holidays."""
    rule = agreement.verification
    if rule.unit == "calendar":
        return rule.days
    return ceil(rule.days * len(WEEKDAYS) / max(map(worked_days, agreement.parties)))


def _total_wait(steps: Sequence[EscalationStep], *, until: EscalationTarget) -> timedelta:
    """The wait until an escalation step, or until all before the last one."""
    order = list(EscalationTarget)
    last = order.index(until) - (until is EscalationTarget.DAILY)
    waits = (step.after for step in steps if order.index(step.to) <= last)
    return sum(waits, timedelta(0))


def _calendar_days(working: timedelta, agreement: Agreement) -> int:
    """The maximum number of calendar days for a working time, in weeks without holidays."""
    return ceil(working / DAY * len(WEEKDAYS) / min(map(worked_days, agreement.parties)))


def _hours_of(span: timedelta) -> int:
    return int(span.total_seconds()) // 3600


def _check_quiet_hours(party: Party, *hours: int) -> None:
    start, end = party.quiet_from, party.quiet_until
    if (end - start) % 24 > MAX_QUIET_HOURS:
        raise NotSettable("error-setting-quiet-long", most=MAX_QUIET_HOURS)
    for hour in (each for each in hours if is_night(each, start, end)):
        span = {"start": start, "end": end}
        raise NotSettable("error-setting-quiet", party=text(party.name), hour=hour, **span)
    if any(is_night(hour, start, end) for hour in OPEN_HOURS):
        raise NotSettable("error-setting-quiet-open", start=OPEN_HOURS.start, end=OPEN_HOURS.stop)
