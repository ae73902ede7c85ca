"""The minutes of a meeting that took place, the same for both Parties (Article 7): who attended by
their replies, named by role, what became of the agenda, and what was decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison.approvals.repository import Approvals
from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, named, paging, text
from liaison.core.outbox import Document
from liaison.core.people import Person
from liaison.core.transaction import People, Tx
from liaison.meetings.agenda import ItemMark, check_held, mark_on
from liaison.meetings.model import Attendance, Meeting, Presence
from liaison.meetings.repository import Agendas, Meetings
from liaison.meetings.views import MINUTES_APPROVAL, minutes_line, venue_line
from liaison.plan.repository import Activities
from liaison.plan.rules import Activity, ActivityState
from liaison.plan.views import item_line, lead_name, title_of
from liaison.reports.documents import MINUTES, document_of, pdf_row

PAGE, MAX_ITEMS = 5, 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesText:
    """The lines of minutes, by their parts."""

    title: Text
    facts: Sequence[Text]
    items: Sequence[Text]
    decisions: Sequence[Text]


async def minutes_text(tx: Tx, meeting: Meeting) -> MinutesText:
    """The minutes of a meeting as it is recorded now. Raises ``Conflict``."""
    check_held(meeting, tx.now)
    approval = await tx.of(Approvals).find_open(MINUTES_APPROVAL, meeting.code)
    facts, slot = [*minutes_line(meeting, approval)], meeting.slot
    if slot is not None:
        place = venue_line(slot.venue)
        facts.append(text("meeting-over", start=slot.start))
        facts.append(text("meeting-place", place=place, party=party_name(slot.host)))
    replies = meeting.replies(await tx.of(Meetings).attendances(meeting.code))
    for party in tx.agreement.parties:
        people = await _present(tx, replies, party.code)
        facts.append(text("minutes-present", party=party_name(party.code), people=people))
    items, _ = await tx.of(Agendas).listed(meeting, offset=0, limit=MAX_ITEMS)
    return MinutesText(
        title=text("minutes-title", code=meeting.code, kind=named("meeting-kind", meeting.kind)),
        facts=facts,
        items=[item_line(e, meeting) for e in items if mark_on(e, meeting) is not ItemMark.DROPPED],
        decisions=[_decision(tx, e) for e in await tx.of(Activities).decided(meeting.code)],
    )


async def _present(
    tx: Tx, replies: Sequence[Attendance], party: PartyCode
) -> tuple[Text, ...] | Text:
    """The people of a Party who attend by their replies, or their substitutes, each once."""
    attending = dict.fromkeys(
        each.substitute or each.person
        for each in replies
        if each.party == party and each.presence is not Presence.NO
    )
    found = [await tx.of(People).get(each) for each in attending]
    return tuple(
        text("minutes-person", role=named("role", each.role), agency=each.agency)
        for each in found
        if each is not None
    ) or text("scorecard-none")


def _decision(tx: Tx, activity: Activity) -> Text:
    return text(
        "minutes-decision",
        number=activity.number,
        title=title_of(tx, activity),
        lead=lead_name(activity.intent),
        last=activity.intent.last_on,
        approved="no" if activity.state is ActivityState.PROPOSED else "yes",
    )


async def minutes_card(tx: Tx, _viewer: Person, meeting: Meeting, *, page: int) -> Card:
    """A page of the minutes of a meeting. Raises ``Conflict``."""
    found = await minutes_text(tx, meeting)
    shown = found.items[(page - 1) * PAGE : page * PAGE]
    line = f"agenda {meeting.code}"
    page_line, page_buttons = paging(f"{line} minutes", page, len(found.items), PAGE)
    links: Row = (Button(text("button-agenda"), line), *MENU)
    return card(
        found.title,
        found.facts if page == 1 else [],
        shown or [text("list-none")],
        page_line,
        [text("agenda-decisions"), *found.decisions] if found.decisions else [],
        rows=[page_buttons, pdf_row(tx, f"{line} minutes"), links],
    )


async def minutes_document(tx: Tx, meeting: Meeting, language: str) -> tuple[Text, Document]:
    """The title and the document of minutes, for both Parties to sign. Raises ``Conflict``."""
    found = await minutes_text(tx, meeting)
    content = text(
        MINUTES,
        title=(found.title,),
        facts=tuple(found.facts),
        items=tuple(found.items),
        decisions=tuple(found.decisions),
        authorities=tuple(text(each.authority) for each in tx.agreement.parties),
    )
    return found.title, document_of(f"{MINUTES}-{meeting.code}", language, content, tx.now)
