"""Open points of the safety check: a coordinator approves or postpones; or they are answered."""

from dataclasses import replace
from functools import partial

from handlers.input.command_router import CommandContext, Commands
from handlers.input.commands import Reply, code_rows
from handlers.input.date_extraction import day_until
from handlers.input.said_values import own_codes
from handlers.pending_acts.confirmation import Line
from handlers.requests.steps import back_row, check_and_send, requests_for
from liaison.core.agreement import term
from liaison.core.cards import Button, changed, named, text
from liaison.core.errors import UserError
from liaison.core.form import parse_code
from liaison.core.people import COORDINATORS
from liaison.core.transaction import today_of
from liaison.lifecycle.model import VersionedRef
from liaison.requests import safety
from liaison.requests.model import Action, Check, Repatriation, SafetyReason
from liaison.requests.permissions import points_to_answer
from liaison.requests.service import RequestPermit, check

APPROVE, POSTPONE, ANSWER = "approve", "postpone", "answer"
_ACTIONS = {APPROVE: Action.APPROVE_SAFETY, POSTPONE: Action.POSTPONE, ANSWER: Action.ANSWER_SAFETY}

COMMANDS = Commands(shows="request")


@COMMANDS.handle("safety", targets=requests_for(Action.APPROVE_SAFETY, Action.ANSWER_SAFETY))
async def decide_safety(context: CommandContext) -> Reply:
    """Approve, postpone or answer: ``safety REF approve REASON``, ``safety REF postpone DATE``,
    ``safety REF answer POINT ANSWER``.

    What the other Party decided meanwhile is no reason to refuse: the rules decide.
    """
    decides = context.person.role in COORDINATORS
    given = context.command.argument(1) or (APPROVE if decides else ANSWER)
    action = _ACTIONS[parse_code(given, [*_ACTIONS])]
    ref = VersionedRef(context.command.reference())
    permit = await check(context.tx, context.person, ref, action)
    if action is Action.ANSWER_SAFETY:
        return await _answer(context, permit)
    safety.plan_to_decide(permit.request, context.person)
    return await (_postpone if action is Action.POSTPONE else _approve)(context, permit)


async def _answer(context: CommandContext, permit: RequestPermit) -> Reply:
    request, points = permit.request, points_to_answer(permit.request, context.person)
    if not points:
        raise UserError("error-nothing-to-decide")
    typed = " ".join(context.command.args[2:])
    said = [
        (point, code)
        for point in points
        for code in own_codes(f"safety_{point}", [*Check], typed, context.vocabularies)
    ]
    values = said[0] if len(said) == 1 else context.command.args[2:]
    command = context.command.replace_arguments(request.reference, ANSWER, *values)
    context, back = replace(context, command=command), back_row(request)
    question = text("safety-answer", reference=request.reference)
    given, rows = command.argument(2), partial(code_rows, concept="field-safety", codes=points)
    given = points[0] if len(points) == 1 else given
    point = parse_code(await context.require(2, question, rows, given=given, leave=back), points)
    context, given = context.with_argument(2, point), command.argument(3)
    question = named("draft-ask-safety", point)
    rows = partial(code_rows, concept="check", codes=Check)
    given = await context.require(3, question, rows, given=given, leave=back)
    answer = Check(parse_code(given, [*Check]))
    present = (request.details.repatriation or Repatriation()).safety.get(point, answer)
    value = changed(named("check", present), named("check", answer))
    line = Line(name=f"safety-{point}", value=value, at=3)
    rule = partial(safety.answer_point, point=point, given=answer)
    return await check_and_send(context.with_argument(3, answer), permit, rule, [line])


async def _approve(context: CommandContext, permit: RequestPermit) -> Reply:
    request, command, given = permit.request, context.command, context.command.argument(2)
    plan = safety.plan_to_decide(request, context.person)
    points, planned = plan.open_points or (), plan.planned_on
    checks, known = tuple(term("check", each) for each in points), safety.reasons_for(points)
    if given is None:
        first = command.argument(1) is None
        begun = command.replace_arguments(request.reference, APPROVE) if first else command
        rows = code_rows(begun, "safety-reason", known)
        later = Button(text("button-postpone"), f"safety {request.reference} {POSTPONE}")
        answering = Button(text("button-answer-safety"), f"safety {request.reference} {ANSWER}")
        answers = (answering,) if points_to_answer(request, context.person) else ()
        question = text("safety-which", reference=request.reference, checks=checks)
        choices = (*rows, answers, (later,))
        return await context.ask_for_text(begun, question, *choices, leave=back_row(request))
    today = today_of(context.tx, request.requested)
    days, typed = safety.postponement_days(request, today), command.text_from(2) or ""
    if (to := day_until(typed, days, context.vocabularies)) is not None:
        postponed = command.replace_arguments(request.reference, POSTPONE, to.isoformat())
        return await decide_safety(replace(context, command=postponed))
    reason = SafetyReason(parse_code(given, [each.value for each in known]))
    lines = [
        *([] if planned is None else [Line(name="planned-on", value=planned)]),
        Line(name="open-points", value=checks),
        Line(name="reason", value=named("safety-reason", reason), at=2),
    ]
    rule = partial(safety.approve_repatriation, reason=reason)
    return await check_and_send(context, permit, rule, lines)


async def _postpone(context: CommandContext, permit: RequestPermit) -> Reply:
    request = permit.request
    today = today_of(context.tx, request.requested)
    days = safety.postponement_days(request, today)
    question = text("postpone-to", reference=request.reference)
    context, day = await context.require_day(2, question, days)
    plan = safety.plan_to_decide(request, context.person)
    line = Line(name="planned-on", value=changed(plan.planned_on, day), at=2)
    rule = partial(safety.postpone, to=day, today=today)
    return await check_and_send(context, permit, rule, [line])
