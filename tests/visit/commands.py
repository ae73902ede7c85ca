"""The command about visits: `visit DATE`, `visit NUMBER confirm` and `visit NUMBER move DATE`."""

from handlers.input.command_router import Turn, command_handlers
from handlers.input.replies import Reply
from liaison.core.cards import MENU, card, text
from liaison.core.errors import Refusal
from liaison.core.text_parsing import parse_count, parse_date
from liaison.core.transaction import today_of
from tests.visit import service
from tests.visit.model import VisitNumber
from tests.visit.views import visit_card

MOST_VISITS = 1_000


async def visit(turn: Turn) -> Reply:
    """Announce, show, confirm or move a visit."""
    tx, person, line = turn.tx, turn.person, turn.line
    if not line.args:
        return await turn.ask_for_words(line, text("visit-which"))
    given, step = line.argument(0) or "", line.argument(1)
    if not given.isdecimal():
        day = parse_date(line.rest(0) or "", today_of(tx, person.party))
        made = await service.announce(tx, person, day)
        return turn.done(await visit_card(person, made, text("recorded-visit")))
    number = VisitNumber(parse_count(given, 1, MOST_VISITS))
    if step == "confirm":
        found = await service.confirm(tx, person, number)
    elif step == "move":
        day = parse_date(line.rest(2) or "", today_of(tx, person.party))
        key = await service.propose_day(tx, person, number, day)
        return turn.done(card(text("recorded-visit-proposed", code=key.code), rows=[MENU]))
    else:
        found = await service.find(tx, number)
    return turn.done(await visit_card(person, found))


async def on_conflict(turn: Turn, refusal: Refusal) -> Reply:
    """The sentence that says why nothing changed."""
    return turn.done(card(refusal.text(), rows=[MENU]))


COMMANDS = command_handlers({"visit": visit}, on_conflict=on_conflict)
