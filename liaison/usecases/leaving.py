"""What ends when somebody can no longer do what was done so far, and what is left to others."""

from collections.abc import Sequence

from liaison.domain.access import STAFF
from liaison.domain.cards import Card, Text, card, text
from liaison.domain.ladders import Priority
from liaison.domain.notices import Audience, Subject
from liaison.domain.people import Person, Role, Standing
from liaison.domain.request_facts import Request
from liaison.usecases import nominations, notices
from liaison.usecases.lives import close_opened
from liaison.usecases.notice_cards import HANDOVER, MENU, case_rows
from liaison.usecases.notices import Draft
from liaison.usecases.ports import Tx

HERE = (Standing.ACTIVE, Standing.SUSPENDED)
"""Whoever is suspended has not left."""


async def stop(tx: Tx, before: Person, after: Person, *, by: Person) -> Sequence[Request]:
    """End what a person has begun in a role or standing that is over, and hand open cases over.

    ``before`` and ``after`` are the person then and now; the caller has locked the administrators.
    Returns the open cases that need somebody else now, of which the coordinators are told, too.
    """
    if before.role is Role.ADMIN and not (after.role is Role.ADMIN and after.standing in HERE):
        await tx.marks.beat(nominations.left_mark(before.party), tx.now)
    await tx.conversations.clear(before.chat_id)
    await close_opened(tx, before.chat_id)
    await nominations.end_with(tx, before)
    await tx.invites.revoke(before.id)
    if after.standing is Standing.REMOVED:
        await tx.pins.remove(before.id)
    if after.active and after.role in STAFF:
        return ()
    held = await tx.requests.held_by(before.id)
    if held:
        await notices.tell(
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
