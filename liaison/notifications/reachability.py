"""Whether Telegram delivers to a person, and what follows when it does not."""

from liaison.core.cards import Button, card, text
from liaison.core.outbox import PERSON_SUBJECT, Message, Op
from liaison.core.people import Person, PersonId
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.notifications import service as notification_service
from liaison.notifications.delivery import mail_recipient
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Audience
from liaison.notifications.service import NewNotice

UNREACHABLE = "unreachable"
"""The topic of what administrators are told about a person whom nothing reaches."""


async def mark_unreachable(tx: Tx, person: PersonId) -> None:
    """Mark a person to whom Telegram delivers nothing (any more); the first time only.

    What the person was told of goes on at once to whoever comes next, an e-mail without content
    goes out where an address is known, and the own administrators are told.
    """
    known = await tx.of(People).get(person)
    if known is None or not known.reachable:
        return
    await tx.of(People).set_unreachable(person, tx.now)
    await tx.audit("person.unreachable", str(person), actor=None)
    gone = await tx.of(People).get(person)
    for notice in await tx.of(Notices).waiting_for(person):
        if gone is not None:
            await mail_recipient(tx, gone, notice)
            await notification_service.run_timer(tx, notice.code)
    await notification_service.notify(
        tx,
        NewNotice(
            party=known.party,
            subject=PERSON_SUBJECT,
            subject_id=str(person),
            notice_key=UNREACHABLE,
            title=text("notice-unreachable", name=known.name, agency=known.agency),
            audience=Audience.ADMINS,
            triggered_by=person,
            internal=True,
        ),
    )


async def touch_last_seen(tx: Tx, person: Person) -> None:
    """Remember the day, in the Party's zone, on which a person said or pressed something.

    Written once a day at most, so that it costs an update nothing more.
    """
    day = local_date(tx.now, tx.agreement.party(person.party).zone)
    if person.active and person.last_seen_on != day:
        await tx.of(People).set_last_seen(person.id, day)


async def mark_reachable(tx: Tx, person: Person) -> None:
    """Take the mark away from somebody who was just heard, and say what waits meanwhile."""
    await tx.of(People).set_unreachable(person.id, None)
    await tx.audit("person.reachable", str(person.id), actor=person)
    await notification_service.resolve_about(
        tx, person.party, PERSON_SUBJECT, str(person.id), notice_key=UNREACHABLE
    )
    waiting = await tx.of(Notices).waiting_for(person.id)
    if waiting:
        await tx.enqueue(
            Message(
                chat_id=person.chat_id,
                op=Op.SEND,
                recipient=person.id,
                card=card(
                    text("notices-waiting", count=len(waiting)),
                    rows=[(Button(text("menu-inbox"), "inbox"),)],
                ),
            )
        )
