"""The pinned Today message of each person: how many to-dos of which kind, and nothing confidential.

It is edited when the counts change, within a minute, and never deleted.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from liaison.core.agreement import PartyCode
from liaison.core.cards import Card
from liaison.core.outbox import Message, Op, message_to
from liaison.core.people import Person, PersonId
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.message_expiry import TODAY_SLOT, full_minute
from liaison.todos.model import Rank, Todo
from liaison.todos.repository import TodayMessages
from liaison.todos.rules import one_each
from liaison.todos.views import today_message

TIMER: Final = "today"
"""Timer kind for the Today messages of a Party."""
COUNTED: Final = {
    Rank.OVERDUE: "overdue",
    Rank.DUE: "due",
    Rank.RECEIPT: "receive",
    Rank.IDLE: "other",
    Rank.OPEN: "other",
    Rank.UNREAD: "unread",
}
"""The names under which to-dos are counted, in their order."""

ENDED: Final = "ended"
"""What the message of a person without access shows."""


async def refresh_soon(tx: Tx) -> None:
    """Update all Today messages at the next full minute: to-dos have changed."""
    for party in tx.agreement.parties:
        at = full_minute(tx.now + timedelta.resolution)
        await tx.schedule_timer(TIMER, party.code, at)


async def lock_today(tx: Tx, party: PartyCode) -> None:
    """Lock the timer before to-dos are read to be shown, so that no change is missed."""
    await tx.lock_timer(TIMER, party)


async def show(tx: Tx, party: PartyCode, todos: Mapping[PersonId, Sequence[Todo]]) -> None:
    """Send or edit the Today messages of a Party that do not show the counts of these to-dos."""
    shown = await tx.of(TodayMessages).of(party)
    for person in await tx.of(People).team(party):
        owed = one_each(each for each in todos.get(person.id, ()) if each.is_owed)
        found = Counter(COUNTED[each.rank] for each in owed)
        counts = {name: found[name] for name in dict.fromkeys(COUNTED.values()) if found[name]}
        wanted = f"{person.language} {counts}"
        if person.reachable and person.language is not None and shown.get(person.id) != wanted:
            await tx.enqueue(_message(tx, person, counts))
            await tx.of(TodayMessages).put(person.id, wanted)


async def replace_today(tx: Tx, person: Person, shown: Card) -> None:
    """Show something else in place of the counts, as the person may no longer see them."""
    await tx.enqueue(
        Message(
            chat_id=person.chat_id,
            op=Op.EDIT,
            card=shown,
            message_slot=TODAY_SLOT,
            edit_only=True,
        )
    )
    await tx.of(TodayMessages).put(person.id, ENDED)


def _message(tx: Tx, person: Person, counts: dict[str, int]) -> Message:
    key = f"{TODAY_SLOT}:{person.id}:{tx.now.isoformat()}"
    message = message_to(person, today_message(counts), dedupe_key=key)
    return replace(message, op=Op.EDIT, message_slot=TODAY_SLOT, silent=True)
