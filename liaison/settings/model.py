"""Settings: hours of the own Party; deadlines and escalation policies that both Parties share.

By default each setting has the value of the agreement's profile. Every value is a tuple of
integers, so that all are stored, compared and undone in one way. Changed values are applied to the
agreement; other code reads the agreement and never a setting.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from liaison.approvals.rules import ApprovalKind
from liaison.audit.digests import RecordKind
from liaison.core.agreement import (
    MAX_MESSAGE_HOURS,
    MAX_NOTE_MINUTES,
    MAX_OWN_MESSAGES,
    MIN_MESSAGE_HOURS,
    WEEKDAYS,
    Agreement,
    EscalationStep,
    EscalationTarget,
    PartyCode,
    Priority,
)
from liaison.core.people import PersonId

SETTING_RECORD = RecordKind("setting")
SETTING_APPROVAL = ApprovalKind("setting")
"""A change of a setting that both Parties share."""

Numbers: TypeAlias = tuple[int, ...]
"""Empty for an escalation step that is left out."""

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Topic(StrEnum):
    """A group of settings."""

    HOURS = "hours"
    """The hours of the own Party."""
    MESSAGES = "messages"
    """The messages in the own Party's chats: near due dates, and expiry times."""
    CLOCK = "clock"
    """The deadline rule of Article 5."""
    REMINDERS = "reminders"
    IMPORTANT = "important"
    """After how long more people see a to-do that no one has done."""
    URGENT = "urgent"
    EMERGENCY = "emergency"
    MEETINGS = "meetings"
    PLAN = "plan"
    APPROVALS = "keys"


class ValueType(StrEnum):
    """How a value is written and read."""

    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    NUMBER = "number"
    DAY_LIST = "day_list"
    """Numbers of days, largest first."""
    MINUTE_LIST = "minute_list"
    HOUR = "hour"
    """A full hour of local time."""
    TIME = "time"
    """Minutes after local midnight."""
    SPAN = "span"
    """From one full hour until another."""
    WEEKDAYS = "weekdays"
    """Days of the week; Monday is 1."""
    WEEKDAY = "weekday"
    MONTH = "month"
    CHOICE = "choice"
    """The index in a closed list."""


@dataclass(frozen=True, slots=True)
class FieldAccess:
    """How a value is read from the agreement for a Party, and written to it."""

    read: Callable[[Agreement, PartyCode], Numbers]
    write: Callable[[Agreement, PartyCode, Numbers], Agreement]


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting and its access to the agreement. A ``shared`` one binds both Parties and needs
    approval. Numbers are from ``low`` to ``high``; the value may be empty if ``may_be_off``.
    """

    code: str
    group: Topic
    value_type: ValueType
    access: FieldAccess
    shared: bool = True
    low: int = 0
    high: int = 366
    may_be_off: bool = False
    choices: tuple[str, ...] = ()

    def allows(self, value: Numbers) -> bool:
        """Whether each number of a value is within the bounds."""
        return all(self.low <= each <= self.high for each in value)

    @property
    def is_told(self) -> bool:
        """Whether the other Party is told of a change."""
        return self.shared or self.value_type in (ValueType.WEEKDAYS, ValueType.SPAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChange:
    """A change of a setting; ``party`` is None for a shared one, ``value`` if the profile's value
    was restored, ``by`` for the command line.
    """

    number: int
    party: PartyCode | None
    code: str
    value: Numbers | None
    by: PersonId | None
    at: datetime


def effective_agreement(profile: Agreement, changes: Iterable[SettingChange]) -> Agreement:
    """The profile with the latest change of each setting, but for settings that no longer exist and
    values out of their bounds.
    """
    latest = {(each.party, each.code): each for each in changes}
    found = profile
    for (party, code), each in latest.items():
        setting = SETTINGS.get(code)
        if setting is not None and each.value is not None and setting.allows(each.value):
            found = setting.access.write(found, party or profile.parties[0].code, each.value)
    return found


def dump_value(value: Numbers) -> str:
    """Serialize a value (``15,7,3``); ``off`` if empty. The inverse is ``load_value``."""
    return ",".join(map(str, value)) or "off"


def load_value(written: str) -> Numbers:
    """Parse a value that ``dump_value`` wrote."""
    return () if written == "off" else tuple(map(int, written.split(",")))


def _party(*names: str) -> FieldAccess:
    """Access to one or two numbers of a Party."""

    def read(agreement: Agreement, code: PartyCode) -> Numbers:
        return tuple(getattr(agreement.party(code), name) for name in names)

    def write(agreement: Agreement, code: PartyCode, value: Numbers) -> Agreement:
        return _with_party(agreement, code, dict(zip(names, value, strict=True)))

    return FieldAccess(read, write)


def _with_party(agreement: Agreement, code: PartyCode, values: Mapping[str, object]) -> Agreement:
    first, second = (
        replace(each, **values) if each.code == code else each  # type: ignore[arg-type]  # by name
        for each in agreement.parties
    )
    return replace(agreement, parties=(first, second))


def _working_days() -> FieldAccess:
    def read(agreement: Agreement, code: PartyCode) -> Numbers:
        weekend = agreement.party(code).weekend
        return tuple(day + 1 for day in range(len(WEEKDAYS)) if day not in weekend)

    def write(agreement: Agreement, code: PartyCode, value: Numbers) -> Agreement:
        weekend = tuple(day for day in range(len(WEEKDAYS)) if day + 1 not in value)
        return _with_party(agreement, code, {"weekend": weekend})

    return FieldAccess(read, write)


def _value(name: str, part: str | None, choices: tuple[str, ...]) -> FieldAccess:
    """Access to a number, or a list of them, or one of the ``choices``, of the agreement or of a
    part of it.
    """

    def holder(agreement: Agreement) -> object:
        return agreement if part is None else getattr(agreement, part)

    def read(agreement: Agreement, _code: PartyCode) -> Numbers:
        found = getattr(holder(agreement), name)
        if choices:
            return (choices.index(found),)
        return (found,) if isinstance(found, int) else tuple(found)

    def write(agreement: Agreement, _code: PartyCode, value: Numbers) -> Agreement:
        if choices:
            return _with_value(agreement, part, name, choices[value[0]])
        is_number = isinstance(getattr(holder(agreement), name), int)
        return _with_value(agreement, part, name, value[0] if is_number else value)

    return FieldAccess(read, write)


def _with_value(agreement: Agreement, part: str | None, name: str, value: object) -> Agreement:
    if part is not None:
        name, value = part, replace(getattr(agreement, part), **{name: value})
    return replace(agreement, **{name: value})  # type: ignore[arg-type]  # by name


def _escalation_setting(priority: Priority, to: EscalationTarget, unit: timedelta) -> FieldAccess:
    """Access to the wait before an escalation step, in the order of targets; none if it is off."""

    def read(agreement: Agreement, _code: PartyCode) -> Numbers:
        steps = agreement.notices.escalation_policies[priority]
        return next((((step.after // unit),) for step in steps if step.to is to), ())

    def write(agreement: Agreement, _code: PartyCode, value: Numbers) -> Agreement:
        policies = agreement.notices.escalation_policies
        kept = [step for step in policies[priority] if step.to is not to]
        steps = [*kept, *(EscalationStep(to=to, after=number * unit) for number in value)]
        order = list(EscalationTarget)
        policy = tuple(sorted(steps, key=lambda step: order.index(step.to)))
        changed = MappingProxyType({**policies, priority: policy})
        return _with_value(agreement, "notices", "escalation_policies", changed)

    return FieldAccess(read, write)


UNITS, ROLLS = ("calendar", "working"), ("none", "next_working_day")
_LONGEST = {Priority.IMPORTANT: 720, Priority.URGENT: 1440, Priority.EMERGENCY: 1440}


def _escalation_settings(
    priority: Priority, group: Topic, form: ValueType, unit: timedelta
) -> Iterable[Setting]:
    """The waits of an escalation policy. A last step that repeats cannot be off; only that of
    emergencies has one. A to-do does not leave the Party, and the same people see it anyway.
    """
    targets = list(EscalationTarget)
    own = {Priority.IMPORTANT: targets[1:-2], Priority.URGENT: targets[:-1]}
    for to in own.get(priority, targets):
        last = to is EscalationTarget.DAILY
        yield Setting(
            f"{group}_{to}",
            group,
            form,
            _escalation_setting(priority, to, unit),
            low=1 if last else 0,
            high=_LONGEST[priority],
            may_be_off=not last,
        )


def _own(
    code: str, group: Topic, value_type: ValueType, *names: str, high: int, low: int = 0
) -> Setting:
    """A setting of the own Party: its fields of these names, else the one of its code."""
    access = _party(*(names or (code,)))
    return Setting(code, group, value_type, access, shared=False, low=low, high=high)


def _shared(
    code: str,
    group: Topic,
    value_type: ValueType,
    name: str,
    part: str | None = None,
    *,
    low: int = 0,
    high: int = 366,
    choices: tuple[str, ...] = (),
) -> Setting:
    """A setting of both Parties: a field of the agreement or of a part of it."""
    access = _value(name, part, choices)
    high = len(choices) - 1 if choices else high
    return Setting(code, group, value_type, access, low=low, high=high, choices=choices)


_ALL = (
    Setting(
        "working_days",
        Topic.HOURS,
        ValueType.WEEKDAYS,
        _working_days(),
        low=1,
        high=7,
        shared=False,
    ),
    _own("quiet_hours", Topic.HOURS, ValueType.SPAN, "quiet_from", "quiet_until", high=23),
    _own("digest_time", Topic.HOURS, ValueType.TIME, "digest_at", low=360, high=660),
    _own("digest_day", Topic.HOURS, ValueType.WEEKDAY, "weekly_digest_day", high=6),
    _own(
        "message_hours",
        Topic.MESSAGES,
        ValueType.HOURS,
        low=MIN_MESSAGE_HOURS,
        high=MAX_MESSAGE_HOURS,
    ),
    _own("note_minutes", Topic.MESSAGES, ValueType.MINUTES, low=1, high=MAX_NOTE_MINUTES),
    _own("near_days", Topic.MESSAGES, ValueType.DAYS, low=3, high=30),
    _own("own_messages", Topic.MESSAGES, ValueType.NUMBER, low=1, high=MAX_OWN_MESSAGES),
    _shared("rule_days", Topic.CLOCK, ValueType.DAYS, "days", "verification", low=1),
    _shared("rule_unit", Topic.CLOCK, ValueType.CHOICE, "unit", "verification", choices=UNITS),
    _shared("rule_roll", Topic.CLOCK, ValueType.CHOICE, "roll", "verification", choices=ROLLS),
    _shared("reminder_days", Topic.REMINDERS, ValueType.DAY_LIST, "days_before", "reminders"),
    _shared("reminder_hour", Topic.REMINDERS, ValueType.HOUR, "hour", "reminders", high=23),
    _shared(
        "receipt_hours", Topic.REMINDERS, ValueType.HOURS, "receipt_alert_hours", low=1, high=720
    ),
    _shared("watch_days", Topic.REMINDERS, ValueType.DAY_LIST, "watch_days", "reminders"),
    _shared(
        "watch_hours", Topic.REMINDERS, ValueType.HOURS, "watch_hours", "reminders", low=1, high=720
    ),
    _shared("proposal_days", Topic.REMINDERS, ValueType.DAY_LIST, "proposal_days", "reminders"),
    _shared("close_days", Topic.REMINDERS, ValueType.DAYS, "close_days", "reminders", low=1),
    _shared("important_days", Topic.REMINDERS, ValueType.DAYS, "due_soon_days", "notices"),
    _shared(
        "forgotten_days", Topic.REMINDERS, ValueType.DAYS, "forgotten_after_days", "notices", low=1
    ),
    *_escalation_settings(Priority.IMPORTANT, Topic.IMPORTANT, ValueType.HOURS, HOUR),
    *_escalation_settings(Priority.URGENT, Topic.URGENT, ValueType.MINUTES, MINUTE),
    *_escalation_settings(Priority.EMERGENCY, Topic.EMERGENCY, ValueType.MINUTES, MINUTE),
    _shared(
        "annual_month", Topic.MEETINGS, ValueType.MONTH, "annual_month", "meetings", low=1, high=12
    ),
    _shared("meeting_days", Topic.MEETINGS, ValueType.DAY_LIST, "days_before", "meetings", low=1),
    _shared(
        "meeting_minutes",
        Topic.MEETINGS,
        ValueType.MINUTE_LIST,
        "minutes_before",
        "meetings",
        low=1,
        high=1440,
    ),
    _shared(
        "urgent_minutes",
        Topic.MEETINGS,
        ValueType.MINUTE_LIST,
        "emergency_minutes_before",
        "meetings",
        low=15,
        high=10080,
    ),
    _shared("plan_days", Topic.PLAN, ValueType.DAY_LIST, "days_before", "plan"),
    _shared("plan_overdue_days", Topic.PLAN, ValueType.DAYS, "overdue_every_days", "plan", low=1),
    _shared("key_days", Topic.APPROVALS, ValueType.DAYS, "approval_days", low=1),
    _shared("end_days", Topic.APPROVALS, ValueType.DAY_LIST, "termination_reminder_days"),
)
SETTINGS: Mapping[str, Setting] = MappingProxyType({each.code: each for each in _ALL})
"""All settings by code, in display order."""
