"""The calendar of a person: meetings, and the due dates of requests by reference alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from liaison.core.cards import Text, named, text
from liaison.core.people import COORDINATORS, PARTICIPANTS, Person
from liaison.core.transaction import Tx
from liaison.meetings.lists import OPEN
from liaison.meetings.model import Meeting
from liaison.meetings.repository import Meetings
from liaison.pages.model import CalendarEntry
from liaison.requests.lists import MAX_COUNTED, request_filter
from liaison.requests.model import Request
from liaison.requests.repository import Requests
from liaison.requests.todos import due_date_of

HOST = "liaison.invalid"


async def calendar_of(tx: Tx, person: Person) -> Sequence[CalendarEntry]:
    """The dates of a person: meetings that are agreed or proposed, and when a reply is due to
    requests, to coordinators all of their Party, to others those that they work on or have logged.
    A calendar may be stored on foreign servers, so it has no venue, type, letter or name.
    """
    if person.role not in PARTICIPANTS:
        return ()
    agreed, _ = await tx.of(Meetings).listed("coming", limit=MAX_COUNTED)
    proposed, _ = await tx.of(Meetings).listed(OPEN, limit=MAX_COUNTED)
    owed = replace(request_filter(tx, "owed"), limit=MAX_COUNTED)
    requests, _ = await tx.of(Requests).listed(person.party, owed)
    return [
        *(entry for each in agreed for entry in _agreed(each)),
        *(entry for each in proposed for entry in _proposed(tx, each)),
        *(entry for each in requests if _is_of(person, each) for entry in _due(each)),
    ]


def _is_of(person: Person, request: Request) -> bool:
    own = (request.assignee, request.offered_to, request.logged_by)
    return person.role in COORDINATORS or person.id in own


def _agreed(meeting: Meeting) -> Iterator[CalendarEntry]:
    if meeting.slot is not None:
        yield CalendarEntry(
            uid=f"{meeting.code}@{HOST}",
            changed_at=meeting.changed_at,
            start=meeting.slot.start,
            end=meeting.slot.end,
            title=_title(meeting),
        )


def _proposed(tx: Tx, meeting: Meeting) -> Iterator[CalendarEntry]:
    for each in () if meeting.offer is None else meeting.offer.options:
        yield CalendarEntry(
            uid=f"{meeting.code}-{each.number}@{HOST}",
            changed_at=meeting.changed_at,
            start=each.start,
            end=each.start + tx.agreement.meetings.lengths[meeting.kind],
            title=text("calendar-proposed", title=_title(meeting)),
            tentative=True,
        )


def _title(meeting: Meeting) -> Text:
    return text("calendar-title", code=meeting.code, kind=named("meeting-kind", meeting.kind))


def _due(request: Request) -> Iterator[CalendarEntry]:
    due_on = due_date_of(request)
    if due_on is not None:
        yield CalendarEntry(
            uid=f"{request.reference}@{HOST}",
            changed_at=request.changed_at,
            start=due_on,
            title=text("calendar-due", reference=request.reference),
        )
