"""The procedure: a version of it, what a request has done of it, and marks of its steps."""

from collections.abc import Sequence

from handlers.input.command_router import CommandContext, Commands
from handlers.input.commands import Asked, Reply, code_rows
from handlers.input.targets import Target, Targets
from handlers.pending_acts.confirmation import Line, require_confirmation
from liaison.core.cards import Button, Text, in_rows, named, text
from liaison.core.errors import UNKNOWN_CODE, WrongValue
from liaison.core.form import parse_code
from liaison.core.people import APPROVER_ROLES, Person
from liaison.core.references import any_code
from liaison.core.transaction import Tx
from liaison.procedures import service
from liaison.procedures.model import Mark, OmissionReason, ProcedureStep, StepState
from liaison.procedures.rules import check_mark, step_named
from liaison.procedures.service import Followed
from liaison.procedures.views import (
    early_doubts,
    own_steps,
    procedure_card,
    request_procedure_card,
    step_card,
)
from liaison.requests.lists import target_line
from liaison.requests.repository import Requests
from liaison.requests.request_lines import request_named

IMPORT, DONE, SKIP = "import", "done", "skip"
_MARKS = {DONE: Mark.DONE, SKIP: Mark.LEFT_OUT}

COMMANDS = Commands(shows="procedure")


@COMMANDS.handle("procedure")
async def procedure(context: CommandContext) -> Reply:
    """Show the procedure in force, ``procedure VERSION PAGE``, or that of a request, ``procedure
    REF PAGE``; or propose the one that ships with the profile, ``procedure import``.
    """
    tx, person, what = context.tx, context.person, context.command.argument(0)
    if what is not None and any_code(what) is not None:
        found = await service.followed_of(tx, person, context.command.reference())
        page = context.command.page(1)
        return context.finish(await request_procedure_card(tx, person, found, page=page))
    example = await service.example_steps(tx) if person.role in APPROVER_ROLES else ()
    if what == IMPORT and example:
        return await _import(context, example)
    unknown = WrongValue(UNKNOWN_CODE, list="/procedure")
    shown = await service.in_force(tx)
    if what is not None:
        shown = await service.version(tx, context.command.number(0, unknown))
    button = Button(text("button-procedure-import"), f"procedure {IMPORT}") if example else None
    page = context.command.page(1)
    return context.finish(await procedure_card(tx, shown, page=page, example=button))


async def _import(context: CommandContext, example: tuple[ProcedureStep, ...]) -> Reply:
    steps = tuple(step_named(number, each) for number, each in enumerate(example, 1))
    line = Line(name="steps", value=steps)
    act = text("button-procedure-import")
    await require_confirmation(context, act, about="procedure", lines=[line])
    approval = await service.propose_example(context.tx, context.person)
    done = text("recorded-proposed", code=approval.code)
    shown = await procedure_card(context.tx, await service.in_force(context.tx), page=1)
    return context.confirm(done, shown)


async def _with_steps(tx: Tx, person: Person) -> list[Target]:
    """The requests of which a person may mark a step."""
    found = await service.followed_each(tx, await tx.of(Requests).active(person.party))
    return [
        Target(target_line(tx, each.request), each.request.reference, asks=True)
        for each in found
        if own_steps(person, each)
    ]


@COMMANDS.handle("step", shows="procedure", targets=Targets(find=_with_steps))
async def step(context: CommandContext) -> Reply:
    """Show a step of a request, or mark it: ``step REF NUMBER``, ``step REF NUMBER done``,
    ``step REF NUMBER skip REASON``.
    """
    tx, person, reference = context.tx, context.person, context.command.reference()
    of = await service.followed_of(tx, person, reference, locked=context.leaving)

    if context.command.argument(1) is None:
        raise Asked(await _ask_which(context, own_steps(person, of)))
    unknown = WrongValue(UNKNOWN_CODE, list=f"/procedure {reference}")
    state = of.state(context.command.number(1, unknown))
    what = context.command.argument(2)
    if what is None:
        return context.finish(await step_card(tx, person, of, state))
    mark = _MARKS[parse_code(what, [*_MARKS])]
    check_mark(of.request, state, mark, person)
    reason = await _reason(context, of, state) if mark is Mark.LEFT_OUT else None
    await _check(context, of, state, mark, reason)
    await service.mark_step(tx, person, of, state, mark, reason)
    again = await service.followed_of(tx, person, reference)
    after_all = "-after-all" if mark is Mark.DONE and state.mark is not None else ""
    done = text(f"recorded-step-{what}{after_all}", step=step_named(state.number, state.step))
    return context.confirm(done, await request_procedure_card(tx, person, again, page=1))


async def _ask_which(context: CommandContext, states: Sequence[StepState]) -> Reply:
    """Ask for the number of a step, below those that the person may mark."""
    asked = context.command.asking(1)
    rows = in_rows(
        [
            Button(
                text("button-step", number=each.number), str(asked.with_arguments(str(each.number)))
            )
            for each in states
        ],
        3,
    )
    shown = [step_named(each.number, each.step) for each in states] or [text("list-none")]
    question = text("step-which", reference=context.command.reference())
    return await context.ask_for_text(asked, question, *rows, above=shown)


async def _reason(context: CommandContext, of: Followed, state: StepState) -> OmissionReason:
    codes = [*OmissionReason]
    question = text("step-why", step=step_named(state.number, state.step))
    given = await context.require(3, question, lambda asked: code_rows(asked, "omission", codes))
    return OmissionReason(parse_code(given, codes))


async def _check(
    context: CommandContext,
    of: Followed,
    state: StepState,
    mark: Mark,
    reason: OmissionReason | None,
) -> None:
    lines = [
        Line(name="request", value=request_named(of.request)),
        Line(name="step", value=step_named(state.number, state.step)),
    ]
    if reason is not None:
        lines.append(Line(name="reason", value=named("omission", reason), at=3))
    act: Text = named("action", f"step-{mark}")
    about = of.request.reference
    doubts = [*early_doubts(context.tx, of, state)] if mark is Mark.DONE else []
    await require_confirmation(context, act, about=about, lines=lines, doubts=doubts, several=True)
