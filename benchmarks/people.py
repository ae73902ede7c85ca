"""The users of the bots in the benchmarks, and their messages: the same for each bot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liaison.core.agreement import PartyCode
from liaison.core.channels import Address
from liaison.core.people import Person, Role
from liaison.core.references import ALPHABET, Reference, new_coded
from liaison.core.transaction import People
from liaison.core.working_time import local_date
from liaison.requests import rules as request_rules
from liaison.requests.model import ActionContext, Channel, Kind, Letter, RequestDetails
from liaison.requests.repository import Requests
from storage.transaction import Transaction

CHATS = 60
FIRST_CHAT = 7_000_001
EVERYONE = range(FIRST_CHAT, FIRST_CHAT + CHATS)
REQUESTS = 60
YEAR = 2026
PARTIES = (PartyCode("KH"), PartyCode("CN"))
LANGUAGES = ("km", "zh", "en")
LETTER = Letter(reference="123/26", day=date(YEAR, 1, 5), channel=Channel.POLICE)
ASKED = RequestDetails(kind=Kind.VERIFICATION, urgent=False, persons=3, children=1, letter=LETTER)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a person."""

    chat_id: int
    text: str


def message(number: int) -> Message:
    """The ``number``-th message: each person in turn, the menu, a list, a request."""
    lines = ("/menu", "/requests", f"/request {reference(PARTIES[0], number % REQUESTS)}")
    return Message(FIRST_CHAT + number % CHATS, lines[(number // CHATS + number) % len(lines)])


async def add_everyone(tx: Transaction) -> None:
    """Add the people, half of them of either Party, and log their requests."""
    people = [
        await add_person(
            tx, FIRST_CHAT + number, PARTIES[number % 2], language=LANGUAGES[number // 2 % 3]
        )
        for number in range(CHATS)
    ]
    await _log_requests(tx, [person for person in people if person.party == PARTIES[0]])


async def add_person(tx: Transaction, chat_id: int, party: PartyCode, *, language: str) -> Person:
    """Add a focal person of a Party."""
    person = await tx.of(People).add(
        party=party,
        role=Role.FOCAL_PERSON,
        agency="Bureau",
        name=f"Person {chat_id - FIRST_CHAT}",
        address=Address(chat_id),
        at=tx.now,
    )
    await tx.of(People).change(person.id, language=language)
    return person


async def _log_requests(tx: Transaction, people: Iterable[Person]) -> None:
    """Log requests without notifying: no messages may wait before those that are timed."""
    requesting = list(people)
    for number in range(REQUESTS):
        person = requesting[number % len(requesting)]
        request, event = request_rules.log(
            ASKED,
            ActionContext(person=person, at=tx.now),
            reference=reference(person.party, number),
            requested=PARTIES[1],
            today=local_date(tx.now, tx.agreement.party(person.party).zone),
        )
        await tx.of(Requests).add(request, event)


def reference(party: PartyCode, number: int) -> Reference:
    """The reference of a request, the same in every run."""
    drawn = divmod(number, len(ALPHABET))
    return Reference(
        new_coded(party, YEAR, lambda count: bytes((*drawn, *range(count - len(drawn)))))
    )
