"""PINs, encrypted with the key of their Party."""

from dataclasses import replace
from datetime import timedelta

import pytest

from liaison.core.people import Person
from liaison.people.pins import Pin, hash_pin
from liaison.people.repository import Pins
from storage.database import Database
from tests.contract.samples import CN, KH, START, join

pytestmark = pytest.mark.contract

PROOF = hash_pin("274193", bytes)


def pin(person: Person) -> Pin:
    """A PIN that was set just now."""
    return Pin(person=person.id, party=person.party, pin_hash=PROOF)


async def test_a_pin_is_that_of_one_person(db: Database) -> None:
    async with db.transaction() as tx:
        person, other = await join(tx, KH, 7), await join(tx, CN, 8)
        await tx.of(Pins).put(pin(person))
    async with db.transaction() as tx:
        assert await tx.of(Pins).get(person.id) == pin(person)
        assert await tx.of(Pins).exists(person.id)
        assert await tx.of(Pins).get(other.id) is None
        assert not await tx.of(Pins).exists(other.id)


async def test_what_was_tried_takes_the_place_of_what_was_known(db: Database) -> None:
    async with db.transaction() as tx:
        person = await join(tx, KH, 7)
        await tx.of(Pins).put(pin(person))
        until = START + timedelta(hours=1)
        after = replace(pin(person), failed_attempts=4, locked_until=until, verified_until=START)
        await tx.of(Pins).put(after)
        assert await tx.of(Pins).get(person.id) == after


async def test_a_pin_can_be_forgotten_and_no_other_is(db: Database) -> None:
    async with db.transaction() as tx:
        person, other = await join(tx, KH, 7), await join(tx, CN, 8)
        for each in (person, other):
            await tx.of(Pins).put(pin(each))
        await tx.of(Pins).remove(person.id)
        assert await tx.of(Pins).get(person.id) is None
        assert await tx.of(Pins).get(other.id) == pin(other)
