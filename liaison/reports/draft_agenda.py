"""The draft agenda of an annual consultation: what both Parties have left open (Article 7).

Both see the same. A point is put on the agenda by a coordinator, as a typed item is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from liaison.agreement.repository import Differences
from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.cards import MENU, Button, Card, Row, Text, card, paging, text
from liaison.core.people import Person
from liaison.core.transaction import Tx, today_of
from liaison.core.working_time import DAY, at_hour, day_ends, days_left, local_date
from liaison.disclosures.repository import Disclosures
from liaison.disclosures.rules import DisclosureState
from liaison.meetings.agenda import AgendaItem, ItemState, check_alive, topic_of
from liaison.meetings.model import Meeting
from liaison.meetings.repository import Agendas, Meetings
from liaison.meetings.step_notifications import DRAFT
from liaison.notifications import service as notification_service
from liaison.notifications.recipients import hours_of
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import acting_rows
from liaison.plan.repository import Activities
from liaison.plan.rules import days_over
from liaison.plan.todos import MAX_ACTIVITIES
from liaison.reports.minutes import MAX_ITEMS
from liaison.requests.lists import MAX_COUNTED, request_filter
from liaison.requests.model import OPEN, Request, State, Verdict
from liaison.requests.repository import Requests

TIMER = "draft-agenda"
"""The kind of the timers that look each day whether a Party is to be sent a draft agenda."""
PAGE = 3
EXPIRES_SOON = timedelta(days=90)
"""After the consultation: a consent that ends by then is a point."""
MAX_MEETINGS = 100


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a draft: the title that its item gets, the reference of a request, and the item
    if it is on the agenda.
    """

    title: str
    case: str = ""
    item: AgendaItem | None = None

    def line(self, number: int) -> Text:
        """The point in one line, with its number."""
        on_agenda = "no" if self.item is None else "carried" if self.item.carried else "yes"
        shown = topic_of(self.title, self.case) or text("answer", value=self.title)
        return text("agenda-draft-line", number=number, point=shown, on_agenda=on_agenda)


async def find_points(tx: Tx, party: PartyCode, meeting: Meeting) -> Sequence[Point]:
    """The points of a draft, read for a Party and the same for both: what is open, with the items
    that were carried over to this meeting.
    """
    items, _ = await tx.of(Agendas).listed(meeting, offset=0, limit=MAX_ITEMS)
    opened = (each for each in items if each.state is ItemState.OPEN)
    found = {(each.title, each.case or ""): each for each in opened}
    points = [
        Point(title, case, found.pop((title, case), None))
        for title, case in (
            *await _requests(tx, party),
            *await _agreed(tx, meeting),
            *await _overdue_activities(tx),
        )
    ]
    carried = (each for each in found.values() if each.carried)
    return [*points, *(Point(each.title, each.case or "", each) for each in carried)]


async def _requests(tx: Tx, party: PartyCode) -> Sequence[tuple[str, str]]:
    """The overdue, refused, returned and objected requests, by reference."""
    listed, returned = [
        (await tx.of(Requests).listed(party, replace(chosen, limit=MAX_COUNTED)))[0]
        for chosen in (request_filter(tx, which) for which in ("open", "returned"))
    ]
    again = {each.reference for each in returned}
    return sorted(
        (f"#{topic}", each.reference)
        for each in listed
        for topic in _topics(tx, each, returned=each.reference in again)
    )


def _topics(tx: Tx, request: Request, *, returned: bool) -> Iterator[str]:
    due_on = request.due_on or request.details.needed_by
    if request.state in OPEN and due_on is not None and due_on < today_of(tx, request.requested):
        yield "overdue"
    if request.state is State.REFUSED:
        yield "refused"
    if returned:
        yield "returned"
    if any(each.verdict is Verdict.OBJECTED for each in request.reported_steps):
        yield "objected"


async def _agreed(tx: Tx, meeting: Meeting) -> Sequence[tuple[str, str]]:
    """The open differences, and the consents that end soon after the meeting."""
    differences = [(f"#difference {each.code}", "") for each in await tx.of(Differences).opened()]
    start = tx.now if meeting.slot is None else meeting.slot.start
    consents = set[tuple[str, str]]()
    for party in tx.agreement.parties:
        for each in await tx.of(Disclosures).agreed(party.code):
            ends = day_ends(each.terms.until, tx.agreement.party(each.providing).zone)
            if each.state(tx.now) is DisclosureState.GRANTED and ends <= start + EXPIRES_SOON:
                consents.add((f"#consent {each.code}", ""))
    return [*differences, *sorted(consents)]


async def _overdue_activities(tx: Tx) -> Sequence[tuple[str, str]]:
    listed, _ = await tx.of(Activities).listed("open", limit=MAX_ACTIVITIES)
    late = (each for each in listed if days_over(each, tx.agreement, tx.now))
    return [(f"#activity {each.number}", "") for each in late]


async def draft_card(tx: Tx, viewer: Person, meeting: Meeting, *, page: int) -> Card:
    """A page of the draft agenda of a meeting, with a button to add each point. Raises
    ``UserError``.
    """
    check_alive(meeting, tx.now)
    points = await find_points(tx, viewer.party, meeting)
    shown = [*enumerate(points, 1)][(page - 1) * PAGE : page * PAGE]
    page_line, page_buttons = paging(f"agenda {meeting.code} draft", page, len(points), PAGE)
    adding: list[Row] = [
        (
            Button(
                text("button-agenda-draft-add", number=number),
                " ".join(filter(None, ("agenda", meeting.code, "add", each.case, each.title))),
            ),
        )
        for number, each in shown
        if each.item is None
    ]
    year = local_date(tx.now if meeting.slot is None else meeting.slot.start, "UTC").year
    links = (
        Button(text("button-agenda"), f"agenda {meeting.code}"),
        Button(text("command-report"), f"report {year}"),
    )
    return card(
        text("agenda-draft-title", code=meeting.code, total=len(points)),
        [each.line(number) for number, each in shown] or [text("list-none")],
        page_line,
        rows=[*adding, page_buttons, links],
        more=[MENU],
    )


async def run_timer(tx: Tx, party: PartyCode) -> None:
    """Send the coordinators of both Parties the draft agenda of an annual consultation that is near
    by a Party's calendar, if anything is open; and look again at its next midnight.
    """
    zone, days = hours_of(tx, party).zone, tx.agreement.meetings.draft_agenda_days
    today = local_date(tx.now, zone)
    for meeting in (await tx.of(Meetings).listed("coming", limit=MAX_MEETINGS))[0]:
        slot = meeting.slot
        if meeting.kind is MeetingKind.ANNUAL and slot is not None:
            day = local_date(slot.start, zone)
            if days_left(day, today) <= days:
                await _send(tx, meeting, day, since=slot.start - 2 * days * DAY)
    await tx.schedule_timer(TIMER, party, at_hour(today + DAY, 0, zone))


async def _send(tx: Tx, meeting: Meeting, day: date, *, since: datetime) -> None:
    """Send a draft agenda to each Party that has had none ``since`` an instant, so that a meeting
    moved by a few days has no second one.
    """
    key = DRAFT.key_with(meeting.code)
    made = tx.of(Notices).was_made
    parties = [
        each.code for each in tx.agreement.parties if not await made(each.code, key, since=since)
    ]
    points = await find_points(tx, tx.agreement.parties[0].code, meeting) if parties else ()
    if points:
        title = text("notice-agenda-draft", code=meeting.code, day=day, count=len(points))
        notices = (DRAFT.notice(each, meeting.code, title, detail=meeting.code) for each in parties)
        await notification_service.notify(tx, *notices)


async def draft_rows(_tx: Tx, _viewer: Person, notice: Notice, rows: list[Row]) -> list[Row]:
    """The button that opens the draft agenda of a notice, which marks that as seen, too."""
    opens = Button(text("button-agenda-draft"), f"agenda {notice.subject_id} draft")
    return acting_rows(opens, rows)
