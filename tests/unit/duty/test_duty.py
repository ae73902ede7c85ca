"""Who is on duty on a day."""

from dataclasses import replace
from datetime import date

import pytest

from liaison.core.absences import Absence
from liaison.core.form import DateOutOfRange
from liaison.core.people import Person, PersonId
from liaison.core.working_time import DAY
from liaison.duty.rules import DutyDay, DutyGap, Roster, last_day, on_duty, roster_days
from tests.unit.samples import DARA, LATER, SOKHA

MONDAY = date(2026, 3, 2)
STAFF = {each.id: each for each in (SOKHA, DARA)}
ROSTER: Roster = {1: SOKHA.id, MONDAY + DAY: DARA.id}


def duty(
    roster: Roster = ROSTER,
    staff: dict[PersonId, Person] = STAFF,
    absences: tuple[Absence, ...] = (),
    day: date = MONDAY,
) -> tuple[PersonId | None, DutyGap | None]:
    found = on_duty(roster, staff, absences, day)
    assert found.day == day
    return None if found.person is None else found.person.id, found.gap


def away(person: Person, deputy: Person) -> Absence:
    return Absence(person=person.id, first=MONDAY, last=MONDAY, deputy=deputy.id)


def test_the_entry_of_a_date_precedes_that_of_its_day_of_the_week() -> None:
    assert duty() == (SOKHA.id, None)
    assert duty({**ROSTER, MONDAY: DARA.id}) == (DARA.id, None)
    assert duty(day=MONDAY + 7 * DAY) == (SOKHA.id, None)
    assert duty(day=MONDAY + 8 * DAY) == (None, DutyGap.UNSET)


def test_a_person_who_is_suspended_or_removed_is_not_on_duty() -> None:
    assert duty(staff={DARA.id: DARA}) == (None, DutyGap.INACTIVE)


def test_the_deputy_of_an_absent_person_is_on_duty() -> None:
    assert duty(absences=(away(SOKHA, DARA),)) == (DARA.id, None)
    assert duty(absences=(away(SOKHA, DARA), away(DARA, SOKHA))) == (None, DutyGap.ABSENT)
    gone = {SOKHA.id: SOKHA}
    assert duty(staff=gone, absences=(away(SOKHA, DARA),)) == (None, DutyGap.ABSENT)


def test_a_person_who_cannot_be_reached_is_not_on_duty() -> None:
    lost = replace(SOKHA, unreachable_since=LATER)
    assert duty(staff={**STAFF, lost.id: lost}) == (None, DutyGap.UNREACHABLE)


def test_a_duty_lasts_until_another_person_begins() -> None:
    people = [SOKHA, SOKHA, DARA, SOKHA]
    days = [DutyDay(day=MONDAY + n * DAY, person=each) for n, each in enumerate(people)]
    assert last_day(days) == MONDAY + DAY
    assert last_day(days[2:]) == MONDAY + 2 * DAY


@pytest.mark.parametrize("on", [MONDAY - DAY, MONDAY + 367 * DAY])
def test_a_date_in_the_past_or_far_ahead_is_refused(on: date) -> None:
    with pytest.raises(DateOutOfRange):
        roster_days(MONDAY).check(on)


@pytest.mark.parametrize("on", [MONDAY, MONDAY + 366 * DAY])
def test_a_near_date_is_accepted(on: date) -> None:
    assert roster_days(MONDAY).check(on) == on
