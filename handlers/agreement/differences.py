"""Differences about the Agreement: ``difference CODE`` shows one.

``difference open WORDS`` opens one, ``difference CODE close`` proposes to close it as settled.
"""

from handlers.input.command_router import CommandContext, Commands
from handlers.input.replies import Reply
from handlers.pending_acts.confirmation import Line, require_confirmation
from liaison.agreement import difference_service
from liaison.agreement.differences import Difference, parse_difference_code
from liaison.agreement.views import agreement_card, difference_card
from liaison.core.access import COORDINATORS, require_role
from liaison.core.cards import Text, text
from liaison.core.form import parse_code
from liaison.core.validation import parse_title

OPEN, CLOSE = "open", "close"

COMMANDS = Commands(shows="difference")


@COMMANDS.handle("difference")
async def difference(context: CommandContext) -> Reply:
    """Show a difference, open one, or propose to close it; without a code show the Agreement."""
    what = context.command.argument(0)
    if what is None:
        return context.finish(await agreement_card(context.tx, context.person))
    if what == OPEN:
        return await _open(context)
    found = await difference_service.lock(context.tx, parse_difference_code(what))
    step = context.command.argument(1)
    if step is None:
        return context.finish(await difference_card(context.tx, context.person, found))
    parse_code(step, [CLOSE])
    act, line = text("button-difference-close"), Line(name="difference", value=found.title)
    await require_confirmation(context, act, about=found.code, lines=[line])
    approval = await difference_service.propose_closing(context.tx, context.person, found.code)
    done = text("recorded-difference-closing", code=found.code, proposal=approval.code)
    return await _shown(context, found, done)


async def _open(context: CommandContext) -> Reply:
    require_role(context.person, COORDINATORS)
    command, question = context.command, text("difference-which")
    words = await context.require(command.text_from(1), command, question)
    title = parse_title(words)
    line = Line(name="difference", value=title, at=1, to_end=True)
    act = text("button-difference")
    await require_confirmation(context, act, about="difference", lines=[line], several=True)
    opened = await difference_service.open_difference(context.tx, context.person, title)
    return await _shown(context, opened, text("recorded-difference", code=opened.code))


async def _shown(context: CommandContext, found: Difference, done: Text) -> Reply:
    return context.confirm(done, await difference_card(context.tx, context.person, found))
