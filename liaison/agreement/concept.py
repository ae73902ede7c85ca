"""Registers amendments, terminations and differences."""

from liaison.agreement import rules, service, typed_texts, views
from liaison.agreement.repository import Differences
from liaison.agreement.rules import (
    DIFFERENCE_APPROVAL,
    DIFFERENCE_RECORD,
    TERMINATION_RECORD,
    Difference,
    Termination,
    TerminationCode,
)
from liaison.agreement.service import AMENDMENT_APPROVAL
from liaison.approvals.service import ApprovalType
from liaison.audit.digests import RecordedType
from liaison.core.cards import open_button, text
from liaison.core.outbox import AGREEMENT_SUBJECT
from liaison.core.people import APPROVER_ROLES, BEHIND_MORE, PARTICIPANTS, Group, Permission
from liaison.core.references import CodePrefix, DifferenceCode
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind, run_for
from liaison.notifications.subjects import SubjectType
from liaison.redactions.service import TypedTexts
from liaison.requests.views import RequestButtons

CONCEPT: Concept = (
    CodePrefix(rules.DIFFERENCE_PREFIX, "difference"),
    CodePrefix(rules.TERMINATION_PREFIX, "agreement"),
    Permission("agreement", PARTICIPANTS, Group.AGREEMENT, menu=BEHIND_MORE),
    Permission("amend", APPROVER_ROLES, Group.AGREEMENT),
    Permission("terminate", APPROVER_ROLES, Group.AGREEMENT),
    Permission("difference", PARTICIPANTS, Group.AGREEMENT),
    TimerKind(service.TIMER, run_for(TerminationCode, service.run_timer), follows_settings=True),
    RequestButtons("difference", views.request_buttons, is_step=True),
    service.DIFFERENCE_OPENED,
    *service.STEPS.values(),
    service.REMINDER,
    SubjectType(AGREEMENT_SUBJECT, views.load_subject, state=views.state_of),
    RecordedType(Termination, TERMINATION_RECORD, "code"),
    RecordedType(Difference, DIFFERENCE_RECORD, "code", plain_facts=("version",)),
    TypedTexts("termination", "agreement", typed_texts.of_termination),
    TypedTexts("difference", "difference", typed_texts.of_difference),
    TypedTexts("amendment", "approval", typed_texts.of_amendment),
    ApprovalType(
        AMENDMENT_APPROVAL,
        APPROVER_ROLES,
        text=lambda change: text(
            "approval-amendment", reference=change.of, day=views.amendment_day(change)
        ),
        check=lambda tx, _change: service.check_not_ended(tx),
    ),
    ApprovalType(
        DIFFERENCE_APPROVAL,
        APPROVER_ROLES,
        text=lambda change: text("approval-difference", code=change.of),
        terms=views.difference_terms,
        lock=lambda tx, approval: tx.of(Differences).lock(DifferenceCode(approval.change.of)),
        apply=service.apply_closing,
        opens=lambda change: open_button("difference", change.of),
    ),
)
