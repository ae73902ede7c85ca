"""Differences about the Agreement: ``difference CODE`` shows one.

``difference open WORDS`` opens one, ``difference CODE close`` proposes that it is settled.
"""

from handlers.agreement.router import show_again as show_agreement_again
from handlers.input.command_router import Turn, command_handlers
from handlers.input.replies import Reply
from liaison.agreement import difference_service
from liaison.agreement.differences import (
    Difference,
    UnknownDifference,
    check_opener,
    parse_difference_code,
)
from liaison.agreement.views import agreement_card, difference_card
from liaison.core.cards import Text, text
from liaison.core.errors import Refusal
from liaison.core.form import NotAChoice
from liaison.core.references import DifferenceCode
from liaison.core.validation import parse_title

OPEN, CLOSE = "open", "close"


async def difference(turn: Turn) -> Reply:
    """Show a difference, open one, or propose to close it; without a code show them all."""
    what = turn.line.argument(0)
    if what is None:
        return turn.done(await agreement_card(turn.tx, turn.person))
    if what == OPEN:
        return await _open(turn)
    found = await difference_service.find(turn.tx, _code(turn))
    step = turn.line.argument(1)
    if step is None:
        return turn.done(await difference_card(turn.tx, turn.person, found))
    if step != CLOSE:
        raise NotAChoice
    key = await difference_service.propose_closing(turn.tx, turn.person, found.code)
    said = text("recorded-difference-closing", code=found.code, proposal=key.code)
    return await _shown(turn, found, said)


async def show_again(turn: Turn, refusal: Refusal) -> Reply:
    """The difference as it stands, under the sentence that says why nothing changed."""
    try:
        found = await difference_service.find(turn.tx, _code(turn))
    except UnknownDifference:
        return await show_agreement_again(turn, refusal)
    return await _shown(turn, found, refusal.text())


async def _open(turn: Turn) -> Reply:
    check_opener(turn.person)
    words = turn.line.rest(1)
    if words is None:
        return await turn.ask_for_words(turn.line, text("difference-which"))
    opened = await difference_service.begin(turn.tx, turn.person, parse_title(words))
    await turn.talk.leave()
    return await _shown(turn, opened, text("recorded-difference", code=opened.code))


def _code(turn: Turn) -> DifferenceCode:
    """The difference that a line is about. Raises ``UnknownDifference``."""
    return parse_difference_code(turn.line.argument(0) or "")


async def _shown(turn: Turn, found: Difference, said: Text) -> Reply:
    shown = await difference_card(turn.tx, turn.person, found, [said])
    return turn.done(shown, toast=said)


COMMANDS = command_handlers({"difference": difference}, on_conflict=show_again)
