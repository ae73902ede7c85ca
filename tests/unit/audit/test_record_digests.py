"""Digests prove that rows are what the steps wrote."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from liaison.agreement.rules import TERMINATION_RECORD
from liaison.audit.digests import (
    NO_SALT,
    RecordDigest,
    RecordDigests,
    RecordedType,
    RecordRef,
    StoredRecord,
    check_digest,
    digest_of,
    person_facts,
)
from liaison.core.agreement import PartyCode
from liaison.core.audit_chain import AuditEntry, BrokenRecord
from liaison.core.channels import Address
from liaison.core.people import AccountStatus, Person, PersonId, Role
from liaison.core.references import Reference
from liaison.disclosures.rules import DISCLOSURE_RECORD
from liaison.meetings.agenda import AGENDA_RECORD
from liaison.meetings.model import MEETING_RECORD
from liaison.notes.rules import LEGAL_HOLD_RECORD, NOTE_RECORD, Note, NoteKind, note_facts
from liaison.people.pins import PIN_RECORD
from liaison.plan.rules import ACTIVITY_RECORD
from liaison.requests.model import REQUEST_RECORD
from tests.registered import REGISTRY

PLACE = RecordRef(REQUEST_RECORD, "KH26-7F3K9")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Something with values of every sort."""

    due_on: date = date(2026, 4, 14)
    at: datetime = datetime(2026, 3, 15, 2, 0, tzinfo=UTC)
    facts: dict[str, object] = field(default_factory=lambda: {"b": 1, "a": ("x", None)})


def line(seq: int, action: str, facts: str, *, subject: str = PLACE.id) -> AuditEntry:
    return AuditEntry(seq, "", None, None, None, action, subject, facts, "")


def proofs(*entries: AuditEntry) -> RecordDigests:
    made = RecordDigests(REGISTRY.all(RecordedType).values())
    made.read(entries)
    return made


def broken(stored: StoredRecord, known: RecordDigests) -> str | None:
    try:
        check_digest(stored, known.digest_of(stored.ref))
    except BrokenRecord as error:
        return error.text().key
    return None


def test_equal_records_have_the_same_digest() -> None:
    request = Request()
    phnom_penh = timezone(timedelta(hours=7))
    same = replace(request, at=request.at.astimezone(phnom_penh), facts={"a": ["x", None], "b": 1})
    assert digest_of(request, "salt") == digest_of(same, "salt")
    assert digest_of(request, "salt") != digest_of(request, "other")
    assert digest_of(request, "salt") != digest_of(
        replace(request, due_on=date(2026, 4, 15)), "salt"
    )
    with pytest.raises(TypeError):
        digest_of(object(), "salt")


def test_a_row_is_compared_with_the_latest_entry_and_its_history_with_each() -> None:
    old, new, event = Request(), Request(due_on=date(2026, 4, 20)), Request(facts={})
    known = proofs(
        line(1, "request.log", f'{{"version":1,"row":"{digest_of(old, "s")}","event":"x"}}'),
        line(2, "guard.blocked", '{"kind":"phone"}'),
        line(
            3,
            "request.extend",
            f'{{"version":2,"row":"{digest_of(new, "s")}","event":"{digest_of(event, "s")}"}}',
        ),
    )
    assert broken(StoredRecord(PLACE, new, "s"), known) is None
    assert broken(StoredRecord(PLACE, old, "s"), known) == "setup-audit-row"
    assert broken(StoredRecord(PLACE, new, None), known) == "setup-audit-row"
    for value in (b"123/26", datetime.min.replace(tzinfo=timezone(timedelta(hours=7)))):
        strange = replace(new, facts={"letter": value})
        assert broken(StoredRecord(PLACE, strange, "s"), known) == "setup-audit-row"
    first, second, third = (replace(PLACE, version=each) for each in (1, 2, 3))
    assert broken(StoredRecord(second, event, "s"), known) is None
    assert broken(StoredRecord(first, event, "s"), known) == "setup-audit-row"
    assert broken(StoredRecord(third, event, "s"), known) == "setup-audit-unknown"


def test_a_row_without_an_entry_and_an_entry_without_its_row_are_found() -> None:
    known = proofs(line(1, "agenda.add", '{"item":7,"row":"x"}', subject="M26-7F3K9"))
    item = RecordRef(AGENDA_RECORD, "7")
    found = broken(StoredRecord(RecordRef(AGENDA_RECORD, "8"), Request(), "s"), known)
    assert found == "setup-audit-unknown"
    assert known.missing([item], until=1) is None
    assert known.missing([], until=0) is None
    assert known.missing([], until=1) == (item, RecordDigest(1, "x"))


def test_an_entry_without_a_digest_proves_no_row() -> None:
    known = proofs(
        line(1, "request.log", '{"version":1}'),
        line(2, "meeting.attend", '{"presence":"yes"}', subject="M26-7F3K9"),
        line(3, "activity.done", "no JSON", subject="5"),
        line(4, "two_key.propose", "[1]", subject="K26-7F3K9"),
    )
    for ref in (PLACE, replace(PLACE, version=1), RecordRef(ACTIVITY_RECORD, "5")):
        assert broken(StoredRecord(ref, Request(), None), known) == "setup-audit-unknown"
    assert known.digest_of(RecordRef(MEETING_RECORD, "M26-7F3K9")) is None


def test_a_row_within_a_record_is_compared_by_its_name_until_a_step_removes_it() -> None:
    request, hold = Request(), RecordRef(LEGAL_HOLD_RECORD, PLACE.id).within("KH")
    assert hold.id == "KH26-7F3K9/KH"
    digest = digest_of(request, NO_SALT)
    known = proofs(line(1, "hold.put", f'{{"letter":"7/26","rows":{{"KH":"{digest}"}}}}'))
    assert broken(StoredRecord(hold, request, None), known) is None
    assert broken(StoredRecord(hold, replace(request, facts={}), None), known) == "setup-audit-row"
    theirs = RecordRef(LEGAL_HOLD_RECORD, PLACE.id).within("CN")
    assert broken(StoredRecord(theirs, request, None), known) == "setup-audit-unknown"
    assert known.missing([], until=1) == (hold, known.digest_of(hold))
    known.read([line(2, "hold.lift", '{"letter":"7/26","rows":{"KH":null}}')])
    assert known.missing([], until=2) is None
    assert broken(StoredRecord(hold, request, None), known) == "setup-audit-unknown"


def test_a_notice_that_was_struck_is_not_missing() -> None:
    known = proofs(
        line(1, "termination.record", '{"row":"x"}', subject="T26-7F3K9"),
        line(2, "termination.strike", '{"row":null}', subject="T26-7F3K9"),
    )
    assert known.missing([], until=2) is None
    ref = RecordRef(TERMINATION_RECORD, "T26-7F3K9")
    assert broken(StoredRecord(ref, Request(), "s"), known) == "setup-audit-unknown"


@pytest.mark.parametrize(
    ("action", "ref"),
    [
        ("disclosure.grant", RecordRef(DISCLOSURE_RECORD, PLACE.id)),
        ("disclosure.expire", RecordRef(DISCLOSURE_RECORD, PLACE.id)),
        ("note.open", RecordRef(NOTE_RECORD, PLACE.id).within(1)),
        ("pin.wrong", RecordRef(PIN_RECORD, PLACE.id)),
        ("meeting.attend", RecordRef(MEETING_RECORD, PLACE.id)),
    ],
)
def test_entries_that_are_no_steps_prove_and_name_no_row(action: str, ref: RecordRef) -> None:
    beside = line(2, action, '{"number":1,"row":"x"}')
    known = proofs(beside)
    assert broken(StoredRecord(ref, Request(), "s"), known) == "setup-audit-unknown"
    digest = digest_of(Request(), "s")
    step = f"{ref.type}.step"
    rows = {"rows": {"1": digest}} if ref.id != PLACE.id else {"row": digest}
    known = proofs(line(1, step, json.dumps(rows)), beside)
    assert broken(StoredRecord(ref, Request(), "s"), known) is None
    assert broken(StoredRecord(ref, Request(facts={}), "s"), known) == "setup-audit-row"


def test_a_consent_is_known_by_its_code_and_not_by_what_it_is_for() -> None:
    facts = f'{{"item":"requests","row":"{digest_of(Request(), "s")}"}}'
    known = proofs(line(1, "disclosure.propose", facts, subject="C26-7F3K9"))
    consent = RecordRef(DISCLOSURE_RECORD, "C26-7F3K9")
    assert broken(StoredRecord(consent, Request(), "s"), known) is None


def test_the_digest_of_a_person_leaves_out_what_changes_without_a_step() -> None:
    person = Person(
        id=PersonId(7),
        number=2,
        party=PartyCode("KH"),
        role=Role.COORDINATOR,
        agency="Unit 7",
        name="Dara",
        address=Address(40),
        language=None,
        status=AccountStatus.ACTIVE,
        joined_at=Request().at,
    )
    facts = person_facts(person)
    spoken = replace(person, language="km", last_seen_on=Request().due_on)
    assert person_facts(spoken) == facts
    for changed in (
        replace(person, role=Role.ADMIN),
        replace(person, status=AccountStatus.REMOVED),
        replace(person, party=PartyCode("CN")),
        replace(person, address=Address(41)),
        replace(person, name="Li"),
        replace(person, agency="Unit 8"),
        replace(person, email="a@b.kh"),
        replace(person, lost_word="x"),
        replace(person, duress_since=Request().at),
        replace(person, unreachable_since=Request().at),
    ):
        assert person_facts(changed) != facts


def test_the_text_of_a_note_is_compared_until_it_is_erased() -> None:
    note = Note(
        reference=Reference(PLACE.id),
        number=1,
        kind=NoteKind.NOTE,
        party=PartyCode("KH"),
        by=PersonId(7),
        at=Request().at,
    )
    facts = note_facts(note, "words")
    assert note_facts(replace(note, announced_at=Request().at), "words") == facts
    assert note_facts(note, "other words") != facts
    assert note_facts(replace(note, party=PartyCode("CN")), "words") != facts
    assert note_facts(replace(note, erased_at=Request().at), None) != note_facts(note, None)
