"""Who talks to the desk in the benchmarks, and what they say: the same words to either bot."""

from dataclasses import dataclass
from datetime import date

from liaison.domain import requests as life
from liaison.domain.agreements import PartyCode
from liaison.domain.deadlines import local_date
from liaison.domain.people import Person, Role
from liaison.domain.references import ALPHABET, Reference, new_reference
from liaison.domain.request_facts import Act, Asked, Channel, Kind, Letter
from storage.transaction import Transaction

CHATS = 60
FIRST_CHAT = 7_000_001
CASES = 60
YEAR = 2026
PARTIES = (PartyCode("KH"), PartyCode("CN"))
LANGUAGES = ("km", "zh", "en")


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a person."""

    chat_id: int
    words: str


def chats() -> range:
    """The private chats of all people."""
    return range(FIRST_CHAT, FIRST_CHAT + CHATS)


def said(number: int) -> Said:
    """What is said as the ``number``-th of a round: everybody in turn, a list, a case, the menu."""
    lines = ("/menu", "/cases", f"/case {_reference(PARTIES[0], number % CASES)}")
    return Said(FIRST_CHAT + number % CHATS, lines[(number // CHATS + number) % len(lines)])


async def seat(tx: Transaction) -> None:
    """Put the people at the desk, half of them on either side, and log their cases."""
    people = [await _join(tx, number) for number in range(CHATS)]
    requesting = [person for person in people if person.party == PARTIES[0]]
    for number in range(CASES):
        await _log(tx, requesting[number % len(requesting)], number)


async def _join(tx: Transaction, number: int) -> Person:
    person = await tx.people.add(
        party=PARTIES[number % 2],
        role=Role.FOCAL_PERSON,
        agency="Bureau",
        name=f"Person {number}",
        chat_id=FIRST_CHAT + number,
        at=tx.now,
    )
    await tx.people.set_language(person.id, LANGUAGES[number // 2 % 3])
    return person


async def _log(tx: Transaction, person: Person, number: int) -> None:
    """Log a case without telling anybody: no message may stand before those that are timed."""
    today = local_date(tx.now, tx.agreement.party(person.party).zone)
    letter = Letter(reference=f"{number}/26", day=date(YEAR, 1, 5), channel=Channel.POLICE)
    asked = Asked(kind=Kind.VERIFICATION, urgent=False, persons=3, children=1, letter=letter)
    request, event = life.log(
        asked,
        Act(person=person, at=tx.now),
        reference=_reference(person.party, number),
        requested=PARTIES[1],
        today=today,
    )
    await tx.requests.add(request, event)


def _reference(party: PartyCode, number: int) -> Reference:
    """The reference of a case, the same in every run."""
    drawn = divmod(number, len(ALPHABET))
    return new_reference(party, YEAR, lambda count: bytes((*drawn, *range(count - len(drawn)))))
