"""The clock of a request: from the date of receipt to the due date, and what days are worked.

Day 0 is the local calendar date of receipt in the requested Party's zone; the due date is met
until that day ends there (Article 5). Which days count and whether the date rolls is a
``DeadlineRule``, data of the agreement's profile.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Literal, TypeAlias, assert_never
from zoneinfo import ZoneInfo

Unit: TypeAlias = Literal["calendar", "working"]
Roll: TypeAlias = Literal["none", "next_working_day"]

DAY = timedelta(days=1)
TYPED_NAME = "="
"""Begins the name of a holiday that was typed by an administrator, and is shown as it stands."""


class NaiveInstant(ValueError):
    """An instant without a zone reached the clock: our fault, never a person's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """The working days of one Party.

    ``weekend`` holds weekdays as ``date.weekday()`` counts them; ``holidays`` the English names,
    several of one day joined by ``"; "``, or a typed one after ``TYPED_NAME``; ``make_up_days`` are
    worked whatever else they are; ``published`` are the years whose holidays are decreed. The days
    of any other year are provisional.
    """

    weekend: frozenset[int]
    holidays: Mapping[date, str]
    make_up_days: frozenset[date]
    published: frozenset[int]

    def is_working(self, day: date) -> bool:
        """Whether people of the Party work on that day."""
        if day in self.make_up_days:
            return True
        return day.weekday() not in self.weekend and day not in self.holidays

    def holiday(self, day: date) -> str | None:
        """The English name of that day's public holiday, if it has one."""
        return self.holidays.get(day)

    def last_working_day(self, on_or_before: date) -> date:
        """The nearest working day that is not later than the given day."""
        day = on_or_before
        while not self.is_working(day):
            day -= DAY
        return day

    def next_working_day(self, after: date) -> date:
        """The first working day later than the given day."""
        day = after + DAY
        while not self.is_working(day):
            day += DAY
        return day

    def provisional(self, year: int) -> bool:
        """Whether that year's holidays are not published yet."""
        return year not in self.published


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """How a due date is counted: so many days of one kind, and whether it leaves a day off."""

    days: int
    unit: Unit
    roll: Roll


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A due date with what the calendar of the requested Party says about it.

    ``last_working_day`` is on or before the due date; ``next_working_day`` is there only where
    the due date is no working day; ``holidays`` are those from day 1 to the due date.
    """

    receipt: date
    due: date
    last_working_day: date
    next_working_day: date | None
    holidays: tuple[tuple[date, str], ...]
    due_holiday: str | None
    provisional: bool


def counted_days(receipt: date, unit: Unit, calendar: WorkCalendar) -> Iterator[tuple[int, date]]:
    """Number the days after receipt, from day 1 on, without end (Article 5)."""
    number = count(1)
    for offset in count(1):
        day = receipt + offset * DAY
        match unit:
            case "calendar":
                yield next(number), day
            case "working":
                if calendar.is_working(day):
                    yield next(number), day
            case _:
                assert_never(unit)


def count_deadline(receipt: date, rule: DeadlineRule, calendar: WorkCalendar) -> Deadline:
    """Count the due date of a request received on that local date (Article 5).

    ``receipt`` is a date in the requested Party's zone and ``calendar`` is that Party's; it
    must cover the years up to the working day after the due date.
    """
    due = next(
        day for number, day in counted_days(receipt, rule.unit, calendar) if number == rule.days
    )
    match rule.roll:
        case "none":
            pass
        case "next_working_day":
            if not calendar.is_working(due):
                due = calendar.next_working_day(due)
        case _:
            assert_never(rule.roll)
    return describe_deadline(receipt, due, calendar)


def describe_deadline(receipt: date, due: date, calendar: WorkCalendar) -> Deadline:
    """Say what the calendar knows about a due date that is already fixed, by rule or extension."""
    works = calendar.is_working(due)
    next_working_day = None if works else calendar.next_working_day(due)
    last = next_working_day or due
    return Deadline(
        receipt=receipt,
        due=due,
        last_working_day=calendar.last_working_day(due),
        next_working_day=next_working_day,
        holidays=tuple(
            sorted((day, name) for day, name in calendar.holidays.items() if receipt < day <= due)
        ),
        due_holiday=calendar.holiday(due),
        provisional=any(calendar.provisional(y) for y in range(receipt.year, last.year + 1)),
    )


def days_left(due: date, today: date) -> int:
    """Days from today to the due date: 0 on the day itself, negative when overdue.

    Both are local dates of the requested Party.
    """
    return (due - today).days


def local_date(at: datetime, zone: str) -> date:
    """The calendar date of an aware instant in an IANA zone. Raises ``NaiveInstant``."""
    if at.tzinfo is None:
        raise NaiveInstant(at)
    return at.astimezone(ZoneInfo(zone)).date()


def day_ends(day: date, zone: str) -> datetime:
    """The first instant, in UTC, that is no longer that local day of the zone."""
    return at_hour(day + DAY, 0, zone)


def at_hour(day: date, hour: int, zone: str) -> datetime:
    """The instant, in UTC, of a full hour of a local day of the zone."""
    return datetime.combine(day, time(hour), tzinfo=ZoneInfo(zone)).astimezone(UTC)
