"""The steps of requests in a transaction: checked, saved, audited, with notices and timers.

``check`` gives a person the permit for a step, and ``take_step`` takes it by the rule of that step;
it returns the updated request. ``letter`` is given if a step of the other Party, which has no staff
in the service, is recorded from its letter.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeAlias

from liaison.approvals import service as approval_service
from liaison.core.agreement import Agreement, PartyCode, Priority, party_name
from liaison.core.cards import Text, named, text
from liaison.core.errors import UserError
from liaison.core.people import STAFF, Person, PersonId
from liaison.core.references import Reference
from liaison.core.transaction import People, Tx, today_of, unused_code
from liaison.core.working_time import day_ends, local_date
from liaison.lifecycle import steps
from liaison.lifecycle.model import VersionedRef
from liaison.lifecycle.steps import found_or_raise
from liaison.notifications.kinds import NewNotice, NoticeKind, Side
from liaison.notifications.rules import UNACKNOWLEDGED, Audience, Notice
from liaison.requests import reassignment
from liaison.requests import rules as request_rules
from liaison.requests.corrections import (
    COUNTS,
    MISSING_BEFORE,
    SENT_VALUES,
    URGENCY,
    correction_of,
    counts_more,
    told_numbers,
)
from liaison.requests.deadlines import count_deadline
from liaison.requests.history import AUTHOR
from liaison.requests.model import (
    EXTENSION_APPROVAL,
    OPEN,
    RECEIPT_NOTICE,
    REQUEST_SUBJECT,
    Action,
    ActionContext,
    Event,
    Request,
    RequestDetails,
    State,
)
from liaison.requests.permissions import check_permission, may_be_reported, side_of
from liaison.requests.repository import Requests

RequestRule: TypeAlias = Callable[[Request, ActionContext], request_rules.RequestStep]
OFFER = "offer"
"""The key of notices that a request is offered."""
SAFETY = "safety"
"""The key of notices that ask to decide on a safety check."""
_ASKS_ANEW = (Action.APPROVE_SAFETY, Action.ANSWER_SAFETY, Action.POSTPONE)
"""Steps whose notice asks the other Party for that decision in the place of the earlier one."""
_INFORMS = partial(
    NoticeKind, subject=REQUEST_SUBJECT, audience=Audience.REQUEST_TEAM, informs=True
)
BY_COLLEAGUE = _INFORMS("by-colleague")
"""A correction or a withdrawal, to the own Party."""
INFORMING = [_INFORMS(each, side=Side.OTHER) for each in (Action.AGREE, Action.CLOSE)]
"""Steps of which the other Party is only informed."""

_ENDED_KEYS: Mapping[Action, frozenset[str]] = {
    Action.ASSIGN: frozenset({OFFER}),
    Action.SUPPLY: frozenset({Action.ASK}),
    Action.AGREE: frozenset({Action.RECORD}),
    Action.INQUIRE: frozenset({UNACKNOWLEDGED}),
    Action.PROGRESS: frozenset({Action.INQUIRE}),
    Action.OBJECT: frozenset({Action.RECORD}),
    Action.EXTEND: frozenset({Action.EXTEND}),
}
"""Kinds of notices of the own Party that a step ends without a change of state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPermit:
    """A permitted step of a person on a locked request. ``by_letter``: it would be recorded for the
    other Party, from its letter.
    """

    request: Request
    person: Person
    action: Action
    by_letter: bool


async def lock(tx: Tx, person: Person, reference: Reference) -> Request:
    """One request of the person's Party, locked. Raises ``WrongValue``."""
    return found_or_raise(await tx.of(Requests).lock(reference, party=person.party), "/requests")


async def find(tx: Tx, person: Person, reference: Reference) -> Request:
    """One request of the person's Party, not locked: for a card that changes nothing."""
    return found_or_raise(await tx.of(Requests).get(reference, party=person.party), "/requests")


async def other_party_absent(tx: Tx, person: Person) -> bool:
    """Whether the other Party has no staff in the service."""
    other = tx.agreement.other(person.party)
    return not await tx.of(People).has_active(other.code, *STAFF)


def due_date(
    tx: Tx, details: RequestDetails, received_on: date, requested: PartyCode
) -> date | None:
    """The due date: by the agreed rule for a verification (Article 5), else as requested."""
    if not tx.agreement.request_type(details.kind).counts_from_receipt:
        return details.needed_by
    rule = tx.agreement.verification
    return count_deadline(received_on, rule, tx.calendar(requested)).due


async def log(tx: Tx, person: Person, details: RequestDetails) -> Request:
    """Send a request to the other Party. Raises what ``rules.log`` raises."""
    context = ActionContext(person=person, at=tx.now)
    other = tx.agreement.other(person.party)
    request, event = request_rules.log(
        details,
        context,
        reference=await _new_reference(tx, person, person.party),
        requested=other.code,
        today=today_of(tx, person.party),
    )
    await tx.of(Requests).add(request, event)
    return await steps.finish_step(tx, _step(tx, request, event, person))


async def record(
    tx: Tx, person: Person, details: RequestDetails, *, received_on: date, letter: str
) -> Request:
    """Record a request received by letter. Raises what ``rules.record`` raises."""
    context = ActionContext(person=person, at=tx.now, letter=letter)
    requesting = tx.agreement.other(person.party).code
    request, event = request_rules.record(
        details,
        context,
        reference=await _new_reference(tx, person, requesting),
        requesting=requesting,
        received_on=received_on,
        due_on=due_date(tx, details, received_on, person.party),
        today=today_of(tx, person.party),
    )
    await tx.of(Requests).add(request, event)
    return await steps.finish_step(tx, _step(tx, request, event, person))


async def _new_reference(tx: Tx, person: Person, requesting: PartyCode) -> Reference:
    find = partial(tx.of(Requests).get, party=person.party)
    return await unused_code(tx, person.party, requesting, Reference, find)


def receipt(tx: Tx, request: Request, day: date) -> RequestRule:
    """The rule that confirms receipt. ``day`` is a date in the requested Party's zone."""
    return partial(
        request_rules.receive,
        day=day,
        due_on=due_date(tx, request.details, day, request.requested),
        sent_on=sent_on(tx, request),
        today=today_of(tx, request.requested),
    )


def sent_on(tx: Tx, request: Request) -> date:
    """The local day on which a request was sent: of its letter, if that is before the logging."""
    logged_on = local_date(request.logged_at, tx.agreement.party(request.requested).zone)
    return min(logged_on, request.details.letter.day or logged_on)


async def assign(tx: Tx, permit: RequestPermit, *, to: Person) -> Request:
    """Assign the request, or offer it if its assignee has left. Raises as ``rules.assign``."""
    assignee = permit.request.assignee
    holder = await tx.of(People).get(assignee)
    return await take_step(tx, permit, partial(reassignment.assign, to=to, holder=holder))


async def take_step(
    tx: Tx,
    permit: RequestPermit,
    rule: RequestRule,
    *,
    letter: str | None = None,
    author: PersonId | None = None,
) -> Request:
    """Take a step that ``check`` permitted, which its ``author`` wrote if the person has only
    approved it. Raises ``UserError``, or what the rule raises.
    """
    if permit.by_letter and letter is None:
        raise UserError("error-needs-letter", reference=permit.request.reference)
    context = ActionContext(
        person=permit.person, at=tx.now, letter=letter if permit.by_letter else None
    )
    request, event = rule(permit.request, context)
    if author is not None:
        event = replace(event, facts={**event.facts, AUTHOR: author})
    step = _step(tx, request, event, permit.person)
    await steps.save_step(tx, step, tx.of(Requests).change)
    if request.state not in OPEN:
        await approval_service.expire_about(tx, EXTENSION_APPROVAL, request.reference)
    return request


async def check(
    tx: Tx, person: Person, ref: VersionedRef[Reference], action: Action
) -> RequestPermit:
    """Check all that does not depend on a step's own values. Raises ``UserError``."""
    request = await lock(tx, person, ref.key)
    side = side_of(action, request, person.party)
    by_letter = may_be_reported(action, side=side) and await other_party_absent(tx, person)
    seen_version = request.seen_version(person.party)
    history = partial(tx.of(Requests).events, request.reference, party=person.party)
    bound = seen_version
    if ref.version is not None and ref.version < seen_version:
        # Steps of the own Party since that version are no conflict, nor is what only asks or tells
        # of progress.
        others = (
            each.version
            for each in await history()
            if each.party != person.party and each.action not in (Action.INQUIRE, Action.PROGRESS)
        )
        bound = max(others, default=0)
    attempt = steps.Attempt(
        action=action,
        person=person,
        seen=ref.version,
        latest=seen_version,
        bound=bound,
        wrong=check_permission(
            action, role=person.role, side=side, state=request.state, other_absent=by_letter
        ),
        names={"reference": request.reference},
        facts=None if action in (Action.CORRECT, Action.ANSWER_PART) else {},
    )
    await steps.check_step(attempt, history, tx.of(People).get)
    return RequestPermit(request=request, person=person, action=action, by_letter=by_letter)


def _step(tx: Tx, request: Request, event: Event, person: Person) -> steps.Step[Request]:
    ended = _ENDED_KEYS.get(event.action, frozenset())
    plan = request.details.repatriation

    def is_obsolete(notice: Notice) -> bool:
        by_urgency = notice.notice_key == RECEIPT_NOTICE or notice.escalates
        if by_urgency and URGENCY in event.facts and notice.party != person.party:
            return True  # another one takes its place, with the corrected priority
        if notice.notice_key == SAFETY and plan is not None:
            is_asked_anew = event.action in _ASKS_ANEW and notice.party != person.party
            decided = is_asked_anew or not plan.waits_for(notice.party)
        else:
            decided = notice.party == person.party and notice.kind in ended
        return decided or notice.is_obsolete(request.state)

    return steps.Step(
        request,
        event.action,
        actor=person,
        event=event,
        is_inner=request.shared_version != request.version,
        subject=REQUEST_SUBJECT,
        of=request.reference,
        is_obsolete=is_obsolete,
        notices=notices_of(request, event, tx.agreement),
    )


_IMPORTANT = (
    *(Action.CORRECT, Action.ASK, Action.INQUIRE, Action.ANSWER),
    *(Action.RETURN, Action.REFUSE, Action.OBJECT),
)
"""Steps of which the other side is told with importance."""


def notices_of(request: Request, event: Event, agreement: Agreement) -> Iterator[NewNotice]:
    """The notices of a step and their priorities: to the other side's team, or for an internal step
    to people of the own side. A new request does not wait beyond the day by which it is needed.
    """
    own, other = request.requested, request.requesting
    if event.party == request.requesting:
        own, other = other, own
    title = _title(request, event, own)
    notice = partial(
        NewNotice,
        subject=REQUEST_SUBJECT,
        subject_id=request.reference,
        notice_key=event.action,
        title=title,
        states=(request.state,),
        triggered_by=event.person,
        beside=event.action is Action.CORRECT,
    )
    if event.action in (Action.LOG, Action.RECORD) or counts_more(event.facts, *COUNTS):
        yield from _safety_notices(request, notice)
    if event.action in (Action.CORRECT, Action.WITHDRAW) and event.letter is None:
        yield BY_COLLEAGUE.notice(
            own, request.reference, title, by=event.person, detail=str(event.version)
        )
    urgency = Priority.URGENT if request.details.urgent else Priority.IMPORTANT
    is_urgency = URGENCY in event.facts
    match event.action:
        case _ if event.action is Action.LOG or (is_urgency and request.state is State.SENT):
            needed = request.details.needed_by
            yield notice(
                party=other,
                notice_key=RECEIPT_NOTICE,
                audience=Audience.STAFF,
                priority=urgency,
                due_by=None if needed is None else day_ends(needed, agreement.party(other).zone),
            )
        case Action.CORRECT if is_urgency:
            yield notice(party=other, audience=Audience.STAFF, priority=urgency)
        case Action.RECORD:
            yield notice(party=other, audience=Audience.STAFF, priority=Priority.IMPORTANT)
            yield notice(party=own, audience=Audience.COORDINATORS, internal=True)
        case Action.ASSIGN:
            yield from _assignment_notices(
                request, event, partial(notice, party=own, internal=True)
            )
        case Action.EXTEND:
            for party in (other, own):
                yield notice(party=party, audience=Audience.REQUEST_TEAM)
        case Action.PROGRESS:
            title = text(
                "notice-progress",
                reference=request.reference,
                progress=named("progress", str(request.progress)),
            )
            yield notice(party=other, title=title, audience=Audience.REQUEST_TEAM)
        case _:
            priority = Priority.IMPORTANT if event.action in _IMPORTANT else Priority.ROUTINE
            yield notice(party=other, audience=Audience.REQUEST_TEAM, priority=priority)


def _title(request: Request, event: Event, own: PartyCode) -> Text:
    """The title of a notice of a step, with what is corrected or missing, or the letter."""
    letter = event.facts.get("sent")
    match Action.CORRECT if told_numbers(event.facts, before=True) else event.action:
        case Action.RETURN:
            missing = tuple(named("missing", e) for e in str(event.facts["missing"]).split(","))
            return text("notice-return", reference=request.reference, missing=missing)
        case Action.SUPPLY:
            return text("notice-supply", reference=request.reference, letter=str(letter))
        case Action.ANSWER_PART | Action.WITHDRAW if letter is not None:
            key, party = f"notice-{event.action.replace('_', '-')}-letter", party_name(own)
            return text(key, reference=request.reference, party=party, letter=str(letter))
        case Action.CORRECT:
            change = correction_of(event.facts, persons=request.details.persons)
            key = "notice-correct" if request.refusal is None else "notice-correct-refusal"
            of_sent = {*SENT_VALUES, MISSING_BEFORE} & event.facts.keys()
            key = "notice-correct-sent" if of_sent else key
            return text(key, reference=request.reference, change=change, party=party_name(own))
        case _:
            party = party_name(own)
            return named("notice", event.action, reference=request.reference, party=party)


def _safety_notices(request: Request, notice: Callable[..., NewNotice]) -> Iterator[NewNotice]:
    """The notices that ask the coordinators of both Parties to decide on a safety check."""
    plan = request.details.repatriation
    for party in (request.requested, request.requesting):
        if plan is not None and plan.waits_for(party):
            yield notice(
                party=party,
                notice_key=SAFETY,
                title=text("notice-safety", reference=request.reference),
                audience=Audience.COORDINATORS_ONLY,
                priority=Priority.IMPORTANT,
                states=tuple(OPEN),
            )


def _assignment_notices(
    request: Request, event: Event, notice: Callable[..., NewNotice]
) -> Iterator[NewNotice]:
    """The notices of an assignment, an offer, or its outcome."""
    priority = Priority.IMPORTANT
    if reassignment.DECLINED in event.facts:
        title = text("notice-offer-declined", reference=request.reference)
        yield notice(title=title, audience=Audience.COORDINATORS, priority=priority)
        return
    if request.offered_to is not None:
        title = text("notice-offer", reference=request.reference)
        yield notice(notice_key=OFFER, title=title, audience=Audience.PERSON, priority=priority)
    elif reassignment.TAKEN in event.facts:
        title = text("notice-taken", reference=request.reference)
        yield notice(title=title, audience=Audience.COORDINATORS)
    elif request.assignee != event.person:  # no notice to people who assign themselves
        yield notice(audience=Audience.RESPONSIBLE, priority=priority)
