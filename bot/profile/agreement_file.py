"""Reads the profile of an agreement; ``profiles/kh-cn-2016.toml`` documents the fields."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, StringConstraints

from bot.clock import SystemClock
from bot.profile.language_file import load_vocabulary, texts_of
from bot.profile.toml_file import ProfileError, Table, load_toml, wrong_value
from handlers.input.pii_detector import find_personal
from handlers.input.said_values import letter_in
from liaison.core import agreement
from liaison.core.agreement import (
    WEEKDAYS,
    Agreement,
    EscalationPolicy,
    EscalationStep,
    EscalationTarget,
    Priority,
    Weekday,
)
from liaison.core.errors import UserError
from liaison.core.validation import MAX_LETTER
from liaison.core.vocabulary import Vocabularies
from liaison.core.working_time import DeadlineRule, Roll, Unit

DEFAULT_PROFILE = "kh-cn-2016.toml"
_SCHEMES = (["n", "yy"], ["n", "yyyy"])
"""The placeholders of a scheme of letter numbers."""
_SAMPLES = (1, 12, 31, 345, 6789)
"""Numbers for which a scheme must give the number of a letter."""

_T = TypeVar("_T")


def _different(values: tuple[_T, ...]) -> tuple[_T, ...]:
    if len(set(values)) != len(values):
        raise ValueError
    return values


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError):  # the zone is unknown, or its file cannot be read
        raise ValueError from None
    return name


# TOML has only lists, which strict models do not accept as tuples.
_Rows = Annotated[tuple[_T, ...], Field(strict=False, min_length=1)]
_Set = Annotated[_Rows[_T], AfterValidator(_different)]
_Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
_Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
_Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
_Zone = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_/+-]+$"), AfterValidator(_zone)]
_Article = Annotated[int, Field(ge=1, le=999)]
_Hour = Annotated[int, Field(ge=0, le=23)]
_Days = Annotated[int, Field(ge=1, le=366)]
_DaysBefore = Annotated[int, Field(ge=0, le=366)]
_Length = Annotated[int, Field(ge=5, le=10080)]
"""The length of a meeting in minutes."""


class _Party(Table):
    code: _Country
    name: _Key
    authority: _Key
    capital: _Key
    zone: _Zone
    language: str
    weekend: _Set[Weekday]
    holidays: _Country
    holidays_published_until: int = Field(ge=2000, le=2099)
    approves_replies: bool
    letter_numbers: str | None = None


class _Articles(Table):
    verification: _Article
    repatriation: _Article
    meetings: _Article
    refusal: _Article
    confidentiality: _Article
    differences: _Article
    termination: _Article


class _Rule(Table):
    days: _Days
    unit: Unit
    roll: Roll


class _Reminders(Table):
    days_before: _Set[_DaysBefore]
    hour: _Hour
    watch_days: _Set[_DaysBefore]
    watch_hours: int = Field(ge=1, le=8760)
    proposal_days: _Set[_DaysBefore]
    close_days: _Days


class _Receipt(Table):
    alert_after_hours: int = Field(ge=1, le=8760)


class _QuietHours(Table):
    quiet_from: _Hour = Field(alias="from_hour")
    quiet_until: _Hour = Field(alias="until_hour")


class _Notices(Table):
    due_soon_days: _DaysBefore
    forgotten_after_days: _Days
    outage_after_seconds: int = Field(ge=10, le=86400)


class _Digests(Table):
    hour: _Hour
    weekly_day: Weekday
    near_days: _DaysBefore
    own_messages: int = Field(ge=1, le=agreement.MAX_OWN_MESSAGES)


class _Messages(Table):
    message_hours: int = Field(
        alias="hours", ge=agreement.MIN_MESSAGE_HOURS, le=agreement.MAX_MESSAGE_HOURS
    )
    note_minutes: int = Field(ge=1, le=agreement.MAX_NOTE_MINUTES)


class _Step(Table):
    to: Annotated[EscalationTarget, Field(strict=False)]
    after_minutes: int = Field(ge=0, le=43200)


class _EscalationPolicies(Table):
    important: _Rows[_Step]
    urgent: _Rows[_Step]
    emergency: _Rows[_Step]


class _RequestType(Table):
    code: _Code
    articles: _Set[_Article]
    counts_from_receipt: bool


class _Lists(Table):
    channels: _Set[_Code]
    grounds: _Set[_Code]
    assistance: _Set[_Code]
    safety_checks: _Set[_Code]
    crossing_points: _Set[_Code]
    third_parties: _Set[_Code]
    purposes: _Set[_Code]


class _Lengths(Table):
    annual: _Length
    emergency: _Length
    difference: _Length


class _Meetings(Table):
    first_host: str
    first_year: int = Field(ge=1900, le=2099)
    annual_month: int = Field(ge=1, le=12)
    days_before: _Set[_Days]
    minutes_before: _Set[Annotated[int, Field(ge=1, le=1440)]]
    emergency_minutes_before: _Set[Annotated[int, Field(ge=1, le=10080)]]
    draft_agenda_days: _Days
    minutes: _Lengths


class _PlanSettings(Table):
    days_before: _Set[_DaysBefore]
    overdue_every_days: _Days


class _Approvals(Table):
    open_days: _Days


class _Retention(Table):
    note_days: int = Field(ge=1, le=36600)
    dead_days: _Days


class _Termination(Table):
    days: int = Field(ge=1, le=3660)
    reminder_days: _Set[Annotated[int, Field(ge=0)]]


class _Profile(Table):
    id: _Key
    name: _Key
    languages: _Set[_Code]
    prevailing: str
    parties: _Rows[_Party]
    articles: _Articles
    verification: _Rule
    reminders: _Reminders
    receipt: _Receipt
    quiet_hours: _QuietHours
    notices: _Notices
    digests: _Digests
    messages: _Messages
    escalation: _EscalationPolicies
    request_types: _Rows[_RequestType]
    lists: _Lists
    meetings: _Meetings
    plan: _PlanSettings
    approvals: _Approvals
    retention: _Retention
    termination: _Termination


@cache
def default_agreement() -> Agreement:
    """The agreement that comes with the bot."""
    return load_agreement(files("liaison").joinpath("profiles", DEFAULT_PROFILE))


def load_agreement(path: Path | Traversable) -> Agreement:
    """Read a profile. Raises ``ProfileError`` with the path of the field that is wrong."""
    profile = load_toml(path, _Profile)
    for field, value in _contradictions(profile):
        raise wrong_value(field, value)
    folders = texts_of(path if isinstance(path, Path) else None)
    vocabularies = tuple(load_vocabulary(each, folders) for each in profile.languages)
    read = _agreement(profile, vocabularies)
    for number, party in enumerate(read.parties):
        if party.letter_numbers is not None and not _gives_letter_numbers(party, vocabularies):
            where = {"field": f"parties[{number}].letter_numbers", "value": party.letter_numbers}
            raise ProfileError("setup-profile-letter-numbers", where)
    return read


def _gives_letter_numbers(party: agreement.Party, known: Vocabularies) -> bool:
    """Whether the scheme of a Party has its placeholders, and what it gives is accepted as the
    number of a letter and looks like no personal data.
    """
    if sorted(re.findall("{([^{}]*)}", party.letter_numbers or "")) not in _SCHEMES:
        return False
    today = SystemClock().now().date()
    for each in _SAMPLES:
        made = party.letter_number(each, today.year)
        try:
            accepted = letter_in(made, known=known, longest=MAX_LETTER) == made
        except UserError:
            return False
        if not accepted or find_personal(made, known, prefixes=(), today=today) is not None:
            return False
    return True


def _contradictions(profile: _Profile) -> Iterator[tuple[str, object]]:
    codes = [party.code for party in profile.parties]
    if len(codes) != 2 or codes[0] == codes[1]:
        yield "parties", codes
    for number, party in enumerate(profile.parties):
        if party.language not in profile.languages:
            yield f"parties[{number}].language", party.language
        if len(party.weekend) == len(WEEKDAYS):
            yield f"parties[{number}].weekend", list(party.weekend)
    if profile.prevailing not in profile.languages:
        yield "prevailing", profile.prevailing
    if profile.meetings.first_host not in codes:
        yield "meetings.first_host", profile.meetings.first_host
    for number, days in enumerate(profile.termination.reminder_days):
        if days > profile.termination.days:
            yield f"termination.reminder_days[{number}]", days
    steps = profile.escalation.emergency
    if not steps[-1].after_minutes:  # it would be repeated at the same moment
        yield f"escalation.{Priority.EMERGENCY}[{len(steps) - 1}].after_minutes", 0


def _agreement(profile: _Profile, vocabularies: Vocabularies) -> Agreement:
    first, second = (_party(each, profile) for each in profile.parties)
    notices, lengths = profile.notices, dict(profile.meetings.minutes)
    return Agreement(
        id=profile.id,
        name=profile.name,
        parties=(first, second),
        languages=profile.languages,
        vocabularies=vocabularies,
        prevailing=profile.prevailing,
        articles=MappingProxyType(dict(profile.articles)),
        verification=DeadlineRule(**dict(profile.verification)),
        reminders=agreement.Reminders(**dict(profile.reminders)),
        receipt_alert_hours=profile.receipt.alert_after_hours,
        notices=agreement.NoticeRules(
            due_soon_days=notices.due_soon_days,
            forgotten_after_days=notices.forgotten_after_days,
            outage_after=timedelta(seconds=notices.outage_after_seconds),
            escalation_policies=_escalation_policies(profile.escalation),
        ),
        request_types=tuple(agreement.RequestType(**dict(each)) for each in profile.request_types),
        **dict(profile.lists),
        meetings=agreement.MeetingRules(
            **profile.meetings.model_dump(exclude={"minutes"}),
            lengths=MappingProxyType(
                {kind: timedelta(minutes=lengths[kind]) for kind in agreement.MeetingKind}
            ),
        ),
        plan=agreement.PlanRules(**dict(profile.plan)),
        approval_days=profile.approvals.open_days,
        retention=agreement.RetentionRules(**dict(profile.retention)),
        termination_days=profile.termination.days,
        termination_reminder_days=profile.termination.reminder_days,
    )


def _party(party: _Party, profile: _Profile) -> agreement.Party:
    return agreement.Party(
        **party.model_dump(exclude={"weekend"}),
        **dict(profile.quiet_hours),
        **dict(profile.messages),
        weekend=tuple(map(WEEKDAYS.index, party.weekend)),
        digest_at=60 * profile.digests.hour,
        weekly_digest_day=WEEKDAYS.index(profile.digests.weekly_day),
        near_days=profile.digests.near_days,
        own_messages=profile.digests.own_messages,
    )


def _escalation_policies(policies: _EscalationPolicies) -> Mapping[Priority, EscalationPolicy]:
    read: dict[Priority, EscalationPolicy] = {Priority.ROUTINE: ()}
    for priority, rows in policies:
        read[Priority(priority)] = tuple(
            EscalationStep(to=row.to, after=timedelta(minutes=row.after_minutes)) for row in rows
        )
    return MappingProxyType(read)
