"""The days off of both Parties in March and April 2026, as a printed calendar shows them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

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
