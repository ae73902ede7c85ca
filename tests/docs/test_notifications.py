"""The tables of notifications have each step and each to-do."""

import re

from liaison.meetings.model import MeetingAction
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.subjects import SubjectType
from liaison.requests.model import Action
from liaison.requests.permissions import RULES
from tests.docs.blocks import ROOT
from tests.docs.notification_words import NAMES
from tests.docs.notifications import REQUEST_STEPS, kinds, meeting_steps, name_of
from tests.registered import REGISTRY


def test_each_step_of_a_request_and_of_a_meeting_is_in_the_tables() -> None:
    taken = {*RULES, Action.LOG, Action.RECORD}
    assert {event.action for _, event in REQUEST_STEPS} == taken
    steps = {event.action for _, (_, event) in meeting_steps()}
    assert {*steps, MeetingAction.EXPIRE} == set(MeetingAction)


def test_each_to_do_is_in_the_tables() -> None:
    assert {name_of(todo) for *_, todo, _ in kinds()} == {*NAMES.values(), "Read a notice"}


def test_each_registered_subject_is_in_the_tables() -> None:
    notices = {kind.subject for kind in REGISTRY.all(NoticeKind).values()}
    assert notices | {todo.subject for *_, todo, _ in kinds()} == set(REGISTRY.all(SubjectType))


def test_each_notice_is_of_a_registered_kind_or_from_a_rule_in_the_tables() -> None:
    """The notice that the other Party has not acknowledged is in the table of emergencies."""
    made = re.compile(r"NewNotice\(|^ +NewNotice,$", re.MULTILINE)
    files = (ROOT / "liaison").rglob("*.py")
    makers = {
        str(each.relative_to(ROOT / "liaison")) for each in files if made.search(each.read_text())
    }
    assert makers == {
        "approvals/service.py",
        "meetings/step_notifications.py",
        "notifications/kinds.py",
        "notifications/service.py",
        "requests/extensions.py",
        "requests/service.py",
    }
