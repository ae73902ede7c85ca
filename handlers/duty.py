"""The duty roster: ``duty`` shows it; administrators change it.

``duty week`` and ``duty day`` choose a day, ``duty DAY`` asks for the person, and
``duty DAY NUMBER`` or ``duty DAY none`` enters it. The day is a date, or a day of the week by name
or from 1 (Monday) to 7.
"""

from handlers.input.command_router import CommandContext, Commands, person_rows
from handlers.input.date_control import SEASON
from handlers.input.replies import Reply
from liaison.core.access import ADMINS, require_role
from liaison.core.agreement import WEEKDAYS
from liaison.core.cards import Button, Text, text
from liaison.core.errors import UserError
from liaison.core.repository import People
from liaison.core.text_parsing import named_number
from liaison.core.transaction import today_of
from liaison.duty import rules, service
from liaison.duty.repository import DutyRosters
from liaison.duty.rules import RosterDay
from liaison.duty.views import day_name, duty_card, week_card
from liaison.notifications.recipients import staff

NO_ONE = "none"

COMMANDS = Commands()


@COMMANDS.handle("duty")
async def duty(context: CommandContext) -> Reply:
    """Show who is on duty, or change the roster."""
    what = context.command.argument(0)
    if what is None:
        return await _show(context)
    require_role(context.person, ADMINS)
    tx, party = context.tx, context.person.party
    if what == "week":
        roster = await tx.of(DutyRosters).of(party)
        return context.finish(week_card(roster, await tx.of(People).those(roster.values())))
    if what == "day":
        days, typed = rules.roster_days(today_of(tx, party)), context.command.text_from(1)
        question = text("duty-which-day")
        typed = await context.require(typed, context.command, question, days=days)
        return await _ask_for_person(context, typed)
    if context.command.argument(1) is None:
        return await _ask_for_person(context, what)
    return await _assign(context, _when(context, what))


async def _show(context: CommandContext, done: Text | None = None) -> Reply:
    tx, party = context.tx, context.person.party
    days = await service.duty_on(tx, party, rules.coming_days(today_of(tx, party)))
    shown = duty_card(context.person, days)
    return context.finish(shown) if done is None else context.confirm(done, shown)


def _when(context: CommandContext, typed: str) -> RosterDay:
    """The day of the roster that a text names. Raises what ``parse_date`` raises, or
    ``DateOutOfRange``.
    """
    today, known = today_of(context.tx, context.person.party), context.vocabularies
    if typed in map(str, range(1, len(WEEKDAYS) + 1)):
        return int(typed)
    weekday = named_number(typed, "weekday", known)
    if weekday is not None:
        return weekday
    days = rules.roster_days(today)
    return days.check(days.read(typed, known, near=today + SEASON))


async def _ask_for_person(context: CommandContext, typed: str) -> Reply:
    on = _when(context, typed)
    command = context.command.replace_arguments(str(on))
    people = await staff(context.tx, context.person.party)
    no_one = (Button(text("button-duty-clear"), str(command.with_arguments(NO_ONE))),)
    question = text("duty-which-person", day=day_name(on))
    return await context.ask_for_text(command, question, *person_rows(command, people), no_one)


async def _assign(context: CommandContext, on: RosterDay) -> Reply:
    number, person = context.command.argument(1), None
    if number != NO_ONE:
        listed = await context.tx.of(People).listed(context.person.party)
        person = next((each for each in listed if str(each.number) == number), None)
        if person is None:
            raise UserError("error-not-for-duty")
    await service.enter_duty(context.tx, context.person, on, person)
    who = text("duty-no-one") if person is None else text("answer", value=person.name)
    return await _show(context, text("duty-assigned", day=day_name(on), who=who))
