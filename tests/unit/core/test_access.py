"""Permissions: every combination of role, action, side, state and "alone"."""

import re
from collections.abc import Mapping
from itertools import product

import pytest

from liaison.core.errors import UserError, WrongState
from liaison.core.people import NotYourRole, NotYourSide, Role, menu_of
from liaison.requests.model import Action, Side, State
from liaison.requests.permissions import (
    RULES,
    ClosedForCorrection,
    ReplyNotComplete,
    check_permission,
    may_be_reported,
)
from tests.registered import LISTED_COMMANDS, PERMISSIONS, REGISTRY, allowed

# The rules as the Parties would read them: the step, whose it is, from which states, by whom, and
# whether the other side may record it from a letter where this side has no one at the service.
THE_RULES = """
    receive        requested   sent               focal_person,coordinator  by-letter
    ask            requested   received           focal_person,coordinator  -
    supply         requesting  received           focal_person,coordinator  by-letter
    assign         requested   received           focal_person,coordinator  -
    answer         requested   received           focal_person,coordinator  by-letter
    refuse         requested   sent,received      focal_person,coordinator  by-letter
    withdraw       requesting  sent,received      focal_person,coordinator  by-letter
    close          requesting  answered,refused   focal_person,coordinator  by-letter
    correct        requested   answered,refused   focal_person,coordinator  -
    return         requesting  answered           focal_person,coordinator  -
    inquire        requesting  sent,received      focal_person,coordinator  -
    progress       requested   sent,received      focal_person,coordinator  -
    agree          both        every              focal_person,coordinator  -
    object         both        every              focal_person,coordinator  -
    extend         both        received           coordinator               -
    approve_safety both        sent,received      coordinator               -
    postpone       both        sent,received      coordinator               -
    answer_safety  both        sent,received      focal_person,coordinator  -
    answer_part    requested   received           focal_person,coordinator  by-letter
"""
CORRECTS_SENT = "requesting sent,received,answered,refused,withdrawn focal_person,coordinator -"
"""What the requesting Party has sent is corrected by itself until the request is closed."""
LINES_OF_RULES = {line.split()[0]: line.split()[1:] for line in THE_RULES.strip().splitlines()}
OTHER_ERRORS: Mapping[tuple[Action, State], type[UserError]] = {
    (Action.CORRECT, State.RECEIVED): ReplyNotComplete,
    (Action.CORRECT, State.CLOSED): ClosedForCorrection,
    (Action.RETURN, State.CLOSED): ClosedForCorrection,
}
CELLS = list(product(Role, Side, State, [False, True]))
COMMAND_OF = {
    Action.LOG: "new",
    Action.RECORD: "record",
    Action.DRAFT_REFUSAL: "refuse",
    Action.DROP_REFUSAL: "refuse",
    Action.INQUIRE: "status",
    Action.PROGRESS: "status",
    Action.APPROVE_SAFETY: "safety",
    Action.POSTPONE: "safety",
    Action.ANSWER_PART: "answer",
    Action.ANSWER_SAFETY: "safety",
}


def answer_of_the_rules(
    action: Action, role: Role, side: Side, state: State, *, other_absent: bool
) -> type[UserError] | None:
    if action.value not in LINES_OF_RULES:
        return NotYourRole
    line = LINES_OF_RULES[action.value]
    if action is Action.CORRECT and side is Side.REQUESTING:
        line = CORRECTS_SENT.split()
    whose, states, roles, by_letter = line
    if whose in ("both", side.value):
        allowed = roles
    elif other_absent and by_letter == "by-letter":
        allowed = "focal_person,coordinator"
    else:
        return NotYourSide
    if role.value not in allowed.split(","):
        return NotYourRole
    if states == "every" or state.value in states.split(","):
        return None
    if line is not LINES_OF_RULES[action.value]:
        return ClosedForCorrection
    return OTHER_ERRORS.get((action, state), WrongState)


@pytest.mark.parametrize("action", Action)
def test_every_combination_is_permitted_as_the_rules_say(action: Action) -> None:
    wrong = [
        (role, side, state, other_absent)
        for role, side, state, other_absent in CELLS
        if check_permission(action, role=role, side=side, state=state, other_absent=other_absent)
        is not answer_of_the_rules(action, role, side, state, other_absent=other_absent)
    ]
    assert wrong == []


def test_the_rules_name_every_step_of_a_request() -> None:
    others = {Action.LOG, Action.RECORD, Action.DRAFT_REFUSAL, Action.DROP_REFUSAL}
    assert set(LINES_OF_RULES) == {a.value for a in Action} - others
    assert {action.value for action in RULES} == set(LINES_OF_RULES)


@pytest.mark.parametrize("action", RULES)
def test_a_letter_records_exactly_the_steps_of_the_other_side_that_have_one(action: Action) -> None:
    whose, _, _, by_letter = LINES_OF_RULES[action.value]
    for side in Side:
        foreign = whose not in ("both", side.value)
        expected = foreign and by_letter == "by-letter"
        assert may_be_reported(action, side=side) is expected


@pytest.mark.parametrize("action", RULES)
@pytest.mark.parametrize("role", Role)
def test_a_role_has_the_command_of_a_step_it_may_take(action: Action, role: Role) -> None:
    command = COMMAND_OF.get(action, action.value)
    acts = any(
        check_permission(each, role=role, side=side, state=state, other_absent=other_absent) is None
        for side, state, other_absent in product(Side, State, [False, True])
        for each in RULES
        if COMMAND_OF.get(each, each.value) == command
    )
    assert allowed(command, role) is acts


ROLES = """
    focal_person,coordinator        new record note disclosures
    coordinator                     hold disclose export
    coordinator,admin               amend terminate confirm
    admin                           invite role suspend restore remove
    focal_person,coordinator,admin  agreement difference activity requests request explain people
    focal_person,coordinator,admin  inbox
    focal_person,coordinator,admin,auditor  language help cancel menu today lost lostword
    coordinator,admin,auditor       overview
    auditor                         audit
"""
"""Who has the commands that are no step of a request."""


@pytest.mark.parametrize(
    ("command", "roles"),
    [
        *(
            (name, line.split()[0])
            for line in ROLES.strip().splitlines()
            for name in line.split()[1:]
        ),
        *((name, "") for name in ("", "?", "drop", "NEW", "extends", "start x")),
    ],
)
def test_each_command_belongs_to_its_roles(command: str, roles: str) -> None:
    assert [role for role in Role if allowed(command, role)] == [*filter(None, roles.split(","))]


def test_every_command_has_a_name_that_telegram_shows_in_a_menu() -> None:
    assert all(len(menu_of(REGISTRY, role)) <= 8 for role in Role)
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in LISTED_COMMANDS)
    assert set(PERMISSIONS) - set(LISTED_COMMANDS) == {
        "start", "draft", "proposal", "emergencydraft", "defer", "take", "day", "intro", "send",
        "change", "fill", "more", "takeback", "approve", "wrong", "extensions",
        "scan", "number",
    }  # fmt: skip
