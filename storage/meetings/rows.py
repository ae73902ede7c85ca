"""The tables of meetings, their history and attendance, and their mapping to rows and back.

An offer, the venue of a slot and minutes hold typed text, so they are encrypted. An offer is JSON;
the end of its last option has a column of its own.
"""

import json
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.people import PersonId, Role
from liaison.meetings.model import (
    Meeting,
    MeetingAction,
    MeetingEvent,
    MeetingState,
    Minutes,
    Objection,
    Occasion,
    Offer,
    Presence,
    Slot,
)
from storage.crypto import Ciphertext, FieldCipher
from storage.encrypted_columns import EncryptedColumns
from storage.engine.schema import (
    Columns,
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    dump_json,
    load_json,
    number_key,
    one_of,
    partial_index,
    record_of,
    required,
    table_of,
)

IS_PROPOSED = "state = 'proposed'"


class MeetingRows(Rows, table=True):
    """Meetings. For each ``about`` at most one proposal of a kind is open; it may be empty."""

    __tablename__ = "meetings"
    __table_args__ = (
        one_of("kind", MeetingKind),
        one_of("occasion", Occasion),
        one_of("state", MeetingState),
        one_of("objection", Objection),
        check("code_length", "length(code) = 9"),
        check("about_length", "length(about) <= 20"),
        check("annual_about_a_year", "kind <> 'annual' OR length(about) = 4"),
        check("made_by_party", "length(made_by) = 2"),
        check("counts", "version >= 1 AND options_made >= 1"),
        check("offer_whole", "(offer IS NULL) = (offer_expires_at IS NULL)"),
        check("proposed_with_offer", "state <> 'proposed' OR offer IS NOT NULL"),
        check("offer_until_ended", "offer IS NULL OR state IN ('proposed', 'agreed')"),
        check(
            "objection_at_the_end",
            "(objection IS NOT NULL) = (state IN ('declined', 'withdrawn', 'cancelled'))",
        ),
        check("slot_once_agreed", "(slot_start IS NOT NULL) = (state IN ('agreed', 'cancelled'))"),
        check(
            "slot_whole",
            "(slot_start IS NULL) = (slot_end IS NULL)"
            " AND (slot_start IS NULL) = (slot_host IS NULL)"
            " AND (slot_start IS NULL) = (slot_sequence IS NULL)",
        ),
        check("venue_of_slot", "slot_venue IS NULL OR slot_start IS NOT NULL"),
        check("slot_has_length", "slot_start < slot_end"),
        check("slot_host_party", "length(slot_host) = 2"),
        check("slot_counted", "slot_sequence BETWEEN 1 AND version"),
        partial_index("ux_meetings_open", "kind", "about", unique=True, where=IS_PROPOSED),
        partial_index(
            "ux_meetings_annual",
            "about",
            unique=True,
            where="kind = 'annual' AND state = 'agreed'",
        ),
        Index("ix_meetings_slot_end", "slot_end"),
        Index("ix_meetings_offer_expires_at", "offer_expires_at"),
    )
    code: str = Field(primary_key=True)
    kind: str
    occasion: str
    urgent: bool
    case_reference: str | None = Field(foreign_key="requests.reference")
    about: str
    state: str
    version: int
    made_by: str
    made_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    options_made: int
    objection: str | None
    offer: Ciphertext | None = Field(sa_type=Text)
    offer_expires_at: datetime | None = Field(sa_type=UtcDateTime)
    slot_start: datetime | None = Field(sa_type=UtcDateTime)
    slot_end: datetime | None = Field(sa_type=UtcDateTime)
    slot_venue: Ciphertext | None = Field(sa_type=Text)
    slot_host: str | None
    slot_sequence: int | None
    held_by_maker: bool | None
    held_by_other: bool | None
    minutes: Ciphertext | None = Field(sa_type=Text)


class MeetingEventRows(Rows, table=True):
    """The history of meetings: one row for each version."""

    __tablename__ = "meeting_events"
    __table_args__ = (
        UniqueConstraint("meeting", "version"),
        one_of("action", MeetingAction),
        one_of("role", Role),
        check("version", "version >= 1"),
        check(
            "person_whole",
            "(person IS NULL) = (party IS NULL) AND (person IS NULL) = (role IS NULL)",
        ),
        check("desk_lets_expire", "(person IS NULL) = (action = 'expire')"),
        {"sqlite_autoincrement": True},
    )
    id: int = number_key()
    meeting: str = Field(foreign_key="meetings.code")
    version: int
    action: str
    at: datetime = Field(sa_type=UtcDateTime)
    party: str | None
    role: str | None
    person: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    facts: str = Field(sa_type=Text)


class AttendanceRows(Rows, table=True):
    """Who attends which meeting. ``id`` is the order of the first replies."""

    __tablename__ = "meeting_attendances"
    __table_args__ = (
        UniqueConstraint("meeting", "person"),
        one_of("presence", Presence),
        check("party_named", "length(party) = 2"),
        check("substitute_named", "(substitute IS NOT NULL) = (presence = 'substitute')"),
        check("substitute_is_another", "substitute <> person"),
        {"sqlite_autoincrement": True},
    )
    id: int = number_key()
    meeting: str = Field(foreign_key="meetings.code")
    person: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    party: str
    presence: str
    substitute: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    at: datetime = Field(sa_type=UtcDateTime)


MEETINGS = table_of(MeetingRows)
MEETING_EVENTS = table_of(MeetingEventRows)
ATTENDANCES = table_of(AttendanceRows)
OFFERED = EncryptedColumns(table=MEETINGS, columns=("offer", "slot_venue", "minutes"))


def meeting_values(meeting: Meeting, cipher: FieldCipher) -> Columns:
    """The columns of a meeting."""
    offer, slot = meeting.offer, meeting.slot
    venue = None if slot is None else slot.venue
    on_table = None if offer is None else dump_json(asdict(offer))
    minutes = None if meeting.minutes is None else dump_json(asdict(meeting.minutes))
    return columns_of(
        MeetingRows,
        meeting,
        case_reference=meeting.case,
        **offer_ends(meeting),
        slot_start=None if slot is None else slot.start,
        slot_end=None if slot is None else slot.end,
        slot_host=None if slot is None else slot.host,
        slot_sequence=None if slot is None else slot.sequence,
        **OFFERED.encrypt(cipher, meeting, offer=on_table, slot_venue=venue, minutes=minutes),
    )


def offer_ends(meeting: Meeting) -> Columns:
    """The column derived from the open offer, which is encrypted."""
    return {"offer_expires_at": None if meeting.offer is None else meeting.offer.expires_at}


def meeting_of(row: MeetingRows, cipher: FieldCipher) -> Meeting:
    """The meeting in a row."""
    offer, venue, minutes = OFFERED.decrypt(cipher, row)
    return record_of(
        Meeting,
        row,
        case=row.case_reference,
        offer=load_json(Offer, offer),
        slot=_slot(row, venue),
        minutes=load_json(Minutes, minutes),
    )


def meeting_event_of(row: MeetingEventRows, _cipher: FieldCipher) -> MeetingEvent:
    """The history entry in a row."""
    return record_of(MeetingEvent, row, code=row.meeting, facts=json.loads(row.facts))


def _slot(row: MeetingRows, venue: str | None) -> Slot | None:
    if row.slot_start is None:
        return None
    return Slot(
        start=row.slot_start,
        end=required(row.slot_end),
        venue=venue,
        host=PartyCode(required(row.slot_host)),
        sequence=required(row.slot_sequence),
    )
