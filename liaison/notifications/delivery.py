"""The messages of a notice: in each person's chat one that is changed, taken away or told anew, and
an e-mail without content where the chat does not reach.
"""

from datetime import timedelta

from liaison.core.cards import Card
from liaison.core.escalation_policy import Priority
from liaison.core.outbox import Guard, Message, Op, Urgency
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.notifications.email_service import mail_message
from liaison.notifications.rules import Copy, Notice, Plan, Telling
from liaison.notifications.subjects import SubjectRecord, SubjectType, load_subject
from liaison.notifications.views import notice_card, replaced_card

SAME_BREATH = timedelta(minutes=5)
"""A rung this soon after the last telling changes the message that is there."""
SAME_MORNING = timedelta(hours=4)
"""So does something newer to say."""
UNHEARD = "unheard"
"""Begins the topic of what one Party is told about a notice of the other, before its code."""
DELETABLE = timedelta(hours=40)
"""How long Telegram surely lets a message be deleted: 48 hours, less what it may be older."""


async def tell_person(
    tx: Tx,
    person: Person,
    notice: Notice,
    plan: Plan,
    copy: Copy | None,
    record: SubjectRecord,
) -> None:
    """Tell one person, by e-mail as well where the chat does not reach or the hour presses."""
    emergency = notice.priority is Priority.EMERGENCY
    if not person.reachable or (emergency and plan.telling is Telling.RUNG):
        await mail_person(tx, person, notice)
    if person.reachable:
        shown = await notice_card(tx, person, notice, record, rung=plan.rung)
        await _put(tx, person, notice, shown, in_place=_fresh(tx, notice, plan, copy), copy=copy)
        if record.follow_up is not None:
            await record.follow_up(person)


async def mail_person(tx: Tx, person: Person, notice: Notice) -> None:
    """Say by e-mail, once for each notice, that something waits; never what."""
    if not tx.mails or person.email is None:
        return
    named = tx.registry.get(SubjectType, notice.subject).named_in_mail
    about = notice.of if named else notice.code
    urgent = notice.priority is Priority.EMERGENCY
    await tx.say(
        mail_message(
            person,
            about,
            key=f"mail:{notice.code}:{person.id}",
            guard=Guard(notice=notice.code),
            urgency=Urgency.EMERGENCY if urgent else Urgency.NEWS,
        )
    )


def _fresh(tx: Tx, notice: Notice, plan: Plan, copy: Copy | None) -> bool:
    """Whether the message that is there already is so new that it is changed instead."""
    if copy is None or copy.by_mail or notice.again_for is not None:
        return False
    span = SAME_MORNING if plan.telling is Telling.ONCE_MORE else SAME_BREATH
    return tx.now - copy.told_at < span


async def tell_again(tx: Tx, person: Person, notice: Notice, *, young: bool) -> None:
    """Tell a person once more what is still asked, waking nobody: the message that asked it has had
    its time, and goes where it is so ``young`` that it can.
    """
    shown = await notice_card(tx, person, notice, await load_subject(tx, notice))
    guard = _guard(notice)
    if not young:
        await change_message(tx, person, notice, replaced_card(), guard=guard)
    await tx.say(
        Message(
            chat_id=person.chat_id,
            op=Op.SEND,
            to=person.id,
            card=shown,
            slot=slot_of(notice),
            replaces=young,
            guard=guard,
            silent=True,
        )
    )


def slot_of(notice: Notice) -> str:
    """The place in a chat where a notice has its message."""
    return f"notice:{notice.code}"


async def _put(
    tx: Tx, person: Person, notice: Notice, shown: Card, *, in_place: bool, copy: Copy | None
) -> None:
    emergency = notice.priority is Priority.EMERGENCY
    urgency = Urgency.EMERGENCY if emergency else Urgency.NEWS
    slot = slot_of(notice) if notice.wants_word else None
    guard = _guard(notice)
    again = copy is not None and not in_place
    young = copy is not None and tx.now - copy.told_at < DELETABLE
    if again and not young:
        # As urgent as what follows it: what is newer would be changed, if that left first.
        old = replaced_card()
        await change_message(tx, person, notice, old, guard=guard, urgency=urgency)
    await tx.say(
        Message(
            chat_id=person.chat_id,
            op=Op.EDIT if in_place else Op.SEND,
            to=person.id,
            card=shown,
            slot=slot,
            replaces=again and young,
            key=f"notice:{notice.code}:{tx.now.isoformat()}:{person.id}",
            guard=guard,
            urgency=urgency,
        )
    )


def _guard(notice: Notice) -> Guard:
    """What must still be so when a message of the notice leaves."""
    if notice.wants_word:
        return Guard(notice=notice.code)
    about, _, code = notice.topic.partition(":")
    if about == UNHEARD:
        return Guard(notice=code)
    if not notice.states:
        return Guard()
    return Guard(subject=notice.subject, of=notice.of, states=notice.states)


async def change_message(
    tx: Tx,
    person: Person,
    notice: Notice,
    shown: Card,
    *,
    guard: Guard | None = None,
    urgency: Urgency = Urgency.NEWS,
) -> None:
    """Change the message of a notice where it is still there."""
    await tx.say(
        Message(
            chat_id=person.chat_id,
            op=Op.EDIT,
            to=person.id,
            card=shown,
            slot=slot_of(notice),
            only_there=True,
            guard=guard,
            urgency=urgency,
        )
    )
