"""Registers redactions."""

from liaison.approvals.service import ApprovalType
from liaison.core.people import APPROVER_ROLES, Group, Permission
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind, run_for
from liaison.redactions import service

CONCEPT: Concept = (
    Permission("redact", APPROVER_ROLES, Group.AGREEMENT),
    TimerKind(service.TIMER, run_for(str, service.run_timer), once=True),
    ApprovalType(
        service.REDACTION_APPROVAL,
        APPROVER_ROLES,
        text=service.proposal_text,
        terms=service.proposal_terms,
        lock=lambda tx, approval: service.find_text(tx, approval.change),
        check=service.check,
        apply=service.apply,
        opens=service.open_record,
        tell=service.tell,
    ),
)
