"""Drafts: a form is answered question by question, checked, changed at the check, and sent.

``NAME ID QUESTION ANSWER`` answers a question, and ``NAME ID change QUESTION`` asks it again. The
other steps are ``back``, ``change``, ``resume``, ``cancel`` and ``send``; ``check`` is the act.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from handlers.draft_form import DraftForm, Page
from handlers.input import corrections, persons_said, said_values
from handlers.input.command_router import CommandContext, CommandHandler, run_command
from handlers.input.commands import Confirmation, Placement, Reply, parse_command
from handlers.input.conversation import Draft
from handlers.input.corrections import Checked, Correction, Meaning
from handlers.input.labels import fold_label
from handlers.input.said_values import Value
from handlers.pending_acts.confirmation import send_button, send_draft, sent_already
from handlers.pending_acts.letters import refused_letter
from handlers.pending_acts.sending import act_before, before_draft, leaving_first, told_later
from liaison.core.cards import MENU, Button, Paragraph, Row, Text, card, fits_button, in_rows, text
from liaison.core.errors import UserError, WrongValue
from liaison.core.form import SKIPPED, Answers, Question, before, drop_unasked, parse_answer
from liaison.core.references import new_id, without_codes
from liaison.core.text_parsing import Ambiguous, fold_typed
from liaison.core.vocabulary import codes_said, signs_of, words_for, words_of
from liaison.pending_acts.views import pending_line

NOW = "*"
"""Replaces the name of the present question."""
START_OVER = "again"
CHANGES_IN_A_ROW = 2
SAME = text("error-setting-same")
"""Answers a typed value that is already there; it leaves no doubt about what would be sent."""

_D = TypeVar("_D", bound=Draft)


async def begin_draft(
    context: CommandContext,
    form: DraftForm[_D],
    make: Callable[[str], _D],
    *,
    likely: Answers = MappingProxyType({}),
) -> Reply:
    """Begin a draft, made with its id, with the values that were said, and the ``likely`` answers
    to other questions; if there is one already, offer to resume it.
    """
    name, existing = form.command, context.conversation.draft(form.command, form.draft)
    is_empty = existing is None or existing.answers.items() <= (existing.likely or {}).items()
    if existing is None or is_empty or START_OVER in context.command.args:
        made = make(new_id(context.tx.random)).model_copy(update={"likely": {**likely} or None})
        draft = await _with_said(context, form, made, without_codes(context.command.raw))
        return await _show(context, form, draft.with_answers({**likely, **draft.answers}))
    resume = (Button(text(f"button-resume-{name}"), f"{name} {existing.id} resume"),)
    begun = context.command.with_arguments(START_OVER)
    line = begun.line if context.command.args else f"{begun.name} {begun.raw}"
    short = f"{begun.name} {START_OVER}"
    again = (Button(text("button-begin-again"), line if fits_button(line) else short),)
    lost = () if fits_button(line) else (WrongValue("left-over").text(context.command.raw),)
    return context.ask(card(text(f"waits-{name}"), lost, rows=[resume, again, MENU]))


async def _with_said(context: CommandContext, form: DraftForm[_D], draft: _D, typed: str) -> _D:
    known, asked = context.vocabularies, await form.questions(context, draft)
    said = said_values.said_of(asked, typed, known)
    for question in asked:
        if question.name not in draft.answers and not question.several:
            given = said_values.value_said(question, said, known, taken=draft.answers.values())
            if given is not None:
                found = draft.with_answers({**draft.answers, question.name: given})
                return await _with_said(context, form, found, typed)
    return draft


async def go_on(context: CommandContext, form: DraftForm[_D]) -> Reply:
    """Take a step of a draft. Raises ``UserError`` for another one than the open one."""
    draft = context.conversation.draft(form.command, form.draft)
    wanted, step, *given = (*context.command.args, "", "")
    if draft is None or draft.id != wanted:
        return await sent_already(context, wanted)
    raw, page = " ".join(given).strip(), await _page(context, form, draft)
    match step:
        case "back":
            steps = await form.questions(context, draft.with_change(None))
            to = before(steps, draft.answers, draft.changing)
            return await _show(context, form, draft.with_change(to))
        case "send":
            first, question = await leaving_first(context, draft.about), page.question
            if first is None and question is None:
                _, details, _ = await form.check(page)
                shown = Confirmation(title=form.act(draft), details=details)
                return await send_draft(context, form.command, draft, shown)
            wrong = text("draft-overtaken") if question and question.name in draft.answers else None
            reply = await _show(context, form, draft, wrong=wrong)
            toast = None if first is None else await pending_line(context.tx, first)
            return replace(reply, toast=toast, as_alert=True, placement=Placement.AGAIN)
        case "check" if context.leaving:
            if not page.is_whole:
                raise UserError("draft-overtaken")
            sent, done = await form.send(page)
            return context.confirm(done, sent)
        case "check" | "change" | "resume":
            name, raw = given[0], " ".join(given[1:]).strip()
            changing, changes = draft.with_change(name or None), step == "change" and not name
            if not raw:
                show = partial(_show, changes=changes) if name or changes else _resume
                return await show(context, form, changing)
            step, page = name, await _page(context, form, changing)
        case "cancel":
            await context.conversation.end(form.command)
            return context.finish(card(text("draft-cancelled"), rows=[MENU]))
    return await _save_answer(form, page, name=step, raw=raw)


async def _resume(context: CommandContext, form: DraftForm[_D], draft: _D) -> Reply:
    """Show the draft again, about its record as it is now; if its act is over, end it."""
    try:
        renewed = await form.renewed(context, draft)
    except UserError as error:
        await context.conversation.end(form.command)
        handler = context.tx.registry.get(CommandHandler, form.command)
        return await handler.on_conflict(context, error)
    wrong = None if renewed == draft else text("draft-renewed", about=renewed.about)
    shown = await _show(context, form, renewed, wrong=wrong)
    is_typed = context.is_answer and not context.pressed
    return replace(shown, placement=Placement.AGAIN) if is_typed else shown


async def _save_answer(form: DraftForm[_D], page: Page[_D], *, name: str, raw: str) -> Reply:
    """Save an answer; an invalid one shows its question again under the error."""
    context, draft, question = page.context, page.draft, page.question
    asked = [*filter(None, [question]), *page.asked]
    if question is not None and question.counts:
        raw = persons_said.bare_count(raw, context.vocabularies)
    heard = said_values.said_of(asked, raw, context.vocabularies)
    has_more = draft.changing in heard.about and any(map(str.strip, heard.others))
    is_correction = said_values.is_correction(raw, context.vocabularies)
    corrects = question is None or has_more or is_correction
    rest = words_of(signs_of(context.vocabularies, "adding")).sub(" ", raw)
    adds_one = rest != raw or (not is_correction and form.says_addition(page, raw))
    if adds_one and (name, question) == (NOW, None) and (adds := form.addition(page)):
        command = parse_command(adds.command).with_arguments(*rest.split())
        return await go_on(replace(context, command=command), form)
    if name == NOW and corrects and (reply := await _correct(form, page, raw)):
        return reply
    if question is None or name not in (question.name, NOW):
        return await _show(context, form, draft)
    named = heard.about if name == NOW else {}
    filled = draft
    if name == NOW and draft.changing is None:
        kept = {each: given for each, given in draft.answers.items() if not named.get(each)}
        said = await _with_said(context, form, draft.with_answers(kept), raw)
        filled = said if named.keys() <= said.answers.keys() else draft
    changed = [each for each in draft.answers if filled.answers[each] != draft.answers[each]]
    more = filled.answers.keys() - draft.answers.keys()
    is_closed = bool(question.offered or question.days)
    is_said = question.name in more or (is_closed and bool(named))
    if is_said and (changed or more - {question.name} or _day_beside(filled, raw)):
        counts = {each.name for each in page.asked if each.counts}
        is_of_some = corrections.counts_some(raw, context.vocabularies)
        if _is_other_matter(page, raw) or (is_of_some and not counts.isdisjoint(changed)):
            return await _show(context, form, draft, wrong=WrongValue("left-over").text(raw))
        return await _show_after(form, page, filled, typed=raw, changed=changed)
    try:
        after = await _answered(page, form, question, raw)
    except Ambiguous:
        raise
    except UserError as error:
        if name == NOW and (reply := await _correct(form, page, raw)):
            return reply
        wrong = error.text("" if context.pressed or raw in question.offered else raw)
        if context.conversation.stored.rejected:
            day = question.days and question.days.opens_at
            wrong = text("again", wrong=wrong, kind="day" if day else "other", day=day or "")
        return await _show(context, form, draft, wrong=wrong)
    is_skip = after.answers.get(question.name) == SKIPPED and fold_typed(raw) != SKIPPED
    told = [question.name] if is_skip and not (await _page(context, form, after)).is_whole else []
    typed = raw if name == NOW else ""
    return await _show_after(form, page, after, typed=typed, changed=told)


def _is_other_matter(page: Page[_D], typed: str) -> bool:
    """Whether a text that answers several questions is about another request or type."""
    known, given = page.context.vocabularies, page.draft.answers.get("kind")
    said = said_values.said_of(page.asked, typed, known)
    kinds = [e for e in page.asked if e.name == "kind" and given is not None]
    others = [said_values.value_said(each, said, known) not in (None, given) for each in kinds]
    return any(others) or codes_said(typed, ["another_request"], known) != []


async def _show_after(
    form: DraftForm[_D], page: Page[_D], after: _D, *, typed: str, changed: Sequence[str] = ()
) -> Reply:
    """The draft after a ``typed`` answer; a day beside its letter answers the question for one."""
    shown = await _show(page.context, form, after, changed=changed)
    question, day = (await _page(page.context, form, after)).question, _day_beside(after, typed)
    if question is None or question.days is None or not day:
        return shown
    command = parse_command(f"{page.line} {question.name} {day}")
    return await run_command(replace(page.context, command=command))


def _day_beside(draft: Draft, typed: str) -> str:
    """The day without a year, in numbers alone, that a text has beside the letter of a draft."""
    rest = fold_typed(typed).partition(fold_typed(str(draft.answers.get("letter"))))[2]
    return "".join(re.findall(r"(?<!\S)\d{1,2}[./-]\d{1,2}(?![\d./-])", rest)[:1])


async def _answered(page: Page[_D], form: DraftForm[_D], question: Question, typed: str) -> _D:
    """A draft with an answer, without those to what is no longer asked. Raises ``UserError``."""
    context, draft = page.context, page.draft
    given = said_values.read_answer(question, typed, context.vocabularies)
    if given != SKIPPED:
        await form.check_answer(context, question, given)
    changed = draft.with_answers({**draft.answers, question.name: given})
    after = await form.questions(context, changed)
    return draft.with_answers(drop_unasked(page.asked, after, changed.answers))


async def _correct(form: DraftForm[_D], page: Page[_D], typed: str) -> Reply | None:
    """Change the answers that a text corrects, or ask what it means; None before the check, unless
    it names a value or is a correction.
    """
    draft, known = page.draft, page.context.vocabularies
    open_question = "" if page.question is None else page.question.name
    number, typed = corrections.option_said(typed, open_question, known)
    others = tuple(said_values.OPTIONS.replace(number, "") if number else "")
    answered = [e for e in page.asked if e.name in draft.answers and not e.name.endswith(others)]
    skips = [e.name for e in answered if number and e.optional and e.name.endswith(number)]
    if not open_question and skips and fold_label(typed) in signs_of(known, "removing"):
        skipped = Correction(Meaning.CHANGE, dict.fromkeys(skips, SKIPPED))
        return await _show_correction(form, page, skipped)
    is_sure = page.is_whole or corrections.corrected(typed, [], known)[1] is not None
    corrects = is_sure or said_values.is_correction(typed, known)
    checked = [
        Checked(
            name=each.name,
            present=draft.answers[each.name],
            read=partial(_read, page, each, is_sure or (corrects and not each.counts)),
        )
        for each in answered
    ]
    asked = ["instead", *(each.name for each in page.asked)]
    absent = {name for of in known for name in of.fields}.difference(asked)
    correction = await corrections.read_correction(typed, checked, known, absent=absent)
    return await _show_correction(form, page, correction)


async def _read(page: Page[_D], question: Question, is_sure: bool, words: str) -> Value | None:
    """The answer that words are without the name of its question, if they can be one."""
    known, name, given = page.context.vocabularies, question.name, words
    if question.counts:
        given = corrections.count_said(words, known)
    for each in question.offered:
        said = (*words_for(each, known), *words_for(f"{name}_{each}", known))
        given = each if fold_typed(words).casefold() in said else given
    try:
        value = parse_answer(question, given)
    except Ambiguous:
        raise
    except UserError:
        return None
    is_closed = question.days or value in question.offered or question.counts or question.several
    fits = is_closed or corrections.resembles(name, words, page.draft.answers[name], known)
    is_time = name.startswith("time")  # the question for its day reads it
    return value if is_sure and fits and value != SKIPPED and not is_time else None


async def _show_correction(form: DraftForm[_D], page: Page[_D], found: Correction) -> Reply | None:
    """The draft with what a text changes; at the check, also what is unclear of it."""
    context, draft, means, said = page.context, page.draft, found.means, found.values
    letter = said.get("letter") if (means, page.question) == (Meaning.CHANGE, None) else None
    if letter and (wrong := await refused_letter(context, str(letter))):
        return await _show(context, form, draft, wrong=wrong)
    changed = await _with_changes(context, form, draft, said) if means is Meaning.CHANGE else None
    if changed is not None:
        again = changed.with_change(None if draft.changing in said else draft.changing)
        same = SAME if changed.answers == draft.answers else None
        told = [e for e in said if changed.answers.get(e) not in (None, draft.answers.get(e))]
        return await _show(context, form, again, wrong=same, changed=told)
    if means is Meaning.CHANGE and len(said) == 1 and page.is_whole:
        [(name, value)] = said.items()
        page = await _page(context, form, draft.with_change(name))
        if value == "":
            return await _show(context, form, page.draft)
        return await _save_answer(form, page, name=name, raw=str(value))
    if page.question is not None:
        return None
    if means is Meaning.SAME:
        return await _show(context, form, draft, wrong=SAME)
    lines = {e: f"{page.line} change {e} {value}" for e, value in said.items()}
    fitting = [(each, line) for each, line in lines.items() if fits_button(line)]
    offered = [Button(form.name(page, each), line) for each, line in fitting]
    example = "letter" if "letter" in draft.answers else "place"
    key = "draft-which" if means is Meaning.WHICH and offered else "draft-press"
    return await _show(context, form, draft, wrong=text(key, example=example), offered=offered)


async def _with_changes(
    context: CommandContext, form: DraftForm[_D], draft: _D, changes: Answers
) -> _D | None:
    """A draft with all ``changes``; None if one of them is not accepted."""
    page = await _page(context, form, draft)
    question = next((each for each in page.asked if each.name in changes), None)
    if question is None:
        return None if changes else draft
    with suppress(UserError):
        changed = await _answered(page, form, question, str(changes[question.name]))
        rest = {name: value for name, value in changes.items() if name != question.name}
        return await _with_changes(context, form, changed, rest)
    return None


async def _page(context: CommandContext, form: DraftForm[_D], draft: _D) -> Page[_D]:
    asked = await form.questions(context, draft)
    line = f"{form.command} {draft.id}"
    return Page(context=context, draft=draft, line=line, asked=asked)


async def _show(
    context: CommandContext,
    form: DraftForm[_D],
    draft: _D,
    *,
    wrong: Text | None = None,
    changes: bool = False,
    offered: Sequence[Button] = (),
    changed: Sequence[str] = (),
) -> Reply:
    """Save the draft and show its question, or the check, with what can be changed if ``changes``;
    under ``wrong`` and the answers that were ``changed``, with buttons that are ``offered``.
    """
    page = await _page(context, form, draft)
    question = page.question
    is_day = question is not None and question.days is not None
    rejected = wrong not in (None, SAME) and not offered
    await context.conversation.write(form.command, draft, is_day=is_day, rejected=rejected)
    told = [
        text("named-value", name=form.name(page, each), value=form.answer(page, each))
        if draft.answers[each] == SKIPPED
        else text("draft-changed", question=form.name(page, each), answer=form.answer(page, each))
        for each in changed
    ]
    if question is not None:
        words, answers = form.ask(page, question)
        exits = []
        if page.is_whole or question is not page.asked[0]:
            exits.append(Button(text("button-back"), f"{page.line} back"))
        if question.optional:
            exits.append(Button(text("button-skip"), f"{page.line} {question.name} {SKIPPED}"))
        first = None if draft.about == draft.id else await leaving_first(context, draft.about)
        before, own = await act_before(context, first)
        words = [*words, before]
        rows = [*answers, *own, (*exits, Button(text("button-cancel"), f"{page.line} cancel"))]
    else:
        title, details, doubts = await form.check(page)
        sent = parse_command(f"{page.line} check")
        later = await told_later(context, sent, {form.command: draft.dump()})
        before, own, is_blocked = await before_draft(context, form.command, draft.about)
        doubts = (*doubts, *before)
        words = [(*title, *doubts), *details, tuple(later)]
        doubts = doubts if wrong in (None, SAME) else (wrong,)
        send, *others = _check_rows(form, page, doubts, changes=changes)
        rows = [*own, *others, send] if is_blocked else [send, *own, *others]
        rows = [*in_rows(offered, CHANGES_IN_A_ROW), *rows]
    return context.ask(card(wrong, told, *words, rows=rows), repeated=wrong is not None)


def _check_rows(
    form: DraftForm[_D], page: Page[_D], doubts: Paragraph, *, changes: bool
) -> list[Row]:
    """The buttons of the check: send, add, change and cancel; or those of all ``changes``."""
    if changes:
        names = [each.name for each in page.asked]
        found = [Button(form.name(page, each), f"{page.line} change {each}") for each in names]
        back = Button(text("button-back"), f"{page.line} resume")
        return [*in_rows(found, CHANGES_IN_A_ROW), (back,)]
    adds = form.addition(page)
    return [
        (send_button("button-send-to", page.context, f"{page.line} send", doubts),),
        *([] if adds is None else [(adds,)]),
        (
            Button(text("button-change-answers"), f"{page.line} change"),
            Button(text("button-cancel"), f"{page.line} cancel"),
        ),
    ]
