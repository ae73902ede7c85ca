"""Notifications about new requests, for the tests of what happens to them."""

from functools import partial

from liaison.core.agreement import PartyCode, Priority
from liaison.core.cards import text
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.core.transaction import unused_code
from liaison.core.working_time import local_date
from liaison.notifications.kinds import NewNotice
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Audience
from liaison.notifications.service import notify
from liaison.requests import rules as request_rules
from liaison.requests.model import REQUEST_SUBJECT, ActionContext, Kind, Letter, RequestDetails
from liaison.requests.repository import Requests
from storage.transaction import Transaction

KH, CN = PartyCode("KH"), PartyCode("CN")
ASKED = RequestDetails(kind=Kind.VERIFICATION, urgent=True, persons=2, children=0, letter=Letter())


async def new_request(tx: Transaction, sender: Person) -> Reference:
    """A new request from Cambodia, of which China has not been notified."""
    find = partial(tx.of(Requests).get, party=KH)
    reference: Reference = await unused_code(tx, KH, KH, Reference, find)
    today = local_date(tx.now, tx.agreement.party(KH).zone)
    context = ActionContext(person=sender, at=tx.now)
    request, event = request_rules.log(
        ASKED, context, reference=reference, requested=CN, today=today
    )
    await tx.of(Requests).add(request, event)
    return reference


async def notification_about(tx: Transaction, sender: Person, priority: Priority) -> str:
    """A new request from Cambodia and a notification to China about it; gives its code."""
    reference = await new_request(tx, sender)
    await notify(
        tx,
        NewNotice(
            party=CN,
            subject=REQUEST_SUBJECT,
            subject_id=reference,
            notice_key="drill",
            title=text("notice-log", reference=reference),
            audience=Audience.STAFF,
            priority=priority,
            states=("sent",),
        ),
    )
    [notice] = await tx.of(Notices).open_about(CN, REQUEST_SUBJECT, reference)
    return notice.code
