"""The to-dos about meetings: offers to answer or confirm, near meetings, and what they decided."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from liaison.core.agreement import MeetingKind
from liaison.core.cards import Button, Value, open_button, text
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.meetings.model import (
    MEETING_SUBJECT,
    Attendance,
    Meeting,
    MeetingState,
    Offer,
    Presence,
    Slot,
)
from liaison.meetings.reminders import COMING, coming_line, days_ahead, marked
from liaison.meetings.repository import Meetings
from liaison.todos.model import Rank, Todo, TodoAct
from liaison.todos.sources import PartyContext

MAX_MEETINGS = 1_000


async def find_todos(tx: Tx, party_context: PartyContext) -> Sequence[Todo]:
    """All to-dos of a Party about meetings."""
    current = await _listed(tx, "current")
    held = any(meeting.held_by(party_context.party) for meeting in current)
    undecided = await _listed(tx, "undecided") if held else ()
    found = list(again_todos(current, party_context))
    for meeting in current:
        coming = meeting.state is MeetingState.AGREED and not meeting.is_over(tx.now)
        replies = await tx.of(Meetings).attendances(meeting.code) if coming else ()
        found += todos_of(meeting, replies, party_context, undecided=meeting in undecided)
    return found


def todos_of(
    meeting: Meeting, replies: Sequence[Attendance], party_context: PartyContext, *, undecided: bool
) -> Iterator[Todo]:
    """What a Party owes about one meeting; ``undecided``: no decision of it is recorded yet."""
    if meeting.offer is not None:
        yield from offer_todos(meeting, meeting.offer, party_context)
    if meeting.slot is None or meeting.state is not MeetingState.AGREED:
        return
    if not meeting.is_over(party_context.now):
        yield from coming_todos(meeting, meeting.slot, meeting.replies(replies), party_context)
        return
    yield from held_todos(meeting, meeting.slot.end, party_context)
    if undecided and meeting.held and meeting.held_by(party_context.party):
        yield record_todo(meeting, meeting.slot, party_context)


def again_todos(current: Sequence[Meeting], party_context: PartyContext) -> Iterator[Todo]:
    """The last emergency of a Party that expired, if no emergency was proposed after it."""
    emergencies = [each for each in current if each.kind is MeetingKind.EMERGENCY]
    last = max(emergencies, key=lambda each: each.made_at, default=None)
    party = party_context.party
    if last is None or last.state is not MeetingState.EXPIRED or last.made_by != party:
        return
    again = _todo(last, "again", last.changed_at, party_context)
    morning = party_context.morning_after(again.since, timedelta(0))
    yield replace(again, rank=Rank.DUE, repeat_on=morning)


async def _listed(tx: Tx, which: str) -> Sequence[Meeting]:
    return (await tx.of(Meetings).listed(which, limit=MAX_MEETINGS))[0]


def offer_todos(meeting: Meeting, offer: Offer, party_context: PartyContext) -> Iterator[Todo]:
    """An open offer: the other Party answers it, and a coordinator of the own Party confirms it,
    for whom its author waits; who has done so waits for the other Party.
    """
    theirs, emergency = offer.by != party_context.party, meeting.kind is MeetingKind.EMERGENCY
    waits = offer.chosen is not None if theirs else offer.confirmed
    act = "wait" if waits else "answer" if theirs else "confirm"
    start = min(each.start for each in offer.options)
    first = start if emergency else local_date(start, party_context.hours.zone)
    found = replace(
        _todo(meeting, act, offer.at, party_context, first=first),
        rank=Rank.DUE if emergency else Rank.OPEN,
        urgent=emergency,
        due_on=None if waits else local_date(offer.expires_at, party_context.hours.zone),
        days_before=() if emergency else party_context.agreement.reminders.proposal_days,
        escalates_from=offer.at,
    )
    author = frozenset() if theirs else (party_context.staff & {offer.person}) - found.people
    if waits:
        yield party_context.watched(replace(found, people=found.people | author))
        return
    yield found
    if author:
        back = _todo(meeting, "back", offer.at, party_context, first=first)
        yield party_context.watched(replace(back, people=author, urgent=emergency))


def coming_todos(
    meeting: Meeting, slot: Slot, replies: Sequence[Attendance], party_context: PartyContext
) -> Iterator[Todo]:
    """An agreed meeting: those who have not said whether they come are asked, and all who come are
    reminded on the days of the profile.
    """
    answered = frozenset(each.person for each in replies)
    absent = frozenset(e.person for e in replies if e.presence is not Presence.YES)
    begun = slot.start <= party_context.now
    asked = frozenset() if begun else party_context.staff - answered
    emergency = meeting.kind is MeetingKind.EMERGENCY
    rules = party_context.agreement.meetings
    last_reminder = slot.start - timedelta(minutes=max(rules.minutes_before, default=0))
    told = emergency or last_reminder <= party_context.now
    days_before = () if told else rules.days_before
    found = replace(
        _todo(meeting, "attend", meeting.changed_at, party_context, at=slot.start),
        due_on=local_date(slot.start, party_context.hours.zone),
        days_before=days_before,
        repeat_days=party_context.agreement.reminders.close_days,
        is_event=not begun,
    )
    if found.due_on == local_date(party_context.now, party_context.hours.zone):
        found = replace(found, repeat_on=None)  # on its day a reminder tells of it
    if asked:
        yield replace(found, people=asked)
    if coming := party_context.staff - asked - absent:
        days = days_ahead(slot.start, party_context.hours.zone, party_context.now)
        line = coming_line(meeting, party_context.now, days=days)
        found = replace(found, act=TodoAct(COMING), line=line, people=coming)
        yield replace(found, rank=Rank.WATCH, repeat_on=None)


def held_todos(meeting: Meeting, end: datetime, party_context: PartyContext) -> Iterator[Todo]:
    """A meeting that is over: the coordinators of each Party say whether it took place, and say
    it again if they differ.
    """
    if meeting.held_by(party_context.party) is not None and not meeting.disputed:
        return
    if not meeting.disputed:
        yield _todo(meeting, "held", end, party_context)
        return
    found = _todo(meeting, "disputed", end, party_context)
    yield replace(found, repeat_on=party_context.morning_after(end, timedelta(0)))


def record_todo(meeting: Meeting, slot: Slot, party_context: PartyContext) -> Todo:
    """A meeting that took place: the coordinators of either Party record what it decided."""
    found = _todo(meeting, "record", slot.end, party_context)
    button = Button(text("button-decide"), f"decide {meeting.code}")
    every = party_context.agreement.reminders.close_days
    return replace(found, button=button, view=found.button, repeat_days=every)


def _todo(
    meeting: Meeting, act: str, since: datetime, party_context: PartyContext, **values: Value
) -> Todo:
    """An act, by default of the coordinators and named on each working day."""
    owed, kind = TodoAct(f"todo-meeting-{act}"), text(f"meeting-kind-{meeting.kind}")
    return Todo(
        subject=MEETING_SUBJECT,
        subject_id=meeting.code,
        states=(meeting.state,),
        act=owed,
        line=marked(meeting, text(owed, code=meeting.code, kind=kind, **values)),
        button=open_button("meeting", meeting.code),
        people=party_context.coordinators or party_context.staff,
        rank=Rank.OPEN,
        since=since,
        repeat_on=party_context.morning_after(since),
    )
