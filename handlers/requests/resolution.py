"""Requests: the steps that end the deadline or the request, and reviews of reported steps."""

from dataclasses import replace
from functools import partial

from handlers.input.command_router import CommandContext, code_rows, command_handlers
from handlers.input.replies import Reply
from handlers.requests.router import SURE, back_row, check, choice_rows, codes, shown
from handlers.requests.targets import requests_for
from liaison.core.agreement import term
from liaison.core.cards import Button, card, named, text
from liaison.core.form import NotAChoice
from liaison.core.people import Role
from liaison.core.text_parsing import parse_count
from liaison.core.validation import parse_letter
from liaison.requests import rules as request_rules
from liaison.requests import service as request_service
from liaison.requests.model import (
    Action,
    Kind,
    Outcome,
    Request,
    Result,
    Side,
    Verdict,
    WithdrawalReason,
    results_of,
)
from liaison.requests.service import take_step
from liaison.requests.views import ground_names, outcome_line, title

SKIP = "-"
DROP = "drop"
WHICH_LETTER = "?"
MOST_BUTTONS = 8


async def answer(context: CommandContext) -> Reply:
    """Record the result: ``answer REF RESULT [COUNT] LETTER``, ``-`` for no letter."""
    permit = await check(context, Action.ANSWER)
    request, by_letter = permit.request, permit.by_letter
    given = context.command.argument(1)
    if given is None:
        return _ask_result(context, request)
    result = _result(given, request)
    letter_at = 2
    confirmed = _all_or_none(request, result)
    if result is Result.PARTLY_CONFIRMED:
        count = context.command.argument(2)
        if count is None:
            return await _ask_count(context, request)
        confirmed, letter_at = parse_count(count, 1, request.details.persons - 1), 3
    outcome = Outcome(result=result, confirmed=confirmed)
    sent = context.command.text_from(letter_at)
    if sent is None:
        skip = Button(text("button-no-letter"), str(context.command.with_arguments(SKIP)))
        return await context.ask_for_text(
            context.command,
            text("answer-letter"),
            () if by_letter else (skip,),
            above=(title(request), outcome_line(outcome, persons=request.details.persons)),
        )
    letter = None if sent == SKIP and not by_letter else parse_letter(sent)
    outcome = replace(outcome, letter=letter)
    rule = partial(request_rules.answer, outcome=outcome)
    request = await take_step(context.tx, permit, rule, letter=letter)
    return await shown(context, request, Action.ANSWER, by_letter=by_letter)


def _result(given: str, request: Request) -> Result:
    """Parse a result, also by its beginning: ``partly``. Raises ``NotAChoice``."""
    begins = given.replace("-", "_")
    for result in results_of(request.details.kind):
        if result.startswith(begins):
            return result
    raise NotAChoice


def _all_or_none(request: Request, result: Result) -> int | None:
    if request.details.kind is not Kind.VERIFICATION:
        return None
    return request.details.persons if result is Result.CONFIRMED else 0


def _ask_result(context: CommandContext, request: Request) -> Reply:
    command = context.command.replace_arguments(request.reference)
    possible = [
        each
        for each in results_of(request.details.kind)
        if not (each is Result.PARTLY_CONFIRMED and request.details.persons == 1)
    ]
    rows = code_rows(command, "result", possible)
    question = text("answer-which", persons=request.details.persons)
    return context.ask(card(question, rows=[*rows, back_row(request)]))


async def _ask_count(context: CommandContext, request: Request) -> Reply:
    counts = range(1, min(request.details.persons, MOST_BUTTONS + 1))
    row = tuple(
        Button(text("answer", value=count), str(context.command.with_arguments(str(count))))
        for count in counts
    )
    question = text("answer-how-many", persons=request.details.persons)
    return await context.ask_for_text(context.command, question, row)


async def refuse(context: CommandContext) -> Reply:
    """Refuse on grounds of Article 8: ``refuse REF 1,3 LETTER``; ``ok`` and ``drop`` end a draft.

    A focal person makes a draft that a coordinator confirms.
    """
    given = context.command.argument(1)
    if given == SURE:
        permit = await check(context, Action.REFUSE)
        request = await take_step(context.tx, permit, request_rules.confirm_refusal)
        return await shown(context, request, Action.REFUSE)
    if given == DROP:
        permit = await check(context, Action.DROP_REFUSAL)
        request = await take_step(context.tx, permit, request_rules.drop_refusal)
        return await shown(context, request, Action.DROP_REFUSAL)
    request = await request_service.find(context.tx, context.person, context.command.reference())
    drafts = context.person.role is Role.FOCAL_PERSON and _on_requested_side(context, request)
    action = Action.DRAFT_REFUSAL if drafts else Action.REFUSE
    permit = await check(context, action)
    known = context.tx.agreement.grounds
    article = context.tx.agreement.articles["refusal"]
    grounds = codes(given, known)
    asked = context.command.argument(2) == WHICH_LETTER
    sent = context.command.text_from(3 if asked else 2)
    if not grounds or (sent is None and not asked):
        labels = {code: term("ground", code) for code in known}
        rows = choice_rows(context, request, labels=labels, chosen=grounds, go_on=WHICH_LETTER)
        return context.ask(card(text("refuse-grounds", article=article), rows=rows))
    if sent is None:
        chosen = text("refuse-chosen", grounds=ground_names(grounds))
        question = text("refuse-letter", article=article)
        return await context.ask_for_text(context.command, question, above=(title(request), chosen))
    letter = parse_letter(sent)
    request = await request_service.refuse(context.tx, permit, grounds=grounds, sent=letter)
    return await shown(context, request, action, by_letter=permit.by_letter)


def _on_requested_side(context: CommandContext, request: Request) -> bool:
    return request.side(context.person.party) is Side.REQUESTED


async def withdraw(context: CommandContext) -> Reply:
    """Withdraw the request: ``withdraw REF REASON LETTER``, ``-`` for no letter."""
    permit = await check(context, Action.WITHDRAW)
    request, by_letter = permit.request, permit.by_letter
    known = [each.value for each in WithdrawalReason]
    reasons = codes(context.command.argument(1), known)
    if len(reasons) != 1:
        command = context.command.replace_arguments(request.reference)
        rows = code_rows(command, "withdrawal", known)
        return context.ask(card(text("withdraw-why"), rows=[*rows, back_row(request)]))
    sent = context.command.text_from(2)
    if sent is None:
        skip = Button(text("button-withdraw-no-letter"), str(context.command.with_arguments(SKIP)))
        row = () if by_letter else (skip,)
        chosen = text("case-withdrawal", reason=named("withdrawal", reasons[0]))
        return await context.ask_for_text(
            context.command, text("withdraw-letter"), row, above=(title(request), chosen)
        )
    letter = None if sent == SKIP and not by_letter else parse_letter(sent)
    rule = partial(request_rules.withdraw, reason=WithdrawalReason(reasons[0]), letter=letter)
    request = await take_step(context.tx, permit, rule, letter=letter)
    return await shown(context, request, Action.WITHDRAW, by_letter=by_letter)


async def close(context: CommandContext) -> Reply:
    """Acknowledge the result: ``close REF``, with a letter if reported for the other Party."""
    permit = await check(context, Action.CLOSE)
    sent = context.command.text_from(1)
    if permit.by_letter and sent is None:
        return await context.ask_for_text(context.command, text("by-letter-which"))
    letter = parse_letter(sent) if permit.by_letter and sent is not None else None
    request = await take_step(context.tx, permit, request_rules.close, letter=letter)
    return await shown(context, request, Action.CLOSE, by_letter=permit.by_letter)


async def agree(context: CommandContext) -> Reply:
    """Agree with the steps that the other Party reported by letter: ``agree REF``."""
    return await _review(context, Action.AGREE, Verdict.AGREED)


async def disagree(context: CommandContext) -> Reply:
    """Object to the steps that the other Party reported by letter: ``object REF``."""
    return await _review(context, Action.OBJECT, Verdict.OBJECTED)


async def _review(context: CommandContext, action: Action, verdict: Verdict) -> Reply:
    rule = partial(request_rules.review_reported_steps, verdict=verdict)
    request = await take_step(context.tx, await check(context, action), rule)
    return await shown(context, request, action)


COMMANDS = command_handlers(
    {
        "answer": answer,
        "refuse": refuse,
        "withdraw": withdraw,
        "close": close,
        "agree": agree,
        "object": disagree,
    },
    targets={
        "answer": requests_for(Action.ANSWER),
        "refuse": requests_for(Action.DRAFT_REFUSAL, Action.REFUSE),
        "withdraw": requests_for(Action.WITHDRAW),
        "close": requests_for(Action.CLOSE, at_once=True),
        "agree": requests_for(Action.AGREE, at_once=True),
        "object": requests_for(Action.OBJECT, at_once=True),
    },
)
