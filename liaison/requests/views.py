"""The card of a request with the viewer's possible steps, and its history."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval, ApprovalAction
from liaison.core.cards import MENU, Button, Card, Row, Text, card, in_rows, named, text
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.notifications.delivery import delivery_status_line
from liaison.notifications.deputies import absence_line
from liaison.notifications.recipients import STAFF
from liaison.pending_acts.views import commands_under_way, pending_lines
from liaison.requests.corrections import ground_names
from liaison.requests.drafts import next_kind
from liaison.requests.extensions import answer_buttons, extension_lines
from liaison.requests.history import step_lines
from liaison.requests.lists import request_row
from liaison.requests.model import (
    EXTENSION_APPROVAL,
    RECEIPT_NOTICE,
    REQUEST_SUBJECT,
    Action,
    Request,
    State,
)
from liaison.requests.permissions import may_substitute, may_take
from liaison.requests.repository import Requests
from liaison.requests.request_lines import (
    about_values,
    assistance_lines,
    clock_line,
    detail_lines,
    followed_lines,
    following,
    letter_line,
    number_values,
    outcome_line,
    parties_line,
    persons_line,
    repatriation_lines,
    reported_step_line,
    safety_check_lines,
    title,
    working_day_lines,
)
from liaison.requests.service import sent_on


@dataclass(frozen=True, slots=True, kw_only=True)
class CardData:
    """The data of a card besides the request itself. Dates are the requested Party's."""

    viewer: Person
    now: datetime
    today: date
    sent_on: date
    other_absent: bool
    assignee: Person | None
    away: Text | None
    successor: Person | None
    extension: Approval | None
    delivery: Text | None
    following: Sequence[Request]
    more: Sequence[Row]

    def may(self, request: Request) -> Callable[[Action], bool]:
        """Whether the viewer may take a step now."""
        return partial(
            may_take, request=request, person=self.viewer, other_absent=self.other_absent
        )

    def seen(self, request: Request) -> str:
        """The request as its buttons name it, with the version shown."""
        return f"{request.reference} @{request.seen_version(self.viewer.party)}"


@dataclass(frozen=True, slots=True)
class RequestButtons:
    """A row of buttons that another concept adds to the card of a request."""

    key: str
    make: Callable[[Tx, Person, Request], Awaitable[Row]]


async def show_request(tx: Tx, viewer: Person, request: Request, *, brief: bool = False) -> Card:
    """The card of the current request for one person; a ``brief`` one has the facts of a notice."""
    other = tx.agreement.other(viewer.party).code
    staffed = await tx.of(People).any_of(other, *STAFF)
    own = viewer.party == request.requested
    holder = request.assignee if own else None
    assignee = await tx.of(People).get(holder)
    offered_to = request.offered_to if own else None
    extension = None
    if request.state is State.RECEIVED:
        extension = await tx.of(Approvals).find_open(EXTENSION_APPROVAL, request.reference)
    view = CardData(
        viewer=viewer,
        now=tx.now,
        today=local_date(tx.now, tx.agreement.party(request.requested).zone),
        sent_on=sent_on(tx, request),
        other_absent=not staffed,
        assignee=assignee,
        away=None if assignee is None else await absence_line(tx, assignee),
        successor=await tx.of(People).get(offered_to),
        extension=extension,
        delivery=await _delivery(tx, request, viewer),
        following=await following(tx, request, viewer),
        more=[
            await each.make(tx, viewer, request)
            for each in tx.registry.all(RequestButtons).values()
        ],
    )
    sent = () if brief else await commands_under_way(tx, viewer.party, request.reference)

    def open_in_rows(buttons: Iterable[Button], width: int) -> list[Row]:
        return in_rows([each for each in buttons if each.command.split()[0] not in sent], width)

    steps = open_in_rows(_steps(request, view), 2)
    history = Button(text("button-history"), f"request {request.reference} history")
    explains = Button(text("button-explain"), f"explain {request.reference}")
    extended = [*extension_lines(tx.agreement, request, extension)]
    shown = card(
        rows=[*steps[:1], (history,), _BACK],
        more=[
            *steps[1:],
            (explains,),
            *in_rows([*_links(request, view)], 1),
            *view.more,
            *open_in_rows(_endings(request, view), 1),
        ],
        view=f"request {request.reference}",
    )
    if brief:
        return replace(shown, paragraphs=((*_facts(tx, request, view), *extended[-1:]),))
    return replace(
        card(
            [
                title(request),
                parties_line(request),
                *_link_lines(request, view),
                *_state_line(request, view),
                *await _last_said(tx, request, viewer),
                *extended,
                *repatriation_lines(request),
                *await pending_lines(tx, viewer, request.reference),
                *_internal_lines(request, view),
            ],
            details=[
                *detail_lines(request),
                *safety_check_lines(tx, request),
                *working_day_lines(tx, request),
                *map(reported_step_line, request.reported_steps),
            ],
        ),
        rows=shown.rows,
        more=shown.more,
        view=shown.view,
    )


_FIRST_STEPS = 2
"""Logging and receipt."""


async def _last_said(tx: Tx, request: Request, viewer: Person) -> Sequence[Text]:
    """What the last returned or partial reply lacks, or the letter sent since, while one is due."""
    if request.state is not State.RECEIVED or request.shared_version <= _FIRST_STEPS:
        return ()
    events = await tx.of(Requests).events(request.reference, party=viewer.party)
    said = [each for each in events if each.action in _SAID]
    return await step_lines(tx, viewer, request, said[-1:])


async def _delivery(tx: Tx, request: Request, viewer: Person) -> Text | None:
    """Whether the requested Party was told of the request, for the requesting one."""
    if request.state is not State.SENT or viewer.party != request.requesting:
        return None
    return await delivery_status_line(
        tx, request.requested, REQUEST_SUBJECT, request.reference, RECEIPT_NOTICE
    )


def _facts(tx: Tx, request: Request, view: CardData) -> Iterator[Text]:
    """What a notice shows of the request: what it is about, and where it is now."""
    yield text("request-about", persons=persons_line(request), **about_values(request))
    if request.state is not State.SENT and view.extension is None:
        yield from _state_line(request, view)
    elif request.state is State.SENT and view.viewer.party == request.requested:
        details = request.details
        if details.repatriation is None:
            yield letter_line(request)
        yield from assistance_lines(request)
        if details.needed_by is not None:
            yield text("request-needed-by", day=details.needed_by)
        else:
            yield text("request-period", days=tx.agreement.verification.days)
    yield from [*repatriation_lines(request)][
        :1
    ]  # only the date: the title names the deciding Party
    yield from map(reported_step_line, request.reported_steps[-1:])


def _link_lines(request: Request, view: CardData) -> Iterable[Text]:
    if request.details.follows is not None:
        yield text("request-follows", reference=request.details.follows)
    yield from followed_lines(view.following)


def _links(request: Request, view: CardData) -> Iterator[Button]:
    """Buttons to open the linked requests, and to begin the next."""
    follows = request.details.follows
    linked = [] if follows is None else [follows]
    linked += [each.reference for each in view.following]
    for each in linked:
        yield from request_row(each)
    waits = request.outcome is not None and not view.following
    if waits and view.viewer.role in STAFF and next_kind(request.details.kind) is not None:
        yield Button(text("button-next"), f"new {request.reference}")


def _state_line(request: Request, view: CardData) -> Iterable[Text]:
    """The state of the request, and the time left."""
    if request.state is State.RECEIVED and request.received_on and request.due_on:
        yield clock_line(request.received_on, request.due_on, view.today)
    else:
        yield text("request-state", state=named("state", request.state))
    if view.delivery is not None:
        yield view.delivery
    if request.missing:
        yield text("request-missing", missing=tuple(text(f"missing-{m}") for m in request.missing))
    said_at = request.progress_at or request.stepped_at
    if request.progress is not None and view.now - said_at < PROGRESS_SHOWN:
        yield text("request-progress", progress=named("progress", request.progress), at=said_at)
    if request.inquired_at is not None:
        yield text("request-inquired", at=request.inquired_at)
    if request.numbers is not None:
        yield text("request-numbers", numbers=number_values(request.numbers, request))
    if (outcome := request.outcome) is not None:
        yield outcome_line(outcome, persons=request.details.persons)
    if (refusal := request.refusal) is not None:
        yield text("request-refusal", grounds=ground_names(refusal.codes), letter=refusal.letter)
    if (reason := request.withdrawal) is not None:
        yield text("request-withdrawal", reason=named("withdrawal", reason))


def _internal_lines(request: Request, view: CardData) -> Iterable[Text]:
    """Lines for the requested Party only."""
    if view.viewer.party != request.requested:
        return
    if view.assignee is not None:
        yield text("request-assignee", name=view.assignee.name, agency=view.assignee.agency)
    if view.away is not None:
        yield view.away
    if view.successor is not None:
        yield text("request-offered", name=view.successor.name, agency=view.successor.agency)


_SAID = (Action.RETURN, Action.SUPPLY, Action.ANSWER_PART)
PROGRESS_SHOWN = timedelta(days=14)
"""Progress that was reported so long ago is not current."""
_BACK = (Button(text("button-requests"), "requests"), *MENU)
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


def _earlier_days(view: CardData, seen: str) -> Iterator[Button]:
    """The button for receipt on another day than today, if another is possible."""
    if view.sent_on < view.today:
        yield Button(text("button-receive-earlier"), f"receive {seen}")


def _steps(request: Request, view: CardData) -> Iterator[Button]:
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
        yield from answer_buttons(
            viewer, view.extension, ApprovalAction.AGREE, ApprovalAction.DECLINE
        )
    if may(Action.AGREE):
        yield Button(text("button-agree"), f"agree {seen}")
        yield Button(text("button-object"), f"object {seen}")
    for action in filter(may, _STEPS):
        match action:
            case Action.RECEIVE if view.viewer.party == request.requested:
                yield Button(text("button-receive-today"), f"receive {seen} today")
                yield from _earlier_days(view, seen)
            case Action.INQUIRE:
                yield Button(text("button-inquire"), f"status {seen}")
            case Action.PROGRESS:
                if request.inquired_at is not None:
                    yield Button(text("button-progress"), f"status {seen}")
            case Action.EXTEND if view.extension is not None:
                pass
            case _:
                yield _button(action, request, view)


def _endings(request: Request, view: CardData) -> Iterator[Button]:
    """The steps that end the request, or a proposal of the own Party."""
    may = view.may(request)
    if view.extension is not None and may(Action.EXTEND):
        yield from answer_buttons(view.viewer, view.extension, ApprovalAction.WITHDRAW)
    if may(Action.REFUSE):
        yield _button(Action.REFUSE, request, view)
    if may(Action.WITHDRAW):
        yield _button(Action.WITHDRAW, request, view)


def _button(action: Action, request: Request, view: CardData) -> Button:
    side = request.side(view.viewer.party)
    suffix = ""
    if may_substitute(action, side=side, other_absent=view.other_absent):
        suffix = "-by-letter"
    elif action is Action.CORRECT and request.refusal is not None:
        suffix = "-refusal"
    label = text(f"button-{action.replace('_', '-')}{suffix}")
    return Button(label, f"{action} {view.seen(request)}")
