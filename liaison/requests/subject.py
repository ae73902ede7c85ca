"""Requests as subjects of notices."""

from liaison.core.agreement import Priority
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.duty.service import people_on_duty
from liaison.notifications.recipients import staff
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import SubjectRecord
from liaison.requests.model import RECEIPT_NOTICE, Action
from liaison.requests.repository import Requests
from liaison.requests.service import OFFER, SAFETY
from liaison.requests.views import show_request

_ON_SAFETY = (SAFETY, Action.APPROVE_SAFETY, Action.ANSWER_SAFETY, Action.POSTPONE)
_ASKED = {
    RECEIPT_NOTICE: "receive",
    OFFER: "assign",
    **dict.fromkeys(_ON_SAFETY, "safety {}"),
    Action.EXTEND: "extend",
    Action.ASK: "supply",
    Action.ANSWER: "close",
    Action.REFUSE: "close",
    Action.RETURN: "answer",
    Action.RECORD: "agree",
    Action.INQUIRE: "status",
}
"""The commands of the steps that notices ask for, by their keys; with ``{}``, exactly that one."""


async def load_subject(tx: Tx, notice: Notice) -> SubjectRecord:
    """The request of a notice, with the people responsible in the Party of the notice."""
    request = await tx.of(Requests).get(Reference(notice.subject_id), party=notice.party)
    if request is None:
        return SubjectRecord()
    own = notice.party == request.requested
    urgent = notice.priority is Priority.URGENT
    asks = notice.needs_acknowledgement or notice.notice_key in _ON_SAFETY
    return SubjectRecord(
        card=lambda viewer: show_request(tx, viewer, request, brief=True),
        responsible=frozenset({request.assignee if own else request.logged_by}),
        for_coordinators=own and request.offered_to is not None,
        offered_to=str(request.offered_to),
        on_duty=await people_on_duty(tx, notice.party) if urgent else frozenset(),
        needs_answer=urgent,
        asked=_ASKED.get(notice.notice_key, "").format(notice.subject_id) if asks else "",
        entitled=await staff(tx, notice.party) if urgent else (),
    )


async def state_of(tx: Tx, person: Person, reference: str) -> str | None:
    """The state of a request of the person's Party."""
    request = await tx.of(Requests).peek(Reference(reference), party=person.party)
    return None if request is None else request.state
