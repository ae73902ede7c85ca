"""Logging a request in a conversation: one question after the other, in one card."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from handlers import drafting
from handlers.draft_form import DraftForm, Page, days_of
from handlers.input.command_router import CommandContext, Commands, Takes
from handlers.input.commands import Reply
from handlers.input.conversation import Draft
from handlers.input.said_values import value_words
from handlers.pending_acts.letters import next_number_row
from handlers.requests.steps import choice_rows
from liaison.core.agreement import term
from liaison.core.cards import Button, Card, Paragraph, Row, Text, Value, in_rows, named, text
from liaison.core.errors import WrongState, WrongValue
from liaison.core.form import SKIPPED, Answers, Question, parse_codes
from liaison.core.references import Reference, parse_coded
from liaison.core.text_parsing import fold_typed
from liaison.core.vocabulary import words_of
from liaison.letters.model import LetterAct
from liaison.letters.views import with_letter
from liaison.requests.drafts import Mode, answers_from, finished, open_points, questions
from liaison.requests.lists import letter_doubts
from liaison.requests.model import OPEN, Kind, Request
from liaison.requests.request_lines import assistance_names
from liaison.requests.service import find, log, other_party_absent, record
from liaison.requests.views import show_request

NUMBERS = ("persons", "children")
NUMBERS_IN_A_ROW = 5
MANY, CENTURY = 8, 2000
_NUMBER = re.compile(r"[0-9]+(?:[/.-][0-9]+)*")

COMMANDS = Commands(shows="request")


class RequestDraft(Draft):
    """A request that is being logged or recorded; it may continue another one."""

    mode: Mode
    follows: Reference | None = None


class RequestForm(DraftForm[RequestDraft]):
    """A request to the other Party, or one of the other Party that came by letter."""

    command, draft = "draft", RequestDraft

    async def questions(self, context: CommandContext, draft: RequestDraft) -> list[Question]:
        return questions(
            draft.mode,
            draft.answers,
            agreement=context.tx.agreement,
            vocabularies=context.vocabularies,
            today=context.today,
        )

    def ask(
        self, page: Page[RequestDraft], question: Question
    ) -> tuple[Sequence[Paragraph], Sequence[Row]]:
        at, given = page.asked.index(question), page.draft.answers
        where = text("draft-progress", step=at + 1)
        follows, is_first = page.draft.follows, page.context.command.name != self.command
        after = (text("draft-follows", reference=follows),) if follows and is_first else ()
        said = not page.is_whole and any(each.name in given for each in page.asked[at + 1 :])
        words = [
            (*after, where),
            _lines(page, [each for each in page.asked if each != question]) if said else (),
            (named("draft-ask", question.name),),
        ]
        line = f"{page.line} {question.name} "
        labels = {each: shown_answer(question.name, each) for each in question.offered}
        if question.several:
            chosen = parse_codes(str(page.draft.answers.get(question.name, "")), question.offered)
            return words, choice_rows(labels, chosen, line.__add__)
        offered = [Button(label, line + choice) for choice, label in labels.items()]
        width = NUMBERS_IN_A_ROW if question.name in NUMBERS else 1 if len(offered) < MANY else 2
        is_own = question.name == "letter" and page.draft.mode is Mode.NEW
        number = next_number_row(page.context, line.strip()) if is_own else ()
        return words, [*in_rows(offered, width), *days_of(page, question), number]

    def name(self, page: Page[RequestDraft], question: str) -> Text:
        return named("field", question)

    def answer(self, page: Page[RequestDraft], question: str) -> Text:
        return shown_answer(question, page.draft.answers[question])

    async def check(
        self, page: Page[RequestDraft]
    ) -> tuple[Paragraph, Sequence[Paragraph], Paragraph]:
        context, draft = page.context, page.draft
        other = context.tx.agreement.other(context.person.party)
        lines = _lines(page, page.asked)
        if draft.follows is not None:
            lines = (text("request-follows", reference=draft.follows), *lines)
        title = text("draft-check", mode=draft.mode, party=text(other.name))
        repatriates = draft.answers["kind"] == Kind.REPATRIATION
        found = open_points(draft.answers, agreement=context.tx.agreement) if repatriates else ()
        checks = tuple(named("field", f"safety_{each}") for each in found)
        warned = (text("draft-safety-open", checks=checks),) if found else ()
        writer = context.person.party if draft.mode is Mode.NEW else other.code
        letter = str(draft.answers["letter"])
        doubts = await letter_doubts(context.tx, writer, letter, about=draft.follows)
        return (title,), [lines, warned], doubts

    def act(self, draft: RequestDraft) -> Text:
        act, letter = text(f"command-{draft.mode}"), draft.answers["letter"]
        return act if letter == SKIPPED else text("act-about", act=act, about=letter)

    async def send(self, page: Page[RequestDraft]) -> tuple[Card, Text]:
        tx, person, answers = page.context.tx, page.context.person, page.draft.answers
        what = replace(finished(answers, agreement=tx.agreement), follows=page.draft.follows)
        if page.draft.mode is Mode.RECORD:
            received_on = date.fromisoformat(str(answers["received_on"]))
            letter = str(answers["letter"])
            request = await record(tx, person, what, received_on=received_on, letter=letter)
            key = "request-recorded"
        else:
            request = await log(tx, person, what)
            key = "request-sent-alone" if await other_party_absent(tx, person) else "request-sent"
        shown = await show_request(tx, person, request)
        if page.draft.mode is Mode.NEW:
            repatriates = what.kind is Kind.REPATRIATION
            written = LetterAct.NOTICE if repatriates else LetterAct.REQUEST
            shown = with_letter(shown, written, request.reference)
        return shown, text(key)


FORM = RequestForm()


@COMMANDS.handle("new", takes=Takes.VALUES)
async def new(context: CommandContext) -> Reply:
    """Begin a request to the other Party, also with values in words, or one that continues
    another: ``new REF``. Raises ``WrongState`` while a reply to the other one is due.
    """
    if parse_coded(context.command.argument(0) or "", letters=2) is None:
        return await _begin(context, mode=Mode.NEW)
    request = await find(context.tx, context.person, context.command.reference())
    if request.state in OPEN:
        raise WrongState(reference=request.reference)
    return await _begin(context, mode=Mode.NEW, request=request)


async def _begin(context: CommandContext, *, mode: Mode, request: Request | None = None) -> Reply:
    waiting = context.conversation.draft(FORM.command, RequestDraft)
    answers = {} if request is None else answers_from(request, context.person.party)
    follows = None if request is None else request.reference
    begun = await drafting.begin_draft(
        context,
        FORM,
        lambda made: RequestDraft(id=made, mode=mode, answers=answers, follows=follows),
    )
    draft = context.conversation.draft(FORM.command, RequestDraft)
    left = () if draft in (None, waiting) else _left_over(context, draft.answers)
    if request is not None or not left or begun.card is None:
        return begun
    quoted = (WrongValue("left-over").text(" ".join(left)),)
    shown = replace(begun.card, paragraphs=(*begun.card.paragraphs, quoted))
    return replace(begun, card=shown)


def _left_over(context: CommandContext, answers: Answers) -> Sequence[str]:
    """The words of a typed line with a number or day that is in no answer."""
    taken = [_figures(str(each)) for each in answers.values()]
    values = words_of(value_words(context.vocabularies))
    left: list[str] = []
    before: list[str] = []
    for word in context.command.raw.split():
        numbers = _NUMBER.findall(fold_typed(word))
        if any(not any(_figures(each) <= of for of in taken) for each in numbers):
            left += [*before, word]
        before = [] if numbers or values.search(fold_typed(word)) else [*before, word]
    return left


def _figures(written: str) -> set[int]:
    """The numbers of a number, a day or a letter, such as 145 and 26 of 145/26; 26 of 2026, too."""
    return {int(each) % CENTURY for each in re.findall("[0-9]+", fold_typed(written))}


def _lines(page: Page[RequestDraft], asked: Sequence[Question]) -> tuple[Text, ...]:
    """A line for each answer that is given to a question."""
    answers = page.draft.answers
    return tuple(
        text("named-value", name=named("field", name), value=shown_answer(name, answers[name]))
        for name in (each.name for each in asked)
        if name in answers
    )


def shown_answer(name: str, value: str | int) -> Text:
    """An answer in the reader's language: names of codes, dates, numbers."""
    if value == SKIPPED:
        return text("unanswered" if name.startswith("safety_") else "not-stated")
    shown: Value = value
    match name:
        case "kind":
            return term("request", str(value))
        case "channel" | "crossing":
            return term(name, str(value))
        case "assistance":
            shown = assistance_names(str(value).split(","))
        case "urgency":
            return text(f"urgency-{value}")
        case "letter_day" | "received_on" | "needed_by" | "planned_on":
            shown = date.fromisoformat(str(value))
        case "persons" | "children":
            shown = int(value)
        case _ if name.startswith("safety_"):
            return named("check", str(value))
    return text("answer", value=shown)


COMMANDS.handle("record", takes=Takes.VALUES)(partial(_begin, mode=Mode.RECORD))
COMMANDS.handle("draft", takes=Takes.VALUES)(partial(drafting.go_on, form=FORM))
