"""Whom the desk tells something that they did not ask for just now, and how.

Every notice of every concept goes through ``tell``: priorities, acknowledgement and quiet hours
will stand here.
"""

from collections.abc import Sequence

from liaison.domain.agreements import PartyCode
from liaison.domain.cards import Card
from liaison.domain.people import Person, Role
from liaison.domain.request_facts import Request
from liaison.usecases.ports import Guard, Message, Op, Tx

STAFF = (Role.FOCAL_PERSON, Role.COORDINATOR)


async def tell(tx: Tx, person: Person, card: Card, *, key: str, guard: Guard | None = None) -> None:
    """Put one notice for one person into the outbox, once for ever under ``key``."""
    await tx.say(
        Message(
            chat_id=person.chat_id,
            op=Op.SEND,
            to=person.id,
            card=card,
            key=f"{key}:{person.id}",
            guard=guard,
        )
    )


async def staff(tx: Tx, party: PartyCode) -> Sequence[Person]:
    """The active focal persons and coordinators of a Party: those who can take a step."""
    return await tx.people.team(party, *STAFF)


async def coordinators(tx: Tx, party: PartyCode) -> Sequence[Person]:
    """The active coordinators of a Party; where it has none, its focal persons."""
    people = await staff(tx, party)
    return [p for p in people if p.role is Role.COORDINATOR] or people


async def responsible(tx: Tx, request: Request, party: PartyCode) -> Sequence[Person]:
    """Who works on a case for a Party: on the requested side the assignee, on the requesting side
    the one who logged it; where that person is not active, all who can take a step.
    """
    holder = request.assignee if party == request.requested else request.logged_by
    people = await staff(tx, party)
    return [person for person in people if person.id == holder] or people


async def reachable(tx: Tx, people: Sequence[Person], party: PartyCode) -> Sequence[Person]:
    """These people; where there are none, the administrators of the Party, who can invite some."""
    return people or await tx.people.team(party, Role.ADMIN)


async def circle(tx: Tx, request: Request, party: PartyCode) -> Sequence[Person]:
    """Who hears of each step of a case in a Party: the responsible ones and the coordinators."""
    people = [*await responsible(tx, request, party), *await coordinators(tx, party)]
    return list({person.id: person for person in people}.values())
