"""What people do with requests: each step checked, kept, audited, told and planned as one.

Every verb returns the case as it then stands. ``seen`` is the version that the person saw, None
where the step was typed without one. ``letter`` is given where a step of the other Party, which
has nobody at the desk, is recorded from its letter.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from liaison.approvals import service as approval_service
from liaison.audit import service as audit_service
from liaison.core.agreement import PartyCode
from liaison.core.cards import named, text
from liaison.core.escalation_policy import Priority
from liaison.core.people import Person, Role
from liaison.core.references import Reference, UnknownReference, new_reference
from liaison.core.repository import People
from liaison.core.transaction import Tx, new_code, today_of
from liaison.core.working_time import local_date
from liaison.notifications import service as notification_service
from liaison.notifications.recipients import STAFF
from liaison.notifications.rules import Audience, Notice
from liaison.notifications.service import Draft
from liaison.requests import reassignment
from liaison.requests import rules as request_rules
from liaison.requests.deadlines import count_deadline
from liaison.requests.model import (
    EXTENSION_APPROVAL,
    OPEN,
    REQUEST_SUBJECT,
    Act,
    Action,
    Asked,
    Event,
    ExtensionReason,
    Missing,
    Outcome,
    Request,
    Verdict,
    WithdrawalReason,
)
from liaison.requests.permissions import NeedsLetter, WrongState, judge, stands_in
from liaison.requests.reminders import next_steps
from liaison.requests.repository import Requests
from liaison.requests.rules import AlreadyRecorded, RecordedByColleague, StaleVersion

WAKE = "request"
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
class Press:
    """Which case a step is for, which version of it the person saw, and by which letter it came."""

    reference: Reference
    seen: int | None = None
    letter: str | None = None


async def find(tx: Tx, person: Person, reference: Reference) -> Request:
    """One case that the person's Party is part of. Raises ``UnknownReference`` otherwise."""
    request = await tx.of(Requests).get(reference, party=person.party)
    if request is None:
        raise UnknownReference
    return request


async def to_show(tx: Tx, person: Person, reference: Reference) -> Request:
    """One case as it is just now, like ``find`` but not locked: for a card that changes nothing."""
    request = await tx.of(Requests).seen(reference, party=person.party)
    if request is None:
        raise UnknownReference
    return request


async def is_alone(tx: Tx, person: Person) -> bool:
    """Whether the other Party has nobody who could take a step at the desk."""
    other = tx.agreement.other(person.party)
    return not await tx.of(People).any_of(other.code, *STAFF)


def due_date(tx: Tx, asked: Asked, received_on: date, requested: PartyCode) -> date | None:
    """The strict due date: by the treaty clock for a verification (Article 5), else as asked."""
    if not tx.agreement.request_type(asked.kind).clocked:
        return asked.needed_by
    rule = tx.agreement.verification
    return count_deadline(received_on, rule, tx.calendar(requested)).due


async def log(tx: Tx, person: Person, asked: Asked) -> Request:
    """Send a request to the other Party. Raises what ``life.log`` raises."""
    act = Act(person=person, at=tx.now)
    other = tx.agreement.other(person.party)
    request, event = request_rules.log(
        asked,
        act,
        reference=await _new_reference(tx, person.party),
        requested=other.code,
        today=today_of(tx, person.party),
    )
    await tx.of(Requests).add(request, event)
    return await _settle(tx, request, event, person)


async def record(
    tx: Tx, person: Person, asked: Asked, *, received_on: date, letter: str
) -> Request:
    """Record a request that came by letter: the clock starts. Raises what ``life.record`` does."""
    act = Act(person=person, at=tx.now, letter=letter)
    requesting = tx.agreement.other(person.party).code
    request, event = request_rules.record(
        asked,
        act,
        reference=await _new_reference(tx, requesting),
        requesting=requesting,
        received_on=received_on,
        due_on=due_date(tx, asked, received_on, person.party),
        today=today_of(tx, person.party),
    )
    await tx.of(Requests).add(request, event)
    return await _settle(tx, request, event, person)


async def receive(tx: Tx, person: Person, press: Press, *, day: date) -> Request:
    """Acknowledge receipt. ``day`` is a date in the requested Party's zone."""
    request, act = await _begin(tx, person, press, Action.RECEIVE)
    step = request_rules.receive(
        request,
        act,
        day=day,
        due_on=due_date(tx, request.asked, day, request.requested),
        sent_on=sent_on(tx, request),
        today=today_of(tx, request.requested),
    )
    return await _keep(tx, step, person)


def sent_on(tx: Tx, request: Request) -> date:
    """The day on which a request was sent, in the requested Party's zone: the letter's date, where
    that is earlier than the day of logging.
    """
    logged_on = local_date(request.logged_at, tx.agreement.party(request.requested).zone)
    return min(logged_on, request.asked.letter.day or logged_on)


async def ask(tx: Tx, person: Person, press: Press, *, missing: Sequence[Missing]) -> Request:
    """Ask the requesting Party for information; the clock runs on."""
    request, act = await _begin(tx, person, press, Action.ASK)
    return await _keep(tx, request_rules.ask(request, act, missing=missing), person)


async def supply(tx: Tx, person: Person, press: Press, *, sent: str) -> Request:
    """Say by which letter the information was sent."""
    request, act = await _begin(tx, person, press, Action.SUPPLY)
    return await _keep(tx, request_rules.supply(request, act, letter=sent), person)


async def assign(tx: Tx, person: Person, press: Press, *, to: Person) -> Request:
    """Give the case to a person of the own Party, or offer it where its assignee has left.

    Raises what ``life.assign`` raises.
    """
    request, act = await _begin(tx, person, press, Action.ASSIGN)
    holder = None if request.assignee is None else await tx.of(People).get(request.assignee)
    return await _keep(tx, reassignment.assign(request, act, to=to, holder=holder), person)


async def decline_offer(tx: Tx, person: Person, press: Press) -> Request:
    """Say no to a case that one is offered. Raises ``NotOffered``."""
    request, act = await _begin(tx, person, press, Action.ASSIGN)
    return await _keep(tx, reassignment.decline(request, act), person)


async def answer(tx: Tx, person: Person, press: Press, *, outcome: Outcome) -> Request:
    """Give the result; the clock stops."""
    request, act = await _begin(tx, person, press, Action.ANSWER)
    return await _keep(tx, request_rules.answer(request, act, outcome=outcome), person)


async def refuse(
    tx: Tx, person: Person, press: Press, *, grounds: Sequence[str], sent: str
) -> Request:
    """Refuse on grounds of Article 8; from a focal person it is a draft for a coordinator."""
    alone = await is_alone(tx, person)
    request = await find(tx, person, press.reference)
    by_letter = stands_in(Action.REFUSE, side=request.side(person.party), alone=alone)
    if person.role is Role.COORDINATOR or by_letter:
        request, act = await _begin(tx, person, press, Action.REFUSE)
        return await _keep(
            tx, request_rules.refuse(request, act, grounds=grounds, letter=sent), person
        )
    request, act = await _begin(tx, person, press, Action.DRAFT_REFUSAL)
    step = request_rules.draft_refusal(request, act, grounds=grounds, letter=sent)
    return await _keep(tx, step, person)


async def confirm_refusal(tx: Tx, person: Person, press: Press) -> Request:
    """Refuse as a focal person drafted it. Raises ``NoDraft``."""
    request, act = await _begin(tx, person, press, Action.REFUSE)
    draft = request.refusal_draft
    if draft is None:
        raise request_rules.NoDraft
    step = request_rules.refuse(request, act, grounds=draft.codes, letter=draft.letter)
    return await _keep(tx, step, person)


async def drop_refusal(tx: Tx, person: Person, press: Press) -> Request:
    """Put a drafted refusal aside. Raises ``NoDraft``."""
    request, act = await _begin(tx, person, press, Action.DROP_REFUSAL)
    return await _keep(tx, request_rules.drop_refusal(request, act), person)


async def withdraw(
    tx: Tx, person: Person, press: Press, *, reason: WithdrawalReason, sent: str | None
) -> Request:
    """Take the request back."""
    request, act = await _begin(tx, person, press, Action.WITHDRAW)
    return await _keep(tx, request_rules.withdraw(request, act, reason=reason, letter=sent), person)


async def extend(
    tx: Tx, person: Person, press: Press, *, to: date, reason: ExtensionReason
) -> Request:
    """Move the due date, as the other Party proposed and this person agrees for the own one.

    Raises what ``life.extend`` raises.
    """
    request, act = await _begin(tx, person, press, Action.EXTEND)
    return await _keep(tx, request_rules.extend(request, act, to=to, reason=reason), person)


async def close(tx: Tx, person: Person, press: Press) -> Request:
    """Acknowledge the outcome; the case ends."""
    request, act = await _begin(tx, person, press, Action.CLOSE)
    return await _keep(tx, request_rules.close(request, act), person)


async def judge_statements(tx: Tx, person: Person, press: Press, *, verdict: Verdict) -> Request:
    """Agree with or object to what the other Party stated by letter."""
    action = Action.AGREE if verdict is Verdict.AGREED else Action.OBJECT
    request, act = await _begin(tx, person, press, action)
    return await _keep(tx, request_rules.judge_statements(request, act, verdict=verdict), person)


async def check(tx: Tx, person: Person, press: Press, action: Action) -> tuple[Request, bool]:
    """Check all that does not depend on a step's own values; nothing is written.

    Returns the case, and whether the step would be recorded for the other Party from its letter.
    Raises ``UnknownReference``, ``AlreadyRecorded``, ``StaleVersion`` or what ``access.judge``
    finds.
    """
    request = await find(tx, person, press.reference)
    side = request.side(person.party)
    if press.seen is not None and press.seen != request.seen_version(person.party):
        await _refuse_if_recorded(tx, person, request, action, after=press.seen)
        raise StaleVersion(reference=request.reference)
    alone = await is_alone(tx, person)
    wrong = judge(action, role=person.role, side=side, state=request.state, alone=alone)
    if wrong is WrongState:
        await _refuse_if_recorded(tx, person, request, action, after=0)
    if wrong is not None:
        raise wrong(reference=request.reference)
    return request, stands_in(action, side=side, alone=alone)


async def _begin(tx: Tx, person: Person, press: Press, action: Action) -> tuple[Request, Act]:
    request, by_letter = await check(tx, person, press, action)
    if by_letter and press.letter is None:
        raise NeedsLetter(reference=request.reference)
    return request, Act(person=person, at=tx.now, letter=press.letter if by_letter else None)


async def _refuse_if_recorded(
    tx: Tx, person: Person, request: Request, action: Action, *, after: int
) -> None:
    for event in await tx.of(Requests).events(request.reference, party=person.party):
        if event.version > after and (event.action, event.party) == (action, person.party):
            own = event.person == person.id
            recorded = AlreadyRecorded if own else RecordedByColleague
            raise recorded(reference=request.reference, at=event.at)


async def _keep(tx: Tx, step: request_rules.Step, person: Person) -> Request:
    request, event = step
    if not await tx.of(Requests).change(request, event):
        raise StaleVersion(reference=request.reference)
    return await _settle(tx, request, event, person)


async def _settle(tx: Tx, request: Request, event: Event, person: Person) -> Request:
    """What follows every step: the audit record, the next look, and who hears of it."""
    await audit_service.record_step(tx, event.action, request, by=person, event=event)
    extended = event.action is Action.EXTEND
    # Any other step within a state must not skip what is due this very moment.
    if extended or request.moved_at == tx.now:
        plan = next_steps(request, tx.agreement, since=tx.now, now=tx.now)
        await tx.wake(WAKE, request.reference, plan.wake_at)
    if request.state not in OPEN:
        await approval_service.settle(tx, EXTENSION_APPROVAL, request.reference)
    ended = _ENDS.get(event.action, frozenset())

    def is_moot(notice: Notice) -> bool:
        own = notice.party == person.party
        old = (own and notice.topic in ended) or (extended and notice.topic == OWED)
        return old or notice.is_moot(request.state)

    await notification_service.after_step(
        tx, REQUEST_SUBJECT, request.reference, by=person, is_moot=is_moot
    )
    for news in _news(request, event):
        await notification_service.tell(tx, news)
    return request


def _news(request: Request, event: Event) -> Iterator[Draft]:
    """Who hears of a step, and how pressing it is: the other side's circle, or of an inner step
    those of the own side whom it concerns.
    """
    own, other = request.requested, request.requesting
    if event.party == request.requesting:
        own, other = other, own
    news = partial(
        Draft,
        subject=REQUEST_SUBJECT,
        of=request.reference,
        topic=event.action,
        headline=named("notice", event.action, reference=request.reference),
        states=(request.state,),
        actor=event.person,
    )
    match event.action:
        case Action.LOG:
            yield news(
                party=other, topic=RECEIPT, audience=Audience.STAFF, priority=Priority.IMPORTANT
            )
        case Action.RECORD:
            yield news(party=other, audience=Audience.STAFF, priority=Priority.IMPORTANT)
            yield news(party=own, audience=Audience.COORDINATORS, inner=True)
        case Action.ASSIGN:
            yield from _news_of_assignment(request, event, partial(news, party=own, inner=True))
        case Action.DRAFT_REFUSAL:
            yield news(
                party=own,
                audience=Audience.CONFIRMERS,
                priority=Priority.IMPORTANT,
                inner=True,
            )
        case Action.DROP_REFUSAL:
            yield news(party=own, audience=Audience.CIRCLE, inner=True)
        case Action.EXTEND:
            for party in (other, own):
                yield news(party=party, audience=Audience.CIRCLE)
        case Action.ASK | Action.ANSWER | Action.REFUSE | Action.OBJECT:
            yield news(party=other, audience=Audience.CIRCLE, priority=Priority.IMPORTANT)
        case _:
            yield news(party=other, audience=Audience.CIRCLE)


def _news_of_assignment(
    request: Request, event: Event, news: Callable[..., Draft]
) -> Iterator[Draft]:
    """Who hears that a case was assigned, offered, or what became of the offer."""
    pressing = Priority.IMPORTANT
    if reassignment.DECLINED in event.facts:
        headline = text("notice-offer-declined", reference=request.reference)
        yield news(headline=headline, audience=Audience.COORDINATORS, priority=pressing)
        return
    if request.offered_to is not None:
        headline = text("notice-offer", reference=request.reference)
        yield news(topic=OFFER, headline=headline, audience=Audience.PERSON, priority=pressing)
    elif reassignment.TAKEN in event.facts:
        headline = text("notice-taken", reference=request.reference)
        yield news(headline=headline, audience=Audience.COORDINATORS)
    elif request.assignee != event.person:  # who takes a case knows it
        yield news(audience=Audience.RESPONSIBLE, priority=pressing)


async def _new_reference(tx: Tx, party: PartyCode) -> Reference:
    return await new_code(tx, party, partial(new_reference, party), tx.of(Requests).exists)
