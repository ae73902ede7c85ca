"""Moments as people type them, a day and a time of day in one line, read in their own zone."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from liaison.core.text_parsing import NotADate, NotATime, fold_typed, parse_date, parse_time
from liaison.core.working_time import local_date, local_moment
from liaison.meetings.rules import check_moment

LONGEST = 80
"""More characters than these are no moment."""
_JUST_PAST = timedelta(days=30)
"""A day so long ago is meant as it is written: nobody means the one a year later."""
_AHEAD = (timedelta(days=152), timedelta(days=153))
"""What is nearest to five months from today is the next such day, but for one that is just past; a
leap year has two middles.
"""
_JOINED = frozenset("0123456789:./-")


def parse_day_or_moment(typed: str, *, zone: str, now: datetime) -> tuple[date, int | None]:
    """Read a day of the zone and, where one is given before or after it, a time of day as minutes
    after midnight. A day without a year is the next such day, or the last where that is just past.

    Raises ``NotADate``, ``NotATime`` or, where there is a time, ``MeetingTimeOutOfRange``.
    """
    if len(typed) > LONGEST:
        raise NotADate
    folded = fold_typed(typed)
    today = local_date(now, zone)
    day = _next_day(folded, today)
    if day is not None:
        return day, None
    day, minutes = _day_and_time(folded, today)
    check_moment(local_moment(day, minutes, zone), now)
    return day, minutes


def _day_and_time(folded: str, today: date) -> tuple[date, int]:
    """Take a text apart where it is a day and a time, the day first where both ways are possible.

    Raises ``NotADate``, or ``NotATime`` where only a day is found.
    """
    parts = list(_parts(folded))
    dated = False
    for written, time in [*parts, *((last, first) for first, last in parts)]:
        day = _next_day(written, today)
        if day is None:
            continue
        dated = True
        minutes = _time(time)
        if minutes is not None:
            return day, minutes
    raise NotATime if dated else NotADate


def _parts(folded: str) -> Iterator[tuple[str, str]]:
    """All ways to cut a text in two that cut no number and no row of numbers."""
    for at in range(1, len(folded)):
        if not (folded[at - 1] in _JOINED and folded[at] in _JOINED):
            yield folded[:at].strip(" ,"), folded[at:].strip(" ,")


def _next_day(written: str, today: date) -> date | None:
    """The day that is meant; None where it is no date."""
    found = None
    for ahead in _AHEAD:
        try:
            found = parse_date(written, today + ahead)
        except NotADate:
            continue
        if found >= today - _JUST_PAST:
            break
    return found


def _time(written: str) -> int | None:
    try:
        return parse_time(written)
    except NotATime:
        return None
