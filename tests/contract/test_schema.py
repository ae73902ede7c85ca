"""What must never be is refused by the database itself, and moments come back in UTC."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, delete, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from liaison.domain.activities import Intent
from liaison.domain.agendas import Entry
from liaison.domain.away import Away
from liaison.domain.deadlines import DAY
from liaison.domain.holidays import Day, DayKind
from liaison.domain.notices import Copy
from liaison.usecases.ports import Message, Op
from storage.database import Database
from storage.invites import TRIES
from storage.schema import NaiveMoment, dump_json
from storage.tables import METADATA
from storage.transaction import Transaction
from tests.contract.samples import CN, KH, REFERENCE, SECOND, START, hello, join, logged
from tests.contract.test_differences import difference
from tests.contract.test_mail_codes import mail_code
from tests.contract.test_meetings import comes, proposed
from tests.contract.test_nominations import nomination
from tests.contract.test_notices import NOTICE
from tests.contract.test_people import INVITE
from tests.contract.test_terminations import termination
from tests.contract.test_two_keys import proposal

pytestmark = pytest.mark.contract

SLOT = {
    "state": "agreed",
    "slot_start": START,
    "slot_end": START + SECOND,
    "slot_host": CN,
    "slot_sequence": 1,
}
NO_OFFER = {"offer": None, "offer_expires_at": None}
NONSENSE: Mapping[str, Mapping[str, Any]] = {
    "ck_people_role_known": {"role": "king"},
    "ck_people_standing_known": {"standing": "perhaps"},
    "ck_people_party_named": {"party": ""},
    "ck_people_agency_length": {"agency": ""},
    "ck_people_name_length": {"name": "n" * 41},
    "ck_people_private_chat": {"chat_id": -100},
    "ck_people_number_positive": {"number": 0},
    "ck_people_language_named": {"language": ""},
    "ck_people_email_length": {"email": "@"},
    "ck_aways_first_before_last": {"last": START.date() - DAY},
    "ck_aways_deputy_is_another": {"deputy": 1},
    "ck_mail_codes_address_length": {"address": "a" * 255},
    "ck_mail_codes_hash_length": {"code_hash": "123456"},
    "ck_mail_codes_tries_counted": {"tries": -1},
    "ck_settings_named": {"code": ""},
    "ck_settings_party_named": {"party": "KHM"},
    "ck_settings_valued": {"value": ""},
    "ck_holidays_kind_known": {"kind": "feast", "name": ""},
    "ck_holidays_party_named": {"party": "KHM"},
    "ck_holidays_holiday_named": {"name": ""},
    "ck_invites_role_known": {"role": "king"},
    "ck_invites_hash_length": {"token_hash": "a token in clear"},
    "ck_invites_party_named": {"party": "KHM"},
    "ck_invites_agency_length": {"agency": "n" * 61},
    "ck_invites_used_by_somebody": {"used_at": START},
    "ck_nominations_state_known": {"state": "perhaps", "ended_at": START},
    "ck_nominations_code_length": {"code": "7F3K9"},
    "ck_nominations_party_named": {"party": "KHM"},
    "ck_nominations_agency_length": {"agency": ""},
    "ck_nominations_of_another": {"person": 1},
    "ck_nominations_open_for_a_time": {"expires_at": START},
    "ck_nominations_ended_once": {"ended_at": START},
    "ck_nominations_ended_by_somebody": {"state": "confirmed", "ended_at": START},
    "ck_nominations_confirmed_by_another": {
        "state": "confirmed",
        "ended_at": START,
        "ended_by": 1,
    },
    "ck_requests_kind_known": {"kind": "gossip"},
    "ck_requests_state_known": {"state": "overdue"},
    "ck_requests_letter_channel_known": {"letter_channel": "pigeon"},
    "ck_requests_withdrawal_known": {"withdrawal": "whim", "state": "withdrawn"},
    "ck_requests_reference_length": {"reference": ""},
    "ck_requests_two_parties": {"requested": "KH"},
    "ck_requests_parties_named": {"requesting": ""},
    "ck_requests_persons_counted": {"persons": 0, "children": 0},
    "ck_requests_children_among_persons": {"children": 4},
    "ck_requests_versions": {"shared_version": 2},
    "ck_requests_sent_not_received": {"received_on": START.date(), "due_on": START.date()},
    "ck_requests_received_on_a_day": {"state": "received"},
    "ck_requests_due_since_receipt": {"due_on": START.date()},
    "ck_requests_extended_to_later": {"first_due_on": START.date()},
    "ck_requests_asked_while_received": {"missing": "names"},
    "ck_requests_offered_while_received": {"offered_to": 2},
    "ck_requests_offered_to_another": {
        "state": "received",
        "received_on": START.date(),
        "due_on": START.date(),
        "assignee": 2,
        "offered_to": 2,
    },
    "ck_requests_closed_with_either": {"state": "closed"},
    "ck_requests_answered_with_outcome": {"state": "answered"},
    "ck_requests_refused_with_ground": {"state": "refused"},
    "ck_requests_withdrawn_with_reason": {"state": "withdrawn"},
    "ck_requests_no_draft_once_ended": {
        "state": "closed",
        "outcome": "{}",
        "refusal_draft": "{}",
    },
    "ck_request_events_action_known": {"action": "forget"},
    "ck_request_events_role_known": {"role": "king"},
    "ck_request_events_version": {"version": 0},
    "ck_request_events_letter_of_the_other": {"letter": "MOI-1"},
    "ck_request_events_stated_for_the_other": {"stated_for": "KH", "letter": "MOI-1"},
    "ck_agenda_items_kind_known": {"kind": "picnic"},
    "ck_agenda_items_state_known": {"state": "overdue", "ended_at": START},
    "ck_agenda_items_id_positive": {"id": 0},
    "ck_agenda_items_party_named": {"party": ""},
    "ck_agenda_items_counts": {"version": 0},
    "ck_agenda_items_carried_whole": {"carried": 1},
    "ck_agenda_items_ended_once": {"ended_at": START},
    "ck_agenda_items_discussed_somewhere": {"state": "discussed", "ended_at": START},
    "ck_activities_state_known": {"state": "overdue"},
    "ck_activities_number_positive": {"number": 0},
    "ck_activities_lead_named": {"lead": ""},
    "ck_activities_first_before_last": {"first_on": START.date(), "last_on": START.date() - DAY},
    "ck_activities_version": {"version": 0},
    "ck_activities_decided_by_somebody": {"made_by": None},
    "ck_meetings_kind_known": {"kind": "party"},
    "ck_meetings_occasion_known": {"occasion": "whim"},
    "ck_meetings_state_known": {"state": "over", **NO_OFFER},
    "ck_meetings_objection_known": {"state": "declined", "objection": "whim", **NO_OFFER},
    "ck_meetings_code_length": {"code": "7F3K9"},
    "ck_meetings_about_length": {"about": "n" * 21},
    "ck_meetings_annual_about_a_year": {"kind": "annual"},
    "ck_meetings_made_by_party": {"made_by": ""},
    "ck_meetings_counts": {"options_made": 0},
    "ck_meetings_offer_whole": {"offer_expires_at": None},
    "ck_meetings_proposed_with_offer": NO_OFFER,
    "ck_meetings_offer_until_ended": {"state": "withdrawn", "objection": "time"},
    "ck_meetings_objection_at_the_end": {"objection": "time"},
    "ck_meetings_slot_once_agreed": {"state": "agreed"},
    "ck_meetings_slot_whole": {**SLOT, "slot_host": None},
    "ck_meetings_venue_of_slot": {"slot_venue": "Room 7"},
    "ck_meetings_slot_has_length": {**SLOT, "slot_end": START},
    "ck_meetings_slot_host_party": {**SLOT, "slot_host": ""},
    "ck_meetings_slot_counted": {**SLOT, "slot_sequence": 2},
    "ck_meeting_events_action_known": {"action": "forget"},
    "ck_meeting_events_role_known": {"role": "king"},
    "ck_meeting_events_version": {"version": 0},
    "ck_meeting_events_person_whole": {"party": None},
    "ck_meeting_events_desk_lets_expire": {"action": "expire"},
    "ck_meeting_attendances_presence_known": {"presence": "perhaps"},
    "ck_meeting_attendances_party_named": {"party": "KHM"},
    "ck_meeting_attendances_substitute_named": {"presence": "substitute"},
    "ck_meeting_attendances_substitute_is_another": {"presence": "substitute", "substitute": 1},
    "ck_terminations_code_length": {"code": "7F3K9"},
    "ck_terminations_named": {"letter": ""},
    "ck_terminations_party_named": {"party": ""},
    "ck_terminations_ends_later": {"ends_on": START.date()},
    "ck_terminations_version": {"version": 0},
    "ck_terminations_withdrawn_whole": {"withdrawn_at": START},
    "ck_terminations_withdrawn_after_receipt": {
        "withdrawal": "19/26",
        "withdrawn_on": START.date() - DAY,
        "withdrawn_by": 1,
        "withdrawn_at": START,
    },
    "ck_differences_code_length": {"code": "7F3K9"},
    "ck_differences_party_named": {"party": ""},
    "ck_differences_titled": {"title": ""},
    "ck_differences_version": {"version": 0},
    "ck_two_keys_kind_known": {"kind": "gossip"},
    "ck_two_keys_state_known": {"state": "over", "ended_at": START},
    "ck_two_keys_code_length": {"code": "7F3K9"},
    "ck_two_keys_named": {"of_what": ""},
    "ck_two_keys_party_named": {"party": ""},
    "ck_two_keys_changes_something": {"value_after": "2026-04-14"},
    "ck_two_keys_open_for_a_time": {"expires_at": START},
    "ck_two_keys_version": {"version": 0},
    "ck_two_keys_ended_once": {"ended_at": START},
    "ck_two_keys_ended_by_somebody": {"state": "agreed", "ended_at": START},
    "ck_notices_priority_known": {"priority": "some"},
    "ck_notices_subject_known": {"subject": "weather"},
    "ck_notices_audience_known": {"audience": "everybody"},
    "ck_notices_state_known": {"state": "overdue"},
    "ck_notices_code_length": {"code": "7F3K"},
    "ck_notices_party_named": {"party": ""},
    "ck_notices_named": {"topic": ""},
    "ck_notices_counts": {"rung": -1},
    "ck_notices_spans": {"grace": -0.5},
    "ck_notices_outage_whole": {"outage_end": START},
    "ck_notices_ladder_unless_routine": {"ladder": "[]"},
    "ck_notices_told_and_routine": {"state": "told"},
    "ck_notices_ended_once": {"state": "settled"},
    "ck_notices_acknowledged_by_somebody": {"state": "acknowledged", "ended_at": START},
    "ck_notices_acknowledged_not_routine": {
        "state": "acknowledged",
        "priority": "routine",
        "ladder": "[]",
        "ended_at": START,
        "ended_by": 1,
    },
    "ck_conversations_version": {"version": 0},
    "ck_inbox_state_known": {"state": "lost"},
    "ck_inbox_payload_kept": {"payload": None},
    "ck_inbox_counts": {"attempts": -1},
    "ck_outbox_state_known": {"state": "perhaps"},
    "ck_outbox_op_known": {"op": "shout"},
    "ck_outbox_urgency_known": {"urgency": 7},
    "ck_outbox_lane_of_chat": {"lane": 2},
    "ck_outbox_lane_unless_alone": {"lane": None},
    "ck_outbox_toast_answers": {"op": "toast", "lane": None},
    "ck_outbox_card_kept": {"card": None},
    "ck_outbox_appointment_of_file": {"appointment": "{}"},
    "ck_outbox_appointment_kept": {"op": "file"},
    "ck_outbox_address_of_mail": {"address": "sokha@interior.example"},
    "ck_outbox_mail_to_somebody": {"op": "mail", "lane": None},
    "ck_outbox_guard_subject_known": {
        "guard_subject": "weather",
        "guard_of": "rain",
        "guard_states": "",
    },
    "ck_outbox_guard_whole": {"guard_states": "sent"},
    "ck_outbox_counts": {"fence": -1},
    "ck_shown_slot_named": {"slot": ""},
    "ck_wakeups_named": {"subject": ""},
    "ck_wakeups_counts": {"attempts": -1},
    "ck_marks_named": {"name": ""},
    "ck_audit_role_known": {"role": "king"},
    "ck_audit_named": {"action": ""},
    "ck_audit_person_whole": {"party": "KH"},
}


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
    await tx.invites.add(INVITE)
    await tx.invites.note_try(7, at=tx.now)
    await tx.nominations.add(nomination(person, None))
    deputy = await join(tx, KH, 8)
    today = tx.now.date()
    await tx.aways.put(Away(person=person.id, first=today, last=today, deputy=deputy.id))
    await tx.mail_codes.put(mail_code(person))
    await tx.schedules.set(KH, "digest_time", (480,), by=person)
    await tx.holidays.say(KH, [Day(day=today, kind=DayKind.OFF, name="A feast")], by=person)
    meeting, _ = step = proposed(person, about=REFERENCE)
    await tx.meetings.add(*step)
    await tx.meetings.attend(meeting.code, comes(person))
    await tx.agendas.add(meeting, Entry(title="The form"), by=person)
    decision = Intent(titles={"*": "A form"}, lead=KH, first_on=None, last_on=today)
    await tx.activities.add(decision, source=meeting.code, by=person)
    await tx.two_keys.add(proposal(person))
    await tx.terminations.add(termination(person))
    await tx.differences.add(difference(person))
    await tx.notices.add(NOTICE)
    await tx.notices.keep_copy(NOTICE.code, Copy(person=person.id, told_at=tx.now))
    await tx.conversations.set(7, state="new", data={})
    await tx.inbox.add(1, chat_id=7, press=False, payload="{}")
    await tx.say(Message(chat_id=7, op=Op.SEND, card=hello(7).card, slot="talk"))
    [row] = await tx.outbox.claim(limit=1, lease=SECOND)
    await tx.outbox.sent(row, message_id=41)
    await tx.outbox.hold_chat(7, tx.now)
    await tx.say(hello(7))
    await tx.wake("case", "KH26-7F3K9", tx.now)
    await tx.marks.beat("alive", tx.now)
    await tx.audit("asked", "KH26-7F3K9", by=None)
    await tx.flush()


def test_there_is_a_nonsense_for_every_check() -> None:
    assert set(NONSENSE) == set(checks())


@pytest.mark.parametrize("name", sorted(NONSENSE))
async def test_the_database_refuses_nonsense_written_past_the_domain(
    db: Database, name: str
) -> None:
    table = METADATA.tables[checks()[name]]
    waits = [table.c.state == "waiting"] if table.name == "outbox" else []
    async with db.transaction() as tx:
        await one_of_each(tx)
        row = (await tx._sql.run(select(table).where(*waits).limit(1))).one()._asdict()

    async def write() -> None:
        async with db.transaction() as tx:
            await tx._sql.run(insert(table).values({**row, **NONSENSE[name]}))

    with pytest.raises(IntegrityError, match=name):
        await write()


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
                line = {"at": START, "action": "a", "subject": "b", "facts": "{}"}
                await tx._sql.run(insert(rows).values(**line, person=99, party="KH"))
            else:
                await tx._sql.run(update(rows).values({column[table]: 99}))

    with pytest.raises(IntegrityError):
        await write()


async def test_moments_come_back_aware_and_in_utc(db: Database) -> None:
    phnom_penh = START.astimezone(timezone(timedelta(hours=7)))
    odd = datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    async with db.transaction() as tx:
        for moment in (phnom_penh, odd):
            await tx.invites.note_try(7, at=moment)
    async with db.transaction() as tx:
        found = (await tx._sql.run(select(TRIES.c.at).order_by(TRIES.c.id))).scalars().all()
    assert found == [START, odd]
    assert all(moment.tzinfo is UTC for moment in found)


async def test_moments_are_compared_as_instants_whatever_zone_they_were_written_in(
    db: Database,
) -> None:
    async with db.transaction() as tx:
        await tx.invites.note_try(7, at=START.astimezone(timezone(timedelta(hours=8))))
        beijing = (START + SECOND).astimezone(timezone(timedelta(hours=8)))
        assert await tx.invites.tries(7, since=START) == 1
        assert await tx.invites.tries(7, since=beijing) == 0


async def test_a_moment_without_a_zone_is_never_written(db: Database) -> None:
    async def write() -> None:
        async with db.transaction() as tx:
            await tx.invites.note_try(7, at=START.replace(tzinfo=None))

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
