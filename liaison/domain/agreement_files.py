"""Reading an agreement from a profile in TOML.

A profile is read strictly: what is missing, unknown or out of range is named by its path, and
nothing has a silent default. See ``liaison/agreements/kh-cn-2016.toml`` for what each field means.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from liaison.domain.agreements import (
    LONGEST_MESSAGE_HOURS,
    LONGEST_NOTE_MINUTES,
    WEEKDAYS,
    Agreement,
    MeetingKind,
    MeetingRules,
    NoticeRules,
    Party,
    PartyCode,
    PlanRules,
    Reminders,
    RequestType,
    RetentionRules,
    TwoKeyRules,
)
from liaison.domain.deadlines import DeadlineRule, Roll, Unit
from liaison.domain.ladders import Escalation, Ladder, LadderStep, Priority
from liaison.domain.profiles import ProfileTable, load_profile

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

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_PARTY_CODE = re.compile(r"[A-Z]{2}")
_KEY = re.compile(r"[a-z][a-z0-9-]*")


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
    lists = (
        "channels",
        "grounds",
        "safety_checks",
        "crossing_points",
        "third_parties",
        "purposes",
    )
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
        retention=table.table("retention", _read_retention),
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
    messages = table.table(
        "messages",
        lambda row: {
            "message_hours": row.number("hours", low=1, high=LONGEST_MESSAGE_HOURS),
            "note_minutes": row.number("note_minutes", low=1, high=LONGEST_NOTE_MINUTES),
        },
    )
    return {**quiet, **digests, **messages}


def _read_party(row: ProfileTable, languages: tuple[str, ...], hours: Mapping[str, int]) -> Party:
    zone = row.matching("zone", re.compile(r"[A-Za-z0-9_/+-]+"))
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones cannot be read
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


def _read_retention(row: ProfileTable) -> RetentionRules:
    return RetentionRules(
        note_days=row.number("note_days", low=1, high=36600),
        dead_days=row.number("dead_days", low=1, high=366),
    )


def _read_termination(row: ProfileTable) -> tuple[int, tuple[int, ...]]:
    days = row.number("days", low=1, high=3660)
    return days, row.numbers("reminder_days", low=0, high=days)
