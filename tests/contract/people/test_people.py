"""People and invitations."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from liaison.audit.digests import person_facts
from liaison.core.cards import named
from liaison.core.channels import Address, page_of
from liaison.core.people import (
    AccountStatus,
    Appointment,
    Honorific,
    Person,
    PersonId,
    Role,
    hash_token,
)
from liaison.core.transaction import People, PersonChanges
from liaison.people.repository import Invites
from liaison.people.rules import Invite
from storage.database import Database
from tests.contract.samples import CN, DAY, KH, SECOND, START, Clock, at_once, join, once

HASH = hash_token("a link")
INVITE = Invite(
    token_hash=HASH,
    party=CN,
    role=Role.COORDINATOR,
    agency="Liaison Office",
    invited_by=None,
    expires_at=START + timedelta(hours=72),
)


async def test_a_person_who_joined_is_found_by_chat_and_by_id(db: Database) -> None:
    async with db.transaction() as tx:
        assert await tx.of(People).by_address(Address(7)) is None
        person = await join(tx, KH, 7, Role.ADMIN)
        assert await tx.of(People).by_address(Address(7)) == person
    assert person == Person(
        id=person.id,
        number=1,
        party=KH,
        role=Role.ADMIN,
        agency="Unit 7",
        name="Alice",
        address=Address(7),
        language=None,
        status=AccountStatus.ACTIVE,
        joined_at=START,
    )
    async with db.transaction() as tx:
        assert await tx.of(People).by_address(Address(7)) == person
        assert await tx.of(People).by_address(page_of(person.id)) == person
        assert await tx.of(People).get(person.id) == person
        assert await tx.of(People).get(PersonId(person.id + 1)) is None


async def test_each_party_counts_its_people_and_uses_no_number_twice(db: Database) -> None:
    async with db.transaction() as tx:
        first = await join(tx, KH, 7, Role.ADMIN)
        other = await join(tx, CN, 8, Role.ADMIN)
        second = await join(tx, KH, 9, Role.FOCAL_PERSON)
        await tx.of(People).change(second.id, status=AccountStatus.REMOVED)
        third = await join(tx, KH, 9, Role.FOCAL_PERSON)
    assert [each.number for each in (first, other, second, third)] == [1, 1, 2, 3]


async def test_people_who_join_at_once_get_different_numbers(replicas: list[Database]) -> None:
    joined = await at_once(replicas * 3, lambda tx, chat: join(tx, KH, chat), range(7, 19))
    assert {each.number for each in joined if isinstance(each, Person)} == set(range(1, 13))


async def test_a_chat_id_of_52_bits_is_kept(db: Database) -> None:
    await once(db, lambda tx: join(tx, KH, 2**52 - 1))
    assert await once(db, lambda tx: tx.of(People).by_address(Address(2**52 - 1))) is not None


@pytest.mark.parametrize(
    "changes",
    [
        PersonChanges(language="km"),
        PersonChanges(status=AccountStatus.SUSPENDED),
        PersonChanges(role=Role.COORDINATOR, last_seen_on=DAY),
        PersonChanges(appointment=Appointment(letter="1/26", since=DAY, told_at=START)),
        PersonChanges(email="sokha@example.org"),
        PersonChanges(email=None),
    ],
)
async def test_a_change_of_a_person_is_seen_at_once(db: Database, changes: PersonChanges) -> None:
    async with db.transaction() as tx:
        person = await join(tx, KH, 7)
        await tx.of(People).change(person.id, email="before@example.org")
        await tx.of(People).by_address(Address(7))
        await tx.of(People).change(person.id, **changes)
        before = replace(person, email="before@example.org")
        changed = replace(before, **changes)  # type: ignore[misc]  # no honorific here
        assert await tx.of(People).by_address(Address(7)) == changed
    assert await once(db, lambda tx: tx.of(People).listed(KH)) == [changed]


async def test_a_name_is_shown_with_the_honorific_and_kept_without(db: Database) -> None:
    async with db.transaction() as tx:
        person = await join(tx, KH, 7)
        await tx.of(People).change(person.id, honorific=Honorific.MS)
        changed = await tx.of(People).by_address(Address(7))
    assert changed == replace(person, name=named("honorific", "ms", name="Alice"))
    assert changed.bare_name == person.bare_name == "Alice"
    assert person_facts(changed) == person_facts(person)


async def test_unreachable_lasts_from_a_failure_to_a_success(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        person = await join(tx, KH, 7)
        other = await join(tx, KH, 8)
        assert person.unreachable_since is None
        await tx.of(People).change(person.id, unreachable_since=tx.now)
    clock.turn(SECOND)
    async with db.transaction() as tx:
        await tx.of(People).change(person.id, unreachable_since=tx.now)
        seen = await tx.of(People).by_address(Address(7))
        assert seen is not None
        assert seen.unreachable_since == START
        assert not seen.reachable
        assert await tx.of(People).get(other.id) == other
        await tx.of(People).change(person.id, unreachable_since=None)
        assert await tx.of(People).by_address(Address(7)) == person


async def test_no_one_joins_twice_from_a_chat_but_after_being_removed(db: Database) -> None:
    async with db.transaction() as tx:
        first = await join(tx, KH, 7)
        await tx.of(People).change(first.id, status=AccountStatus.SUSPENDED)

    async def join_again() -> Person:
        return await once(db, lambda tx: join(tx, KH, 7))

    with pytest.raises(IntegrityError):
        await join_again()
    await once(db, lambda tx: tx.of(People).change(first.id, status=AccountStatus.REMOVED))
    second = await join_again()
    async with db.transaction() as tx:
        assert await tx.of(People).by_address(Address(7)) == second
        assert second.id > first.id


async def test_a_team_is_the_active_people_of_one_party_by_role(db: Database) -> None:
    async with db.transaction() as tx:
        focal = await join(tx, KH, 1)
        coordinator = await join(tx, KH, 2, Role.COORDINATOR)
        admin = await join(tx, KH, 3, Role.ADMIN)
        suspended = await join(tx, KH, 4)
        await join(tx, CN, 5)
        await tx.of(People).change(suspended.id, status=AccountStatus.SUSPENDED)
        gone = await join(tx, KH, 6)
        await tx.of(People).change(gone.id, status=AccountStatus.REMOVED)
        assert await tx.of(People).team(KH) == [focal, coordinator, admin]
        assert await tx.of(People).team(KH, Role.COORDINATOR, Role.ADMIN) == [coordinator, admin]
        listed = await tx.of(People).listed(KH)
    assert [person.id for person in listed] == [1, 2, 3, 4]


async def test_an_invitation_waits_for_the_first_who_opened_it_until_it_expires(
    db: Database, clock: Clock
) -> None:
    async with db.transaction() as tx:
        admin = await join(tx, CN, 1, Role.ADMIN)
        made = replace(INVITE, invited_by=admin.id)
        await tx.of(Invites).add(made)
        await tx.of(Invites).add(replace(INVITE, token_hash=hash_token("of the operator")))
        first = replace(made, opened_by=Address(7), opened_name="Li", expires_at=START + SECOND)
        assert await tx.of(Invites).open(first)
        assert not await tx.of(Invites).open(replace(made, opened_by=Address(8)))
        assert await tx.of(Invites).waits(Address(7))
        assert not await tx.of(Invites).waits(Address(8))
        assert await tx.of(Invites).listed(CN) == [first]
        assert await tx.of(Invites).listed(KH) == []
    clock.turn(SECOND)
    async with db.transaction() as tx:
        assert not await tx.of(Invites).waits(Address(7))
        assert await tx.of(Invites).listed(CN) == []


async def test_of_two_who_use_a_link_at_once_one_gets_in(replicas: list[Database]) -> None:
    async with replicas[0].transaction() as tx:
        people = [await join(tx, CN, chat_id) for chat_id in range(1, 5)]
        await tx.of(Invites).add(INVITE)

    let_in = await at_once(
        replicas, lambda tx, person: tx.of(Invites).use(HASH, person=person.id), people
    )
    assert let_in.count(None) == 3


async def test_the_open_invitations_leave_with_their_person(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        admin, other = await join(tx, CN, 1, Role.ADMIN), await join(tx, CN, 2, Role.ADMIN)
        made = {
            "open": replace(INVITE, token_hash=hash_token("open"), invited_by=admin.id),
            "used": replace(INVITE, token_hash=hash_token("used"), invited_by=admin.id),
            "over": replace(
                INVITE,
                token_hash=hash_token("over"),
                invited_by=admin.id,
                expires_at=START - SECOND,
            ),
            "other": replace(INVITE, token_hash=hash_token("other"), invited_by=other.id),
        }
        for invite in made.values():
            await tx.of(Invites).add(invite)
        await tx.of(Invites).use(made["used"].token_hash, person=other.id)
    clock.turn(SECOND)
    async with db.transaction() as tx:
        await tx.of(Invites).revoke_of(admin.id)
        expires = {}
        for name, invite in made.items():
            found = await tx.of(Invites).find(invite.token_hash)
            assert found is not None
            expires[name] = found.expires_at
    untouched = {name: made[name].expires_at for name in ("used", "over", "other")}
    assert expires == {"open": START + SECOND, **untouched}


async def test_no_one_changes_a_person_who_is_locked(replicas: list[Database]) -> None:
    person = await once(replicas[0], lambda tx: join(tx, KH, 7, Role.FOCAL_PERSON))

    async def suspend() -> None:
        async with replicas[1].transaction() as tx:
            await tx.of(People).change(person.id, status=AccountStatus.SUSPENDED)

    async with replicas[0].transaction() as tx:
        assert await tx.of(People).lock(person.id) == person
        suspending = asyncio.create_task(suspend())
        ended, _ = await asyncio.wait({suspending}, timeout=0.2)
        assert not ended
    await suspending
    async with replicas[0].transaction() as tx:
        locked = await tx.of(People).lock(person.id)
        assert locked is not None
        assert locked.status is AccountStatus.SUSPENDED
        assert await tx.of(People).lock(PersonId(person.id + 1)) is None
