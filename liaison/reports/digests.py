"""The times of digests: a daily one on each working day, and a weekly one."""

from dataclasses import dataclass
from datetime import date, datetime

from liaison.core.cards import Text, text
from liaison.core.working_time import DAY, Hours, WorkCalendar, is_quiet, local_date, local_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDigest:
    """When the next daily digest is due (aware UTC), and whether the weekly one is due with it."""

    at: datetime
    weekly: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPlan:
    """The digests that are due now, and when the next ones are."""

    daily: bool
    weekly: bool
    next_at: datetime


def next_digest(digest_at: int, hours: Hours, weekly_day: int, after: datetime) -> NextDigest:
    """The first digests of a Party after an aware instant.

    ``digest_at`` are minutes after local midnight. ``weekly_day`` counts as ``date.weekday()``; if
    it is not a working day, the weekly digest is due on the next one.
    """
    day = local_date(after, hours.zone)
    while True:
        at = local_moment(day, digest_at, hours.zone)
        if at > after and hours.calendar.is_working(day):
            weekly = _has_weekly(day, weekly_day, hours.calendar)
            return NextDigest(at=at, weekly=weekly)
        day += DAY


def _has_weekly(day: date, weekly_day: int, calendar: WorkCalendar) -> bool:
    """Whether a working day is the weekly one, or the first after a weekly day off."""
    while day.weekday() != weekly_day:
        day -= DAY
        if calendar.is_working(day):
            return False
    return True


def plan_digests(
    digest_at: int, hours: Hours, weekly_day: int, *, since: datetime, now: datetime
) -> DigestPlan:
    """Decide which digests came due after ``since`` and until ``now``; several of a kind are one.

    A daily one that is due in quiet hours is dropped, because the next morning has its own; the
    weekly one waits.
    """
    daily = weekly = False
    due = next_digest(digest_at, hours, weekly_day, since)
    while due.at <= now:
        daily, weekly = True, weekly or due.weekly
        due = next_digest(digest_at, hours, weekly_day, due.at)
    return DigestPlan(daily=daily and not is_quiet(now, hours), weekly=weekly, next_at=due.at)


def time_text(minutes: int) -> Text:
    """A time of day, in minutes after midnight, always with four digits."""
    (tens, ones), (minute_tens, minute_ones) = (divmod(n, 10) for n in divmod(minutes, 60))
    return text(
        "digest-time", tens=tens, ones=ones, minute_tens=minute_tens, minute_ones=minute_ones
    )
