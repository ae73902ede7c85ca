"""Going away, naming a deputy, and coming back.

``away FIRST LAST NUMBER``; what the line lacks is asked for, one thing after the other.
"""

from datetime import date, timedelta

from handlers.input.command_router import Turn, command_handlers, day_row, person_rows
from handlers.input.commands import Line
from handlers.input.replies import Reply
from liaison.core.absences import Away, NoDeputy, check_days
from liaison.core.cards import MENU, Button, Row, Text, card, text
from liaison.core.repository import People
from liaison.core.text_parsing import parse_date
from liaison.core.transaction import today_of
from liaison.core.working_time import DAY
from liaison.notifications.deputies import current_away
from liaison.people import absence_service

END = "end"
ENDING: Row = (Button(text("button-away-end"), f"away {END}"),)
WEEK = timedelta(days=6)
"""From the first to the last day of a week."""
SEASON = timedelta(days=91)
"""A day written without a year is the one nearest to this long ahead: mostly it is to come."""


async def away(turn: Turn) -> Reply:
    """Show the time away, end it, or record one: ``away``, ``away end``, ``away FIRST LAST N``."""
    if turn.line.argument(0) == END:
        return await _come_back(turn)
    if not turn.line.args:
        present = await current_away(turn.tx, turn.person)
        if present is not None:
            said = await _said(turn, "away-shown", present)
            return turn.done(card(said, rows=[ENDING, MENU]))
    return await _record(turn)


async def _record(turn: Turn) -> Reply:
    if not await absence_service.colleagues(turn.tx, turn.person):
        raise NoDeputy
    today = today_of(turn.tx, turn.person.party)
    words = turn.line.args
    if not words:
        return await _ask_for_day(turn, "away-first", turn.line, today, DAY)
    first = parse_date(words[0], today + SEASON)
    if len(words) == 1:
        check_days(first, max(first, today), today=today)
        return await _ask_for_day(turn, "away-last", turn.line.but(first.isoformat()), first, WEEK)
    last = parse_date(words[1], first + SEASON)
    check_days(first, last, today=today)
    number = turn.line.argument(2)
    if number is None:
        return await _ask_for_deputy(turn, first, last)
    listed = await turn.tx.of(People).listed(turn.person.party)
    deputy = next((each for each in listed if str(each.number) == number), None)
    recorded = await absence_service.go_away(turn.tx, turn.person, deputy, first=first, last=last)
    await turn.talk.leave()
    said = await _said(turn, "away-recorded", recorded)
    return turn.done(card(said, rows=[ENDING, MENU]), toast=said)


async def _ask_for_day(turn: Turn, key: str, line: Line, day: date, later: timedelta) -> Reply:
    return await turn.ask_for_words(line, text(key), day_row(line, [day, day + later]))


async def _ask_for_deputy(turn: Turn, first: date, last: date) -> Reply:
    line = turn.line.but(first.isoformat(), last.isoformat())
    rows = person_rows(line, await absence_service.colleagues(turn.tx, turn.person))
    return await turn.ask_for_words(line, text("away-deputy", first=first, last=last), *rows)


async def _said(turn: Turn, key: str, recorded: Away) -> Text:
    deputy = await turn.tx.of(People).get(recorded.deputy)
    name = "" if deputy is None else deputy.name
    return text(key, first=recorded.first, last=recorded.last, name=name)


async def _come_back(turn: Turn) -> Reply:
    await absence_service.come_back(turn.tx, turn.person)
    said = text("away-ended")
    return turn.done(card(said, rows=[MENU]), toast=said)


COMMANDS = command_handlers({"away": away})
