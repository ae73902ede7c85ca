"""The effect of a changed calendar on open requests, reported to both Parties."""

from collections.abc import Mapping
from datetime import date

from liaison.core.agreement import Party, PartyCode
from liaison.core.cards import Text, text
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Audience
from liaison.notifications.service import NewNotice
from liaison.requests.deadlines import Deadline, describe_deadline
from liaison.requests.repository import RequestFilter, Requests
from liaison.settings.holiday_views import moved_deadline_texts

MOST_REQUESTS = 1000
"""The maximum number of open requests that are compared."""
TOPIC = "holidays"


async def deadlines_of(tx: Tx, party: Party) -> Mapping[Reference, Deadline]:
    """The deadlines of the open requests that a Party was asked, by the present calendar."""
    chosen = open_requests(tx, limit=MOST_REQUESTS, requested=party.code)
    requests, _ = await tx.of(Requests).listed(party.code, chosen)
    calendar = tx.calendar(party.code)
    return {
        each.reference: describe_deadline(each.received_on, each.due_on, calendar)
        for each in requests
        if each.received_on is not None and each.due_on is not None
    }


async def notify_moved_deadlines(
    tx: Tx, party: Party, what: Text, before: Mapping[Reference, Deadline], *, actor: Person | None
) -> int:
    """Notify both Parties of a change and of the requests whose last working day differs from
    ``before``; returns the number of those requests. The people who work on them are notified, too.
    """
    after = await deadlines_of(tx, party)
    moved = [
        (reference, now)
        for reference, now in after.items()
        if now.last_working_day != before[reference].last_working_day
    ]
    for side in tx.agreement.parties:
        await notification_service.notify(
            tx,
            NewNotice(
                party=side.code,
                subject=SERVICE_SUBJECT,
                subject_id=party.code,
                notice_key=TOPIC,
                title=text(
                    "notice-holidays", what=what, requests=tuple(moved_deadline_texts(moved))
                ),
                audience=Audience.STAFF if moved and side is party else Audience.COORDINATORS,
                triggered_by=None if actor is None else actor.id,
            ),
        )
    return len(moved)


def open_requests(tx: Tx, *, limit: int, requested: PartyCode | None = None) -> RequestFilter:
    """The open requests of a Party, up to ``limit``."""
    today: Mapping[PartyCode, date] = {
        each.code: local_date(tx.now, each.zone) for each in tx.agreement.parties
    }
    return RequestFilter(which="open", today=today, requested=requested, limit=limit)
