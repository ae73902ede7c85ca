"""Registers amendments, terminations and differences."""

from liaison.agreement import (
    amendment_service,
    difference_service,
    differences,
    termination_service,
    terminations,
    views,
)
from liaison.agreement.amendment_service import AMENDMENT_APPROVAL
from liaison.agreement.differences import DIFFERENCE_APPROVAL, DIFFERENCE_RECORD, Difference
from liaison.agreement.repository import Differences
from liaison.agreement.terminations import TERMINATION_RECORD, Termination, TerminationCode
from liaison.approvals.approval_type import ApprovalType
from liaison.audit.digests import RecordedType
from liaison.core.access import APPROVER_ROLES, BEHIND_MORE, PARTICIPANTS, Group, Permission
from liaison.core.cards import open_button, text
from liaison.core.outbox import AGREEMENT_SUBJECT
from liaison.core.references import CodePrefix, DifferenceCode
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind, run_for
from liaison.notifications.subjects import SubjectType
from liaison.requests.views import RequestButtons

CONCEPT: Concept = (
    CodePrefix(differences.CODE_PREFIX, "difference"),
    CodePrefix(terminations.CODE_PREFIX),
    Permission("agreement", PARTICIPANTS, Group.AGREEMENT, menu=BEHIND_MORE),
    Permission("amend", APPROVER_ROLES, Group.AGREEMENT),
    Permission("terminate", APPROVER_ROLES, Group.AGREEMENT),
    Permission("difference", PARTICIPANTS, Group.AGREEMENT),
    TimerKind(
        termination_service.TIMER,
        run_for(TerminationCode, termination_service.run_timer),
        follows_settings=True,
    ),
    RequestButtons("difference", views.request_buttons),
    difference_service.OPENED,
    *termination_service.STEPS.values(),
    termination_service.REMINDER,
    SubjectType(AGREEMENT_SUBJECT, views.load_subject, state=views.state_of),
    RecordedType(Termination, TERMINATION_RECORD, "code"),
    RecordedType(Difference, DIFFERENCE_RECORD, "code", plain_facts=("version",)),
    ApprovalType(
        AMENDMENT_APPROVAL,
        APPROVER_ROLES,
        text=lambda change: text(
            "approval-amendment", reference=change.of, day=views.amendment_day(change)
        ),
        check=lambda tx, _change: amendment_service.check_not_ended(tx),
    ),
    ApprovalType(
        DIFFERENCE_APPROVAL,
        APPROVER_ROLES,
        text=lambda change: text("approval-difference", code=change.of),
        lock=lambda tx, approval: tx.of(Differences).lock(DifferenceCode(approval.change.of)),
        apply=difference_service.apply,
        opens=lambda change: open_button("difference", change.of),
    ),
)
