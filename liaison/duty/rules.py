"""Who is on duty on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import TypeAlias

from liaison.audit.digests import RecordKind
from liaison.core.absences import Absence, substitutes
from liaison.core.agreement import PartyCode
from liaison.core.form import Days
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId
from liaison.core.working_time import DAY

DUTY_SUBJECT = Subject("duty")
DUTY_RECORD = RecordKind("duty")

RosterDay: TypeAlias = int | date
"""A day of the week (Monday is 1), or one date, local to the Party."""
Roster: TypeAlias = Mapping[RosterDay, PersonId]
"""Who is on duty. The entry of a date precedes that of its day of the week."""


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """The person of a Party who is on duty on a day, as it is stored; None without one."""

    party: PartyCode
    day: str
    person: PersonId | None


class DutyGap(StrEnum):
    """Why no one is on duty, so that the coordinators are."""

    UNSET = "unset"
    INACTIVE = "inactive"
    """The person is suspended or removed, or is no longer a focal person or coordinator."""
    ABSENT = "absent"
    """The person is absent, and so is every deputy."""
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDay:
    """Who is on duty on a local day of the Party: a person, or no one because of a ``gap``."""

    day: date
    person: Person | None = None
    gap: DutyGap | None = None


DAYS_AHEAD = 7
"""So many days, beginning with today, are shown and checked for gaps."""
MAX_AHEAD = timedelta(days=366)


def on_duty(
    roster: Roster, staff: Mapping[PersonId, Person], absences: Sequence[Absence], day: date
) -> DutyDay:
    """Who of the ``staff`` is on duty on a day, by the roster, or the deputy of an absent one."""
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
    *_, last = takewhile(lambda each: each.person == days[0].person, days)
    return last.day


def roster_days(today: date) -> Days:
    """The dates for which a person can be entered."""
    return Days(today=today, first=today, last=today + MAX_AHEAD)


def coming_days(today: date) -> Sequence[date]:
    """The days that are shown and checked for gaps."""
    return [today + ahead * DAY for ahead in range(DAYS_AHEAD)]
