"""Delivery of a notice: one message in each recipient's chat, which is edited or sent again, and an
e-mail without content where the chat cannot be reached.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import Card, Text, named, text
from liaison.core.outbox import Op, SendPrecondition, Subject, Urgency, message_to
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.email_service import mail_message
from liaison.notifications.recipients import hours_of
from liaison.notifications.repository import Notices
from liaison.notifications.rules import (
    EMERGENCY_WINDOW,
    DeliveryDecision,
    DeliveryReason,
    Notice,
    NoticeRecipient,
    NoticeState,
    came_in_morning,
    next_delivery,
)
from liaison.notifications.sounds import only_informs
from liaison.notifications.subjects import SubjectRecord, SubjectType
from liaison.notifications.views import notice_card, notice_view

EDIT_WINDOW = timedelta(hours=4)
"""A newer title this soon after the last delivery edits the existing message, of an urgent notice
or an emergency as soon as its escalation does.
"""
UNACKNOWLEDGED = "unheard"
"""Prefix of the key of a notice about the other Party's unacknowledged notice."""


async def notify_recipient(
    tx: Tx,
    person: Person,
    notice: Notice,
    plan: DeliveryDecision,
    recipient: NoticeRecipient | None,
    record: SubjectRecord,
) -> None:
    """Send a notice to one person; also by e-mail if unreachable or if it escalates."""
    if not person.reachable or plan.reason is DeliveryReason.ESCALATION:
        await mail_recipient(tx, person, notice)
    if person.reachable:
        shown = await notice_card(tx, person, notice, record, escalation_step=plan.escalate_to)
        await _enqueue(tx, person, notice, shown, plan, recipient)


async def mail_recipient(tx: Tx, person: Person, notice: Notice) -> None:
    """Send an e-mail, once for each notice, that something waits; it has no content."""
    if not tx.can_send_mail or person.email is None:
        return
    named = tx.registry.get(SubjectType, notice.subject).named_in_mail
    about = notice.subject_id if named else notice.code
    await tx.enqueue(
        mail_message(
            person,
            about,
            key=f"mail:{notice.code}:{person.id}",
            precondition=SendPrecondition(notice=notice.code),
            urgency=_urgency(notice),
        )
    )


def can_edit(notice: Notice, recipient: NoticeRecipient | None, now: datetime) -> bool:
    """Whether the existing message is recent enough to be edited, which makes no sound."""
    if recipient is None or recipient.by_mail or notice.repeat_for is not None:
        return False
    span = EMERGENCY_WINDOW if notice.escalates else EDIT_WINDOW
    return now - recipient.notified_at < span


async def _enqueue(
    tx: Tx,
    person: Person,
    notice: Notice,
    shown: Card,
    plan: DeliveryDecision,
    recipient: NoticeRecipient | None,
) -> None:
    in_place = can_edit(notice, recipient, tx.now)
    waited = plan.reason is DeliveryReason.OTHERS
    slot = notice_view(notice) if notice.needs_acknowledgement else None
    message = replace(
        message_to(person, shown, urgency=Urgency.NOTIFICATION if waited else _urgency(notice)),
        op=Op.EDIT if in_place else Op.SEND,
        message_slot=slot,
        replaces=recipient is not None and not in_place,
        dedupe_key=f"notice:{notice.code}:{tx.now.isoformat()}:{person.id}",
        precondition=_precondition(notice),
        silent=only_informs(tx.registry, notice),
    )
    await tx.enqueue(message)


def _urgency(notice: Notice) -> Urgency:
    return Urgency.HIGH if notice.escalates else Urgency.NOTIFICATION


def _precondition(notice: Notice) -> SendPrecondition:
    if notice.needs_acknowledgement:
        return SendPrecondition(notice=notice.code)
    if notice.kind == UNACKNOWLEDGED:
        return SendPrecondition(notice=notice.detail)
    if not notice.states:
        return SendPrecondition()
    return SendPrecondition(
        subject=notice.subject, subject_id=notice.subject_id, states=notice.states
    )


async def change_message(tx: Tx, person: Person, slot: str, shown: Card) -> None:
    """Edit the message in a slot if it still exists."""
    message = message_to(person, shown)
    await tx.enqueue(replace(message, op=Op.EDIT, message_slot=slot, edit_only=True))


async def delivery_status_line(
    tx: Tx, party: PartyCode, subject: Subject, subject_id: str, notice_key: str
) -> Text | None:
    """The state of the notification of a Party: queued until a time and why, delivered to a number
    of people, or seen by a role. None if the Party is not notified.
    """
    notice = await tx.of(Notices).latest(party, subject, subject_id, notice_key)
    if notice is None:
        return None
    name = party_name(party)
    hours = hours_of(tx, party)
    recipients = await tx.of(Notices).recipients(notice.code)
    if came_in_morning(notice, hours):
        count = sum(not each.by_mail for each in recipients)
    else:
        count = await tx.of(Notices).arrived(notice.code, notice_view(notice))
    if notice.notified_at is None:
        plan = next_delivery(notice, hours, is_reachable=True, now=tx.now)
        at, why = plan.next_at or tx.now, plan.quiet or "sending"
        return text("delivery-queued", party=name, at=at, why=why)
    if not count:
        why = "unreachable" if all(each.by_mail for each in recipients) else "sending"
        return text("delivery-queued", party=name, at=notice.notified_at, why=why)
    seen = [(each.taken_at, each.person) for each in recipients if each.taken_at is not None]
    if notice.state is NoticeState.ACKNOWLEDGED and notice.ended_by is not None:
        seen.append((notice.ended_at or tx.now, notice.ended_by))
    if seen:
        at, person = min(seen)
        reader = await tx.of(People).get(person)
        if reader is not None:
            return text("delivery-seen", party=name, role=named("role", reader.role), at=at)
    return text("delivery-sent", party=name, count=count, at=notice.notified_at)
