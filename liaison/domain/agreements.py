"""An agreement as data: its Parties, clocks and lists, read from a profile in TOML.

A profile is read strictly: what is missing, unknown or out of range is named by its path, and
nothing has a silent default. See ``liaison/agreements/kh-cn-2016.toml`` for what each field means.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import NewType, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from liaison.domain.cards import Text, text
from liaison.domain.deadlines import DeadlineRule, Roll, Unit
from liaison.domain.errors import Refusal
from liaison.domain.ladders import Escalation, Ladder, LadderStep, Priority
from liaison.domain.profiles import ProfileTable, load_profile

PartyCode = NewType("PartyCode", str)

DEFAULT_PROFILE = "kh-cn-2016.toml"
ARTICLES = (
    "verification",
    "repatriation",
    "meetings",
    "refusal",
    "confidentiality",
    "differences",
    "termination",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_PARTY_CODE = re.compile(r"[A-Z]{2}")
_KEY = re.compile(r"[a-z][a-z0-9-]*")


class UnknownParty(Refusal):
    """No Party of the agreement has that code."""

    key = "error-unknown-party"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of the agreement. ``name``, ``authority`` and ``capital`` are keys of the catalog.

    ``weekend`` counts as ``date.weekday()``; ``holidays`` is a country code, and the decree of
    every year up to ``holidays_published_until`` is known. Nobody is disturbed from ``quiet_from``
    until ``quiet_until``, hours of local time. Digests come ``digest_at`` minutes after local
    midnight, the weekly one on ``weekly_digest_day`` as ``date.weekday()`` counts.
    """

    code: PartyCode
    name: str
    authority: str
    capital: str
    zone: str
    language: str
    weekend: tuple[int, ...]
    holidays: str
    holidays_published_until: int
    quiet_from: int
    quiet_until: int
    digest_at: int
    weekly_digest_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestType:
    """What may be asked for, by which Articles, and whether the treaty clock runs on it."""

    code: str
    articles: tuple[int, ...]
    clocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """When a running clock is brought up: days before the due date, at an hour of local time."""

    days_before: tuple[int, ...]
    hour: int
    overdue_every_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRules:
    """What is told unasked, and when.

    A reminder is important from ``important_from_days`` before the due date on; a case without any
    step for ``forgotten_after_days`` is brought up again.
    """

    important_from_days: int
    forgotten_after_days: int
    outage_after: timedelta
    ladders: Mapping[Priority, Ladder] = field(hash=False)


class MeetingKind(StrEnum):
    """What a meeting is for (Articles 7 and 11)."""

    ANNUAL = "annual"
    """The annual consultation, held alternately in the two countries."""
    EMERGENCY = "emergency"
    DIFFERENCE = "difference"
    """A consultation on a difference about the Agreement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRules:
    """What is agreed about meetings (Article 7), and when they are brought up.

    The annual consultation alternates from ``first_host`` in ``first_year``; where none is agreed
    by the first working day of ``annual_month``, the coordinators are told. ``lengths`` says how
    long a meeting of a kind is taken to last. People are reminded so many whole days before, at the
    hour of other reminders, and so many minutes before; of an emergency by the minute alone.
    """

    first_host: PartyCode
    first_year: int
    annual_month: int
    lengths: Mapping[MeetingKind, timedelta] = field(hash=False)
    days_before: tuple[int, ...]
    minutes_before: tuple[int, ...]
    emergency_minutes_before: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRules:
    """When an activity of the plan of action is brought up: days before its last one, and every so
    many days while it is overdue, at the hour of other reminders.
    """

    days_before: tuple[int, ...]
    overdue_every_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoKeyRules:
    """How long, in days, what one Party proposed waits for the other one to agree."""

    open_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two Parties and everything they agreed that a desk must know.

    ``articles`` says which Article governs a subject. Termination is counted in days from the
    receipt of its notice (Article 12).
    """

    id: str
    name: str
    parties: tuple[Party, Party]
    languages: tuple[str, ...]
    prevailing: str
    articles: Mapping[str, int] = field(hash=False)
    verification: DeadlineRule
    reminders: Reminders
    receipt_alert_hours: int
    notices: NoticeRules
    request_types: tuple[RequestType, ...]
    channels: tuple[str, ...]
    grounds: tuple[str, ...]
    safety_checks: tuple[str, ...]
    crossing_points: tuple[str, ...]
    meetings: MeetingRules
    plan: PlanRules
    two_keys: TwoKeyRules
    termination_days: int
    termination_reminder_days: tuple[int, ...]

    def party(self, code: str) -> Party:
        """The Party of that code. Raises ``UnknownParty``."""
        for party in self.parties:
            if party.code == code:
                return party
        raise UnknownParty(parties=" ".join(party.code for party in self.parties))

    def other(self, code: str) -> Party:
        """The Party across from that one. Raises ``UnknownParty``."""
        first, second = self.parties
        return second if self.party(code) is first else first

    def request_type(self, code: str) -> RequestType:
        """The request type of that code; ``KeyError`` where the agreement has none."""
        return {each.code: each for each in self.request_types}[code]


def term(concept: str, code: str) -> Text:
    """The catalog's word for a code of the profile.

    Concepts are ``request``, ``channel``, ``ground``, ``check`` and ``crossing``.
    """
    return text(f"agreement-{concept}-{code.lower().replace('_', '-')}")


@cache
def default_agreement() -> Agreement:
    """The agreement that comes with the desk."""
    return load_agreement(files("liaison").joinpath("agreements", DEFAULT_PROFILE))


def load_agreement(path: Path | Traversable) -> Agreement:
    """Read a profile. Raises ``ProfileError`` with the path of the field that is wrong."""
    return load_profile(path, _read_agreement)


def _read_agreement(table: ProfileTable) -> Agreement:
    languages = table.codes("languages")
    hours = _read_hours(table)
    parties = table.tables("parties", lambda row: _read_party(row, languages, hours))
    codes = tuple(party.code for party in parties)
    if len(parties) != 2 or codes[0] == codes[1]:
        table.refuse("parties", list(codes))
    lists = ("channels", "grounds", "safety_checks", "crossing_points")
    termination_days, termination_reminder_days = table.table("termination", _read_termination)
    return Agreement(
        id=table.matching("id", _KEY),
        name=table.matching("name", _KEY),
        parties=(parties[0], parties[1]),
        languages=languages,
        prevailing=table.choice("prevailing", languages),
        articles=table.table("articles", _read_articles),
        verification=table.table("verification", _read_rule),
        reminders=table.table("reminders", _read_reminders),
        receipt_alert_hours=table.table(
            "receipt", lambda row: row.number("alert_after_hours", low=1, high=8760)
        ),
        notices=_read_notices(table),
        request_types=table.tables("request_types", _read_request_type),
        **table.table("lists", lambda row: {name: row.codes(name) for name in lists}),
        meetings=table.table("meetings", lambda row: _read_meetings(row, codes)),
        plan=table.table("plan", _read_plan),
        two_keys=table.table(
            "two_keys", lambda row: TwoKeyRules(open_days=row.number("open_days", low=1, high=366))
        ),
        termination_days=termination_days,
        termination_reminder_days=termination_reminder_days,
    )


def _read_hours(table: ProfileTable) -> Mapping[str, int]:
    """The hours of each Party until its administrators set others."""
    quiet = table.table(
        "quiet_hours",
        lambda row: {
            "quiet_from": row.number("from_hour", low=0, high=23),
            "quiet_until": row.number("until_hour", low=0, high=23),
        },
    )
    digests = table.table(
        "digests",
        lambda row: {
            "digest_at": 60 * row.number("hour", low=0, high=23),
            "weekly_digest_day": WEEKDAYS.index(row.choice("weekly_day", WEEKDAYS)),
        },
    )
    return {**quiet, **digests}


def _read_party(row: ProfileTable, languages: tuple[str, ...], hours: Mapping[str, int]) -> Party:
    zone = row.matching("zone", re.compile(r"[A-Za-z_/+-]+"))
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        row.refuse("zone", zone)
    weekend = row.choices("weekend", WEEKDAYS)
    if len(weekend) == len(WEEKDAYS):
        row.refuse("weekend", list(weekend))
    return Party(
        code=PartyCode(row.matching("code", _PARTY_CODE)),
        name=row.matching("name", _KEY),
        authority=row.matching("authority", _KEY),
        capital=row.matching("capital", _KEY),
        zone=zone,
        language=row.choice("language", languages),
        weekend=tuple(WEEKDAYS.index(day) for day in weekend),
        holidays=row.matching("holidays", _PARTY_CODE),
        holidays_published_until=row.number("holidays_published_until", low=2000, high=2099),
        **hours,
    )


def _read_articles(row: ProfileTable) -> Mapping[str, int]:
    return MappingProxyType({name: row.number(name, low=1, high=999) for name in ARTICLES})


def _read_rule(row: ProfileTable) -> DeadlineRule:
    unit: Unit = row.choice("unit", get_args(Unit))  # type: ignore[assignment]  # just checked
    roll: Roll = row.choice("roll", get_args(Roll))  # type: ignore[assignment]  # just checked
    return DeadlineRule(row.number("days", low=1, high=366), unit, roll)


def _read_reminders(row: ProfileTable) -> Reminders:
    return Reminders(
        days_before=row.numbers("days_before", low=0, high=366),
        hour=row.number("hour", low=0, high=23),
        overdue_every_days=row.number("overdue_every_days", low=1, high=366),
    )


def _read_notices(table: ProfileTable) -> NoticeRules:
    ladders = table.table("ladders", _read_ladders)
    return table.table(
        "notices",
        lambda row: NoticeRules(
            important_from_days=row.number("important_from_days", low=0, high=366),
            forgotten_after_days=row.number("forgotten_after_days", low=1, high=366),
            outage_after=timedelta(seconds=row.number("outage_after_seconds", low=10, high=86400)),
            ladders=ladders,
        ),
    )


def _read_ladders(row: ProfileTable) -> Mapping[Priority, Ladder]:
    read = {Priority.ROUTINE: Ladder()}
    for priority in (Priority.IMPORTANT, Priority.EMERGENCY):
        steps = row.tables(priority, _read_ladder_step)
        if not steps[-1].after:  # it would be told again and again at one moment
            row.refuse(f"{priority}[{len(steps) - 1}].after_minutes", 0)
        read[priority] = Ladder(steps)
    return MappingProxyType(read)


def _read_ladder_step(row: ProfileTable) -> LadderStep:
    to = Escalation(row.choice("to", tuple(Escalation)))
    return LadderStep(
        to=to, after=timedelta(minutes=row.number("after_minutes", low=0, high=43200))
    )


def _read_request_type(row: ProfileTable) -> RequestType:
    return RequestType(
        code=row.matching("code", _CODE),
        articles=row.numbers("articles", low=1, high=999),
        clocked=row.flag("clocked"),
    )


def _read_meetings(row: ProfileTable, codes: tuple[PartyCode, ...]) -> MeetingRules:
    return MeetingRules(
        first_host=PartyCode(row.choice("first_host", codes)),
        first_year=row.number("first_year", low=1900, high=2099),
        annual_month=row.number("annual_month", low=1, high=12),
        lengths=row.table("minutes", _read_lengths),
        days_before=row.numbers("days_before", low=1, high=366),
        minutes_before=row.numbers("minutes_before", low=1, high=1440),
        emergency_minutes_before=row.numbers("emergency_minutes_before", low=1, high=10080),
    )


def _read_lengths(row: ProfileTable) -> Mapping[MeetingKind, timedelta]:
    return MappingProxyType(
        {kind: timedelta(minutes=row.number(kind, low=5, high=10080)) for kind in MeetingKind}
    )


def _read_plan(row: ProfileTable) -> PlanRules:
    return PlanRules(
        days_before=row.numbers("days_before", low=0, high=366),
        overdue_every_days=row.number("overdue_every_days", low=1, high=366),
    )


def _read_termination(row: ProfileTable) -> tuple[int, tuple[int, ...]]:
    days = row.number("days", low=1, high=3660)
    return days, row.numbers("reminder_days", low=0, high=days)
