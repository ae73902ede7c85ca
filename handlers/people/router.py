"""Joining by an invitation, and the people of one's own Party."""

from handlers.input.command_router import Turn, command_handlers
from handlers.input.replies import Reply
from handlers.menu import language_card
from liaison.core.cards import Card, card, text
from liaison.core.people import Person, UnknownPerson
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.people import service as people_service
from liaison.people.views import people_card, person_card

PAGE = "page"


def stranger_card() -> Card:
    """What somebody is told who has not joined."""
    return card(text("stranger"))


async def join(tx: Tx, *, chat_id: int, token: str, name: str) -> Reply:
    """Follow an invitation; then the language is asked, as nobody knows it yet."""
    joined = await people_service.join(tx, chat_id=chat_id, token=token, name=name)
    if joined.refused is not None:
        return Reply(card=card(joined.refused.text()))
    return Reply(card=language_card(tx.agreement))


async def people(turn: Turn) -> Reply:
    """List the own Party's people, ``people page 2``; or show one, ``people NUMBER``."""
    first = turn.line.argument(0)
    if first is not None and first != PAGE:
        return turn.done(await person_card(turn.tx, turn.person, await chosen_person(turn)))
    page = turn.line.page(1)
    return turn.done(await people_card(turn.tx, turn.person, page=page))


async def chosen_person(turn: Turn) -> Person:
    """The person of the own Party whose number the line gives. Raises ``UnknownPerson``."""
    number = turn.line.argument(0)
    for person in await turn.tx.of(People).listed(turn.person.party):
        if number == str(person.number):
            return person
    raise UnknownPerson


COMMANDS = command_handlers({"people": people})
