"""Parsing of typed numbers, dates and times, in several languages and any script of digits.

Digits are normalized first, and only ASCII is matched after that: ``int()`` and the digit class of
a regex accept every script, whose digits then compare unequal.
"""

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from typing import Literal

from liaison.core.errors import UserError, WrongValue
from liaison.core.vocabulary import Sign, Vocabularies, any_of, read_numerals, signs_of

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""The years that the service accepts; others are typing errors or another era."""

LAST_MINUTE, END_OF_DAY = 59, 24 * 60

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_KHMER = {0x200B: " ", 0x17D4: " ", 0x17D6: ":"}
"""The space bar of the Khmer keyboard makes U+200B; the others are a full stop and a colon."""
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, *range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
_FOLDED: Mapping[int, int | str | None] = {**_WIDE, **_KHMER, **_DASHES, **_INVISIBLE}

# The sequences of tokens that are dates, and the order of their values. Y is a number of four
# digits, n one of one or two, M the name of a month; y, m, d are signs after a number, b is before.
_SHAPES = {
    **{f"Y{mark}n{mark}n": "ymd" for mark in "-/."},
    **{f"n{mark}n{mark}Y": "dmy" for mark in "-/."},
    **{f"n{mark}n": "dm" for mark in "-/."},
    **dict.fromkeys(["Yynmnd", "Yynmn"], "ymd"),
    **dict.fromkeys(["nmnd", "nmn"], "md"),
    "nd": "d",
    **dict.fromkeys(["ndnY", "nbnY", "ndbnY", "nMY"], "dmy"),
    **dict.fromkeys(["nbn", "ndbn", "nM"], "dm"),
    "MnY": "mdy",
    "Mn": "md",
}
_SWAPPED = {
    **{f"n{mark}n": "md" for mark in "-/."},
    **{f"n{mark}n{mark}Y": "mdy" for mark in "-/."},
}
"""The other order of day and month, which numbers alone do not tell."""
_MONTH_SHAPES = {
    **{f"Y{mark}n": "ym" for mark in "-/."},
    **{f"n{mark}Y": "my" for mark in "-/."},
    **dict.fromkeys(["Yynm", "YM"], "ym"),
    "MY": "my",
    **dict.fromkeys(["nm", "M"], "m"),
    "O": "o",
}
_DIGIT = re.compile(r"\d")
_SUBSCRIPT = re.compile("\u17d2.")
"""A Khmer letter below another one."""
_NUMBER_KINDS = {1: "n", 2: "n", 4: "Y"}
WEEK = 7
DATE_SIGNS: tuple[Sign, ...] = ("year", "month", "day")
COUNTED: tuple[Sign, ...] = ("days_ahead", "days_ago", "weeks_ahead", "weeks_ago")
_WORDS: Mapping[Sign, tuple[str, int]] = {
    "am": ("X", 0), "pm": ("X", 0), "night": ("X", 0),
    "year": ("y", 0), "month": ("m", 0), "day": ("d", 0), "of_month": ("b", 0),
    "before_yesterday": ("R", -2), "yesterday": ("R", -1), "today": ("R", 0),
    "tomorrow": ("R", 1), "after_tomorrow": ("R", 2),
    "days_ahead": ("A", 1), "days_ago": ("A", -1),
    "weeks_ahead": ("A", WEEK), "weeks_ago": ("A", -WEEK),
    "last": ("N", -1), "next": ("N", 1),
    "last_week": ("K", -1), "this_week": ("K", 0), "next_week": ("K", 1),
    "last_month": ("O", -1), "this_month": ("O", 0), "next_month": ("O", 1),
}  # fmt: skip
"""The kind and value of words in dates: R a day, so many ahead; A the unit of a number of days; N
the last or next weekday beside it, K that of a week, and O a day of a month, so many ahead; X no
part of a date.
"""
PARTS_OF_DAY: Mapping[Sign, range] = {"am": range(12), "pm": range(12, 24), "night": range(18, 25)}
"""The hours of each part of the day, as words before or after a time name it."""
_COUNTED_WORD = re.compile(r"([0-9]{1,9})(?:\s*[^\W\d_][^\d,.:;/]{0,11})?")
_TWICE_A_DAY = range(1, 7)
"""Hours that, without a part of the day, may be of the night or of the afternoon."""


class NotADate(WrongValue):
    """The text is not a date, is an impossible one, or has a year of two digits."""


class NotAMonth(WrongValue):
    """The text is not a month with its year."""


class NotATime(WrongValue):
    """The text is not a time of day."""


class Ambiguous(UserError):
    """The text has several readings: dates, times in minutes after midnight, or local moments."""

    def __init__(self, typed: str, *readings: date | int) -> None:
        super().__init__(typed=typed)
        self.typed = typed
        self.readings = readings


class AmbiguousDate(Ambiguous):
    """Day and month may be meant in either order, or the past or the next such weekday."""


class AmbiguousWeek(AmbiguousDate):
    """Only a week is named: its Monday may be meant, or the weekday of today, or its Friday."""

    key = AmbiguousDate.key


class AmbiguousTime(Ambiguous):
    """The hour may be of the night or of the afternoon."""


class AmbiguousMoment(Ambiguous):
    """A time without a day, which has passed today, or may be of the night or of the afternoon."""


class NotACount(WrongValue):
    """The text is not a whole number, or is outside the range."""


def ascii_digits(text: str) -> str:
    """Replace every decimal digit, of any script or width, by its ASCII digit."""
    if text.isascii():
        return text
    return _DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)


def as_seen(text: str) -> str:
    """Typed text as it is seen: composed (NFC), without invisible characters."""
    return unicodedata.normalize("NFC", text.translate({**_INVISIBLE, 0x200B: " "}))


def letters_seen(text: str) -> int:
    """How many letters a reader counts: marks, and a Khmer letter below another one, are none."""
    return sum(unicodedata.category(each)[0] != "M" for each in _SUBSCRIPT.sub("", text))


def fold_typed(text: str) -> str:
    """Normalize typed text: ASCII digits, half width, plain dashes, no invisible characters."""
    return ascii_digits(text.translate(_FOLDED)).strip()


def as_typed(part: str, typed: str) -> str:
    """A part of a text that was folded, in the signs in which it was typed, if it can be found."""
    folded = fold_typed(typed)
    at = folded.find(part) if len(folded) == len(typed) else -1
    return part if at < 0 else typed[at : at + len(part)]


def parse_count(text: str, low: int, high: int, vocabularies: Vocabularies = ()) -> int:
    """Parse a whole number, also in words or with what is counted. Raises ``NotACount``."""
    folded = read_numerals(fold_typed(text), vocabularies, before=("persons", "item"))
    typed = _COUNTED_WORD.fullmatch(folded)
    if typed is None or not low <= int(typed[1]) <= high:
        raise NotACount(low=low, high=high)
    return int(typed[1])


def parse_date(
    text: str, today: date, vocabularies: Vocabularies, *, near: date | None = None
) -> date:
    """Parse a date in figures or words, or a weekday, also of another week. Without a year it is
    the one nearest to ``near``, or to ``today``; a day of a month alone is the next one if ``near``
    is to come; a weekday beside a date must be the right one. Raises ``NotADate``, or
    ``AmbiguousDate`` for two possible readings.
    """
    try:
        return _parse_date(text, today, vocabularies, near)
    except NotADate:
        with suppress(NotATime):
            parse_time(text, vocabularies, whole_day=True)
            if not fold_typed(text).isdigit():
                raise NotADate("error-hour-for-date") from None
        raise


def _parse_date(text: str, today: date, vocabularies: Vocabularies, near: date | None) -> date:
    kinds, values, weekdays = _tokens(text, vocabularies)
    if len(weekdays) > 1:
        raise NotADate
    if kinds == "A" and values[0] % WEEK == 0:
        kinds, values = "K", [values[0] // WEEK]
    match kinds, values, weekdays:
        case "R", [ahead], []:
            found = [today + timedelta(ahead)]
        case "nA", [number, length], []:
            found = [today + timedelta(number * length)]
        case ("On" | "Ond", [ahead, number], []) | ("nO" | "ndO", [number, ahead], []):
            found = _days_of_months(number, today, ahead, ahead + 1)
        case "nd", [number], [] if near is not None and near > today:
            found = [day for day in _days_of_months(number, today, 0, 3) if day >= today][:1]
        case _ if set(kinds) == {"K"} and not weekdays and sum(values) != 0:
            monday = today - timedelta(today.weekday())
            days = (monday, today if today > monday else monday + timedelta(4))
            week = timedelta(WEEK * sum(values))
            raise AmbiguousWeek(fold_typed(text), *(each + week for each in days))
        case _ if set(kinds) <= {"K", "N"} and weekdays:
            found = _weekdays(kinds, sum(values), weekdays[0], today, near)
        case _:
            found = _readings(kinds, values, near or today, month_first=vocabularies[0].month_first)
            found = [day for day in found if all(each == day.weekday() for each in weekdays)]
    match found:
        case [day]:
            return day
        case [first, second]:
            raise AmbiguousDate(fold_typed(text), first, second)
        case _:
            raise NotADate


def named_day(text: str, month: date, vocabularies: Vocabularies) -> date | None:
    """The day that a text names by its number alone, of a ``month`` or the next one that has it."""
    with suppress(NotADate):
        match _tokens(text, vocabularies):
            case "nd", [number], []:
                return next(iter(_days_of_months(number, month, 0, 3)), None)
    return None


def _days_of_months(number: int, today: date, *ahead: int) -> list[date]:
    """That day of each month from one so many ahead of the present one, before another one."""
    months = (divmod(today.year * 12 + today.month - 1 + each, 12) for each in range(*ahead))
    found = (day_of(year, month + 1, number) for year, month in months)
    return [day for day in found if day is not None]


def _weekdays(kinds: str, ahead: int, weekday: int, today: date, near: date | None) -> list[date]:
    """The days that a weekday can mean, alone or with words beside it."""
    this = today + timedelta(weekday - today.weekday())
    since = (today - this).days % WEEK
    before, following = today - timedelta(since or WEEK), today + timedelta(WEEK - since)
    if "K" in kinds:
        return [this + timedelta(WEEK * ahead)]
    if kinds:
        return [before] if ahead < 0 else sorted({following, this + timedelta(WEEK)})
    found = [today - timedelta(since), following]
    if not since or near is not None:
        found = [min(found, key=lambda day: abs(day - (near or today)))]
    return found


def _readings(kinds: str, values: list[int], near: date, *, month_first: bool) -> list[date]:
    """The days that numbers can mean, in the order of the language first."""
    orders = [order for order in (_SHAPES.get(kinds), _SWAPPED.get(kinds)) if order is not None]
    if month_first:
        orders.reverse()
    found = [day for order in orders if (day := _nearest(order, values, near)) is not None]
    certain = len(kinds) == len("n/n/Y") and not month_first
    return found[:1] if certain else list(dict.fromkeys(found))


def _nearest(order: str, values: list[int], near: date) -> date | None:
    """The nearest day with these values; those not given are of a year or month beside ``near``."""
    parts = dict(zip(order, values, strict=True))
    years = [parts["y"]] if "y" in parts else range(near.year - 1, near.year + 2)
    months = [parts["m"]] if "m" in parts else range(1, 13)
    found = (day_of(year, month, parts["d"]) for year in years for month in months)
    days = [day for day in found if day is not None]
    return min(days, key=lambda day: (abs((day - near).days), day), default=None)


def parse_month(text: str, vocabularies: Vocabularies, *, today: date | None = None) -> date:
    """Parse a month with its year, or the last such month before the end of that of ``today``, or
    one so many before it; return its first day. Raises ``NotAMonth``.
    """
    try:
        kinds, values, weekdays = _tokens(text, vocabularies)
    except NotADate:
        raise NotAMonth from None
    order = _MONTH_SHAPES.get(kinds)
    if order is None or weekdays:
        raise NotAMonth
    parts = dict(zip(order, values, strict=True))
    if "o" in parts and today is not None:
        return _days_of_months(1, today, parts["o"], parts["o"] + 1)[0]
    if "y" not in parts and today is not None:
        parts["y"] = today.year - (parts["m"] > today.month)
    first = day_of(parts["y"], parts["m"], 1) if {"y", "m"} <= {*parts} else None
    if first is None:
        raise NotAMonth
    return first


def parse_time(
    text: str, vocabularies: Vocabularies, *, whole_day: bool = False, to_midnight: bool = False
) -> int:
    """Parse a time of day to minutes after midnight, with words for the part of the day or without;
    twelve at night may be the end of the day ``to_midnight``. Raises ``NotATime``, or
    ``AmbiguousTime`` for an hour of the night or of the afternoon unless of a ``whole_day``.
    """
    folded = read_numerals(fold_typed(text), vocabularies)
    found = time_pattern(vocabularies).fullmatch(" ".join(folded.casefold().split()))
    if found is None:
        raise NotATime
    hour, minute = int(found["hour"]), int(found["minute"] or found["signed"] or 0)
    minute = 30 if found["half"] else minute
    for part, hours in PARTS_OF_DAY.items():
        if {found["before"], found["after"]} & set(signs_of(vocabularies, part)):
            hour = next((each for each in (hour, hour + 12) if each in hours), -1)
    at = hour * 60 + minute
    if not 0 <= at < END_OF_DAY + to_midnight or minute > LAST_MINUTE:
        raise NotATime
    written = len(found["hour"]) == 2 or found["before"] or found["after"]
    if hour in _TWICE_A_DAY and not (written or whole_day):
        raise AmbiguousTime(folded, at, at + 12 * 60)
    return at


def _tokens(text: str, vocabularies: Vocabularies) -> tuple[str, list[int], list[int]]:
    """Split a typed date into the kinds of its tokens, its values and the weekdays it names."""
    pattern, words = lexicon(vocabularies)
    kinds, values, weekdays, end = "", [], [], 0
    typed = read_numerals(fold_typed(text).casefold(), vocabularies)
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
        if kind in tuple("nYMRANKO"):
            values.append(value)
    if end != len(typed):
        raise NotADate
    kinds = re.sub("b(?!n)", "", re.sub("dnd?", "nd", kinds))
    return kinds if kinds in _SHAPES else re.sub("nd(?=[-/.M]|$)", "n", kinds), values, weekdays


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
    """The number of a month (January 1) or weekday (Monday 1) by name; None for another text."""
    found = lexicon(vocabularies)[1].get(fold_typed(text).casefold())
    match kind, found:
        case "month", ("M", number):
            return number
        case "weekday", ("W", number):
            return number + 1
        case _:
            return None


@cache
def time_pattern(vocabularies: Vocabularies) -> re.Pattern[str]:
    """The pattern of a time of day, with the words and signs of all languages."""
    clock = any_of(signs_of(vocabularies, "clock"))
    hour, minute = any_of(signs_of(vocabularies, "hour")), any_of(signs_of(vocabularies, "minute"))
    half = any_of(signs_of(vocabularies, "half"))
    part = any_of(word for sign in PARTS_OF_DAY for word in signs_of(vocabularies, sign))
    return re.compile(
        rf"(?:(?P<before>{part})\s?)?(?:(?:{clock})\s?)?(?P<hour>[0-9]{{1,2}})"
        rf"(?:\s?[:.\u17c8]\s?(?P<minute>[0-9]{{2}})(?:\s?(?:{minute}))?|\s?(?:{hour})\s?(?P<signed>[0-9]{{1,2}})(?:\s?(?:{minute}))?"
        rf"|(?:\s?(?:{hour}))?(?:\s?(?P<half>{half}))?)(?:\s?(?P<after>{part}))?"
    )


@cache
def lexicon(vocabularies: Vocabularies) -> tuple[re.Pattern[str], Mapping[str, tuple[str, int]]]:
    """The pattern of one token of a date, and the words of all languages with kind and value."""
    words = {word: ("", 0) for language in vocabularies for word in language.fillers}
    words |= {word: each for name, each in _WORDS.items() for word in signs_of(vocabularies, name)}
    for language in vocabularies:
        for number, names in enumerate(language.months, start=1):
            words |= dict.fromkeys(names, ("M", number))
        for number, names in enumerate(language.weekdays):
            words |= dict.fromkeys(names, ("W", number))
    return re.compile("|".join([any_of(words), r"[0-9]+", r"[-/.]", r"[\s,()]+"])), words


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is none or the service does not accept its year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
