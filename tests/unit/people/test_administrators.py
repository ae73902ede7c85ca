"""Who may act on the people of a Party, and that an administrator always remains."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.errors import UserError
from liaison.core.people import AccountStatus, NotYourRole, Person, PersonId, Role
from liaison.people import nominations
from tests.unit.samples import BOPHA, CN, DARA, KH, LATER, LI, SOKHA, person

VANNA = person(7, KH, Role.ADMIN)
KIRI = person(8, KH, Role.ADMIN)


def test_the_last_administrator_cannot_cease_to_be_one() -> None:
    with pytest.raises(UserError, match="error-last-admin"):
        nominations.check_admins(BOPHA, [BOPHA], loses=BOPHA)
    nominations.check_admins(BOPHA, [BOPHA, VANNA], loses=VANNA)
    nominations.check_admins(BOPHA, [BOPHA], loses=SOKHA)


def test_a_person_who_is_no_administrator_any_more_acts_on_no_one() -> None:
    with pytest.raises(NotYourRole):
        nominations.check_admins(BOPHA, [VANNA, KIRI], loses=VANNA)
    with pytest.raises(NotYourRole):
        nominations.check_admins(BOPHA, [VANNA])


def test_a_suspended_administrator_counts_and_one_who_has_left_does_not() -> None:
    assert nominations.is_alone(BOPHA, [BOPHA, SOKHA, DARA])
    assert not nominations.is_alone(BOPHA, [BOPHA, VANNA])
    suspended = replace(VANNA, status=AccountStatus.SUSPENDED)
    assert not nominations.is_alone(BOPHA, [suspended, BOPHA])


def test_no_one_names_alone_for_72_hours_after_one_has_left() -> None:
    nominations.check_alone(None, LATER)
    nominations.check_alone(LATER - nominations.ALONE_AFTER, LATER)
    with pytest.raises(UserError, match="error-not-yet-alone") as refused:
        nominations.check_alone(LATER, LATER + nominations.ALONE_AFTER - timedelta(seconds=1))
    assert refused.value.values == {"ends": LATER + timedelta(hours=72)}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=30))
def test_after_any_changes_an_administrator_remains(acts: list[tuple[int, int, bool]]) -> None:
    everybody = [person(number, KH, Role.ADMIN) for number in range(4)]
    admins = {each.id: each for each in everybody}
    for actor, other, loses in acts:
        target = everybody[other]
        try:
            nominations.check_admins(
                everybody[actor], list(admins.values()), loses=target if loses else None
            )
        except UserError:
            continue
        if loses:
            admins.pop(target.id, None)
        else:
            admins[target.id] = target
    assert admins


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("who", "error"),
    [
        *((who, None) for who in (SOKHA, DARA, VANNA)),
        (BOPHA, "error-own-status"),
        (None, "error-unknown-person"),
        (LI, "error-unknown-person"),
        (replace(SOKHA, status=AccountStatus.REMOVED), "error-unknown-person"),
        (replace(VANNA, status=AccountStatus.SUSPENDED), "error-role-of-suspended"),
    ],
)
def test_an_active_colleague_of_the_own_party_may_get_any_other_role(
    who: Person | None, error: str | None, role: Role
) -> None:
    if who is not None and who is not BOPHA and role is who.role:
        error = "error-unknown-person"
    if error is None:
        assert nominations.check_change(BOPHA, who, role) is who
        return
    with pytest.raises(UserError, match=error):
        nominations.check_change(BOPHA, who, role)


def test_an_administrator_of_the_other_party_has_no_role_here() -> None:
    foreign = person(BOPHA.id, CN, Role.ADMIN, id=PersonId(99))
    with pytest.raises(NotYourRole):
        nominations.check_admins(foreign, [BOPHA, VANNA])
