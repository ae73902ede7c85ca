"""The letter that goes with an act: asked for, read and shown at its check."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from handlers.input.command_router import CommandContext
from handlers.input.commands import Command
from handlers.input.said_values import letter_in
from handlers.pending_acts.confirmation import Line
from liaison.core.cards import Button, Row, Text, Value, fits_button, text
from liaison.core.errors import UserError, WrongValue, parse_end
from liaison.core.form import SKIPPED
from liaison.core.references import new_id
from liaison.core.validation import MAX_LETTER, MAX_REFERENCE
from liaison.letters.rules import NEXT_NUMBER
from liaison.requests.lists import letter_doubts

_WORDS_BEHIND = re.compile(r"\d\s*[^\W\d_]+\s*\d|\d\s+(?!\w\.|[A-Za-z]{0,5}[A-Z]\b)[^\W\d_]")
"""Words between numbers or behind one, other than the abbreviation of an agency."""


async def require_letter(
    context: CommandContext,
    at: int,
    question: Text,
    *,
    above: Sequence[Text] = (),
    is_own: bool = False,
) -> str:
    """The letter that ends a command, which is asked for if it is missing; see ``read_letter`` and
    ``typed_letter``.
    """
    ask = typed_letter if is_own else CommandContext.require
    return read_letter(context, await ask(context, at, question, above=above))


async def typed_letter(
    context: CommandContext,
    at: int,
    question: Text,
    rows: Callable[[Command], Iterable[Row]] = lambda _: (),
    *,
    above: Sequence[Text] = (),
) -> str:
    """What is typed as the letter of the own Party that ends a command, whose next number is
    offered above other ``rows``.
    """
    command = context.command
    if not fits_button(f"{NEXT_NUMBER} {command} {SKIPPED}"):  # many persons, or grounds
        context = replace(context, command=replace(command, check=new_id(context.tx.random)))

    def offered(asked: Command) -> list[Row]:
        return [next_number_row(context, str(asked.with_arguments("")).strip()), *rows(asked)]

    return await context.require(at, question, offered, above=above)


def next_number_row(context: CommandContext, answer: str) -> Row:
    """The button that ends a command line with the next number of the Party's letters; none without
    a scheme.
    """
    if context.tx.agreement.party(context.person.party).letter_numbers is None:
        return ()
    return (Button(text("button-next-number"), f"{NEXT_NUMBER} {answer}"),)


def read_letter(context: CommandContext, typed: str, *, longest: int = MAX_LETTER) -> str:
    """The number of a letter that ends a command. Raises ``WrongValue`` or ``UserError``."""
    return parse_end(partial(letter_in, known=context.vocabularies, longest=longest), typed)


async def refused_letter(context: CommandContext, words: str) -> Text | None:
    """Why words that correct the letter of a check are no number of one; None if they are. Where it
    is asked for, one that looks like a name or a sentence is only doubtful.
    """
    try:
        letter = read_letter(context, words, longest=MAX_REFERENCE)
    except UserError as error:
        is_number = error.values.get("why") == "date"  # it may be a day, too
        return None if is_number else error.text(words)
    doubt = text("check-letter", wrong="name", example=letter)
    parties = [each.code for each in context.tx.agreement.parties]
    doubts = [await letter_doubts(context.tx, each, letter) for each in parties]
    has_words = _WORDS_BEHIND.search(letter) and all(doubt in each for each in doubts)
    why = WrongValue("error-not-a-letter", why="words", most=MAX_LETTER)
    return why.text(words) if has_words else None


def letter_line(letter: Value, at: int) -> Line:
    """The line of a letter, which is the last argument."""
    return Line(name="letter", value=letter, at=at, to_end=True)
