"""The procedure, what a request has done of it, and one of its steps."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime

from liaison.approvals.repository import Approvals
from liaison.approvals.rules import ProposedChange
from liaison.approvals.views import approval_line, name_for
from liaison.core.agreement import party_name, term
from liaison.core.cards import (
    MENU,
    Button,
    Card,
    Row,
    Text,
    card,
    field_line,
    named,
    open_button,
    paging,
    short,
    text,
)
from liaison.core.people import STAFF, Person
from liaison.core.transaction import Tx, today_of
from liaison.letters.acts import request_letters
from liaison.letters.views import with_letter
from liaison.procedures.model import (
    PROCEDURE_APPROVAL,
    Mark,
    Procedure,
    ProcedureStep,
    StepEvent,
    StepMark,
    StepState,
)
from liaison.procedures.rules import may_mark, step_named
from liaison.procedures.service import ALL_VERSIONS, Followed, followed
from liaison.requests.history import history_line
from liaison.requests.model import Request, Side, State
from liaison.requests.request_lines import safety_doubt

PAGE = 5
MAX_STEPS_SHOWN = 3
"""The buttons of steps on the card of a request's procedure."""


async def procedure_card(
    tx: Tx, procedure: Procedure | None, *, page: int, example: Button | None = None
) -> Card:
    """A page of a version, or that there is none, with the button to propose the ``example``."""
    proposed = await tx.of(Approvals).find_open(PROCEDURE_APPROVAL, ALL_VERSIONS)
    opens = () if proposed is None else (open_button("approval", proposed.code),)
    waits = () if proposed is None else (approval_line(tx, proposed),)
    offers = () if example is None or proposed is not None else (example,)
    if procedure is None:
        return card(text("procedure-none"), waits, rows=[offers, opens, MENU], view="procedure")
    total, command = len(procedure.steps), f"procedure {procedure.number}"
    above, turns = paging(command, page, total, PAGE)
    steps = list(enumerate(procedure.steps, 1))[(page - 1) * PAGE : page * PAGE]
    agreed = procedure.agreed_at is not None
    title = text(
        "procedure-title",
        version=procedure.number,
        total=total,
        agreed="yes" if agreed else "no",
        at=procedure.agreed_at or procedure.made_at,
    )
    return card(
        title,
        [_step_line(procedure, number, each) for number, each in steps],
        above,
        waits,
        rows=[turns, offers, opens, MENU],
        view=command if page == 1 else f"{command} {page}",
    )


def _step_line(procedure: Procedure, number: int, step: ProcedureStep) -> Text:
    return text(
        "procedure-line",
        step=step_named(number, step),
        kind=short(term("request", step.kind)),
        who=text("procedure-who", side=step.side, role=named("role", step.role)),
        when=_when(procedure, step),
        gated="no" if step.gate is None else "yes",
        gate="" if step.gate is None else named("gate", step.gate),
    )


def _when(procedure: Procedure, step: ProcedureStep) -> Text:
    """So many days before or after an event, or another step."""
    order = "on" if step.days == 0 else "after" if step.days > 0 else "before"
    codes = [each.code for each in procedure.steps]
    event = (
        named("procedure-event", step.event)
        if step.event in [*StepEvent]
        else text("procedure-event-step", number=codes.index(step.event) + 1)
    )
    return text("procedure-when", order=order, days=abs(step.days), event=event)


async def request_procedure_card(tx: Tx, viewer: Person, of: Followed, *, page: int) -> Card:
    """A page of the steps of a request, with buttons for those that the viewer may mark."""
    reference = of.request.reference
    above, turns = paging(f"procedure {reference}", page, len(of.states), PAGE)
    shown = of.states[(page - 1) * PAGE : page * PAGE]
    marks = [each for each in own_steps(viewer, of) if each in shown]
    steps = tuple(
        Button(text("button-step", number=each.number), f"step {reference} {each.number}")
        for each in marks[:MAX_STEPS_SHOWN]
    )
    whole = Button(text("command-procedure"), f"procedure {of.procedure.number}")
    back = Button(text("button-request"), f"request {reference}")
    return card(
        text(
            "procedure-of-request",
            reference=reference,
            version=of.procedure.number,
            settled=_settled(of),
            total=len(of.states),
        ),
        [state_line(each) for each in shown],
        above,
        rows=[steps, turns, (whole,), (back,)],
        view=f"procedure {reference}" if page == 1 else f"procedure {reference} {page}",
    )


def state_line(state: StepState) -> Text:
    """A step of a request in one line, with whether it is done."""
    named_step = step_named(state.number, state.step)
    return text("procedure-state-line", step=named_step, state=_state(state))


def own_steps(viewer: Person, of: Followed) -> Sequence[StepState]:
    """The open steps of a request that a person may mark."""
    may = (Mark.DONE, Mark.LEFT_OUT)
    return [
        each
        for each in of.states
        if each.is_open and any(may_mark(of.request, each, mark, viewer) for mark in may)
    ]


def _settled(of: Followed) -> int:
    return sum(not each.is_open for each in of.states)


def _state(state: StepState) -> Text:
    """Whether a step is done, left out, due or waits, in words."""
    if state.mark is not None and state.mark.reason is not None:
        return text("step-left-out", reason=named("omission", state.mark.reason))
    if state.is_done:
        if state.mark is None:
            return text("step-done-by-act")
        return text("step-done", at=state.mark.at)
    if state.due_on is None:
        return text("step-waits" if state.is_owed else "step-not-done")
    return text("step-due" if state.is_owed else "step-not-done-by", day=state.due_on)


async def step_card(tx: Tx, viewer: Person, of: Followed, state: StepState) -> Card:
    """One step of a request: who does it, when, with which letter, and what was recorded."""
    step, command = state.step, f"step {of.request.reference} {state.number}"
    labels = {Mark.DONE: "done", Mark.LEFT_OUT: "skip"}
    marks: Row = tuple(
        Button(text(f"button-step-{word}"), f"{command} {word}")
        for mark, word in labels.items()
        if may_mark(of.request, state, mark, viewer)
    )
    back = Button(text("button-procedure"), f"procedure {of.request.reference}")
    shown = card(
        [text("step-title", step=step_named(state.number, step)), *_facts(of, state)],
        rows=[marks, (back,), MENU],
        view=command,
    )
    written = request_letters(tx.agreement, viewer.party, of.request)
    if viewer.role in STAFF and step.letter in [each.act for each in written]:
        shown = with_letter(shown, step.letter, of.request.reference)
    return shown


def _facts(of: Followed, state: StepState) -> Iterator[Text]:
    step, request = state.step, of.request
    party = request.requesting if step.side is Side.REQUESTING else request.requested
    yield field_line("request", request.reference)
    yield field_line("by", text("step-who", party=party_name(party), role=named("role", step.role)))
    yield field_line("term", _when(of.procedure, step))
    if step.letter is not None:
        yield field_line("letter", named("letter", step.letter))
    if step.gate is not None:
        yield field_line("gate", named("gate", step.gate))
    yield field_line("state", _state(state))


async def request_buttons(tx: Tx, viewer: Person, request: Request) -> Row:
    """A button from a request to its procedure, with how many steps are open."""
    del viewer
    found = await followed(tx, request)
    if found is None:
        return ()
    label = text("button-request-procedure", count=len(found.states) - _settled(found))
    return (Button(label, f"procedure {request.reference}"),)


async def request_lines(
    tx: Tx, viewer: Person, request: Request
) -> AsyncIterator[tuple[datetime, Text]]:
    """The marks of steps in the timeline of a request, and which version it follows."""
    found = await followed(tx, request)
    if found is None:
        return
    began = text("history-procedure", version=found.procedure.number)
    yield request.logged_at, history_line(began, request.logged_at, text("history-bot"))
    numbers = {each.step.code: each for each in found.states}
    for mark in found.marks:
        if (state := numbers.get(mark.step)) is not None:
            who = await name_for(tx, viewer, mark.by)
            yield mark.at, history_line(_marked(mark), mark.at, who, tuple(_said(mark, state)))


def _marked(mark: StepMark) -> Text:
    return named("action", f"step-{mark.mark}")


def _said(mark: StepMark, state: StepState) -> Iterator[Text]:
    yield step_named(state.number, state.step)
    if mark.reason is not None:
        yield named("omission", mark.reason)


def approval_text(change: ProposedChange) -> Text:
    """A proposed version in one line."""
    return text(
        "approval-procedure",
        version=int(change.after),
        count=int(change.reason),
        before=int(change.before),
    )


def open_version(change: ProposedChange) -> Button:
    """The button that opens a proposed version."""
    return Button(text("button-procedure"), f"procedure {change.after}")


async def open_steps_doubt(tx: Tx, request: Request, *, gates: bool) -> Sequence[Text]:
    """That steps, or ``gates``, of a request are neither done nor left out, as a check says it."""
    found = await followed(tx, request)
    states = () if found is None else found.states
    numbers = tuple(
        text("answer", value=each.number)
        for each in states
        if each.has_to_be_marked and (each.step.gate or not gates)
    )
    return [text("procedure-open-steps", numbers=numbers)] if numbers else []


def early_doubts(tx: Tx, of: Followed, state: StepState) -> Iterator[Text]:
    """Why a step that is marked as done may be marked too early, as a check says it."""
    request = of.request
    if request.state is State.SENT and state.step.side is Side.REQUESTED:
        yield text("step-not-received")
    elif state.is_early(today_of(tx, request.requested)):
        yield text("step-early", term=_when(of.procedure, state.step))
    yield from safety_doubt(request)
