"""E-mail addresses that wait for their owner to type a code."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from liaison.core.people import Person, PersonId
from liaison.notifications.email import MailCode
from liaison.notifications.repository import MailCodes
from liaison.people.rules import hash_token
from storage.database import Database
from tests.contract.samples import CN, KH, START, join

pytestmark = pytest.mark.contract


def mail_code(person: Person) -> MailCode:
    """A code that was sent to an address just now."""
    return MailCode(
        person=person.id,
        address="sokha@example.org",
        code_hash=hash_token("a code"),
        expires_at=START + timedelta(minutes=30),
    )


async def test_a_code_waits_for_one_person(db: Database) -> None:
    async with db.transaction() as tx:
        person, other = await join(tx, KH, 7), await join(tx, CN, 8)
        await tx.of(MailCodes).put(mail_code(person))
    async with db.transaction() as tx:
        assert await tx.of(MailCodes).get(person.id) == mail_code(person)
        assert await tx.of(MailCodes).get(other.id) is None


async def test_a_newer_code_takes_the_place_of_the_earlier_one(db: Database) -> None:
    async with db.transaction() as tx:
        person = await join(tx, KH, 7)
        await tx.of(MailCodes).put(mail_code(person))
        newer = replace(
            mail_code(person),
            address="desk@example.org",
            code_hash=hash_token("another code"),
            expires_at=START + timedelta(hours=1),
            attempts=3,
        )
        await tx.of(MailCodes).put(newer)
        assert await tx.of(MailCodes).get(person.id) == newer


async def test_a_code_can_be_forgotten_and_no_other_is(db: Database) -> None:
    async with db.transaction() as tx:
        person, other = await join(tx, KH, 7), await join(tx, CN, 8)
        await tx.of(MailCodes).put(mail_code(person))
        await tx.of(MailCodes).put(mail_code(other))
        await tx.of(MailCodes).remove(person.id)
        assert await tx.of(MailCodes).get(person.id) is None
        assert await tx.of(MailCodes).get(other.id) == mail_code(other)


async def test_a_code_waits_for_somebody_who_exists(db: Database) -> None:
    async with db.transaction() as tx:
        person = await join(tx, KH, 7)

    async def write() -> None:
        async with db.transaction() as tx:
            await tx.of(MailCodes).put(replace(mail_code(person), person=PersonId(99)))

    with pytest.raises(IntegrityError):
        await write()
