"""Parsing of a typed day and time in one line, in the person's zone."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from liaison.core.form import Days
from liaison.core.text_parsing import (
    END_OF_DAY,
    PARTS_OF_DAY,
    AmbiguousDate,
    AmbiguousMoment,
    AmbiguousTime,
    NotADate,
    NotATime,
    fold_typed,
    named_number,
    parse_time,
)
from liaison.core.validation import parse_delay
from liaison.core.vocabulary import Vocabularies, signs_of
from liaison.core.working_time import DAY, local_moment
from liaison.meetings.rules import check_moment

MAX_CHARS = 80
"""A longer text is not a date and time."""
_JUST_PAST = timedelta(days=30)
"""A day without a year that passed this recently means the past day, not the next year's."""
_AHEAD = (timedelta(days=152), timedelta(days=153))
"""A day without a year is the one nearest to five months from today, so the next such day, unless
it has just passed; there are two such offsets because of leap years.
"""
NOON = END_OF_DAY // 2
_NUMBER_SIGNS = frozenset("0123456789:./-")


def parse_day_or_moment(
    typed: str, vocabularies: Vocabularies, *, zone: str, now: datetime, shown: date | None = None
) -> tuple[date, int | None]:
    """Parse a day of the zone and, if given before or after it, a time as minutes after midnight;
    or a time alone, of the clock or from now; the former is of the day ``shown``, and a day of a
    month alone is one of its month, if there is one.

    A day without a year is the next such day, or the last one if that has just passed. Raises
    ``NotADate``, ``NotATime``, ``Ambiguous`` or, if there is a time, ``MeetingTimeOutOfRange``.
    """
    if len(typed) > MAX_CHARS:
        raise NotADate
    folded, local = fold_typed(typed), now.astimezone(ZoneInfo(zone))
    today = local.date()
    days = Days(today=today, first=today, last=today + 366 * DAY, around=shown)
    with suppress(NotATime):
        moment = local + parse_delay(folded, vocabularies)
        check_moment(moment, now)
        return moment.date(), moment.hour * 60 + moment.minute
    day = _next_day(folded, days, vocabularies)
    if day is not None:
        return day, None
    if shown not in (None, today) and not folded.isdigit():
        with suppress(NotATime):
            return shown, parse_time(folded, vocabularies)
    alone = _time_alone(folded, local, vocabularies)
    if alone is not None:
        return alone.date(), alone.hour * 60 + alone.minute
    day, minutes = _day_and_time(folded, days, vocabularies)
    day, minutes = day + minutes // END_OF_DAY * DAY, minutes % END_OF_DAY
    check_moment(local_moment(day, minutes, zone), now)
    return day, minutes


def _time_alone(folded: str, local: datetime, vocabularies: Vocabularies) -> datetime | None:
    """The moment of a time without a day: today, if there is no doubt. None if it is not a time,
    or a number alone. Raises ``AmbiguousMoment``.
    """
    try:
        times: Sequence[date | int] = [parse_time(folded, vocabularies, to_midnight=True)]
    except NotATime:
        return None
    except AmbiguousTime as question:
        times = question.readings
    if folded.isdigit():
        return None
    if times == [NOON] and local.hour in PARTS_OF_DAY["night"]:
        times = [NOON, END_OF_DAY]
    today = local.replace(hour=0, minute=0, second=0, microsecond=0)
    moments = [today + timedelta(minutes=each) for each in times if isinstance(each, int)]
    found = sorted(each if each > local else each + DAY for each in moments)
    if len(found) == 1 and found[0].date() == local.date():
        return found[0]
    raise AmbiguousMoment(folded, *found)


def _day_and_time(folded: str, days: Days, vocabularies: Vocabularies) -> tuple[date, int]:
    """Split a text into a day and a time, in doubt in this order. Raises ``NotADate``,
    ``NotATime``.
    """
    parts = list(_parts(folded))
    dated = False
    for written, time in [*parts, *((last, first) for first, last in parts)]:
        is_number = written.isdigit() and not time.isdigit()
        dating = written + signs_of(vocabularies, "day")[0] if is_number else written
        try:
            day = _next_day(dating, days, vocabularies)
        except AmbiguousDate:
            if _time(time, vocabularies) is not None:
                raise
            continue
        if day is None:
            continue
        dated = dated or named_number(written, "weekday", vocabularies) is None
        minutes = _time(time, vocabularies)
        if minutes is not None:
            return day, minutes
    raise NotATime if dated else NotADate


def _parts(folded: str) -> Iterator[tuple[str, str]]:
    """All splits of a text in two that are not inside a number or a row of numbers."""
    for at in range(1, len(folded)):
        if not (folded[at - 1] in _NUMBER_SIGNS and folded[at] in _NUMBER_SIGNS):
            yield folded[:at].strip(" ,"), folded[at:].strip(" ,")


def _next_day(written: str, days: Days, vocabularies: Vocabularies) -> date | None:
    """The day of a text; None if it is not a date."""
    found = None
    for ahead in _AHEAD:
        with suppress(NotADate):
            found = days.read(written, vocabularies, near=days.today + ahead)
            if found >= days.today - _JUST_PAST:
                break
    return found


def _time(written: str, vocabularies: Vocabularies) -> int | None:
    with suppress(NotATime):
        return parse_time(written, vocabularies, to_midnight=True)
    return None
