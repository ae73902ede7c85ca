"""What typed text means: a command, a label, the answer to a question, a phrase or a search."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from string import digits
from typing import Any, TypeAlias

from aiogram.types import CallbackQuery, Message

from handlers.input import said_values
from handlers.input.colleagues_said import people_said
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
from handlers.input.conversation import Conversation, resume_buttons
from handlers.input.free_text import SEARCH, Phrases
from handlers.input.labels import Labels
from handlers.interpretation.left_over import REPLIES, with_left_over
from handlers.interpretation.meaning import ASSIGN, SUPPLY, understand
from handlers.interpretation.presses import is_of_other, pressed, pressed_by
from handlers.meetings.proposal_form import EMERGENCY_FORM
from handlers.requests.drafts import FORM, RequestDraft
from handlers.requests.numbers import OF_RESULTS
from handlers.requests.search import found_rows, named_in_sentence, with_references
from liaison.core.cards import Button, Row, text
from liaison.core.channels import Address
from liaison.core.errors import UserError
from liaison.core.form import SKIPPED
from liaison.core.people import Person
from liaison.core.references import any_code
from liaison.core.text_parsing import fold_typed
from liaison.core.transaction import People, Tx
from liaison.core.vocabulary import COURTESY, codes_said, words_of

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
        message = event.message if isinstance(event, CallbackQuery) else event
        context = CommandContext(
            command=pressed(typed) if isinstance(event, CallbackQuery) else parse_command(typed),
            tx=tx,
            person=person,
            conversation=conversation,
            pressed=isinstance(event, CallbackQuery),
            door=None if message is None else Address(message.chat.id),
        )
        if isinstance(event, CallbackQuery):
            return context
        phrases, is_slashed = self.phrases_for(context), typed.startswith("/")
        if is_slashed and context.command.name != NOT_A_COMMAND:
            return await _of_named(context, phrases)
        earlier = await _end_old_question(context)
        is_asked = conversation.stored.state is not None
        typed = await with_references(context, typed.removeprefix("/"), only_offered=True)
        press = await pressed_by(context, phrases, event.reply_to_message, typed)
        if press is not None:
            again = [e.command for e in earlier if press.line.startswith(f"{e.command} ")]
            command = pressed(again[0]) if again else press  # an old question is asked again
            return replace(context, command=command, is_answer=is_asked)
        is_other = is_of_other(context, event.reply_to_message)
        continued = await _continued(context, phrases, typed, is_slashed=is_slashed or is_other)
        if continued is not None:
            return replace(context, command=continued, is_answer=True)
        context = replace(context, near=earlier)
        return await understand(context, phrases, event.reply_to_message, typed)

    async def answer(self, run: Run, event: Message, context: CommandContext) -> Any:
        """Answer a text; parts of it that say something else than its command are quoted below."""
        if context.is_answer:
            return await self._answer_question(run, event, context)
        is_checked = context.conversation.stored.check is not None
        shown = await run(context)
        if is_checked:
            return shown
        return with_left_over(context, self.phrases_for(context), event.text or "", shown)

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
            other = await understand(context, phrases, event.reply_to_message, typed, exactly=True)
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
            return with_left_over(context, phrases, event.text or "", shown)
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


async def _continued(
    context: CommandContext, phrases: Phrases, typed: str, *, is_slashed: bool
) -> Command | None:
    """The command that asked a question, with a text as the answer; None if none is asked, or the
    text says something else.
    """
    if await _says_other(context, phrases, typed, is_slashed=is_slashed):
        return None
    parts = phrases.parse(typed, today=context.today)
    given = [each for each in (parts.day, parts.time) if each is not None]
    is_whole = len(given) > 1 or bool(given and parts.rest.strip(digits))
    skips = phrases.labelled(typed, [Button(text("button-skip"), SKIPPED)])
    command = context.conversation.complete(SKIPPED if skips else typed, is_whole=is_whole)
    interrupts = command is not None and phrases.interrupts(parts, command.name)
    return None if interrupts else command


async def _says_other(
    context: CommandContext, phrases: Phrases, typed: str, *, is_slashed: bool
) -> bool:
    """Whether a text is no answer to the open question: it begins a new request, has a slash, is
    about another request than the draft, or is a phrase in the place of a PIN.
    """
    stored, today = context.conversation.stored, context.today
    if stored.asks_for_pin and not any(map(str.isdigit, typed)):
        meant = phrases.command(typed, today=today, exactly=True)
        return meant is not None and meant.line != COURTESY
    if is_slashed or phrases.begins_request(typed):
        return True
    if stored.writing != FORM.command:
        return False
    about, _ = await named_in_sentence(context, typed)
    written = context.conversation.draft(FORM.command, RequestDraft)
    if written and "letter" not in written.answers:  # the letter may be that of the draft
        named = phrases.command(await with_references(context, typed), today=today)
        about = code_in(named.line) if named and named.name != "request" else None
    return about is not None


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
        if len(found := people_said(said, listed)) == 1:
            named = [str(found[0].number), *words_of([found[0].bare_name]).sub(" ", said).split()]
    return replace(context, command=command.replace_arguments(*named))


async def _end_old_question(context: CommandContext) -> Sequence[Button]:
    """End a question that was asked too long ago to be in mind; a button to ask it again."""
    asked, now = context.conversation.stored, context.tx.now
    if asked.until is not None or asked.at is None or now - asked.at < IN_MIND:
        return ()
    await context.conversation.stop_waiting()
    return [button for row in resume_buttons(asked) for button in row]
