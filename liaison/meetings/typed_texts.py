"""The venues, letters and agenda items that people typed for a meeting."""

from collections.abc import Sequence

from liaison.audit.digests import RecordRef
from liaison.core.agreement import PartyCode
from liaison.core.outbox import remote
from liaison.core.transaction import Tx
from liaison.lifecycle.steps import found_or_raise
from liaison.meetings.agenda import AGENDA_RECORD, topic_of
from liaison.meetings.model import MEETING_RECORD, MeetingCode
from liaison.meetings.repository import Agendas, Meetings
from liaison.redactions.service import TypedText

_ALL = 1000
"""More items than an agenda has."""


async def find_typed_texts(tx: Tx, _party: PartyCode, code: str) -> Sequence[TypedText]:
    """The typed texts of a meeting, which both Parties see. Raises ``WrongValue``."""
    locked = await tx.of(Meetings).lock(MeetingCode(code))
    meeting = found_or_raise(locked, "/meetings")
    places = () if meeting.offer is None else meeting.offer.options
    slots = () if meeting.slot is None else (meeting.slot,)
    venues = [(each.venue, each.start) for each in (*slots, *places)]
    record = RecordRef(MEETING_RECORD, code)
    found = [
        TypedText("place", venue, at, record, "time")
        for venue, at in venues
        if venue and remote(venue) is None
    ]
    if meeting.minutes is not None:
        found.append(TypedText("letter", meeting.minutes.letter, meeting.changed_at, record))
    items, _ = await tx.of(Agendas).listed(meeting, offset=0, limit=_ALL)
    return [
        *found,
        *(
            TypedText("item", each.title, each.at, RecordRef(AGENDA_RECORD, str(each.id)))
            for each in items
            if topic_of(each.title) is None
        ),
    ]
