"""The card of a request with the viewer's possible steps, and its history."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval, ApprovalAction
from liaison.core.cards import MENU, Button, Card, Row, Text, card, field_line, in_rows, named, text
from liaison.core.people import STAFF, Person
from liaison.core.transaction import People, Tx
from liaison.core.working_time import local_date
from liaison.notifications.delivery import delivery_status_lines
from liaison.notifications.recipients import absence_lines
from liaison.pending_acts.views import commands_under_way, pending_lines
from liaison.redactions.service import redaction_row
from liaison.requests import request_lines
from liaison.requests.corrections import ground_names, short_numbers, told_numbers
from liaison.requests.drafts import next_kind
from liaison.requests.extensions import answer_buttons, extension_lines
from liaison.requests.history import step_lines
from liaison.requests.lists import request_row
from liaison.requests.model import (
    EXTENSION_APPROVAL,
    OPEN,
    REQUEST_SUBJECT,
    Action,
    Request,
    Side,
    State,
)
from liaison.requests.permissions import may_be_reported, may_take, side_of, undecided
from liaison.requests.reassignment import has_left
from liaison.requests.repository import Requests
from liaison.requests.service import other_party_absent, sent_on


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """A request as one person sees it. ``today`` is the requested Party's."""

    tx: Tx
    viewer: Person
    request: Request
    today: date
    other_absent: bool
    extension: Approval | None
    following: Sequence[Request]

    def may(self, action: Action) -> bool:
        """Whether the viewer may take a step now."""
        absent, now = self.other_absent, self.tx.now
        return may_take(action, self.request, self.viewer, other_absent=absent, now=now)

    @property
    def seen(self) -> str:
        """The request as its buttons name it, with the version shown."""
        return f"{self.request.reference} @{self.request.seen_version(self.viewer.party)}"


@dataclass(frozen=True, slots=True)
class RequestButtons:
    """A row of buttons that another concept adds to the card of a request; a notice about the
    request offers them too if they are a step.
    """

    key: str
    make: Callable[[Tx, Person, Request], Awaitable[Row]]
    is_step: bool = False


async def show_request(tx: Tx, viewer: Person, request: Request, *, brief: bool = False) -> Card:
    """The card of the current request for one person; a ``brief`` one has the facts of a notice,
    and of other concepts only the steps.
    """
    extension = None
    if request.state is State.RECEIVED:
        extension = await tx.of(Approvals).find_open(EXTENSION_APPROVAL, request.reference)
    view = _View(
        tx=tx,
        viewer=viewer,
        request=request,
        today=local_date(tx.now, tx.agreement.party(request.requested).zone),
        other_absent=await other_party_absent(tx, viewer),
        extension=extension,
        following=await request_lines.following(tx, request, viewer),
    )
    sent = () if brief else await commands_under_way(tx, viewer.party, request.reference)

    def open_in_rows(buttons: Iterable[Button], width: int) -> list[Row]:
        return in_rows([each for each in buttons if each.command.split()[0] not in sent], width)

    steps = open_in_rows(_steps(view), 2)
    first = steps[: 0 if sent else 1]
    history = Button(text("button-history"), f"request {request.reference} history")
    explains = Button(text("button-explain"), f"explain {request.reference}")
    extended = [*extension_lines(tx.agreement, request, extension)]
    others = tx.registry.all(RequestButtons).values()
    added = [each for each in others if each.is_step or not brief]
    lines, details = [*_facts(view), *extended[-1:]], list[Text]()
    if not brief:
        lines = [
            request_lines.title(request),
            request_lines.parties_line(request),
            *_link_lines(view),
            *_state_line(view),
            *await delivery_status_lines(tx, viewer, REQUEST_SUBJECT, request.reference),
            *await _last_said(tx, request, viewer),
            *extended,
            *request_lines.repatriation_lines(request),
            *await pending_lines(tx, viewer, request.reference),
            *await _internal_lines(view),
        ]
        details = [
            *request_lines.detail_lines(request),
            *request_lines.safety_check_lines(tx, request),
            *request_lines.working_day_lines(tx, request),
            *map(request_lines.reported_step_line, request.reported_steps),
        ]
    return card(
        lines,
        rows=[*first, (history,), _BACK],
        more=[
            *steps[len(first) :],
            (explains,),
            *in_rows([*_links(view)], 1),
            *[await each.make(tx, viewer, request) for each in added],
            *open_in_rows(_endings(view), 1),
            redaction_row(viewer, request.reference),
        ],
        view=f"request {request.reference}",
        details=details,
    )


_FIRST_STEPS = 2
"""Logging and receipt."""


async def _last_said(tx: Tx, request: Request, viewer: Person) -> Sequence[Text]:
    """What the last returned or partial reply lacks, or the letter sent since, while one is due."""
    if request.state is not State.RECEIVED or request.shared_version <= _FIRST_STEPS:
        return ()
    events = await tx.of(Requests).events(request.reference, party=viewer.party)
    said = [e for e in events if e.action in _SAID or told_numbers(e.facts, before=True)]
    return await step_lines(tx, viewer, request, said[-1:])


def _facts(view: _View) -> Iterator[Text]:
    """What a notice shows of the request: what it is about, and where it is now."""
    request = view.request
    yield text(
        "request-about",
        persons=request_lines.persons_line(request),
        **request_lines.about_values(request),
    )
    if request.state is not State.SENT and view.extension is None:
        yield from _state_line(view, brief=True)
    elif request.state is State.SENT and view.viewer.party == request.requested:
        details, letter = request.details, request.details.letter
        if details.follows is not None:
            yield text("request-follows", reference=details.follows)
        if details.repatriation is not None or details.urgent:
            letter = replace(letter, channel=None)
        yield request_lines.letter_line(letter)
        yield from request_lines.assistance_lines(request)
        if details.needed_by is not None:
            yield text("request-needed-by", day=details.needed_by)
        elif not details.urgent:
            yield text("request-period", days=view.tx.agreement.verification.days)
    # Of a repatriation only the date: the title names the deciding Party.
    yield from [*request_lines.repatriation_lines(request)][:1]
    for each in request.reported_steps[-1:]:
        is_last = request.shared_version == each.version or request.stepped_at == each.reviewed_at
        if request.state in OPEN or is_last:
            yield request_lines.reported_step_line(each)


def _link_lines(view: _View) -> Iterable[Text]:
    if (follows := view.request.details.follows) is not None:
        yield text("request-follows", reference=follows)
    yield from request_lines.followed_lines(view.following)


def _links(view: _View) -> Iterator[Button]:
    request = view.request
    follows = request.details.follows
    linked = [] if follows is None else [follows]
    linked += [each.reference for each in view.following]
    for each in linked:
        yield from request_row(each)
    waits = request.outcome is not None and request.outcome.confirmed != 0 and not view.following
    if waits and view.viewer.role in STAFF and next_kind(request.details.kind) is not None:
        yield Button(text("button-next"), f"new {request.reference}")


def _state_line(view: _View, *, brief: bool = False) -> Iterable[Text]:
    """Where a request is now; ``brief``: of a refused one without the answers before."""
    request = view.request
    if request.state is State.RECEIVED and request.received_on and request.due_on:
        capital = request_lines.capital_of(view.tx.agreement, request)
        received, due = request.received_on, request.due_on
        yield request_lines.clock_line(received, due, view.today, capital)
    else:
        yield field_line("state", text("state", state=request.state))
    if request.missing:
        yield field_line("missing", tuple(named("missing", each) for each in request.missing))
    said_at = request.progress_at or request.stepped_at
    if request.progress is not None and view.tx.now - said_at < PROGRESS_SHOWN:
        yield text("request-progress", progress=named("progress", request.progress), at=said_at)
    if request.inquired_at is not None:
        yield text("request-inquired", at=request.inquired_at)
    numbers = None if brief and request.refusal is not None else request.numbers
    if numbers is not None and (told := short_numbers(numbers, request, brief=brief)):
        yield text("request-numbers", numbers=told)
    if (outcome := request.outcome) is not None:
        yield request_lines.outcome_line(outcome, persons=request.details.persons)
    if (refusal := request.refusal) is not None:
        yield text("request-refusal", grounds=ground_names(refusal.codes), letter=refusal.letter)
    if (reason := request.withdrawal) is not None:
        yield field_line("reason", named("withdrawal", reason))


async def _internal_lines(view: _View) -> Sequence[Text]:
    """Lines for the requested Party only."""
    tx, request, lines = view.tx, view.request, list[Text]()
    if view.viewer.party != request.requested:
        return lines
    if (assignee := await tx.of(People).get(request.assignee)) is not None:
        about = {"name": assignee.name, "agency": assignee.agency}
        lines.append(text("request-assignee", **about, left="yes" if has_left(assignee) else "no"))
        away = await absence_lines(tx, assignee.party)
        lines += filter(None, [away.get(assignee.id)])
    if (successor := await tx.of(People).get(request.offered_to)) is not None:
        lines.append(text("request-offered", name=successor.name, agency=successor.agency))
    return lines


_SAID = (Action.RETURN, Action.SUPPLY, Action.ANSWER_PART)
PROGRESS_SHOWN = timedelta(days=14)
"""Progress that was reported so long ago is not current."""
_BACK = (Button(text("command-requests"), "requests"), *MENU)
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


def _receipt(view: _View) -> Iterator[Button]:
    """The buttons for receipt today and, if it is possible, on another day."""
    yield Button(text("button-receive-today"), f"receive {view.seen} today")
    if sent_on(view.tx, view.request) < view.today:
        yield Button(text("button-receive-earlier"), f"receive {view.seen}")


def _steps(view: _View) -> Iterator[Button]:
    """The steps that the viewer may take now, what was proposed to the viewer first."""
    viewer, request, may, seen = view.viewer, view.request, view.may, view.seen
    if viewer.id == request.offered_to and may(Action.ASSIGN):
        yield Button(text("button-take"), f"assign {seen} me")
        yield Button(text("button-decline-offer"), f"assign {seen} decline")
    safety = [*_safety(view)]
    if undecided(request):
        yield from safety
    if view.extension is not None and may(Action.EXTEND):
        yield from answer_buttons(
            viewer, view.extension, ApprovalAction.AGREE, ApprovalAction.DECLINE
        )
    if may(Action.AGREE):
        yield Button(text("button-agree"), f"agree {seen}")
        yield Button(text("button-object"), f"object {seen}")
    later = [Action.CORRECT] if _corrects_sent(view) else []
    for action in (each for each in _STEPS if may(each) and each not in later):
        match action:
            case Action.RECEIVE if viewer.party == request.requested:
                yield from _receipt(view)
            case Action.EXTEND if view.extension is not None:
                pass
            case Action.PROGRESS if request.inquired_at is None:
                pass
            case Action.INQUIRE | Action.PROGRESS:
                yield Button(text(f"button-{action}"), f"status {seen}")
            case _:
                yield _button(action, view)
    if not undecided(request):
        yield from safety
    asks_again = request.refusal is not None and viewer.party == request.requesting
    if asks_again and viewer.role in STAFF and not view.following:
        yield Button(text("button-ask-again"), f"new {request.reference}")


def _safety(view: _View) -> Iterator[Button]:
    """The button to decide on the safety check, or to answer what it left open."""
    if view.may(Action.APPROVE_SAFETY):
        yield Button(text("button-safety"), f"safety {view.request.reference}")
    elif view.may(Action.ANSWER_SAFETY):
        yield Button(text("button-answer-safety"), f"safety {view.request.reference} answer")


def _endings(view: _View) -> Iterator[Button]:
    """The steps that correct what was sent, or end the request or a proposal of the own Party."""
    if view.extension is not None and view.may(Action.EXTEND):
        yield from answer_buttons(view.viewer, view.extension, ApprovalAction.WITHDRAW)
    of_sent = [Action.CORRECT] if _corrects_sent(view) else []
    for action in filter(view.may, (*of_sent, Action.REFUSE, Action.WITHDRAW)):
        yield _button(action, view)


def _corrects_sent(view: _View) -> bool:
    """Whether the viewer corrects a value that was sent, and not a reply."""
    side = side_of(Action.CORRECT, view.request, view.viewer.party)
    return side is Side.REQUESTING or bool(view.request.missing)


def _button(action: Action, view: _View) -> Button:
    request, side = view.request, view.request.side(view.viewer.party)
    suffix = ""
    if view.other_absent and may_be_reported(action, side=side):
        suffix = "-by-letter"
    elif action is Action.CORRECT and _corrects_sent(view):
        suffix = "-sent"
    elif action is Action.CORRECT and request.refusal is not None:
        suffix = "-refusal"
    label = text(f"button-{action.replace('_', '-')}{suffix}")
    return Button(label, f"{action} {view.seen}")
