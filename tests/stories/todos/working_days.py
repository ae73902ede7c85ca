"""The days off of both Parties in March and April 2026, as a printed calendar shows them."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
ZONES = {"KH": ZoneInfo("Asia/Phnom_Penh"), "CN": ZoneInfo("Asia/Shanghai")}
HOLIDAYS = {
    "KH": {date(2026, 4, 14), date(2026, 4, 15), date(2026, 4, 16)},  # Khmer New Year
    "CN": {date(2026, 4, 4), date(2026, 4, 5), date(2026, 4, 6)},  # Tomb-Sweeping Day
}


def is_worked(party: str, day: date) -> bool:
    """Whether a Party works on a day."""
    return day.isoweekday() <= 5 and day not in HOLIDAYS[party]


def local_time(party: str, at: datetime) -> datetime:
    """What the clock of a Party shows."""
    return at.astimezone(ZONES[party])


def moment(party: str, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=ZONES[party])


def working_day(party: str, day: date) -> date:
    """The day, or the next one that is worked."""
    while not is_worked(party, day):
        day += DAY
    return day


def is_quiet(party: str, wall: datetime) -> bool:
    return not is_worked(party, wall.date()) or not 7 <= wall.hour < 20


def next_morning(party: str, wall: datetime) -> datetime:
    """Nine o'clock of the next working day."""
    day = wall.date() if wall.hour < 9 else wall.date() + DAY
    return moment(party, working_day(party, day), 9)


def steps(party: str, due: date, days: Iterable[int], since: date, day: date) -> bool:
    """Whether so many days are left today, or were on a day that was not told, or will be on one of
    the days off that begin tomorrow, if the due date is one of them or the first day after them.
    """
    until, worked = day, working_day(party, day + DAY)
    if is_worked(party, day) and day < due <= worked:
        until = min(due, worked - DAY)
    return any(since < due - n * DAY <= until for n in days)


def weeks(first: date, day: date) -> int:
    return (day - first).days // 7
