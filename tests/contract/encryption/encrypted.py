"""A service that is opened with a key file, and something in each encrypted column."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from liaison.agreement.repository import Differences, Terminations
from liaison.agreement.rules import withdraw
from liaison.approvals.repository import Approvals
from liaison.audit.digests import RecordRef
from liaison.audit.repository import RecordSalts
from liaison.core.cards import card
from liaison.core.cards import text as say
from liaison.core.channels import Address, page_of
from liaison.core.people import Appointment, Person
from liaison.core.transaction import Conversations, ConversationState, People
from liaison.disclosures.repository import Disclosures
from liaison.meetings.agenda import AgendaEntry
from liaison.meetings.model import MEETING_RECORD
from liaison.meetings.repository import Agendas
from liaison.meetings.rules import record_minutes
from liaison.notes.repository import LegalHolds, Notes
from liaison.notifications.repository import Notices
from liaison.pages.repository import PageMessages
from liaison.pending_acts.repository import PendingActs
from liaison.people.repository import Pins
from liaison.plan.repository import Activities
from liaison.requests import rules as request_rules
from liaison.requests.model import (
    Action,
    ActionContext,
    Grounds,
    Letter,
    Outcome,
    ReportedStep,
    Result,
)
from liaison.requests.repository import Requests
from storage.crypto import KeyRing, owners_of
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.agreement.test_differences import difference
from tests.contract.agreement.test_terminations import letter, termination
from tests.contract.disclosures.test_disclosures import consent_key, disclosure
from tests.contract.meetings.test_meetings import accepted, acts, both, keep, proposed
from tests.contract.notes.test_notes import note, place_legal_hold
from tests.contract.notifications.test_notifications import NOTICE
from tests.contract.people.test_pins_and_codes import pin
from tests.contract.plan.test_activities import intent
from tests.contract.queues.test_outbox_contents import one_of_each
from tests.contract.samples import (
    AGREEMENT,
    ASKED,
    CN,
    DAY,
    REFERENCE,
    Clock,
    database,
    pending_act,
)
from tests.unit.disclosures.test_disclosures import TERMS

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


async def _fill_letters(tx: Transaction, alice: Person, words: str) -> None:
    """Write the number of a letter wherever there can be one."""
    of_refusal = Grounds(codes=("security",), letter=words, by=alice.id)
    step = ReportedStep(version=1, action=Action.LOG, by=CN, letter=words)
    request, event = request_rules.log(
        replace(ASKED, letter=Letter(reference=words)),
        ActionContext(person=alice, at=tx.now),
        reference=REFERENCE,
        requested=CN,
        today=DAY,
    )
    request = replace(
        request,
        outcome=Outcome(result=Result.CONFIRMED, letter=words),
        refusal=of_refusal,
        refusal_draft=of_refusal,
        reported_steps=(step,),
    )
    event = replace(event, stated_for=CN, letter=words, facts={"sent": words})
    await tx.of(Requests).add(request, event)
    await tx.of(LegalHolds).put(replace(place_legal_hold(alice), letter=words))
    appointment = Appointment(letter=words, since=DAY)
    await tx.of(People).change(alice.id, appointment=appointment)
    consent = consent_key(alice, terms=replace(TERMS, letter=words))
    await tx.of(Approvals).add(consent)
    await tx.of(Disclosures).add(disclosure(consent))
    by_letter = replace(letter(alice), letter=words)
    notice = replace(termination(alice), notice=by_letter)
    await tx.of(Terminations).add(withdraw(notice, by_letter))


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
    await _fill_letters(tx, alice, words)
    await tx.of(PendingActs).add(replace(pending_act(alice), line=words))
    for number, person in enumerate((alice, bob), 1):
        await tx.of(Notes).add(note(person, number), words)
        await tx.of(Pins).put(replace(pin(person), pin_hash=words))
        await tx.of(Conversations).set(Address(number), ConversationState(unsent=(words,)))
        file = (words, words.encode())
        await tx.of(PageMessages).send(page_of(person.id), card(say(words)), file=file)
    await tx.of(PageMessages).answer(page_of(3), None, toast=say(words), until=None)
    await tx.inbox.add(5, address=1, press=False, payload=words)
    for message in one_of_each(words):
        await tx.enqueue(replace(message, address=Address(1)))
    await tx.of(Notices).add(replace(NOTICE, title=say(words)))
    await tx.of(RecordSalts).salt(RecordRef(MEETING_RECORD, meeting.code), lambda: words)
