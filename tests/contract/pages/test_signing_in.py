"""What signs people in to the page: passkeys, sessions, and links that are used once."""

from dataclasses import replace
from datetime import timedelta

from liaison.core.channels import page_of
from liaison.core.people import Person
from liaison.pages.model import CalendarFeed, PageLink, PageSession, Passkey
from liaison.pages.repository import CalendarFeeds, PageLinks, PageSessions, Passkeys
from storage.database import Database
from tests.contract.samples import CN, KH, SECOND, START, Clock, at_once, join

HASH, OTHER_HASH = "0f3a" * 16, "1b2c" * 16


def passkey(person: Person, its_id: str = "AQID") -> Passkey:
    return Passkey(id=its_id, person=person.id, public_key="pQECAyYg", sign_count=0, made_at=START)


def page_session(person: Person, token_hash: str = HASH) -> PageSession:
    return PageSession(
        token_hash=token_hash, address=page_of(person.id), opened_at=START, used_at=START
    )


def page_link(person: Person, token_hash: str = HASH) -> PageLink:
    return PageLink(
        token_hash=token_hash, person=person.id, expires_at=START + timedelta(minutes=15)
    )


def calendar_feed(person: Person, token_hash: str = HASH) -> CalendarFeed:
    return CalendarFeed(token_hash=token_hash, person=person.id, made_at=START)


async def test_a_person_has_one_calendar_feed(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await join(tx, KH, 7), await join(tx, CN, 8)
        feeds = tx.of(CalendarFeeds)
        await feeds.put(calendar_feed(alice))
        newer = calendar_feed(alice, OTHER_HASH)
        await feeds.put(newer)
        assert await feeds.find(HASH) is None
        assert await feeds.find(OTHER_HASH) == await feeds.of(alice.id) == newer
        assert await feeds.of(bob.id) is None
        assert [await feeds.remove(each.id) for each in (bob, alice, alice)] == [False, True, False]


async def test_a_passkey_belongs_to_one_person(db: Database) -> None:
    async with db.transaction() as tx:
        alice, bob = await join(tx, KH, 7), await join(tx, CN, 8)
        mine = passkey(alice)
        keys = tx.of(Passkeys)
        assert await keys.add(mine)
        assert not await keys.add(passkey(bob))
        second = replace(passkey(alice, "AAAA"), made_at=START + SECOND)
        assert await keys.add(second)
        assert await keys.of(alice.id) == [mine, second]
        assert await keys.of(bob.id) == []
        assert await keys.find(mine.id) == mine
        assert not await keys.remove(bob.id, mine.id)
        assert await keys.remove(alice.id, mine.id)
        assert await keys.find(mine.id) is None


async def test_a_passkey_signs_in_once_with_what_was_read(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        new = passkey(await join(tx, KH, 7))
        await tx.of(Passkeys).add(new)
    clock.turn(SECOND)
    async with db.transaction() as tx:
        keys = tx.of(Passkeys)
        assert await keys.use(new, sign_count=3)
        assert not await keys.use(new, sign_count=4)
        used = replace(new, sign_count=3, used_at=tx.now)
        assert await keys.find(new.id) == used
        assert not await keys.use(used, sign_count=2)
        assert await keys.use(used, sign_count=3)


async def test_of_sign_ins_at_once_with_one_answer_only_one_counts(
    db: Database, replicas: list[Database], clock: Clock
) -> None:
    async with db.transaction() as tx:
        new = passkey(await join(tx, KH, 7))
        await tx.of(Passkeys).add(new)
    clock.turn(SECOND)
    used = await at_once(
        replicas, lambda tx, count: tx.of(Passkeys).use(new, sign_count=count), [0] * 4
    )
    assert sorted(map(bool, used)) == [False, False, False, True]


async def test_sessions_end_by_token_by_page_and_by_time(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        alice, bob = await join(tx, KH, 7), await join(tx, CN, 8)
        first, others = page_session(alice), page_session(bob, OTHER_HASH)
        sessions = tx.of(PageSessions)
        await sessions.add(first)
        await sessions.add(others)
        assert await sessions.find("no" * 32) is None
        assert await sessions.of(first.address, alice.address) == [first]
        assert await sessions.of() == []
    clock.turn(SECOND)
    async with db.transaction() as tx:
        sessions = tx.of(PageSessions)
        await sessions.touch(HASH)
        assert await sessions.find(HASH) == replace(first, used_at=START + SECOND)
        await sessions.end_before(opened=START, used=START)
        assert await sessions.find(OTHER_HASH) == others
        await sessions.end_before(opened=START, used=START + SECOND)
        assert await sessions.find(OTHER_HASH) is None
        await sessions.end_before(opened=START + SECOND, used=START)
        assert await sessions.find(HASH) is None
        for each in (first, others, page_session(alice, "2c3d" * 16)):
            await sessions.add(each)
        await sessions.end("2c3d" * 16)
        assert await sessions.of(first.address) == [first]
        await sessions.end_of(first.address, alice.address)
        assert await sessions.of(first.address, others.address) == [others]


async def test_a_link_is_used_once_and_takes_the_place_of_an_unused_one(
    db: Database, clock: Clock
) -> None:
    async with db.transaction() as tx:
        alice, admin = await join(tx, KH, 7), await join(tx, KH, 8)
        links = tx.of(PageLinks)
        await links.add(page_link(alice))
        given = replace(page_link(alice, OTHER_HASH), made_by=admin.id)
        await links.add(given)
        assert await links.find(HASH) is None
        assert await links.find(OTHER_HASH) == given
        assert await links.use(OTHER_HASH)
        assert not await links.use(OTHER_HASH)
        assert await links.find(OTHER_HASH) == replace(given, used_at=tx.now)
        await links.add(page_link(alice))
        await links.revoke_of(alice.id)
        assert await links.find(HASH) is None
        await links.delete_expired()
        assert await links.find(OTHER_HASH) is not None
    clock.turn(timedelta(minutes=15) + SECOND)
    async with db.transaction() as tx:
        await tx.of(PageLinks).delete_expired()
        assert await tx.of(PageLinks).find(OTHER_HASH) is None
