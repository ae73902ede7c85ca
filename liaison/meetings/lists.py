"""Lists of meetings, the line of a meeting on a button, and the history of a meeting."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from operator import itemgetter

from liaison.approvals.views import name_for
from liaison.core.agreement import MeetingKind, party_name
from liaison.core.cards import (
    MENU,
    Button,
    Card,
    Row,
    Text,
    card,
    named,
    open_button,
    paging,
    short,
    text,
)
from liaison.core.people import Person, Role
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.meetings.model import Meeting, MeetingCode, MeetingState
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import host_of_year
from liaison.requests.history import history_line
from liaison.requests.model import Request

PAGE = 5
OPEN = "open"
WHICH = ("coming", OPEN, "past")
"""The lists of meetings, by their names in commands."""


async def show_meetings(tx: Tx, viewer: Person, *, which: str, page: int) -> Card:
    """One page of a list of meetings, with the annual consultation of the year on top."""
    found, total = await tx.of(Meetings).listed(which, offset=(page - 1) * PAGE, limit=PAGE)
    lines = [_list_line(meeting) for meeting in found]
    rows = [(open_button("meeting", each.code),) for each in found]
    page_line, page_buttons = paging(f"meetings {which}", page, total, PAGE)
    others = tuple(
        Button(text(f"button-meetings-{each}"), f"meetings {each}")
        for each in WHICH
        if each != which
    )
    new: Row = ()
    if viewer.role is not Role.ADMIN:
        new = (
            Button(text("command-emergency"), "emergency"),
            Button(text("button-propose"), "propose"),
        )
    offered, *_ = (0,) if which == OPEN else await tx.of(Meetings).counted(OPEN)
    waiting = [text("overview-proposals", count=offered)] if offered else []
    return card(
        [text("meetings-title", which=which, total=total), *waiting],
        await _annual_line(tx, viewer),
        lines or [text("list-none")],
        page_line,
        rows=[*rows, page_buttons, others, new, MENU],
    )


async def times_between(
    tx: Tx, start: datetime, end: datetime
) -> Sequence[tuple[datetime, Text, MeetingCode]]:
    """Each agreed and each proposed time of a meeting in a period, in order."""
    found = []
    for each in await tx.of(Meetings).between(start, end):
        options = () if each.offer is None else each.offer.options
        times = [(option.start, MeetingState.PROPOSED) for option in options]
        if each.slot is not None and each.state is MeetingState.AGREED:
            times.append((each.slot.start, MeetingState.AGREED))
        found += [
            (
                at,
                text(
                    "calendar-time",
                    kind=short(named("meeting-kind", each.kind)),
                    state=text("meeting-status", state=state),
                    at=at,
                ),
                each.code,
            )
            for at, state in times
            if start <= at < end
        ]
    return sorted(found, key=itemgetter(0, 2))


async def _annual_line(tx: Tx, viewer: Person) -> Text:
    """The host of this year's annual consultation, and its date if agreed (Article 7)."""
    year = local_date(tx.now, tx.agreement.party(viewer.party).zone).year
    agreed = await tx.of(Meetings).find(MeetingKind.ANNUAL, str(year), MeetingState.AGREED)
    host = party_name(host_of_year(tx.agreement, year))
    if agreed is None or agreed.slot is None:
        return text("meetings-annual-open", year=year, host=host)
    return text(
        "meetings-annual-agreed",
        year=year,
        host=party_name(agreed.slot.host),
        at=agreed.slot.start,
        code=agreed.code,
    )


def target_line(tx: Tx, meeting: Meeting, *, at: datetime | None = None) -> Text:
    """A meeting on a button, or the option of one that begins ``at``."""
    return text(
        "target-meeting",
        code=meeting.code,
        kind=short(named("meeting-kind", meeting.kind)),
        day=local_date(at or _first_start(meeting), tx.agreement.parties[0].zone),
    )


async def request_lines(
    tx: Tx, viewer: Person, request: Request
) -> AsyncIterator[tuple[datetime, Text]]:
    """When a meeting about a request was proposed, and by whom."""
    for each in await tx.of(Meetings).of_request(request.reference):
        first, *_ = await tx.of(Meetings).events(each.code)
        who = await name_for(tx, viewer, first.person)
        kind = (named("meeting-kind", each.kind),)
        proposed = text("history-meeting", code=each.code)
        yield first.at, history_line(proposed, first.at, who, kind)


async def show_meeting_history(tx: Tx, viewer: Person, meeting: Meeting) -> Card:
    """Every step of a meeting, newest first."""
    lines = [
        history_line(
            text("meeting-action", action=event.action),
            event.at,
            await name_for(tx, viewer, event.person),
        )
        for event in reversed(await tx.of(Meetings).events(meeting.code))
    ]
    back = (open_button("meeting", meeting.code),)
    return card(text("history-title", reference=meeting.code), lines, rows=[back, MENU])


def _list_line(meeting: Meeting) -> Text:
    return text(
        "meetings-line",
        code=meeting.code,
        kind=named("meeting-kind", meeting.kind),
        state=text("meeting-status", state=meeting.state),
        at=_first_start(meeting),
    )


def _first_start(meeting: Meeting) -> datetime:
    """When a meeting begins, at the earliest if several times are proposed."""
    offer, slot = meeting.offer, meeting.slot
    if slot is not None:
        return slot.start
    return meeting.changed_at if offer is None else min(each.start for each in offer.options)
