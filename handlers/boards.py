"""The board with the scorecard."""

from handlers.replies import Reply
from handlers.turns import Lines, Turn
from liaison.domain.digits import parse_month
from liaison.domain.drafts import NotAChoice
from liaison.domain.scorecards import Month
from liaison.usecases.boards import board_card
from liaison.usecases.scorecards import scorecard_card

SCORE = "score"


def lines() -> Lines:
    """The lines of this column."""
    return Lines({"board": board})


async def board(turn: Turn) -> Reply:
    """Show the board, or the scorecard of a month: ``board``, ``board score MONTH``."""
    what = turn.line.argument(0)
    if what is None:
        return turn.done(await board_card(turn.tx, turn.person))
    if what != SCORE:
        raise NotAChoice
    wanted = turn.line.rest(1)
    month = None if wanted is None else Month.of(parse_month(wanted))
    return turn.done(await scorecard_card(turn.tx, turn.person, month))
