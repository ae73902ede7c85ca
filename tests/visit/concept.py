"""What visits register."""

from liaison.approvals.service import ApprovalType
from liaison.audit.digests import RecordedType
from liaison.core.people import BEHIND_MORE, COORDINATORS, STAFF, Group, Permission
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind, run_for
from liaison.notifications.subjects import SubjectType
from storage.engine.statements import Stored
from storage.record_digests import ProvenTable
from tests.visit import commands, model, service, storage, views
from tests.visit.model import VISIT_APPROVAL, VISIT_RECORD, VISIT_SUBJECT, Visit, VisitNumber

CONCEPT: Concept = (
    Permission("visit", STAFF, Group.MEETINGS, menu=BEHIND_MORE),
    TimerKind(service.TIMER, run_for(lambda of: VisitNumber(int(of)), service.run_timer)),
    SubjectType(key=VISIT_SUBJECT, load=views.load_subject),
    RecordedType(Visit, VISIT_RECORD, "number", plain_facts=("version", "day")),
    ApprovalType(
        key=VISIT_APPROVAL,
        approvers=COORDINATORS,
        text=views.change_text,
        lock=lambda tx, approval: tx.of(model.Visits).lock(VisitNumber(int(approval.change.of))),
        apply=service.move,
        opens=views.opens,
    ),
    Stored(model.Visits, storage.Visits),
    ProvenTable(
        storage.VISITS, VISIT_RECORD, names=("number",), read=lambda row, _: storage.visit_of(row)
    ),
    *commands.COMMANDS,
)
