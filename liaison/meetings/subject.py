"""Meetings as subjects of notices."""

from collections.abc import Collection
from functools import partial

from liaison.core.agreement import MeetingKind
from liaison.core.cards import Button, Row, open_button, text
from liaison.core.people import Person, PersonId, Role
from liaison.core.transaction import People, Tx
from liaison.meetings.model import Meeting, MeetingCode, Presence
from liaison.meetings.reminders import MeetingReminderKind, coming_line, marked
from liaison.meetings.repository import Meetings
from liaison.meetings.step_notifications import (
    CONFIRMATION,
    DRAFT,
    EXPIRED,
    PROPOSAL,
    send_calendar,
)
from liaison.meetings.views import AGREED, CANCELLED, DIFFERS, OFFER, STATE, TIME, show_meeting
from liaison.notifications.recipients import staff
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import Delivery, EndsBy, SubjectRecord

_ASKED = {
    PROPOSAL: "accept",
    CONFIRMATION: "accept",
    MeetingReminderKind.RECORD: "held",
    DIFFERS: "held",
    AGREED: "attend",
}
"""The commands of the steps that notices ask for, by their keys."""
_STATED = {
    AGREED: (STATE,),
    CANCELLED: (STATE,),
    EXPIRED: (STATE,),
    MeetingReminderKind.COMING: (STATE, TIME),
}
"""What the titles of notices state besides an offer, by their keys."""


async def load_subject(tx: Tx, notice: Notice) -> SubjectRecord:
    """The meeting of a notice, with the people who do not attend."""
    code = MeetingCode(notice.subject_id)
    meeting = await tx.of(Meetings).lock(code)
    if meeting is None or notice.kind == DRAFT.key:
        return SubjectRecord()
    replies = meeting.replies(await tx.of(Meetings).attendances(code))
    absent = frozenset(each.person for each in replies if each.presence is not Presence.YES)
    answered = frozenset(each.person for each in replies)
    coming = notice.notice_key == MeetingReminderKind.COMING
    attended = coming or notice.notice_key == AGREED
    stated = _STATED.get(notice.notice_key, ())
    if notice.is_open or not notice.needs_acknowledgement:
        stated = (*stated, OFFER)
    asked = _ASKED.get(notice.notice_key, "")
    if notice.notice_key == EXPIRED and meeting.kind is MeetingKind.EMERGENCY:
        asked = "emergency"
    begun = meeting.has_begun(tx.now)
    ends_by = EndsBy.STEP if asked else EndsBy.SEEN
    if notice.notice_key == AGREED:
        ends_by = EndsBy.EACH
    elif asked == "accept" and notice.escalates:
        ends_by = EndsBy.ANSWER
    binding = await tx.of(People).team(notice.party, Role.COORDINATOR)
    return SubjectRecord(
        title=coming_line(meeting, tx.now) if coming else None,
        card=lambda viewer: show_meeting(tx, viewer, meeting, stated=stated),
        follow_up=lambda person: _send_calendar(tx, person, notice, meeting),
        delivery=Delivery(absent=absent),
        ends_by=ends_by,
        asked=asked,
        owed=partial(_attending, answered) if attended and not begun else None,
        marked=partial(marked, meeting),
        answered=answered if ends_by is EndsBy.EACH else frozenset(),
        entitled=(binding or await staff(tx, notice.party)) if ends_by is EndsBy.ANSWER else (),
    )


async def _attending(answered: Collection[PersonId], viewer: Person) -> str:
    """What is asked of a person who has not said whether to attend."""
    return "" if viewer.id in answered else "attend"


async def state_of(tx: Tx, _person: Person, code: str) -> str | None:
    """The state of a meeting."""
    meeting = await tx.of(Meetings).lock(MeetingCode(code))
    return None if meeting is None else meeting.state


async def substitute_rows(_tx: Tx, _viewer: Person, notice: Notice, rows: list[Row]) -> list[Row]:
    """The answers of a person who is asked to be a substitute, and a button to the meeting."""
    answers = tuple(
        Button(text(f"button-attend-{each}"), f"attend {notice.detail} {each}")
        for each in (Presence.YES, Presence.NO)
        if notice.is_open
    )
    return [answers, (open_button("meeting", notice.detail),), *rows]


async def _send_calendar(tx: Tx, person: Person, notice: Notice, meeting: Meeting) -> None:
    """Send the calendar file of a meeting with the notice that it is agreed or cancelled."""
    slot = meeting.slot
    if slot is None or notice.notice_key not in (AGREED, CANCELLED) or person.role is Role.ADMIN:
        return
    await send_calendar(tx, person, meeting, slot)
