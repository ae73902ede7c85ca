"""The joint scorecard: how the requested Party of each case did in a month, from plain facts.

A month runs in the requested Party's zone, from its first local midnight to that of the next. It
holds two kinds of things, each counted once and in one month only:

- the receipts that fell due in it. A receipt falls due when so much working time of the requested
  Party has passed since the request was logged; it is in time when receipt was acknowledged by
  then. A request recorded from a letter is received in the moment of the record, and one refused
  without a receipt in that of the refusal. What is not due yet counts only once it is received;
  what was withdrawn unreceived before it fell due never counts;
- the answers and refusals given in it. They are in time when given on a local date not after the
  due date, by the treaty clock or as asked for; where there is neither, there is nothing to miss.

What is open and overdue is counted as of the moment of looking, whatever the month.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from liaison.core.agreement import PartyCode
from liaison.core.errors import UserError
from liaison.core.working_time import DAY, Hours, add_working, at_hour, local_date, working_between
from liaison.requests.repository import CaseFacts, Period


class MonthOutOfRange(UserError):
    """A month before the desk began, or one that has not begun yet."""

    key = "error-month-out-of-range"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar; as a string it is what a command line carries."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that a day lies in."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        """``2026-03``."""
        return f"{self.year}-{self.number:02}"

    @property
    def before(self) -> "Month":
        """The month before this one."""
        return Month.of(date(self.year, self.number, 1) - DAY)

    @property
    def after(self) -> "Month":
        """The month after this one."""
        return Month.of(date(self.year, self.number, 28) + 4 * DAY)

    def starts(self, zone: str) -> datetime:
        """The instant, in UTC, at which the month begins in a zone."""
        return at_hour(date(self.year, self.number, 1), 0, zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One Party's month: so many of so many, and the average as tenths of a day; None of none."""

    received_in_time: int
    receipts: int
    answered_in_time: int
    answers: int
    tenths: int | None


def period_of(requested: PartyCode, month: Month, *, span: timedelta, hours: Hours) -> Period:
    """Say which cases a month can concern.

    ``span`` is the working time within which receipt is to be acknowledged.
    """
    start = month.starts(hours.zone)
    # Whatever was logged before this had more than the span until the month began.
    first = start
    while working_between(first, start, hours) <= span:
        first -= DAY
    return Period(
        requested=requested, logged_from=first, start=start, end=month.after.starts(hours.zone)
    )


def count(
    facts: Iterable[CaseFacts], month: Month, *, span: timedelta, hours: Hours, now: datetime
) -> Score:
    """Count a month of the Party whose hours are given; see above for what a month holds."""
    start, end = month.starts(hours.zone), month.after.starts(hours.zone)
    receipts: list[bool] = []
    answers: list[bool] = []
    days: list[int] = []
    for case in facts:
        if start <= add_working(case.logged_at, span, hours) < end:
            receipts += _receipt(case, span, hours, now)
        if case.ended_at is not None and start <= case.ended_at < end:
            ended_on = local_date(case.ended_at, hours.zone)
            answers.append(case.due_on is None or ended_on <= case.due_on)
            if case.received_on is not None:
                days.append((ended_on - case.received_on).days)
    return Score(
        received_in_time=sum(receipts),
        receipts=len(receipts),
        answered_in_time=sum(answers),
        answers=len(answers),
        tenths=_tenths(days),
    )


def _receipt(case: CaseFacts, span: timedelta, hours: Hours, now: datetime) -> list[bool]:
    """Whether a receipt was in time, as the one item of a list; none where it does not count."""
    known = (each for each in (case.received_at, case.ended_at) if each is not None)
    taken_at = min(known, default=None)
    if taken_at is not None:
        return [working_between(case.logged_at, taken_at, hours) <= span]
    until = now if case.withdrawn_at is None else case.withdrawn_at
    return [False] if add_working(case.logged_at, span, hours) <= until else []


def _tenths(days: list[int]) -> int | None:
    """The average in tenths, halves rounded up."""
    return (20 * sum(days) + len(days)) // (2 * len(days)) if days else None
