"""The board with the scorecard."""

from handlers.input.command_router import Turn, command_handlers
from handlers.input.replies import Reply
from liaison.core.form import NotAChoice
from liaison.core.text_parsing import parse_month
from liaison.reports.dashboard import board_card
from liaison.reports.scorecard_views import scorecard_card
from liaison.reports.scorecards import Month

SCORE = "score"


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


COMMANDS = command_handlers({"board": board})
