"""What people do with requests: each step checked, kept, audited, told and planned as one.

``check`` lets a person take a step, and ``take_step`` takes it by the rule of that step; it returns
the case after it. ``letter`` is given where a step of the other Party, which has nobody at the
desk, is recorded from its letter.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from liaison.approvals import service as approval_service
from liaison.core.agreement import PartyCode
from liaison.core.cards import named, text
from liaison.core.escalation_policy import Priority
from liaison.core.people import Person
from liaison.core.references import Reference, UnknownReference
from liaison.core.repository import People
from liaison.core.transaction import Tx, today_of, unused_code
from liaison.core.working_time import local_date
from liaison.lifecycle import steps
from liaison.lifecycle.steps import known
from liaison.notifications.recipients import STAFF
from liaison.notifications.rules import Audience, Notice
from liaison.notifications.service import NewNotice
from liaison.requests import reassignment
from liaison.requests import rules as request_rules
from liaison.requests.deadlines import count_deadline
from liaison.requests.model import (
    EXTENSION_APPROVAL,
    OPEN,
    REQUEST_SUBJECT,
    Action,
    ActionContext,
    Event,
    Request,
    RequestDetails,
)
from liaison.requests.permissions import NeedsLetter, check_permission, may_substitute
from liaison.requests.reminders import next_case_reminders
from liaison.requests.repository import Requests

TIMER = "request"
"""The kind under which cases are looked at again."""
RECEIPT = "receipt"
"""The topic of whatever says that a request waits for its receipt."""
OWED = "owed"
"""The topic of whatever says that an answer is owed."""
OFFER = "offer"
"""The topic of what says that a case waits for its successor."""

_ENDS: Mapping[Action, frozenset[str]] = {
    Action.ASSIGN: frozenset({OFFER}),
    Action.DROP_REFUSAL: frozenset({Action.DRAFT_REFUSAL}),
    Action.SUPPLY: frozenset({Action.ASK}),
    Action.AGREE: frozenset({Action.RECORD}),
    Action.OBJECT: frozenset({Action.RECORD}),
}
"""Topics of the own Party that a step ends whoever takes it, though its case stays in its state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedRequestRef:
    """Which case a step is for, and which version of it the person saw."""

    reference: Reference
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """A step that a person may take on a case, which is locked.

    ``by_letter``: it would be recorded for the other Party, from its letter.
    """

    request: Request
    person: Person
    action: Action
    by_letter: bool


async def find(tx: Tx, person: Person, reference: Reference) -> Request:
    """One case that the person's Party is part of. Raises ``UnknownReference`` otherwise."""
    return known(await tx.of(Requests).get(reference, party=person.party), UnknownReference)


async def to_show(tx: Tx, person: Person, reference: Reference) -> Request:
    """One case as it is just now, like ``find`` but not locked: for a card that changes nothing."""
    return known(await tx.of(Requests).peek(reference, party=person.party), UnknownReference)


async def is_alone(tx: Tx, person: Person) -> bool:
    """Whether the other Party has nobody who could take a step at the desk."""
    other = tx.agreement.other(person.party)
    return not await tx.of(People).any_of(other.code, *STAFF)


def due_date(
    tx: Tx, details: RequestDetails, received_on: date, requested: PartyCode
) -> date | None:
    """The strict due date: by the treaty clock for a verification (Article 5), else as asked."""
    if not tx.agreement.request_type(details.kind).clocked:
        return details.needed_by
    rule = tx.agreement.verification
    return count_deadline(received_on, rule, tx.calendar(requested)).due


async def log(tx: Tx, person: Person, details: RequestDetails) -> Request:
    """Send a request to the other Party. Raises what ``life.log`` raises."""
    context = ActionContext(person=person, at=tx.now)
    other = tx.agreement.other(person.party)
    request, event = request_rules.log(
        details,
        context,
        reference=await unused_code(
            tx, person.party, person.party, Reference, tx.of(Requests).exists
        ),
        requested=other.code,
        today=today_of(tx, person.party),
    )
    await tx.of(Requests).add(request, event)
    return await steps.finish_step(tx, _step(tx, request, event, person))


async def record(
    tx: Tx, person: Person, details: RequestDetails, *, received_on: date, letter: str
) -> Request:
    """Record a request that came by letter: the clock starts. Raises what ``life.record`` does."""
    context = ActionContext(person=person, at=tx.now, letter=letter)
    requesting = tx.agreement.other(person.party).code
    request, event = request_rules.record(
        details,
        context,
        reference=await unused_code(
            tx, person.party, requesting, Reference, tx.of(Requests).exists
        ),
        requesting=requesting,
        received_on=received_on,
        due_on=due_date(tx, details, received_on, person.party),
        today=today_of(tx, person.party),
    )
    await tx.of(Requests).add(request, event)
    return await steps.finish_step(tx, _step(tx, request, event, person))


async def receive(tx: Tx, permit: Permit, *, day: date, letter: str | None = None) -> Request:
    """Acknowledge receipt. ``day`` is a date in the requested Party's zone."""
    request = permit.request
    rule = partial(
        request_rules.receive,
        day=day,
        due_on=due_date(tx, request.details, day, request.requested),
        sent_on=sent_on(tx, request),
        today=today_of(tx, request.requested),
    )
    return await take_step(tx, permit, rule, letter=letter)


def sent_on(tx: Tx, request: Request) -> date:
    """The day on which a request was sent, in the requested Party's zone: the letter's date, where
    that is earlier than the day of logging.
    """
    logged_on = local_date(request.logged_at, tx.agreement.party(request.requested).zone)
    return min(logged_on, request.details.letter.day or logged_on)


async def assign(tx: Tx, permit: Permit, *, to: Person) -> Request:
    """Give the case to a person of the own Party, or offer it where its assignee has left.

    Raises what ``life.assign`` raises.
    """
    assignee = permit.request.assignee
    holder = None if assignee is None else await tx.of(People).get(assignee)
    return await take_step(tx, permit, partial(reassignment.assign, to=to, holder=holder))


async def refuse(tx: Tx, permit: Permit, *, grounds: Sequence[str], sent: str) -> Request:
    """Refuse on grounds of Article 8, or draft that for a coordinator, as was permitted."""
    drafts = permit.action is Action.DRAFT_REFUSAL
    rule = request_rules.draft_refusal if drafts else request_rules.refuse
    return await take_step(tx, permit, partial(rule, grounds=grounds, letter=sent), letter=sent)


async def take_step(
    tx: Tx,
    permit: Permit,
    rule: Callable[[Request, ActionContext], request_rules.Step],
    *,
    letter: str | None = None,
) -> Request:
    """Take a step that ``check`` has let pass. Raises ``NeedsLetter``, or what the rule raises."""
    if permit.by_letter and letter is None:
        raise NeedsLetter(reference=permit.request.reference)
    context = ActionContext(
        person=permit.person, at=tx.now, letter=letter if permit.by_letter else None
    )
    request, event = rule(permit.request, context)
    step = _step(tx, request, event, permit.person)
    await steps.save_step(tx, step, tx.of(Requests).change)
    if request.state not in OPEN:
        await approval_service.expire_about(tx, EXTENSION_APPROVAL, request.reference)
    return request


async def check(tx: Tx, person: Person, ref: VersionedRequestRef, action: Action) -> Permit:
    """Check all that does not depend on a step's own values; nothing is written.

    Raises ``UnknownReference``, ``AlreadyRecorded``, ``RecordedByColleague``, ``RecordChanged`` or
    what ``access.judge`` finds.
    """
    request = await find(tx, person, ref.reference)
    side = request.side(person.party)
    alone = await is_alone(tx, person)
    seen_version = request.seen_version(person.party)
    attempt = steps.Attempt(
        action=action,
        person=person,
        seen=ref.version,
        latest=seen_version,
        bound=seen_version,
        wrong=check_permission(
            action, role=person.role, side=side, state=request.state, alone=alone
        ),
        texts=request_rules.CONFLICTS,
        names={"reference": request.reference},
    )
    history = partial(tx.of(Requests).events, request.reference, party=person.party)
    await steps.check_step(attempt, history)
    by_letter = may_substitute(action, side=side, alone=alone)
    return Permit(request=request, person=person, action=action, by_letter=by_letter)


def _step(tx: Tx, request: Request, event: Event, person: Person) -> steps.Step[Request]:
    """What follows a step of a case: the timer, and who hears of it."""
    extended = event.action is Action.EXTEND
    timer = None
    # Any other step within a state must not skip what is due this very moment.
    if extended or request.changed_at == tx.now:
        timer = steps.timer_of(tx, TIMER, request.reference, request, next_case_reminders)
    ended = _ENDS.get(event.action, frozenset())

    def is_obsolete(notice: Notice) -> bool:
        own = notice.party == person.party
        old = (own and notice.notice_key in ended) or (extended and notice.notice_key == OWED)
        return old or notice.is_obsolete(request.state)

    return steps.Step(
        record=request,
        action=event.action,
        actor=person,
        event=event,
        timer=timer,
        subject=REQUEST_SUBJECT,
        of=request.reference,
        is_obsolete=is_obsolete,
        notices=_notices(request, event),
    )


def _notices(request: Request, event: Event) -> Iterator[NewNotice]:
    """Who hears of a step, and how pressing it is: the other side's circle, or of an inner step
    those of the own side whom it concerns.
    """
    own, other = request.requested, request.requesting
    if event.party == request.requesting:
        own, other = other, own
    news = partial(
        NewNotice,
        subject=REQUEST_SUBJECT,
        subject_id=request.reference,
        notice_key=event.action,
        title=named("notice", event.action, reference=request.reference),
        states=(request.state,),
        triggered_by=event.person,
    )
    match event.action:
        case Action.LOG:
            yield news(
                party=other,
                notice_key=RECEIPT,
                audience=Audience.STAFF,
                priority=Priority.IMPORTANT,
            )
        case Action.RECORD:
            yield news(party=other, audience=Audience.STAFF, priority=Priority.IMPORTANT)
            yield news(party=own, audience=Audience.COORDINATORS, internal=True)
        case Action.ASSIGN:
            yield from _assignment_notices(request, event, partial(news, party=own, internal=True))
        case Action.DRAFT_REFUSAL:
            yield news(
                party=own,
                audience=Audience.COORDINATORS_ONLY,
                priority=Priority.IMPORTANT,
                internal=True,
            )
        case Action.DROP_REFUSAL:
            yield news(party=own, audience=Audience.CASE_TEAM, internal=True)
        case Action.EXTEND:
            for party in (other, own):
                yield news(party=party, audience=Audience.CASE_TEAM)
        case Action.ASK | Action.ANSWER | Action.REFUSE | Action.OBJECT:
            yield news(party=other, audience=Audience.CASE_TEAM, priority=Priority.IMPORTANT)
        case _:
            yield news(party=other, audience=Audience.CASE_TEAM)


def _assignment_notices(
    request: Request, event: Event, news: Callable[..., NewNotice]
) -> Iterator[NewNotice]:
    """Who hears that a case was assigned, offered, or what became of the offer."""
    pressing = Priority.IMPORTANT
    if reassignment.DECLINED in event.facts:
        title = text("notice-offer-declined", reference=request.reference)
        yield news(title=title, audience=Audience.COORDINATORS, priority=pressing)
        return
    if request.offered_to is not None:
        title = text("notice-offer", reference=request.reference)
        yield news(notice_key=OFFER, title=title, audience=Audience.PERSON, priority=pressing)
    elif reassignment.TAKEN in event.facts:
        title = text("notice-taken", reference=request.reference)
        yield news(title=title, audience=Audience.COORDINATORS)
    elif request.assignee != event.person:  # who takes a case knows it
        yield news(audience=Audience.RESPONSIBLE, priority=pressing)
