"""What typed text means: a command, a label, the answer to a question, a phrase or a search."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from string import digits
from typing import Any, TypeAlias

from aiogram.types import CallbackQuery, Message

from handlers.input import said_values
from handlers.input.command_router import CommandContext, CommandHandler, Takes
from handlers.input.commands import (
    MISSING_ARGUMENT,
    NOT_A_COMMAND,
    Command,
    Placement,
    Reply,
    code_in,
    parse_command,
)
from handlers.input.conversation import Conversation, change_rows, resume_buttons
from handlers.input.date_extraction import letters
from handlers.input.free_text import CORRECT, COURTESY, LIST, MAX_NEAR, SEARCH, Phrases
from handlers.input.labels import SEPARATORS, Labels, fold_label, only_mentions
from handlers.meetings.proposal_form import EMERGENCY_FORM
from handlers.menu import draft_rows
from handlers.pending_acts.confirmation import UNCHANGED, other_party
from handlers.pending_acts.sending import own_acts
from handlers.requests.drafts import FORM, RequestDraft
from handlers.requests.numbers import OF_RESULTS
from handlers.requests.search import found_rows, has_condition, named_in_sentence, with_references
from handlers.todos import is_doubtful, open_buttons
from liaison.core.cards import BELOW, Button, Row, Sends, Text, fits_button, text
from liaison.core.errors import UserError, WrongValue
from liaison.core.form import SKIPPED
from liaison.core.people import Person
from liaison.core.references import CodePrefix, any_code, opening
from liaison.core.text_parsing import fold_typed
from liaison.core.transaction import People, Tx
from liaison.core.vocabulary import Sign, codes_said, is_phrase, signs_of, words_of
from liaison.notifications.message_expiry import CONVERSATION_SLOT, ChatMessageKind
from liaison.notifications.repository import ChatMessages

FROM_SEVERAL_PARTS = Takes.VALUES | Takes.TIME | Takes.DATE | Takes.VALUE
"""What a command takes of more than one part of a text."""
YES, NO = re.compile("button-sure.*|.*-yes"), re.compile(".*-no|button-cancel|button-menu")
"""The labels that "yes" and "no" press, of "no" the first one of a card."""
REPLIES, OPPOSING = ("answer", "correct"), {"decline", "object"}
SENDING = ("button-send-to", "button-submit-act")
"""The labels of what sends a check."""
RECEIVE, SUPPLY, EMAIL, TAKE, ASSIGN = "receive", "supply", "email", "take", "assign"
IN_MIND = timedelta(hours=4)
"""How long typed text answers a question."""
Run: TypeAlias = Callable[[CommandContext], Awaitable[Any]]
"""Runs the command of a context."""


class Interpreter:
    """Reads what people type, in all languages of the agreement."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._phrases: Phrases | None = None

    async def context_of(
        self, tx: Tx, person: Person, event: Message | CallbackQuery, conversation: Conversation
    ) -> CommandContext:
        """The command of a press, or what typed text means to a person."""
        typed = (event.data if isinstance(event, CallbackQuery) else event.text) or ""
        context = CommandContext(
            command=_pressed(typed) if isinstance(event, CallbackQuery) else parse_command(typed),
            tx=tx,
            person=person,
            conversation=conversation,
            pressed=isinstance(event, CallbackQuery),
        )
        if isinstance(event, CallbackQuery):
            return context
        is_slashed = typed.startswith("/")
        if is_slashed and context.command.name != NOT_A_COMMAND:
            return await _of_named(context, self.phrases_for(context))
        earlier = await _end_old_question(context)
        stored, asked = conversation.stored, conversation.stored.state is not None
        phrases, today = self.phrases_for(context), context.today
        typed = await with_references(context, typed.removeprefix("/"), only_offered=True)
        label = "" if only_mentions(typed) else fold_label(typed)
        pressed = (
            _buttons_of(event.reply_to_message).get(label)
            or phrases.by_label(typed, stored.offered, partly=stored.open_questions > 0)
            or phrases.by_label(typed, [*_labels_of_unsent(context), *stored.further])
            or await _pressed_by_word(context, event.reply_to_message, typed)
        )
        if pressed is not None:  # an old question is asked again
            lines = [e.command for e in earlier if pressed.startswith(f"{e.command} ")]
            return replace(context, command=_pressed([*lines, pressed][0]), is_answer=asked)
        skips = phrases.labelled(typed, [Button(text("button-skip"), SKIPPED)])
        parts = phrases.parse(typed, today=today)
        is_whole = bool(parts.rest.strip(digits)) or None not in (parts.day, parts.time)
        answer = SKIPPED if skips else typed
        is_other = is_slashed or phrases.begins_request(typed)
        if stored.writing == FORM.command and not is_other:
            written = conversation.draft(FORM.command, RequestDraft)
            about, _ = await named_in_sentence(context, typed)
            if written and "letter" not in written.answers:  # the letter may be that of the draft
                named = phrases.command(await with_references(context, typed), today=today)
                about = code_in(named.line) if named and named.name != "request" else None
            is_other = about is not None
        if stored.asks_for_pin and not any(map(str.isdigit, typed)):
            meant = phrases.command(typed, today=today, exactly=True)
            is_other = meant is not None and meant.line != COURTESY
        continued = None if is_other else conversation.complete(answer, is_whole=is_whole)
        if continued is not None and not phrases.interrupts(parts, continued.name):
            return replace(context, command=continued, is_answer=True)
        return await self._understand(replace(context, near=earlier), event, typed)

    async def answer(self, run: Run, event: Message, context: CommandContext) -> Any:
        """Answer a text; parts of it that say something else than its command are quoted below."""
        if context.is_answer:
            return await self._answer_question(run, event, context)
        is_checked = context.conversation.stored.check is not None
        shown = await run(context)
        return shown if is_checked else self._with_left_over(context, event.text or "", shown)

    def _with_left_over(self, context: CommandContext, typed: str, shown: Any) -> Any:
        """A reply above the parts of a text that were not taken."""
        left = self._left_over(context, typed, shown.card.lines) if shown.card else ()
        quoted = tuple(WrongValue("left-over").text(part) for part in left)
        if not quoted:
            return shown
        return replace(shown, card=replace(shown.card, paragraphs=(*shown.card.paragraphs, quoted)))

    def _left_over(
        self, context: CommandContext, typed: str, lines: Sequence[Text]
    ) -> Sequence[str]:
        """The parts of a text between commas that say something else than its command, if that is
        in one of them; beside values, only what means another command and is not kept.
        """
        name, stored = context.command.name, context.conversation.stored
        handler, known = context.tx.registry.all(CommandHandler).get(name), context.vocabularies
        if typed[:1] == "/" or handler is None:
            return ()
        takes_values = context.is_answer or bool(handler.takes & FROM_SEVERAL_PARTS)
        if takes_values and stored.open_questions == 0:
            return ()
        phrases, kept = self.phrases_for(context), f"{stored.line} {stored.drafts} {lines}"
        today, about = context.today, code_in(context.command.line)
        parts = [each.strip() for each in SEPARATORS.split(typed, MAX_NEAR)]
        meant = {each: phrases.command(each, today=today, about=about) for each in parts}
        is_said = takes_values or name in [each.name for each in meant.values() if each]
        if len(parts) == 1 or not is_said:
            return ()
        ignored = words_of(word for each in known for word in each.ignored)
        left = []
        for part, command in meant.items():
            parsed = phrases.parse(part, today=today)
            is_value = command is None and (parsed.has_values or not any(phrases.within(part)))
            is_value = is_value or said_values.is_correction(part, known) or part in kept
            named = said_values.said_in(part, [*stored.answers], known).about
            is_result = name in REPLIES and codes_said(part, OF_RESULTS, known)
            choices = codes_said(part, (code for each in known for code in each.choices), known)
            codes = [
                e for each in choices for e in (each.replace("_", "-"), each.split("_", 1)[-1])
            ]
            is_shown = words_of(codes).search(kept)
            if takes_values and (is_value or is_result or is_shown or any(named.values())):
                continue
            near = [command] if command else phrases.suggestions(part, today=today, about=about)[:1]
            is_own = any(each.name in (name, COURTESY.split()[0]) for each in near)
            if not is_own and fold_label(ignored.sub("", parsed.rest)).strip(digits):
                left.append(part)
        return left

    async def _answer_question(self, run: Run, event: Message, context: CommandContext) -> Any:
        """Answer the question that waits; what it refuses may be a label or a phrase."""
        shown: Reply | UserError
        try:
            shown = await run(context)
        except UserError as error:
            shown = error
        phrases, offered = self.phrases_for(context), context.conversation.stored.offered
        typed = await with_references(context, event.text or "", only_offered=True)
        is_again = not isinstance(shown, UserError) and shown.placement is Placement.AGAIN
        if isinstance(shown, UserError) or (is_again and context.conversation.stored.rejected):
            other = await self._understand(context, event, typed, exactly=True)
            is_result = codes_said(typed, OF_RESULTS, context.vocabularies)
            if (
                not (is_result and context.command.name in REPLIES)
                and not phrases.resembles(typed, offered)
                and other.command.line not in (COURTESY, "help")
                and other.command.name != SEARCH
                and not any_code(typed)
                and not said_values.is_correction(typed, context.vocabularies)
            ):
                return await run(other)
        if isinstance(shown, UserError):
            raise shown
        if shown.card is None or not is_again:
            return self._with_left_over(context, event.text or "", shown)
        rows = [*self.alarm_rows(context, event), *await found_rows(context, typed)]
        return replace(shown, card=replace(shown.card, rows=(*rows, *shown.card.rows)))

    def alarm_rows(self, context: CommandContext, event: Message | CallbackQuery) -> list[Row]:
        """A button for an emergency, if typed text has a word of urgency or danger."""
        is_one = context.conversation.stored.writing == EMERGENCY_FORM.command
        typed = event.text if isinstance(event, Message) and not is_one else None
        found = self.phrases_for(context).emergency_in(typed or "")
        return [(Button(text(f"command-{each.name}"), each.line),) for each in found]

    def phrases_for(self, context: CommandContext) -> Phrases:
        """The phrases and labels as a person reads them."""
        tx = context.tx
        self._phrases = self._phrases or Phrases(self._labels, tx.registry, tx.profile)
        return self._phrases.for_reader(context.person.party, context.tx.now)

    async def _understand(
        self, context: CommandContext, event: Message, typed: str, *, exactly: bool = False
    ) -> CommandContext:
        """The command that text without the name of one means: a button of what is to be done, a
        phrase, with other words around it unless ``exactly``, or a search. Exactly, the beginning
        of a button is enough for the record of the question that waits.
        """
        context = replace(context, is_answer=False)
        tx, conversation, today = context.tx, context.conversation, context.today
        replied, phrases = _buttons_of(event.reply_to_message), self.phrases_for(context)
        listed = await tx.of(People).listed(context.person.party)
        typed = said_values.with_share(typed.removeprefix("/"), context.vocabularies)
        team = [each for each in listed if each.id != context.person.id]
        about = next(filter(None, map(code_in, replied.values())), None)
        of_check = conversation.stored.check is not None and fold_label(typed) in phrases.yes_or_no
        shown, ends = await open_buttons(tx, context.person), ("-yes", "-no") if of_check else ()
        found, begun = [each for each in shown if not each[1].label.key.endswith(ends)], False
        if event.reply_to_message is not None and about is None:
            found = [each for each in found if each[1].command in replied.values()]
        alone = said_values.without_colleagues(typed, team, context.vocabularies)
        waiting: Sequence[tuple[str, Button]]
        waiting = [*phrases.by_record(typed, alone, shown=found, about=about).items()]
        asked = about or (code_in(context.command.line) if exactly else None)
        if not waiting and (asked or not exactly):
            waiting = phrases.beginning_with(typed, found, about=asked)
            begun = bool(waiting)
        is_word = event.reply_to_message is None and fold_label(typed) in phrases.yes_or_no
        if len(waiting) == 1 and not (is_word and await is_doubtful(context, waiting[0][1])):
            pressed = _pressed(waiting[0][1].command)
            return replace(context, command=replace(pressed, raw=typed))
        command = phrases.command(typed, today=today, about=about, exactly=exactly)
        if command is None or command.name == LIST or phrases.can_name_one(command.name):
            named = await with_references(context, typed)
            command = phrases.command(named, today=today, about=about, exactly=exactly) or command
            command = _of_person(context, phrases, named, listed, about) or command
        if command == Command(name=LIST) and has_condition(context, typed):
            command = None
        if command is not None and command.name == CORRECT and code_in(command.line) is None:
            for act in await own_acts(tx, context.person):
                command = Command(name="send", args=(act.id, UNCHANGED))
        names = {button.command.split()[0] for _, button in waiting}
        is_sure = command is not None and (names <= {command.name} or command.name == TAKE)
        if command is not None and not begun and is_sure:
            return replace(context, command=_unless_at_once(tx, command))
        if not (waiting or exactly):
            waiting = phrases.beginning_with(SEPARATORS.split(typed)[0], found, about=about)
        if waiting:
            near = [
                Button(text("act-about", act=button.label, about=of), button.command)
                for of, button in waiting
            ]
            return replace(context, command=Command(name=NOT_A_COMMAND), near=near[:MAX_NEAR])
        supplies = {each.command for _, each in found if each.command.startswith(f"{SUPPLY} ")}
        is_letter = letters(context.vocabularies).fullmatch(fold_typed(typed)) is not None
        if is_letter and len(supplies) == 1 and not await found_rows(context, typed):
            return replace(context, command=_pressed(f"{supplies.pop()} {typed}"))
        meant = phrases.suggestions(typed, today=today, about=about)
        if meant and meant[0].name == EMAIL and not tx.can_send_mail:
            return replace(context, command=meant[0])
        near = [*context.near, *phrases.containing(typed, conversation.stored.offered)]
        # A long text does not fit into a button: then the command asks for everything.
        near += [
            Button(text(f"command-{each.name}"), each.line if fits_button(each.line) else each.name)
            for each in meant
        ]
        search = Command(name=SEARCH, args=tuple(typed.split()), raw=typed)
        return replace(context, command=search, near=near[:MAX_NEAR])


def _of_person(
    context: CommandContext, phrases: Phrases, typed: str, team: Sequence[Person], about: str | None
) -> Command | None:
    """The command for a colleague that a text means, with the number of the one it names."""
    if len(found := said_values.people_said(typed, team)) != 1:
        return None
    without = words_of([found[0].bare_name]).sub(" ", fold_typed(typed))
    command = phrases.command(without, today=context.today, about=about)
    handler = command and context.tx.registry.all(CommandHandler).get(command.name)
    if not command or not handler or Takes.PERSON not in handler.takes:
        return None
    given = command.args or (() if Takes.RECORD in handler.takes else (MISSING_ARGUMENT,))
    return command.replace_arguments(*given, str(found[0].number))


async def _of_named(context: CommandContext, phrases: Phrases) -> CommandContext:
    """A typed command, with the number of the person or the reference of the request in the place
    of the name or letter with which it begins.
    """
    command, first = context.command, context.command.argument(0) or "0"
    if first.isdecimal() or any_code(first) or not phrases.can_name_one(command.name):
        return context
    also = fold_typed(first) if "/" in first else ""  # 3/26 could be a day
    named = (await with_references(context, " ".join(command.args[:2]), also=also)).split()
    named = [*(named if any_code(named[0]) else command.args[:2]), *command.args[2:]]
    handler = context.tx.registry.get(CommandHandler, command.name)
    has_values = Takes.VALUES in handler.takes and Takes.NUMBER not in handler.takes
    is_result = codes_said(named[0], OF_RESULTS, context.vocabularies) != []
    is_value = has_values and (is_result or not any(map(str.isdigit, named[0])))
    is_value = is_value or (command.name in (SUPPLY, ASSIGN) and not any_code(named[0]))
    is_value = is_value or phrases.parse(named[0], today=context.today).day is not None
    if is_value and handler.targets is not None:
        named.insert(0, MISSING_ARGUMENT)
    if Takes.PERSON | Takes.RECORD in handler.takes:
        listed, said = await context.tx.of(People).listed(context.person.party), " ".join(named)
        if len(found := said_values.people_said(said, listed)) == 1:
            named = [str(found[0].number), *words_of([found[0].bare_name]).sub(" ", said).split()]
    return replace(context, command=command.replace_arguments(*named))


async def _end_old_question(context: CommandContext) -> Sequence[Button]:
    """End a question that was asked too long ago to be in mind; a button to ask it again."""
    asked, now = context.conversation.stored, context.tx.now
    if asked.until is not None or asked.at is None or now - asked.at < IN_MIND:
        return ()
    await context.conversation.stop_waiting()
    return [button for row in resume_buttons(asked) for button in row]


async def _pressed_by_word(
    context: CommandContext, replied: Message | None, typed: str
) -> str | None:
    """The command that a word such as "send", "yes" or "no" presses, if text is nothing else, and a
    reply to nothing but a check or another question with one "yes", below which no other message
    has come. A check that calls a value doubtful is shown again.
    """
    known, stored, word = context.vocabularies, context.conversation.stored, typed.strip()
    yes, no = ([e for e in stored.offered if keys.fullmatch(e.label.key)] for keys in (YES, NO))
    sending, check = [e for e in stored.offered if e.sends is not None], stored.check
    acts = {*check.line.split()} if check else set[str]()
    meant: Mapping[Sign, Sequence[Button]] = {
        "send": sending,
        "yes": [*sending, *yes],
        "no": () if sending else no,  # at a check it may mean that a value is wrong
    }
    folded, asked = fold_label(typed), stored.state is not None
    said = [e for e in meant if meant[e] and folded in map(fold_label, signs_of(known, e))]
    is_contrary = acts & OPPOSING and folded in map(fold_label, signs_of(known, "agreed"))
    if "yes" in said and "yes" in stored.answers.values():
        return None  # it may be meant for the question before the check
    receives = check is not None and check.line.split()[0] == RECEIVE
    unsent = asked and not sending and folded in map(fold_label, signs_of(known, "send"))
    if unsent or (receives and sending and is_phrase(word, known, RECEIVE)):
        return "send"  # without an id it only shows the check again, or the open question
    if is_contrary or not said or len(meant["yes"]) != 1 or only_mentions(typed):
        return None
    button = meant[said[0]][0]
    if button.label.key.startswith("button-sure") and is_phrase(word, known, COURTESY):
        return f"{SEARCH} {word}"  # it may be meant for an earlier message
    if replied is not None and button.command not in _buttons_of(replied).values():
        return None
    found = await context.tx.of(ChatMessages).of_chat(context.person.chat_id)
    cards = [each for each in found if each.kind is not ChatMessageKind.INPUT]
    checks = [each.changed_at for each in cards if each.message_slot == CONVERSATION_SLOT]
    line = "send" if button.sends is Sends.BY_ITSELF else button.command
    return line if checks and cards[-1].sent_at <= checks[-1] else None


def _unless_at_once(tx: Tx, command: Command) -> Command:
    """A command, or what opens its record or asks its question if it would act at once."""
    handler = tx.registry.all(CommandHandler).get(command.name)
    if handler is None or handler.targets is None or not handler.targets.at_once:
        return command
    opens = opening(tx.registry.all(CodePrefix), code_in(command.line))
    return parse_command(opens or command.name)


def _labels_of_unsent(context: CommandContext) -> Sequence[Button]:
    """The labels that show again or change what was not sent, whichever card is newest."""
    rows, stored = draft_rows(context), context.conversation.stored
    open_first = () if stored.writing is None else resume_buttons(stored)
    found = [each for row in (*open_first, *rows, *change_rows(stored.check)) for each in row]
    sent = [text(each, party=other_party(context)) for each in SENDING]
    return [*found, *(Button(label, rows[0][0].command) for label in sent if rows)]


def _buttons_of(message: Message | None) -> Mapping[str, str]:
    """The commands of the buttons of a message of the bot, by their labels."""
    markup = None if message is None else message.reply_markup
    rows = () if markup is None else markup.inline_keyboard
    return {fold_label(each.text): each.callback_data or "" for row in rows for each in row}


def _pressed(data: str) -> Command:
    return parse_command(data.removesuffix(f" {BELOW}"))
