"""The letter that goes with an act: asked for, read and shown at its check."""

import re
from collections.abc import Sequence
from functools import partial

from handlers.input.command_router import CommandContext
from handlers.input.said_values import letter_in
from handlers.pending_acts.confirmation import Line
from liaison.core.cards import Text, Value, text
from liaison.core.errors import UserError, WrongValue, parse_end
from liaison.core.validation import MAX_LETTER, MAX_REFERENCE
from liaison.requests.lists import letter_doubts

_WORDS_BEHIND = re.compile(r"\d\s*[^\W\d_]+\s*\d|\d\s+(?!\w\.|[A-Za-z]{0,5}[A-Z]\b)[^\W\d_]")
"""Words between numbers or behind one, other than the abbreviation of an agency."""


async def require_letter(
    context: CommandContext, at: int, question: Text, *, above: Sequence[Text] = ()
) -> str:
    """The letter that ends a command, which is asked for if it is missing; see ``read_letter``."""
    return read_letter(context, await context.require(at, question, above=above))


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
