"""The registrations of requests."""

from collections.abc import Mapping
from typing import Any

from liaison.approvals.approval_type import ApprovalType
from liaison.audit.digests import RecordedType
from liaison.core.access import ALL_ROLES, COORDINATORS, STAFF, Permission
from liaison.core.registry import Concept
from liaison.notifications.subjects import SubjectType
from liaison.requests import extensions, subject, todos
from liaison.requests.model import (
    EXTENSION_APPROVAL,
    REQUEST_RECORD,
    REQUEST_SUBJECT,
    Action,
    Event,
    Request,
)
from liaison.todos.sources import TodoSource

_ASKS = (Action.LOG, Action.RECORD)


def _shared_facts(request: Request, event: Event) -> Mapping[str, Any]:
    """The facts that both Parties see; of internal steps only the digest is audited."""
    if event.private:
        return {}
    facts: dict[str, Any] = {
        "state": request.state,
        "received_on": request.received_on,
        "due_on": request.due_on,
        "said": dict(event.facts),
    }
    if event.letter is not None:
        facts["by_letter"] = event.letter
    if event.action in _ASKS:
        details = request.details
        facts |= {
            "kind": details.kind,
            "urgent": details.urgent,
            "persons": details.persons,
            "children": details.children,
            "needed_by": details.needed_by,
            "letter": details.letter.reference,
            "letter_day": details.letter.day,
            "channel": details.letter.channel,
        }
    return facts


CONCEPT: Concept = (
    Permission("new", STAFF, 10, row=10),
    Permission("record", STAFF, 10, row=10),
    Permission("cases", ALL_ROLES, 10, row=30),
    Permission("case", ALL_ROLES, 10),
    Permission("receive", STAFF, 10),
    Permission("ask", STAFF, 10),
    Permission("supply", STAFF, 10),
    Permission("assign", STAFF, 10),
    Permission("status", STAFF, 10),
    Permission("answer", STAFF, 10),
    Permission("refuse", STAFF, 10),
    Permission("withdraw", STAFF, 10),
    Permission("close", STAFF, 10),
    Permission("agree", STAFF, 10),
    Permission("object", STAFF, 10),
    Permission("extend", COORDINATORS, 10),
    Permission("explain", ALL_ROLES, 18, row=80),
    Permission("draft", STAFF, None),
    TodoSource(REQUEST_SUBJECT, todos.find),
    SubjectType(
        key=REQUEST_SUBJECT,
        load=subject.load_subject,
        state=subject.state_of,
        named_in_mail=True,
    ),
    RecordedType(
        Request,
        REQUEST_RECORD,
        "reference",
        plain_facts=("version",),
        more_facts=_shared_facts,
    ),
    ApprovalType(
        key=EXTENSION_APPROVAL,
        approvers=COORDINATORS,
        text=extensions.extension_text,
        lock=extensions.lock,
        command=extensions.command,
        tell_expiry=extensions.tell_expiry,
    ),
)
