"""The digests of audit entries, compared with the rows of both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update

import bot.commands.audit
from bot.commands.audit import AuditVerifier
from liaison.agreement.repository import Differences, Terminations
from liaison.agreement.rules import close_difference
from liaison.approvals.repository import Approvals
from liaison.audit import service as audit_service
from liaison.audit.digests import RecordDigests, RecordedType, RecordRef
from liaison.core.absences import Absence
from liaison.core.agreement import PartyCode
from liaison.core.audit_chain import START, BrokenRecord, verify_chain
from liaison.core.channels import Address
from liaison.core.people import AccountStatus, Person, Role
from liaison.core.transaction import Absences, People
from liaison.disclosures.repository import Disclosures
from liaison.duty import service as duty_service
from liaison.lifecycle.steps import Step, save_step
from liaison.notes import rules as note_rules
from liaison.notes.repository import LegalHolds, Notes
from liaison.notes.rules import GRACE_DAYS, NOTE_RECORD, LegalHold
from liaison.people import invitation_service, nomination_service
from liaison.people.invitation_service import Newcomer
from liaison.people.pin_service import delete_pin
from liaison.people.repository import Invites, Nominations, Pins
from liaison.requests import rules as request_rules
from liaison.requests.model import ActionContext, WithdrawalReason
from liaison.requests.repository import Requests
from liaison.settings import service as settings_service
from liaison.settings.holidays import CalendarDay, DayKind
from liaison.settings.model import SETTINGS
from storage.audit import FIRST
from storage.crypto import KeyMissing
from storage.database import Database
from storage.notes import NOTES
from storage.record_digests import RECORD_SALTS, ProvenTable, StoredRecords
from storage.transaction import Transaction
from tests.contract.agreement.test_differences import CODE as DIFFERENCE
from tests.contract.agreement.test_differences import difference
from tests.contract.agreement.test_terminations import termination
from tests.contract.disclosures.test_disclosures import CODE as CONSENT
from tests.contract.disclosures.test_disclosures import consent_key, disclosure
from tests.contract.notes.test_notes import WORDS, note, place_legal_hold
from tests.contract.notes.test_retention import NOTE_DAYS, look, quiet
from tests.contract.people.test_nominations import nomination
from tests.contract.people.test_pins_and_codes import pin
from tests.contract.samples import CN, DAY, KH, REFERENCE, Clock, join, logged, once
from tests.registered import REGISTRY

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every second row begins a page."""
    monkeypatch.setattr(bot.commands.audit, "PAGE", 2)


async def begun(db: Database) -> AuditVerifier:
    """A prover that has read the record up to now."""
    async with db.transaction(decides=False) as tx:
        entries = await tx.audit_lines(FIRST, 1_000)
    known = RecordDigests(REGISTRY.all(RecordedType).values())
    known.read(entries)
    return AuditVerifier(db, known, verify_chain(entries, after=START))


async def fault(audit_verifier: AuditVerifier) -> str | None:
    """What does not fit, with the name of the row where one is named."""
    try:
        await audit_verifier.verify()
    except BrokenRecord as error:
        banner = error.text()
        return f"{banner.key} {dict(banner.values).get('matter', '')}".strip()
    return None


async def comes(tx: Transaction, party: PartyCode, chat_id: int, role: Role) -> Person:
    """A person who has joined, with the audit entry."""
    person = await join(tx, party, chat_id, role)
    await audit_service.record_step(tx, "joined", person, actor=person)
    return person


async def happened(db: Database) -> LegalHold:
    """A step of all that two coordinators do beside a request, and the request, which has ended."""
    async with db.transaction() as tx:
        alice = await comes(tx, KH, 1, Role.COORDINATOR)
        bob = await comes(tx, CN, 2, Role.COORDINATOR)
        admin = await comes(tx, KH, 3, Role.ADMIN)
        step = await logged(tx, alice)
        await audit_service.record_step(tx, step[1].action, step[0], actor=alice, event=step[1])
        context, reason = ActionContext(person=alice, at=tx.now), WithdrawalReason.MISTAKE
        step = request_rules.withdraw(step[0], context, reason=reason, letter=None)
        assert await tx.of(Requests).change(*step)
        await audit_service.record_step(tx, step[1].action, step[0], actor=alice, event=step[1])
        for actor, number in ((alice, 1), (bob, 2)):
            await tx.of(Notes).add(note(actor, number), WORDS)
            await audit_service.record_step(
                tx, "write", note_rules.WrittenNote(note(actor, number), WORDS), actor=actor
            )
        days = [
            CalendarDay(day=DAY + n * WEEK, kind=DayKind.OFF, name=f"Feast {n}") for n in range(3)
        ]
        await settings_service.record_days(tx, tx.agreement.party(KH), days, actor=admin)
        setting = SETTINGS["digest_time"]
        await settings_service.change_setting(tx, admin, setting, (510,))
        ending = termination(alice)
        assert await tx.of(Terminations).add(ending)
        await audit_service.record_step(tx, "record", ending, actor=alice)
        opened = difference(bob)
        await tx.of(Differences).add(opened)
        await audit_service.record_step(tx, "open", opened, actor=bob)
        approval = consent_key(alice)
        assert await tx.of(Approvals).add(approval)
        await audit_service.record_step(tx, "propose", approval, actor=alice)
        given = disclosure(approval)
        await tx.of(Disclosures).add(given)
        await audit_service.record_step(tx, "propose", given, actor=alice)
        await admitted(tx, admin, alice)
        for kind, subject in await tx.missing_timers():
            await tx.schedule_timer(kind, subject, tx.now)
    return place_legal_hold(alice)


async def admitted(tx: Transaction, admin: Person, person: Person) -> None:
    """A step of all that admits or silences people."""
    token = await invitation_service.invite(
        tx, party=KH, role=Role.FOCAL_PERSON, agency="Unit 7", actor=admin
    )
    await invitation_service.join(tx, Newcomer(address=Address(9), name="Chan"), token)
    await tx.of(Nominations).add(nomination(admin, None))
    await audit_service.record_step(tx, "asked", nomination(admin, None), actor=admin)
    await tx.of(Pins).put(pin(person))
    await audit_service.record_step(tx, "set", pin(person), actor=person)
    for day in (1, DAY):
        await duty_service.enter_duty(tx, admin, day, person)
    absence = Absence(person=person.id, first=DAY, last=DAY, deputy=admin.id)
    await tx.of(Absences).put(absence)
    await audit_service.record_step(tx, "put", absence, actor=person)


async def put(tx: Transaction, held: LegalHold, actor: Person) -> None:
    await tx.of(LegalHolds).put(held)
    await audit_service.record_step(tx, "put", held, actor=actor)


async def lift(tx: Transaction, held: LegalHold, actor: Person) -> None:
    await tx.of(LegalHolds).remove(held)
    await audit_service.record_step(tx, "lift", held, actor=actor, gone=True)


async def person_of(tx: Transaction, held: LegalHold) -> Person:
    found = await tx.of(People).get(held.by)
    assert found is not None
    return found


async def test_each_record_is_registered_with_its_digests_and_its_table() -> None:
    steps = {each.type for each in REGISTRY.all(RecordedType).values()}
    assert {each.kind for each in REGISTRY.all(ProvenTable).values()} == steps


async def test_the_digests_fit_the_rows_of_both_databases(db: Database) -> None:
    held = await happened(db)
    assert await fault(await begun(db)) is None
    async with db.transaction() as tx:
        alice = await person_of(tx, held)
        [admin] = await tx.of(People).team(KH, Role.ADMIN)
        await put(tx, held, alice)
        found = await tx.of(Disclosures).lock(CONSENT)
        opened = await tx.of(Differences).lock(DIFFERENCE)
        ending = await tx.of(Terminations).latest()
        assert found is not None
        assert opened is not None
        assert ending is not None
        back = replace(found, withdrawn_at=tx.now, withdrawn_by=alice.id, version=2)
        await save_step(
            tx, Step(record=back, action="withdraw", actor=alice), tx.of(Disclosures).change
        )
        closed = close_difference(opened, at=tx.now)
        await save_step(
            tx, Step(record=closed, action="close", actor=alice), tx.of(Differences).change
        )
        assert await tx.of(Terminations).strike(ending)
        await audit_service.record_step(tx, "strike", ending, actor=alice, gone=True)
        after = replace(alice, status=AccountStatus.SUSPENDED)
        await tx.of(People).change(alice.id, status=AccountStatus.SUSPENDED)
        await tx.of(People).change(alice.id, unreachable_since=tx.now)
        await tx.of(People).change(alice.id, email="alice@example.org", lost_word="x")
        await audit_service.record_step(tx, "suspended", after, actor=alice)
        await tx.of(People).change(alice.id, language="km")
        await tx.of(People).change(alice.id, last_seen_on=DAY)
        await delete_pin(tx, alice, actor=None)
        [waits] = await tx.of(Invites).revoke_of(admin.id)
        await nomination_service.record_revoked(tx, [waits], actor=None)
    assert await fault(await begun(db)) is None


async def test_another_text_encrypted_for_the_same_row_is_found(db: Database) -> None:
    await happened(db)
    async with db.transaction() as tx:
        its = {"table": "notes", "row": f"{REFERENCE}/1", "column": "body", "party": KH}
        body = tx._sql.cipher.encrypt("Other words.", **its)
        await tx._sql.run(update(NOTES).where(NOTES.c.number == 1).values(body=body))
    assert await fault(await begun(db)) == f"setup-audit-row note {REFERENCE}/1"


async def test_what_does_not_open_is_named(db: Database) -> None:
    await happened(db)
    async with db.transaction() as tx:
        await tx._sql.run(update(NOTES).where(NOTES.c.number == 2).values(party=KH))
    assert await fault(await begun(db)) == f"setup-audit-row note {REFERENCE}/2"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE requests SET repatriation = 'x'", f"request {REFERENCE}"),
        ("UPDATE requests SET needed_by = 'infinity'", f"request {REFERENCE}"),
        ("UPDATE requests SET requested_reviews = true", f"request {REFERENCE}"),
        (
            "UPDATE request_events SET facts = '[' WHERE version = 2",
            f"request {REFERENCE}, version 2",
        ),
        ("UPDATE record_salts SET salt = 'x' WHERE record LIKE 'request%'", f"request {REFERENCE}"),
        ("UPDATE record_salts SET salt = 'x' WHERE record LIKE 'note%/2'", f"note {REFERENCE}/2"),
        ("UPDATE disclosures SET until = 'infinity'", f"disclosure {CONSENT}"),
    ],
)
async def test_a_value_that_cannot_be_read_is_named(db: Database, change: str, named: str) -> None:
    await happened(db)
    await once(db, lambda tx: tx._sql.run(text(change)))
    assert await fault(await begun(db)) == f"setup-audit-row {named}"


async def test_a_salt_under_a_missing_key_is_reported_as_such(db: Database) -> None:
    await happened(db)
    async with db.transaction() as tx:
        await tx._sql.run(text(f"UPDATE record_salts SET salt = 's1.{'0' * 12}.AAAA'"))
    with pytest.raises(KeyMissing):
        await fault(await begun(db))


async def test_an_erased_note_is_proven_without_its_text(db: Database, clock: Clock) -> None:
    await happened(db)
    places = [RecordRef(NOTE_RECORD, REFERENCE).within(number).salt_key for number in (1, 2)]
    salted = select(func.count()).select_from(RECORD_SALTS).where(RECORD_SALTS.c.record.in_(places))
    assert (await once(db, lambda tx: tx._sql.run(salted))).scalar_one() == 2
    await quiet(db, clock, NOTE_DAYS)
    await look(db, clock, 1)
    assert await fault(await begun(db)) is None
    await look(db, clock, GRACE_DAYS)
    async with db.transaction() as tx:
        assert (await tx._sql.run(salted)).scalar_one() == 0
        erased = await tx.of(Notes).get(REFERENCE, 2)
        assert erased is not None
        assert erased.erased_at is not None
    assert await fault(await begun(db)) is None
    async with db.transaction() as tx:
        its = {"table": "notes", "row": f"{REFERENCE}/1", "column": "body", "party": KH}
        body = tx._sql.cipher.encrypt(WORDS, **its)
        back = update(NOTES).where(NOTES.c.number == 1).values(body=body, erased_at=None)
        await tx._sql.run(back)
    assert await fault(await begun(db)) == f"setup-audit-row note {REFERENCE}/1"


async def test_a_hold_lifted_while_rows_are_read_is_not_missing_nor_unknown(db: Database) -> None:
    held = await happened(db)
    async with db.transaction() as tx:
        alice = await person_of(tx, held)
        await put(tx, held, alice)
    before = await begun(db)
    await once(db, lambda tx: lift(tx, held, alice))
    assert await fault(before) is None
    before = await begun(db)
    await once(db, lambda tx: put(tx, held, alice))
    assert await fault(before) is None
    await once(db, lambda tx: tx.of(LegalHolds).remove(held))
    assert await fault(await begun(db)) == f"setup-audit-gone hold {REFERENCE}/KH"


async def test_of_several_rows_that_changed_since_they_were_read_each_is_read_again(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await happened(db)
    monkeypatch.setattr(bot.commands.audit, "PAGE", 500)
    audit_verifier, table = await begun(db), db.registry.get(ProvenTable, "people")
    async with db.transaction() as tx:
        read = await tx.of(StoredRecords).page(table, after=None, most=500)
        for each in await tx.of(People).listed(KH):
            after = replace(each, status=AccountStatus.SUSPENDED)
            await tx.of(People).change(each.id, status=AccountStatus.SUSPENDED)
            await audit_service.record_step(tx, "suspended", after, actor=each)
    assert [await audit_verifier._check(table, each) for each in read] == [True, True, True]
