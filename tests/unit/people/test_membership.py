"""Who may take part in what binds both Parties, and which steps are protected."""

from dataclasses import replace
from datetime import timedelta

import pytest

from liaison.core import people
from liaison.core.people import AccountStatus, NotYourRole, Person, Role, UnknownPerson
from liaison.people import rules
from tests.registered import PERMISSIONS
from tests.unit.samples import CN, KH, SENT_AT, person, raises

DAY = timedelta(hours=24)
SECOND = timedelta(seconds=1)
NOW = SENT_AT + 10 * DAY
AGREE = ("approval", "K26-7F3K9", "agree")
OLD_COORDINATOR = person(1, KH, Role.COORDINATOR)
OLD_ADMIN = person(2, KH, Role.ADMIN)
NEW = person(3, KH, Role.COORDINATOR, joined_at=NOW - DAY + SECOND)
ALSO_NEW = person(4, KH, Role.COORDINATOR, joined_at=NOW - DAY + 2 * SECOND)
A_DAY_HERE = person(5, KH, Role.COORDINATOR, joined_at=NOW - DAY)
AGREED = person(6, KH, Role.COORDINATOR, joined_at=NOW, agreed_at=NOW)
NEW_ROLE = person(10, KH, Role.COORDINATOR, agreed_at=NOW + SECOND)
UNCONFIRMED = person(7, KH, Role.ADMIN, unconfirmed_since=SENT_AT)
SUSPENDED = AccountStatus.SUSPENDED
GONE = replace(OLD_ADMIN, status=SUSPENDED)
FOREIGN = person(8, CN, Role.COORDINATOR)


@pytest.mark.parametrize(
    ("who", "team", "line", "refused"),
    [
        (NEW, [OLD_COORDINATOR], AGREE, "error-joined-recently"),
        (NEW, [OLD_COORDINATOR], ("approval", "K26-7F3K9", None), None),
        (NEW, [OLD_COORDINATOR], ("invite", None, None), None),
        (NEW, [OLD_ADMIN], AGREE, "error-joined-recently"),
        (NEW, [person(9, KH, Role.FOCAL_PERSON)], AGREE, "error-joined-recently"),
        (NEW_ROLE, [OLD_COORDINATOR], AGREE, "error-joined-recently"),
        (NEW, [ALSO_NEW], AGREE, None),
        (NEW, [], AGREE, None),
        (NEW, [replace(OLD_COORDINATOR, status=SUSPENDED)], AGREE, "error-joined-recently"),
        (A_DAY_HERE, [OLD_COORDINATOR], AGREE, None),
        (AGREED, [OLD_COORDINATOR], AGREE, None),
        (UNCONFIRMED, [OLD_ADMIN], AGREE, "error-not-confirmed"),
        (UNCONFIRMED, [NEW], AGREE, "error-not-confirmed"),
        (UNCONFIRMED, [OLD_ADMIN], ("suspend", "2", "ok"), "error-not-confirmed"),
        (UNCONFIRMED, [OLD_ADMIN], ("people", "2", None), None),
        (UNCONFIRMED, [person(9, KH, Role.FOCAL_PERSON)], AGREE, None),  # no one ever could confirm
        (UNCONFIRMED, [GONE], AGREE, "error-not-confirmed"),
        (UNCONFIRMED, [GONE], ("restore", "2", "ok"), None),
        (UNCONFIRMED, [GONE], ("remove", "2", "ok"), "error-not-confirmed"),
        (UNCONFIRMED, [GONE, OLD_COORDINATOR], ("restore", "2", "ok"), "error-not-confirmed"),
    ],
)
def test_what_binds_both_parties_waits_for_the_party(
    who: Person,
    team: list[Person],
    line: tuple[str, str | None, str | None],
    refused: str | None,
) -> None:
    withheld = rules.is_withheld(who, NOW, *line)
    rejected = rules.rejection(who, [who, *team], NOW, line[0]) if withheld else None
    assert (None if rejected is None else rejected.key) == refused


@pytest.mark.parametrize(
    ("who", "by", "result"),
    [
        (NEW_ROLE, OLD_COORDINATOR, (None, NOW)),
        (NEW, NEW_ROLE, "error-not-longer"),
        (NEW, OLD_COORDINATOR, (None, NOW)),
        (UNCONFIRMED, OLD_COORDINATOR, (None, None)),  # joined after neither
        (UNCONFIRMED, OLD_ADMIN, (None, None)),
        (UNCONFIRMED, ALSO_NEW, (None, None)),
        (UNCONFIRMED, UNCONFIRMED, NotYourRole),
        (UNCONFIRMED, person(9, KH, Role.FOCAL_PERSON), NotYourRole),
        (UNCONFIRMED, FOREIGN, UnknownPerson),
        (NEW, OLD_ADMIN, "error-not-longer"),
        (NEW, ALSO_NEW, "error-not-longer"),
        (A_DAY_HERE, OLD_COORDINATOR, UnknownPerson),
        (AGREED, OLD_COORDINATOR, UnknownPerson),
    ],
)
def test_who_may_confirm_a_person(who: Person, by: Person, result: object) -> None:
    if isinstance(result, str | type):
        with raises(result):
            rules.confirm_person(who, by, [who, by, OLD_COORDINATOR], NOW)
    else:
        after = rules.confirm_person(who, by, [who, by, OLD_COORDINATOR], NOW)
        assert (after.unconfirmed_since, after.agreed_at) == result


@pytest.mark.parametrize(
    ("line", "asks", "binds"),
    [
        ("note KH26-7F3K9 open 1", True, False),
        ("note KH26-7F3K9", False, False),
        ("approval K26-7F3K9 agree", True, True),
        ("approval K26-7F3K9 decline", True, True),
        ("approval K26-7F3K9", False, False),
        ("extend KH26-7F3K9 agree K26-7F3K9", True, True),
        ("extend KH26-7F3K9 2026-05-30", True, True),
        ("pin", False, False),
        ("pin new", True, False),
        ("pin off", True, False),
        ("disclose", True, True),
        ("disclosures D26-7F3K9 withdraw", True, True),
        ("export own", True, False),
        ("amend", True, True),
        ("redact KH26-7F3K9", True, True),
        ("terminate", True, True),
        ("difference F26-7F3K9 close", True, True),
        ("decide M26-7F3K9", True, True),
        ("activity 2 move", True, True),
        ("activity 2 done", False, False),
        ("plan import", True, True),
        ("settings key_days 20", True, True),
        ("settings key_days", False, False),
        ("refuse KH26-7F3K9", True, False),
        ("correct KH26-7F3K9", True, False),
        ("approve a1b2c3 ok", True, False),
        ("hold KH26-7F3K9 off", True, False),
        ("hold KH26-7F3K9 on", False, False),
        ("away", True, False),
        ("email", True, False),
        ("invites abcdefgh yes", True, False),
        ("remove 2 ok", True, False),
        ("unpin 2", True, False),
        ("suspend 2", True, False),
        ("invites abcdefgh revoke", True, False),
        ("receive KH26-7F3K9 today", False, False),
        ("people 2", False, False),
    ],
)
def test_which_steps_are_protected(line: str, *, asks: bool, binds: bool) -> None:
    name, *words = line.split()
    first, second = [*words, None, None][:2]
    assert people.matches(people.NEEDS_PIN, name, first, second) is asks
    assert people.matches(people.BINDING, name, first, second) is binds


def test_every_protected_command_exists() -> None:
    every = (*people.NEEDS_PIN, *people.NEEDS_CONFIRMATION)
    assert {each.split()[0] for each in every} <= set(PERMISSIONS)
