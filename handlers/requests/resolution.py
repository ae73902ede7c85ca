"""Requests: the steps that end the deadline or the request, and reviews of reported steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from handlers.input.command_router import CommandContext, Commands, Takes, run_command
from handlers.input.commands import CHOSEN_BEFORE, MISSING_ARGUMENT, Command, Reply, code_rows
from handlers.input.said_values import own_codes, says_none, with_letter_said
from handlers.pending_acts.confirmation import Line
from handlers.pending_acts.letters import letter_line, read_letter, require_letter, typed_letter
from handlers.requests import steps
from handlers.requests.numbers import (
    OF_RESULTS,
    as_argument,
    ask_count,
    ask_numbers,
    is_by_number,
    number_confirmed,
    parse_numbers,
    with_result_said,
)
from handlers.requests.sent_values import correct_sent, present_reply
from handlers.requests.steps import send_missing
from liaison.core.agreement import term
from liaison.core.cards import Button, Row, Text, changed, field_line, named, text
from liaison.core.errors import WrongValue
from liaison.core.form import SKIPPED, NotAChoice, is_choosing, parse_codes
from liaison.core.references import new_id
from liaison.core.text_parsing import fold_typed
from liaison.core.vocabulary import codes_said, words_for, words_of
from liaison.pending_acts.model import ActState
from liaison.pending_acts.service import find_act
from liaison.requests import corrections
from liaison.requests import rules as request_rules
from liaison.requests import service as request_service
from liaison.requests.corrections import ground_names, letter_value, outcome_value
from liaison.requests.history import step_lines
from liaison.requests.model import (
    Action,
    Kind,
    Outcome,
    Request,
    Result,
    Side,
    Verdict,
    WithdrawalReason,
    counts_of,
    results_of,
)
from liaison.requests.permissions import side_of, steps_to_review
from liaison.requests.repository import Requests
from liaison.requests.request_lines import result_value, title
from liaison.requests.service import RequestPermit

REPLIES = ("answer", "refuse")
MIN_FOR_PARTIAL = 2
"""Of so few persons, a partial result confirms one."""

COMMANDS = Commands(shows="request")
CORRECTABLE = replace(steps.requests_for(Action.CORRECT), about="correct")


@COMMANDS.handle(
    "answer", targets=steps.requests_for(Action.ANSWER, otherwise="receive"), takes=Takes.VALUES
)
async def answer(context: CommandContext) -> Reply:
    """Send the reply: ``answer REF RESULT LETTER``, ``-`` for no letter; a partial result has its
    number, ``partly=2`` or ``partly 2``. ``answer REF 1=c,2=n,3=u LETTER`` answers by number, and
    a sentence may say what each of these does.
    """
    return await _send_outcome(
        context, await steps.check(context, Action.ANSWER), request_rules.answer
    )


@COMMANDS.handle("correct", targets=CORRECTABLE, takes=Takes.VALUES)
async def correct(context: CommandContext) -> Reply:
    """Correct the reply with the arguments of ``answer``, a refusal with those of ``refuse``; or a
    value of an own request, which a sentence may say. What has not left is sent again.
    """
    party, code = context.person.party, context.command.argument(0) or ""
    act = await find_act(context.tx, party, code, ActState.HELD, ActState.WAITS)
    if act is not None and (name := act.line.split()[0]) in REPLIES:
        return await run_command(replace(context, command=replace(context.command, name=name)))
    request = await request_service.find(context.tx, context.person, context.command.reference())
    if request.missing and request.side(party) is Side.REQUESTED:
        rule = corrections.correct_missing
        return await send_missing(context, Action.ASK, rule, present=request.missing)
    permit = await steps.check(context, Action.CORRECT)
    request = permit.request
    if side_of(Action.CORRECT, request, party) is Side.REQUESTING:
        return await correct_sent(context, permit)
    context = replace(context, command=_with_other_letter(context, request))
    if request.refusal is not None:
        return await _send_refusal(context, permit, corrections.correct_refusal)
    return await _send_outcome(context, permit, corrections.correct)


def _with_other_letter(context: CommandContext, request: Request) -> Command:
    """A correction that says nothing but another letter, with the present result or grounds."""
    command, known = context.command, context.vocabularies
    if codes_said(command.raw, OF_RESULTS, known):
        return command
    if request.refusal is not None:
        present = ",".join(request.refusal.codes)
    elif request.numbers is not None:
        present = as_argument(request.numbers)
    elif request.outcome is not None:
        is_partial = request.outcome.result is Result.PARTLY_CONFIRMED
        count = f"={request.outcome.confirmed}" if is_partial else ""
        present = f"{request.outcome.result}{count}"
    else:
        return command
    names = words_of(e for each in known for e in each.fields.get("letter", ()))
    if names.match(fold_typed(command.text_from(1) or "")):
        command = replace(command, args=command.args[:1])
        said = with_letter_said(command, known, present)
        return command.replace_arguments(*command.args, present) if said == command else said
    return with_letter_said(command, known, present)


@COMMANDS.handle("wrong", takes=Takes.RECORD)
async def wrong(context: CommandContext) -> Reply:
    """A reply is wrong: return that of the other Party, or correct the own one: ``wrong REF``."""
    theirs = [e.argument for e in await steps.RETURNABLE.find(context.tx, context.person)]
    given = context.command.args or theirs
    name = "return" if {*given} & {*theirs} else "correct"
    command = replace(context.command, name=name)
    return await run_command(replace(context, command=command))


async def _send_outcome(
    context: CommandContext, permit: RequestPermit, rule: Callable[..., request_rules.RequestStep]
) -> Reply:
    request, command = permit.request, context.command
    persons, known = request.details.persons, context.vocabularies
    if request.details.kind is Kind.VERIFICATION:
        try:
            command = with_result_said(command, persons, known, is_answer=context.is_answer)
        except WrongValue as unclear:
            if command.args[1:]:
                raise
            context = _with_said(context, "result", ())
            return await _ask_result(context, request, unclear.text(command.raw.strip()))
    else:
        offered = [each.value for each in results_of(request.details.kind)]
        command = _with_said(context, "result", offered).command
    argument = command.begun(1)
    given, _, count = argument.lstrip(",").partition("=")
    by_number = given[:1].isdecimal()
    if not by_number and is_by_number(fold_typed(count), persons, known):
        by_number, argument = True, count  # where the number of persons was asked for
    free = request if permit.action is Action.ANSWER else replace(request, numbers=None)
    if is_choosing(argument):
        return await ask_numbers(context, request, argument, steps.back_row(request))
    if not given:
        return await _ask_result(_with_said(context, "result", ()), free)
    if by_number:
        before, _, typed = argument.partition(CHOSEN_BEFORE)
        said = parse_numbers(before, known) | parse_numbers(typed, known)
        written = replace(context, command=command.with_argument(1, as_argument(said)))
        return await _send_numbers(written, permit, rule, said)
    result, command = _result(given, free), command.with_argument(1, argument.lstrip(","))
    confirmed = persons if result is Result.CONFIRMED else 0
    if result is Result.PARTLY_CONFIRMED:
        count = count or ("1" if persons == MIN_FOR_PARTIAL else "")
        asked = command.asking(1, f"{given}={MISSING_ARGUMENT}")
        if not count:
            return await ask_count(context, asked, persons)
        try:
            confirmed = number_confirmed(count, persons, known)
        except WrongValue as wrong:
            if context.is_answer or command.check is not None:
                raise
            asked = replace(asked, check=new_id(context.tx.random))  # a letter may be long
            return await ask_count(context, asked, persons, wrong.text(count))
        command = command.with_argument(1, f"{given}={confirmed}")
    is_counted = request.details.kind is Kind.VERIFICATION
    outcome = Outcome(result=result, confirmed=confirmed if is_counted else None)
    request_rules.outcome_facts(free, outcome)
    value = outcome_value(outcome, persons=persons)

    def answered(letter: str | None) -> request_service.RequestRule:
        return partial(rule, outcome=replace(outcome, letter=letter))

    return await _with_letter(replace(context, command=command), permit, answered, value)


def _with_said(
    context: CommandContext, name: str, offered: Sequence[str], *, several: bool = False
) -> CommandContext:
    """The input with the answers that its words are, and its letter; the others are asked for."""
    command, known = context.command, context.vocabularies
    typed, raw = command.text_from(1) or "", "" if command.args[1:] else command.raw
    said = own_codes(name, offered, typed or raw, known)
    said = said if several or len(said) == 1 else []
    if {*command.begun(1).split(",")} <= {*offered}:
        return context
    if typed and said:
        words = words_of(word for each in said for word in words_for(f"{name}_{each}", known))
        rest = words.sub(" ", typed).strip(" ,\u3001\uff0c")
        is_letter = any(map(str.isdigit, rest)) or says_none("letter", rest, known)
        letter = rest.split() if is_letter else ()
        with_answer = command.replace_arguments(command.args[0], ",".join(said), *letter)
        return replace(context, command=with_answer)
    lettered = with_letter_said(command, known, ",".join(said) or MISSING_ARGUMENT)
    if lettered == command:
        return context.with_argument(1, ",".join(said)) if said else context
    # The letter may be of any length, so the buttons do not have it.
    return replace(context, command=replace(lettered, check=new_id(context.tx.random)))


async def _send_numbers(
    context: CommandContext,
    permit: RequestPermit,
    rule: Callable[..., request_rules.RequestStep],
    said: Mapping[int, bool | None],
) -> Reply:
    """Send a reply about persons by number, which is partial until each has an answer."""
    request = permit.request
    numbers = corrections.known_numbers(request, said)
    outcome = corrections.outcome_by_number(request, numbers)
    if outcome is None and permit.action is Action.CORRECT:
        raise WrongValue("error-counts", persons=request.details.persons)

    def answered(letter: str | None) -> request_service.RequestRule:
        if outcome is None:
            return partial(corrections.answer_part, numbers=numbers, letter=letter)
        return partial(rule, outcome=replace(outcome, letter=letter), numbers=numbers)

    action = Action.ANSWER_PART if outcome is None else permit.action
    value = text("answer", value=corrections.number_values(numbers, request))
    if request.outcome is None and request_rules.number_change(request, numbers):
        action = Action.CORRECT if outcome is None else action
        value = value if outcome is None else changed(result_value(request), value)
    return await _with_letter(context, replace(permit, action=action), answered, value)


async def _with_letter(
    context: CommandContext,
    permit: RequestPermit,
    answered: Callable[[str | None], request_service.RequestRule],
    value: Text,
) -> Reply:
    """Ask for the letter of a reply, and send it by the rule that it gives."""
    above = (title(permit.request), text("request-outcome", result=value, with_letter="no"))
    letter = await _letter_of(context, permit, text("answer-letter"), above)
    rule = answered(letter)
    return await _send_result(context, permit, rule, name="result", value=value, letter=letter)


async def _send_result(
    context: CommandContext,
    permit: RequestPermit,
    rule: request_service.RequestRule,
    *,
    name: str,
    value: Text,
    letter: str | None,
) -> Reply:
    """Send a reply or refusal with its letter, each value beside the one that it corrects."""
    request, shown, done = permit.request, (value, letter_value(letter)), None
    present = request.outcome or request.refusal
    if permit.action is Action.CORRECT:
        was = letter if present is None else present.letter
        before = (result_value(request), letter_value(was))
        shown = (changed(before[0], shown[0]), changed(before[1], shown[1]))
        change = shown[0] if before[0] != value else shown[1]
        done = text("recorded-correct", change=change)
    is_list = name == "grounds" or context.command.begun(1)[:1].isdecimal()
    lines = [Line(name=name, value=shown[0], at=1, is_list=is_list), letter_line(shown[1], 2)]
    return await steps.check_and_send(context, permit, rule, lines, letter=letter, done=done)


async def _letter_of(
    context: CommandContext, permit: RequestPermit, question: Text, above: Sequence[Text]
) -> str | None:
    """The letter of a step, which may have none unless the step is recorded from it."""

    def rows(asked: Command) -> list[Row]:
        skip = Button(text("button-no-letter"), str(asked.with_arguments(SKIPPED)))
        return [(skip,)]

    if permit.by_letter:
        return await require_letter(context, 2, question, above=above)
    sent = await typed_letter(context, 2, question, rows, above=above)
    is_none = sent == SKIPPED or says_none("letter", sent, context.vocabularies)
    return None if is_none else read_letter(context, sent)


def _result(given: str, request: Request) -> Result:
    """Parse a result, also by its beginning: ``partly``. Raises ``NotAChoice``."""
    begins = given.replace("-", "_")
    for result in results_of(request.details.kind):
        if result.startswith(begins) and counts_of(replace(request, numbers=None), result):
            return result
    raise NotAChoice


async def _ask_result(context: CommandContext, request: Request, *above: Text) -> Reply:
    possible = [each for each in results_of(request.details.kind) if counts_of(request, each)]
    rows = code_rows(context.command.asking(1), "result", possible)
    if request.details.kind is Kind.VERIFICATION and request.details.persons > 1:
        by_number = str(context.command.with_argument(1, ","))
        rows.append((Button(text("button-by-number"), by_number),))
    question = text("answer-which", persons=request.details.persons)
    asked, leave = context.command.asking(1), steps.back_row(request)
    above = (*present_reply(context, request), *above)
    return await context.ask_for_text(asked, question, *rows, above=above, leave=leave)


@COMMANDS.handle("refuse", targets=steps.requests_for(Action.REFUSE), takes=Takes.VALUES)
async def refuse(context: CommandContext) -> Reply:
    """Refuse on grounds of Article 8: ``refuse REF 1,3 LETTER``; a comma after the grounds asks for
    more of them. A coordinator approves the refusal of a focal person.
    """
    return await _send_refusal(
        context, await steps.check(context, Action.REFUSE), request_rules.refuse
    )


async def _send_refusal(
    context: CommandContext,
    permit: RequestPermit,
    refusal: Callable[..., request_rules.RequestStep],
) -> Reply:
    known, request = context.tx.agreement.grounds, permit.request
    context = _with_said(context, "grounds", known, several=True)
    given = context.command.begun(1) or ","
    article = context.tx.agreement.articles["refusal"]
    grounds = parse_codes(given, known)
    if not grounds or is_choosing(given):
        labels = {code: term("ground", code) for code in known}
        rows = steps.choice_rows(labels, grounds, partial(context.command.with_argument, 1))
        question = text("refuse-grounds", article=article)
        asked = context.command.asking_more(1, ",".join(grounds))
        above, leave = present_reply(context, request), steps.back_row(request)
        return await context.ask_for_text(asked, question, *rows, above=above, leave=leave)
    context = context.with_argument(1, ",".join(grounds))
    above = (title(request), field_line("grounds", ground_names(grounds)))
    question, is_own = text("refuse-letter", article=article), not permit.by_letter
    letter = await require_letter(context, 2, question, above=above, is_own=is_own)
    rule = partial(refusal, grounds=grounds, letter=letter)
    value = text("answer", value=ground_names(grounds))
    return await _send_result(context, permit, rule, name="grounds", value=value, letter=letter)


@COMMANDS.handle("withdraw", targets=steps.requests_for(Action.WITHDRAW), takes=Takes.VALUES)
async def withdraw(context: CommandContext) -> Reply:
    """Withdraw the request: ``withdraw REF REASON LETTER``, ``-`` for no letter."""
    permit = await steps.check(context, Action.WITHDRAW)
    request = permit.request
    known = [each.value for each in WithdrawalReason]
    context = _with_said(context, "withdrawal", known)
    reasons = parse_codes(context.command.begun(1), known)
    if len(reasons) != 1:
        asked, question = context.command.asking(1), text("withdraw-why")
        rows = code_rows(asked, "withdrawal", known)
        return await context.ask_for_text(asked, question, *rows, leave=steps.back_row(request))
    context = context.with_argument(1, reasons[0])
    reason = named("withdrawal", reasons[0])
    above = (title(request), field_line("reason", reason))
    letter = await _letter_of(context, permit, text("withdraw-letter"), above)
    lines = [Line(name="reason", value=reason, at=1), letter_line(letter_value(letter), 2)]
    rule = partial(request_rules.withdraw, reason=WithdrawalReason(reasons[0]), letter=letter)
    return await steps.check_and_send(context, permit, rule, lines, letter=letter)


@COMMANDS.handle("close", targets=steps.requests_for(Action.CLOSE))
async def close(context: CommandContext) -> Reply:
    """Acknowledge the result: ``close REF``, with a letter if reported for the other Party."""
    permit = await steps.check(context, Action.CLOSE)
    letter = None
    if permit.by_letter:
        letter = await require_letter(context, 1, text("by-letter-which"))
    rule = request_rules.close
    field = "result" if permit.request.refusal is None else "grounds"
    lines = [Line(name=field, value=result_value(permit.request)), *steps.checked_letter(letter, 1)]
    return await steps.check_and_send(context, permit, rule, lines, letter=letter)


@COMMANDS.handle("agree", targets=steps.requests_for(Action.AGREE))
@COMMANDS.handle("object", targets=steps.requests_for(Action.OBJECT))
async def review(context: CommandContext) -> Reply:
    """Review the steps that the other Party reported by letter: ``agree REF``, ``object REF``."""
    action = Action(context.command.name)
    verdict = Verdict.AGREED if action is Action.AGREE else Verdict.OBJECTED
    rule = partial(request_rules.review_reported_steps, verdict=verdict)
    permit = await steps.check(context, action)
    request, party = permit.request, context.person.party
    waiting = {each.version for each in steps_to_review(request, party)}
    events = await context.tx.of(Requests).events(request.reference, party=party)
    stated = [each for each in events if each.version in waiting]
    shown = await step_lines(context.tx, context.person, request, stated)
    lines = [Line(name="stated", value=each) for each in shown]
    return await steps.check_and_send(context, permit, rule, lines)
