"""What a person sees of a notice: what it says, how far it has climbed, and what to press."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from liaison.agreement.views import own_clock_card
from liaison.approvals.rules import TwoKeyCode
from liaison.approvals.views import key_card
from liaison.core.access import State
from liaison.core.cards import Button, Card, Row, Text, card, named, text
from liaison.core.escalation_policy import Escalation, Priority
from liaison.core.people import Person, PersonId
from liaison.core.transaction import Tx
from liaison.core.working_time import next_open
from liaison.meetings.views import COMING, SUBSTITUTE, coming_line, show_meeting
from liaison.notifications.recipients import hours_of
from liaison.notifications.rules import Notice, NoticeState, Subject
from liaison.notifications.subjects import Matter, matter_of
from liaison.people.nomination_views import NOMINATION, answer_rows
from liaison.people.nominations import NominationCode
from liaison.plan.views import activity_card
from liaison.reports.dashboard import digest_card
from liaison.requests.deadlines import days_left, local_date
from liaison.requests.model import Request
from liaison.requests.views import show_case

PAGE = 5
MOST_LISTED = 20
MENU: Row = (Button(text("button-menu"), "menu"),)
DIGEST = "digest"
HANDOVER = "handover"
COUNTING = frozenset({"reminder-due", "reminder-overdue", "reminder-forgotten"})
"""Headlines that count days: they are counted anew, as they may have waited for the morning."""


async def notice_card(
    tx: Tx,
    viewer: Person,
    notice: Notice,
    matter: Matter,
    *,
    rung: Escalation | None = None,
) -> Card:
    """The card of a notice as it stands now, for one person of its Party."""
    lines = [as_of(tx, notice, matter), *_story(tx, notice, rung)]
    rows: list[Row] = []
    if notice.is_open and notice.wants_word:
        lines.append(text("notice-please", code=notice.code))
        rows.append((Button(text("button-acknowledge"), f"ack {notice.code}"),))
    return await _with_matter(tx, viewer, notice, matter, lines=lines, rows=rows)


async def ended_card(
    tx: Tx, viewer: Person, notice: Notice, matter: Matter, *, by: Person | None
) -> Card:
    """The card of a notice that has ended: by whom and when, and the matter as it stands."""
    lines = [ended_line(tx, notice, by), as_of(tx, notice, matter)]
    return await _with_matter(tx, viewer, notice, matter, lines=lines, rows=[])


def ended_line(tx: Tx, notice: Notice, by: Person | None) -> Text:
    """Who acknowledged a notice and when; or that it is no longer open."""
    at = notice.ended_at or tx.now
    if by is None or notice.state is not NoticeState.ACKNOWLEDGED:
        return text("notice-settled", at=at)
    return text("notice-acknowledged", who=by.name, at=at)


def replaced_card() -> Card:
    """What stands where a notice was that has been told again below."""
    return card(text("notice-replaced"))


async def inbox_card(
    tx: Tx, viewer: Person, *, everybody: bool, page: int, said: Sequence[Text] = ()
) -> Card:
    """What waits for a word of the viewer, or of the whole Party, oldest first, page by page."""
    person: PersonId | None = None if everybody else viewer.id
    found, total = await tx.notices.waiting(
        viewer.party, person=person, offset=(page - 1) * PAGE, limit=PAGE
    )
    pages = max(1, -(-total // PAGE))
    which = "all" if everybody else "mine"
    title = text("inbox-title", which=which, total=total)
    lines = [
        text(
            "inbox-line",
            code=each.code,
            about=as_of(tx, each, await matter_of(tx, each)),
            at=each.made_at,
        )
        for each in found
    ]
    rows: list[Row] = [
        (Button(text("button-open-notice", code=each.code), f"inbox {each.code}"),)
        for each in found
    ]
    turns = []
    if page > 1:
        turns.append(Button(text("button-previous-page"), f"inbox {which} {page - 1}"))
    if page < pages:
        turns.append(Button(text("button-next-page"), f"inbox {which} {page + 1}"))
    paging = [text("cases-page", page=page, pages=pages)] if pages > 1 else []
    swap = "mine" if everybody else "all"
    switch: Row = (Button(text(f"button-inbox-{swap}"), f"inbox {swap}"),)
    body = lines or [text("inbox-none", which=which)]
    return card(said, title, body, paging, rows=[*rows, tuple(turns), switch, MENU])


async def _with_matter(
    tx: Tx,
    viewer: Person,
    notice: Notice,
    matter: Matter,
    *,
    lines: Sequence[Text],
    rows: Sequence[Row],
) -> Card:
    """The lines above the card of what the notice is about, above the board, or alone."""
    shown: Card | None = None
    if matter.request is not None:
        shown = await show_case(tx, viewer, matter.request)
    elif matter.meeting is not None:
        shown = await show_meeting(tx, viewer, matter.meeting)
    elif matter.activity is not None:
        shown = await activity_card(tx, viewer, matter.activity)
    elif notice.subject is Subject.KEY:
        key = await tx.two_keys.get(TwoKeyCode(notice.of))
        shown = None if key is None else await key_card(tx, viewer, key)
    elif notice.subject is Subject.AGREEMENT:
        shown = await own_clock_card(tx, viewer, notice.of)
    elif notice.topic == DIGEST:
        shown = await digest_card(tx, viewer)
    if shown is not None:
        return card(lines, *shown.paragraphs, rows=[*rows, *shown.rows])
    return await _alone(tx, viewer, notice, lines=lines, rows=rows)


async def _alone(
    tx: Tx, viewer: Person, notice: Notice, *, lines: Sequence[Text], rows: Sequence[Row]
) -> Card:
    """The lines with the buttons that lead on from them."""
    if notice.topic == HANDOVER:
        held = await tx.requests.held_by(PersonId(int(notice.of)))
        return card(lines, rows=[*rows, *case_rows(held), MENU])
    if notice.topic == NOMINATION:
        nomination = await tx.nominations.get(NominationCode(notice.of))
        answers = [] if nomination is None else answer_rows(tx, viewer, nomination)
        return card(lines, rows=[*answers, *rows, MENU])
    if notice.topic.startswith(SUBSTITUTE):
        code = notice.topic.removeprefix(SUBSTITUTE)
        opens: Row = (Button(text("button-open-meeting", code=code), f"meeting {code}"),)
        return card(lines, rows=[opens, *rows, MENU])
    return card(lines, rows=[*rows, MENU])


def case_rows(cases: Sequence[Request]) -> list[Row]:
    """A button for each of several cases left behind, as many as one message can carry well, and
    one for the list of all where there are more.
    """
    more: Row = (Button(text("filter-left", chosen="no"), "cases left"),)
    shown: list[Row] = [
        (Button(text("button-open-case", reference=each.reference), f"case {each.reference}"),)
        for each in cases[:MOST_LISTED]
    ]
    return [*shown, more] if len(cases) > MOST_LISTED else shown


def as_of(tx: Tx, notice: Notice, matter: Matter) -> Text:
    """The headline of a notice as it is true now."""
    headline, request = notice.headline, matter.request
    if headline.key == COMING and matter.meeting is not None:
        return coming_line(tx.agreement, matter.meeting, notice.party, tx.now)
    if request is None or headline.key not in COUNTING:
        return headline
    zone = tx.agreement.party(request.requested).zone
    today = local_date(tx.now, zone)
    if headline.key == "reminder-forgotten":
        if request.stepped_at > notice.made_at:
            return headline  # it was so until this step
        days = days_left(today, local_date(request.stepped_at, zone))
        return text(headline.key, reference=request.reference, days=days)
    if request.due_on is None or request.state is not State.RECEIVED:
        return headline
    left = days_left(request.due_on, today)
    key = "reminder-due" if left >= 0 else "reminder-overdue"
    return text(key, reference=request.reference, days=abs(left))


def _story(tx: Tx, notice: Notice, rung: Escalation | None) -> Iterator[Text]:
    """How late the desk is, what became of an outage, and how far the notice has climbed."""
    if notice.late and rung is None:
        yield text("notice-late", **_span(notice.late))
    if notice.again_for is not None:
        yield text("notice-after-outage", start=notice.again_for.start, end=notice.again_for.end)
    climbed = rung or (Escalation.AGAIN if notice.rung else None)
    if climbed is not None:
        quiet = notice.priority is not Priority.EMERGENCY
        at = notice.made_at
        since = next_open(at, hours_of(tx, notice.party)) if quiet else at
        yield named("rung", climbed, since=since)


def _span(span: timedelta) -> dict[str, int]:
    minutes = int(span.total_seconds()) // 60
    return {"days": minutes // 1440, "hours": minutes // 60 % 24, "minutes": minutes % 60}
