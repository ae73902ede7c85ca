"""Requests as subjects of notices."""

from functools import partial

from liaison.core.agreement import Priority
from liaison.core.cards import text
from liaison.core.people import COORDINATORS, Person, PersonId
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.duty.service import people_on_duty
from liaison.notifications.recipients import staff
from liaison.notifications.rules import UNACKNOWLEDGED, Notice
from liaison.notifications.subjects import Delivery, EndsBy, SubjectRecord
from liaison.requests.model import RECEIPT_NOTICE, Action, Request
from liaison.requests.permissions import points_to_answer, undecided
from liaison.requests.repository import Requests
from liaison.requests.service import BY_COLLEAGUE, OFFER, SAFETY
from liaison.requests.todos import act_of, todos_of
from liaison.requests.views import show_request
from liaison.todos.sources import party_context_of

_ON_SAFETY = (SAFETY, Action.APPROVE_SAFETY, Action.ANSWER_SAFETY, Action.POSTPONE)
_ASKED = {
    RECEIPT_NOTICE: "receive",
    OFFER: "assign",
    **dict.fromkeys(_ON_SAFETY, "safety"),
    Action.EXTEND: "extend",
    Action.ASK: "supply",
    Action.ANSWER: "close",
    Action.REFUSE: "close",
    Action.RETURN: "answer",
    Action.ASSIGN: "answer",
    Action.RECORD: "agree",
    Action.INQUIRE: "status",
}
"""The commands of the steps that notices ask for, by their keys."""
_OF_ITS_OWNERS = ("answer", "close", "supply", "status")
"""The steps that are asked only of the people whose to-do they are."""


async def load_subject(tx: Tx, notice: Notice) -> SubjectRecord:
    """The request of a notice, with the people responsible in the Party of the notice."""
    request = await tx.of(Requests).lock(Reference(notice.subject_id), party=notice.party)
    if request is None:
        return SubjectRecord()
    own = notice.party == request.requested
    urgent = notice.priority is Priority.URGENT
    asks = notice.needs_acknowledgement or notice.notice_key in _ON_SAFETY
    asked = _ASKED.get(notice.notice_key, "") if asks else ""
    decided = asked == Action.EXTEND and not notice.is_open
    over = text("extension-over", reference=request.reference)
    owed = Action.INQUIRE if notice.kind == UNACKNOWLEDGED else asked
    is_read = notice.notice_key == Action.ASSIGN or not asked
    ends_by = EndsBy.ANSWER if urgent else EndsBy.STEP
    return SubjectRecord(
        title=over if decided else None,
        card=lambda viewer: show_request(tx, viewer, request, brief=True),
        delivery=Delivery(
            responsible=frozenset({await _author(tx, notice, request)}),
            offered_to=request.offered_to if own else None,
            on_duty=await people_on_duty(tx, notice.party) if urgent else frozenset(),
        ),
        ends_by=EndsBy.SEEN if is_read else ends_by,
        asked="" if is_read else asked,
        owed=partial(_owed, tx, request, owed),
        entitled=() if is_read or not urgent else await staff(tx, notice.party),
        says_end=decided,
        letter=request.details.letter.reference,
    )


async def _author(tx: Tx, notice: Notice, request: Request) -> PersonId | None:
    """Who works on a request in the Party of a notice, or gave what was corrected."""
    if notice.party != request.requested:
        return request.logged_by
    if notice.kind != BY_COLLEAGUE.key:
        return request.assignee
    history = await tx.of(Requests).events(request.reference, party=notice.party)
    replies = (each for each in history if each.action in (Action.ANSWER, Action.REFUSE))
    return next((each.person for each in replies), None)


async def _owed(tx: Tx, request: Request, asked: str, viewer: Person) -> str:
    """The step that a notice asks of a viewer: exactly that command, or its first word."""
    if asked == Action.INQUIRE:
        return "status"
    if asked == "safety":
        command, waits = f"safety {request.reference}", undecided(request)
        if viewer.role in COORDINATORS and viewer.party in waits:
            return command
        return f"{command} answer" if waits and points_to_answer(request, viewer) else ""
    if asked not in _OF_ITS_OWNERS:
        return asked
    todos = todos_of(request, await party_context_of(tx, viewer.party))
    act = act_of("progress" if asked == "status" else asked)
    return asked if any(act == each.act and viewer.id in each.people for each in todos) else ""


async def state_of(tx: Tx, person: Person, reference: str) -> str | None:
    """The state of a request of the person's Party."""
    request = await tx.of(Requests).get(Reference(reference), party=person.party)
    return None if request is None else request.state
