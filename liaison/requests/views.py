"""The card of a case with the viewer's possible steps, and its history."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval
from liaison.core.agreement import party_name, term
from liaison.core.cards import MENU, Button, Card, Row, Text, card, in_rows, named, text
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.core.working_time import days_left, local_date
from liaison.notifications.delivery_status import delivery_line
from liaison.notifications.deputies import absence_line
from liaison.notifications.recipients import STAFF
from liaison.pending_acts.views import pending_lines
from liaison.requests.corrections import outcome_value
from liaison.requests.deadline_explanation import published_text, working_days_text
from liaison.requests.deadlines import describe_deadline
from liaison.requests.drafts import checks_for, next_kind
from liaison.requests.extensions import decision_buttons, extension_lines, withdrawal_buttons
from liaison.requests.model import (
    EXTENSION_APPROVAL,
    OPEN,
    RECEIPT_NOTICE,
    REQUEST_SUBJECT,
    Action,
    Outcome,
    ReportedStep,
    Request,
    State,
    in_ranges,
    number_facts,
)
from liaison.requests.permissions import may_substitute, may_take
from liaison.requests.repository import Requests


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The data of a card besides the case itself. Dates are the requested Party's."""

    viewer: Person
    now: datetime
    today: date
    alone: bool
    assignee: Person | None
    away: Text | None
    successor: Person | None
    extension: Approval | None
    delivery: Text | None
    following: Sequence[Request]
    more: Sequence[Row]

    def may(self, request: Request) -> Callable[[Action], bool]:
        """Whether the viewer may take a step now."""
        return partial(may_take, request=request, person=self.viewer, alone=self.alone)

    def seen(self, request: Request) -> str:
        """The case as its buttons name it, with the version shown."""
        return f"{request.reference} @{request.seen_version(self.viewer.party)}"


@dataclass(frozen=True, slots=True)
class RequestButtons:
    """A row of buttons that another concept adds to the card of a request."""

    key: str
    make: Callable[[Tx, Person, Request], Awaitable[Row]]


async def show_case(
    tx: Tx, viewer: Person, request: Request, *, banner: Text | None = None
) -> Card:
    """The card of the current case for one person."""
    other = tx.agreement.other(viewer.party).code
    staffed = await tx.of(People).any_of(other, *STAFF)
    own = viewer.party == request.requested
    holder = request.assignee if own else None
    assignee = None if holder is None else await tx.of(People).get(holder)
    offered_to = request.offered_to if own else None
    extension = None
    if request.state is State.RECEIVED:
        extension = await tx.of(Approvals).find_open(EXTENSION_APPROVAL, request.reference)
    view = View(
        viewer=viewer,
        now=tx.now,
        today=local_date(tx.now, tx.agreement.party(request.requested).zone),
        alone=not staffed,
        assignee=assignee,
        away=None if assignee is None else await absence_line(tx, assignee),
        successor=None if offered_to is None else await tx.of(People).get(offered_to),
        extension=extension,
        delivery=await _delivery(tx, request, viewer),
        following=await following(tx, request, viewer),
        more=[
            await each.make(tx, viewer, request)
            for each in tx.registry.all(RequestButtons).values()
        ],
    )
    steps = in_rows([*_steps(request, view)], 2)
    history = Button(text("button-history"), f"case {request.reference} history")
    explains = Button(text("button-explain"), f"explain {request.reference}")
    parties = text(
        "case-parties",
        requesting=party_name(request.requesting),
        requested=party_name(request.requested),
    )
    return card(
        [] if banner is None else [banner],
        [title(request), parties, *_link_lines(request, view)],
        await pending_lines(tx, viewer, request.reference),
        [*_state_line(request, view), *_working_days(tx, request)],
        [*extension_lines(tx.agreement, request, extension)],
        [*_details(request), *_repatriation(tx, request)],
        [*_internal_lines(request, view)],
        [*map(_reported_step_line, request.reported_steps)],
        rows=[*steps[:1], (history,), _BACK],
        more=[
            *steps[1:],
            (explains,),
            *in_rows([*_links(request, view)], 1),
            *view.more,
            *in_rows([*_endings(request, view)], 1),
        ],
        view=f"case {request.reference}",
    )


async def following(tx: Tx, request: Request, viewer: Person) -> Sequence[Request]:
    """The cases that continue one; none while a reply is due."""
    if request.state in OPEN:
        return ()
    return await tx.of(Requests).following(request.reference, party=viewer.party)


async def _delivery(tx: Tx, request: Request, viewer: Person) -> Text | None:
    """Whether the requested Party was told of the request, for the requesting one."""
    if request.state is not State.SENT or viewer.party != request.requesting:
        return None
    return await delivery_line(
        tx, request.requested, REQUEST_SUBJECT, request.reference, RECEIPT_NOTICE
    )


def title(request: Request) -> Text:
    """The reference of a case, its type, and whether it is urgent."""
    return text(
        "case-title",
        reference=request.reference,
        kind=term("request", request.details.kind),
        urgent="yes" if request.details.urgent else "no",
    )


def followed_lines(following: Sequence[Request]) -> Iterable[Text]:
    """The cases that continue one."""
    for each in following:
        kind = term("request", each.details.kind)
        yield text("case-followed", reference=each.reference, kind=kind, at=each.logged_at)


def _link_lines(request: Request, view: View) -> Iterable[Text]:
    if request.details.follows is not None:
        yield text("case-follows", reference=request.details.follows)
    yield from followed_lines(view.following)


def _links(request: Request, view: View) -> Iterator[Button]:
    """Buttons to open the linked cases, and to begin the next."""
    follows = request.details.follows
    linked = [] if follows is None else [follows]
    linked += [each.reference for each in view.following]
    for each in linked:
        yield Button(text("button-open-case", reference=each), f"case {each}")
    waits = request.outcome is not None and not view.following
    if waits and view.viewer.role in STAFF and next_kind(request.details.kind) is not None:
        yield Button(text("button-next"), f"new {request.reference}")


def _state_line(request: Request, view: View) -> Iterable[Text]:
    """The state of the case, and the time left."""
    match request.state:
        case State.SENT:
            yield text("case-sent", at=request.logged_at)
            if view.delivery is not None:
                yield view.delivery
        case State.RECEIVED if request.received_on is not None and request.due_on is not None:
            yield _clock(request.received_on, request.due_on, view.today)
        case State.ANSWERED | State.REFUSED | State.WITHDRAWN | State.CLOSED | State.RECEIVED:
            yield text(f"case-{request.state}", at=request.changed_at)
            if request.received_on is not None and request.due_on is not None:
                yield text("case-clock", received=request.received_on, due=request.due_on)
    if request.missing:
        yield text("case-missing", missing=tuple(text(f"missing-{m}") for m in request.missing))
    said_at = request.progress_at or request.stepped_at
    if request.progress is not None and view.now - said_at < PROGRESS_SHOWN:
        yield text("case-progress", progress=named("progress", request.progress), at=said_at)
    if request.inquired_at is not None:
        yield text("case-inquired", at=request.inquired_at)
    if request.numbers is not None:
        yield text("case-numbers", numbers=number_values(request.numbers, request))
    if (outcome := request.outcome) is not None:
        yield outcome_line(outcome, persons=request.details.persons)
    if (refusal := request.refusal) is not None:
        yield text("case-refusal", grounds=ground_names(refusal.codes), letter=refusal.letter)
    if (reason := request.withdrawal) is not None:
        yield text("case-withdrawal", reason=named("withdrawal", reason))


def number_values(numbers: Mapping[int, bool], request: Request) -> tuple[Text, ...]:
    """The numbers of the persons that were confirmed, were not, and have no answer yet."""
    waiting = {*range(1, request.details.persons + 1)} - numbers.keys()
    groups = {**number_facts(numbers), "numbers-unknown": in_ranges(waiting)}
    return tuple(text(name, numbers=each) for name, each in groups.items() if each)


def outcome_line(outcome: Outcome, *, persons: int) -> Text:
    """A result for that number of persons, with its letter if any."""
    return text(
        "case-outcome",
        result=outcome_value(outcome, persons=persons),
        letter=outcome.letter or "",
        with_letter="no" if outcome.letter is None else "yes",
    )


def _clock(received_on: date, due_on: date, today: date) -> Text:
    left = days_left(due_on, today)
    if left < 0:
        return text("case-overdue", received=received_on, due=due_on, days=-left)
    return text("case-received", received=received_on, due=due_on, days=left)


def _working_days(tx: Tx, request: Request) -> Iterable[Text]:
    """The working days around the due date, for information: the date does not change."""
    if request.state is not State.RECEIVED or not (request.received_on and request.due_on):
        return
    party = tx.agreement.party(request.requested)
    calendar = tx.calendar(party.code)
    deadline = describe_deadline(request.received_on, request.due_on, calendar)
    yield working_days_text(deadline, party)
    if deadline.provisional:
        yield published_text(deadline, party)


def _details(request: Request) -> Iterable[Text]:
    details = request.details
    yield text("case-persons", persons=details.persons, children=details.children)
    letter = details.letter
    yield text(
        "case-letter",
        letter=text("not-stated") if letter.reference is None else letter.reference,
        day=text("not-stated") if letter.day is None else letter.day,
        channel=text("not-stated") if letter.channel is None else term("channel", letter.channel),
    )
    if details.assistance is not None:
        yield text("case-assistance", kinds=assistance_names(details.assistance))
    if details.needed_by is not None:
        yield text("case-needed-by", day=details.needed_by)


def _repatriation(tx: Tx, request: Request) -> Iterable[Text]:
    plan = request.details.repatriation
    if plan is None:
        return
    crossing = plan.crossing
    yield text(
        "case-repatriation",
        day=text("not-stated") if plan.planned_on is None else plan.planned_on,
        crossing=text("not-stated") if crossing is None else term("crossing", crossing),
    )
    for check in checks_for(request.details.children, agreement=tx.agreement):
        given = plan.safety.get(check)
        answer = text("unanswered") if given is None else named("check", given)
        yield text("case-safety", check=term("check", check), answer=answer)
    parties = (request.requesting, request.requested)
    waited_for = tuple(party_name(each) for each in parties if plan.waits_for(each))
    if waited_for and request.state in OPEN:
        yield text("case-safety-open", parties=waited_for)
    for party, reason in (plan.approvals or {}).items():
        reason_text = named("safety-reason", reason)
        yield text("case-safety-approved", party=party_name(party), reason=reason_text)


def _internal_lines(request: Request, view: View) -> Iterable[Text]:
    """Lines for the requested Party only."""
    if view.viewer.party != request.requested:
        return
    if view.assignee is not None:
        yield text("case-assignee", name=view.assignee.name, agency=view.assignee.agency)
    if view.away is not None:
        yield view.away
    if view.successor is not None:
        yield text("case-offered", name=view.successor.name, agency=view.successor.agency)


def assistance_names(codes: Sequence[str]) -> tuple[Text, ...]:
    """The names of kinds of help (Article 4 b)."""
    return tuple(term("assistance", code) for code in codes)


def ground_names(codes: Sequence[str]) -> tuple[Text, ...]:
    """The names of grounds of refusal (Article 8)."""
    return tuple(term("ground", code) for code in codes)


def _reported_step_line(reported: ReportedStep) -> Text:
    verdict = text("statement-unjudged")
    if reported.verdict is not None and reported.reviewed_at is not None:
        verdict = text(f"statement-{reported.verdict}", at=reported.reviewed_at)
    return text(
        "case-statement",
        action=named("action", reported.action),
        party=party_name(reported.by),
        letter=reported.letter,
        verdict=verdict,
    )


PROGRESS_SHOWN = timedelta(days=14)
"""Progress that was reported so long ago is not current."""
_BACK: Row = (Button(text("button-cases"), "cases"), *MENU)
_STEPS = (
    Action.RECEIVE,
    Action.SUPPLY,
    Action.CLOSE,
    Action.RETURN,
    Action.ANSWER,
    Action.PROGRESS,
    Action.ASK,
    Action.INQUIRE,
    Action.ASSIGN,
    Action.CORRECT,
    Action.EXTEND,
)
"""The steps that end nothing, the most pressing first."""


def _steps(request: Request, view: View) -> Iterator[Button]:
    """The steps that the viewer may take now, bound to the version shown: what was proposed to the
    viewer first.
    """
    viewer, may = view.viewer, view.may(request)
    seen = view.seen(request)
    if viewer.id == request.offered_to and may(Action.ASSIGN):
        yield Button(text("button-take"), f"assign {seen} me")
        yield Button(text("button-decline-offer"), f"assign {seen} decline")
    if may(Action.APPROVE_SAFETY):
        yield Button(text("button-safety"), f"safety {request.reference}")
    elif may(Action.ANSWER_SAFETY):
        yield Button(text("button-answer-safety"), f"safety {request.reference} answer")
    if view.extension is not None and may(Action.EXTEND):
        yield from decision_buttons(viewer, view.extension)
    if may(Action.AGREE):
        yield Button(text("button-agree"), f"agree {seen}")
        yield Button(text("button-object"), f"object {seen}")
    for action in filter(may, _STEPS):
        match action:
            case Action.RECEIVE if view.viewer.party == request.requested:
                yield Button(text("button-receive-today"), f"receive {seen} today")
                yield Button(text("button-receive-earlier"), f"receive {seen}")
            case Action.INQUIRE:
                yield Button(text("button-inquire"), f"status {seen}")
            case Action.PROGRESS:
                if request.inquired_at is not None:
                    yield Button(text("button-progress"), f"status {seen}")
            case Action.EXTEND if view.extension is not None:
                pass
            case _:
                yield _button(action, request, view)


def _endings(request: Request, view: View) -> Iterator[Button]:
    """The steps that end the request, or a proposal of the own Party."""
    may = view.may(request)
    if view.extension is not None and may(Action.EXTEND):
        yield from withdrawal_buttons(view.viewer, view.extension)
    if may(Action.REFUSE):
        yield _button(Action.REFUSE, request, view)
    if may(Action.WITHDRAW):
        yield _button(Action.WITHDRAW, request, view)


def _button(action: Action, request: Request, view: View) -> Button:
    side = request.side(view.viewer.party)
    suffix = "-by-letter" if may_substitute(action, side=side, alone=view.alone) else ""
    label = text(f"button-{action.replace('_', '-')}{suffix}")
    return Button(label, f"{action} {view.seen(request)}")
