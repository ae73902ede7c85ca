"""The registrations of the action plan."""

from liaison.approvals.service import ApprovalType
from liaison.audit.digests import RecordedType
from liaison.core.cards import text
from liaison.core.people import PARTICIPANTS, Group, Permission, Role
from liaison.core.registry import Concept
from liaison.meetings.model import MEETING_SUBJECT
from liaison.notifications.subjects import SubjectType
from liaison.plan import service, todos, views
from liaison.plan.repository import Activities
from liaison.plan.rules import (
    ACTIVITY_APPROVAL,
    ACTIVITY_RECORD,
    ACTIVITY_SUBJECT,
    APPROVERS,
    DECISION_APPROVAL,
    PLAN_APPROVAL,
    Activity,
    ActivityNumber,
)
from liaison.plan.typed_texts import find_typed_texts
from liaison.redactions.service import TypedTexts
from liaison.todos.sources import TodoSource

_PLAIN_FACTS = ("version", "state", "intent.lead", "intent.first_on", "intent.last_on")


CONCEPT: Concept = (
    Permission("plan", PARTICIPANTS, Group.MEETINGS, menu=frozenset({Role.FOCAL_PERSON})),
    Permission("activity", PARTICIPANTS, Group.MEETINGS),
    TodoSource(ACTIVITY_SUBJECT, todos.find_todos),
    SubjectType(ACTIVITY_SUBJECT, steps=lambda step: text("activity-step", step=step)),
    RecordedType(Activity, ACTIVITY_RECORD, "number", plain_facts=_PLAIN_FACTS),
    TypedTexts("decision", "meeting", find_typed_texts),
    ApprovalType(
        PLAN_APPROVAL,
        APPROVERS,
        text=lambda change: text("approval-plan", count=int(change.after)),
        apply=service.import_example,
    ),
    ApprovalType(
        DECISION_APPROVAL,
        APPROVERS,
        text=lambda change: text("approval-decision", number=int(change.of), code=change.reason),
        terms=views.decision_terms,
        lock=lambda tx, approval: tx.of(Activities).lock(ActivityNumber(int(approval.change.of))),
        apply=service.approve_decision,
        opens=lambda change: views.activity_button(int(change.of)),
        about=lambda change: (MEETING_SUBJECT, change.reason),
    ),
    ApprovalType(
        ACTIVITY_APPROVAL,
        APPROVERS,
        text=views.activity_change_text,
        terms=views.decision_terms,
        lock=lambda tx, approval: tx.of(Activities).lock(ActivityNumber(int(approval.change.of))),
        apply=service.apply_change,
        opens=lambda change: views.activity_button(int(change.of)),
    ),
)
