"""Which values of settings make sense together: what the whole must keep to."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil

from liaison.core.agreement import WEEKDAYS, Agreement, Party
from liaison.core.cards import text
from liaison.core.errors import Conflict, UserError
from liaison.core.escalation_policy import EscalationStep, EscalationTarget, Priority
from liaison.core.working_time import DAY, is_night
from liaison.meetings.rules import FARTHEST
from liaison.settings.values import EscalationOutOfOrder, NotAValue

FEWEST_WORKING_DAYS = 3


EMERGENCY_WITHIN = timedelta(days=1)
"""So soon everybody on the ladder of an emergency has heard of it."""
OTHERS = frozenset(
    {EscalationTarget.COORDINATORS, EscalationTarget.ADMINS, EscalationTarget.OTHER_SIDE}
)
"""Rungs on which others hear than those who were told first."""


class UnknownSetting(Conflict):
    """There is no setting, and no group of settings, of that name."""

    key = "error-unknown-setting"


class SameValue(Conflict):
    """The setting has that value already."""

    key = "error-setting-same"


class NeverFires(UserError):
    """A rung lies before the clock begins."""

    key = "error-setting-never"


class InQuietHours(UserError):
    """Reminders would come at an hour at which a Party is not disturbed."""

    key = "error-setting-quiet"


class NeverFiresWorking(UserError):
    """A rung lies before a clock that counts working days begins."""

    key = "error-setting-never-working"


class MeetingTooNear(UserError):
    """No meeting is agreed so long before that it could be brought up then."""

    key = "error-setting-meeting"


class WindowTooLong(UserError):
    """The coordinators would hear of what nobody acknowledged when it is too late."""

    key = "error-setting-window"


class EscalationTooLong(UserError):
    """Who is told last of an important notice would hear when its clock is over."""

    key = "error-setting-escalation"


class EmergencyTooLong(UserError):
    """Who is told last of an emergency would hear more than a day later."""

    key = "error-setting-emergency"


class CoordinatorsLeftOut(UserError):
    """The coordinators would never hear of an important notice that nobody acknowledges."""

    key = "error-setting-coordinators"


class NoOtherRecipient(UserError):
    """Nobody else would ever hear of an emergency that nobody acknowledges."""

    key = "error-setting-no-recipient"


class LastEscalationMissing(UserError):
    """A ladder ends with a rung that is not told again and again."""

    key = "error-setting-last"


class TooFewWorkingDays(UserError):
    """A week has too few working days for what waits for one."""

    key = "error-setting-week"


NOT_SET = (
    NotAValue,
    EscalationOutOfOrder,
    NeverFires,
    NeverFiresWorking,
    MeetingTooNear,
    InQuietHours,
    WindowTooLong,
    EscalationTooLong,
    EmergencyTooLong,
    CoordinatorsLeftOut,
    NoOtherRecipient,
    LastEscalationMissing,
    TooFewWorkingDays,
)
"""What is said of a value that cannot be set, by itself or with all the others."""


class SettingRejected(UserError):
    """What was proposed passes no longer, as other values have changed since."""

    key = "error-setting-rejected"


CHANGED = "error-stale-setting"
"""The sentence that says that a setting has changed since the person saw it."""


class NothingToUndo(Conflict):
    """The setting was never changed."""

    key = "error-nothing-to-undo"


class NotYourParty(UserError):
    """The settings and holidays of a Party are its own administrators' business."""

    key = "error-not-your-party"


def check_agreement(agreement: Agreement) -> Agreement:
    """Let what is set as a whole pass.

    Raises ``NeverFires``, ``NeverFiresWorking``, ``MeetingTooNear``, ``TooFewWorkingDays``,
    ``InQuietHours``, or what ``_check_escalation`` raises.
    """
    for party in agreement.parties:
        if worked_days(party) < FEWEST_WORKING_DAYS:
            raise TooFewWorkingDays(least=FEWEST_WORKING_DAYS)
        for at in (agreement.reminders.hour * 60, party.digest_at):
            _check_awake(at, party)
    _check_clocks(agreement)
    _check_escalation(agreement)
    return agreement


def _check_clocks(agreement: Agreement) -> None:
    """Let reminders pass that lie within the time that they remind of."""
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
    """Let ladders pass on which somebody else hears, and in time.

    Working time is taken for as many days as it takes in a week without holidays. Raises
    ``LastEscalationMissing``, ``CoordinatorsLeftOut``, ``WindowTooLong``, ``EscalationTooLong``,
    ``NoOtherRecipient`` or ``EmergencyTooLong``.
    """
    rules, clock = agreement.notices, clock_days(agreement)
    important, emergency = (
        rules.escalation_policies[each].steps for each in (Priority.IMPORTANT, Priority.EMERGENCY)
    )
    for steps in (important, emergency):
        if not steps or steps[-1].to is not EscalationTarget.DAILY or not steps[-1].after:
            raise LastEscalationMissing
    told = {step.to for step in important}
    if EscalationTarget.COORDINATORS not in told:
        raise CoordinatorsLeftOut
    wait = _waited(important, until=EscalationTarget.COORDINATORS)
    span = _calendar_days(wait, agreement)
    if span > rules.important_from_days:
        raise WindowTooLong(span=span, days=rules.important_from_days)
    wait = _waited(important, until=EscalationTarget.DAILY)
    if _calendar_days(wait, agreement) > clock:
        raise EscalationTooLong(hours=_hours_of(wait), days=clock)
    if not OTHERS & {step.to for step in emergency}:
        raise NoOtherRecipient
    wait = _waited(emergency, until=EscalationTarget.DAILY)
    if wait > EMERGENCY_WITHIN:
        raise EmergencyTooLong(hours=_hours_of(EMERGENCY_WITHIN))


def worked_days(party: Party) -> int:
    """On how many days of a week people of a Party work."""
    return len(WEEKDAYS) - len(party.weekend)


def clock_days(agreement: Agreement) -> int:
    """How many days the clock of Article 5 takes; of working days in a week without holidays."""
    rule = agreement.verification
    if rule.unit == "calendar":
        return rule.days
    return ceil(rule.days * len(WEEKDAYS) / max(map(worked_days, agreement.parties)))


def _waited(steps: Sequence[EscalationStep], *, until: EscalationTarget) -> timedelta:
    """How long it takes until a rung is told, or until all before the last one are."""
    order = list(EscalationTarget)
    last = order.index(until) - (until is EscalationTarget.DAILY)
    waits = (step.after for step in steps if order.index(step.to) <= last)
    return sum(waits, timedelta(0))


def _calendar_days(working: timedelta, agreement: Agreement) -> int:
    """How many days so much working time takes at most, in weeks without holidays."""
    return ceil(working / DAY * len(WEEKDAYS) / min(map(worked_days, agreement.parties)))


def _hours_of(span: timedelta) -> int:
    return int(span.total_seconds()) // 3600


def _check_awake(minutes: int, party: Party) -> None:
    if is_night(minutes // 60, party.quiet_from, party.quiet_until):
        raise InQuietHours(party=text(party.name), start=party.quiet_from, end=party.quiet_until)
