"""The views of what a notification is about."""

from collections.abc import Sequence

from liaison.agreement.views import own_clock_card
from liaison.approvals.rules import TwoKeyCode
from liaison.approvals.views import key_card
from liaison.core.cards import MENU, Button, Card, Row, Text, card, text
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId, Role
from liaison.core.transaction import Tx
from liaison.core.working_time import days_left, local_date
from liaison.meetings.views import (
    AGREED,
    CANCELLED,
    COMING,
    SUBSTITUTE,
    calendar_key,
    calendar_message,
    coming_line,
    show_meeting,
)
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import Matter
from liaison.people.nomination_views import NOMINATION, answer_rows
from liaison.people.nominations import NominationCode
from liaison.plan.views import activity_card
from liaison.reports.dashboard import digest_card
from liaison.requests.model import Request, State
from liaison.requests.views import show_case

MOST_LISTED = 20
DIGEST = "digest"
HANDOVER = "handover"
COUNTING = frozenset({"reminder-due", "reminder-overdue", "reminder-forgotten"})
"""Headlines that count days: they are counted anew, as they may have waited for the morning."""


async def with_matter(
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


async def send_calendar(tx: Tx, person: Person, notice: Notice, matter: Matter) -> None:
    """Let calendars follow what became of a meeting: each change once to each person."""
    meeting = matter.meeting
    slot = None if meeting is None else meeting.slot
    if meeting is None or slot is None or notice.topic not in (AGREED, CANCELLED):
        return
    if person.role is not Role.ADMIN:
        key = calendar_key(meeting, slot, person)
        await tx.say(calendar_message(tx, person, meeting, slot, key=key))
