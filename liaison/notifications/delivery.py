"""Delivery of a notice: one message in each recipient's chat, which is edited or sent again, and an
e-mail without content where the chat cannot be reached.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from liaison.core.agreement import EscalationTarget, Priority, party_name
from liaison.core.cards import Card, Text, text
from liaison.core.channels import PAGE, channel_of
from liaison.core.outbox import Op, SendPrecondition, Subject, Urgency
from liaison.core.people import Person, PersonId, shown_to
from liaison.core.timers import refresh_cards_at
from liaison.core.transaction import People, Tx
from liaison.core.working_time import is_quiet, next_open
from liaison.notifications.email_service import mail_card, mail_message
from liaison.notifications.outages import MORNING
from liaison.notifications.recipients import hours_of, staff
from liaison.notifications.repository import Notices
from liaison.notifications.rules import (
    EMERGENCY_WINDOW,
    DeliveryDecision,
    DeliveryReason,
    Notice,
    NoticeRecipient,
    NoticeState,
    next_delivery,
)
from liaison.notifications.sounds import Tells, message_to, told_by
from liaison.notifications.subjects import SubjectRecord, SubjectType
from liaison.notifications.views import notice_card, notice_view, unreachable_line

ARRIVAL = timedelta(minutes=1)
"""After a delivery, the time in which its messages arrive."""


async def notify_recipient(
    tx: Tx,
    person: Person,
    notice: Notice,
    plan: DeliveryDecision,
    recipient: NoticeRecipient | None,
    record: SubjectRecord,
) -> None:
    """Send a notice to one person; also by e-mail if unreachable or if it escalates, but not to who
    has a page in place of a chat.
    """
    if channel_of(person.address) is not PAGE and (
        not person.reachable or plan.escalate_to is not None
    ):
        await mail_recipient(tx, person, notice)
    if person.reachable:
        step = plan.escalate_to
        if step is EscalationTarget.SAME_PEOPLE and recipient is None:
            step = None  # "again" is said only to a person who was told before
        shown = await notice_card(tx, person, notice, record, escalation_step=step)
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
            mail_card(about),
            key=f"mail:{notice.code}:{person.id}",
            precondition=SendPrecondition(notice=notice.code),
            urgency=Urgency.HIGH if notice.escalates else Urgency.NOTIFICATION,
        )
    )


async def _enqueue(
    tx: Tx,
    person: Person,
    notice: Notice,
    shown: Card,
    plan: DeliveryDecision,
    recipient: NoticeRecipient | None,
) -> None:
    """Send a message; a newer title edits the last one, silently, if that just came."""
    in_place = (
        plan.reason is DeliveryReason.REPEAT
        and notice.escalates
        and recipient is not None
        and not recipient.by_mail
        and notice.repeat_for is None
        and tx.now - recipient.notified_at < EMERGENCY_WINDOW
    )
    slot = notice_view(notice) if notice.is_open else None
    is_first = plan.reason not in (DeliveryReason.OTHERS, DeliveryReason.MORNING)
    tells, quiet = told_by(tx.registry, notice), is_quiet(tx.now, hours_of(tx, notice.party))
    message = replace(
        message_to(person, shown, tells, quiet=quiet, is_first=is_first),
        op=Op.EDIT if in_place else Op.SEND,
        message_slot=slot,
        replaces=recipient is not None and not in_place,
        dedupe_key=message_key(f"notice:{notice.code}", person.id, tx.now),
        precondition=_precondition(notice),
    )
    await tx.enqueue(message)


def _precondition(notice: Notice) -> SendPrecondition:
    if notice.is_open:
        return SendPrecondition(notice=notice.code)
    return SendPrecondition(
        subject=notice.subject, subject_id=notice.subject_id, states=notice.states
    )


async def change_message(tx: Tx, person: Person, slot: str, shown: Card) -> None:
    """Edit the message in a slot if it still exists."""
    message = message_to(person, shown, Tells.INFORMATION)
    await tx.enqueue(replace(message, op=Op.EDIT, message_slot=slot, edit_only=True))


def message_key(name: str, person: PersonId, at: datetime) -> str:
    """The key of the message of this name to a person at an instant."""
    return f"{name}:{at.isoformat()}:{person}"


async def show_delivery(tx: Tx, notice: Notice, at: datetime) -> None:
    """Show a change of the delivery in the open cards of the other Party, if it acted."""
    if not notice.internal and notice.triggered_by is not None:
        acted = tx.agreement.other(notice.party).code
        await refresh_cards_at(tx, acted, notice.subject_id, at)


async def delivery_status_lines(
    tx: Tx, viewer: Person, subject: Subject, subject_id: str
) -> Sequence[Text]:
    """How far the last act on a record has come, if it is an act of the viewer's Party: queued
    until a time and why, delivered to a number of people, or seen by a role of the other Party.
    Of an act of the other Party only who of the own Party has seen it. None of what is sent just
    now: it is shown when it arrives.
    """
    notice = await tx.of(Notices).last_across(subject, subject_id)
    if notice is None or notice.notified_at == tx.now:
        return ()
    seen = await _seen_line(tx, viewer, notice)
    if notice.party == viewer.party or seen:
        return seen
    lines = [*await _status_line(tx, notice)]
    opens = next_open(notice.made_at, hours_of(tx, notice.party))
    if notice.is_open and notice.priority is Priority.URGENT and opens > tx.now:
        told = {each.person for each in await tx.of(Notices).recipients(notice.code)}
        if any(e.reachable and e.id not in told for e in await staff(tx, notice.party)):
            lines.append(text("delivery-others", party=party_name(notice.party), at=opens))
    return lines


async def _seen_line(tx: Tx, viewer: Person, notice: Notice) -> Sequence[Text]:
    """Who has seen a notice first: the name for the own Party, the role for the other."""
    recipients = await tx.of(Notices).recipients(notice.code)
    seen = [(each.taken_at, each.person) for each in recipients if each.taken_at is not None]
    if notice.state is NoticeState.ACKNOWLEDGED and notice.ended_by is not None:
        seen.append((notice.ended_at or tx.now, notice.ended_by))
    at, person = min(seen, default=(tx.now, None))
    reader = await tx.of(People).get(person)
    if reader is None:
        return ()
    return (text("notice-acknowledged", who=shown_to(viewer, reader), at=at),)


async def _status_line(tx: Tx, notice: Notice) -> Sequence[Text]:
    name, hours = party_name(notice.party), hours_of(tx, notice.party)
    recipients = await tx.of(Notices).recipients(notice.code)
    reached = [each for each in recipients if not each.by_mail]
    names = (f"notice:{notice.code}", MORNING, Tells.HANDOVER, Tells.WAITED)
    keys = {message_key(x, each.person, each.notified_at): each for each in reached for x in names}
    arrived = await tx.of(Notices).arrived(keys)
    told = {keys[each].person: keys[each].notified_at for each in arrived}
    unreachable = await unreachable_line(tx, notice.party, [notice], told=told)
    if unreachable is not None:
        return (unreachable,)
    queued = partial(text, "delivery-queued", party=name)
    if notice.notified_at is None or notice.repeat:
        plan = next_delivery(notice, hours, is_reachable=True, now=tx.now)
        return (queued(at=plan.next_at or tx.now, why=plan.quiet or "sending"),)
    if not told:
        return (queued(at=notice.notified_at, why="sending"),) if reached else ()
    asks = "yes" if notice.needs_acknowledgement else "no"
    first = min(told.values())
    if notice.escalates and not all(each.startswith(Tells.WAITED) for each in arrived):
        first = notice.made_at  # and not the last repeat
    count = len(told)
    later = "yes" if count > 1 and any(e.notified_at > first for e in reached) else "no"
    return (text("delivery-sent", party=name, count=count, at=first, asks=asks, later=later),)
