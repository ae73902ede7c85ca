"""The dashboard and the scorecard."""

from handlers.input.command_router import CommandContext, command_handlers
from handlers.input.replies import Reply
from liaison.core.form import NotAChoice
from liaison.core.text_parsing import parse_month
from liaison.reports.dashboard import board_card
from liaison.reports.scorecard_views import scorecard_card
from liaison.reports.scorecards import Month

SCORE = "score"


async def board(context: CommandContext) -> Reply:
    """Show the dashboard, or the scorecard of a month: ``board``, ``board score MONTH``."""
    what = context.command.argument(0)
    if what is None:
        return context.finish(await board_card(context.tx, context.person))
    if what != SCORE:
        raise NotAChoice
    wanted = context.command.text_from(1)
    month = None
    if wanted is not None:
        month = Month.of(parse_month(wanted, context.vocabularies))
    return context.finish(await scorecard_card(context.tx, context.person, month))


COMMANDS = command_handlers({"board": board})
