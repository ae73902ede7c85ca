"""Cases: the steps that end the clock or the case, and words on what was stated by letter."""

from dataclasses import replace
from functools import partial

from handlers.input.command_router import Turn, code_rows, command_handlers
from handlers.input.replies import Reply
from handlers.requests.router import SURE, back_to, check, choice_rows, codes, shown
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


async def answer(turn: Turn) -> Reply:
    """Give the result: ``answer REF RESULT [COUNT] LETTER``, ``-`` for no letter."""
    permit = await check(turn, Action.ANSWER)
    request, by_letter = permit.request, permit.by_letter
    given = turn.line.argument(1)
    if given is None:
        return _which_result(turn, request)
    result = _result(given, request)
    letter_at = 2
    confirmed = _all_or_none(request, result)
    if result is Result.PARTLY_CONFIRMED:
        count = turn.line.argument(2)
        if count is None:
            return await _how_many(turn, request)
        confirmed, letter_at = parse_count(count, 1, request.asked.persons - 1), 3
    outcome = Outcome(result=result, confirmed=confirmed)
    sent = turn.line.rest(letter_at)
    if sent is None:
        skip = Button(text("button-no-letter"), str(turn.line.then(SKIP)))
        return await turn.ask_for_words(
            turn.line,
            text("answer-letter"),
            () if by_letter else (skip,),
            above=(title(request), outcome_line(outcome, persons=request.asked.persons)),
        )
    letter = None if sent == SKIP and not by_letter else parse_letter(sent)
    outcome = replace(outcome, letter=letter)
    rule = partial(request_rules.answer, outcome=outcome)
    request = await take_step(turn.tx, permit, rule, letter=letter)
    return await shown(turn, request, Action.ANSWER, by_letter=by_letter)


def _result(given: str, request: Request) -> Result:
    """Read a result, also by its beginning: ``partly``. Raises ``NotAChoice``."""
    begins = given.replace("-", "_")
    for result in results_of(request.asked.kind):
        if result.startswith(begins):
            return result
    raise NotAChoice


def _all_or_none(request: Request, result: Result) -> int | None:
    if request.asked.kind is not Kind.VERIFICATION:
        return None
    return request.asked.persons if result is Result.CONFIRMED else 0


def _which_result(turn: Turn, request: Request) -> Reply:
    line = turn.line.but(request.reference)
    possible = [
        each
        for each in results_of(request.asked.kind)
        if not (each is Result.PARTLY_CONFIRMED and request.asked.persons == 1)
    ]
    rows = code_rows(line, "result", possible)
    question = text("answer-which", persons=request.asked.persons)
    return turn.asking(card(question, rows=[*rows, back_to(request)]))


async def _how_many(turn: Turn, request: Request) -> Reply:
    counts = range(1, min(request.asked.persons, MOST_BUTTONS + 1))
    row = tuple(
        Button(text("answer", value=count), str(turn.line.then(str(count)))) for count in counts
    )
    question = text("answer-how-many", persons=request.asked.persons)
    return await turn.ask_for_words(turn.line, question, row)


async def refuse(turn: Turn) -> Reply:
    """Refuse on grounds of Article 8: ``refuse REF 1,3 LETTER``; ``ok`` and ``drop`` end a draft.

    From a focal person it becomes a draft that a coordinator confirms.
    """
    given = turn.line.argument(1)
    if given == SURE:
        permit = await check(turn, Action.REFUSE)
        request = await take_step(turn.tx, permit, request_rules.confirm_refusal)
        return await shown(turn, request, Action.REFUSE)
    if given == DROP:
        permit = await check(turn, Action.DROP_REFUSAL)
        request = await take_step(turn.tx, permit, request_rules.drop_refusal)
        return await shown(turn, request, Action.DROP_REFUSAL)
    request = await request_service.find(turn.tx, turn.person, turn.line.reference())
    drafts = turn.person.role is Role.FOCAL_PERSON and _on_requested_side(turn, request)
    action = Action.DRAFT_REFUSAL if drafts else Action.REFUSE
    permit = await check(turn, action)
    known = turn.tx.agreement.grounds
    article = turn.tx.agreement.articles["refusal"]
    grounds = codes(given, known)
    asked = turn.line.argument(2) == WHICH_LETTER
    sent = turn.line.rest(3 if asked else 2)
    if not grounds or (sent is None and not asked):
        labels = {code: term("ground", code) for code in known}
        rows = choice_rows(turn, request, labels=labels, chosen=grounds, go_on=WHICH_LETTER)
        return turn.asking(card(text("refuse-grounds", article=article), rows=rows))
    if sent is None:
        chosen = text("refuse-chosen", grounds=ground_names(grounds))
        question = text("refuse-letter", article=article)
        return await turn.ask_for_words(turn.line, question, above=(title(request), chosen))
    letter = parse_letter(sent)
    request = await request_service.refuse(turn.tx, permit, grounds=grounds, sent=letter)
    return await shown(turn, request, action, by_letter=permit.by_letter)


def _on_requested_side(turn: Turn, request: Request) -> bool:
    return request.side(turn.person.party) is Side.REQUESTED


async def withdraw(turn: Turn) -> Reply:
    """Take the request back: ``withdraw REF REASON LETTER``, ``-`` for no letter."""
    permit = await check(turn, Action.WITHDRAW)
    request, by_letter = permit.request, permit.by_letter
    known = [each.value for each in WithdrawalReason]
    reasons = codes(turn.line.argument(1), known)
    if len(reasons) != 1:
        line = turn.line.but(request.reference)
        rows = code_rows(line, "withdrawal", known)
        return turn.asking(card(text("withdraw-why"), rows=[*rows, back_to(request)]))
    sent = turn.line.rest(2)
    if sent is None:
        skip = Button(text("button-withdraw-no-letter"), str(turn.line.then(SKIP)))
        row = () if by_letter else (skip,)
        chosen = text("case-withdrawal", reason=named("withdrawal", reasons[0]))
        return await turn.ask_for_words(
            turn.line, text("withdraw-letter"), row, above=(title(request), chosen)
        )
    letter = None if sent == SKIP and not by_letter else parse_letter(sent)
    rule = partial(request_rules.withdraw, reason=WithdrawalReason(reasons[0]), letter=letter)
    request = await take_step(turn.tx, permit, rule, letter=letter)
    return await shown(turn, request, Action.WITHDRAW, by_letter=by_letter)


async def close(turn: Turn) -> Reply:
    """Acknowledge the outcome: ``close REF``, with the letter where it stands in."""
    permit = await check(turn, Action.CLOSE)
    sent = turn.line.rest(1)
    if permit.by_letter and sent is None:
        return await turn.ask_for_words(turn.line, text("by-letter-which"))
    letter = parse_letter(sent) if permit.by_letter and sent is not None else None
    request = await take_step(turn.tx, permit, request_rules.close, letter=letter)
    return await shown(turn, request, Action.CLOSE, by_letter=permit.by_letter)


async def agree(turn: Turn) -> Reply:
    """Agree with what the other Party stated by letter: ``agree REF``."""
    return await _judge(turn, Action.AGREE, Verdict.AGREED)


async def disagree(turn: Turn) -> Reply:
    """Object to what the other Party stated by letter: ``object REF``."""
    return await _judge(turn, Action.OBJECT, Verdict.OBJECTED)


async def _judge(turn: Turn, action: Action, verdict: Verdict) -> Reply:
    rule = partial(request_rules.judge_statements, verdict=verdict)
    request = await take_step(turn.tx, await check(turn, action), rule)
    return await shown(turn, request, action)


COMMANDS = command_handlers(
    {
        "answer": answer,
        "refuse": refuse,
        "withdraw": withdraw,
        "close": close,
        "agree": agree,
        "object": disagree,
    }
)
