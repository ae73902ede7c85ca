"""Parsing of typed numbers, dates and times, in several languages and any script of digits.

Digits are normalized first, and only ASCII is matched after that: ``int()`` and the digit class of
a regex accept every script, whose digits then compare unequal.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Literal, TypeAlias

from liaison.core.errors import UserError

Sign: TypeAlias = Literal[
    "year", "month", "day", "yesterday", "today", "tomorrow",
    "clock", "hour", "minute", "am", "pm", "night",
]  # fmt: skip
FilterWord: TypeAlias = Literal[
    "currency", "counted", "telephone", "telephone_is", "passport", "card",
    "born_before", "born_after", "birth_month", "person_before", "person_day", "person_after",
    "no_name", "act_before", "act_after", "thing_before", "thing_number", "thing_on",
    "event_before", "event_after",
]  # fmt: skip

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""The years that the service accepts; others are typing errors or another era."""

LAST_HOUR, LAST_MINUTE = 23, 59

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
_FOLDED: Mapping[int, int | str | None] = {**_WIDE, **_DASHES, **_INVISIBLE}

# The sequences of tokens that are dates, and the order of their values. Y is a number of four
# digits, n one of one or two, M the name of a month; y, m, d are the signs after a number.
_SHAPES = {
    **{f"Y{mark}n{mark}n": "ymd" for mark in "-/."},
    **{f"n{mark}n{mark}Y": "dmy" for mark in "-/."},
    **{f"n{mark}n": "dm" for mark in "-/."},
    **dict.fromkeys(["Yynmnd", "Yynmn"], "ymd"),
    **dict.fromkeys(["nmnd", "nmn"], "md"),
    "nMY": "dmy",
    "nM": "dm",
    "MnY": "mdy",
    "Mn": "md",
}
_MONTH_SHAPES = {
    **{f"Y{mark}n": "ym" for mark in "-/."},
    **{f"n{mark}Y": "my" for mark in "-/."},
    **dict.fromkeys(["Yynm", "YM"], "ym"),
    "MY": "my",
}
_NUMBER_KINDS = {1: "n", 2: "n", 4: "Y"}
DATE_SIGNS: Mapping[Sign, str] = {"year": "y", "month": "m", "day": "d"}
_DAYS_AHEAD: Mapping[Sign, int] = {"yesterday": -1, "today": 0, "tomorrow": 1}
_HOURS: Mapping[Sign, range] = {"am": range(12), "pm": range(12, 24), "night": range(18, 24)}
"""The hours of each part of the day, as words before or after a time name it."""

NOTHING = "(?!)"
"""A pattern that matches nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of one language, in lower case, and its ``name`` for itself.

    ``digits`` and ``numerals`` stand for zero to nine, a numeral for each of several signs. Of
    months and weekdays there may be several names each. ``signs`` follow a number of a date or
    time, ``choices`` are what values of settings are called, and ``filter`` are patterns by which
    personal data is known.
    """

    language: str
    name: str
    digits: str
    numerals: tuple[str, ...] = field(hash=False)
    ten: str
    fillers: tuple[str, ...] = field(hash=False)
    months: tuple[tuple[str, ...], ...] = field(hash=False)
    weekdays: tuple[tuple[str, ...], ...] = field(hash=False)
    signs: Mapping[Sign, tuple[str, ...]] = field(hash=False)
    choices: Mapping[str, tuple[str, ...]] = field(hash=False)
    filter: Mapping[FilterWord, tuple[str, ...]] = field(hash=False)


Vocabularies: TypeAlias = tuple[Vocabulary, ...]


class NotADate(UserError):
    """The text is not a date, is an impossible one, or has a year of two digits."""

    key = "error-not-a-date"


class NotAMonth(UserError):
    """The text is not a month with its year."""

    key = "error-not-a-month"


class NotATime(UserError):
    """The text is not a time of day."""

    key = "error-not-a-time"


class NotACount(UserError):
    """The text is not a whole number, or is outside the range."""

    key = "error-not-a-count"


def ascii_digits(text: str) -> str:
    """Replace every decimal digit, of any script or width, by its ASCII digit."""
    return "".join(
        character if (value := unicodedata.decimal(character, None)) is None else str(value)
        for character in text
    )


def fold_typed(text: str) -> str:
    """Normalize typed text: ASCII digits, half width, plain dashes, no invisible characters.

    These are zero-width and direction marks, which are copied together with text.
    """
    return ascii_digits(text.translate(_FOLDED)).strip()


def parse_count(text: str, low: int, high: int) -> int:
    """Parse a whole number from ``low`` to ``high``. Raises ``NotACount``."""
    typed = fold_typed(text)
    if re.fullmatch(r"[0-9]{1,9}", typed) is None or not low <= int(typed) <= high:
        raise NotACount(low=low, high=high)
    return int(typed)


def parse_date(
    text: str, today: date, vocabularies: Vocabularies, *, near: date | None = None
) -> date:
    """Parse a date: ISO, day first with slashes, dots or dashes, Chinese, or with a month's name;
    or today, yesterday or tomorrow in words.

    A date without a year is the one nearest to ``near``, or to ``today`` (of two equally near, the
    earlier). A weekday, if given, must be the right one. Raises ``NotADate``.
    """
    kinds, values, weekdays = _tokens(text, vocabularies)
    if kinds == "R" and not weekdays:
        return today + timedelta(days=values[0])
    near = near or today
    order = _SHAPES.get(kinds)
    if order is None or len(weekdays) > 1:
        raise NotADate
    parts = dict(zip(order, values, strict=True))
    years = [parts["y"]] if "y" in parts else range(near.year - 1, near.year + 2)
    days = [day for year in years if (day := _day(year, parts["m"], parts["d"]))]
    found = min(days, key=lambda day: (abs((day - near).days), day), default=None)
    if found is None or any(weekday != found.weekday() for weekday in weekdays):
        raise NotADate
    return found


def parse_month(text: str, vocabularies: Vocabularies) -> date:
    """Parse a month with its year; return its first day. Raises ``NotAMonth``."""
    try:
        kinds, values, weekdays = _tokens(text, vocabularies)
    except NotADate:
        raise NotAMonth from None
    order = _MONTH_SHAPES.get(kinds)
    if order is None or weekdays:
        raise NotAMonth
    parts = dict(zip(order, values, strict=True))
    first = _day(parts["y"], parts["m"], 1)
    if first is None:
        raise NotAMonth
    return first


def parse_time(text: str, vocabularies: Vocabularies) -> int:
    """Parse a time of day to minutes after midnight: with a colon or a dot, with the signs for
    hours and minutes, or a full hour alone; with words for the part of the day, or without.

    Raises ``NotATime``, also if the words leave more than one time possible.
    """
    found = _time_pattern(vocabularies).fullmatch("".join(fold_typed(text).casefold().split()))
    if found is None:
        raise NotATime
    hour, minute = int(found["hour"]), int(found["minute"] or found["signed"] or 0)
    for part, hours in _HOURS.items():
        if {found["before"], found["after"]} & set(signs_of(vocabularies, part)):
            hour = next((each for each in (hour, hour + 12) if each in hours), -1)
    if not 0 <= hour <= LAST_HOUR or minute > LAST_MINUTE:
        raise NotATime
    return hour * 60 + minute


def _tokens(text: str, vocabularies: Vocabularies) -> tuple[str, list[int], list[int]]:
    """Split a typed date into the kinds of its tokens, its values and the weekdays it names."""
    pattern, words = _lexicon(vocabularies)
    kinds, values, weekdays, end = "", [], [], 0
    typed = fold_typed(text).casefold()
    for match in pattern.finditer(typed):
        if match.start() != end:
            raise NotADate
        end = match.end()
        token = match[0]
        kind, value = words.get(token) or _number(token)
        if kind == "W":
            weekdays.append(value)
            continue
        kinds += kind
        if kind in ("n", "Y", "M", "R"):
            values.append(value)
    if end != len(typed):
        raise NotADate
    return kinds, values, weekdays


def _number(token: str) -> tuple[str, int]:
    """The kind of a number by its length; separators keep their sign, filler words have no kind."""
    if token[0] in "0123456789":
        if len(token) not in _NUMBER_KINDS:
            raise NotADate
        return _NUMBER_KINDS[len(token)], int(token)
    return token if token in "-/." else "", 0


def named_number(
    text: str, kind: Literal["month", "weekday"], vocabularies: Vocabularies
) -> int | None:
    """The number of a month (January 1) or weekday (Monday 1) by its name in any of the languages;
    None where the text is no such name.
    """
    found = _lexicon(vocabularies)[1].get(fold_typed(text).casefold())
    match kind, found:
        case "month", ("M", number):
            return number
        case "weekday", ("W", number):
            return number + 1
        case _:
            return None


@cache
def _time_pattern(vocabularies: Vocabularies) -> re.Pattern[str]:
    """The pattern of a time of day, with the words and signs of all languages."""
    clock = one_of(signs_of(vocabularies, "clock"))
    hour, minute = one_of(signs_of(vocabularies, "hour")), one_of(signs_of(vocabularies, "minute"))
    part = one_of(word for sign in _HOURS for word in signs_of(vocabularies, sign))
    return re.compile(
        rf"(?P<before>{part})?(?:{clock})?(?P<hour>[0-9]{{1,2}})"
        rf"(?:[:.](?P<minute>[0-9]{{2}})|(?:{hour})(?:(?P<signed>[0-9]{{1,2}})(?:{minute})?)?)?"
        rf"(?P<after>{part})?"
    )


@cache
def _lexicon(
    vocabularies: Vocabularies,
) -> tuple[re.Pattern[str], Mapping[str, tuple[str, int]]]:
    """The words of all languages with their kind and value, and the pattern of one token."""
    words = {
        sign: (kind, 0)
        for name, kind in DATE_SIGNS.items()
        for sign in signs_of(vocabularies, name)
    }
    for name, ahead in _DAYS_AHEAD.items():
        words |= dict.fromkeys(signs_of(vocabularies, name), ("R", ahead))
    for language in vocabularies:
        words |= dict.fromkeys(language.fillers, ("", 0))
        for number, names in enumerate(language.months, start=1):
            words |= dict.fromkeys(names, ("M", number))
        for number, names in enumerate(language.weekdays):
            words |= dict.fromkeys(names, ("W", number))
    return re.compile("|".join([one_of(words), r"[0-9]+", r"[-/.]", r"[\s,()]+"])), words


def signs_of(vocabularies: Vocabularies, name: Sign) -> Sequence[str]:
    """The signs of that name in all languages."""
    return [sign for each in vocabularies for sign in each.signs.get(name, ())]


def one_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first; of none, one that matches nowhere."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or NOTHING


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
