"""Which values of settings make sense together: what the whole must keep to."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil

from liaison.core.agreement import WEEKDAYS, Agreement, Party
from liaison.core.cards import text
from liaison.core.errors import Conflict, Refusal
from liaison.core.escalation_policy import Escalation, LadderStep, Priority
from liaison.core.working_time import DAY, is_night
from liaison.meetings.rules import FARTHEST
from liaison.settings.values import NotAValue, RungsOutOfOrder

FEWEST_WORKING_DAYS = 3


EMERGENCY_WITHIN = timedelta(days=1)
"""So soon everybody on the ladder of an emergency has heard of it."""
OTHERS = frozenset({Escalation.COORDINATORS, Escalation.ADMINS, Escalation.OTHER_SIDE})
"""Rungs on which others hear than those who were told first."""


class UnknownSetting(Conflict):
    """There is no setting, and no group of settings, of that name."""

    key = "error-unknown-setting"


class SameValue(Conflict):
    """The setting has that value already."""

    key = "error-setting-same"


class NeverFires(Refusal):
    """A rung lies before the clock begins."""

    key = "error-setting-never"


class InQuietHours(Refusal):
    """Reminders would come at an hour at which a Party is not disturbed."""

    key = "error-setting-quiet"


class NeverFiresWorking(Refusal):
    """A rung lies before a clock that counts working days begins."""

    key = "error-setting-never-working"


class MeetingTooNear(Refusal):
    """No meeting is agreed so long before that it could be brought up then."""

    key = "error-setting-meeting"


class WindowTooLong(Refusal):
    """The coordinators would hear of what nobody acknowledged when it is too late."""

    key = "error-setting-window"


class LadderTooLong(Refusal):
    """Who is told last of an important notice would hear when its clock is over."""

    key = "error-setting-ladder"


class EmergencyTooLong(Refusal):
    """Who is told last of an emergency would hear more than a day later."""

    key = "error-setting-emergency"


class CoordinatorsLeftOut(Refusal):
    """The coordinators would never hear of an important notice that nobody acknowledges."""

    key = "error-setting-coordinators"


class NobodyElse(Refusal):
    """Nobody else would ever hear of an emergency that nobody acknowledges."""

    key = "error-setting-nobody"


class LastRungMissing(Refusal):
    """A ladder ends with a rung that is not told again and again."""

    key = "error-setting-last"


class TooFewWorkingDays(Refusal):
    """A week has too few working days for what waits for one."""

    key = "error-setting-week"


NOT_SET = (
    NotAValue,
    RungsOutOfOrder,
    NeverFires,
    NeverFiresWorking,
    MeetingTooNear,
    InQuietHours,
    WindowTooLong,
    LadderTooLong,
    EmergencyTooLong,
    CoordinatorsLeftOut,
    NobodyElse,
    LastRungMissing,
    TooFewWorkingDays,
)
"""What is said of a value that cannot be set, by itself or with all the others."""


class CannotHold(Refusal):
    """What was proposed passes no longer, as other values have changed since."""

    key = "error-setting-hold"


CHANGED = "error-stale-setting"
"""The sentence that says that a setting has changed since the person saw it."""


class NothingToUndo(Conflict):
    """The setting was never changed."""

    key = "error-nothing-to-undo"


class NotYourParty(Refusal):
    """The settings and holidays of a Party are its own administrators' business."""

    key = "error-not-your-party"


def check_agreement(agreement: Agreement) -> Agreement:
    """Let what is set as a whole pass.

    Raises ``NeverFires``, ``NeverFiresWorking``, ``MeetingTooNear``, ``TooFewWorkingDays``,
    ``InQuietHours``, or what ``_check_ladders`` raises.
    """
    for party in agreement.parties:
        if worked_days(party) < FEWEST_WORKING_DAYS:
            raise TooFewWorkingDays(least=FEWEST_WORKING_DAYS)
        for at in (agreement.reminders.hour * 60, party.digest_at):
            _check_awake(at, party)
    _check_clocks(agreement)
    _check_ladders(agreement)
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


def _check_ladders(agreement: Agreement) -> None:
    """Let ladders pass on which somebody else hears, and in time.

    Working time is taken for as many days as it takes in a week without holidays. Raises
    ``LastRungMissing``, ``CoordinatorsLeftOut``, ``WindowTooLong``, ``LadderTooLong``,
    ``NobodyElse`` or ``EmergencyTooLong``.
    """
    rules, clock = agreement.notices, clock_days(agreement)
    important, emergency = (
        rules.ladders[each].steps for each in (Priority.IMPORTANT, Priority.EMERGENCY)
    )
    for steps in (important, emergency):
        if not steps or steps[-1].to is not Escalation.DAILY or not steps[-1].after:
            raise LastRungMissing
    told = {step.to for step in important}
    if Escalation.COORDINATORS not in told:
        raise CoordinatorsLeftOut
    wait = _waited(important, until=Escalation.COORDINATORS)
    span = _calendar_days(wait, agreement)
    if span > rules.important_from_days:
        raise WindowTooLong(span=span, days=rules.important_from_days)
    wait = _waited(important, until=Escalation.DAILY)
    if _calendar_days(wait, agreement) > clock:
        raise LadderTooLong(hours=_hours_of(wait), days=clock)
    if not OTHERS & {step.to for step in emergency}:
        raise NobodyElse
    wait = _waited(emergency, until=Escalation.DAILY)
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


def _waited(steps: Sequence[LadderStep], *, until: Escalation) -> timedelta:
    """How long it takes until a rung is told, or until all before the last one are."""
    order = list(Escalation)
    last = order.index(until) - (until is Escalation.DAILY)
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
