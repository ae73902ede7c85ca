"""Registers approvals."""

from liaison.approvals import rules, service, todos, views
from liaison.approvals.rules import APPROVAL_RECORD, APPROVAL_SUBJECT, Approval, ApprovalCode
from liaison.audit.digests import RecordedType
from liaison.core.people import ADMINS, APPROVER_ROLES, Group, Permission
from liaison.core.references import CodePrefix
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind, run_for
from liaison.notifications.subjects import SubjectType
from liaison.todos.sources import TodoSource

CONCEPT: Concept = (
    CodePrefix(rules.CODE_PREFIX, "approval"),
    Permission("approvals", APPROVER_ROLES, Group.AGREEMENT, menu=ADMINS),
    Permission("approval", APPROVER_ROLES, Group.AGREEMENT),
    TimerKind(service.TIMER, run_for(ApprovalCode, service.run_timer)),
    TodoSource(APPROVAL_SUBJECT, todos.find_todos),
    service.LAPSED,
    SubjectType(APPROVAL_SUBJECT, views.load_subject, state=views.state_of),
    # Of the change, which may hold the number of a letter, the audit record has only the digest.
    RecordedType(
        Approval,
        APPROVAL_RECORD,
        "code",
        plain_facts=("version", "state", "expires_at", "change.kind"),
    ),
)
