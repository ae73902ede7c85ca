"""The pinned Today message of each person: how many to-dos of which kind, and until when, and the
day of the next meeting; nothing confidential.

It is edited when the counts change, within a minute, and never deleted.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from liaison.core.agreement import PartyCode
from liaison.core.cards import Card
from liaison.core.outbox import Message, Op
from liaison.core.people import Person, PersonId
from liaison.core.transaction import People, Tx, today_of
from liaison.notifications.delivery import message_key
from liaison.notifications.message_expiry import TODAY_SLOT
from liaison.notifications.recipients import hours_of
from liaison.notifications.sounds import Tells, message_to, sent_at
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
PUT_OFF: Final = "put-off"
"""The name for those that their reader has deferred."""

ENDED: Final = "ended"
"""What the message of a person without access shows."""


async def refresh_soon(tx: Tx) -> None:
    """Update all Today messages at the next full minute: to-dos have changed."""
    for party in tx.agreement.parties:
        at = sent_at(Tells.TODAY, tx.now, hours_of(tx, party.code))
        await tx.schedule_timer(TIMER, party.code, at)


async def show(tx: Tx, party: PartyCode, todos: Mapping[PersonId, Sequence[Todo]]) -> None:
    """Send or edit the Today messages of a Party that do not show the counts of these to-dos."""
    shown, today = await tx.of(TodayMessages).of(party), today_of(tx, party)
    for person in await tx.of(People).team(party):
        found = _found(todos.get(person.id, ()), today)
        wanted = f"{person.language} {found}"
        if person.reachable and person.language is not None and shown.get(person.id) != wanted:
            key = message_key(TODAY_SLOT, person.id, tx.now)
            message = message_to(person, today_message(found), Tells.TODAY, dedupe_key=key)
            await tx.enqueue(replace(message, op=Op.EDIT, message_slot=TODAY_SLOT))
            await tx.of(TodayMessages).put(person.id, wanted)


def _found(todos: Sequence[Todo], today: date) -> dict[str, dict[str, int | date]]:
    """The counts of to-dos and of deferred ones, the days until the next due date, and the day of
    the next meeting.
    """
    owed = one_each(each for each in todos if each.counts)
    counts = Counter(COUNTED[each.rank] for each in owed)
    counts[PUT_OFF] = len({each.matter for each in todos if each.is_owed}) - len(owed)
    names = dict.fromkeys((*COUNTED.values(), PUT_OFF))
    found: dict[str, dict[str, int | date]]
    found = {name: {"count": counts[name]} for name in names if counts[name]}
    if "due" in found:
        due = (each.due_on for each in owed if each.rank is Rank.DUE and each.due_on is not None)
        found["due"]["days"] = (min(due, default=today) - today).days
    events = [each.due_on for each in todos if each.is_event and each.due_on is not None]
    return found | ({"meeting": {"day": min(events)}} if events else {})


async def replace_today(tx: Tx, person: Person, shown: Card) -> None:
    """Show something else in place of the counts, as the person may no longer see them."""
    await tx.enqueue(
        Message(person.address, Op.EDIT, card=shown, message_slot=TODAY_SLOT, edit_only=True)
    )
    await tx.of(TodayMessages).put(person.id, ENDED)
