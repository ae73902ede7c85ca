"""The registrations of the procedure."""

from liaison.approvals.service import ApprovalType
from liaison.audit.digests import RecordedType
from liaison.core.people import (
    APPROVER_ROLES,
    BEHIND_MORE,
    PARTICIPANTS,
    STAFF,
    Group,
    Permission,
)
from liaison.core.registry import Concept
from liaison.procedures import service, todos, views
from liaison.procedures.model import (
    PROCEDURE_APPROVAL,
    PROCEDURE_RECORD,
    STEP_RECORD,
    Procedure,
    ProcedureNumber,
    StepMark,
)
from liaison.procedures.repository import Procedures
from liaison.requests.history import RequestHistory
from liaison.requests.todos import RequestTodos
from liaison.requests.views import RequestButtons

CONCEPT: Concept = (
    Permission("procedure", PARTICIPANTS, Group.AGREEMENT, menu=BEHIND_MORE),
    Permission("step", STAFF, Group.REQUESTS),
    RequestTodos("procedure", todos.find_todos),
    RequestHistory("procedure", views.request_lines),
    RequestButtons("procedure", views.request_buttons),
    service.LEFT_OUT,
    service.DONE_AFTER_ALL,
    RecordedType(Procedure, PROCEDURE_RECORD, "number", plain_facts=("version",)),
    RecordedType(
        StepMark,
        STEP_RECORD,
        "reference",
        plain_facts=("step", "mark", "reason"),
        part="number",
    ),
    ApprovalType(
        PROCEDURE_APPROVAL,
        APPROVER_ROLES,
        text=views.approval_text,
        lock=lambda tx, approval: tx.of(Procedures).lock(
            ProcedureNumber(int(approval.change.after))
        ),
        apply=service.agree,
        opens=views.open_version,
        record=lambda change: change.after,
    ),
)
