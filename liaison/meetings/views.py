"""The card of a meeting with the viewer's possible steps."""

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval, ApprovalKind, ProposedChange
from liaison.approvals.service import Terms
from liaison.core.agreement import Agreement, MeetingKind, PartyCode, party_name
from liaison.core.cards import (
    MENU,
    Button,
    Card,
    Row,
    Text,
    card,
    field_line,
    in_rows,
    named,
    open_button,
    text,
)
from liaison.core.outbox import remote
from liaison.core.people import STAFF, Person, Role
from liaison.core.transaction import People, Tx
from liaison.core.working_time import is_quiet, local_date
from liaison.meetings.model import (
    MEETING_SUBJECT,
    Attendance,
    Meeting,
    MeetingAction,
    MeetingCode,
    MeetingState,
    Presence,
)
from liaison.meetings.permissions import binds, may_take
from liaison.meetings.reminders import marked
from liaison.meetings.repository import Meetings
from liaison.notifications.delivery import delivery_status_lines
from liaison.notifications.recipients import hours_of
from liaison.pending_acts.views import commands_under_way, pending_lines, without
from liaison.redactions.service import redaction_row
from liaison.requests.deadlines import holiday_texts
from liaison.requests.lists import request_row
from liaison.requests.model import Request

PAIR = 2
HOUR, MANY_OFFERS = timedelta(hours=1), 6
"""After so many offers within this time a card says to telephone."""
AGREED, CANCELLED, DIFFERS = "agreed", "cancelled", "missed-differs"
"""The keys of notices: the first two have a calendar file."""
MINUTES_APPROVAL = ApprovalKind("minutes")
"""The minutes of a meeting, as one Party recorded them."""
STATE, TIME, OFFER = "state", "time", "offer"
"""What the title of a notice can state."""
SUBSTITUTE = "substitute"
"""The prefix of the key of notices to a substitute; the code of the meeting follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """The data of a card besides the meeting itself."""

    viewer: Person
    binding: bool
    over: bool
    begun: bool
    agreement: Agreement
    stated: Collection[str] | None
    presence: Presence | None
    minutes: Approval | None
    told: Sequence[Text]

    @property
    def brief(self) -> bool:
        """Whether it has only the facts of a notice."""
        return self.stated is not None

    def shows(self, fact: str) -> bool:
        """Whether a fact is not stated yet."""
        return fact not in (self.stated or ())

    def may(self, action: MeetingAction, meeting: Meeting) -> bool:
        """Whether the viewer may take a step now."""
        return may_take(action, meeting, self.viewer, binding=self.binding, over=self.over)


async def show_meeting(
    tx: Tx, viewer: Person, meeting: Meeting, *, stated: Collection[str] | None = None
) -> Card:
    """The card of the current meeting for one person. That of a notice has only its facts, but
    those that the title has ``stated``: ``STATE``, ``TIME`` or ``OFFER``.
    """
    replies: Sequence[Attendance] = ()
    if meeting.state is MeetingState.AGREED:
        replies = meeting.replies(await tx.of(Meetings).attendances(meeting.code))
    coordinators = await tx.of(People).team(viewer.party, Role.COORDINATOR)
    view = _View(
        viewer=viewer,
        binding=binds(viewer, coordinators=len(coordinators)),
        over=meeting.is_over(tx.now),
        begun=meeting.has_begun(tx.now),
        agreement=tx.agreement,
        stated=stated,
        minutes=None
        if meeting.minutes is None
        else await tx.of(Approvals).find_open(MINUTES_APPROVAL, meeting.code),
        presence=next((e.presence for e in replies if e.person == viewer.id), None),
        told=()
        if stated is not None
        else await delivery_status_lines(tx, viewer, MEETING_SUBJECT, meeting.code),
    )
    facts = [*_reasons(meeting), *_slot_lines(meeting, view), *_offer_lines(meeting, view)]
    facts += await _telephone_line(tx, viewer, meeting)
    is_stated = meeting.offer is not None or view.over or not view.shows(STATE)
    state = [] if is_stated else [text("meeting-state", state=meeting.state)]
    coming: Sequence[Text] = ()
    sent: Collection[str] = ()
    if not view.brief:
        coming = [line async for line in _attendance(tx, viewer, replies)]
        sent = await commands_under_way(tx, viewer.party, meeting.code)
        pending = await pending_lines(tx, viewer, meeting.code)
        state = [_title(meeting), *state, *_occasion(meeting), *pending]
    return card(
        [*state, *facts, *coming],
        details=() if view.brief else [*view.told, *_costs(meeting, view)],
        rows=[*without(sent, _steps(meeting, view)), _links(meeting, viewer), MENU],
        more=without(sent, _more(meeting, view)),
        view=f"meeting {meeting.code}",
    )


def _title(meeting: Meeting) -> Text:
    line = text(
        "meeting-title",
        code=meeting.code,
        kind=named("meeting-kind", meeting.kind),
        urgent="yes" if meeting.urgent and meeting.kind is not MeetingKind.EMERGENCY else "no",
    )
    return marked(meeting, line)


def _occasion(meeting: Meeting) -> Iterator[Text]:
    if meeting.kind is MeetingKind.DIFFERENCE:
        yield field_line("occasion", named("occasion", meeting.occasion))
        if meeting.about not in ("", meeting.case):
            yield field_line("difference", meeting.about)


def _reasons(meeting: Meeting) -> Iterator[Text]:
    """Why a meeting was declined or cancelled, and the case it is about."""
    if meeting.objection is not None:
        yield field_line("objection", named("objection", meeting.objection))
    if meeting.case is not None:
        yield field_line("request", meeting.case)


def _slot_lines(meeting: Meeting, view: _View) -> Iterator[Text]:
    """When and where the meeting is, and what was recorded of it."""
    slot = meeting.slot
    if slot is None:
        return
    both = meeting.held_by_maker and meeting.held_by_other
    key = "meeting-over" if view.over and both else "meeting-slot"
    if view.shows(TIME):
        yield text(key, start=slot.start)
    if not view.brief or (meeting.offer is None and meeting.state is MeetingState.AGREED):
        yield text("meeting-place", place=venue_line(slot.venue), party=party_name(slot.host))
    for party in view.agreement.parties if view.over and not view.brief else ():
        held = meeting.held_by(party.code)
        answer = "open" if held is None else "yes" if held else "no"
        yield text("meeting-held", party=text(party.name), answer=answer)
    yield from minutes_line(meeting, view.minutes)


def minutes_line(meeting: Meeting, approval: Approval | None) -> Iterator[Text]:
    """The letter with the minutes, and if they are approved or wait for ``approval``."""
    if meeting.minutes is not None:
        approved = "yes" if meeting.minutes.approved else "waits" if approval else "no"
        by = party_name(meeting.minutes.by)
        yield text("meeting-minutes", letter=meeting.minutes.letter, party=by, approved=approved)


def _costs(meeting: Meeting, view: _View) -> Iterator[Text]:
    """Who bears which costs of a meeting at a place (Article 7)."""
    slot = meeting.slot
    if slot is not None and not remote(slot.venue) and meeting.state is MeetingState.AGREED:
        yield text(
            "meeting-costs",
            article=view.agreement.articles["meetings"],
            host=party_name(slot.host),
            guest=party_name(view.agreement.other(slot.host).code),
        )


def venue_line(venue: str | None) -> Text:
    """Where a meeting is, or that it is remote."""
    return remote(venue) or text("answer", value=str(venue))


def _offer_lines(meeting: Meeting, view: _View) -> Iterator[Text]:
    """The open offer, and whose answer it waits for."""
    offer = meeting.offer
    if offer is None:
        return
    by, other = party_name(offer.by), party_name(view.agreement.other(offer.by).code)
    if meeting.slot is not None:
        yield text("meeting-change", party=by)
    elif view.shows(OFFER):
        yield text("meeting-offer" if offer.number == 1 else "meeting-counter", party=by)
    if offer.objection is not None:
        yield field_line("objection", named("objection", offer.objection))
    places = {option.venue for option in offer.options}
    for at, option in enumerate(offer.options, 1):
        yield text(
            "meeting-option",
            number=at,
            at=option.start,
            place=venue_line(option.venue),
            placed="yes" if len(places) > 1 else "no",
            chosen="yes" if option.number == offer.chosen else "no",
        )
    host = party_name(offer.host)
    slot = meeting.slot
    if len(places) > 1:
        yield field_line("host", host)
    elif not (view.brief and slot and ({slot.venue}, slot.host) == (places, offer.host)):
        yield text("meeting-place", place=venue_line(*places), party=host)
    if not view.brief:  # the title and the request for an answer say it
        # A card has twelve lines at most: of a change, how far it has come says it.
        if offer.chosen is None and not (view.told and meeting.slot is not None):
            yield text("meeting-waits-answer", party=other)
        if offer.chosen is not None or (not offer.confirmed and offer.by == view.viewer.party):
            yield text("meeting-waits-confirm", party=by)


async def _telephone_line(tx: Tx, viewer: Person, meeting: Meeting) -> Sequence[Text]:
    """That a telephone is quicker, if many times were offered for an emergency within an hour."""
    if meeting.offer is None or meeting.kind is not MeetingKind.EMERGENCY:
        return ()
    offering, since = (MeetingAction.PROPOSE, MeetingAction.COUNTER), meeting.offer.at - HOUR
    events = await tx.of(Meetings).events(meeting.code)
    count = sum(each.action in offering and each.at > since for each in events)
    authority = text(tx.agreement.other(viewer.party).authority)
    shown = text("meeting-telephone", count=count, authority=authority)
    return (shown,) if count >= MANY_OFFERS else ()


async def minutes_terms(tx: Tx, change: ProposedChange) -> Terms:
    """The letter with the minutes that wait for approval."""
    meeting = await tx.of(Meetings).lock(MeetingCode(change.of))
    minutes = None if meeting is None else meeting.minutes
    return [] if minutes is None else [("letter", text("answer", value=minutes.letter))]


async def _attendance(tx: Tx, viewer: Person, replies: Sequence[Attendance]) -> AsyncIterator[Text]:
    """The attendance of each Party: the own by name, the other's by role and agency."""
    for party in tx.agreement.parties:
        own = [each for each in replies if each.party == party.code]
        is_own, find = party.code == viewer.party, tx.of(People).get
        if not own:
            continue
        people = [(each, await find(each.person), await find(each.substitute)) for each in own]
        names = tuple(
            text(
                "attendance",
                presence=each.presence,
                name=person.name if is_own else named("role", person.role),
                agency=person.agency,
                substitute=instead.name if instead and is_own else text("attendance-other"),
            )
            for each, person, instead in people
            if person is not None
        )
        yield text("of-party", party=text(party.name), value=names)


def _steps(meeting: Meeting, view: _View) -> Iterator[Row]:
    """The steps that the viewer may take now, what is asked for first; none that ends it."""
    seen = f"{meeting.code} @{meeting.version}"
    offer, may = meeting.offer, partial(view.may, meeting=meeting)
    answers: list[Button] = []
    if offer is not None and may(MeetingAction.ACCEPT):
        for at, option in enumerate(offer.options, 1):
            label = text("button-accept-option", number=at)
            if option.number != offer.chosen:
                answers.append(Button(label, f"accept {seen} {option.number}"))
    if offer is not None and may(MeetingAction.CONFIRM) and not offer.confirmed:
        answers.append(Button(text("button-back-proposal"), f"accept {seen}"))
    if may(MeetingAction.COUNTER) and offer is not None:
        answers.append(Button(text("button-counter"), f"counter {seen}"))
    yield from in_rows(answers, 2 if len(answers) == PAIR else 1)
    if may(MeetingAction.HELD):
        yield from _afterwards(meeting, view)
    expired = meeting.state is MeetingState.EXPIRED and meeting.kind is MeetingKind.EMERGENCY
    if expired and view.viewer.role in STAFF:
        yield (Button(text("command-emergency"), "emergency"),)
    if view.presence in (None, Presence.NO):
        yield _attending(meeting, view)


def _links(meeting: Meeting, viewer: Person) -> Row:
    history = Button(text("button-history"), f"meeting {meeting.code} history")
    if viewer.role not in STAFF:
        return (history,)
    return Button(text("button-agenda"), f"agenda {meeting.code}"), history


def _attending(meeting: Meeting, view: _View) -> Row:
    """The replies about attending that the viewer may give, but the one that was given."""
    asked = meeting.state is MeetingState.AGREED and not view.begun
    if not asked or view.viewer.role not in STAFF:
        return ()
    return tuple(
        Button(text(f"button-attend-{which}"), f"attend {meeting.code} {which}")
        for which in Presence
        if which is not view.presence
    )


def _more(meeting: Meeting, view: _View) -> Iterator[Row]:
    """What is behind More: a change of what was agreed, the file, the case, and how to end it."""
    seen = f"{meeting.code} @{meeting.version}"
    if view.presence not in (None, Presence.NO):
        yield _attending(meeting, view)
    invites = meeting.invites(view.viewer.party) and not view.over
    if invites and view.viewer.role in STAFF:
        yield (Button(text("command-letter"), f"letter {meeting.code}"),)
    if meeting.slot is not None:
        yield (Button(text("button-calendar-file"), f"meeting {meeting.code} file"),)
    if meeting.case is not None:
        yield request_row(meeting.case)
    if meeting.offer is None and view.may(MeetingAction.COUNTER, meeting):
        yield (Button(text("button-change-meeting"), f"counter {seen}"),)
    for action, command in _ENDINGS.items():
        if view.may(action, meeting):
            yield (Button(text(f"button-{command}"), f"{command} {seen}"),)
    yield redaction_row(view.viewer, meeting.code)


def _afterwards(meeting: Meeting, view: _View) -> Iterator[Row]:
    """The buttons that record whether a meeting took place, or correct that, and its minutes."""
    seen = f"{meeting.code} @{meeting.version}"
    approved = meeting.minutes is not None and meeting.minutes.approved
    recorded = meeting.held_by(view.viewer.party)
    asks = recorded is None or (meeting.disputed and not approved)
    offered = ("yes", "no") if asks else () if recorded else ("yes",)
    yield tuple(Button(text(f"button-held-{each}"), f"held {seen} {each}") for each in offered)
    if view.minutes is not None and view.minutes.party != view.viewer.party:
        yield (open_button("approval", view.minutes.code),)
    elif meeting.held and view.minutes is None and not approved:
        yield (Button(text("button-minutes"), f"minutes {seen}"),)


_ENDINGS = {
    MeetingAction.DECLINE: "decline",
    MeetingAction.WITHDRAW: "retract",
    MeetingAction.CANCEL: "calloff",
}
"""Steps that ask for a reason, and their commands."""


async def request_buttons(_tx: Tx, viewer: Person, request: Request) -> Row:
    """A button from a request to an emergency about it, for those who may propose one."""
    if viewer.role not in STAFF:
        return ()
    return (Button(text("command-emergency"), f"emergency {request.reference}"),)


def warnings_of(tx: Tx, start: datetime) -> list[Text]:
    """A line for each Party if an aware instant is on its day off or in its quiet hours."""
    found = (_time_warning(tx, party.code, start) for party in tx.agreement.parties)
    return [each for each in found if each is not None]


def _time_warning(tx: Tx, code: PartyCode, start: datetime) -> Text | None:
    party, hours = tx.agreement.party(code), hours_of(tx, code)
    name, day = text(party.name), local_date(start, party.zone)
    if not hours.calendar.is_working(day):
        holiday = hours.calendar.holiday(day)
        if holiday is None:
            return text("proposal-off", why="weekend", party=name)
        return text("proposal-off", why="holiday", party=name, holiday=holiday_texts(holiday))
    return text("proposal-off", why="night", party=name) if is_quiet(start, hours) else None
