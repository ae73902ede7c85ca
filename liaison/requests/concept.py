"""The registrations of requests."""

from collections.abc import Mapping

from liaison.approvals.approval_type import ApprovalType
from liaison.audit.digests import RecordedType
from liaison.core.access import BEHIND_MORE, COORDINATORS, PARTICIPANTS, STAFF, Group, Permission
from liaison.core.references import CodePrefix
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


def _shared_facts(request: Request, event: Event) -> Mapping[str, object]:
    """The facts that both Parties see; of internal steps only the digest is audited."""
    if event.private:
        return {}
    facts: dict[str, object] = {
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
    CodePrefix("", "request"),
    Permission("new", STAFF, Group.REQUESTS, menu=STAFF),
    Permission("record", STAFF, Group.REQUESTS, menu=BEHIND_MORE),
    Permission("requests", PARTICIPANTS, Group.REQUESTS, menu=PARTICIPANTS),
    Permission("request", PARTICIPANTS, Group.REQUESTS),
    Permission("find", PARTICIPANTS, Group.REQUESTS),
    Permission("receive", STAFF, Group.REQUESTS),
    Permission("ask", STAFF, Group.REQUESTS),
    Permission("supply", STAFF, Group.REQUESTS),
    Permission("assign", STAFF, Group.REQUESTS),
    Permission("status", STAFF, Group.REQUESTS),
    Permission("answer", STAFF, Group.REQUESTS),
    Permission("refuse", STAFF, Group.REQUESTS),
    Permission("withdraw", STAFF, Group.REQUESTS),
    Permission("correct", STAFF, Group.REQUESTS),
    Permission("return", STAFF, Group.REQUESTS),
    Permission("close", STAFF, Group.REQUESTS),
    Permission("agree", STAFF, Group.REQUESTS),
    Permission("object", STAFF, Group.REQUESTS),
    Permission("extend", COORDINATORS, Group.REQUESTS),
    Permission("safety", STAFF, Group.REQUESTS),
    Permission("explain", PARTICIPANTS, Group.REQUESTS, menu=BEHIND_MORE),
    Permission("draft", STAFF),
    TodoSource(REQUEST_SUBJECT, todos.find_todos),
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
        lock=extensions.lock_request,
        command=extensions.command,
        tell_expiry=extensions.tell_expiry,
    ),
)
