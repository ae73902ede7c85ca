"""Logging a request in a conversation: one question after the other, in one card."""

from datetime import date

from handlers.input.command_router import CommandContext, command_handlers
from handlers.input.commands import parse_command
from handlers.input.conversation import REQUEST, RequestDraft
from handlers.input.date_control import day_rows
from handlers.input.replies import Reply
from handlers.pending_acts import other_party, send_draft
from liaison.core.agreement import term
from liaison.core.cards import MENU, Button, Card, Row, Text, Value, card, in_rows, named, text
from liaison.core.errors import UserError
from liaison.core.form import (
    SKIPPED,
    DraftExpired,
    DraftOvertaken,
    Question,
    answer,
    current,
    step_back,
)
from liaison.core.transaction import today_of
from liaison.duty.service import duty_now
from liaison.notifications.recipients import hours_of
from liaison.requests.drafts import Mode, delivery_line, finished, questions
from liaison.requests.service import is_alone, log, record
from liaison.requests.views import show_case

NOW = "*"
"""Replaces the name of the present question."""
ID_BYTES = 3
NUMBERS = ("persons", "children")
NUMBERS_IN_A_ROW = 5
MANY = 8


async def new(context: CommandContext) -> Reply:
    """Begin a request to the other Party."""
    return await _begin(context, Mode.NEW)


async def record_letter(context: CommandContext) -> Reply:
    """Begin to record a request of the other Party that came by letter."""
    return await _begin(context, Mode.RECORD)


async def _begin(context: CommandContext, mode: Mode) -> Reply:
    """Begin a draft; if there is one already, offer to resume it."""
    draft = context.conversation.draft(REQUEST)
    if draft is not None and context.command.argument(0) != "afresh":
        resume: Row = (Button(text("button-resume-draft"), f"draft {draft.id} resume"),)
        afresh: Row = (Button(text("button-afresh"), f"{mode} afresh"),)
        return context.ask(card(text("draft-waits"), rows=[resume, afresh, MENU]))
    draft = RequestDraft(id=context.tx.random(ID_BYTES).hex(), mode=mode, answers={})
    return await _ask(context, draft)


async def continue_draft(context: CommandContext) -> Reply:
    """Continue a draft: ``draft ID QUESTION ANSWER``, or back, resume, cancel, send.

    Raises ``DraftExpired`` for another draft.
    """
    draft = context.conversation.draft(REQUEST)
    wanted, step, *given = (*context.command.args, "", "")
    if draft is None or draft.id != wanted:
        raise DraftExpired
    asked = _questions(context, draft)
    match step:
        case "back":
            return await _ask(context, draft.with_answers(step_back(asked, draft.answers)))
        case "send" if current(asked, draft.answers) is not None:
            return await _ask(context, draft, wrong=DraftOvertaken().text())
        case "send":
            return await send_draft(context, REQUEST, draft, text(f"command-{draft.mode}"))
        case "check" if context.leaving:
            return await _send(context, draft, asked)
        case "check" | "resume":
            return await _ask(context, draft)
        case "cancel":
            await context.conversation.end(REQUEST)
            return context.finish(card(text("draft-cancelled"), rows=[MENU]))
        case _:
            return await _save_answer(context, draft, asked, name=step, raw=" ".join(given).strip())


async def _save_answer(
    context: CommandContext, draft: RequestDraft, asked: list[Question], *, name: str, raw: str
) -> Reply:
    """Save an answer; an invalid one shows its question again under the error."""
    question = current(asked, draft.answers)
    if question is None and name == NOW:
        return await _ask(context, draft, wrong=text("draft-press"))
    if question is None or name not in (question.name, NOW):
        return await _ask(context, draft)
    try:
        given = answer(question, raw)
    except UserError as refusal:
        return await _ask(context, draft, wrong=refusal.text())
    return await _ask(context, draft.with_answers({**draft.answers, question.name: given}))


async def _send(context: CommandContext, draft: RequestDraft, asked: list[Question]) -> Reply:
    answers = draft.answers
    if current(asked, answers) is not None:
        raise DraftOvertaken
    what = finished(answers, agreement=context.tx.agreement)
    if draft.mode is Mode.RECORD:
        received_on = date.fromisoformat(str(answers["received_on"]))
        request = await record(
            context.tx, context.person, what, received_on=received_on, letter=str(answers["letter"])
        )
        done = text("request-recorded", reference=request.reference)
    else:
        request = await log(context.tx, context.person, what)
        alone = await is_alone(context.tx, context.person)
        key = "request-sent-alone" if alone else "request-sent"
        done = text(key, reference=request.reference)
    await context.conversation.end(REQUEST)
    shown = await show_case(context.tx, context.person, request, banner=done)
    return context.finish(shown, toast=done)


async def _ask(context: CommandContext, draft: RequestDraft, *, wrong: Text | None = None) -> Reply:
    """Save the draft and show its next question, or the confirmation."""
    asked = _questions(context, draft)
    question = current(asked, draft.answers)
    is_day = question is not None and question.days is not None
    await context.conversation.write(REQUEST, draft, is_day=is_day)
    if question is None:
        told = await _delivery_line(context, draft)
        shown = _confirmation(context, draft, asked, wrong, told)
    else:
        shown = _question_card(context, draft, asked, question, wrong)
    return context.ask(shown, repeated=wrong is not None)


def _questions(context: CommandContext, draft: RequestDraft) -> list[Question]:
    return questions(
        draft.mode,
        draft.answers,
        agreement=context.tx.agreement,
        today=today_of(context.tx, context.person.party),
    )


def _question_card(
    context: CommandContext,
    draft: RequestDraft,
    asked: list[Question],
    question: Question,
    wrong: Text | None,
) -> Card:
    where = text("draft-progress", step=asked.index(question) + 1, steps=len(asked))
    words = named("draft-ask", question.name)
    line = f"draft {draft.id}"
    offered = [
        Button(shown_answer(question.name, choice), f"{line} {question.name} {choice}")
        for choice in question.offered
    ]
    width = NUMBERS_IN_A_ROW if question.name in NUMBERS else 1 if len(offered) < MANY else 2
    choices = in_rows(offered, width)
    choices += question_days(context, line, question)
    around = exit_rows(line, question, back=bool(draft.answers))
    return card(wrong, where, words, rows=[*choices, around])


def question_days(context: CommandContext, line: str, question: Question) -> list[Row]:
    """The date control of a question of a draft whose buttons begin with ``line``."""
    if question.days is None:
        return []
    answered = parse_command(f"{line} {question.name}")
    return day_rows(question.days, answered, parse_command(f"{line} resume"), context.month)


def exit_rows(line: str, question: Question, *, back: bool) -> Row:
    """The buttons to leave a question of a draft whose buttons begin with ``line``."""
    found = [Button(text("button-back"), f"{line} back")] if back else []
    if question.optional:
        found.append(Button(text("button-skip"), f"{line} {question.name} {SKIPPED}"))
    return (*found, Button(text("button-cancel"), f"{line} cancel"))


def check_rows(context: CommandContext, line: str) -> tuple[Row, Row]:
    """The buttons of the confirmation: send, back and cancel."""
    send = text("button-send-to", party=other_party(context))
    back = Button(text("button-back"), f"{line} back")
    return (Button(send, f"{line} send"),), (back, Button(text("button-cancel"), f"{line} cancel"))


async def _delivery_line(context: CommandContext, draft: RequestDraft) -> Text | None:
    """When the other Party will be notified of a new request; None if it has no one."""
    tx, other = context.tx, context.tx.agreement.other(context.person.party)
    if draft.mode is not Mode.NEW or await is_alone(tx, context.person):
        return None
    urgent = draft.answers["urgency"] == "urgent"
    on_duty = (await duty_now(tx, other.code)).person is not None if urgent else False
    return delivery_line(other, hours_of(tx, other.code), tx.now, urgent=urgent, on_duty=on_duty)


def _confirmation(
    context: CommandContext,
    draft: RequestDraft,
    asked: list[Question],
    wrong: Text | None,
    told: Text | None,
) -> Card:
    """All answers before sending, under the error ``wrong``, and when the other Party is told."""
    answers = draft.answers
    other = context.tx.agreement.other(context.person.party)
    lines = [
        text(
            "draft-line",
            question=named("field", question.name),
            answer=shown_answer(question.name, answers[question.name]),
        )
        for question in asked
    ]
    title = text(f"draft-check-{draft.mode}", party=text(other.name))
    rows = check_rows(context, f"draft {draft.id}")
    return card(wrong, title, lines, told, rows=rows)


def shown_answer(name: str, value: str | int) -> Text:
    """An answer in the reader's language: names of codes, dates, numbers."""
    if value == SKIPPED:
        return text("unanswered" if name.startswith("safety_") else "not-stated")
    shown: Value = value
    match name:
        case "kind":
            return term("request", str(value))
        case "channel":
            return term("channel", str(value))
        case "crossing":
            return term("crossing", str(value))
        case "urgency":
            return text(f"urgency-{value}")
        case "letter_day" | "received_on" | "needed_by" | "planned_on":
            shown = date.fromisoformat(str(value))
        case "persons" | "children":
            shown = int(value)
        case _ if name.startswith("safety_"):
            return named("check", str(value))
        case _:
            pass
    return text("answer", value=shown)


COMMANDS = command_handlers({"new": new, "record": record_letter, "draft": continue_draft})
