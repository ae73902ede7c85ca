"""The registrations of meetings."""

from collections.abc import Mapping

from liaison.approvals.service import ApprovalType
from liaison.audit.digests import RecordedType
from liaison.core.cards import Button, text
from liaison.core.people import APPROVER_ROLES, PARTICIPANTS, STAFF, Group, Permission, permissions
from liaison.core.references import CodePrefix
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind, party_timer, run_for
from liaison.meetings import rules, service, step_notifications, subject, timers, todos
from liaison.meetings.agenda import AGENDA_RECORD, AgendaItem
from liaison.meetings.lists import request_lines
from liaison.meetings.model import MEETING_RECORD, MEETING_SUBJECT, Meeting, MeetingCode
from liaison.meetings.repository import Meetings
from liaison.meetings.typed_texts import find_typed_texts
from liaison.meetings.views import MINUTES_APPROVAL, SUBSTITUTE, minutes_terms, request_buttons
from liaison.notifications.subjects import NoticeButtons, SubjectType, acting
from liaison.redactions.service import TypedTexts
from liaison.requests.history import RequestHistory
from liaison.requests.views import RequestButtons
from liaison.todos.sources import TodoSource


def _shared_facts(meeting: Meeting, _: object) -> Mapping[str, object]:
    """The times and the host; of venues the audit record has only the digest."""
    slot, offer = meeting.slot, meeting.offer
    facts: dict[str, object] = {}
    if slot is not None:
        facts |= {"start": slot.start, "end": slot.end, "host": slot.host}
    if offer is not None:
        facts |= {"offers": [each.start for each in offer.options], "offered_host": offer.host}
    return facts


CONCEPT: Concept = (
    CodePrefix(rules.CODE_PREFIX, "meeting"),
    RequestButtons("emergency", request_buttons, is_step=True),
    RequestHistory("meetings", request_lines),
    Permission("meetings", PARTICIPANTS, Group.MEETINGS, menu=STAFF),
    *permissions(PARTICIPANTS, "meeting", group=Group.MEETINGS),
    Permission("emergency", STAFF, Group.MEETINGS, menu=STAFF),
    *permissions(STAFF, "propose", "counter", "accept", "decline", "retract", group=Group.MEETINGS),
    *permissions(STAFF, "calloff", "attend", "held", "minutes", group=Group.MEETINGS),
    *permissions(STAFF, "agenda", "decide", group=Group.MEETINGS),
    *permissions(STAFF, "proposal", "emergencydraft"),
    TimerKind(service.TIMER, run_for(MeetingCode, timers.run_timer), follows_settings=True),
    party_timer(timers.ANNUAL_TIMER, timers.run_annual_timer, follows_settings=True),
    TodoSource(MEETING_SUBJECT, todos.find_todos),
    ApprovalType(
        MINUTES_APPROVAL,
        APPROVER_ROLES,
        text=lambda change: text("approval-minutes", code=change.of),
        terms=minutes_terms,
        lock=lambda tx, approval: tx.of(Meetings).lock(MeetingCode(approval.change.of)),
        apply=service.approve_minutes,
        opens=lambda change: Button(text("button-agenda-minutes"), f"agenda {change.of} minutes"),
        about=lambda change: (MEETING_SUBJECT, change.of),
    ),
    TypedTexts("meeting", "meeting", find_typed_texts),
    step_notifications.ANNUAL,
    step_notifications.OVER,
    step_notifications.DEPUTED,
    SubjectType(
        MEETING_SUBJECT,
        subject.load_subject,
        state=subject.state_of,
        named_in_mail=True,
        steps=lambda step: text("meeting-action", action=step),
    ),
    NoticeButtons(SUBSTITUTE, subject.substitute_rows),
    acting(step_notifications.ANNUAL.key, Button(text("button-propose"), "propose annual")),
    RecordedType(
        Meeting,
        MEETING_RECORD,
        "code",
        plain_facts=("version", "state"),
        more_facts=_shared_facts,
        unproven=frozenset({"attend"}),
    ),
    RecordedType(
        AgendaItem, AGENDA_RECORD, "id", plain_facts=("version", "state", "case"), named_in="item"
    ),
)
