"""The record proves what was said, and not only that something was."""

import json
from contextlib import closing, suppress
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest

from liaison.audit.service import record_step
from liaison.core.audit_chain import BrokenRecord
from liaison.core.people import Role
from liaison.pages.model import Passkey
from liaison.pages.repository import Passkeys
from storage.audit import FIRST
from tests.contract.samples import once
from tests.scenario import PARTS, ScenarioDriver, at, log_verification, person_of
from tests.stories.disclosures.disclosure_steps import LINE, consented
from tests.stories.meetings.test_agendas import agreed, put
from tests.stories.people.joining import comes_in
from tests.stories.prepared_state import BOTH_PARTIES, PreparedState, gathered, prove, reference_of
from tests.stories.procedures.procedure_steps import agreed_procedure

WORDS = "exchange of statistics"
VENUE = "Hall of the Ministry"
CHANGES = {
    "due date": "UPDATE requests SET due_on = '2026-05-14'",
    "day of receipt": "UPDATE requests SET received_on = '2026-02-01', due_on = '2026-03-03'",
    "persons": "UPDATE requests SET persons = 9",
    "letter": "UPDATE requests SET letter_reference = '999/26'",
    "history": "UPDATE request_events SET facts = '{}' WHERE version = 2",
    "hour of a meeting": "UPDATE meetings SET slot_start = '2026-03-05 03:00:00.000000'",
    "history of a meeting": "UPDATE meeting_events SET action = 'back' WHERE version = 2",
    "words of an item": "UPDATE agenda_items SET title = (SELECT titles FROM activities)",
    "state of an item": "UPDATE agenda_items SET case_reference = (SELECT reference FROM requests)",
    "last day of an activity": "UPDATE activities SET last_on = '2026-12-31'",
    "steps of a procedure": "UPDATE procedures SET steps = replace(steps, '30', '60')",
    "procedure not agreed": "UPDATE procedures SET agreed_at = NULL",
    "procedure agreed earlier": "UPDATE procedures SET agreed_at = '2026-03-01 02:00:00.000000'",
    "procedure taken out": "DELETE FROM procedures",
    "procedure put in": (
        "INSERT INTO procedures SELECT 9, steps, party, made_by, made_at, agreed_at, version"
        " FROM procedures"
    ),
    "step left out": "UPDATE procedure_marks SET mark = 'left_out', reason = 'not_needed'",
    "who marked a step": "UPDATE procedure_marks SET made_by = 1",
    "mark taken out": "DELETE FROM procedure_marks",
    "mark put in": (
        "INSERT INTO procedure_marks SELECT reference, 9, 'receipt', mark, reason, party, made_by,"
        " at FROM procedure_marks"
    ),
    "proposal": "UPDATE approvals SET value_after = '2026-06-30'",
    "salt": "DELETE FROM record_salts WHERE record LIKE 'request%'",
    "history put in": (
        "INSERT INTO request_events SELECT NULL, reference, 99, action, at, party, role, person,"
        " private, stated_for, letter, facts FROM request_events WHERE version = 2"
    ),
    "request taken out": "DELETE FROM request_events WHERE version = 2",
    "proposal taken out": "DELETE FROM approvals",
    "third party of a consent": "UPDATE disclosures SET third_party = 'iom'",
    "purpose of a consent": "UPDATE disclosures SET purpose = 'protection'",
    "scope of a consent": "UPDATE disclosures SET scope = 'record'",
    "end of a consent": (
        "UPDATE disclosures SET until = '2027-06-30', ends_at = '2027-06-30 16:00:00.000000'"
    ),
    "item of a consent": "UPDATE disclosures SET item = 'KH26-00000'",
    "letter of a consent": "UPDATE disclosures SET letter = '999/26 MPS'",
    "day of the letter of a consent": "UPDATE disclosures SET letter_day = '2026-02-01'",
    "who was given a consent": (
        "UPDATE disclosures SET disclosing = providing, providing = disclosing"
    ),
    "withdrawal of a consent undone": (
        "UPDATE disclosures SET withdrawn_at = NULL, withdrawn_by = NULL, version = 1"
        " WHERE withdrawn_at IS NOT NULL"
    ),
    "consent withdrawn": (
        "UPDATE disclosures SET withdrawn_at = made_at, withdrawn_by = 1, version = 2"
        " WHERE withdrawn_at IS NULL"
    ),
    "consent taken out": "DELETE FROM disclosures WHERE withdrawn_at IS NULL",
    "note taken out": "DELETE FROM notes WHERE number = 2",
    "note put in": (
        "INSERT INTO notes SELECT reference, 3, kind, party, person, at, body, announced_at,"
        " erased_at FROM notes WHERE number = 2"
    ),
    "party of a note": "UPDATE notes SET party = 'CN' WHERE number = 1",
    "writer of a note": "UPDATE notes SET person = 1 WHERE number = 2",
    "time of a note": "UPDATE notes SET at = '2026-03-01 02:00:00.000000' WHERE number = 1",
    "kind of a note": "UPDATE notes SET kind = 'refusal' WHERE number = 2",
    "request of a note": "UPDATE notes SET reference = 'KH26-00000' WHERE number = 2",
    "words of a note": (
        "UPDATE notes SET body = (SELECT body FROM notes WHERE number = 2) WHERE number = 1"
    ),
    "words of a note erased": (
        "UPDATE notes SET body = NULL, announced_at = at, erased_at = at WHERE number = 1"
    ),
    "hold taken out": "DELETE FROM legal_holds",
    "letter of a hold": "UPDATE legal_holds SET letter = '999/26'",
    "Party of a hold": "UPDATE legal_holds SET party = 'CN'",
    "hold put in": (
        "INSERT INTO legal_holds SELECT reference, 'CN', letter, person, at FROM legal_holds"
    ),
    "role": "UPDATE people SET role = 'coordinator' WHERE role = 'focal_person'",
    "status": "UPDATE people SET status = 'removed' WHERE role = 'focal_person'",
    "Party of a person": "UPDATE people SET party = 'KH', number = 9 WHERE name = 'Zhang'",
    "account of a person": "UPDATE people SET chat_id = 99 WHERE name = 'Dara'",
    "name of a person": "UPDATE people SET name = 'Somebody' WHERE name = 'Dara'",
    "appointment": "UPDATE people SET appointed_since = '2026-03-01', appointment_letter = '1/26'",
    "agency of a person": "UPDATE people SET agency = 'Elsewhere' WHERE name = 'Dara'",
    "person taken out": "DELETE FROM people WHERE name = 'Li'",
    "person put in": (
        "INSERT INTO people (id, number, party, role, agency, name, chat_id, status, joined_at)"
        " SELECT 99, 99, party, role, agency, name, 99, status, joined_at FROM people"
        " WHERE name = 'Dara'"
    ),
    "lost words": "UPDATE people SET lost_word = 'x' WHERE name = 'Dara'",
    "lost words of another": "UPDATE people SET lost_word = 'x' WHERE name = 'Li'",
    "duress over": "UPDATE people SET duress_since = joined_at WHERE name = 'Dara'",
    "unreachable": "UPDATE people SET unreachable_since = joined_at WHERE name = 'Dara'",
    "e-mail address": "UPDATE people SET email = 'a@example.org' WHERE name = 'Dara'",
    "absence taken out": "DELETE FROM absences",
    "absence put in": "INSERT INTO absences SELECT 5, first, last, 3 FROM absences",
    "days of an absence": "UPDATE absences SET last = '2026-12-31'",
    "deputy": "UPDATE absences SET deputy = 1",
    "duty taken out": "DELETE FROM duty_roster",
    "duty put in": "INSERT INTO duty_roster SELECT party, '5', person FROM duty_roster LIMIT 1",
    "who is on duty": "UPDATE duty_roster SET person = 3",
    "duty of the other Party": "UPDATE duty_roster SET party = 'CN'",
    "PIN taken out": "DELETE FROM pins WHERE person = 1",
    "PIN put in": (
        "INSERT INTO pins SELECT 2, party, pin_hash, failed_attempts, locked_until,"
        " verified_until, waits_since, verified_at_door FROM pins WHERE person = 1"
    ),
    "PIN of another": (
        "UPDATE pins SET pin_hash = (SELECT pin_hash FROM pins WHERE person = 3) WHERE person = 1"
    ),
    "PIN that waits": "UPDATE pins SET waits_since = verified_until WHERE person = 1",
    "PIN locked": "UPDATE pins SET locked_until = '2027-03-05 02:00:00.000000' WHERE person = 1",
    "to-do put off": (
        "INSERT INTO todo_marks SELECT 1, 'request', reference, '2099-03-05', NULL, NULL"
        " FROM requests LIMIT 1"
    ),
    "passkey taken out": "DELETE FROM passkeys",
    "passkey put in": (
        "INSERT INTO passkeys SELECT 'other', person, public_key, 0, made_at, NULL, NULL"
        " FROM passkeys"
    ),
    "passkey of another": "UPDATE passkeys SET person = CASE person WHEN 1 THEN 2 ELSE 1 END",
    "key of a passkey": "UPDATE passkeys SET public_key = 'other'",
    "invitation taken out": "DELETE FROM invites WHERE used_at IS NULL",
    "invitation put in": (
        "INSERT INTO invites SELECT substr(token_hash, 2) || 'x', party, 'admin', agency,"
        " invited_by, expires_at, NULL, NULL, NULL, NULL, NULL FROM invites LIMIT 1"
    ),
    "role of an invitation": "UPDATE invites SET role = 'admin' WHERE used_at IS NULL",
    "invitation used again": "UPDATE invites SET used_at = NULL, used_by = NULL",
    "who came by an invitation": "UPDATE invites SET used_by = 2 WHERE used_at IS NOT NULL",
    "who made an invitation": "UPDATE invites SET invited_by = NULL",
    "end of an invitation": "UPDATE invites SET expires_at = '2027-03-05 02:00:00.000000'",
    "nomination taken out": "DELETE FROM nominations",
    "nomination put in": (
        "INSERT INTO nominations SELECT 'N26-00000', party, 2, agency, asked_by, asked_at,"
        " expires_at, 'open', NULL, NULL, change FROM nominations"
    ),
    "nomination confirmed": (
        "UPDATE nominations SET state = 'confirmed', ended_at = asked_at, ended_by = 3"
    ),
    "what is nominated": "UPDATE nominations SET change = 'removed'",
    "notification taken out": "DELETE FROM notices WHERE state = 'open'",
    "notification put in": (
        "INSERT INTO notices SELECT '22222', party, priority, subject, 'x', notice_key, title,"
        " audience, escalation_policy, made_at, states, triggered_by, internal, due_by, late,"
        " state, version, escalation_step, notified_at, grace, repeat, outage_start, outage_end,"
        " ended_at, ended_by FROM notices LIMIT 1"
    ),
    "notification settled": (
        "UPDATE notices SET state = 'settled', ended_at = made_at WHERE state = 'open'"
    ),
    "notification seen": (
        "UPDATE notices SET state = 'acknowledged', ended_at = made_at, ended_by = 1"
        " WHERE state = 'open'"
    ),
    "notification told": (
        "UPDATE notices SET state = 'told' WHERE state = 'open' AND priority <> 'routine'"
    ),
    "notification less urgent": "UPDATE notices SET priority = 'routine' WHERE state = 'open'",
    "notification to others": "UPDATE notices SET audience = 'person'",
    "notification about another": "UPDATE notices SET subject_id = code",
    "escalation": "UPDATE notices SET escalation_policy = '[]' WHERE escalation_policy <> '[]'",
    "timer taken out": "DELETE FROM timers WHERE kind = 'notice'",
    "timer of a proposal taken out": "DELETE FROM timers WHERE kind = 'two_key'",
    "timer of an invitation taken out": "DELETE FROM timers WHERE kind = 'invitation'",
    "timer of an invitation put off": (
        "UPDATE timers SET at = '2027-03-05 02:00:00.000000' WHERE kind = 'invitation'"
    ),
    "timer of a consent taken out": "DELETE FROM timers WHERE kind = 'disclosure'",
    "timer of a consent put off": (
        "UPDATE timers SET at = '2099-03-05 02:00:00.000000' WHERE kind = 'disclosure'"
    ),
    "timers taken out": "DELETE FROM timers",
    "timers put off": "UPDATE timers SET at = '2027-03-05 02:00:00.000000'",
    "timer of a notification put off": (
        "UPDATE timers SET at = datetime(at, '+1 minutes') || '.000000' WHERE kind = 'notice'"
    ),
    "escalation ended": (
        "UPDATE notices SET escalation_step = 99 WHERE state = 'open' AND escalation_policy <> '[]'"
    ),
    "escalation past the other Party": (
        "UPDATE notices SET escalation_step = 5 WHERE state = 'open' AND escalation_policy <> '[]'"
    ),
    "notification delivered later": "UPDATE notices SET notified_at = '2027-03-05 02:00:00.000000'",
    "recipients taken out": "DELETE FROM notice_recipients",
    "run of the timers put off": "UPDATE timers SET next_at = '2027-03-05 02:00:00.000000'",
    "chat paused": "INSERT INTO chat_pauses VALUES (99, '2027-03-05 02:00:00.000000')",
    "recipients of what is not delivered": "UPDATE notices SET notified_at = NULL",
    "setting": "UPDATE settings SET value = '60'",
    "setting taken out": "DELETE FROM settings",
    "setting put in": (
        "INSERT INTO settings SELECT 99, party, 'ack_days', '9', made_by, made_at FROM settings"
    ),
    "holiday": "UPDATE holidays SET day = '2026-04-21'",
    "name of a holiday": "UPDATE holidays SET name = 'Work'",
    "holiday of the other Party": "UPDATE holidays SET party = 'CN'",
    "holiday taken out": "DELETE FROM holidays",
    "notice of termination": "UPDATE terminations SET letter = '999/26'",
    "end of the Agreement": (
        "UPDATE terminations SET ends_on = '2026-04-01', ends_at = '2026-04-01 16:00:00.000000'"
    ),
    "notice of termination taken out": "DELETE FROM terminations",
    "difference closed": "UPDATE differences SET closed_at = opened_at, version = 2",
    "difference taken out": "DELETE FROM differences",
    "judges": "UPDATE requests SET requested_reviews = 1",
    "judges other than yes and no": "UPDATE requests SET requesting_reviews = 2",
    "what is asked for": "UPDATE requests SET missing = ' '",
    "end of an offer": "UPDATE meetings SET offer_expires_at = '2026-12-31 02:00:00.000000'",
    "json": "UPDATE requests SET repatriation = 'x'",
    "json without its parts": "UPDATE requests SET repatriation = '{}'",
    "json of another sort": "UPDATE requests SET reported_steps = '[1]'",
    "json of a history": "UPDATE request_events SET facts = 'x' WHERE version = 2",
    "no date": "UPDATE requests SET due_on = '2026-02-31'",
    "number for a date": "UPDATE requests SET due_on = 20260501",
    "no moment": "UPDATE meetings SET slot_start = '2026-03-05 02' WHERE slot_start IS NOT NULL",
    "date in another spelling": "UPDATE requests SET due_on = '2026-W14-3'",
    "moment in another spelling": "UPDATE notes SET at = replace(at, ' ', 'T') WHERE number = 1",
    "yes in another spelling": "UPDATE requests SET urgent = 2",
    "no word of ours": "UPDATE people SET role = 'x' WHERE name = 'Dara'",
    "no number": "UPDATE request_events SET version = 'x' WHERE version = 2",
    "bytes": "UPDATE requests SET letter_reference = CAST(letter_reference AS BLOB)",
    "no text": "UPDATE requests SET letter_reference = CAST(x'ff' AS TEXT)",
    "value of a setting": "UPDATE settings SET value = 'x'",
    "salt changed": "UPDATE record_salts SET salt = 'x'",
    "salt of another": (
        "UPDATE record_salts SET salt = "
        "(SELECT salt FROM record_salts WHERE record LIKE 'meeting%')"
        " WHERE record LIKE 'request%'"
    ),
    "salt that is no text": "UPDATE record_salts SET salt = CAST(x'ff' AS TEXT)",
    "proposal put in": (
        "INSERT INTO approvals SELECT 'K26-00000', kind, 'KH26-00000', value_before, value_after,"
        " reason, party, made_by, made_at, expires_at, state, version, ended_at, ended_by"
        " FROM approvals LIMIT 1"
    ),
}


@pytest.fixture(scope="module")
def company() -> PreparedState:
    """All of it has happened, once for all stories."""

    async def happens(driver: ScenarioDriver) -> None:
        await log_verification(driver, "sokha", persons=3, children=1, letter="123/26 MoI")
        await happened(driver)

    return gathered(*BOTH_PARTIES, logs=happens)


async def happened(service: ScenarioDriver) -> None:
    """A step of everything that is proven."""
    li, dara, sokha, bopha, zhang = (
        service[each] for each in ("li", "dara", "sokha", "bopha", "zhang")
    )
    reference = reference_of(service)
    await li.sends(f"/receive {reference} today")
    await dara.sends(f"/extend {reference} 2026-04-20 court")
    code = await agreed(service, start=at(3, 5, 2))
    await put(sokha, code, WORDS)
    await service.turn_to(at(3, 6, 2))
    await dara.sends(f"/held {code} yes")
    await dara.sends(f"/decide {code} both 2026-06-30 {WORDS}")
    await sokha.sends(f"/note {reference} add note {WORDS}")
    await li.sends(f"/note {reference} add note Agreed.")
    await dara.sends(f"/hold {reference} on 7/26")
    await bopha.sends("/holidays add 2026-04-20 Rest")
    await bopha.says("/settings digest_time 07:30 ok")
    await dara.sends(f"/difference open {WORDS}")
    await consented(dara, zhang)
    withdrawn = await consented(dara, zhang, LINE.replace("statistics", "protection"))
    await zhang.sends(f"/disclosures {withdrawn} withdraw")
    await service.invited(bopha, PARTS["sokha"])
    rithy = await comes_in(service, bopha, "Rithy", Role.ADMIN)
    await rithy.says("/invite admin Unit 9")
    await bopha.says("/duty monday 2")
    await sokha.says("/away 2026-03-09 2026-03-13 3")
    await dara.says("/lostword", "seven green horses", "seven green horses")
    async with service.app.database.transaction() as tx:
        person = await person_of(tx, dara)
        made = Passkey(id="a", person=person.id, public_key="k", sign_count=0, made_at=tx.now)
        await tx.of(Passkeys).add(made)
        await record_step(tx, "made", made, actor=person)
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26", urgency="urgent")
    await agreed_procedure(service)
    last = await log_verification(service, "sokha", persons=1, children=1, letter="10/26")
    await dara.sends(f"/step {last} 2 done")
    await dara.sends("/terminate CN 2026-03-02 18/26 MFA")


async def test_what_is_changed_past_the_service_is_found(
    service: ScenarioDriver, folder: Path
) -> None:
    await prove(service.app.database)
    missed = []
    with closing(connect(folder / "liaison.db")) as host, closing(connect(":memory:")) as kept:
        host.backup(kept)
        host.execute("PRAGMA foreign_keys = off")
        host.execute("PRAGMA ignore_check_constraints = on")
        for name, change in CHANGES.items():
            with host:
                assert host.execute(change).rowcount > 0, name
            with suppress(BrokenRecord):
                await prove(service.app.database)
                missed.append(name)
            kept.backup(host)
    assert missed == []


async def test_both_parties_read_in_the_record_what_was_stated(service: ScenarioDriver) -> None:
    entries = await once(service.app.database, lambda tx: tx.audit_lines(FIRST, 10_000))
    said: dict[str, Any] = {}
    for entry in entries:
        said.setdefault(entry.action, json.loads(entry.facts))
    assert said["request.log"]["persons"] == 3
    assert said["request.receive"]["due_on"] == "2026-04-01"
    assert said["two_key.propose"]["kind"] == "extension"
    assert said["meeting.accept"]["start"] == "2026-03-05T02:00:00+00:00"
    assert said["activity.decide"]["last_on"] == "2026-06-30"
    for typed in (WORDS, "123/26 MoI"):
        assert typed not in str(said)


async def test_what_one_party_does_by_itself_and_the_venues_are_proven_and_not_told(
    service: ScenarioDriver,
) -> None:
    await agreed(service, start=at(4, 7, 2), venue=VENUE)
    entries = await once(service.app.database, lambda tx: tx.audit_lines(FIRST, 10_000))
    assert VENUE not in str(entries)
    await prove(service.app.database)
