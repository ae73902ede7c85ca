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
from liaison.core.errors import Conflict, UserError
from liaison.core.working_time import DAY, is_night
from liaison.meetings.rules import FARTHEST
from liaison.settings.values import EscalationOutOfOrder, NotAValue

FEWEST_WORKING_DAYS = 3


EMERGENCY_WITHIN = timedelta(days=1)
"""The maximum time until all recipients of an escalating emergency have been notified."""
OTHERS = frozenset(
    {EscalationTarget.COORDINATORS, EscalationTarget.ADMINS, EscalationTarget.OTHER_SIDE}
)
"""Escalation steps with other people than the first recipients."""


class UnknownSetting(Conflict):
    """There is no setting or group of settings with that name."""

    key = "error-unknown-setting"


class SameValue(Conflict):
    """The setting already has that value."""

    key = "error-setting-same"


class NeverFires(UserError):
    """A reminder would be due before the period begins."""

    key = "error-setting-never"


class InQuietHours(UserError):
    """Reminders would be due in the quiet hours of a Party."""

    key = "error-setting-quiet"


class NeverNear(UserError):
    """No reminder before a due date would have a message of its own at a Party."""

    key = "error-setting-near"


class NeverFiresWorking(UserError):
    """A reminder would be due before a period that counts working days begins."""

    key = "error-setting-never-working"


class MeetingTooNear(UserError):
    """Meetings are not agreed that long in advance, so the reminder would never be sent."""

    key = "error-setting-meeting"


class WindowTooLong(UserError):
    """An unacknowledged important notice would reach the coordinators too late."""

    key = "error-setting-window"


class EscalationTooLong(UserError):
    """The last escalation step of an important notice would come after the deadline."""

    key = "error-setting-escalation"


class EmergencyTooLong(UserError):
    """The last escalation step of an emergency would come more than a day later."""

    key = "error-setting-emergency"


class CoordinatorsLeftOut(UserError):
    """An unacknowledged important notice would never reach the coordinators."""

    key = "error-setting-coordinators"


class NoOtherRecipient(UserError):
    """An unacknowledged emergency would never reach other people."""

    key = "error-setting-no-recipient"


class UrgentReachesNoOne(UserError):
    """An urgent request that is not received would reach only the person on duty."""

    key = "error-setting-urgent"


class LastEscalationMissing(UserError):
    """An escalation policy does not end with a repeating step."""

    key = "error-setting-last"


class TooFewWorkingDays(UserError):
    """A week has too few working days."""

    key = "error-setting-week"


NOT_SET = (
    NotAValue,
    EscalationOutOfOrder,
    NeverFires,
    NeverNear,
    NeverFiresWorking,
    MeetingTooNear,
    InQuietHours,
    WindowTooLong,
    EscalationTooLong,
    EmergencyTooLong,
    CoordinatorsLeftOut,
    NoOtherRecipient,
    UrgentReachesNoOne,
    LastEscalationMissing,
    TooFewWorkingDays,
)
"""The errors of a value that cannot be set, alone or together with the others."""


CHANGED = "error-stale-setting"
"""The message that a setting has changed since the person viewed it."""


class NothingToUndo(Conflict):
    """The setting was never changed."""

    key = "error-nothing-to-undo"


def check_agreement(agreement: Agreement) -> Agreement:
    """Check the settings of an agreement as a whole.

    Raises ``NeverFires``, ``NeverNear``, ``NeverFiresWorking``, ``MeetingTooNear``,
    ``TooFewWorkingDays``, ``InQuietHours``, or what ``_check_escalation`` raises.
    """
    for party in agreement.parties:
        if worked_days(party) < FEWEST_WORKING_DAYS:
            raise TooFewWorkingDays(least=FEWEST_WORKING_DAYS)
        for at in (agreement.reminders.hour * 60, party.digest_at):
            _check_not_quiet(at, party)
    _check_clocks(agreement)
    for party in agreement.parties:
        if party.near_days < min(agreement.reminders.days_before, default=0):
            raise NeverNear(party=text(party.name), days=party.near_days)
    _check_escalation(agreement)
    return agreement


def _check_clocks(agreement: Agreement) -> None:
    """Check that reminders are within the period that they remind of."""
    rule, clock = agreement.verification, clock_days(agreement)
    forgotten = agreement.notices.forgotten_after_days
    for days in (*agreement.reminders.days_before, forgotten):
        if days > clock:
            if rule.unit == "working":
                raise NeverFiresWorking(days=days, working=rule.days, clock=clock)
            raise NeverFires(days=days, clock=clock)
    for days in agreement.termination_reminder_days:
        if days > agreement.termination_days:
            raise NeverFires(days=days, clock=agreement.termination_days)
    for days in agreement.meetings.days_before:
        if days >= FARTHEST.days:
            raise MeetingTooNear(days=days, most=FARTHEST.days)


def _check_escalation(agreement: Agreement) -> None:
    """Check that escalation policies reach other people, and in time.

    Working time is converted to days in weeks without holidays. Raises ``LastEscalationMissing``,
    ``CoordinatorsLeftOut``, ``WindowTooLong``, ``EscalationTooLong``, ``NoOtherRecipient``,
    ``EmergencyTooLong`` or ``UrgentReachesNoOne``.
    """
    rules, clock = agreement.notices, clock_days(agreement)
    important, urgent, emergency = (
        rules.escalation_policies[each].steps
        for each in (Priority.IMPORTANT, Priority.URGENT, Priority.EMERGENCY)
    )
    if not OTHERS & {step.to for step in urgent}:
        raise UrgentReachesNoOne
    for steps in (important, emergency):
        if not steps or steps[-1].to is not EscalationTarget.DAILY or not steps[-1].after:
            raise LastEscalationMissing
    recipients = {step.to for step in important}
    if EscalationTarget.COORDINATORS not in recipients:
        raise CoordinatorsLeftOut
    wait = _total_wait(important, until=EscalationTarget.COORDINATORS)
    span = _calendar_days(wait, agreement)
    if span > rules.important_from_days:
        raise WindowTooLong(span=span, days=rules.important_from_days)
    wait = _total_wait(important, until=EscalationTarget.DAILY)
    if _calendar_days(wait, agreement) > clock:
        raise EscalationTooLong(hours=_hours_of(wait), days=clock)
    if not OTHERS & {step.to for step in emergency}:
        raise NoOtherRecipient
    wait = _total_wait(emergency, until=EscalationTarget.DAILY)
    if wait > EMERGENCY_WITHIN:
        raise EmergencyTooLong(hours=_hours_of(EMERGENCY_WITHIN))


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


def _check_not_quiet(minutes: int, party: Party) -> None:
    if is_night(minutes // 60, party.quiet_from, party.quiet_until):
        raise InQuietHours(party=text(party.name), start=party.quiet_from, end=party.quiet_until)
