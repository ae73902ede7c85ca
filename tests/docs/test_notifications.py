"""The tables of notifications have each step and each to-do."""

import re

from liaison.meetings.model import MeetingAction
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.sounds import Tells, sent_at
from liaison.notifications.subjects import SubjectType
from liaison.requests.model import Action
from liaison.requests.permissions import RULES
from tests.docs.blocks import ROOT
from tests.docs.notification_words import NAMES
from tests.docs.notifications import NIGHT, REQUEST_STEPS, kinds, meeting_steps, name_of
from tests.docs.other_messages import OTHER_MESSAGES
from tests.registered import REGISTRY
from tests.unit.quiet_hours import HOURS
from tests.unit.samples import CN


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
    assert makers(r"\(NewNotice,|NewNotice\(|^ +NewNotice,$") == {
        "liaison/approvals/service.py",
        "liaison/meetings/step_notifications.py",
        "liaison/notifications/kinds.py",
        "liaison/notifications/service.py",
        "liaison/requests/extensions.py",
        "liaison/requests/service.py",
    }


def makers(made: str) -> set[str]:
    """The modules of the product that have this."""
    pattern = re.compile(made, re.MULTILINE)
    files = [
        each
        for name in ("bot", "handlers", "liaison", "web")
        for each in (ROOT / name).rglob("*.py")
    ]
    return {str(each.relative_to(ROOT)) for each in files if pattern.search(each.read_text())}


def test_what_does_not_come_at_once_is_scheduled_by_the_rule_in_the_tables() -> None:
    waits = {each.name for each in OTHER_MESSAGES if sent_at(each, NIGHT, HOURS[CN]) != NIGHT}
    assert makers(rf"\bsent_at\(Tells\.({'|'.join(sorted(waits))})\b") == {
        "liaison/duty/service.py",
        "liaison/redactions/service.py",
        "liaison/todos/today_messages.py",
    }
    assert len(waits) == len(makers(r"\bsent_at\(Tells\."))


def test_one_module_decides_on_the_sound_of_each_message() -> None:
    """A message that no notice makes says what it tells, which has a row in the table; the others
    are answers, the calendar file, or refuse a person who has not joined.
    """
    of_notices = {Tells.PRESSING, Tells.NEWS, Tells.INFORMATION}
    assert set(Tells) - of_notices == set(OTHER_MESSAGES)
    assert makers(r"^ +Op\.(SEND|FILE),|\bMessage\([^)]*Op\.(SEND|FILE)") == {
        "liaison/letters/service.py",
        "liaison/meetings/step_notifications.py",
        "liaison/notifications/sounds.py",
        "liaison/people/invitation_service.py",
        "liaison/reports/export_service.py",
    }
    assert makers(r"silent\s*=|Urgency\.HIGH") == {
        "bot/workers/message_sender.py",
        "bot/workers/replies.py",
        "liaison/notifications/delivery.py",
        "liaison/notifications/sounds.py",
    }
    assert makers(r"\bmessage_to\(") == {
        "bot/monitoring/alerts.py",
        "bot/telegram/admission.py",
        "liaison/duty/service.py",
        "liaison/notifications/delivery.py",
        "liaison/notifications/email_service.py",
        "liaison/notifications/reachability.py",
        "liaison/notifications/sounds.py",
        "liaison/pages/service.py",
        "liaison/pending_acts/service.py",
        "liaison/people/administration.py",
        "liaison/people/invitation_service.py",
        "liaison/people/membership_service.py",
        "liaison/people/pin_service.py",
        "liaison/people/service.py",
        "liaison/redactions/service.py",
        "liaison/todos/service.py",
        "liaison/todos/today_messages.py",
    }
