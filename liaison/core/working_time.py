"""When people of a Party may be disturbed, and how much of their working time has passed.

Quiet are the hours of the night and every day that is not worked. Working time is counted in whole
working days: twenty-four working hours after Friday at three are Monday at three.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from liaison.requests.deadlines import DAY, NaiveInstant, WorkCalendar, at_hour, day_ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The hours of one Party: an IANA zone, its working days, and the quiet hours of local time.

    It is quiet from ``quiet_from`` until ``quiet_until``, over midnight where the first is later;
    never by the hour where they are equal.
    """

    zone: str
    calendar: WorkCalendar
    quiet_from: int
    quiet_until: int


def is_quiet(at: datetime, hours: Hours) -> bool:
    """Whether nobody of the Party is to be disturbed at an aware instant without need.

    Raises ``NaiveInstant``.
    """
    local = _local(at, hours)
    return not hours.calendar.is_working(local.date()) or is_night(
        local.hour, hours.quiet_from, hours.quiet_until
    )


def next_open(at: datetime, hours: Hours) -> datetime:
    """The first instant from ``at`` on that is not quiet, in UTC. Raises ``NaiveInstant``."""
    if not is_quiet(at, hours):
        return at.astimezone(UTC)
    local = _local(at, hours)
    openings = (0, hours.quiet_until)
    day = local.date()
    while True:
        if hours.calendar.is_working(day):
            for hour in sorted({h for h in openings if not _is_night(h, hours)}):
                opens = at_hour(day, hour, hours.zone)
                if opens >= at:
                    return opens
        day += DAY


def add_working(at: datetime, span: timedelta, hours: Hours) -> datetime:
    """The instant, in UTC, at which so much working time has passed since ``at``.

    Raises ``NaiveInstant``.
    """
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
    """How much working time lies between two aware instants; none where ``end`` comes first.

    Raises ``NaiveInstant``.
    """
    day, last = _local(start, hours).date(), _local(end, hours).date()
    # Within one zone Python subtracts what the clock on the wall shows, whatever happened to it.
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
    """Whether an hour lies from ``start`` until ``end``, over midnight where the first is later."""
    return start <= hour < end if start <= end else hour >= start or hour < end


def _is_night(hour: int, hours: Hours) -> bool:
    return is_night(hour, hours.quiet_from, hours.quiet_until)
