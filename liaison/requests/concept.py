"""The registrations of requests."""

from collections.abc import Mapping
from datetime import date

from liaison.approvals.service import ApprovalType
from liaison.audit.digests import RecordedType
from liaison.core.cards import named
from liaison.core.people import (
    BEHIND_MORE,
    COORDINATORS,
    PARTICIPANTS,
    STAFF,
    Group,
    Permission,
    permissions,
)
from liaison.core.references import CodePrefix, Reference
from liaison.core.registry import Concept
from liaison.notifications.subjects import SubjectType
from liaison.redactions.service import TypedTexts
from liaison.requests import extensions, service, subject, todos
from liaison.requests.model import (
    EXTENSION_APPROVAL,
    REQUEST_RECORD,
    REQUEST_SUBJECT,
    Action,
    Event,
    Request,
)
from liaison.requests.repository import Requests
from liaison.requests.typed_texts import find_typed_texts, is_typed
from liaison.todos.sources import TodoSource

_ASKS = (Action.LOG, Action.RECORD)


def _shared_facts(request: Request, event: Event) -> Mapping[str, object]:
    """The facts that both Parties see, without typed text."""
    if event.private:
        return {}
    facts: dict[str, object] = {
        "state": request.state,
        "received_on": request.received_on,
        "due_on": request.due_on,
        "said": {name: each for name, each in event.facts.items() if not is_typed(name)},
    }
    if event.action in _ASKS:
        details = request.details
        facts |= {
            "kind": details.kind,
            "urgent": details.urgent,
            "persons": details.persons,
            "children": details.children,
            "needed_by": details.needed_by,
            "letter_day": details.letter.day,
            "channel": details.letter.channel,
        }
    return facts


CONCEPT: Concept = (
    CodePrefix("", "request"),
    Permission("new", STAFF, Group.REQUESTS, menu=STAFF),
    Permission("record", STAFF, Group.REQUESTS, menu=BEHIND_MORE),
    Permission("requests", PARTICIPANTS, Group.REQUESTS, menu=PARTICIPANTS),
    *permissions(PARTICIPANTS, "request", "find", group=Group.REQUESTS),
    *permissions(STAFF, "receive", "ask", "supply", "assign", "status", group=Group.REQUESTS),
    Permission("wrong", STAFF),
    *permissions(STAFF, "answer", "refuse", "withdraw", "correct", "return", group=Group.REQUESTS),
    *permissions(STAFF, "close", "agree", "object", "safety", group=Group.REQUESTS),
    *permissions(COORDINATORS, "extend", group=Group.REQUESTS),
    *permissions(COORDINATORS, "extensions"),
    Permission("explain", PARTICIPANTS, Group.REQUESTS, menu=BEHIND_MORE),
    *permissions(STAFF, "draft"),
    TodoSource(REQUEST_SUBJECT, todos.find_todos),
    service.BY_COLLEAGUE,
    *service.INFORMING,
    SubjectType(
        REQUEST_SUBJECT,
        subject.load_subject,
        state=subject.state_of,
        named_in_mail=True,
        steps=lambda step: named("action", step),
    ),
    RecordedType(
        Request, REQUEST_RECORD, "reference", plain_facts=("version",), more_facts=_shared_facts
    ),
    TypedTexts("request", "request", find_typed_texts),
    ApprovalType(
        EXTENSION_APPROVAL,
        COORDINATORS,
        text=extensions.extension_text,
        terms=extensions.extension_terms,
        lock=lambda tx, approval: tx.of(Requests).lock(
            Reference(approval.change.of), party=approval.party
        ),
        check=extensions.check,
        apply=extensions.apply,
        command=lambda change: f"request {change.of}",
        about=lambda change: (REQUEST_SUBJECT, change.of),
        due=lambda change: date.fromisoformat(change.before),
        tell=extensions.tell,
    ),
)
