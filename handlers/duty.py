"""The duty roster: ``duty``, ``duty on DAY`` and ``duty next`` show it; administrators change it.

``duty week`` and ``duty day`` choose a day, ``duty DAY`` asks for the person, and
``duty DAY NUMBER`` or ``duty DAY none`` enters it. The day is a date, or a day of the week by name
or from 1 (Monday) to 7.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

from handlers.input.command_router import CommandContext, Commands, Takes
from handlers.input.commands import Reply, person_rows
from handlers.input.date_control import SEASON
from liaison.core.agreement import WEEKDAYS
from liaison.core.cards import Button, Card, text
from liaison.core.errors import WrongValue
from liaison.core.people import ADMINS, require_role
from liaison.core.text_parsing import WEEK, NotADate, named_number
from liaison.core.transaction import People
from liaison.duty import rules, service
from liaison.duty.repository import DutyRosters
from liaison.duty.rules import RosterDay
from liaison.duty.views import day_name, duty_card, week_card
from liaison.notifications.recipients import staff

NO_ONE, ON, NEXT = "none", "on", "next"

COMMANDS = Commands()


@COMMANDS.handle("duty", takes=Takes.DAY | Takes.PERSON)
async def duty(context: CommandContext) -> Reply:
    """Show who is on duty, now and from a day on, or change the roster."""
    tx, person, today = context.tx, context.person, context.today
    what, days, near = context.command.argument(0), rules.roster_days(today), today + SEASON
    if what == NEXT:
        return context.finish(await _roster(context, today + timedelta(WEEK - today.weekday())))
    if what in (None, ON):
        said: date | None = None
        words: Sequence[str] = context.command.args[1:]
        with suppress(NotADate):
            said, words = days.read_first(words, context.vocabularies, near=near)
        if said is None or not words or person.role not in ADMINS:
            return context.finish(await _roster(context, said or today))
        return await _ask_for_person(context, said, *words)
    require_role(person, ADMINS)
    if what == "week":
        roster = await tx.of(DutyRosters).of(person.party)
        return context.finish(week_card(roster, await tx.of(People).those(roster.values())))
    if what == "day":
        question = text("duty-which-day")
        context, day = await context.require_day(1, question, days, near=near)
        return await _ask_for_person(context, day, *context.command.args[2:])
    if context.command.argument(1) is None:
        return await _ask_for_person(context, _when(context, what))
    return await _assign(context, _when(context, what))


async def _roster(context: CommandContext, first: date) -> Card:
    days = [*dict.fromkeys((context.today, *rules.coming_days(first)))]
    roster = await service.duty_on(context.tx, context.person.party, days)
    return duty_card(context.person, roster)


def _when(context: CommandContext, typed: str) -> RosterDay:
    """The day that a text names. Raises what ``parse_date`` raises, or ``DateOutOfRange``."""
    days, known = rules.roster_days(context.today), context.vocabularies
    if typed in map(str, range(1, len(WEEKDAYS) + 1)):
        return int(typed)
    weekday = named_number(typed, "weekday", known)
    return weekday or days.check(days.read(typed, known, near=days.today + SEASON))


async def _ask_for_person(context: CommandContext, on: RosterDay, *said: str) -> Reply:
    """Ask for the person of a day, first the one whose number was ``said``."""
    command = context.command.replace_arguments(str(on))
    people = await staff(context.tx, context.person.party)
    people = sorted(people, key=lambda each: str(each.number) not in said)
    no_one = (Button(text("button-duty-clear"), str(command.with_arguments(NO_ONE))),)
    question = text("duty-which-person", day=day_name(on))
    return await context.ask_for_text(command, question, *person_rows(command, people), no_one)


async def _assign(context: CommandContext, on: RosterDay) -> Reply:
    number, person = context.command.argument(1), None
    if number != NO_ONE:
        listed = await context.tx.of(People).listed(context.person.party)
        person = next((each for each in listed if str(each.number) == number), None)
        if person is None:
            raise WrongValue("error-not-for-duty")
    await service.enter_duty(context.tx, context.person, on, person)
    who = text("duty-no-one") if person is None else text("answer", value=person.name)
    done = text("duty-assigned", day=day_name(on), who=who)
    return context.confirm(done, await _roster(context, context.today))
