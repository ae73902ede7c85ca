"""The page: ``page`` shows the own passkeys and sessions.

``page new`` makes a link for the own browser, ``page NUMBER ok`` one for a colleague. ``page drop
CODE`` deletes a passkey, ``page end CODE`` and ``page end all`` sign out. ``page calendar`` makes a
calendar feed, ``page end feed`` ends it.
"""

from dataclasses import replace
from datetime import timedelta

from handlers.input.command_router import CommandContext, Commands, Takes
from handlers.input.commands import Reply
from handlers.input.targets import colleague
from liaison.core.cards import Card, text
from liaison.core.errors import UserError
from liaison.core.people import ADMINS, UnknownPerson, require_role
from liaison.core.transaction import People
from liaison.pages import rules, service, views
from liaison.pages.views import ALL, CALENDAR, DROP, END, FEED, NEW, PAGE, SURE
from liaison.people import pin_service

COMMANDS = Commands()


@COMMANDS.handle("page", takes=Takes.PERSON)
async def page(context: CommandContext) -> Reply:
    """Show or end what signs a person in, or make a link."""
    tx, person = context.tx, context.person
    if tx.page_url is None:
        raise UserError("error-no-page")
    match context.command.args:
        case ():
            return context.finish(await views.page_card(tx, person))
        case (str(what), str()) if what == PAGE:
            shown = await views.page_card(tx, person, page=context.command.page(1))
            return context.finish(shown)
        case (str(what),) if what == NEW:
            with_pin = await pin_service.has_pin(tx, person)
            link = await service.make_link(tx, person, by=person, with_pin=with_pin)
            return _fleeting(context, views.own_link_card(link), rules.OWN_LINK_VALID_FOR)
        case (str(what),) if what == CALENDAR:
            address = await service.make_feed(tx, person, door=context.door)
            made = views.feed_card(address)
            return _fleeting(context, made, rules.OWN_LINK_VALID_FOR)
        case (str(what), str(which)) if (what, which) == (END, FEED):
            await service.end_feed(tx, person, actor=person)
            done = text("recorded-calendar-ended")
        case (str(what), str(code)) if what == DROP:
            await service.remove_passkey(tx, person, code)
            done = text("recorded-passkey-removed")
        case (str(what), str(code)) if what == END:
            await service.end_session(tx, person, None if code == ALL else code)
            done = text("recorded-session-ended", which=ALL if code == ALL else "one")
        case (str(number), str(sure)) if sure == SURE:
            return await _give(context, number)
        case _:
            return await _ask_to_give(context)
    return context.confirm(done, await views.page_card(tx, person))


async def _ask_to_give(context: CommandContext) -> Reply:
    """Ask whether to make a link for the colleague who is named. Raises ``UnknownPerson``."""
    require_role(context.person, ADMINS)
    found = await colleague(context.tx, context.person, " ".join(context.command.args))
    if found is None or found.id == context.person.id:
        raise UnknownPerson
    service.check_given(found, context.person)
    return context.ask(views.give_card(found))


async def _give(context: CommandContext, number: str) -> Reply:
    require_role(context.person, ADMINS)
    found = next(
        (
            each
            for each in await context.tx.of(People).listed(context.person.party)
            if str(each.number) == number and each.id != context.person.id
        ),
        None,
    )
    if found is None:
        raise UnknownPerson
    link = await service.make_link(context.tx, found, by=context.person)
    return _fleeting(context, views.given_link_card(found, link), rules.GIVEN_LINK_VALID_FOR)


def _fleeting(context: CommandContext, shown: Card, valid_for: timedelta) -> Reply:
    """A link, which stays in the chat as long as it is valid."""
    return replace(context.finish(shown), time_to_live=valid_for, command=context.command.name)
