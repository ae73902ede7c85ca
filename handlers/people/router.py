"""Joining by an invitation, the orientation, and the people of the own Party."""

from handlers.input.command_router import CommandCheck, CommandContext, Commands
from handlers.input.commands import Command, Reply
from liaison.core.cards import MENU, card, text
from liaison.core.people import Person, UnknownPerson
from liaison.core.text_parsing import parse_count
from liaison.core.transaction import People
from liaison.people import membership_service
from liaison.people.service import choose_honorific
from liaison.people.views import (
    LAST_PAGE,
    honorific_card,
    orientation_card,
    people_card,
    person_card,
)

PAGE = "page"

COMMANDS = Commands()


@COMMANDS.handle("intro")
async def intro(context: CommandContext) -> Reply:
    """Show a page of the orientation: ``intro PAGE``, ``intro PAGE HONORIFIC``."""
    person, chosen = context.person, context.command.argument(1)
    if chosen is not None:
        person = await choose_honorific(context.tx, person, chosen)
    page = parse_count(context.command.argument(0) or "0", 0, LAST_PAGE)
    return context.finish(orientation_card(context.tx.agreement, person, page))


@COMMANDS.handle("honorific")
async def honorific(context: CommandContext) -> Reply:
    """Choose the form of address, ``honorific mr``; without an argument, show the choice."""
    chosen = context.command.argument(0)
    if chosen is None:
        return context.finish(honorific_card(context.person, "honorific", MENU))
    person = await choose_honorific(context.tx, context.person, chosen)
    return context.confirm(text("honorific-chosen", name=person.name))


@COMMANDS.handle("people")
async def people(context: CommandContext) -> Reply:
    """List the own Party's people, ``people page 2``; or show one, ``people NUMBER``."""
    first = context.command.argument(0)
    if first is not None and first != PAGE:
        person = await chosen_person(context)
        return context.finish(await person_card(context.tx, context.person, person))
    page = context.command.page(1)
    return context.finish(await people_card(context.tx, context.person, page=page))


async def chosen_person(context: CommandContext) -> Person:
    """The person of the own Party with the number in the command. Raises ``UnknownPerson``."""
    number = context.command.argument(0)
    for person in await context.tx.of(People).listed(context.person.party):
        if number == str(person.number):
            return person
    raise UnknownPerson


async def _check_membership(context: CommandContext, command: Command) -> Reply | None:
    """Reject what a person may not do before the Party has confirmed or agreed."""
    line = (command.name, command.argument(0), command.argument(1))
    rejected = await membership_service.rejection(context.tx, context.person, *line)
    return None if rejected is None else context.finish(card(rejected.text(), rows=[MENU]))


COMMANDS.append(CommandCheck("membership", _check_membership))
