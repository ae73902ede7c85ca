"""Dates within a text, in all formats that the service parses and some more.

``text_parsing.parse_date`` parses text that was typed as a date; this module finds dates among
other words: of any century, with two-digit years, without separators, in Chinese numerals.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from itertools import combinations, islice

from liaison.core import text_parsing
from liaison.core.errors import UserError
from liaison.core.form import Days
from liaison.core.text_parsing import Ambiguous, NotADate, NotATime, fold_typed
from liaison.core.validation import delays_within, parse_delay
from liaison.core.vocabulary import NOTHING, Vocabularies, any_of, read_numerals, signs_of

MAX_CHARS = 200
"""In a longer text no day and no time of a command are looked for, only dates."""
LEAP_YEAR = 2000
"""The year of a date that has none."""

MAX_MARKS = 8
"""How many dashes and words such as "until" of a text may be between the days of a range."""
SHORT_RANGE = timedelta(days=3)
"""The last day of a range is the one nearest to this long after the first."""

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


def find_dates(folded: str, vocabularies: Vocabularies, *, today: date) -> Iterator[DateMatch]:
    """All possible dates in a folded text in lower case; a position may have more than one."""
    patterns, months = _patterns(vocabularies), _months(vocabularies)
    for pattern in patterns:
        for match in pattern.finditer(folded):
            parts = match.groupdict()
            month, year = months.get(parts["m"]) or int(parts["m"]), parts.get("y") or ""
            whole, short = int(year or LEAP_YEAR), len(year) == 2
            if short:  # of the last hundred years
                whole += (today.year - whole) // 100 * 100
            readings = [(month, int(parts["d"]))]
            if "M" not in parts and parts["m"].isdigit():
                readings.append((int(parts["d"]), month))
            for number, day in readings:
                if (found := text_parsing.day_of(whole, number, day)) is not None:
                    yield DateMatch(
                        start=match.start(),
                        end=match.end(),
                        day=found,
                        short=short,
                        yearless=not year,
                        packed=pattern is patterns[-1],
                    )
                    break


@cache
def _months(vocabularies: Vocabularies) -> dict[str, int]:
    return {
        name: number
        for language in vocabularies
        for number, names in enumerate(language.months, start=1)
        for name in names
    }


@cache
def _patterns(vocabularies: Vocabularies) -> tuple[re.Pattern[str], ...]:
    """The patterns of dates, with groups ``y``, ``m`` and ``d``. The last one is the packed one."""
    signs = {name: any_of(signs_of(vocabularies, name)) for name in text_parsing.DATE_SIGNS}
    fillers = any_of(filler for each in vocabularies for filler in each.fillers)
    names = any_of(_months(vocabularies))
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


@cache
def letters(vocabularies: Vocabularies) -> re.Pattern[str]:
    """The pattern of the number of a letter, without the name before it."""
    return re.compile("|".join(e for each in vocabularies for e in each.letter_numbers) or NOTHING)


def find_days(folded: str, vocabularies: Vocabularies) -> list[tuple[int, int]]:
    """The positions of what may be a day for ``parse_date`` within a text, those with a word first,
    and the longest first; the number of a letter is none.
    """
    if len(folded) > MAX_CHARS:
        return []
    token = text_parsing.lexicon(vocabularies)[0]
    lower = letters(vocabularies).sub(lambda number: "_" * len(number[0]), folded).lower()
    found: list[tuple[int, int]] = []
    for run in _runs(token.pattern).finditer(lower):
        tokens = token.finditer(lower, run.start(), run.end())
        found += combinations([run.start(), *(each.end() for each in tokens)], 2)
    hours = {each.start("month") for each in _hours_behind_days(vocabularies).finditer(lower)}
    found = [e for e in found if e[1] - len(lower[slice(*e)].lstrip()) not in hours]
    named = {span: set(folded[slice(*span)]) - set("0123456789./- ") for span in found}
    return sorted(found, key=lambda span: (not named[span], span[0] - span[1]))


@cache
def _hours_behind_days(vocabularies: Vocabularies) -> re.Pattern[str]:
    """The pattern of a day, its month and an hour, such as "3 March 11": it is not 11 March."""
    names = any_of(_months(vocabularies))
    return re.compile(rf"(?<![0-9:./-])[0-9]{{1,2}}(?:st|nd|rd|th)?\s+(?P<month>{names})\s+[0-9]")


@cache
def _runs(token: str) -> re.Pattern[str]:
    """The pattern of tokens in a row, as whole words; to divide a long number takes for ever."""
    return re.compile(rf"(?<![a-z0-9./])(?>{token}){{1,12}}(?![a-z0-9])")


def find_times(folded: str, vocabularies: Vocabularies) -> Iterator[tuple[int, int]]:
    """The positions of times of day, and of times from now, in a text; the longest first."""
    if len(folded) > MAX_CHARS:
        return
    times = re.compile(
        rf"(?<![a-z0-9])(?:{text_parsing.time_pattern(vocabularies).pattern})(?![a-z0-9])"
    )
    patterns = (delays_within(vocabularies), times)
    spans = [each.span() for one in patterns for each in one.finditer(folded.lower())]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        taken = folded[start:end].strip()
        if not taken.isdigit() and _is_time(taken, vocabularies):
            yield start, end


def _is_time(taken: str, vocabularies: Vocabularies) -> bool:
    for parse in (parse_delay, partial(text_parsing.parse_time, to_midnight=True)):
        try:
            parse(taken, vocabularies)
        except NotATime:
            continue
        except Ambiguous:
            pass
        return True
    return False


def days_said(typed: str, known: Vocabularies, *, today: date, near: date) -> list[date]:
    """The first and last day of a range such as "3-7 December", nearest to ``near``; or none."""
    folded, day_sign = read_numerals(fold_typed(typed), known), any_of(signs_of(known, "day"))
    fillers = [word for each in known for word in each.fillers]
    no_month = rf"[0-9\s]|{any_of([*fillers, *signs_of(known, 'day')])}"
    marks = re.finditer(rf"\s*(?:-|{any_of(signs_of(known, 'until'))})\s*", folded)
    for mark in islice(marks, MAX_MARKS):
        before, after = folded[: mark.start()], folded[mark.end() :]
        first = [before[at:end] for at, end in find_days(before, known) if end == len(before)]
        last = [after[at:end] for at, end in find_days(after, known) if at == 0]
        if day := re.search(rf"(?<![0-9./-])[0-9]{{1,2}}(?=\s?(?:{day_sign})?\Z)", before):
            of_same_month = [re.sub("[0-9]{1,2}", day[0], each, count=1) for each in last[:1]]
            first = [*filter(lambda each: re.sub(no_month, "", each), first), *of_same_month]
        if day := re.match(r"[0-9]{1,2}(?![0-9./-])", after):
            last += [re.sub(r"[0-9]{1,2}(?=[^0-9]*\Z)", day[0], each) for each in first[:1]]
        begins = _first_day(first, known, today, near)
        ends = begins and _first_day(last, known, begins, begins + SHORT_RANGE)
        if begins and ends:
            return [begins, ends]
    return []


def _first_day(tried: Sequence[str], known: Vocabularies, today: date, near: date) -> date | None:
    for each in tried:
        with suppress(UserError):
            return text_parsing.parse_date(each, today, known, near=near)
    return None


def day_until(typed: str, days: Days, known: Vocabularies) -> date | None:
    """The new day that a text names after a word such as "until", or first in a part of it; a
    question names none. Raises ``DateOutOfRange`` only for the former.
    """
    folded, until = fold_typed(typed), any_of(signs_of(known, "until"))
    asks = any_of(word for each in known for word in ("?", *each.negations))
    if re.search(rf"(?:{asks})\s*\Z", folded, re.IGNORECASE):
        return None
    mark = re.compile(rf"(?:(?P<until>{until})|\A|[,;\n]|\u3001)\s*\Z", re.IGNORECASE)
    for start, end in find_days(folded, known):
        if (before := mark.search(folded[:start])) is not None:
            with suppress(NotADate):
                day = days.read(folded[start:end], known)
                if before["until"] or days.first <= day <= days.last:
                    return days.check(day)
    return None
