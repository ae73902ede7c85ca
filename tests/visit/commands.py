"""The command about visits: `visit DATE`, `visit NUMBER confirm` and `visit NUMBER move DATE`."""

from handlers.input.command_router import CommandContext, Commands
from handlers.input.commands import Reply
from liaison.core.cards import MENU, card, text
from liaison.core.text_parsing import parse_count, parse_date
from liaison.core.transaction import today_of
from tests.visit import service
from tests.visit.model import VisitNumber
from tests.visit.views import visit_card

MAX_VISITS = 1_000


COMMANDS = Commands()


@COMMANDS.handle("visit")
async def visit(context: CommandContext) -> Reply:
    """Announce, show, confirm or move a visit."""
    tx, person, command = context.tx, context.person, context.command
    if not command.args:
        return await context.ask_for_text(command, text("visit-which"))
    given, step = command.argument(0) or "", command.argument(1)
    if not given.isdecimal():
        day = parse_date(
            command.text_from(0) or "", today_of(tx, person.party), tx.agreement.vocabularies
        )
        made = await service.announce(tx, person, day)
        return context.finish(await visit_card(person, made, text("recorded-visit")))
    number = VisitNumber(parse_count(given, 1, MAX_VISITS))
    if step == "confirm":
        found = await service.confirm(tx, person, number)
    elif step == "move":
        day = parse_date(
            command.text_from(2) or "", today_of(tx, person.party), tx.agreement.vocabularies
        )
        approval = await service.propose_day(tx, person, number, day)
        return context.finish(
            card(text("recorded-visit-proposed", code=approval.code), rows=[MENU])
        )
    else:
        found = await service.find(tx, number)
    return context.finish(await visit_card(person, found))
