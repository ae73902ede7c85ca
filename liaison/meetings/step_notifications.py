"""The notices of the steps of a meeting, with their priorities, and its calendar file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import takewhile

from liaison.core.agreement import Agreement, EscalationTarget, MeetingKind, Priority, party_name
from liaison.core.cards import Text, Value, card, field_line, named, text
from liaison.core.errors import WrongState
from liaison.core.outbox import (
    PERSON_SUBJECT,
    SERVICE_SUBJECT,
    CalendarEvent,
    Message,
    Op,
    SendPrecondition,
)
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.lifecycle.model import lateness
from liaison.meetings.model import (
    MEETING_SUBJECT,
    Meeting,
    MeetingAction,
    MeetingEvent,
    MeetingState,
    Offer,
    Slot,
)
from liaison.meetings.reminders import MeetingReminder, MeetingReminderKind, coming_line, marked
from liaison.meetings.views import AGREED, CANCELLED, DIFFERS, SUBSTITUTE, venue_line
from liaison.notifications.kinds import NewNotice, NoticeKind, Side
from liaison.notifications.rules import Audience
from liaison.notifications.sounds import Tells, with_sound

PROPOSAL, CONFIRMATION, EXPIRED = "proposal", "back", "expired"
ANNUAL = NoticeKind(
    "annual-without-date", SERVICE_SUBJECT, Audience.COORDINATORS, Side.BOTH, Priority.IMPORTANT
)
DRAFT = NoticeKind("draft-agenda", MEETING_SUBJECT, Audience.COORDINATORS, Side.BOTH)
OVER = NoticeKind(
    "over", MEETING_SUBJECT, Audience.ADMINS, Side.BOTH, at_once=True, silent_at_night=True
)
"""How an emergency ended."""
DEPUTED = NoticeKind(
    SUBSTITUTE, PERSON_SUBJECT, Audience.PERSON, priority=Priority.IMPORTANT, asks=True
)
"""A person is asked to attend in the place of another; its detail is the code of the meeting."""


def notices_of(meeting: Meeting, event: MeetingEvent, agreement: Agreement) -> Iterator[NewNotice]:
    """The notices to both Parties of a person's step. All of the own Party are told of an emergency
    that is proposed or withdrawn.
    """
    own = agreement.party(str(event.party)).code
    other = agreement.other(own).code
    emergency = meeting.kind is MeetingKind.EMERGENCY
    priority = Priority.EMERGENCY if emergency else Priority.IMPORTANT
    notice = partial(_about(meeting), audience=Audience.STAFF, triggered_by=event.person)
    match event.action:
        case MeetingAction.PROPOSE | MeetingAction.COUNTER if meeting.offer is not None:
            offer = meeting.offer
            offered = str(event.action) if meeting.slot is None else "change"
            raised = emergency and event.action is MeetingAction.PROPOSE
            yield notice(
                party=other,
                notice_key=PROPOSAL,
                title=_title("emergency" if raised else offered, meeting),
                audience=Audience.STAFF if emergency else Audience.COORDINATORS,
                priority=priority,
                due_by=min(each.start for each in offer.options),
            )
            if not offer.confirmed:
                made = _acceptance_notice(meeting, offer, priority)
                yield replace(made, triggered_by=event.person)
            again = "-counter" if event.action is MeetingAction.COUNTER else ""
            title = _title(f"own{again}", meeting, party=party_name(other))
            told = partial(notice, party=own, notice_key="own", title=title, at_once=True)
            yield from (told(audience=each) for each in _called(meeting, offer) if emergency)
        case MeetingAction.ACCEPT | MeetingAction.CONFIRM if meeting.offer is not None:
            if event.action is MeetingAction.ACCEPT:
                yield _acceptance_notice(meeting, meeting.offer, priority)
        case MeetingAction.ACCEPT | MeetingAction.CONFIRM | MeetingAction.CANCEL if (
            meeting.slot is not None
        ):
            cancelled = event.action is MeetingAction.CANCEL
            ended = partial(
                notice,
                notice_key=CANCELLED if cancelled else AGREED,
                title=_title("cancel" if cancelled else "agreed", meeting),
                due_by=meeting.slot.start,
            )
            urgency = priority if cancelled else Priority.IMPORTANT  # it has its answer
            yield ended(party=other, priority=urgency, at_once=emergency and not cancelled)
            asks = Priority.ROUTINE if cancelled else Priority.IMPORTANT
            yield ended(party=own, priority=asks, at_once=emergency)
            proposer = own if event.action is MeetingAction.CONFIRM else other
            yield from _for_admins(ended(party=proposer), meeting, agreement)
        case MeetingAction.DECLINE:
            title = _title(event.action, meeting, party=party_name(own))
            declined = notice(party=other, notice_key="declined", title=title, at_once=emergency)
            yield replace(declined, priority=Priority.IMPORTANT)  # it has its answer
            yield from _for_admins(declined, meeting, agreement)
        case MeetingAction.MINUTES | MeetingAction.APPROVE_MINUTES:
            return
        case MeetingAction.HELD if not meeting.disputed:
            return
        case MeetingAction.HELD | MeetingAction.MISSED:
            title = _title(event.action, meeting, party=party_name(own))
            outcome = notice(party=other, notice_key=event.action, title=title)
            yield _differing(outcome) if meeting.disputed else outcome
        case MeetingAction.WITHDRAW:
            title = _title(event.action, meeting, party=party_name(own))
            ended = partial(notice, notice_key="withdrawn", title=title, at_once=emergency)
            yield from (ended(party=each) for each in ((other, own) if emergency else (other,)))
            yield from _for_admins(ended(party=own), meeting, agreement)
        case _:
            msg = f"no notice of {event.action} without an offer or a time"
            raise ValueError(msg)


def _differing(outcome: NewNotice) -> NewNotice:
    """A recorded outcome that differs: the coordinators are asked to record theirs again."""
    return replace(
        outcome,
        notice_key=DIFFERS,
        title=replace(outcome.title, key=f"{outcome.title.key}-differs"),
        audience=Audience.COORDINATORS,
        priority=Priority.IMPORTANT,
    )


def _called(meeting: Meeting, offer: Offer) -> Sequence[Audience]:
    """Who of the own Party is told of an offer for an emergency: its people, unless they are asked
    to confirm it, and its administrators, if it is the first offer of the Party.
    """
    first = 1 if offer.by == meeting.made_by else 2
    people = (Audience.STAFF,) if offer.confirmed else ()
    return (*people, Audience.ADMINS) if offer.number <= first else people


def ended_keys(meeting: Meeting, event: MeetingEvent) -> frozenset[str]:
    """The keys of notices about the open offer that a step ends."""
    if meeting.offer is not None and event.action is MeetingAction.CONFIRM:
        return frozenset({CONFIRMATION})
    if meeting.offer is not None and event.action is MeetingAction.ACCEPT:
        return frozenset({PROPOSAL})
    return frozenset({PROPOSAL, CONFIRMATION})


def expired(
    agreement: Agreement, meeting: Meeting, unapproved_by: str | int | None = None
) -> list[NewNotice]:
    """The notices that an offer has expired, of an emergency at once: to the people of the Party
    that proposed the meeting, and to the coordinators of the other. They name the Party that had
    not approved its own offer when the other had accepted it.
    """
    emergency = meeting.kind is MeetingKind.EMERGENCY
    concerned = [party.code for party in agreement.parties] if emergency else [meeting.made_by]
    title = _title("expire", meeting)
    if unapproved_by is not None:
        by = agreement.party(str(unapproved_by)).code
        other = agreement.other(by).code
        title = _title("expire-unapproved", meeting, by=party_name(by), party=party_name(other))
    notices = [
        _about(meeting)(
            party=party.code,
            notice_key=EXPIRED,
            title=title,
            audience=Audience.STAFF if party.code in concerned else Audience.COORDINATORS,
            priority=Priority.ROUTINE if emergency else Priority.IMPORTANT,
            at_once=emergency,
        )
        for party in agreement.parties
    ]
    return [*notices, *_for_admins(replace(notices[0], party=meeting.made_by), meeting, agreement)]


def _for_admins(end: NewNotice, meeting: Meeting, agreement: Agreement) -> Iterator[NewNotice]:
    """How an emergency ended, to the administrators of the Party that raised it, of the one that is
    told and, if it was open until its escalation reached them, of each.
    """
    if meeting.kind is not MeetingKind.EMERGENCY:
        return
    policy = agreement.notices.escalation_policies[Priority.EMERGENCY]
    steps = [*takewhile(lambda step: step.to is not EscalationTarget.DAILY, policy)]
    climbed = meeting.made_at + sum((each.after for each in steps), timedelta(0))
    for party in agreement.parties:
        if party.code in (meeting.made_by, end.party) or meeting.changed_at >= climbed:
            told = OVER.notice(party.code, meeting.code, end.title, by=end.triggered_by)
            yield replace(told, states=end.states, due_by=end.due_by)


def reminder_notice(
    agreement: Agreement, meeting: Meeting, reminder: MeetingReminder, now: datetime
) -> NewNotice:
    """The reminder before a meeting to the people who attend, of an emergency at any hour, or at
    its end to the coordinators.
    """
    late = lateness(reminder.at, agreement, now)
    coming = reminder.kind is MeetingReminderKind.COMING
    return _about(meeting)(
        party=reminder.party,
        notice_key=reminder.kind,
        title=coming_line(meeting, now) if coming else _title("record", meeting),
        audience=Audience.ATTENDING if coming else Audience.COORDINATORS,
        priority=Priority.ROUTINE if coming else Priority.IMPORTANT,
        states=(MeetingState.AGREED,),
        due_by=meeting.slot.start if coming and meeting.slot is not None else None,
        at_once=meeting.kind is MeetingKind.EMERGENCY and (coming or not late),
        late=late,
    )


def substitute_notice(meeting: Meeting, person: Person, *, by: Person) -> NewNotice:
    """The notice that asks a person to be the substitute of another; of an emergency at once.
    Raises ``WrongState``.
    """
    slot = meeting.slot
    if slot is None:
        raise WrongState(reference=meeting.code)
    when, place = text("meeting-time", at=slot.start), venue_line(slot.venue)
    title = _title("substitute", meeting, name=by.name, when=when, place=place)
    about, due_by = str(person.id), slot.start
    asked = DEPUTED.notice(person.party, about, title, detail=meeting.code, due_by=due_by)
    return replace(asked, at_once=meeting.kind is MeetingKind.EMERGENCY)


def _about(meeting: Meeting) -> partial[NewNotice]:
    """What the notices about a meeting as it is now have in common."""
    of, states = meeting.code, (meeting.state,)
    return partial(NewNotice, subject=MEETING_SUBJECT, subject_id=of, states=states)


def _acceptance_notice(meeting: Meeting, offer: Offer, priority: Priority) -> NewNotice:
    """The notice to confirm the own offer: to coordinators, of an emergency to all people."""
    emergency = meeting.kind is MeetingKind.EMERGENCY
    confirmed = "back" if offer.number == 1 else "back-counter"
    return _about(meeting)(
        party=offer.by,
        notice_key=CONFIRMATION,
        title=_title(confirmed if offer.chosen is None else "chosen", meeting),
        audience=Audience.STAFF if emergency else Audience.COORDINATORS_ONLY,
        priority=priority,
        internal=True,
        due_by=min(each.start for each in offer.options),
    )


def _title(what: str, meeting: Meeting, **values: Value) -> Text:
    kind = named("meeting-kind", meeting.kind)
    return marked(meeting, text(f"notice-meeting-{what}", code=meeting.code, kind=kind, **values))


def calendar_message(
    tx: Tx, person: Person, meeting: Meeting, slot: Slot, *, key: str | None = None
) -> Message:
    """The calendar file of the current meeting for one person, beside a message that tells it."""
    message = Message(
        person.address,
        Op.FILE,
        recipient=person.id,
        card=card(marked(meeting, text("calendar-caption", code=meeting.code))),
        calendar_event=calendar_event_of(tx, meeting, slot),
        dedupe_key=key,
        precondition=SendPrecondition(
            subject=MEETING_SUBJECT, subject_id=meeting.code, states=(meeting.state,)
        ),
    )
    return with_sound(message, Tells.CALENDAR)


async def send_calendar(tx: Tx, person: Person, meeting: Meeting, slot: Slot) -> None:
    """Send the calendar file of a changed meeting: each change once to each person."""
    key = f"calendar:{meeting.code}:{slot.sequence}:{person.id}"
    await tx.enqueue(calendar_message(tx, person, meeting, slot, key=key))


def calendar_event_of(tx: Tx, meeting: Meeting, slot: Slot) -> CalendarEvent:
    """The calendar event of a meeting: class 1 only."""
    lines = [
        field_line("occasion", named("occasion", meeting.occasion)),
        field_line("host", party_name(slot.host)),
    ]
    if meeting.case is not None:
        lines.append(field_line("request", meeting.case))
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
