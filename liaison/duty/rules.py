"""Who is on duty on a day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from liaison.core.absences import Absence, substitutes
from liaison.core.form import Days
from liaison.core.people import Person, PersonId
from liaison.core.working_time import DAY
from liaison.duty.model import DutyDay, DutyGap, Roster

DAYS_AHEAD = 7
"""So many days, beginning with today, are shown and checked for gaps."""
FARTHEST = timedelta(days=366)


def on_duty(
    roster: Roster, staff: Mapping[PersonId, Person], absences: Sequence[Absence], day: date
) -> DutyDay:
    """Who is on duty on a day: the person of the roster, or the deputy of an absent one.

    ``staff`` are the active focal persons and coordinators of the Party.
    """
    named = roster.get(day, roster.get(day.isoweekday()))
    if named is None:
        return DutyDay(day=day, gap=DutyGap.UNSET)
    if named not in staff:
        return DutyDay(day=day, gap=DutyGap.INACTIVE)
    acting: Sequence[PersonId] = (named,)
    if any(each.person == named and each.covers(day) for each in absences):
        acting = substitutes(acting, absences, day)
    person = next((staff[each] for each in acting if each in staff), None)
    if person is None:
        return DutyDay(day=day, gap=DutyGap.ABSENT)
    if not person.reachable:
        return DutyDay(day=day, gap=DutyGap.UNREACHABLE)
    return DutyDay(day=day, person=person)


def last_day(days: Sequence[DutyDay]) -> date:
    """The last of the days on which the person of the first is on duty without a break."""
    last = days[0]
    for each in days:
        if each.person != last.person:
            break
        last = each
    return last.day


def roster_days(today: date) -> Days:
    """The dates for which a person can be entered."""
    return Days(today=today, first=today, last=today + FARTHEST)


def coming_days(today: date) -> Sequence[date]:
    """The days that are shown and checked for gaps."""
    return [today + ahead * DAY for ahead in range(DAYS_AHEAD)]
