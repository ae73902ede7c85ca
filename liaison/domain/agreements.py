"""An agreement as data: its Parties, clocks and lists, read from a profile in TOML.

A profile is read strictly: what is missing, unknown or out of range is named by its path, and
nothing has a silent default. See ``liaison/agreements/kh-cn-2016.toml`` for what each field means.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, NewType, TypeVar, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from liaison.domain.cards import Text, Value, text
from liaison.domain.deadlines import DeadlineRule, Roll, Unit
from liaison.domain.errors import Refusal

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
_T = TypeVar("_T")


class UnknownParty(Refusal):
    """No Party of the agreement has that code."""

    key = "error-unknown-party"


class ProfileError(Exception):
    """The profile cannot be used; ``values`` name the field by its path."""

    def __init__(self, key: str, values: Mapping[str, Value]) -> None:
        super().__init__(key, dict(values))
        self.key = key
        self.values = values

    def text(self) -> Text:
        """The sentence that says what is wrong with the profile."""
        return text(self.key, **self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of the agreement. ``name``, ``authority`` and ``capital`` are keys of the catalog.

    ``weekend`` counts as ``date.weekday()``; ``holidays`` is a country code, and the decree of
    every year up to ``holidays_published_until`` is known.
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
class Agreement:
    """Two Parties and everything they agreed that a desk must know.

    ``articles`` says which Article governs a subject. Termination is counted in days from the
    receipt of its notice (Article 12); the annual consultation alternates from ``first_host`` in
    ``first_year`` (Article 7).
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
    request_types: tuple[RequestType, ...]
    channels: tuple[str, ...]
    grounds: tuple[str, ...]
    safety_checks: tuple[str, ...]
    crossing_points: tuple[str, ...]
    first_host: PartyCode
    first_year: int
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
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError("error-profile-unreadable", {"path": str(path)}) from error
    except tomllib.TOMLDecodeError as error:
        detail = {"path": str(path), "detail": str(error)}
        raise ProfileError("error-profile-syntax", detail) from error
    table = _Table(raw, "")
    agreement = _read_agreement(table)
    table.close()
    return agreement


class _Table:
    """A table of the profile while it is read: fields are asked for by type, none is left over."""

    def __init__(self, raw: Mapping[str, Any], path: str) -> None:
        self._raw = dict(raw)
        self._path = path

    def close(self) -> None:
        """Refuse what nobody asked for: most often a slip in a name."""
        for name in self._raw:
            raise ProfileError("error-profile-unknown-field", {"field": self._path + name})

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        return self._known(name, self._take(name, str), choices)

    def matching(self, name: str, pattern: re.Pattern[str]) -> str:
        value: str = self._take(name, str)
        if pattern.fullmatch(value) is None:
            self.refuse(name, value)
        return value

    def number(self, name: str, *, low: int, high: int) -> int:
        return self._within(name, self._take(name, int), (low, high))

    def numbers(self, name: str, *, low: int, high: int) -> tuple[int, ...]:
        return self._list(name, int, lambda value: self._within(name, value, (low, high)))

    def flag(self, name: str) -> bool:
        value: bool = self._take(name, bool)
        return value

    def codes(self, name: str) -> tuple[str, ...]:
        def check(value: str) -> str:
            return value if _CODE.fullmatch(value) else self.refuse(name, value)

        return self._list(name, str, check)

    def choices(self, name: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        return self._list(name, str, lambda value: self._known(name, value, choices))

    def table(self, name: str, read: "Callable[[_Table], _T]") -> _T:
        return _read_closed(self._take(name, dict), f"{self._path}{name}.", read)

    def tables(self, name: str, read: "Callable[[_Table], _T]") -> tuple[_T, ...]:
        rows = self._take(name, list)
        if not rows or not all(isinstance(row, dict) for row in rows):
            self.refuse(name, rows)
        return tuple(
            _read_closed(row, f"{self._path}{name}[{index}].", read)
            for index, row in enumerate(rows)
        )

    def refuse(self, name: str, value: object) -> Any:
        """Say that a field holds what it cannot hold."""
        raise ProfileError(
            "error-profile-value", {"field": self._path + name, "value": repr(value)}
        )

    def _take(self, name: str, kind: type) -> Any:
        if name not in self._raw:
            raise ProfileError("error-profile-missing", {"field": self._path + name})
        value = self._raw.pop(name)
        # A bool is an int to Python, and never a number of days.
        if type(value) is not kind:
            self.refuse(name, value)
        return value

    def _within(self, name: str, value: int, bounds: tuple[int, int]) -> int:
        low, high = bounds
        if not low <= value <= high:
            self.refuse(name, value)
        return value

    def _known(self, name: str, value: str, choices: tuple[str, ...]) -> str:
        if value not in choices:
            self.refuse(name, value)
        return value

    def _list(self, name: str, kind: type, check: Callable[[Any], _T]) -> tuple[_T, ...]:
        values = self._take(name, list)
        if not values or any(type(value) is not kind for value in values):
            self.refuse(name, values)
        if len(set(values)) != len(values):
            self.refuse(name, values)
        return tuple(check(value) for value in values)


def _read_closed(raw: Mapping[str, Any], path: str, read: Callable[[_Table], _T]) -> _T:
    table = _Table(raw, path)
    result = read(table)
    table.close()
    return result


def _read_agreement(table: _Table) -> Agreement:
    languages = table.codes("languages")
    parties = table.tables("parties", lambda row: _read_party(row, languages))
    codes = tuple(party.code for party in parties)
    if len(parties) != 2 or codes[0] == codes[1]:
        table.refuse("parties", list(codes))
    lists = ("channels", "grounds", "safety_checks", "crossing_points")
    first_host, first_year = table.table("meetings", lambda row: _read_meetings(row, codes))
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
        request_types=table.tables("request_types", _read_request_type),
        **table.table("lists", lambda row: {name: row.codes(name) for name in lists}),
        first_host=first_host,
        first_year=first_year,
        termination_days=termination_days,
        termination_reminder_days=termination_reminder_days,
    )


def _read_party(row: _Table, languages: tuple[str, ...]) -> Party:
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
    )


def _read_articles(row: _Table) -> Mapping[str, int]:
    return MappingProxyType({name: row.number(name, low=1, high=999) for name in ARTICLES})


def _read_rule(row: _Table) -> DeadlineRule:
    unit: Unit = row.choice("unit", get_args(Unit))  # type: ignore[assignment]  # just checked
    roll: Roll = row.choice("roll", get_args(Roll))  # type: ignore[assignment]  # just checked
    return DeadlineRule(row.number("days", low=1, high=366), unit, roll)


def _read_reminders(row: _Table) -> Reminders:
    return Reminders(
        days_before=row.numbers("days_before", low=0, high=366),
        hour=row.number("hour", low=0, high=23),
        overdue_every_days=row.number("overdue_every_days", low=1, high=366),
    )


def _read_request_type(row: _Table) -> RequestType:
    return RequestType(
        code=row.matching("code", _CODE),
        articles=row.numbers("articles", low=1, high=999),
        clocked=row.flag("clocked"),
    )


def _read_meetings(row: _Table, codes: tuple[PartyCode, ...]) -> tuple[PartyCode, int]:
    host = PartyCode(row.choice("first_host", codes))
    return host, row.number("first_year", low=1900, high=2099)


def _read_termination(row: _Table) -> tuple[int, tuple[int, ...]]:
    days = row.number("days", low=1, high=3660)
    return days, row.numbers("reminder_days", low=0, high=days)
