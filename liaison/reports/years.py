"""A year's figures of the requests to one Party, from plain facts.

A year runs in the requested Party's zone, from its first local midnight to that of the next. It
counts the requests logged in it, and of these the ones that are overdue without a reply at the
time of viewing; the answers and refusals given in it, and the extensions agreed in it. A refusal is
a reply, too. Days run from receipt to the reply. Their median and 90th percentile are those by
nearest rank: half of the replies, or nine of ten, took so many days or fewer.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from liaison.core.agreement import PartyCode
from liaison.core.working_time import at_hour
from liaison.reports.scorecards import replies_between
from liaison.requests.repository import ReportFilter, RequestFacts

MEDIAN, MOST = 50, 90
"""The percentiles of the days to a reply."""


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year."""

    number: int

    def starts(self, zone: str) -> datetime:
        """The instant, in UTC, at which the year begins in a zone."""
        return at_hour(date(self.number, 1, 1), 0, zone)

    @property
    def before(self) -> "Year":
        """The year before this one."""
        return Year(self.number - 1)

    @property
    def after(self) -> "Year":
        """The year after this one."""
        return Year(self.number + 1)

    def period(self, requested: PartyCode, zone: str) -> ReportFilter:
        """The requests of the year to a Party with a zone."""
        start, end = self.starts(zone), self.after.starts(zone)
        return ReportFilter(requested=requested, logged_from=start, start=start, end=end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a year; ``days`` are those of all replies with a receipt, in order."""

    requests: int = 0
    unanswered: int = 0
    """Overdue without a reply at the time of viewing, whatever the year."""
    replies: int = 0
    in_time: int = 0
    days: Sequence[int] = ()
    extensions: int = 0
    refusals: int = 0
    grounds: Mapping[str, int] = field(default_factory=dict)

    def percentile(self, percent: int) -> int | None:
        """The days by nearest rank within which so many percent of the replies came, if any."""
        return self.days[-(-percent * len(self.days) // 100) - 1] if self.days else None

    @property
    def percent_in_time(self) -> int | None:
        """How many percent of the replies were in time, halves rounded up; None without replies."""
        return (200 * self.in_time + self.replies) // (2 * self.replies) if self.replies else None


def figures_of(
    facts: Collection[RequestFacts], period: ReportFilter, zone: str, *, today: date
) -> Figures:
    """Count the requests of a period in the requested Party's zone, where it is ``today``."""
    logged = [each for each in facts if period.start <= each.logged_at < period.end]
    waiting = [each.due_on for each in logged if each.waits and each.due_on is not None]
    replies = replies_between(facts, period.start, period.end, zone=zone)
    return Figures(
        requests=len(logged),
        unanswered=sum(each < today for each in waiting),
        replies=len(replies),
        in_time=sum(each.in_time for each in replies),
        days=sorted(each.days for each in replies if each.days is not None),
        extensions=sum(each.extensions for each in facts),
        refusals=sum(bool(each.grounds) for each in replies),
        grounds=Counter(ground for each in replies for ground in each.grounds),
    )
