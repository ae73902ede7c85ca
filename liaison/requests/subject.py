"""Requests as subjects of notices."""

from liaison.core.cards import Text, text
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.core.working_time import days_left, local_date
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import SubjectRecord
from liaison.requests.model import Request, State
from liaison.requests.repository import Requests
from liaison.requests.views import show_case

COUNTING = frozenset({"reminder-due", "reminder-overdue", "reminder-forgotten"})
"""Titles with a number of days, which is updated because a notice may wait for the morning."""


async def load_subject(tx: Tx, notice: Notice) -> SubjectRecord:
    """The request of a notice, with the people responsible in the Party of the notice."""
    request = await tx.of(Requests).get(Reference(notice.subject_id), party=notice.party)
    if request is None:
        return SubjectRecord()
    own = notice.party == request.requested
    return SubjectRecord(
        title=_title(tx, notice, request),
        card=lambda viewer: show_case(tx, viewer, request),
        responsible=frozenset({request.assignee if own else request.logged_by}),
        for_coordinators=own and request.offered_to is not None,
        offered_to=str(request.offered_to),
    )


async def state_of(tx: Tx, person: Person, reference: str) -> str | None:
    """The state of a request of the person's Party."""
    request = await tx.of(Requests).peek(Reference(reference), party=person.party)
    return None if request is None else request.state


def _title(tx: Tx, notice: Notice, request: Request) -> Text:
    """The title of a notice, updated to now."""
    title = notice.title
    if title.key not in COUNTING:
        return title
    zone = tx.agreement.party(request.requested).zone
    today = local_date(tx.now, zone)
    if title.key == "reminder-forgotten":
        if request.stepped_at > notice.made_at:
            return title  # it was so until this step
        days = days_left(today, local_date(request.stepped_at, zone))
        return text(title.key, reference=request.reference, days=days)
    if request.due_on is None or request.state is not State.RECEIVED:
        return title
    left = days_left(request.due_on, today)
    key = "reminder-due" if left >= 0 else "reminder-overdue"
    return text(key, reference=request.reference, days=abs(left))
