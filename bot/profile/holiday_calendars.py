"""The working days of a Party, from the ``holidays`` package.

The package gives dates and English names; the displayed names are in ``locales/`` under the key
``holiday-…``. It has the decreed days of the years that it knows and computes the statutory ones of
others, without a distinction. So a year counts as published if the agreement's profile lists it
(``holidays_published_until``), or if the package has make-up working days of it: those exist only
by decree, so a newer package alone settles a Chinese year. Any other year is provisional.
"""

import re
from functools import lru_cache

from liaison.core.agreement import Party
from liaison.core.working_time import WorkCalendar

IN_LIEU = "Day off in lieu"
"""The package's name of all days off for a make-up working day."""

_SUBSTITUTED = re.compile(r"Day off \(substituted from [^)]*\)")


@lru_cache(maxsize=256)
def calendar_of(party: Party, years: range) -> WorkCalendar:
    """The working days of a Party in those years. ``years`` must include all days that will be
    asked for: outside them every weekday counts as a provisional working day.
    """
    # Imported here because most commands need no working days.
    from holidays import country_holidays  # noqa: PLC0415

    found = country_holidays(party.holidays, years=years, language="en_US")
    make_up_days = frozenset(day for day in found.weekend_workdays if day.year in years)
    decreed = {day.year for day in make_up_days}
    return WorkCalendar(
        weekend=frozenset(party.weekend),
        holidays={day: _SUBSTITUTED.sub(IN_LIEU, name) for day, name in found.items()},
        make_up_days=make_up_days,
        published=frozenset(
            year for year in years if year in decreed or year <= party.holidays_published_until
        ),
    )


def has_holidays(country: str) -> bool:
    """Whether the package has the public holidays of a country code."""
    # Imported here because most commands need no working days.
    from holidays import list_supported_countries  # noqa: PLC0415

    return country in list_supported_countries()
