"""Requests: the correction of a value that was sent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from handlers.input.command_router import CommandContext
from handlers.input.commands import Command, Reply, code_rows
from handlers.input.corrections import corrected
from handlers.input.said_values import Said, read_answer, value_said
from handlers.pending_acts.confirmation import Line
from handlers.pending_acts.letters import require_letter
from handlers.requests.steps import back_row, check_and_send
from liaison.core.cards import Button, Row, Text, changed, named, text
from liaison.core.form import Question, choice, parse_code
from liaison.core.text_parsing import fold_typed, parse_count
from liaison.core.vocabulary import Vocabularies, read_numerals
from liaison.requests import corrections
from liaison.requests.drafts import GUARDIAN, Mode, checks_for, questions
from liaison.requests.model import MAX_PERSONS, Action, Request, WithdrawalReason
from liaison.requests.repository import Requests
from liaison.requests.request_lines import result_value
from liaison.requests.service import RequestPermit


def present_reply(context: CommandContext, request: Request) -> Sequence[Text]:
    """The reply or refusal that is corrected, above the first question of its correction."""
    if context.command.name != Action.CORRECT:
        return ()
    return (text("correct-present", reference=request.reference, now=result_value(request)),)


async def correct_sent(context: CommandContext, permit: RequestPermit) -> Reply:
    """Correct one value that the requesting Party has sent: ``correct REF VALUE NEW``, where the
    value is a code of ``field``, its number or its name in words.
    """
    request, command = permit.request, context.command
    events = await context.tx.of(Requests).events(request.reference, party=context.person.party)
    sent, known = corrections.sent_values(request, events), context.vocabularies
    form = _form(context, request)
    given = command.argument(1)
    in_words = given is not None and given not in sent and not given.isdecimal()
    typed = command.filled or ("" if command.args[1:] else command.raw)
    typed = command.text_from(1) or "" if in_words else typed
    new, _, said, _ = corrected(typed, [*sent], known, counts=corrections.COUNTS)
    said = said or _choices_said(
        new, [form[e] for e in sent if e in form and e != "withdrawal"], known
    )
    is_count = all(e in corrections.COUNTS and said[e].isdecimal() for e in said)
    if (in_words or is_count or command.filled is None) and len(said) == 1:
        [(name, words)] = said.items()
        counted = read_numerals(fold_typed(words), known, before=("persons",))
        is_value = name not in corrections.COUNTS or re.search(r"\d", counted)
        new_words = words.split() if is_value else []
        command = command.replace_arguments(request.reference, name, *new_words)
    context, given = replace(context, command=command), command.argument(1)
    rows, leave = partial(code_rows, concept="field", codes=sent), back_row(request)
    question = text("correct-which")
    name = parse_code(await context.require(1, question, rows, given=given, leave=leave), [*sent])
    before = corrections.sent_value(name, sent[name])
    context, after = await _value(context, name, form.get(name), before)
    children = int(after) if name == "children" else request.details.children
    checks = checks_for(children, agreement=context.tx.agreement)
    is_asked_again = GUARDIAN in checks and children > request.details.children
    doubts = list[Text]()
    if request.details.repatriation is not None and is_asked_again:
        asked = named("field", f"safety_{GUARDIAN}")
        doubts = [text("draft-safety-open", checks=(asked,))]
    rule = partial(
        corrections.correct_sent, name=name, before=sent[name], after=after, checks=checks
    )
    value = changed(before, corrections.sent_value(name, after))
    line = Line(name=name, value=value, at=2, to_end=True)
    done = text("recorded-correct", change=value)
    letter = None if name in form else str(after)
    return await check_and_send(
        context, permit, rule, [line], letter=letter, done=done, doubts=doubts
    )


def _form(context: CommandContext, request: Request) -> Mapping[str, Question]:
    """The questions for what was sent, as when it was logged; none for the number of a letter."""
    asked = questions(
        Mode.NEW,
        {"kind": request.details.kind},
        agreement=context.tx.agreement,
        vocabularies=context.vocabularies,
        today=context.today,
    )
    asked.append(choice("withdrawal", [*WithdrawalReason]))
    return {each.name: each for each in asked if each.name != "letter"}


async def _value(
    context: CommandContext, name: str, asked: Question | None, present: Text
) -> tuple[CommandContext, str | int]:
    """The new value, which is asked for if it is not there."""
    question = text("correct-value", field=named("field", name), now=present)
    if asked is not None and asked.days is not None:
        context, day = await context.require_day(2, question, asked.days)
        return context, day.isoformat()
    if asked is None:
        return context, await require_letter(context, 2, question, is_own=True)
    codes = () if asked.counts else asked.offered
    typed = await context.require(2, question, partial(_rows, name, codes))
    if asked.counts:
        return context, parse_count(typed, 0, MAX_PERSONS, context.vocabularies)
    after = read_answer(replace(asked, optional=False), typed, context.vocabularies)
    coded = context.command.replace_arguments(*context.command.args[:2], str(after))
    return replace(context, command=coded), after


def _choices_said(typed: str, asked: Sequence[Question], known: Vocabularies) -> dict[str, str]:
    """The answers to questions with a closed list that a text has."""
    said = Said(about={}, others=[typed])
    choices = [each for each in asked if each.offered and not each.counts]
    found = {each.name: value_said(each, said, known) for each in choices}
    return {name: str(value) for name, value in found.items() if value is not None}


def _rows(name: str, codes: Sequence[str], asked: Command) -> list[Row]:
    """A row for each code of a value that was sent."""
    shown = {each: corrections.sent_value(name, each) for each in codes}
    return [(Button(label, str(asked.with_arguments(each))),) for each, label in shown.items()]
