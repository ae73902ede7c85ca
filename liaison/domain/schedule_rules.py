"""Which values of a setting make sense: how one is typed, and what the whole must keep to."""

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from math import ceil

from liaison.domain.agreements import WEEKDAYS, Agreement, Party
from liaison.domain.cards import Text, named, text
from liaison.domain.deadlines import DAY
from liaison.domain.digits import NotATime, fold_typed, parse_time
from liaison.domain.errors import Refusal
from liaison.domain.ladders import Escalation, LadderStep, Priority
from liaison.domain.meetings import FARTHEST
from liaison.domain.schedules import Form, Setting, Value, load_value
from liaison.domain.working_time import is_night

MOST_RUNGS = 12
FEWEST_WORKING_DAYS = 3
OFF = "off"
_LISTS = (Form.DAY_LIST, Form.MINUTE_LIST)


EMERGENCY_WITHIN = timedelta(days=1)
"""So soon everybody on the ladder of an emergency has heard of it."""
OTHERS = frozenset({Escalation.COORDINATORS, Escalation.ADMINS, Escalation.OTHER_SIDE})
"""Rungs on which others hear than those who were told first."""


class UnknownSetting(Refusal):
    """There is no setting, and no group of settings, of that name."""

    key = "error-unknown-setting"


class NotAValue(Refusal):
    """What was typed is no value of this setting."""

    key = "error-setting-value"


class RungsOutOfOrder(Refusal):
    """A list of rungs does not lead from the farthest to the nearest, each once."""

    key = "error-setting-order"


class SameValue(Refusal):
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
    TooFewWorkingDays,
)
"""What is said of a value that cannot be set, by itself or with all the others."""


class StaleSetting(Refusal):
    """The setting has changed since the person saw it."""

    key = "error-stale-setting"


class NothingToUndo(Refusal):
    """The setting was never changed."""

    key = "error-nothing-to-undo"


class NotYourParty(Refusal):
    """The settings and holidays of a Party are its own administrators' business."""

    key = "error-not-your-party"


def parse_value(setting: Setting, typed: str) -> Value:
    """Read a typed value. Raises ``NotAValue`` or ``RungsOutOfOrder``."""
    words = fold_typed(typed).lower()
    if words == OFF and setting.may_be_off:
        return ()
    match setting.form:
        case Form.TIME:
            return (_time(setting, typed),)
        case Form.HOUR | Form.SPAN:
            return _hours(setting, typed)
        case Form.CHOICE if words in setting.choices:
            return (setting.choices.index(words),)
        case Form.WEEKDAYS:
            return _weekdays(setting, words)
        case Form.DAY_LIST | Form.MINUTE_LIST:
            return _rungs(setting, words)
        case _:
            found = _in_range(setting, re.split(r"[\s,;、]+", words))
            if len(found) != 1:
                raise _wrong(setting)
            return found


def read_value(setting: Setting, written: str) -> Value:
    """Read a value as it is kept and carried. Raises what ``parse_value`` raises."""
    try:
        value = load_value(written)
    except ValueError:
        raise _wrong(setting) from None
    lengths = {Form.SPAN: (2, 2), Form.WEEKDAYS: (1, 7)}
    least, most = lengths.get(setting.form, (1, MOST_RUNGS if setting.form in _LISTS else 1))
    if not value and setting.may_be_off:
        return value
    if not least <= len(value) <= most or not all(
        setting.low <= each <= setting.high for each in value
    ):
        raise _wrong(setting)
    if setting.form in _LISTS:
        _check_order(value)
    return value


def _in_range(setting: Setting, words: list[str]) -> Value:
    numbers = [int(word) for word in words if re.fullmatch(r"[0-9]{1,6}", word)]
    if len(numbers) != len(words) or not all(
        setting.low <= each <= setting.high for each in numbers
    ):
        raise _wrong(setting)
    return tuple(numbers)


def _rungs(setting: Setting, words: str) -> Value:
    found = _in_range(setting, [word for word in re.split(r"[\s,;、]+", words) if word])
    if not 0 < len(found) <= MOST_RUNGS:
        raise _wrong(setting)
    _check_order(found)
    return found


def _check_order(rungs: Value) -> None:
    if any(before <= after for before, after in pairwise(rungs)):
        raise RungsOutOfOrder


def _weekdays(setting: Setting, words: str) -> Value:
    span = re.fullmatch(r"([1-7])\s*-\s*([1-7])", words)
    if span is not None:
        words = " ".join(map(str, range(int(span[1]), int(span[2]) + 1)))
    found = _in_range(setting, [word for word in re.split(r"[\s,;、]*", words) if word])
    if not found:
        raise _wrong(setting)
    return tuple(sorted(set(found)))


def _hours(setting: Setting, typed: str) -> Value:
    """One full hour, or two of them: ``20-7``, ``20:00 07:00``."""
    words = [word for word in re.split(r"[\s,;、–-]+", fold_typed(typed)) if word]
    if len(words) != (2 if setting.form is Form.SPAN else 1):
        raise _wrong(setting)
    minutes = [_time(setting, word) for word in words]
    if any(each % 60 for each in minutes):
        raise _wrong(setting)
    return tuple(each // 60 for each in minutes)


def _time(setting: Setting, typed: str) -> int:
    try:
        return parse_time(typed)
    except NotATime:
        raise _wrong(setting) from None


def _wrong(setting: Setting) -> NotAValue:
    return NotAValue(how=how_text(setting))


def how_text(setting: Setting) -> Text:
    """How a value of the setting is written."""
    return named("setting-how", setting.form, low=setting.low, high=setting.high)


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
    ``CoordinatorsLeftOut``, ``WindowTooLong``, ``LadderTooLong``, ``NobodyElse`` or
    ``EmergencyTooLong``.
    """
    rules, clock = agreement.notices, clock_days(agreement)
    important, emergency = (
        rules.ladders[each].steps for each in (Priority.IMPORTANT, Priority.EMERGENCY)
    )
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
