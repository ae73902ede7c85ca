"""Logging a request as a conversation: one question after the other, in one card."""

from datetime import date

from handlers.input.command_router import Turn, command_handlers
from handlers.input.conversation import REQUEST, RequestDraft, SentRequest
from handlers.input.replies import Reply
from liaison.core.agreement import term
from liaison.core.cards import MENU, Button, Card, Row, Text, Value, card, named, text
from liaison.core.errors import Refusal
from liaison.core.form import SKIPPED, DraftGone, Question, answer, current, step_back
from liaison.core.references import Reference
from liaison.core.transaction import today_of
from liaison.lifecycle.conflicts import AlreadyRecorded
from liaison.requests.drafts import Mode, finished, questions
from liaison.requests.rules import CONFLICTS
from liaison.requests.service import find, is_alone, log, record
from liaison.requests.views import show_case

NOW = "*"
"""Stands for the question that is being asked now."""
ID_BYTES = 3
NUMBERS = ("persons", "children")
NUMBERS_IN_A_ROW = 5
MANY = 6


async def new(turn: Turn) -> Reply:
    """Begin a request to the other Party."""
    return await _begin(turn, Mode.NEW)


async def record_letter(turn: Turn) -> Reply:
    """Begin to record a request of the other Party that came by letter."""
    return await _begin(turn, Mode.RECORD)


async def _begin(turn: Turn, mode: Mode) -> Reply:
    """Begin a draft; where there is one already, offer to take it up again."""
    draft = turn.talk.draft(REQUEST)
    if draft is not None and turn.line.argument(0) != "afresh":
        again: Row = (Button(text("button-resume-draft"), f"draft {draft.id} resume"),)
        afresh: Row = (Button(text("button-afresh"), f"{mode} afresh"),)
        return turn.asking(card(text("draft-waits"), rows=[again, afresh, MENU]))
    draft = RequestDraft(id=turn.tx.random(ID_BYTES).hex(), mode=mode, answers={})
    return await _ask(turn, draft)


async def go_on(turn: Turn) -> Reply:
    """Take a step of a draft: ``draft ID QUESTION ANSWER``, or back, resume, cancel, send.

    Raises ``AlreadyRecorded`` where the draft was sent before, else ``DraftGone``.
    """
    draft, sent = turn.talk.draft(REQUEST), turn.talk.sent(REQUEST)
    wanted, step, *given = (*turn.line.args, "", "")
    if draft is None or draft.id != wanted:
        if sent is not None and sent.id == wanted:
            return await _sent_before(turn, sent.reference)
        raise DraftGone
    asked = _questions(turn, draft)
    match step:
        case "back":
            return await _ask(turn, draft.with_answers(step_back(asked, draft.answers)))
        case "resume":
            return await _ask(turn, draft)
        case "cancel":
            await turn.talk.end(REQUEST)
            return turn.done(card(text("draft-cancelled"), rows=[MENU]))
        case "send":
            return await _send(turn, draft, asked)
        case _:
            return await _take(turn, draft, asked, name=step, raw=" ".join(given).strip())


async def _take(
    turn: Turn, draft: RequestDraft, asked: list[Question], *, name: str, raw: str
) -> Reply:
    """Take an answer; what is none shows its question again, with the reason on top."""
    question = current(asked, draft.answers)
    if question is None and name == NOW:
        return await _ask(turn, draft, wrong=text("draft-press"))
    if question is None or name not in (question.name, NOW):
        return await _ask(turn, draft)
    try:
        given = answer(question, raw)
    except Refusal as refusal:
        return await _ask(turn, draft, wrong=refusal.text())
    return await _ask(turn, draft.with_answers({**draft.answers, question.name: given}))


async def _send(turn: Turn, draft: RequestDraft, asked: list[Question]) -> Reply:
    answers = draft.answers
    if current(asked, answers) is not None:
        return await _ask(turn, draft, wrong=text("draft-overtaken"))
    what = finished(answers, agreement=turn.tx.agreement)
    if draft.mode is Mode.RECORD:
        received_on = date.fromisoformat(str(answers["received_on"]))
        request = await record(
            turn.tx, turn.person, what, received_on=received_on, letter=str(answers["letter"])
        )
        done = text("request-recorded", reference=request.reference)
    else:
        request = await log(turn.tx, turn.person, what)
        alone = await is_alone(turn.tx, turn.person)
        key = "request-sent-alone" if alone else "request-sent"
        done = text(key, reference=request.reference)
    await turn.talk.end(REQUEST, SentRequest(id=draft.id, reference=request.reference))
    shown = await show_case(turn.tx, turn.person, request, headline=done)
    return turn.done(shown, toast=done)


async def _sent_before(turn: Turn, reference: Reference) -> Reply:
    request = await find(turn.tx, turn.person, reference)
    said = AlreadyRecorded(CONFLICTS.recorded, reference=reference, at=request.logged_at).text()
    return turn.done(await show_case(turn.tx, turn.person, request, headline=said), toast=said)


async def _ask(turn: Turn, draft: RequestDraft, *, wrong: Text | None = None) -> Reply:
    """Keep the draft and show its next question, or all answers where none is left."""
    await turn.talk.write(REQUEST, draft)
    asked = _questions(turn, draft)
    question = current(asked, draft.answers)
    if question is None:
        shown = _confirmation(turn, draft, asked, wrong)
    else:
        shown = _question_card(draft, asked, question, wrong)
    return turn.asking(shown, again=wrong is not None)


def _questions(turn: Turn, draft: RequestDraft) -> list[Question]:
    return questions(
        draft.mode,
        draft.answers,
        agreement=turn.tx.agreement,
        today=today_of(turn.tx, turn.person.party),
    )


def _question_card(
    draft: RequestDraft, asked: list[Question], question: Question, wrong: Text | None
) -> Card:
    where = text("draft-progress", step=asked.index(question) + 1, steps=len(asked))
    words = named("draft-ask", question.name)
    line = f"draft {draft.id}"
    offered = [
        Button(shown_answer(question.name, choice), f"{line} {question.name} {choice}")
        for choice in question.offered
    ]
    width = NUMBERS_IN_A_ROW if question.name in NUMBERS else 1 if len(offered) < MANY else 2
    choices = [tuple(offered[at : at + width]) for at in range(0, len(offered), width)]
    around = ways_out(line, question, back=bool(draft.answers))
    return card(wrong, where, words, rows=[*choices, around])


def ways_out(line: str, question: Question, *, back: bool) -> Row:
    """The ways out of a question of a draft whose buttons begin with ``line``."""
    found = [Button(text("button-back"), f"{line} back")] if back else []
    if question.optional:
        found.append(Button(text("button-skip"), f"{line} {question.name} {SKIPPED}"))
    return (*found, Button(text("button-cancel"), f"{line} cancel"))


def check_rows(line: str, send: Text) -> tuple[Row, Row]:
    """The buttons under all answers of a draft: ``send``, back and cancel."""
    back = Button(text("button-back"), f"{line} back")
    return (Button(send, f"{line} send"),), (back, Button(text("button-cancel"), f"{line} cancel"))


def _confirmation(
    turn: Turn, draft: RequestDraft, asked: list[Question], wrong: Text | None
) -> Card:
    """Everything answered, before it goes out; ``wrong`` is put on top."""
    answers = draft.answers
    other = turn.tx.agreement.other(turn.person.party)
    lines = [
        text(
            "draft-line",
            question=named("field", question.name),
            answer=shown_answer(question.name, answers[question.name]),
        )
        for question in asked
    ]
    title = text(f"draft-check-{draft.mode}", party=text(other.name))
    rows = check_rows(f"draft {draft.id}", text(f"button-send-{draft.mode}"))
    return card(wrong, title, lines, rows=rows)


def shown_answer(name: str, value: str | int) -> Text:
    """An answer as the reader's words: names of codes, dates, numbers as they are written."""
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


COMMANDS = command_handlers({"new": new, "record": record_letter, "draft": go_on})
