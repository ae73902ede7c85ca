"""What approvals register."""

from liaison.approvals import answers, service, views
from liaison.approvals.rules import APPROVAL_RECORD, APPROVAL_SUBJECT, TwoKey, TwoKeyCode
from liaison.audit.digests import RecordedType
from liaison.core.access import APPROVER_ROLES, Permission
from liaison.core.registry import Concept
from liaison.core.timers import Timer
from liaison.notifications.subjects import SubjectType

_CHANGE = ("change.of", "change.kind", "change.before", "change.after", "change.reason")


CONCEPT: Concept = (
    Permission("keys", APPROVER_ROLES, 21, row=90),
    Permission("key", APPROVER_ROLES, 21),
    Timer(service.WAKE, lambda tx, of, _since: answers.look(tx, TwoKeyCode(of))),
    SubjectType(key=APPROVAL_SUBJECT, load=views.load_subject),
    RecordedType(
        TwoKey, APPROVAL_RECORD, "code", stated=("version", "state", "expires_at", *_CHANGE)
    ),
)
