"""Who of a Party sees a to-do: those asked, their deputies, and others when it escalates."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from liaison.core.absences import Absence
from liaison.core.agreement import EscalationTarget
from liaison.core.people import Person, Role
from liaison.todos.sources import Team
from tests.unit.samples import KH, SENT_AT, person
from tests.unit.todos.test_rules import todo

SOKHA, VANNA = person(1, KH, Role.FOCAL_PERSON), person(2, KH, Role.FOCAL_PERSON)
DARA, RITHY = person(3, KH, Role.COORDINATOR), person(4, KH, Role.COORDINATOR)
BOPHA = person(5, KH, Role.ADMIN)
EVERYONE = (SOKHA, VANNA, DARA, RITHY, BOPHA)
TODAY = date(2026, 3, 3)


def away(who: Person, deputy: Person, *, today: bool = True) -> Absence:
    month = 3 if today else 7
    first, last = date(2026, month, 1), date(2026, month, 9)
    return Absence(person=who.id, first=first, last=last, deputy=deputy.id)


def seen_by(
    *reached: EscalationTarget,
    asked: Collection[Person] = (SOKHA,),
    absences: Collection[Absence] = (),
    gone: Collection[Person] = (),
    unreachable: Collection[Person] = (),
) -> set[int]:
    """The numbers of the people who see a to-do; people who are gone are not active any more."""
    here = [
        replace(each, unreachable_since=SENT_AT if each in unreachable else None)
        for each in EVERYONE
        if each not in gone
    ]
    team = Team(people={each.id: each for each in here}, absences=[*absences], today=TODAY)
    of = todo(people=frozenset(each.id for each in asked))
    return set(team.seen_by(of.people, frozenset(reached)))


DEPUTY, ADMINS = EscalationTarget.DEPUTY, EscalationTarget.ADMINS
COORDINATORS = EscalationTarget.COORDINATORS


def test_those_who_are_asked_see_it_and_more_people_with_each_step() -> None:
    assert seen_by() == {1}
    assert seen_by(asked=(SOKHA, DARA)) == {1, 3}
    assert seen_by(COORDINATORS) == {1, 3, 4}
    assert seen_by(COORDINATORS, ADMINS) == {1, 3, 4, 5}


def test_a_deputy_sees_it_while_the_person_is_away_and_later_if_no_one_acts() -> None:
    assert seen_by(absences=[away(SOKHA, VANNA)]) == {1, 2}
    assert seen_by(absences=[away(SOKHA, VANNA, today=False)]) == {1}
    assert seen_by(DEPUTY, absences=[away(SOKHA, VANNA, today=False)]) == {1, 2}
    assert seen_by(DEPUTY, absences=[away(DARA, RITHY)]) == {1}


def test_the_deputy_of_an_absent_deputy_sees_it() -> None:
    assert seen_by(absences=[away(SOKHA, VANNA), away(VANNA, DARA)]) == {1, 3}
    in_a_ring = [away(SOKHA, VANNA), away(VANNA, SOKHA)]
    assert seen_by(absences=in_a_ring) == {1, 3, 4}


def test_a_deputy_who_left_or_may_not_act_does_not_see_it() -> None:
    assert seen_by(absences=[away(SOKHA, VANNA)], gone=[VANNA]) == {1, 3, 4}
    assert seen_by(absences=[away(SOKHA, BOPHA)]) == {1, 3, 4}
    assert seen_by(absences=[away(SOKHA, VANNA)], unreachable=[VANNA]) == {1, 2, 3, 4}


def test_where_no_one_who_is_asked_is_there_others_see_it() -> None:
    assert seen_by(gone=[SOKHA]) == {3, 4}
    assert seen_by(gone=[SOKHA, DARA, RITHY]) == {2, 5}
    assert seen_by(asked=()) == {3, 4}


def test_where_no_one_of_them_can_be_reached_others_see_it_too() -> None:
    assert seen_by(unreachable=[SOKHA]) == {1, 3, 4}
    assert seen_by(unreachable=[SOKHA], absences=[away(SOKHA, VANNA)]) == {1, 2}
    assert seen_by(unreachable=[SOKHA, DARA, RITHY]) == {1, 2, 3, 4, 5}
    assert seen_by(COORDINATORS, ADMINS, unreachable=[SOKHA, DARA, RITHY]) == {1, 2, 3, 4, 5}
    assert seen_by(unreachable=EVERYONE) == {1, 2, 3, 4, 5}
