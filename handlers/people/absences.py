"""Absences: recording one with a deputy, and ending it.

``away FIRST LAST NUMBER``; missing arguments are asked for one by one.
"""

from dataclasses import replace
from datetime import date, timedelta

from handlers.input.command_router import CommandContext, Commands, Takes, person_rows
from handlers.input.commands import MISSING_ARGUMENT
from handlers.input.date_control import SEASON
from handlers.input.replies import Reply
from handlers.input.said_values import days_said, people_said
from handlers.input.targets import colleague
from liaison.core.absences import MAX_AHEAD, Absence, check_days
from liaison.core.cards import MENU, Button, Text, card, text
from liaison.core.errors import UserError
from liaison.core.form import Days
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.notifications.deputies import current_absence
from liaison.people import absence_service

END = "end"
ENDING = (Button(text("button-away-end"), f"away {END}"),)
WEEK = timedelta(days=6)
"""From the first to the last day of a week."""

COMMANDS = Commands()


@COMMANDS.handle("away", takes=Takes.DAY | Takes.VALUES)
async def away(context: CommandContext) -> Reply:
    """Show the absence, end it, or record one: ``away``, ``away end``, ``away FIRST LAST N``."""
    if context.command.argument(0) == END:
        await absence_service.end_absence(context.tx, context.person)
        return context.confirm(text("away-ended"))
    if not context.command.args:
        present = await current_absence(context.tx, context.person)
        if present is not None:
            shown = await _absence_text(context, "away-shown", present)
            return context.finish(card(shown, rows=[ENDING, MENU]))
    return await _record(context)


async def _record(context: CommandContext) -> Reply:
    if not await absence_service.colleagues(context.tx, context.person):
        raise UserError("error-no-deputy")
    today = context.today
    vocabularies = context.vocabularies
    said = days_said(context.command.raw, vocabularies, today=today, near=today + SEASON)
    words = [each.isoformat() for each in said] or [*context.command.args]
    days = Days(today=today, first=today, last=today + MAX_AHEAD)
    if not words:
        return await context.ask_for_day(context.command, text("away-first"), days)
    first = days.read(words[0], vocabularies, near=today + SEASON)
    if len(words) == 1:
        check_days(first, max(first, today), today=today)
        week = [first, first + WEEK]
        days = replace(days, first=first, likely=week, around=first)
        named = await _deputy_said(context)
        rest = [] if named is None else [MISSING_ARGUMENT, str(named.number)]
        command = context.command.replace_arguments(first.isoformat(), *rest)
        return await context.ask_for_day(command, text("away-last"), days)
    last = replace(days, first=first).read(words[1], vocabularies, near=first + SEASON)
    check_days(first, last, today=today)
    deputy = await colleague(context.tx, context.person, " ".join(words[2:]))
    deputy = deputy or await _deputy_said(context)
    if deputy is None and len(words) == 2:
        return await _ask_for_deputy(context, first, last)
    recorded = await absence_service.record_absence(
        context.tx, context.person, deputy, first=first, last=last
    )
    done = await _absence_text(context, "away-recorded", recorded)
    return context.confirm(done, card(rows=[ENDING, MENU]))


async def _deputy_said(context: CommandContext) -> Person | None:
    """The only colleague whose name is in the text."""
    colleagues = await absence_service.colleagues(context.tx, context.person)
    found = people_said(context.command.raw, colleagues)
    return found[0] if len(found) == 1 else None


async def _ask_for_deputy(context: CommandContext, first: date, last: date) -> Reply:
    command = context.command.replace_arguments(first.isoformat(), last.isoformat())
    rows = person_rows(command, await absence_service.colleagues(context.tx, context.person))
    return await context.ask_for_text(command, text("away-deputy", first=first, last=last), *rows)


async def _absence_text(context: CommandContext, key: str, recorded: Absence) -> Text:
    deputy = await context.tx.of(People).get(recorded.deputy)
    name = "" if deputy is None else deputy.name
    return text(key, first=recorded.first, last=recorded.last, name=name)
