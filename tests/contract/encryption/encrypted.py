"""A service that is opened with a key file, and something in each encrypted column."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from liaison.agreement.repository import Differences
from liaison.audit.digests import RecordRef
from liaison.audit.repository import RecordSalts
from liaison.core.cards import text as say
from liaison.core.transaction import Conversations, ConversationState
from liaison.meetings.agenda import AgendaEntry
from liaison.meetings.model import MEETING_RECORD
from liaison.meetings.repository import Agendas
from liaison.meetings.rules import record_minutes
from liaison.notes.repository import Notes
from liaison.notifications.repository import Notices
from liaison.pending_acts.repository import PendingActs
from liaison.people.repository import Pins
from liaison.plan.repository import Activities
from storage.crypto import KeyRing, owners_of
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.agreement.test_differences import difference
from tests.contract.meetings.test_meetings import accepted, acts, both, keep, proposed
from tests.contract.notes.test_notes import note
from tests.contract.notifications.test_notifications import NOTICE
from tests.contract.people.test_pins_and_codes import pin
from tests.contract.plan.test_activities import intent
from tests.contract.queues.test_outbox_contents import one_of_each
from tests.contract.samples import AGREEMENT, Clock, database, logged, pending_act

OWNERS = owners_of(AGREEMENT)
WORDS = "canary"


@asynccontextmanager
async def opened(url: str, clock: Clock, keys: KeyRing) -> AsyncIterator[Database]:
    made = database(url, clock, keys=keys)
    try:
        await made.open()
        yield made
    finally:
        await made.close()


async def fill(tx: Transaction, words: str = WORDS) -> None:
    """Write something into each encrypted column, into several rows where it is short."""
    alice, bob = await both(tx)
    first = proposed(alice, venue=words)
    agreed = accepted(first[0], bob)
    named = record_minutes(agreed[0], acts(bob, agreed[0].changed_at), letter=words)
    meeting = await keep(tx, first, agreed, named)
    await keep(tx, proposed(alice, "M26-0AAAA", about="another", venue=words))
    await tx.of(Agendas).add(meeting, AgendaEntry(title=words), actor=alice)
    await tx.of(Activities).add(intent(words=words), source=None, actor=None)
    await tx.of(Differences).add(replace(difference(alice), title=words))
    await logged(tx, alice)
    await tx.of(PendingActs).add(replace(pending_act(alice), line=words))
    for number, person in enumerate((alice, bob), 1):
        await tx.of(Notes).add(note(person, number), words)
        await tx.of(Pins).put(replace(pin(person), pin_hash=words))
        await tx.of(Conversations).set(number, ConversationState(unsent=(words,)))
    await tx.inbox.add(5, chat_id=1, press=False, payload=words)
    for message in one_of_each(words):
        await tx.enqueue(replace(message, chat_id=1))
    await tx.of(Notices).add(replace(NOTICE, title=say(words)))
    await tx.of(RecordSalts).salt(RecordRef(MEETING_RECORD, meeting.code), lambda: words)
