"""The repositories of meetings and agendas."""

from liaison.core.registry import Concept
from liaison.meetings import repository as meeting_repository
from liaison.meetings.agenda import AGENDA_RECORD
from liaison.meetings.model import MEETING_RECORD
from liaison.meetings.service import TIMER
from storage.encrypted_columns import EncryptedColumns
from storage.engine.stored import Stored
from storage.meetings.agendas import AGENDA_ITEMS, Agendas, item_of
from storage.meetings.repository import Meetings, is_planned
from storage.meetings.rows import MEETING_EVENTS, MEETINGS, meeting_event_of, meeting_of, offer_ends
from storage.queues.missing_timers import TimedRecords
from storage.record_digests import ProvenTable

CONCEPT: Concept = (
    TimedRecords(TIMER, MEETINGS.c.code, is_planned),
    Stored(meeting_repository.Meetings, Meetings),
    Stored(meeting_repository.Agendas, Agendas),
    EncryptedColumns(table=MEETINGS, columns=("offer", "slot_venue", "minutes"), names=("code",)),
    EncryptedColumns(table=AGENDA_ITEMS, columns=("title",), names=("id",)),
    ProvenTable(MEETINGS, MEETING_RECORD, names=("code",), read=meeting_of, follows=offer_ends),
    ProvenTable(
        MEETING_EVENTS,
        MEETING_RECORD,
        names=("meeting", "version"),
        read=lambda row, _: meeting_event_of(row),
    ),
    ProvenTable(AGENDA_ITEMS, AGENDA_RECORD, names=("id",), read=item_of),
)
