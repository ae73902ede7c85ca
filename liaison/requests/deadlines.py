"""The due date of a request, counted from the date of receipt.

Day 0 is the local calendar date of receipt in the requested Party's zone; the due date is met until
the end of that day there (Article 5). A ``DeadlineRule`` of the agreement's profile defines which
days count and whether the due date moves to a working day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import assert_never

from liaison.core.working_time import DAY, DeadlineRule, Unit, WorkCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A due date and its place in the calendar of the requested Party.

    ``last_working_day`` is on or before the due date; ``next_working_day`` is None if the due date
    is a working day; ``holidays`` are those from day 1 to the due date.
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
    """Describe a due date that is already fixed, by rule or extension."""
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
