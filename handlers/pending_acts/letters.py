"""The letter that goes with an act: asked for, read and shown at its check."""

from collections.abc import Sequence
from functools import partial

from handlers.input.command_router import CommandContext
from handlers.input.said_values import letter_in
from handlers.pending_acts.confirmation import Line
from liaison.core.cards import Text, Value
from liaison.core.errors import parse_end
from liaison.core.validation import MAX_LETTER


async def require_letter(
    context: CommandContext, at: int, question: Text, *, above: Sequence[Text] = ()
) -> str:
    """The letter that ends a command, which is asked for if it is missing; see ``read_letter``."""
    return read_letter(context, await context.require(at, question, above=above))


def read_letter(context: CommandContext, typed: str, *, longest: int = MAX_LETTER) -> str:
    """The number of a letter that ends a command. Raises ``WrongValue`` or ``UserError``."""
    return parse_end(partial(letter_in, known=context.vocabularies, longest=longest), typed)


def letter_line(letter: Value, at: int) -> Line:
    """The line of a letter, which is the last argument."""
    return Line(name="letter", value=letter, at=at, to_end=True)
