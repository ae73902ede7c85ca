"""What must never be is refused by the database itself, and moments come back in UTC."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Executable, Table, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from liaison.agreement.repository import Differences, Terminations
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import APPROVAL_RECORD
from liaison.audit.digests import RecordRef
from liaison.audit.repository import RecordSalts
from liaison.core.absences import Absence
from liaison.core.channels import Address, page_of
from liaison.core.outbox import Message, Op
from liaison.core.people import Person
from liaison.core.transaction import Absences, Conversations, ConversationState, Timestamps
from liaison.core.working_time import NaiveInstant
from liaison.disclosures.repository import Disclosures
from liaison.duty.repository import DutyRosters
from liaison.letters.repository import LetterCounters
from liaison.meetings.agenda import AgendaEntry
from liaison.meetings.repository import Agendas, Meetings
from liaison.notes.repository import LegalHolds, Notes, Retention
from liaison.notifications.message_expiry import ChatMessageKind
from liaison.notifications.repository import ChatMessages, MailCodes, Notices
from liaison.notifications.rules import NoticeRecipient
from liaison.pages.repository import (
    CalendarFeeds,
    PageLinks,
    PageMessages,
    PageSessions,
    Passkeys,
)
from liaison.pending_acts.repository import PendingActs
from liaison.people.repository import Invites, Nominations, Pins
from liaison.plan.repository import Activities
from liaison.plan.rules import Intent
from liaison.procedures.repository import Procedures, StepMarks
from liaison.requests.model import REQUEST_SUBJECT
from liaison.settings.holidays import CalendarDay, DayKind
from liaison.settings.repository import Holidays, SettingChanges
from liaison.todos.model import TodoMark
from liaison.todos.repository import TodayMessages, TodoMarks
from storage.database import Database
from storage.engine.database_url import is_sqlite
from storage.engine.schema import dump_json
from storage.migrations.tables import METADATA
from storage.people.membership import INVITE_ATTEMPTS
from storage.queues.work_queue import Leases
from storage.transaction import Transaction
from tests.contract.agreement.test_differences import difference
from tests.contract.agreement.test_terminations import termination
from tests.contract.approvals.test_approvals import proposal
from tests.contract.disclosures.test_disclosures import consent_key, disclosure
from tests.contract.meetings.test_meetings import comes, proposed
from tests.contract.notes.test_notes import note, place_legal_hold
from tests.contract.notifications.test_notifications import NOTICE
from tests.contract.pages.test_signing_in import calendar_feed, page_link, page_session, passkey
from tests.contract.people.test_nominations import nomination
from tests.contract.people.test_people import INVITE
from tests.contract.people.test_pins_and_codes import mail_code, pin
from tests.contract.procedures.test_procedures import STEPS, step_mark
from tests.contract.samples import (
    CN,
    KH,
    REFERENCE,
    SECOND,
    START,
    hello,
    join,
    logged,
    once,
    pending_act,
)
from tests.contract.storage.invalid_rows import NONSENSE


def checks() -> dict[str, str]:
    """The table of each check, by the name that the database gives the check."""
    return {
        str(each.name): table.name
        for table in METADATA.sorted_tables
        for each in table.constraints
        if isinstance(each, CheckConstraint)
    }


async def _add_page(tx: Transaction, person: Person) -> None:
    await tx.of(Passkeys).add(passkey(person))
    await tx.of(PageSessions).add(page_session(person))
    await tx.of(PageLinks).add(page_link(person))
    await tx.of(CalendarFeeds).put(calendar_feed(person))
    await tx.of(PageMessages).answer(page_of(person.id), hello(7).card, toast=None, until=None)


async def _add_office(tx: Transaction, person: Person) -> None:
    await tx.of(DutyRosters).put(KH, 1, person.id)
    await tx.of(LetterCounters).take(KH, tx.now.year)


async def _add_procedure(tx: Transaction, person: Person) -> None:
    await tx.of(Procedures).add(STEPS, actor=person)
    await tx.of(StepMarks).add(step_mark(person))


async def one_of_each(tx: Transaction) -> None:
    """A row in every table, each as it should be."""
    person = await join(tx, KH, 7)
    await logged(tx, person)
    await tx.of(Notes).add(note(person), "Nothing to add.")
    await tx.of(LegalHolds).put(place_legal_hold(person))
    await tx.of(Retention).add_run()
    await tx.of(Invites).add(INVITE)
    await tx.of(Invites).record_attempt(Address(7), at=tx.now)
    await tx.of(Nominations).add(nomination(person, None))
    deputy = await join(tx, KH, 8)
    today = tx.now.date()
    await tx.of(Absences).put(Absence(person=person.id, first=today, last=today, deputy=deputy.id))
    await _add_office(tx, person)
    await tx.of(PendingActs).add(pending_act(person))
    await _add_page(tx, person)
    await tx.of(MailCodes).put(mail_code(person))
    await tx.of(Pins).put(pin(person))
    await tx.of(SettingChanges).set(KH, "digest_time", (480,), actor=person)
    await tx.of(Holidays).record(
        KH, [CalendarDay(day=today, kind=DayKind.OFF, name="A feast")], actor=person
    )
    meeting, _ = step = proposed(person, about=REFERENCE)
    await tx.of(Meetings).add(*step)
    await tx.of(Meetings).attend(meeting.code, comes(person))
    await tx.of(Agendas).add(meeting, AgendaEntry(title="The form"), actor=person)
    await _add_procedure(tx, person)
    decision = Intent(titles={"*": "A form"}, lead=KH, first_on=None, last_on=today)
    await tx.of(Activities).add(decision, source=meeting.code, actor=person)
    await tx.of(Approvals).add(proposal(person))
    await tx.of(RecordSalts).salt(RecordRef(APPROVAL_RECORD, proposal(person).code), lambda: "0f3a")
    await tx.of(Terminations).add(termination(person))
    await tx.of(Differences).add(difference(person))
    consent = consent_key(person)
    await tx.of(Approvals).add(consent)
    await tx.of(Disclosures).add(disclosure(consent))
    await tx.of(Notices).add(NOTICE)
    await tx.of(Notices).save_recipients(
        NOTICE.code, NoticeRecipient(person=person.id, notified_at=tx.now)
    )
    await tx.of(TodoMarks).put(
        TodoMark(person=person.id, subject=REQUEST_SUBJECT, subject_id=REFERENCE, taken_at=tx.now)
    )
    await tx.of(TodayMessages).put(person.id, "en {}")
    await tx.of(Conversations).set(Address(7), ConversationState(state="new"))
    await tx.inbox.add(1, address=7, press=False, payload="{}")
    await tx.enqueue(
        Message(address=Address(7), op=Op.SEND, card=hello(7).card, message_slot="talk")
    )
    [row] = await tx.outbox.claim(limit=1, lease=SECOND)
    await tx.outbox.sent([(row, 41)])
    await tx.outbox.pause_chat(Address(7), tx.now)
    await tx.enqueue(hello(7))
    tx.of(ChatMessages).track(Address(7), 41, ChatMessageKind.CARD, sent_at=tx.now, check_at=tx.now)
    await tx.schedule_timer("request", "KH26-7F3K9", tx.now)
    await tx.of(Timestamps).record(tx.now, "alive")
    await tx.of(Leases).take("poller", holder="a1b2", until=tx.now)
    await tx.audit("asked", "KH26-7F3K9", actor=None)
    await tx.flush()


def test_there_is_an_invalid_row_for_every_check() -> None:
    assert set(NONSENSE) == set(checks())


async def refusal(db: Database, table: Table, row: Mapping[str, Any]) -> str:
    """The error of the database for a row; empty if it accepts it."""
    try:
        async with db.transaction(decides=False) as tx:
            await tx._sql.run(insert(table).values(row))
    except IntegrityError as error:
        return str(error)
    return ""


async def test_the_database_refuses_every_invalid_row(db: Database) -> None:
    tables, rows = checks(), {}
    async with db.transaction() as tx:
        await one_of_each(tx)
        for name in set(tables.values()):
            table = METADATA.tables[name]
            waits = [table.c.state == "waiting"] if name == "outbox" else []
            found = await tx._sql.run(select(table).where(*waits).limit(1))
            rows[name] = found.one()._asdict()
    said = {
        name: await refusal(db, METADATA.tables[tables[name]], {**rows[tables[name]], **nonsense})
        for name, nonsense in NONSENSE.items()
    }
    assert {name: told for name, told in said.items() if name not in told} == {}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("requests", "logged_by"),
        ("outbox", "person"),
        ("notices", "triggered_by"),
        ("invites", "invited_by"),
        ("mail_codes", "person"),
        ("passkeys", "person"),
        ("page_links", "person"),
        ("calendar_feeds", "person"),
        ("absences", "person"),
        ("absences", "deputy"),
        ("audit", "person"),
    ],
)
async def test_the_database_refuses_unknown_people(db: Database, table: str, column: str) -> None:
    await once(db, one_of_each)

    async def write() -> None:
        async with db.transaction() as tx:
            rows = METADATA.tables[table]
            if table == "audit":  # an entry cannot be changed, so add another
                entry = {"at": START, "action": "a", "subject": "b", "facts": "{}"}
                values = {**entry, "hash": "0" * 64, "seq": 2, "party": "KH", column: 99}
                await tx._sql.run(insert(rows).values(values))
            else:
                await tx._sql.run(update(rows).values({column: 99}))

    with pytest.raises(IntegrityError):
        await write()


async def test_moments_come_back_aware_and_in_utc(db: Database) -> None:
    phnom_penh = START.astimezone(timezone(timedelta(hours=7)))
    odd = datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    async with db.transaction() as tx:
        for moment in (phnom_penh, odd):
            await tx.of(Invites).record_attempt(Address(7), at=moment)
    async with db.transaction() as tx:
        found = (
            (await tx._sql.run(select(INVITE_ATTEMPTS.c.at).order_by(INVITE_ATTEMPTS.c.id)))
            .scalars()
            .all()
        )
    assert found == [START, odd]
    assert all(moment.tzinfo is UTC for moment in found)


async def test_moments_are_compared_as_instants_whatever_their_zone(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.of(Invites).record_attempt(
            Address(7), at=START.astimezone(timezone(timedelta(hours=8)))
        )
        beijing = (START + SECOND).astimezone(timezone(timedelta(hours=8)))
        assert await tx.of(Invites).attempts(Address(7), since=START) == 1
        assert await tx.of(Invites).attempts(Address(7), since=beijing) == 0


async def test_a_moment_without_a_zone_is_never_written(db: Database) -> None:
    async def write() -> None:
        await once(
            db, lambda tx: tx.of(Invites).record_attempt(Address(7), at=START.replace(tzinfo=None))
        )

    with pytest.raises(StatementError) as caught:
        await write()
    assert isinstance(caught.value.orig, NaiveInstant)


@pytest.mark.parametrize("verb", ["update", "delete", "replace"])
async def test_the_audit_record_only_grows(db: Database, verb: str) -> None:
    async with db.transaction() as tx:
        actor = await join(tx, CN, 8)
        await tx.audit(
            "request.received", "KH26-7F3K9", actor=actor, day=START.date(), at=START, n=3
        )
    rows = METADATA.tables["audit"]
    change: Executable = delete(rows)
    if verb != "delete":
        change = update(rows).values(action="nothing happened")

    if verb == "replace" and is_sqlite(db._db_url):
        change = text("INSERT OR REPLACE INTO audit SELECT * FROM audit")

    async def write() -> None:
        await once(db, lambda tx: tx._sql.run(change))

    with pytest.raises(DBAPIError, match="append-only"):
        await write()
    line = (await once(db, lambda tx: tx._sql.run(select(rows)))).one()
    assert (line.seq, line.at, line.party, line.role) == (1, START, CN, "focal_person")
    assert (line.person, line.action, line.subject) == (actor.id, "request.received", "KH26-7F3K9")
    assert line.facts == '{"at":"2026-03-15T03:30:00+00:00","day":"2026-03-15","n":3}'


def test_facts_that_cannot_be_serialized_are_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        dump_json({"missing": {1, 2}})
