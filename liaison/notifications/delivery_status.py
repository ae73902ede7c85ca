"""Whether the other Party was told: shown to the Party that sent something."""

from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import Text, named, text
from liaison.core.outbox import Subject
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.recipients import hours_of
from liaison.notifications.repository import Notices
from liaison.notifications.rules import NoticeState, next_delivery
from liaison.notifications.views import notice_view


async def delivery_status_line(
    tx: Tx, party: PartyCode, subject: Subject, subject_id: str, notice_key: str
) -> Text | None:
    """The state of the notification of a Party: queued until a time, delivered to a number of
    people, or seen by a role. None if the Party is not notified.
    """
    notice = await tx.of(Notices).latest(party, subject, subject_id, notice_key)
    if notice is None:
        return None
    name = party_name(party)
    count = await tx.of(Notices).arrived(notice.code, notice_view(notice))
    if notice.notified_at is None or not count:
        at = notice.notified_at  # its messages are on their way
        if at is None:
            plan = next_delivery(notice, hours_of(tx, party), is_reachable=True, now=tx.now)
            at = plan.next_at or tx.now
        return text("delivery-queued", party=name, at=at)
    recipients = await tx.of(Notices).recipients(notice.code)
    seen = [(each.taken_at, each.person) for each in recipients if each.taken_at is not None]
    if notice.state is NoticeState.ACKNOWLEDGED and notice.ended_by is not None:
        seen.append((notice.ended_at or tx.now, notice.ended_by))
    if seen:
        at, person = min(seen)
        reader = await tx.of(People).get(person)
        if reader is not None:
            return text("delivery-seen", party=name, role=named("role", reader.role), at=at)
    return text("delivery-sent", party=name, count=count, at=notice.notified_at)
