"""Dates within a text, in all formats that the service parses and some more.

``text_parsing.parse_date`` parses text that was typed as a date; this module finds dates among
other words: of any century, with two-digit years, without separators, in Chinese numerals.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from liaison.core.text_parsing import date_words

OLDEST_YEAR = 1900
LEAP_YEAR = 2000
"""The year of a date that has none."""

_MARK = r"(?:\s?[-/.,:]\s?|\s)"
_DAY, _YEAR = "[0-9]{1,2}", "[0-9]{4}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMatch:
    """A date and its position. ``short``: its year has two digits; ``yearless``: it has none;
    ``packed``: eight digits of this century, day first, that may just as well be another number.
    """

    start: int
    end: int
    day: date
    short: bool = False
    yearless: bool = False
    packed: bool = False


def find_dates(folded: str, *, today: date) -> Iterator[DateMatch]:
    """All possible dates in a text that was folded by ``fold_typed`` and lower-cased.

    A position may have more than one date: the month may come before the day. A two-digit year is
    within the hundred years that end with this one.
    """
    packed = _patterns()[-1]
    for pattern in _patterns():
        for match in pattern.finditer(folded):
            parts = match.groupdict()
            month, year = _month(parts["m"]), parts.get("y") or ""
            short = len(year) == 2
            whole = _century(int(year), today) if short else int(year or LEAP_YEAR)
            readings = [(month, int(parts["d"]))]
            if "M" not in parts and parts["m"].isdigit():
                readings.append((int(parts["d"]), month))
            for number, day in readings:
                if (found := _date(whole, number, day)) is not None:
                    yield DateMatch(
                        start=match.start(),
                        end=match.end(),
                        day=found,
                        short=short,
                        yearless=not year,
                        packed=pattern is packed,
                    )
                    break


def read_numerals(text: str) -> str:
    """Replace Chinese numerals before a date character by digits."""
    pattern, ten, numerals, digits = _numerals()

    def number(match: re.Match[str]) -> str:
        tens, found, ones = match[0].partition(ten)
        if not found:
            return tens.translate(digits)
        return (tens or numerals[1]).translate(digits) + (ones or numerals[0][0]).translate(digits)

    return pattern.sub(number, text)


def _century(year: int, today: date) -> int:
    whole = today.year - today.year % 100 + year
    return whole if whole <= today.year else whole - 100


def _month(typed: str) -> int:
    return _months().get(typed) or int(typed)


def _date(year: int, month: int, day: int) -> date | None:
    if year < OLDEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _numerals() -> tuple[re.Pattern[str], str, list[str], dict[int, str]]:
    """The pattern of Chinese numerals in dates, the character for ten, those for each digit, and
    their translation to digits.
    """
    signs = date_words()["signs"]
    ten, numerals = signs["ten"], signs["numerals"]
    digits = {ord(sign): str(value) for value, same in enumerate(numerals) for sign in same}
    after = "|".join((*signs["year"], *signs["month"], *signs["day"]))
    pattern = re.compile(rf"[{''.join(numerals)}{ten}]{{1,8}}(?=\s?(?:{after}))")
    return pattern, ten, numerals, digits


@cache
def _months() -> dict[str, int]:
    """The names of months in all languages, with their numbers."""
    words = date_words()
    del words["signs"]
    return {
        name: number
        for language in words.values()
        for number, names in enumerate(language["months"], start=1)
        for name in names
    }


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The patterns of dates, with groups ``y``, ``m`` and ``d``. The last one is the packed one."""
    words = date_words()
    signs = {name: "|".join(map(re.escape, each)) for name, each in words.pop("signs").items()}
    fillers = "|".join(
        sorted((re.escape(each) for one in words.values() for each in one["fillers"]), reverse=True)
    )
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    gap = rf"(?:{fillers}|[\s,./-]){{0,6}}"
    worded = rf"[\s,]*(?:{fillers})(?:{fillers}|\s){{0,3}}"
    year, day = rf"(?P<y>{_YEAR})(?![0-9])", rf"(?P<d>{_DAY})(?![0-9])"
    month, named = rf"(?P<m>{_DAY})", rf"(?P<m>{names})"
    short = r"(?P<y>[0-9]{2})(?![-/. ]?[0-9])"
    alone, of_day = r"(?<![0-9])", rf"\s?(?:{signs['day']})?"
    chinese = rf"{month}\s?(?:{signs['month']})\s?{day}{of_day}"
    return tuple(
        re.compile(each)
        for each in (
            rf"{alone}(?P<y>{_YEAR}){_MARK}{month}{_MARK}{day}",
            rf"{alone}(?P<d>{_DAY}){_MARK}{month}{_MARK}{year}",
            # Two digits within a longer row of numbers are not a year.
            rf"(?<![0-9])(?<![0-9][-/. ])(?P<d>{_DAY})[-/.]{month}[-/.]{short}",
            rf"{alone}{day}[-/.]{named}[-/.]{short}",
            rf"{alone}(?P<y>{_YEAR}|[0-9]{{2}})\s?(?:{signs['year']})\s?{chinese}",
            rf"{alone}{day}{gap}{named}{gap}{year}",
            rf"{named}{gap}(?:[0-9]{{1,2}}\s?[/,-]\s?){{0,6}}{day}{gap}{year}",
            rf"{alone}(?P<y>{_YEAR}){gap}{named}{gap}{day}",
            rf"{alone}{day}{worded}{month}(?![0-9]){worded}{year}",
            rf"{alone}(?P<y>(?:19|20)[0-9]{{2}})(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})(?![0-9])",
            rf"{alone}(?P<d>[0-9]{{2}})(?P<m>[0-9]{{2}})(?P<y>19[0-9]{{2}})(?![0-9])",
            rf"{alone}{chinese}",
            rf"{alone}{day}{gap}{named}",
            rf"{named}{gap}{day}",
            rf"{alone}(?P<d>[0-9]{{2}})(?P<m>[0-9]{{2}})(?P<y>20[0-9]{{2}})(?![0-9])",
        )
    )
