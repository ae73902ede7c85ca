"""`liaison page-link`: a link by which a person makes a passkey."""

import asyncio

from bot.database import opened
from bot.settings import Settings
from liaison.core.agreement import Party
from liaison.core.cards import text
from liaison.core.errors import UserError
from liaison.core.people import Person
from liaison.core.transaction import People
from liaison.pages.service import make_link


def give_link(settings: Settings, party: Party, number: str) -> tuple[str, Person]:
    """Return the address of a new link, and its person: the one with that number in a Party, or
    that name. Raises ``UserError`` and ``StorageError``.
    """

    async def given() -> tuple[str, Person]:
        async with opened(settings) as database, database.transaction() as tx:
            for each in await tx.of(People).listed(party.code):
                if number in (str(each.number), each.bare_name):
                    return await make_link(tx, each, by=None), each
            raise UserError("setup-no-such-person", party=text(party.name), person=number)

    return asyncio.run(given())
