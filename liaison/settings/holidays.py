"""Days that the administrators of a Party add to its calendar or remove from it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from liaison.audit.digests import RecordKind
from liaison.core.agreement import Party, PartyCode
from liaison.core.cards import text
from liaison.core.errors import Conflict, UserError, WrongValue
from liaison.core.form import DateOutOfRange, Days
from liaison.core.people import PersonId
from liaison.core.text_parsing import NotADate, fold_typed
from liaison.core.validation import check_content
from liaison.core.vocabulary import Vocabularies, is_phrase, without_instead
from liaison.core.working_time import DAY, TYPED_NAME, WorkCalendar, at_hour, local_date

HOLIDAYS_RECORD = RecordKind("holidays")

NAME_LENGTH = 60
MAX_DAYS = 100
NOVEMBER = 11
"""The month by which the holidays of the next year should be known."""
YEARS_AHEAD = 3
"""The farthest day is the end of the third year after this one."""
MAX_OFF = 16
"""The maximum number of days in a row without a working day: notices and escalations wait for one.
"""
_DAY_LIKE = re.compile(r"[0-9]{1,4}\D[0-9]{1,2}\D[0-9]{1,4}\D?")
"""Three numbers with a separator after each, in any script."""


class DayKind(StrEnum):
    """What is recorded for a day in place of the calendar's value."""

    OFF = "off"
    """A public holiday."""
    WORKED = "worked"
    """A working day, whatever the calendar has."""
    CALENDAR = "calendar"
    """The calendar's value; an earlier record no longer counts."""
    PUBLISHED = "published"
    """The holidays of the year that begins on this day are published."""


class NotADay(WrongValue):
    """A day and its name are needed."""

    key = "error-holiday-day"


class TooLongOff(UserError):
    """The Party would have no working day for too long, so notices would be late."""

    key = "error-holiday-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A record for one local date of a Party; ``name`` is set only for a holiday."""

    day: date
    kind: DayKind
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChange:
    """A recorded day, by whom and when (aware UTC); ``by`` is None for the command line."""

    number: int
    party: PartyCode
    said: CalendarDay
    by: PersonId | None
    at: datetime


def latest(changes: Iterable[DayChange]) -> Mapping[tuple[PartyCode, date, bool], DayChange]:
    """The records in effect: the latest for each day, and for the publication of each year."""
    return {
        (each.party, each.said.day, each.said.kind is DayKind.PUBLISHED): each for each in changes
    }


def overlay(
    calendar: WorkCalendar, days: Iterable[CalendarDay], *, weekend: frozenset[int]
) -> WorkCalendar:
    """A calendar with recorded days applied; ``weekend`` is the Party's present one."""
    holidays, worked = dict(calendar.holidays), set(calendar.make_up_days)
    published = set(calendar.published)
    for each in days:
        match each.kind:
            case DayKind.OFF:
                holidays[each.day] = TYPED_NAME + each.name
                worked.discard(each.day)
            case DayKind.WORKED:
                holidays.pop(each.day, None)
                worked.add(each.day)
            case DayKind.PUBLISHED:
                published.add(each.day.year)
            case DayKind.CALENDAR:
                pass
    return replace(
        calendar,
        weekend=weekend,
        holidays=holidays,
        make_up_days=frozenset(worked),
        published=frozenset(published),
    )


def read_day(words: Sequence[str], today: date, vocabularies: Vocabularies) -> tuple[date, str]:
    """Parse a day in any format, and the words after it, which may begin with another day instead,
    also after "no". Raises ``NotADay``, also for words that cancel, or ``DateOutOfRange``.
    """
    days, written = changeable_days(today), " ".join(words).split()
    try:
        day, rest = days.read_first(written, vocabularies)
    except NotADate:
        raise NotADay from None
    instead = without_instead(" ".join(rest), vocabularies).strip(" ,，、;；").split()
    if instead and any(map(str.isdigit, instead[0])):
        with suppress(NotADate):
            day, rest = days.read_first(instead, vocabularies)
    if is_phrase(" ".join(rest), vocabularies, "cancel"):
        raise NotADay
    return day, " ".join(rest)


def changeable_days(today: date) -> Days:
    """The days that may be changed, local dates of this year or the next three."""
    last = date(today.year + YEARS_AHEAD, 12, 31)
    return Days(today=today, first=date(today.year, 1, 1), last=last)


def check_name(raw: str, known: Vocabularies) -> str:
    """A holiday's name on one line of 1 to 60 printable characters. The first is not a digit, which
    would be part of the date. Raises ``NotADay`` or ``WrongValue``.
    """
    check_content(raw, known)
    shown = " ".join("".join(c if c.isprintable() else " " for c in raw).split())
    if not 0 < len(shown) <= NAME_LENGTH or shown[0].isdigit():
        raise NotADay
    return shown


def check_new_days(days: CalendarDay, calendar: WorkCalendar) -> CalendarDay:
    """Check that a record changes something. Raises ``Conflict``."""
    known = {
        DayKind.OFF: calendar.holiday(days.day) == TYPED_NAME + days.name,
        DayKind.WORKED: calendar.is_working(days.day),
        DayKind.PUBLISHED: not calendar.provisional(days.day.year),
    }
    if known.get(days.kind, False):
        raise Conflict("error-setting-same")
    return days


def check_days_off(calendar: WorkCalendar, party: Party, today: date) -> None:
    """Check that at most 16 days in a row have no working day. Raises ``TooLongOff``."""
    day, end = today, date(today.year + YEARS_AHEAD, 12, 31)
    while day <= end:
        works = calendar.next_working_day(day - DAY)
        if works - day > MAX_OFF * DAY:
            last = works - DAY
            raise TooLongOff(party=text(party.name), first=day, last=last, most=MAX_OFF)
        day = works + DAY


def next_november(after: datetime, calendar: WorkCalendar, zone: str) -> datetime:
    """When the first working day of a November begins after an aware instant (aware UTC)."""
    year = local_date(after, zone).year
    found = (
        at_hour(calendar.next_working_day(date(each, NOVEMBER, 1) - DAY), 0, zone)
        for each in (year, year + 1)
    )
    return next(at for at in found if at > after)


def parse_list(typed: str, today: date, vocabularies: Vocabularies) -> tuple[CalendarDay, ...]:
    """Parse a list of holidays, each a day, then its name. Raises ``UserError`` for the first that
    cannot be read or for too many days, ``NotADay`` if it is empty.
    """
    found: dict[date, CalendarDay] = {}
    for number, line in enumerate(typed.splitlines(), start=1):
        for words in _entries(line.split()):
            with suppress(NotADay, DateOutOfRange):
                day, name = read_day(words, today, vocabularies)
                entry = CalendarDay(day=day, kind=DayKind.OFF, name=check_name(name, vocabularies))
                if found.setdefault(day, entry) is entry:
                    continue
            wrong = " ".join(words)[:NAME_LENGTH]
            raise UserError("error-holiday-entry", number=number, entry=wrong)
    if not found:
        raise NotADay
    if len(found) > MAX_DAYS:
        raise UserError("error-holiday-many", most=MAX_DAYS)
    return tuple(found.values())


def _entries(words: Sequence[str]) -> Iterator[list[str]]:
    """Split the words of a line at each word that looks like a day."""
    entry: list[str] = []
    for word in words:
        if _DAY_LIKE.fullmatch(fold_typed(word)) and entry:
            yield entry
            entry = []
        entry.append(word)
    if entry:
        yield entry
