"""The board with the scorecard, and when digests of it come."""

from aiogram import Router

from handlers.replies import Reply
from handlers.turns import MENU, Turn, on
from liaison.domain.cards import Button, card, text
from liaison.domain.digests import time_text
from liaison.domain.digits import parse_month, parse_time
from liaison.domain.drafts import NotAChoice
from liaison.domain.scorecards import Month
from liaison.usecases.boards import board_card
from liaison.usecases.digests import set_time
from liaison.usecases.scorecards import scorecard_card

SCORE = "score"
OFFERED = ("07:00", "08:00", "09:00")


def router() -> Router:
    """The routes of this column."""
    made = Router(name="boards")
    on(made, "board", board)
    on(made, "digest", digest)
    return made


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


async def digest(turn: Turn) -> Reply:
    """Set when the digests of the own Party come: ``digest TIME``."""
    wanted = turn.line.rest(0)
    if wanted is None:
        schedule = await turn.tx.schedules.of(turn.person.party)
        now = time_text(schedule.digest_at)
        row = tuple(
            Button(text("button-digest-time", time=time_text(parse_time(each))), f"digest {each}")
            for each in OFFERED
        )
        return await turn.ask_for_words(turn.line, text("digest-when", time=now), row)
    minutes = parse_time(wanted)
    at = await set_time(turn.tx, turn.person, minutes)
    await turn.talk.leave()
    done = text("digest-set", time=time_text(minutes), at=at)
    return turn.done(card(done, rows=[MENU]))
