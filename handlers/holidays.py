"""The calendar of a Party: ``holidays``, ``holidays PARTY``, and changes by its administrators.

``holidays add DAY NAME``, ``holidays strike DAY``, ``holidays back DAY`` (restore the calendar's
value), ``holidays import`` with a list, ``holidays published YEAR``. The other Party is told of a
change, so it is checked before it leaves.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from handlers.input.command_router import CommandContext, Commands
from handlers.input.commands import MISSING_ARGUMENT, Reply
from handlers.pending_acts.confirmation import Line, require_confirmation
from liaison.core.cards import Button, text
from liaison.core.form import NotAChoice
from liaison.core.text_parsing import parse_count
from liaison.settings import service as settings_service
from liaison.settings.holidays import (
    YEARS_AHEAD,
    CalendarDay,
    DayKind,
    changeable_days,
    check_name,
    parse_list,
    read_day,
)
from liaison.settings.views import change_lines, holidays_card

COMMANDS = Commands(shows="holidays")


@COMMANDS.handle("holidays")
async def holidays(context: CommandContext) -> Reply:
    """Show the calendar of a Party, or change the own one."""
    words = [each for each in context.command.args if MISSING_ARGUMENT not in each]
    party = context.tx.agreement.party(context.person.party)
    named = [
        each for each in context.tx.agreement.parties if words and each.code == words[0].upper()
    ]
    if named:
        party, words = named[0], words[1:]
    if not words:
        return context.finish(await holidays_card(context.tx, context.person, party))
    settings_service.check_admin(context.person, party.code)
    step = STEPS.get(words[0].lower())
    if step is None:
        raise NotAChoice
    return await step(context, words[1:])


async def add(context: CommandContext, words: Sequence[str]) -> Reply:
    """Add a holiday: its day, then its name."""
    if not words:
        return await _ask_for_day(context)
    day, name = read_day(words, context.today, context.vocabularies)
    if not name:
        command = context.command.replace_arguments("add", day.isoformat())
        return await context.ask_for_text(command, text("holiday-which-name", day=day))
    holiday = CalendarDay(day=day, kind=DayKind.OFF, name=check_name(name))
    return await _record_days(context, [holiday])


async def import_list(context: CommandContext, words: Sequence[str]) -> Reply:
    """Add the holidays of a list, all or none."""
    if not words:
        return await context.ask_for_text(context.command, text("holiday-which-list"))
    written = context.command.raw_from(len(context.command.args) - len(words))
    days = parse_list(written, context.today, context.vocabularies)
    entries = [f"{each.day.isoformat()} {each.name}" for each in days]
    command = context.command.replace_arguments("import", *entries)
    return await _record_days(replace(context, command=command), days)


async def published(context: CommandContext, words: Sequence[str]) -> Reply:
    """Record that the holidays of a year are published."""
    this = context.today.year
    if not words:
        command = context.command.asking(1)
        years = [str(each) for each in range(this, this + YEARS_AHEAD + 1)]
        row = [Button(text("answer", value=e), str(command.with_arguments(e))) for e in years]
        return await context.ask_for_text(command, text("holiday-which-year"), tuple(row))
    year = parse_count(" ".join(words), this, this + YEARS_AHEAD)
    return await _record_days(context, [CalendarDay(day=date(year, 1, 1), kind=DayKind.PUBLISHED)])


async def _record_day(context: CommandContext, words: Sequence[str], *, kind: DayKind) -> Reply:
    if not words:
        return await _ask_for_day(context)
    day, _ = read_day(words, context.today, context.vocabularies)
    return await _record_days(context, [CalendarDay(day=day, kind=kind)])


STEPS: Mapping[str, Callable[[CommandContext, Sequence[str]], Awaitable[Reply]]] = {
    "add": add,
    "strike": partial(_record_day, kind=DayKind.WORKED),
    "back": partial(_record_day, kind=DayKind.CALENDAR),
    "import": import_list,
    "published": published,
}


async def _ask_for_day(context: CommandContext) -> Reply:
    days = changeable_days(context.today)
    return await context.ask_for_day(context.command, text("holiday-which-day"), days)


async def _record_days(context: CommandContext, days: Sequence[CalendarDay]) -> Reply:
    party = context.tx.agreement.party(context.person.party)
    first, *others = change_lines(party, days)
    lines = [Line(name="change", value=first, at=1, to_end=True)]
    lines += [Line(name="change", value=each) for each in others]
    act = text("act-holidays")
    await require_confirmation(context, act, about="holidays", lines=lines, several=True)
    affected = await settings_service.record_days(context.tx, party, days, actor=context.person)
    done = text("recorded-holidays", days=len(days), requests=affected)
    return context.confirm(done, await holidays_card(context.tx, context.person, party))
