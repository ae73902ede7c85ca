"""What ends when somebody can no longer do what was done so far, and what is left to others."""

from collections.abc import Sequence

from liaison.core.access import STAFF
from liaison.core.cards import MENU, Card, Text, card, text
from liaison.core.escalation_policy import Priority
from liaison.core.outbox import Subject
from liaison.core.people import Person, Role, Standing
from liaison.core.transaction import Tx
from liaison.notifications import service as notification_service
from liaison.notifications.chat_messages import close_opened
from liaison.notifications.rules import Audience
from liaison.notifications.service import Draft
from liaison.notifications.subject_views import HANDOVER, case_rows
from liaison.people import nomination_service
from liaison.requests.model import Request

HERE = (Standing.ACTIVE, Standing.SUSPENDED)
"""Whoever is suspended has not left."""


async def stop(tx: Tx, before: Person, after: Person, *, by: Person) -> Sequence[Request]:
    """End what a person has begun in a role or standing that is over, and hand open cases over.

    ``before`` and ``after`` are the person then and now; the caller has locked the administrators.
    Returns the open cases that need somebody else now, of which the coordinators are told, too.
    """
    if before.role is Role.ADMIN and not (after.role is Role.ADMIN and after.standing in HERE):
        await tx.marks.beat(nomination_service.left_mark(before.party), tx.now)
    await tx.conversations.clear(before.chat_id)
    await close_opened(tx, before.chat_id)
    await nomination_service.end_with(tx, before)
    await tx.invites.revoke(before.id)
    if after.standing is Standing.REMOVED:
        await tx.pins.remove(before.id)
    if after.active and after.role in STAFF:
        return ()
    held = await tx.requests.held_by(before.id)
    if held:
        await notification_service.tell(
            tx,
            Draft(
                party=before.party,
                subject=Subject.PERSON,
                of=str(before.id),
                topic=HANDOVER,
                headline=handover_text(before, held),
                audience=Audience.COORDINATORS,
                priority=Priority.IMPORTANT,
                actor=by.id,
                inner=True,
            ),
        )
    return held


def handover_card(person: Person, held: Sequence[Request]) -> Card:
    """The open cases of somebody who can no longer work on them, to be given to others."""
    return card(handover_text(person, held), rows=[*case_rows(held), MENU])


def handover_text(person: Person, held: Sequence[Request]) -> Text:
    """How many open cases somebody leaves behind."""
    return text("notice-handover", name=person.name, count=len(held))
