"""Who hears of a step of a meeting, and how pressing it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from liaison.core.agreement import Agreement, MeetingKind
from liaison.core.cards import Text, text
from liaison.core.escalation_policy import Priority
from liaison.core.outbox import PERSON_SUBJECT
from liaison.core.people import Person
from liaison.meetings.model import (
    MEETING_SUBJECT,
    Meeting,
    MeetingAction,
    MeetingEvent,
    MeetingState,
    Offer,
    Slot,
)
from liaison.meetings.reminders import Call, MeetingCall
from liaison.meetings.views import AGREED, CANCELLED, SUBSTITUTE, coming_line, day_of
from liaison.notifications.rules import Audience
from liaison.notifications.service import Draft

PROPOSAL, BACK = "proposal", "back"
ANNUAL = "annual"
"""The topic of what says that the annual consultation of a year has no date."""


def news_of(meeting: Meeting, event: MeetingEvent, agreement: Agreement) -> Iterator[Draft]:
    """What both Parties are told of a step that somebody of one of them took."""
    own = agreement.party(str(event.party)).code
    other = agreement.other(own).code
    emergency = meeting.kind is MeetingKind.EMERGENCY
    pressing = Priority.EMERGENCY if emergency else Priority.IMPORTANT
    news = partial(
        Draft,
        subject=MEETING_SUBJECT,
        of=meeting.code,
        audience=Audience.STAFF,
        states=(meeting.state,),
        actor=event.person,
    )
    match event.action:
        case MeetingAction.PROPOSE | MeetingAction.COUNTER if meeting.offer is not None:
            offer = meeting.offer
            change = meeting.slot is not None
            yield news(
                party=other,
                topic=PROPOSAL,
                headline=_said("change" if change else event.action, meeting),
                audience=Audience.STAFF if emergency else Audience.COORDINATORS,
                priority=pressing,
                due_by=min(each.start for each in offer.options),
            )
            if not offer.backed:
                yield replace(_to_back(meeting, offer, pressing), party=own, actor=event.person)
        case MeetingAction.ACCEPT | MeetingAction.BACK if meeting.offer is not None:
            if event.action is MeetingAction.ACCEPT:
                yield _to_back(meeting, meeting.offer, pressing)
        case MeetingAction.ACCEPT | MeetingAction.BACK if meeting.slot is not None:
            agreed = partial(
                news,
                topic=AGREED,
                headline=_agreed(agreement, meeting, meeting.slot),
                due_by=meeting.slot.start,
            )
            yield agreed(party=other, priority=pressing)
            yield agreed(party=own)
        case MeetingAction.CANCEL if meeting.slot is not None:
            called_off = partial(
                news,
                topic=CANCELLED,
                headline=_said("cancel", meeting),
                due_by=meeting.slot.start,
            )
            yield called_off(party=other, priority=pressing)
            yield called_off(party=own)
        case MeetingAction.DECLINE:
            yield news(
                party=other,
                topic="declined",
                headline=_said(event.action, meeting),
                priority=pressing,
            )
        case _:
            yield news(party=other, topic="withdrawn", headline=_said(event.action, meeting))


def ends(meeting: Meeting, event: MeetingEvent) -> frozenset[str]:
    """The topics about the version on the table that a step ends, whoever took it."""
    if meeting.offer is not None and event.action is MeetingAction.BACK:
        return frozenset({BACK})
    if meeting.offer is not None and event.action is MeetingAction.ACCEPT:
        return frozenset({PROPOSAL})
    return frozenset({PROPOSAL, BACK})


def expired(agreement: Agreement, meeting: Meeting) -> Iterator[Draft]:
    """What both Parties are told where nobody answered in time."""
    for party in agreement.parties:
        yield Draft(
            party=party.code,
            subject=MEETING_SUBJECT,
            of=meeting.code,
            topic="expired",
            headline=_said("expire", meeting),
            audience=Audience.COORDINATORS,
            priority=Priority.IMPORTANT,
            states=(meeting.state,),
        )


def called(agreement: Agreement, meeting: Meeting, call: MeetingCall, now: datetime) -> Draft:
    """What those who come are told before a meeting, and after it the coordinators."""
    coming = call.call is Call.COMING
    soon = coming_line(agreement, meeting, call.party, now)
    return Draft(
        party=call.party,
        subject=MEETING_SUBJECT,
        of=meeting.code,
        topic=call.call,
        headline=soon if coming else _said("record", meeting),
        audience=Audience.ATTENDING if coming else Audience.COORDINATORS,
        states=(MeetingState.AGREED,),
        due_by=meeting.slot.start if coming and meeting.slot is not None else None,
    )


def stands_in(meeting: Meeting, person: Person) -> Draft:
    """What a person is told who is to come in place of somebody else."""
    return Draft(
        party=person.party,
        subject=PERSON_SUBJECT,
        of=str(person.id),
        topic=f"{SUBSTITUTE}{meeting.code}",
        headline=_said("substitute", meeting),
        audience=Audience.PERSON,
        due_by=None if meeting.slot is None else meeting.slot.start,
    )


def kind_name(meeting: Meeting) -> Text:
    """What a kind of meeting is called."""
    return text(f"meeting-kind-{meeting.kind}")


def _to_back(meeting: Meeting, offer: Offer, pressing: Priority) -> Draft:
    """A coordinator of the Party that made the version is to stand behind it."""
    return Draft(
        party=offer.by,
        subject=MEETING_SUBJECT,
        of=meeting.code,
        topic=BACK,
        headline=_said("back" if offer.chosen is None else "chosen", meeting),
        audience=Audience.CONFIRMERS,
        priority=pressing,
        states=(meeting.state,),
        inner=True,
        due_by=min(each.start for each in offer.options),
    )


def _said(what: str, meeting: Meeting) -> Text:
    return text(f"notice-meeting-{what}", code=meeting.code, kind=kind_name(meeting))


def _agreed(agreement: Agreement, meeting: Meeting, slot: Slot) -> Text:
    return text(
        "notice-meeting-agreed",
        code=meeting.code,
        kind=kind_name(meeting),
        day=day_of(agreement, slot.start),
        at=slot.start,
    )
