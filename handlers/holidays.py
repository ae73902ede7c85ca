"""The calendar of a Party: ``holidays``, ``holidays PARTY``, and what its administrators say.

``holidays add DAY NAME``, ``holidays strike DAY``, ``holidays back DAY`` (as the calendar has it),
``holidays import`` with a list, ``holidays published YEAR``.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date

from handlers.input.command_router import Turn, command_handlers
from handlers.input.replies import Reply
from liaison.core.cards import Text, text
from liaison.core.errors import Refusal
from liaison.core.form import NotAChoice
from liaison.core.text_parsing import parse_count
from liaison.core.working_time import local_date
from liaison.settings import holiday_service
from liaison.settings.holiday_views import holidays_card
from liaison.settings.holidays import YEARS_AHEAD, Day, DayKind, check_name, parse_list, read_day


async def holidays(turn: Turn) -> Reply:
    """Show the calendar of a Party, or change that of the own one."""
    words = list(turn.line.args)
    party = turn.tx.agreement.party(turn.person.party)
    named = [each for each in turn.tx.agreement.parties if words and each.code == words[0].upper()]
    if named:
        party, words = named[0], words[1:]
    if not words:
        await turn.talk.leave()
        return turn.done(await holidays_card(turn.tx, turn.person, party))
    holiday_service.check_admin(turn.person, party.code)
    step = STEPS.get(words[0].lower())
    if step is None:
        raise NotAChoice
    return await step(turn, words[1:])


async def show_again(turn: Turn, refusal: Refusal) -> Reply:
    """The own calendar, under the sentence that says why nothing changed."""
    return await _shown(turn, refusal.text())


async def add(turn: Turn, words: Sequence[str]) -> Reply:
    """Add a holiday: its day, then its name."""
    if not words:
        return await turn.ask_for_words(turn.line, text("holiday-which-day"))
    day, name = read_day(words, _today(turn))
    if not name:
        line = turn.line.but("add", day.isoformat())
        return await turn.ask_for_words(line, text("holiday-which-name", day=day))
    return await _say(turn, [Day(day=day, kind=DayKind.OFF, name=check_name(name))])


async def strike(turn: Turn, words: Sequence[str]) -> Reply:
    """Say that a day is worked."""
    return await _word(turn, words, DayKind.WORKED)


async def back(turn: Turn, words: Sequence[str]) -> Reply:
    """Take back what was said of a day."""
    return await _word(turn, words, DayKind.CALENDAR)


async def many(turn: Turn, words: Sequence[str]) -> Reply:
    """Add the holidays of a list, all or none."""
    if not words:
        return await turn.ask_for_words(turn.line, text("holiday-which-list"))
    written = turn.line.tail(len(turn.line.args) - len(words))
    return await _say(turn, parse_list(written, _today(turn)))


async def published(turn: Turn, words: Sequence[str]) -> Reply:
    """Say that the holidays of a year are decreed."""
    this = _today(turn).year
    year = parse_count(" ".join(words), this, this + YEARS_AHEAD)
    return await _say(turn, [Day(day=date(year, 1, 1), kind=DayKind.PUBLISHED)])


STEPS: Mapping[str, Callable[[Turn, Sequence[str]], Awaitable[Reply]]] = {
    "add": add,
    "strike": strike,
    "back": back,
    "import": many,
    "published": published,
}


async def _word(turn: Turn, words: Sequence[str], kind: DayKind) -> Reply:
    if not words:
        return await turn.ask_for_words(turn.line, text("holiday-which-day"))
    day, _ = read_day(words, _today(turn))
    return await _say(turn, [Day(day=day, kind=kind)])


async def _say(turn: Turn, days: Sequence[Day]) -> Reply:
    touched = await holiday_service.say(turn.tx, turn.person, days)
    await turn.talk.leave()
    return await _shown(turn, text("recorded-holidays", days=len(days), cases=touched))


async def _shown(turn: Turn, said: Text) -> Reply:
    party = turn.tx.agreement.party(turn.person.party)
    return turn.done(await holidays_card(turn.tx, turn.person, party, [said]), toast=said)


def _today(turn: Turn) -> date:
    return local_date(turn.tx.now, turn.tx.agreement.party(turn.person.party).zone)


COMMANDS = command_handlers({"holidays": holidays}, on_conflict=show_again)
