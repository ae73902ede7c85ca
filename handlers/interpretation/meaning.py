"""What a text means that names no command: an open button, a phrase of a command, or a search."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aiogram.types import Message

from handlers.input import persons_said
from handlers.input.colleagues_said import OF_WORK, people_said, says_more, without_colleagues
from handlers.input.command_router import CommandContext, CommandHandler, Takes
from handlers.input.commands import (
    MISSING_ARGUMENT,
    NOT_A_COMMAND,
    Command,
    code_in,
    parse_command,
)
from handlers.input.date_extraction import letters
from handlers.input.free_text import CORRECT, LIST, MAX_NEAR, SEARCH, Phrases
from handlers.input.labels import SEPARATORS, after_no, fold_label
from handlers.interpretation.left_over import FROM_SEVERAL_PARTS
from handlers.interpretation.presses import OPPOSING, RECEIVE, buttons_of, pressed
from handlers.menu import group_labelled
from handlers.pending_acts.confirmation import UNCHANGED
from handlers.pending_acts.sending import own_acts
from handlers.requests.search import found_rows, has_condition, with_references
from handlers.todos import is_doubtful, newest_buttons, open_buttons
from liaison.core.cards import Button, fits_button, text
from liaison.core.people import Person
from liaison.core.references import CodePrefix, opening
from liaison.core.text_parsing import fold_typed
from liaison.core.transaction import People, Tx
from liaison.core.validation import is_date, says_nothing
from liaison.core.vocabulary import any_of, signs_of, words_of

SUPPLY, EMAIL, TAKE, LOST = "supply", "email", "take", "lost"
ASSIGN, ME = "assign", "me"
UNDOING = ("takeback", "away end")
"""What undoes something at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text without the name of a command. ``replied`` are the buttons of the message that it
    replies to, None if it is no reply; ``listed`` are the people of the own Party; ``exactly``, it
    may only have a phrase and values.
    """

    typed: str
    phrases: Phrases
    replied: Mapping[str, str] | None
    listed: Sequence[Person]
    exactly: bool

    @property
    def about(self) -> str | None:
        """The record of the message that it replies to."""
        return next(filter(None, map(code_in, (self.replied or {}).values())), None)


async def understand(
    context: CommandContext,
    phrases: Phrases,
    replied: Message | None,
    typed: str,
    *,
    exactly: bool = False,
) -> CommandContext:
    """The command that text without the name of one means: a button of what is to be done, a
    phrase, with other words around it unless ``exactly``, or a search. Exactly, the beginning
    of a button is enough for the record of the question that waits.
    """
    context = replace(context, is_answer=False)
    typed = _meant(context, phrases, typed)
    said = _Text(
        typed=persons_said.with_share(typed.removeprefix("/"), context.vocabularies),
        phrases=phrases,
        replied=None if replied is None else buttons_of(replied),
        listed=await context.tx.of(People).listed(context.person.party),
        exactly=exactly,
    )
    found = await _open_buttons(context, said)
    waiting, is_begun = _named_buttons(context, said, found)
    is_word = replied is None and fold_label(said.typed) in phrases.yes_or_no
    is_limited = not is_begun and _says_beside_label(context, said, waiting)
    is_one = len(waiting) == 1 and not is_limited
    if is_one and not (is_word and await is_doubtful(context, waiting[0][1])):
        return replace(context, command=replace(pressed(waiting[0][1].command), raw=said.typed))
    command = None if is_limited else await _phrase(context, said)
    if command is not None and _is_only_mentioned(context, said, command):
        command = None
    names = {button.command.split()[0] for _, button in waiting}
    is_sure = command is not None and (names <= {command.name} or command.name == TAKE)
    if command is not None and not is_begun and is_sure:
        doubtful = _may_be_of_others(context, said, command)
        return replace(context, command=_unless_at_once(context.tx, command, doubtful=doubtful))
    if not (waiting or exactly):
        first = SEPARATORS.split(said.typed)[0]
        waiting = phrases.beginning_with(first, found, about=said.about)
    if waiting:
        near = [
            Button(text("act-about", act=button.label, about=of), button.command)
            for of, button in waiting
        ]
        return replace(context, command=Command(name=NOT_A_COMMAND), near=near[:MAX_NEAR])
    received = None if exactly else await _receipt_on(context, said, found)
    return replace(context, command=received) if received else await _search(context, said, found)


def _meant(context: CommandContext, phrases: Phrases, typed: str) -> str:
    """What a text says after a "no" between commas, if that is a command: "withdraw CODE, no, ask
    about progress" only asks, about the same record.
    """
    after = after_no(typed, context.vocabularies)
    if after == typed or phrases.command(after, today=context.today) is None:
        return typed
    codes = phrases.parse(typed, today=context.today).codes
    return " ".join((*(each for each in codes if each not in after), after))


async def _receipt_on(
    context: CommandContext, said: _Text, found: Sequence[tuple[str, Button]]
) -> Command | None:
    """The receipt on the day that is all of a text, if the message that it replies to, or else the
    newest one, asks for this.
    """
    is_day = is_date(fold_typed(said.typed), context.vocabularies)
    if not is_day or not any(map(str.isalpha, said.typed)):  # 3/26 could be a letter
        return None
    shown = [button for _, button in found if button.command in (said.replied or {}).values()]
    shown = shown if said.replied is not None else [*await newest_buttons(context)]
    lines = (each.command for each in shown if each.command.split()[0] == RECEIVE)
    asked = next(map(pressed, lines), None)
    return asked and asked.replace_arguments(asked.args[0], said.typed)


async def _open_buttons(context: CommandContext, said: _Text) -> Sequence[tuple[str, Button]]:
    """The buttons of what waits for the person, each with its record: only those of the message
    that the text replies to, and while a check is open no "yes" or "no" of another matter.
    """
    stored = context.conversation.stored
    of_check = stored.check is not None and fold_label(said.typed) in said.phrases.yes_or_no
    ends = ("-yes", "-no") if of_check else ()
    shown = await open_buttons(context.tx, context.person)
    found = [each for each in shown if not each[1].label.key.endswith(ends)]
    if said.replied is None or said.about is not None:
        return found
    return [each for each in found if each[1].command in said.replied.values()]


def _named_buttons(
    context: CommandContext, said: _Text, found: Sequence[tuple[str, Button]]
) -> tuple[Sequence[tuple[str, Button]], bool]:
    """The open buttons whose label a text has, and whether it has only their beginning."""
    known, phrases, about = context.vocabularies, said.phrases, said.about
    team = [each for each in said.listed if each.id != context.person.id]
    alone = without_colleagues(said.typed, team, known)
    whole = [*phrases.by_record(said.typed, alone, shown=found, about=about).items()]
    asked = about or (code_in(context.command.line) if said.exactly else None)
    if whole or (said.exactly and not asked):
        return whole, False
    begun = phrases.beginning_with(said.typed, found, about=asked)
    return begun, bool(begun)


def _says_beside_label(
    context: CommandContext, said: _Text, found: Sequence[tuple[str, Button]]
) -> bool:
    """Whether a text says more behind the label of one button, and a comma, than that takes, such
    as "agree, but not before Friday".
    """
    if len(found) != 1:
        return False
    command = pressed(found[0][1].command)
    handler = context.tx.registry.all(CommandHandler).get(command.name)
    takes_values = command.args[1:] == () and handler and handler.takes & FROM_SEVERAL_PARTS
    if takes_values or OPPOSING.intersection(command.line.split()):  # a reason may follow
        return False
    parts = [*filter(str.strip, SEPARATORS.split(said.typed))]
    labels = [bool(said.phrases.by_record(e, shown=found, about=None)) for e in parts]
    behind = parts[labels.index(True) + 1 :] if True in labels else ()
    return any(
        not says_nothing(each, context.vocabularies)
        and not people_said(each, said.listed)
        and said.phrases.command(each, today=context.today) is None  # another act is quoted
        for each in behind
    )


async def _phrase(context: CommandContext, said: _Text) -> Command | None:
    """The command whose phrase a text has, also with a letter or a colleague in it."""
    phrases, today, about = said.phrases, context.today, said.about
    command = phrases.command(said.typed, today=today, about=about, exactly=said.exactly)
    names_one = command is not None and phrases.can_name_one(command.name)
    if command is None or command.name in (LIST, LOST) or names_one:
        named = await with_references(context, said.typed)
        found = phrases.command(named, today=today, about=about, exactly=said.exactly)
        command = _of_person(context, said, named) or found or command
    command = group_labelled(context, said.typed, phrases) or command
    command = command or _changed_mind(context, said)
    if command == Command(name=LIST) and has_condition(context, said.typed):
        return None
    if command is not None and command.name == CORRECT and code_in(command.line) is None:
        for act in await own_acts(context.tx, context.person):
            command = Command(name="send", args=(act.id, UNCHANGED))
    return command


def _changed_mind(context: CommandContext, said: _Text) -> Command | None:
    """The other answer to what is checked that comes after words such as "wait"."""
    check, known = context.conversation.stored.check, context.vocabularies
    words = any_of((*signs_of(known, "is"), *signs_of(known, "no")))
    begins = rf"\A\s*(?:(?:{words})[\s.!,，、;；\u3002]+)+"
    typed = re.sub(begins, "", said.typed, flags=re.IGNORECASE)
    if check is None or typed == said.typed:
        return None
    found = said.phrases.command(typed, today=context.today, about=check.about)
    is_same = found is not None and found.name == parse_command(check.line).name
    return found if found and is_same and found.args[1:] else None


async def _search(
    context: CommandContext, said: _Text, found: Sequence[tuple[str, Button]]
) -> CommandContext:
    """A search for a text, above the commands that it nearly names."""
    tx, typed, phrases = context.tx, said.typed, said.phrases
    supplies = {each.command for _, each in found if each.command.startswith(f"{SUPPLY} ")}
    is_letter = letters(context.vocabularies).fullmatch(fold_typed(typed)) is not None
    if is_letter and len(supplies) == 1 and not await found_rows(context, typed):
        return replace(context, command=pressed(f"{supplies.pop()} {typed}"))
    meant = phrases.suggestions(typed, today=context.today, about=said.about)
    if meant and meant[0].name == EMAIL and not tx.can_send_mail:
        return replace(context, command=meant[0])
    near = [*context.near, *phrases.containing(typed, context.conversation.stored.offered)]
    # A long text does not fit into a button: then the command asks for everything.
    near += [
        Button(text(f"command-{each.name}"), each.line if fits_button(each.line) else each.name)
        for each in meant
    ]
    search = Command(name=SEARCH, args=tuple(typed.split()), raw=typed)
    return replace(context, command=search, near=near[:MAX_NEAR])


def _of_person(context: CommandContext, said: _Text, typed: str) -> Command | None:
    """The command for a colleague that a text means, with the number of the one it names."""
    if len(found := people_said(typed, said.listed)) != 1:
        return None
    without = words_of([found[0].bare_name]).sub(" ", fold_typed(typed))
    command = said.phrases.command(without, today=context.today, about=said.about)
    if command is not None and command.name == LOST and found[0].id != context.person.id:
        command = Command(name="suspend")
    handler = command and context.tx.registry.all(CommandHandler).get(command.name)
    if not command or not handler or Takes.PERSON not in handler.takes:
        return None
    given = command.args or (() if Takes.RECORD in handler.takes else (MISSING_ARGUMENT,))
    return command.replace_arguments(*given, str(found[0].number))


def _is_only_mentioned(context: CommandContext, said: _Text, command: Command) -> bool:
    """Whether a text has more than what takes an act back or ends an absence, or names a day."""
    undone = [each for each in UNDOING if f"{command.line} ".startswith(f"{each} ")]
    parts = said.phrases.parse(said.typed, today=context.today)
    return bool(undone) and (
        parts.day is not None or says_more(parts.rest, (), context.vocabularies, *undone)
    )


def _may_be_of_others(context: CommandContext, said: _Text, command: Command) -> bool:
    """Whether a text may say something else than that a person does the work now."""
    is_own = command.name == TAKE or command.args[1:] == (ME,)
    if command.name != TAKE and not (command.name == ASSIGN and command.args[1:]):
        return False
    others = [each for each in said.listed if each.id != context.person.id]
    is_of_other = is_own and bool(people_said(said.typed, others))
    rest = said.phrases.parse(said.typed, today=context.today).rest
    return (
        is_of_other or "?" in rest or says_more(rest, said.listed, context.vocabularies, *OF_WORK)
    )


def _unless_at_once(tx: Tx, command: Command, *, doubtful: bool) -> Command:
    """A command, or what opens its record or asks its question if it would act at once or is
    ``doubtful``.
    """
    handler = tx.registry.all(CommandHandler).get(command.name)
    if handler is None or handler.targets is None:
        return command
    if not (doubtful or handler.targets.at_once):
        return command
    opens = opening(tx.registry.all(CodePrefix), code_in(command.line))
    return parse_command(opens or command.name)
