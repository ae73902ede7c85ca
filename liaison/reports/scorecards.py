"""The joint scorecard: the performance of the requested Party in a month, from plain facts.

A month runs in the requested Party's zone, from its first local midnight to that of the next. It
counts two kinds of events, each once and in one month only:

- the receipts that fell due in it. A receipt falls due when a fixed working time of the requested
  Party has passed since the request was logged; it is in time if acknowledged by then. A request
  recorded from a letter is received when recorded, and one refused without a receipt when refused.
  A receipt that is not due yet counts only once it is acknowledged; a request withdrawn before it
  fell due, and not received, never counts;
- the answers and refusals given in it. They are in time if given on a local date not after the due
  date, by the treaty deadline or as requested; without either, they are in time.

Open and overdue requests are counted at the time of viewing, whatever the month.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from liaison.core.agreement import PartyCode
from liaison.core.working_time import DAY, Hours, add_working, at_hour, local_date, working_between
from liaison.requests.repository import ReportFilter, RequestFacts


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; as a string, the argument of a command."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
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
    """The counts of one Party's month; ``days`` are those from receipt to the ``dated`` answers."""

    received_in_time: int = 0
    receipts: int = 0
    answered_in_time: int = 0
    answers: int = 0
    days: int = 0
    dated: int = 0

    def __add__(self, other: "Score") -> "Score":
        """The counts of both."""
        names = [each.name for each in fields(self)]
        return Score(**{each: getattr(self, each) + getattr(other, each) for each in names})

    @property
    def tenths(self) -> int | None:
        """The average in tenths of a day, halves rounded up; None without answers."""
        return (20 * self.days + self.dated) // (2 * self.dated) if self.dated else None


def period_of(requested: PartyCode, month: Month, *, span: timedelta, hours: Hours) -> ReportFilter:
    """When the requests of a month can have been logged; ``span`` is working time for receipt."""
    start = month.starts(hours.zone)
    # A request logged before this had more than the span until the month began.
    first = start
    while working_between(first, start, hours) <= span:
        first -= DAY
    return ReportFilter(
        requested=requested, logged_from=first, start=start, end=month.after.starts(hours.zone)
    )


def count(
    facts: Iterable[RequestFacts], *, month: Month, span: timedelta, hours: Hours, now: datetime
) -> Score:
    """Count a month of the Party with these hours; the module docstring has the rules."""
    start, end = month.starts(hours.zone), month.after.starts(hours.zone)
    known = list(facts)
    receipts: list[bool] = []
    for request in known:
        if start <= add_working(request.logged_at, span, hours) < end:
            receipts += _receipt(request, span, hours, now)
    replies = replies_between(known, start, end, zone=hours.zone)
    days = [each.days for each in replies if each.days is not None]
    return Score(
        received_in_time=sum(receipts),
        receipts=len(receipts),
        answered_in_time=sum(each.in_time for each in replies),
        answers=len(replies),
        days=sum(days),
        dated=len(days),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer or refusal, perhaps in time; ``days`` are those since receipt, if there was one."""

    grounds: tuple[str, ...]
    in_time: bool
    days: int | None


def replies_between(
    facts: Iterable[RequestFacts], start: datetime, end: datetime, *, zone: str
) -> Sequence[Reply]:
    """The answers and refusals given from ``start`` on and before ``end``; dates are of a zone."""
    found = []
    for request in facts:
        if request.ended_at is not None and start <= request.ended_at < end:
            day = local_date(request.ended_at, zone)
            received = request.received_on
            found.append(
                Reply(
                    grounds=request.grounds,
                    in_time=request.due_on is None or day <= request.due_on,
                    days=None if received is None else (day - received).days,
                )
            )
    return found


def _receipt(request: RequestFacts, span: timedelta, hours: Hours, now: datetime) -> list[bool]:
    """Whether a receipt was in time, as a list of one item; empty if it does not count."""
    known = (each for each in (request.received_at, request.ended_at) if each is not None)
    taken_at = min(known, default=None)
    if taken_at is not None:
        return [working_between(request.logged_at, taken_at, hours) <= span]
    until = now if request.withdrawn_at is None else request.withdrawn_at
    return [False] if add_working(request.logged_at, span, hours) <= until else []
