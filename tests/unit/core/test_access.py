"""Who may do what: every cell of role, action, side, state and "alone", against the rules."""

import re
from itertools import product

import pytest

from liaison.core.access import NotYourRole, NotYourSide
from liaison.core.errors import UserError
from liaison.core.people import Role
from liaison.requests.model import Action, Side, State
from liaison.requests.permissions import RULES, WrongState, check_permission, may_substitute
from tests.registered import MENU_COMMANDS, PERMISSIONS, allowed

pytestmark = pytest.mark.unit

# The rules as the Parties would read them: the step, whose it is, from which states, by whom, and
# whether the other side may record it from a letter where this side has no one at the service.
THE_RULES = """
    receive        requested   sent               focal_person,coordinator  by-letter
    ask            requested   received           focal_person,coordinator  -
    supply         requesting  received           focal_person,coordinator  by-letter
    assign         requested   received           focal_person,coordinator  -
    answer         requested   received           focal_person,coordinator  by-letter
    draft_refusal  requested   sent,received      focal_person,coordinator  -
    drop_refusal   requested   sent,received      focal_person,coordinator  -
    refuse         requested   sent,received      coordinator               by-letter
    withdraw       requesting  sent,received      focal_person,coordinator  by-letter
    close          requesting  answered,refused   focal_person,coordinator  by-letter
    agree          both        every              focal_person,coordinator  -
    object         both        every              focal_person,coordinator  -
    extend         both        received           coordinator               -
"""
LINES_OF_RULES = {line.split()[0]: line.split()[1:] for line in THE_RULES.strip().splitlines()}
CELLS = list(product(Role, Side, State, [False, True]))
COMMAND_OF = {
    Action.LOG: "new",
    Action.RECORD: "record",
    Action.DRAFT_REFUSAL: "refuse",
    Action.DROP_REFUSAL: "refuse",
}


def answer_of_the_rules(
    action: Action, role: Role, side: Side, state: State, *, alone: bool
) -> type[UserError] | None:
    if action.value not in LINES_OF_RULES:
        return NotYourRole
    whose, states, roles, by_letter = LINES_OF_RULES[action.value]
    if whose in ("both", side.value):
        allowed = roles
    elif alone and by_letter == "by-letter":
        allowed = "focal_person,coordinator"
    else:
        return NotYourSide
    if role.value not in allowed.split(","):
        return NotYourRole
    return None if states == "every" or state.value in states.split(",") else WrongState


@pytest.mark.parametrize("action", Action)
def test_every_cell_of_the_table_says_what_the_rules_say(action: Action) -> None:
    wrong = [
        (role, side, state, alone)
        for role, side, state, alone in CELLS
        if check_permission(action, role=role, side=side, state=state, alone=alone)
        is not answer_of_the_rules(action, role, side, state, alone=alone)
    ]
    assert wrong == []


def test_the_rules_speak_of_every_step_of_a_case_that_is_there() -> None:
    assert set(LINES_OF_RULES) == {a.value for a in Action} - {Action.LOG, Action.RECORD}
    assert {action.value for action in RULES} == set(LINES_OF_RULES)


@pytest.mark.parametrize("action", Action)
def test_an_administrator_never_takes_a_step_of_a_case(action: Action) -> None:
    for side, state, alone in product(Side, State, [False, True]):
        assert (
            check_permission(action, role=Role.ADMIN, side=side, state=state, alone=alone)
            is not None
        )


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.CLOSED])
def test_nothing_but_a_word_on_statements_is_said_of_a_case_that_has_ended(state: State) -> None:
    possible = {
        action
        for action, role, side, alone in product(Action, Role, Side, [False, True])
        if check_permission(action, role=role, side=side, state=state, alone=alone) is None
    }
    assert possible == {Action.AGREE, Action.OBJECT}


def test_while_both_parties_have_people_no_step_but_a_word_or_a_key_belongs_to_both() -> None:
    for action, state in product(Action, State):
        sides = {
            side
            for role, side in product(Role, Side)
            if check_permission(action, role=role, side=side, state=state, alone=False) is None
        }
        assert len(sides) < 2 or action in {Action.AGREE, Action.OBJECT, Action.EXTEND}


@pytest.mark.parametrize("action", RULES)
def test_a_step_is_recorded_from_a_letter_exactly_where_the_other_side_has_no_person(
    action: Action,
) -> None:
    whose, _, _, by_letter = LINES_OF_RULES[action.value]
    for side in Side:
        foreign = whose not in ("both", side.value)
        expected = foreign and by_letter == "by-letter"
        assert may_substitute(action, side=side, alone=True) is expected
        assert may_substitute(action, side=side, alone=False) is False


@pytest.mark.parametrize("action", RULES)
@pytest.mark.parametrize("role", Role)
def test_a_role_has_the_command_of_a_step_exactly_where_a_cell_lets_it_act(
    action: Action, role: Role
) -> None:
    acts = any(
        check_permission(action, role=role, side=side, state=state, alone=alone) is None
        for side, state, alone in product(Side, State, [False, True])
    )
    assert allowed(COMMAND_OF.get(action, action.value), role) is acts


@pytest.mark.parametrize("action", [Action.LOG, Action.RECORD])
def test_requests_are_logged_and_recorded_by_staff_and_not_by_administrators(
    action: Action,
) -> None:
    assert {role for role in Role if allowed(COMMAND_OF[action], role)} == {
        Role.FOCAL_PERSON,
        Role.COORDINATOR,
    }


@pytest.mark.parametrize("command", ["invite", "confirm", "role", "suspend", "restore", "remove"])
def test_only_administrators_let_people_in_and_out(command: str) -> None:
    assert {role for role in Role if allowed(command, role)} == {Role.ADMIN}


def test_sealed_notes_are_for_focal_persons_and_coordinators_and_never_for_administrators() -> None:
    assert {role for role in Role if allowed("note", role)} == {
        Role.FOCAL_PERSON,
        Role.COORDINATOR,
    }
    assert {role for role in Role if allowed("hold", role)} == {Role.COORDINATOR}


@pytest.mark.parametrize("command", ["amend", "terminate"])
def test_coordinators_and_administrators_speak_for_a_party_about_the_agreement(
    command: str,
) -> None:
    assert {role for role in Role if allowed(command, role)} == {Role.COORDINATOR, Role.ADMIN}


@pytest.mark.parametrize("command", ["disclose", "export"])
def test_only_coordinators_disclose_and_export(command: str) -> None:
    assert {role for role in Role if allowed(command, role)} == {Role.COORDINATOR}


def test_those_who_work_on_cases_read_the_ledger_of_disclosures() -> None:
    readers = {role for role in Role if allowed("ledger", role)}
    assert readers == {Role.FOCAL_PERSON, Role.COORDINATOR}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("command", ["agreement", "difference", "activity"])
def test_everybody_reads_the_agreement_and_the_plan(command: str, role: Role) -> None:
    assert allowed(command, role)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("command", ["", "?", "drop", "NEW", "extends", "start x"])
def test_a_command_that_is_not_listed_is_in_no_role(command: str, role: Role) -> None:
    assert not allowed(command, role)


@pytest.mark.parametrize("role", Role)
def test_everybody_reaches_the_menu_the_cases_help_and_the_language(role: Role) -> None:
    for command in ("menu", "cases", "case", "explain", "people", "language", "help", "cancel"):
        assert allowed(command, role)


def test_every_command_has_a_name_that_telegram_shows_in_a_menu() -> None:
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in MENU_COMMANDS)
    assert set(PERMISSIONS) - set(MENU_COMMANDS) == {"start", "draft", "proposal", "defer", "take"}
