"""Confidential notes and legal holds: stored encrypted and opened one at a time."""

from datetime import timedelta

from liaison.core.agreement import PartyCode
from liaison.core.people import Person
from liaison.notes.repository import LegalHolds, Notes, Retention
from liaison.notes.rules import LegalHold, Note, NoteKind
from liaison.notes.service import read, write
from liaison.requests.service import lock
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.meetings.test_meetings import both
from tests.contract.samples import REFERENCE, START, at_once, logged

WORDS = "The letter is\nunder way."


def note(person: Person, number: int = 1, kind: NoteKind = NoteKind.NOTE) -> Note:
    """A note that a person has just written."""
    return Note(
        reference=REFERENCE, number=number, kind=kind, party=person.party, by=person.id, at=START
    )


def place_legal_hold(person: Person) -> LegalHold:
    """A hold that a person has just placed."""
    return LegalHold(reference=REFERENCE, party=person.party, letter="7/26", by=person.id, at=START)


async def test_notes_are_found_as_they_were_kept_the_newest_first(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        await logged(tx, alice)
        mine, reason = note(alice), note(alice, 3, NoteKind.REFUSAL)
        theirs = note(bob, 2)
        for each in (mine, theirs, reason):
            await tx.of(Notes).add(each, f"{WORDS} {each.number}")
    async with db.transaction() as tx:
        assert await tx.of(Notes).get(REFERENCE, 1) == mine
        assert await tx.of(Notes).get(REFERENCE, 4) is None
        assert await tx.of(Notes).read(theirs) == f"{WORDS} 2"
        assert await tx.of(Notes).count(REFERENCE) == 3
        assert await tx.of(Notes).listed(REFERENCE, offset=0, limit=2) == ([reason, theirs], 3)
        assert await tx.of(Notes).listed(REFERENCE, offset=2, limit=2) == ([mine], 3)


async def test_an_auditor_finds_the_openings_of_the_own_notes_and_those_by_the_own_people(
    db: Database,
) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        await logged(tx, alice)
        for each in (note(alice), note(bob, 2)):
            await tx.of(Notes).add(each, WORDS)
        request = await lock(tx, alice, REFERENCE)
        for person, number in ((alice, 1), (bob, 1), (bob, 2), (alice, 2)):
            await read(tx, person, request, number)
    async with db.transaction() as tx:

        async def opened(party: PartyCode, before: int | None = None) -> list[tuple[object, str]]:
            found = await tx.audit_entries(party, action="note.open", subject=None, before=before)
            return [(each.person, each.facts[10:-1]) for each in found]

        by_alice, by_bob = (alice.id, "2"), (bob.id, "1")
        assert await opened(alice.party) == [by_alice, by_bob, (alice.id, "1")]
        assert await opened(bob.party) == [by_alice, (bob.id, "2"), by_bob]
        [last, *_] = await tx.audit_entries(alice.party, action=None, subject=None, before=None)
        assert await opened(alice.party, last.seq) == [by_bob, (alice.id, "1")]


async def test_notes_at_once_get_different_numbers(db: Database, replicas: list[Database]) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        await logged(tx, alice)

    async def writes(tx: Transaction, person: Person) -> object:
        request = await lock(tx, person, REFERENCE)
        return await write(tx, person, request, NoteKind.NOTE, WORDS)

    await at_once(replicas, writes, [alice, bob, alice, bob])
    async with db.transaction() as tx:
        found, total = await tx.of(Notes).listed(REFERENCE, offset=0, limit=9)
        assert [each.number for each in found] == [4, 3, 2, 1]
        assert {each.by for each in found} == {alice.id, bob.id}
        assert total == 4


async def test_each_party_holds_a_request_by_itself_until_it_lets_go(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        await logged(tx, alice)
        assert not await tx.of(LegalHolds).any_exist()
        ours, theirs = place_legal_hold(alice), place_legal_hold(bob)
        await tx.of(LegalHolds).put(ours)
        await tx.of(LegalHolds).put(theirs)
    async with db.transaction() as tx:
        found = sorted(await tx.of(LegalHolds).get(REFERENCE), key=lambda each: each.by)
        assert found == [ours, theirs]
        await tx.of(LegalHolds).remove(theirs)
        assert await tx.of(LegalHolds).get(REFERENCE) == [ours]
        assert await tx.of(LegalHolds).any_exist()
        await tx.of(LegalHolds).remove(ours)
        assert not await tx.of(LegalHolds).any_exist()


async def test_a_hold_forgets_that_notes_were_to_be_erased(db: Database) -> None:
    later = START + timedelta(seconds=1)
    async with db.transaction() as tx:
        alice, _ = await both(tx)
        await logged(tx, alice)
        await tx.of(Notes).add(note(alice), WORDS)
        assert await tx.of(Retention).announce(REFERENCE, later) == 1
        assert await tx.of(Retention).announce(REFERENCE, later) == 0
        await tx.of(LegalHolds).put(place_legal_hold(alice))
        assert await tx.of(Notes).get(REFERENCE, 1) == note(alice)
