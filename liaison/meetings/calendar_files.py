"""The calendar file of a meeting."""

from liaison.core.agreement import party_name
from liaison.core.cards import card, named, text
from liaison.core.outbox import CalendarEvent, Message, Op, SendPrecondition
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.meetings.model import MEETING_SUBJECT, Meeting, MeetingState, Slot
from liaison.meetings.reminders import marked
from liaison.notifications.sounds import Tells, with_sound


def calendar_message(
    tx: Tx, person: Person, meeting: Meeting, slot: Slot, *, key: str | None = None
) -> Message:
    """The calendar file of the current meeting for one person, beside a message that tells it."""
    message = Message(
        person.chat_id,
        Op.FILE,
        recipient=person.id,
        card=card(marked(meeting, text("calendar-caption", code=meeting.code))),
        calendar_event=calendar_event_of(tx, meeting, slot),
        dedupe_key=key,
        precondition=SendPrecondition(
            subject=MEETING_SUBJECT, subject_id=meeting.code, states=(meeting.state,)
        ),
    )
    return with_sound(message, Tells.INFORMATION)


async def send_calendar(tx: Tx, person: Person, meeting: Meeting, slot: Slot) -> None:
    """Send the calendar file of a changed meeting: each change once to each person."""
    key = f"calendar:{meeting.code}:{slot.sequence}:{person.id}"
    await tx.enqueue(calendar_message(tx, person, meeting, slot, key=key))


def calendar_event_of(tx: Tx, meeting: Meeting, slot: Slot) -> CalendarEvent:
    """The calendar event of a meeting: class 1 only."""
    lines = [
        text("meeting-occasion", occasion=named("occasion", meeting.occasion)),
        text("meeting-host", party=party_name(slot.host)),
    ]
    if meeting.case is not None:
        lines.append(text("meeting-request", reference=meeting.case))
    return CalendarEvent(
        uid=f"{meeting.code}@liaison.invalid",
        sequence=slot.sequence,
        cancelled=meeting.state is MeetingState.CANCELLED,
        updated_at=tx.now,
        start=slot.start,
        end=slot.end,
        title=text("calendar-title", code=meeting.code, kind=named("meeting-kind", meeting.kind)),
        lines=tuple(lines),
        venue=slot.venue,
    )
