"""Routing of commands to handlers: role and PIN checks, conflicts, and the command context."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import Flag, auto
from functools import partial
from typing import TypeAlias

from handlers.input.commands import (
    MISSING_ARGUMENT,
    Asked,
    Command,
    Placement,
    Reply,
    parse_command,
)
from handlers.input.conversation import CONVERSATION_COMMANDS, Conversation
from handlers.input.date_control import READINGS, day_rows, reading_rows
from handlers.input.parsed_text import TextParser
from handlers.input.targets import Targets, is_missing, not_allowed, target_rows, targets_said
from liaison.core.cards import MENU, Button, Card, CommandTooLong, Row, Text, card, dump, text
from liaison.core.channels import Address
from liaison.core.errors import Conflict, UnquotedValue, UserError, WrongValue
from liaison.core.form import SKIPPED, Days, NotAChoice
from liaison.core.people import NotYourRole, Person, PersonId, entitled, may_use
from liaison.core.references import CodePrefix, any_code, opening
from liaison.core.registry import Registration
from liaison.core.text_parsing import Ambiguous
from liaison.core.transaction import NO_CONVERSATION, ConversationState, Tx, today_of
from liaison.core.vocabulary import Vocabularies, in_language

CANCEL: Row = (Button(text("button-cancel"), "cancel"),)
LISTS_OF = {"request": "requests", "meeting": "meetings", "agenda": "meetings", "activity": "plan"}
"""The commands that list the records that a command shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandContext:
    """The input of a handler. ``pressed``: a button was pressed, its label was not only typed.
    ``is_answer``: the text answered a question. ``month`` is that of the calendar that is shown.
    ``leaving``: Send was pressed; before, an act that the other Party sees only shows its check; if
    it ``is_doubted``, no word sends it. ``is_dry_run``: all changes are rolled back. ``near`` are
    buttons with similar labels. ``door`` is the chat or page of an update. ``author`` wrote an act
    that was approved. ``checked`` is the digest of what its check has shown, if only that may
    leave.
    """

    command: Command
    tx: Tx
    person: Person
    conversation: Conversation
    pressed: bool = False
    is_answer: bool = False
    leaving: bool = False
    door: Address | None = None
    author: PersonId | None = None
    checked: str | None = None
    is_dry_run: bool = False
    is_doubted: bool = False
    month: date | None = None
    near: Sequence[Button] = ()

    @classmethod
    def without_update(
        cls, tx: Tx, person: Person, line: str, stored: ConversationState = NO_CONVERSATION
    ) -> "CommandContext":
        """The context of a command line that no update brought, with a conversation of its own."""
        conversation = Conversation(stored)
        return cls(command=parse_command(line), tx=tx, person=person, conversation=conversation)

    @property
    def reader(self) -> Person:
        """The person, at the chat or page of the update: there a file that they ask for is sent."""
        return replace(self.person, address=self.door or self.person.address)

    @property
    def vocabularies(self) -> Vocabularies:
        """The words of all languages, those of the person first."""
        return in_language(self.tx.agreement.vocabularies, self.person.language)

    @property
    def today(self) -> date:
        """The present day of the person's Party."""
        return today_of(self.tx, self.person.party)

    def finish(self, shown: Card, *, toast: Text | None = None) -> Reply:
        """Answer with a card that ends the conversation."""
        place = Placement.UPDATE if self.is_answer else Placement.NEW
        return Reply(card=shown, toast=toast, placement=place, is_final=True)

    def confirm(self, done: Text, shown: Card | None = None) -> Reply:
        """Answer with what was done, or went wrong, above a card; it is the toast, too."""
        return self.finish((shown or card(rows=[MENU])).below(done), toast=done)

    def ask(self, shown: Card, *, repeated: bool = False) -> Reply:
        """Answer with a card that asks for more and names its record; one that is ``repeated``
        after an invalid answer is a new message, as the same text edited into the card would not be
        visible.
        """
        code = any_code(self.command.argument(0) or "")
        if code is not None and not any(code in dump(each) for each in shown.lines):
            shown = shown.below(text("answer", value=code))
        place = Placement.AGAIN if repeated else Placement.UPDATE
        return Reply(card=shown, placement=place if self.is_answer else Placement.START)

    async def ask_for_text(
        self,
        command: Command,
        question: Text,
        *rows: Row,
        above: Sequence[Text] = (),
        leave: Row = CANCEL,
    ) -> Reply:
        """Ask for one argument of ``command``, typed or chosen, below what was chosen already;
        ``leave`` are the buttons that do not answer.
        """
        await self.conversation.wait_for_argument(command)
        return self.ask(card(above, question, rows=[*rows, leave]))

    async def require(
        self,
        at: int,
        question: Text,
        rows: Callable[[Command], Iterable[Row]] = lambda _: (),
        *,
        given: str | None = None,
        above: Sequence[Text] = (),
        leave: Row = CANCEL,
    ) -> str:
        """What is ``given`` as an argument, or all from it on; without it the handler ends by
        asking for it. ``rows`` makes the buttons that answer, of the command with a hole for it.
        """
        if (said := given or self.command.text_from(at)) is not None:
            return said
        asked = self.command.asking(at) if self.command.args else self.command
        found = rows(asked)
        raise Asked(await self.ask_for_text(asked, question, *found, above=above, leave=leave))

    async def require_day(
        self, at: int, question: Text, days: Days, *, near: date | None = None
    ) -> tuple["CommandContext", date]:
        """The day that begins at an argument, in words of any format, and the same input with it as
        one word; without it the handler ends by asking. Raises ``NotADate``, ``DateOutOfRange``.
        """
        command = self.command
        if command.argument(at) is None:
            raise Asked(await self.ask_for_day(command.asking(at), question, days))
        words = " ".join(command.args[at:]).split()
        day, rest = days.read_first(words, self.vocabularies, near=near)
        dated = command.replace_arguments(*command.args[:at], day.isoformat(), *rest)
        return replace(self, command=dated), day

    def with_argument(self, at: int, value: str) -> "CommandContext":
        """The same input with that value of one argument."""
        return replace(self, command=self.command.with_argument(at, value))

    async def ask_for_day(self, command: Command, question: Text, days: Days) -> Reply:
        """Ask for a day as the next argument of ``command``."""
        await self.conversation.wait_for_argument(command, is_day=True)
        rows = day_rows(days, command, command, self.month)
        return self.ask(card(question, rows=[*rows, CANCEL]))


Handler: TypeAlias = Callable[[CommandContext], Awaitable[Reply]]
ConflictHandler: TypeAlias = Callable[[CommandContext, UserError], Awaitable[Reply]]


class Takes(Flag):
    """What a command takes of a typed phrase; one with ``Targets`` takes a record, too."""

    NOTHING = 0
    RECORD = auto()
    """A record, which may be left out."""
    DAY = auto()
    DATE = auto()
    """A day, or a number of days such as ``+10`` if it is counted from now."""
    TIME = auto()
    VALUES = auto()
    """The values of its form, which it finds in the text."""
    PERSON = auto()
    NUMBER = auto()
    """A record by its own number, where other commands take the number of a letter."""
    VALUE = auto()
    """The value of what its argument names."""


@dataclass(frozen=True, slots=True)
class CommandHandler:
    """The handler of a command, typed or pressed. ``on_conflict`` shows the present record under
    the error message, ``targets`` are offered if it names none, ``shows`` shows its record.
    """

    key: str
    run: Handler
    on_conflict: ConflictHandler
    targets: Targets | None = None
    takes: Takes = Takes.NOTHING
    shows: str | None = None

    async def handle(self, context: CommandContext) -> Reply:
        """Answer a command, or ask for an argument that it needs."""
        try:
            return await self.run(context)
        except Asked as asked:
            return asked.reply


@dataclass(frozen=True, slots=True)
class CommandCheck:
    """What is checked before a command runs: ``check`` answers in the place of it, or with None."""

    key: str
    check: Callable[[CommandContext, Command], Awaitable[Reply | None]]


class Commands(list[Registration]):
    """The commands of a module; above ``shows`` or by ``on_conflict`` they show a conflict."""

    def __init__(
        self, *, shows: str | None = None, on_conflict: ConflictHandler | None = None
    ) -> None:
        super().__init__()
        self._shows, self._on_conflict = shows, on_conflict

    def handle(
        self,
        name: str,
        *,
        shows: str | None = None,
        targets: Targets | None = None,
        takes: Takes = Takes.NOTHING,
    ) -> Callable[[Handler], Handler]:
        """Register the handler of a command, which may show another record than the others."""
        record = shows or self._shows
        on_conflict = self._on_conflict or partial(_show_conflict, record)

        def register(handler: Handler) -> Handler:
            self.append(CommandHandler(name, handler, on_conflict, targets, takes, record))
            return handler

        return register


async def _show_conflict(shows: str | None, context: CommandContext, error: UserError) -> Reply:
    """The present record of a command, or its list, under the error message, if it shows one."""
    if shows is None:
        return context.confirm(error.text())
    handle = context.tx.registry.get(CommandHandler, shows).handle
    code = any_code(str(error.values.get("code", "")))
    opens = opening(context.tx.registry.all(CodePrefix), code) or ""
    args = tuple(each for each in context.command.args[:1] if each.isdecimal() or any_code(each))
    if opens.startswith(f"{shows} "):
        args = tuple(opens.split()[1:])
    for each in dict.fromkeys((args, ())):
        with suppress(UserError):
            reply = await handle(replace(context, command=Command(name=shows, args=each)))
            return context.confirm(error.text(), reply.card)
    return context.confirm(error.text())


def is_registered(context: CommandContext) -> bool:
    """Whether a concept has registered the command."""
    return context.command.name in context.tx.registry.all(CommandHandler)


async def run_command(context: CommandContext) -> Reply:
    """Answer a command. Raises ``Unregistered``."""
    command, registry = context.command, context.tx.registry
    handler = registry.get(CommandHandler, command.name)
    refused = partial(not_allowed, context.tx, context.person, command.name)
    if not may_use(registry, command.name, context.person.role):
        raise await refused(entitled(registry, command.name))
    if not context.is_answer and command.name not in CONVERSATION_COMMANDS:
        await context.conversation.stop_waiting()
    if handler.targets is not None and is_missing(command):
        return await _offer(context, handler.targets, LISTS_OF.get(handler.shows or ""))
    if (first := await check_command(context, command)) is not None:
        return first
    if context.is_answer and (again := await _neither_reading(context)) is not None:
        return again
    try:
        reply = await with_conflicts(context, handler.handle)
    except WrongValue as error:
        return await _ask_again(context, handler, error)
    except CommandTooLong:
        return await _ask_again(context, handler, NotAChoice())
    except NotYourRole as error:
        raise await refused(error.roles) from None
    if reply.is_final:
        await context.conversation.stop_waiting()
    return reply


async def run_inner(context: CommandContext, command: Command) -> Reply:
    """Answer a command that is written in another one. Raises ``NotAChoice`` if it is none."""
    inner = replace(context, command=command)
    if command.name == context.command.name or not is_registered(inner):
        raise NotAChoice
    return await run_command(inner)


async def check_command(context: CommandContext, command: Command) -> Reply | None:
    """What must come before a command: an answer in the place of it; None if it may run."""
    for each in context.tx.registry.all(CommandCheck).values():
        if (reply := await each.check(context, command)) is not None:
            return reply
    return None


async def _neither_reading(context: CommandContext) -> Reply | None:
    """Two readings of a text once more, if the answer is neither a day nor a time; else None."""
    typed, offered = context.command.filled, context.conversation.stored.offered
    if typed is None or not any(each.label.key in READINGS for each in offered):
        return None
    said = TextParser(context.vocabularies).parse(typed, today=context.today)
    if said.day or said.time:
        return None
    await context.conversation.mark_rejected()
    again = card(NotAChoice().text(typed), rows=[(each,) for each in offered])
    return context.ask(again, repeated=True)


async def _ask_again(context: CommandContext, handler: CommandHandler, error: WrongValue) -> Reply:
    """Ask again for a typed value that was rejected, under the error; what else the command has is
    kept. Raises the error if nothing can be asked.
    """
    command, conversation = context.command, context.conversation
    names_one = handler.targets is not None or any_code(command.argument(0) or "") is not None
    right = int(names_one) if error.words is None else len(command.args) - error.words
    asked = command.replace_arguments(*command.args[:right])
    if context.is_answer:
        asked = conversation.awaited_command or command
    if context.pressed or asked == command:
        raise error
    typed = command.filled or command.text_from(len(asked.args)) or ""
    rejected, is_day = conversation.stored.rejected, conversation.stored.is_day
    try:
        reply = await run_command(replace(context, command=asked))
    except UserError:
        raise error from None
    if conversation.stored.state is None:
        raise error
    wrong = (UnquotedValue("error-not-skipped") if typed == SKIPPED else error).text(typed)
    if rejected and context.is_answer:
        wrong = text("again", wrong=wrong, kind="day" if is_day else "other", day=context.today)
    await conversation.mark_rejected()
    return context.ask((reply.card or card()).below(wrong), repeated=True)


async def with_conflicts(context: CommandContext, work: Handler) -> Reply:
    """Do ``work``; after a conflict show the present record of the command."""
    try:
        return await work(context)
    except Conflict as error:
        await context.conversation.stop_waiting()
        handler = context.tx.registry.get(CommandHandler, context.command.name)
        return await handler.on_conflict(context, error)
    except Ambiguous as question:
        return await _clarify(context, question)


async def _clarify(context: CommandContext, question: Ambiguous) -> Reply:
    """Ask which of two readings is meant. Raises ``Ambiguous`` if one is too long for a button."""
    rows = reading_rows(question, context.command, context.today)
    asked = context.command.with_reading(question.typed, MISSING_ARGUMENT)
    is_day = isinstance(question.readings[0], date)
    await context.conversation.wait_for_argument(asked, is_day=is_day)
    return context.ask(card(question.text(), rows=[*rows, CANCEL]), repeated=True)


async def _offer(context: CommandContext, targets: Targets, listed: str | None) -> Reply:
    """List what a command applies to; run it on the only one; if none, open what is ``listed``."""
    command, does = context.command, text(f"command-{context.command.name}")
    offered = context.conversation.stored.offered
    found = targets_said(command, await targets.find(context.tx, context.person), offered)
    asked = command if MISSING_ARGUMENT in command.args else command.replace_arguments()
    if len(found) == 1 and (found[0].asks or not targets.at_once):
        only = parse_command(str(asked.with_arguments(found[0].argument)))
        return await run_command(replace(context, command=replace(only, raw=command.raw)))
    if (first := await check_command(context, command)) is not None:
        return first
    if not found and targets.otherwise is not None:
        other = context.tx.registry.get(CommandHandler, targets.otherwise).targets
        if other is not None and await other.find(context.tx, context.person):
            reply = await run_command(replace(context, command=Command(name=targets.otherwise)))
            why = text(f"target-first-{targets.otherwise}", does=does)
            return replace(reply, card=reply.card and reply.card.below(why))
    if not found:
        about = targets.about or listed or "other"
        opens = () if listed is None else (Button(text(f"command-{listed}"), listed),)
        shown = card(text("target-none", does=does, about=about), rows=[opens, MENU])
        return replace(context.finish(shown), empty=True)
    rows = target_rows(asked, None if asked is command else command.argument(1), found)
    return await context.ask_for_text(asked, text("target-which", does=does), *rows)
