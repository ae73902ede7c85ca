"""The tables of notifications have each step and each to-do."""

from liaison.meetings.model import MeetingAction
from liaison.requests.model import Action
from liaison.requests.permissions import RULES
from tests.docs.notifications import NAMES, REQUEST_STEPS, kinds, meeting_steps, name_of


def test_each_step_of_a_request_and_of_a_meeting_is_in_the_tables() -> None:
    taken = {*RULES, Action.LOG, Action.RECORD}
    assert {event.action for _, event in REQUEST_STEPS} == taken
    steps = {event.action for _, (_, event) in meeting_steps()}
    assert {*steps, MeetingAction.EXPIRE} == set(MeetingAction)


def test_each_to_do_is_in_the_tables() -> None:
    assert {name_of(todo) for *_, todo, _ in kinds()} == {*NAMES.values(), "Read a notice"}
