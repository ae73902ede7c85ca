"""PINs, and the codes that confirm e-mail addresses: one for each person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from liaison.core.channels import Address
from liaison.core.people import Person, hash_token
from liaison.core.transaction import Tx
from liaison.notifications.email import MailCode
from liaison.notifications.repository import MailCodes
from liaison.people.pins import Pin, hash_pin
from liaison.people.repository import Pins
from storage.database import Database
from tests.contract.samples import CN, KH, START, join

HOUR = timedelta(hours=1)


def pin(person: Person) -> Pin:
    """A PIN that was set just now."""
    return Pin(person=person.id, party=person.party, pin_hash=hash_pin("274193", bytes))


def mail_code(person: Person) -> MailCode:
    """A code that was sent to an address just now."""
    return MailCode(
        person=person.id,
        address="sokha@example.org",
        code_hash=hash_token("a code"),
        expires_at=START + timedelta(minutes=30),
    )


@pytest.mark.parametrize(
    ("repository", "load", "make", "changes"),
    [
        (
            Pins,
            "lock",
            pin,
            {"failed_attempts": 4, "verified_until": START, "verified_at_door": Address(7)},
        ),
        (
            MailCodes,
            "get",
            mail_code,
            {"address": "a@b.org", "code_hash": hash_token("b"), "attempts": 3},
        ),
    ],
)
async def test_each_belongs_to_one_person_until_it_is_replaced_or_removed(
    db: Database,
    repository: type[Any],
    load: str,
    make: Callable[[Person], Any],
    changes: dict[str, Any],
) -> None:
    async def read(tx: Tx, person: Person) -> Any:
        return await getattr(tx.of(repository), load)(person.id)

    async with db.transaction() as tx:
        person, other = await join(tx, KH, 7), await join(tx, CN, 8)
        await tx.of(repository).put(make(person))
    async with db.transaction() as tx:
        assert await read(tx, person) == make(person)
        assert await read(tx, other) is None
        await tx.of(repository).put(make(other))
        later = replace(make(person), **changes)
        await tx.of(repository).put(later)
    async with db.transaction() as tx:
        assert await read(tx, person) == later
        await tx.of(repository).remove(person.id)
        assert await read(tx, person) is None
        assert await read(tx, other) == make(other)


async def test_whether_a_person_has_a_pin_is_known_without_reading_it(db: Database) -> None:
    async with db.transaction() as tx:
        person, other = await join(tx, KH, 7), await join(tx, CN, 8)
        await tx.of(Pins).put(pin(person))
        assert await tx.of(Pins).exists(person.id)
        assert not await tx.of(Pins).exists(other.id)
