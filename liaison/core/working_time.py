"""The working days and quiet hours of a Party, and arithmetic with working time.

Quiet hours are the hours of the night and all of every day off. Working time counts whole working
days: twenty-four working hours after Friday 15:00 is Monday 15:00.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

Unit: TypeAlias = Literal["calendar", "working"]
Roll: TypeAlias = Literal["none", "next_working_day"]
DAY = timedelta(days=1)
TYPED_NAME = "="
"""Prefix of the name of a holiday that an administrator typed; the rest is shown unchanged."""


class NaiveInstant(ValueError):
    """An instant without a zone: a programming error, never a person's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """The working days of one Party.

    ``weekend`` has weekdays as ``date.weekday()`` counts; ``holidays`` the English names, several
    of one day joined by ``"; "``, or a typed one after ``TYPED_NAME``; ``make_up_days`` are always
    working days; ``published`` are the years with officially published holidays. All other years
    are provisional.
    """

    weekend: frozenset[int]
    holidays: Mapping[date, str]
    make_up_days: frozenset[date]
    published: frozenset[int]

    def is_working(self, day: date) -> bool:
        """Whether the day is a working day of the Party."""
        if day in self.make_up_days:
            return True
        return day.weekday() not in self.weekend and day not in self.holidays

    def holiday(self, day: date) -> str | None:
        """The English name of that day's public holiday, if any."""
        return self.holidays.get(day)

    def last_working_day(self, on_or_before: date) -> date:
        """The last working day on or before the given day."""
        day = on_or_before
        while not self.is_working(day):
            day -= DAY
        return day

    def next_working_day(self, after: date) -> date:
        """The first working day after the given day."""
        day = after + DAY
        while not self.is_working(day):
            day += DAY
        return day

    def provisional(self, year: int) -> bool:
        """Whether that year's holidays are not published yet."""
        return year not in self.published


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """How a due date is counted: number and kind of days, and whether it moves past a day off."""

    days: int
    unit: Unit
    roll: Roll


def days_left(due: date, today: date) -> int:
    """Days until the due date, negative when overdue; both local to the requested Party."""
    return (due - today).days


def local_date(at: datetime, zone: str) -> date:
    """The calendar date of an aware instant in an IANA zone. Raises ``NaiveInstant``."""
    if at.tzinfo is None:
        raise NaiveInstant(at)
    return at.astimezone(ZoneInfo(zone)).date()


def day_ends(day: date, zone: str) -> datetime:
    """The end of a local day of the zone: the first instant of the next day, in UTC."""
    return at_hour(day + DAY, 0, zone)


@lru_cache(maxsize=1_000)
def at_hour(day: date, hour: int, zone: str) -> datetime:
    """The instant, in UTC, of a full hour on a local day of the zone."""
    return datetime.combine(day, time(hour), tzinfo=ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The hours of one Party: an IANA zone, its working days, and the quiet hours of local time,
    from ``quiet_from`` until ``quiet_until``, also past midnight; none if they are equal. What
    waited for the day comes ``morning`` minutes after midnight.
    """

    zone: str
    calendar: WorkCalendar
    quiet_from: int
    quiet_until: int
    morning: int


class Quiet(StrEnum):
    """Why it is quiet at a Party."""

    DAY_OFF = "day-off"
    NIGHT = "night"


def why_quiet(at: datetime, hours: Hours) -> Quiet | None:
    """Why an aware instant is a quiet one of the Party, if it is. Raises ``NaiveInstant``."""
    local = _local(at, hours)
    if not hours.calendar.is_working(local.date()):
        return Quiet.DAY_OFF
    return Quiet.NIGHT if is_night(local.hour, hours.quiet_from, hours.quiet_until) else None


def is_quiet(at: datetime, hours: Hours) -> bool:
    """Whether an aware instant is in the Party's quiet hours or on a day off."""
    return why_quiet(at, hours) is not None


def night_ends(day: date, hours: Hours) -> datetime:
    """When quiet hours of the night before a local day are over, or its start if none (UTC)."""
    has_night = is_night(0, hours.quiet_from, hours.quiet_until)
    return at_hour(day, hours.quiet_until if has_night else 0, hours.zone)


def next_open(at: datetime, hours: Hours) -> datetime:
    """When a Party may be told: at once or, if it is quiet, when that is over, but not before the
    morning of that day (UTC). Raises ``NaiveInstant``.
    """
    if not is_quiet(at, hours):
        return at.astimezone(UTC)
    local = _local(at, hours)
    openings = (0, hours.quiet_until)
    day = local.date()
    while True:
        if hours.calendar.is_working(day):
            for hour in sorted(
                {h for h in openings if not is_night(h, hours.quiet_from, hours.quiet_until)}
            ):
                opens = at_hour(day, hour, hours.zone)
                if opens >= at:
                    return max(opens, local_moment(day, hours.morning, hours.zone))
        day += DAY


def next_morning_off(hours: Hours, *, last: datetime, now: datetime) -> datetime:
    """The morning after the ``last`` one, today if that is a day off, or else tomorrow (UTC)."""
    day = local_date(now, hours.zone)
    morning = local_moment(day, hours.morning, hours.zone)
    if morning > last and not hours.calendar.is_working(day):
        return morning
    return local_moment(day + DAY, hours.morning, hours.zone)


def add_working(at: datetime, span: timedelta, hours: Hours) -> datetime:
    """The instant (UTC) so much working time after ``at``. Raises ``NaiveInstant``."""
    local = _local(at, hours)
    day, start, left = local.date(), at.astimezone(UTC), span
    while True:
        end = day_ends(day, hours.zone)
        if hours.calendar.is_working(day):
            if start + left < end or left <= timedelta(0):
                return start + left
            left -= end - start
        day, start = day + DAY, end


def working_between(start: datetime, end: datetime, hours: Hours) -> timedelta:
    """The working time between aware instants; zero if negative. Raises ``NaiveInstant``."""
    day, last = _local(start, hours).date(), _local(end, hours).date()
    # Within one zone Python subtracts local clock times and ignores changes of the offset.
    start, end, total = start.astimezone(UTC), end.astimezone(UTC), timedelta(0)
    while day <= last:
        if hours.calendar.is_working(day):
            opens, closes = at_hour(day, 0, hours.zone), day_ends(day, hours.zone)
            total += max(timedelta(0), min(end, closes) - max(start, opens))
        day += DAY
    return total


def local_moment(day: date, minutes: int, zone: str) -> datetime:
    """The instant, in UTC, of so many minutes after midnight of a local day of the zone."""
    at = time(*divmod(minutes, 60))
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _local(at: datetime, hours: Hours) -> datetime:
    if at.tzinfo is None:
        raise NaiveInstant(at)
    return at.astimezone(ZoneInfo(hours.zone))


def is_night(hour: int, start: int, end: int) -> bool:
    """Whether an hour is from ``start`` until ``end``, past midnight if ``start`` is later."""
    return start <= hour < end if start <= end else hour >= start or hour < end
