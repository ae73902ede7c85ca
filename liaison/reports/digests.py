"""When digests come: a daily one on each working day, and on one of them the weekly one."""

from dataclasses import dataclass
from datetime import date, datetime

from liaison.core.cards import Text, text
from liaison.core.working_time import DAY, Hours, WorkCalendar, is_quiet, local_date, local_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDigest:
    """When the next daily digest comes (aware UTC), and whether the weekly one comes with it."""

    at: datetime
    weekly: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPlan:
    """Which digests are to be sent now, and when the next ones come."""

    daily: bool
    weekly: bool
    next_at: datetime


def next_digest(digest_at: int, hours: Hours, weekly_day: int, after: datetime) -> NextDigest:
    """The first digests of a Party that come later than an aware instant.

    ``digest_at`` are minutes after local midnight. ``weekly_day`` counts as ``date.weekday()``;
    where it is not worked, the weekly digest comes on the next working day.
    """
    day = local_date(after, hours.zone)
    while True:
        at = local_moment(day, digest_at, hours.zone)
        if at > after and hours.calendar.is_working(day):
            weekly = _has_weekly(day, weekly_day, hours.calendar)
            return NextDigest(at=at, weekly=weekly)
        day += DAY


def _has_weekly(day: date, weekly_day: int, calendar: WorkCalendar) -> bool:
    """Whether a working day is the weekly one, or the first after one that is not worked."""
    while day.weekday() != weekly_day:
        day -= DAY
        if calendar.is_working(day):
            return False
    return True


def plan_digests(
    digest_at: int, hours: Hours, weekly_day: int, *, since: datetime, now: datetime
) -> DigestPlan:
    """Decide what came due after ``since`` and until ``now``; several of a kind are one.

    A daily one that is so late that it would wait for a morning is left out, as that morning has
    its own; the weekly one waits.
    """
    daily = weekly = False
    due = next_digest(digest_at, hours, weekly_day, since)
    while due.at <= now:
        daily, weekly = True, weekly or due.weekly
        due = next_digest(digest_at, hours, weekly_day, due.at)
    return DigestPlan(daily=daily and not is_quiet(now, hours), weekly=weekly, next_at=due.at)


def time_text(minutes: int) -> Text:
    """A time of day, in minutes after midnight, as it is read: always of four digits."""
    (tens, ones), (minute_tens, minute_ones) = (divmod(n, 10) for n in divmod(minutes, 60))
    return text(
        "digest-time", tens=tens, ones=ones, minute_tens=minute_tens, minute_ones=minute_ones
    )
