"""Absences, deputies, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.absences import Absence, check_absence, check_days, may_be_deputy, substitutes
from liaison.core.errors import UserError
from liaison.core.people import AccountStatus, Person, PersonId, Role
from liaison.core.working_time import DAY
from tests.unit.samples import BOPHA, CHEN, CN, DARA, KH, LI, SOKHA, WANG, person

TODAY = date(2026, 3, 5)
A, B, C, D = (PersonId(number) for number in (1, 2, 3, 4))
VANNA = person(7, KH, Role.FOCAL_PERSON)
RITHY = person(8, KH, Role.ADMIN)


def away(who: PersonId, deputy: PersonId, first: int = 0, last: int = 7) -> Absence:
    """An absence, days counted from today."""
    return Absence(person=who, first=TODAY + first * DAY, last=TODAY + last * DAY, deputy=deputy)


def goes(
    who: Person, deputy: Person | None, *absences: Absence, first: int = 0, last: int = 7
) -> Absence:
    """Record an absence, days counted from today."""
    days = {"first": TODAY + first * DAY, "last": TODAY + last * DAY}
    return check_absence(who, deputy, **days, absences=absences, today=TODAY)


def test_a_person_who_is_present_has_no_deputy() -> None:
    assert substitutes([A, B], [], TODAY) == []
    assert substitutes([A], [away(A, B, 1, 2), away(C, D)], TODAY) == []


def test_the_deputy_acts_from_the_first_to_the_last_day() -> None:
    days = [away(A, B, 0, 2)]
    there = {offset: substitutes([A], days, TODAY + offset * DAY) for offset in range(-1, 4)}
    assert there == {-1: [], 0: [B], 1: [B], 2: [B], 3: []}


def test_an_absent_deputy_is_replaced_by_the_next_deputy() -> None:
    assert substitutes([A], [away(A, B), away(B, C), away(C, D)], TODAY) == [D]
    assert substitutes([A], [away(A, B), away(B, C, 1, 7)], TODAY) == [B]
    assert substitutes([A], [away(A, B), away(B, C, 1, 7)], TODAY + DAY) == [C]


def test_a_deputy_of_several_is_named_once_and_in_order() -> None:
    days = [away(A, C), away(B, C), away(D, B)]
    assert substitutes([D, A, B], days, TODAY) == [C]
    assert substitutes([B, A], [away(A, C), away(B, D)], TODAY) == [D, C]


@pytest.mark.parametrize(
    "cycle", [[away(A, A)], [away(A, B), away(B, A)], [away(A, B), away(B, C), away(C, B)]]
)
def test_a_cycle_of_deputies_has_no_deputy(cycle: list[Absence]) -> None:
    assert substitutes([A], cycle, TODAY) == []


IDS = st.integers(1, 6).map(PersonId)
DAYS = st.integers(-3, 12)
ANY_AWAY = st.builds(
    lambda who, deputy, a, b: away(who, deputy, min(a, b), max(a, b)), IDS, IDS, DAYS, DAYS
)
ANY_ABSENCES = st.lists(ANY_AWAY, max_size=6, unique_by=lambda each: each.person)


@given(people=st.lists(IDS, max_size=6), absences=ANY_ABSENCES, offset=DAYS)
def test_deputies_are_present_and_named_by_an_absence(
    people: list[PersonId], absences: list[Absence], offset: int
) -> None:
    day = TODAY + offset * DAY
    found = substitutes(people, absences, day)
    absent = {each.person for each in absences if each.covers(day)}
    assert len(set(found)) == len(found)
    assert not absent & set(found)
    assert set(found) <= {each.deputy for each in absences}
    if not absent & set(people):
        assert found == []


@given(absences=st.lists(ANY_AWAY, max_size=8))
def test_as_loops_are_refused_there_is_always_a_deputy(absences: list[Absence]) -> None:
    everybody = {number: person(number, KH, Role.FOCAL_PERSON) for number in range(1, 7)}
    kept: dict[PersonId, Absence] = {}
    for each in absences:
        try:
            kept[each.person] = check_absence(
                everybody[each.person],
                everybody[each.deputy],
                first=each.first,
                last=each.last,
                absences=list(kept.values()),
                today=TODAY,
            )
        except UserError:
            continue
    for offset in range(13):
        day = TODAY + offset * DAY
        absent = [each.person for each in kept.values() if each.covers(day)]
        for who in absent:
            assert len(substitutes([who], list(kept.values()), day)) == 1


def test_going_away_today_for_today_alone_is_the_least() -> None:
    assert goes(SOKHA, DARA, first=0, last=0) == away(SOKHA.id, DARA.id, 0, 0)


@pytest.mark.parametrize(
    ("first", "last", "error", "named", "day"),
    [
        (-5, -1, "error-day-passed", "day", -1),
        (-3, 2, "error-day-passed", "day", -3),
        (5, 4, "error-date-range", "first", 5),
        (0, 367, "error-date-range", "last", 366),
        (367, 367, "error-date-range", "first", 0),
    ],
)
def test_days_in_the_past_in_the_wrong_order_or_far_ahead_are_refused(
    first: int, last: int, error: str, named: str, day: int
) -> None:
    with pytest.raises(UserError, match=error) as refused:
        goes(SOKHA, DARA, first=first, last=last)
    assert refused.value.values[named] == TODAY + day * DAY
    assert goes(SOKHA, DARA, first=0, last=366).last == TODAY + 366 * DAY


def test_days_alone_can_be_checked_before_a_deputy_is_named() -> None:
    check_days(TODAY, TODAY, today=TODAY)
    with pytest.raises(UserError, match="error-date-range"):
        check_days(TODAY + 367 * DAY, TODAY + 367 * DAY, today=TODAY)


@pytest.mark.parametrize(
    ("deputy", "error", "values"),
    [
        *(
            (each, "error-unknown-person", {})
            for each in (None, LI, WANG, replace(DARA, status=AccountStatus.REMOVED))
        ),
        (SOKHA, "error-own-deputy", {}),
        (
            replace(DARA, status=AccountStatus.SUSPENDED),
            "error-deputy-not-active",
            {"name": DARA.name},
        ),
    ],
)
def test_a_deputy_is_another_active_person_of_the_own_party(
    deputy: Person | None, error: str, values: dict[str, str]
) -> None:
    with pytest.raises(UserError, match=error) as refused:
        goes(SOKHA, deputy)
    assert refused.value.values == values


@pytest.mark.parametrize(
    ("who", "deputy", "fits"),
    [
        (SOKHA, DARA, True),
        (SOKHA, VANNA, True),
        (DARA, SOKHA, True),
        (BOPHA, RITHY, True),
        (SOKHA, BOPHA, False),
        (DARA, BOPHA, False),
        (BOPHA, SOKHA, False),
        (BOPHA, DARA, False),
    ],
)
def test_a_deputy_has_the_absent_ones_rights(who: Person, deputy: Person, *, fits: bool) -> None:
    assert may_be_deputy(who, deputy) is fits
    if fits:
        assert goes(who, deputy).deputy == deputy.id
    else:
        with pytest.raises(UserError, match="error-deputy-rights") as refused:
            goes(who, deputy)
        assert refused.value.values == {"name": deputy.name}


def test_possible_deputies_are_active_colleagues_of_the_own_party() -> None:
    everybody = [
        SOKHA,
        DARA,
        BOPHA,
        LI,
        CHEN,
        replace(VANNA, status=AccountStatus.SUSPENDED),
        person(9, CN, Role.FOCAL_PERSON),
    ]
    assert [each for each in everybody if may_be_deputy(SOKHA, each)] == [DARA]


def test_two_who_name_each_other_for_the_same_day_are_a_loop() -> None:
    theirs = away(DARA.id, SOKHA.id, 3, 5)
    for first, last in [(0, 3), (5, 9), (4, 4), (0, 9)]:
        with pytest.raises(UserError, match="error-deputy-loop") as refused:
            goes(SOKHA, DARA, theirs, first=first, last=last)
        assert refused.value.values == {"name": DARA.name}
    for first, last in [(0, 2), (6, 9)]:
        assert goes(SOKHA, DARA, theirs, first=first, last=last).deputy == DARA.id


def test_a_loop_of_three_is_seen_where_all_three_are_away_on_one_day() -> None:
    chain = [away(DARA.id, VANNA.id, 0, 5), away(VANNA.id, SOKHA.id, 5, 9)]
    with pytest.raises(UserError, match="error-deputy-loop"):
        goes(SOKHA, DARA, *chain, first=5, last=6)
    assert goes(SOKHA, DARA, *chain, first=0, last=4).deputy == DARA.id
    assert goes(SOKHA, DARA, *chain, first=6, last=9).deputy == DARA.id


def test_a_loop_of_others_is_no_reason_to_refuse() -> None:
    cycle = [away(DARA.id, VANNA.id), away(VANNA.id, DARA.id)]
    assert goes(SOKHA, DARA, *cycle).deputy == DARA.id


def test_what_the_person_had_named_before_is_no_loop() -> None:
    found = goes(SOKHA, DARA, away(SOKHA.id, VANNA.id), away(VANNA.id, SOKHA.id, 8, 9)).deputy
    assert found == DARA.id
