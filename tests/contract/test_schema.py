"""What must never be is refused by the database itself, and moments come back in UTC."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Table, delete, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from liaison.agreement.repository import Differences, Terminations
from liaison.approvals.repository import TwoKeys
from liaison.approvals.rules import APPROVAL_RECORD
from liaison.audit.digests import Place
from liaison.audit.repository import Salts
from liaison.core.absences import Away
from liaison.core.outbox import Message, Op
from liaison.core.repository import Aways, Conversations, Marks
from liaison.disclosures.repository import Disclosures
from liaison.meetings.agenda import Entry
from liaison.meetings.repository import Agendas, Meetings
from liaison.notes.repository import LegalHolds, Notes, Retention
from liaison.notifications.message_expiry import Kind
from liaison.notifications.repository import Lives, MailCodes, Notices
from liaison.notifications.rules import Copy
from liaison.people.repository import Invites, Nominations, Pins
from liaison.plan.repository import Activities
from liaison.plan.rules import Intent
from liaison.settings.holidays import Day, DayKind
from liaison.settings.repository import Holidays, Schedules
from storage.database import Database
from storage.engine.schema import NaiveMoment, dump_json
from storage.people.invites import TRIES
from storage.tables import METADATA
from storage.transaction import Transaction
from tests.contract.nonsense import NONSENSE
from tests.contract.samples import CN, KH, REFERENCE, SECOND, START, hello, join, logged
from tests.contract.test_differences import difference
from tests.contract.test_disclosures import consent_key, disclosure
from tests.contract.test_mail_codes import mail_code
from tests.contract.test_meetings import comes, proposed
from tests.contract.test_nominations import nomination
from tests.contract.test_notes import hold, note
from tests.contract.test_notices import NOTICE
from tests.contract.test_people import INVITE
from tests.contract.test_pins import pin
from tests.contract.test_terminations import termination
from tests.contract.test_two_keys import proposal

pytestmark = pytest.mark.contract


def checks() -> dict[str, str]:
    """The table of each check, by the name that the database gives the check."""
    return {
        str(each.name): table.name
        for table in METADATA.sorted_tables
        for each in table.constraints
        if isinstance(each, CheckConstraint)
    }


async def one_of_each(tx: Transaction) -> None:
    """A row in every table, each as it should be."""
    person = await join(tx, KH, 7)
    await logged(tx, person)
    await tx.of(Notes).add(note(person), "Nothing to add.")
    await tx.of(LegalHolds).put(hold(person))
    await tx.of(Retention).add_look()
    await tx.of(Invites).add(INVITE)
    await tx.of(Invites).note_try(7, at=tx.now)
    await tx.of(Nominations).add(nomination(person, None))
    deputy = await join(tx, KH, 8)
    today = tx.now.date()
    await tx.of(Aways).put(Away(person=person.id, first=today, last=today, deputy=deputy.id))
    await tx.of(MailCodes).put(mail_code(person))
    await tx.of(Pins).put(pin(person))
    await tx.of(Schedules).set(KH, "digest_time", (480,), by=person)
    await tx.of(Holidays).say(KH, [Day(day=today, kind=DayKind.OFF, name="A feast")], by=person)
    meeting, _ = step = proposed(person, about=REFERENCE)
    await tx.of(Meetings).add(*step)
    await tx.of(Meetings).attend(meeting.code, comes(person))
    await tx.of(Agendas).add(meeting, Entry(title="The form"), by=person)
    decision = Intent(titles={"*": "A form"}, lead=KH, first_on=None, last_on=today)
    await tx.of(Activities).add(decision, source=meeting.code, by=person)
    await tx.of(TwoKeys).add(proposal(person))
    await tx.of(Salts).salt(Place(APPROVAL_RECORD, proposal(person).code), lambda: "0f3a")
    await tx.of(Terminations).add(termination(person))
    await tx.of(Differences).add(difference(person))
    consent = consent_key(person)
    await tx.of(TwoKeys).add(consent)
    await tx.of(Disclosures).add(disclosure(consent))
    await tx.of(Notices).add(NOTICE)
    await tx.of(Notices).keep_copies(NOTICE.code, Copy(person=person.id, told_at=tx.now))
    await tx.of(Conversations).set(7, state="new", data={})
    await tx.inbox.add(1, chat_id=7, press=False, payload="{}")
    await tx.say(Message(chat_id=7, op=Op.SEND, card=hello(7).card, slot="talk"))
    [row] = await tx.outbox.claim(limit=1, lease=SECOND)
    await tx.outbox.sent([(row, 41)])
    await tx.outbox.hold_chat(7, tx.now)
    await tx.say(hello(7))
    tx.of(Lives).came(7, 41, Kind.CARD, sent_at=tx.now, look_at=tx.now)
    await tx.wake("case", "KH26-7F3K9", tx.now)
    await tx.of(Marks).beat("alive", tx.now)
    await tx.leases.take("poller", holder="a1b2", until=tx.now)
    await tx.audit("asked", "KH26-7F3K9", by=None)
    await tx.flush()


def test_there_is_a_nonsense_for_every_check() -> None:
    assert set(NONSENSE) == set(checks())


async def refusal(db: Database, table: Table, row: Mapping[str, Any]) -> str:
    """What the database says to a row; nothing where it takes it."""
    try:
        async with db.transaction(decides=False) as tx:
            await tx._sql.run(insert(table).values(row))
    except IntegrityError as error:
        return str(error)
    return ""


async def test_the_database_refuses_nonsense_written_past_the_domain(db: Database) -> None:
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


@pytest.mark.parametrize("table", ["requests", "outbox", "notices", "invites", "audit"])
async def test_the_database_refuses_people_who_do_not_exist(db: Database, table: str) -> None:
    column = {
        "requests": "logged_by",
        "outbox": "person",
        "notices": "actor",
        "invites": "invited_by",
    }
    async with db.transaction() as tx:
        await one_of_each(tx)

    async def write() -> None:
        async with db.transaction() as tx:
            rows = METADATA.tables[table]
            if table == "audit":  # a line of it cannot be changed, so add another
                line = {"at": START, "action": "a", "subject": "b", "facts": "{}", "hash": "0" * 64}
                await tx._sql.run(insert(rows).values(**line, seq=2, person=99, party="KH"))
            else:
                await tx._sql.run(update(rows).values({column[table]: 99}))

    with pytest.raises(IntegrityError):
        await write()


async def test_moments_come_back_aware_and_in_utc(db: Database) -> None:
    phnom_penh = START.astimezone(timezone(timedelta(hours=7)))
    odd = datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    async with db.transaction() as tx:
        for moment in (phnom_penh, odd):
            await tx.of(Invites).note_try(7, at=moment)
    async with db.transaction() as tx:
        found = (await tx._sql.run(select(TRIES.c.at).order_by(TRIES.c.id))).scalars().all()
    assert found == [START, odd]
    assert all(moment.tzinfo is UTC for moment in found)


async def test_moments_are_compared_as_instants_whatever_zone_they_were_written_in(
    db: Database,
) -> None:
    async with db.transaction() as tx:
        await tx.of(Invites).note_try(7, at=START.astimezone(timezone(timedelta(hours=8))))
        beijing = (START + SECOND).astimezone(timezone(timedelta(hours=8)))
        assert await tx.of(Invites).tries(7, since=START) == 1
        assert await tx.of(Invites).tries(7, since=beijing) == 0


async def test_a_moment_without_a_zone_is_never_written(db: Database) -> None:
    async def write() -> None:
        async with db.transaction() as tx:
            await tx.of(Invites).note_try(7, at=START.replace(tzinfo=None))

    with pytest.raises(StatementError) as caught:
        await write()
    assert isinstance(caught.value.orig, NaiveMoment)


@pytest.mark.parametrize("verb", ["update", "delete"])
async def test_the_audit_record_only_grows(db: Database, verb: str) -> None:
    async with db.transaction() as tx:
        by = await join(tx, CN, 8)
        await tx.audit("request.received", "KH26-7F3K9", by=by, day=START.date(), at=START, n=3)
    rows = METADATA.tables["audit"]
    change = delete(rows) if verb == "delete" else update(rows).values(action="nothing happened")

    async def write() -> None:
        async with db.transaction() as tx:
            await tx._sql.run(change)

    with pytest.raises(DBAPIError, match="append-only"):
        await write()
    async with db.transaction() as tx:
        line = (await tx._sql.run(select(rows))).one()
    assert (line.seq, line.at, line.party, line.role) == (1, START, CN, "focal_person")
    assert (line.person, line.action, line.subject) == (by.id, "request.received", "KH26-7F3K9")
    assert line.facts == '{"at":"2026-03-15T03:30:00+00:00","day":"2026-03-15","n":3}'


def test_facts_that_cannot_be_told_plainly_are_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        dump_json({"missing": {1, 2}})
