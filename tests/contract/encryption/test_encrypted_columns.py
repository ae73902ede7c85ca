"""Typed text is stored encrypted."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from sqlalchemy import select, text, update

from liaison.core.channels import Address
from liaison.core.transaction import NO_CONVERSATION, Conversations
from liaison.requests.repository import Requests
from storage import key_rotation
from storage.crypto import Ciphertext, Key, KeyFile, KeyMissing, KeyRing, new_keys
from storage.database import Database
from storage.engine.database_url import file_of, is_sqlite, parse_database_url
from storage.engine.schema import Rows
from storage.errors import StorageError
from storage.queues.inbox import INBOX
from storage.queues.outbox_rows import OUTBOX
from storage.transaction import Transaction
from tests.contract.encryption.encrypted import OWNERS, WORDS, fill, opened
from tests.contract.samples import CN, KEYS, LEASE, REFERENCE, START, Clock, hello, once
from tests.registered import SEALED_COLUMNS


async def stored(tx: Transaction, place: str) -> str:
    """The value of ``table.column`` in the one row that has one."""
    table, column = place.split(".")
    found = text(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL LIMIT 1")
    return str((await tx._sql.run(found)).scalar_one())


async def test_no_plain_word_lies_in_the_files_of_the_database(url: str, db: Database) -> None:
    words = "unmistakable-plain-words"
    await once(db, lambda tx: fill(tx, words))
    await found_nowhere(url, db, words)
    async with db.transaction() as tx:
        [row] = await tx.inbox.claim(limit=1, lease=LEASE)
        sent = await tx.outbox.claim(limit=9, lease=LEASE)
        await tx.inbox.done(row)
        await tx.outbox.sent([(message, None) for message in sent])
        await tx.of(Conversations).set(Address(1), NO_CONVERSATION)
    await found_nowhere(url, db, words)


async def found_nowhere(url: str, db: Database, words: str) -> None:
    place = parse_database_url(url)
    if is_sqlite(place):
        file = file_of(place)
        files = [each for each in file.parent.iterdir() if each.name.startswith(file.name)]
        assert file in files
        for each in files:
            assert words.encode() not in each.read_bytes(), each.name
        return
    async with db.transaction() as tx:
        for sealed in SEALED_COLUMNS:
            found = await tx._sql.run(text(f"SELECT {sealed.table.name}::text FROM {sealed.table}"))
            assert words not in "".join(found.scalars())


async def test_what_was_removed_is_overwritten_in_the_file(url: str, db: Database) -> None:
    place = parse_database_url(url)
    await once(db, lambda tx: tx.inbox.add(5, address=1, press=False, payload=WORDS))
    async with db.transaction() as tx:
        body = (await stored(tx, "inbox.payload")).split(".")[2].encode()
        [row] = await tx.inbox.claim(limit=1, lease=LEASE)
        await tx.inbox.done(row)
    async with db.transaction() as tx:
        gone = await tx._sql.run(text("SELECT payload FROM inbox"))
        assert gone.scalars().all() == [None]
        if is_sqlite(place):
            assert (await tx._sql.run(text("PRAGMA secure_delete"))).scalar_one() == 1
    await db.close()
    if is_sqlite(place):
        assert body not in file_of(place).read_bytes()


SWAPS: dict[str, Callable[[str], str]] = {
    "changed": lambda sealed: sealed[:-6] + ("AAAA" if sealed[-6:-2] != "AAAA" else "BBBB") + "==",
    "cut": lambda sealed: sealed[: len(sealed) // 2],
    "clear": lambda _sealed: '{"update_id": 5}',
}


@pytest.mark.parametrize("swap", SWAPS)
async def test_a_changed_payload_is_dead_and_stops_no_one_else(db: Database, swap: str) -> None:
    async with db.transaction() as tx:
        for number in (1, 2):
            await tx.inbox.add(number, address=number, press=False, payload=WORDS)
            await tx.enqueue(hello(number, WORDS))
    async with db.transaction() as tx:
        for table, column in ((INBOX, INBOX.c.payload), (OUTBOX, OUTBOX.c.card)):
            kept = SWAPS[swap](await stored(tx, f"{table.name}.{column.name}"))
            await tx._sql.run(update(table).where(table.c.chat_id == 1).values({column: kept}))
    async with db.transaction() as tx:
        assert [row.address for row in await tx.inbox.claim(limit=9, lease=LEASE)] == [2]
        assert [row.message.address for row in await tx.outbox.claim(limit=9, lease=LEASE)] == [2]
        assert await tx.inbox.count_dead(since=START) == 1
        stuck = await tx.outbox.stuck(unsent_since=START, unknown_since=START)
        assert stuck["dead"] == 1


def other_keys() -> list[Key]:
    return new_keys(OWNERS, at=START)


async def test_the_keys_of_another_one_are_refused(url: str, clock: Clock, db: Database) -> None:
    async with db.transaction() as tx:
        await fill(tx)
        known = await tx.encrypted_values.known()
    assert {each.id for each in known} == {key.id for key in KEYS.newest}
    with pytest.raises(StorageError) as refused:
        async with opened(url, clock, KeyRing(other_keys())):
            pass
    assert refused.value.key == "setup-keys-foreign"
    async with db.transaction() as tx:
        assert await tx.encrypted_values.known() == known
        [row] = await tx.inbox.claim(limit=1, lease=LEASE)
        assert row.payload == WORDS


async def test_a_key_that_is_missing_is_named(url: str, clock: Clock, db: Database) -> None:
    lost, *kept = KEYS.keys
    mixed = KeyRing([*kept, *other_keys()])
    with pytest.raises(KeyMissing) as refused:
        async with opened(url, clock, mixed):
            pass
    assert (refused.value.key, refused.value.values) == ("setup-keys-lacking", {"name": lost.id})


async def test_a_ring_without_the_key_of_a_party_is_refused(url: str, clock: Clock) -> None:
    without = KeyRing(key for key in KEYS.keys if key.owner != CN)
    with pytest.raises(KeyMissing) as refused:
        async with opened(url, clock, without):
            pass
    assert (refused.value.key, refused.value.values) == ("setup-keys-owner", {"owner": CN})


async def test_an_update_whose_key_is_missing_waits(url: str, clock: Clock, db: Database) -> None:
    """A service that cannot read the key file that an administrator has rotated."""
    async with opened(url, clock, KeyRing([*KEYS.keys, *other_keys()])) as newer:
        await once(newer, lambda tx: tx.inbox.add(5, address=1, press=False, payload=WORDS))
        assert await once(db, lambda tx: tx.inbox.claim(limit=1, lease=LEASE)) == []
        clock.turn(LEASE)
        async with newer.transaction() as tx:
            [row] = await tx.inbox.claim(limit=1, lease=LEASE)
            assert (row.payload, row.attempts) == (WORDS, 2)


def tables(of: type[Rows] = Rows) -> Iterator[type[Rows]]:
    for each in of.__subclasses__():
        yield each
        yield from tables(each)


def test_every_column_that_is_encrypted_is_registered() -> None:
    named = {(sealed.table.name, column) for sealed in SEALED_COLUMNS for column in sealed.columns}
    hints = {each.__tablename__: get_type_hints(each) for each in tables()}
    assert named == {
        (table, column)
        for table, columns in hints.items()
        for column, hint in columns.items()
        if Ciphertext in (hint, *get_args(hint))
    }


async def test_what_an_earlier_version_left_in_clear_is_read_and_encrypted_at_the_next_start(
    service: Database, url: str, clock: Clock, file: Path
) -> None:
    once_clear = [each for each in SEALED_COLUMNS if each.once_clear]
    assert {each.table.name for each in once_clear} == {
        "requests", "request_events", "people", "approvals", "disclosures", "legal_holds",
        "terminations",
    }  # fmt: skip
    for sealed in once_clear:
        async with service.transaction() as tx:
            cipher = tx._sql.cipher
            for row in await tx._sql.rows(select(sealed.table)):
                values = dict(zip(sealed.columns, sealed.decrypt(cipher, row), strict=True))
                its = (sealed.table.c[each] == getattr(row, each) for each in sealed.names)
                await tx._sql.run(update(sealed.table).where(*its).values(values))
    request = await once(service, lambda tx: tx.of(Requests).get(REFERENCE, party=CN))
    assert request is not None
    assert request.details.letter.reference == WORDS
    assert (await key_rotation.check(service)).broken.total() > 0
    async with opened(url, clock, KeyFile(file)) as again:
        assert not +(await key_rotation.check(again)).broken
        assert await once(again, lambda tx: tx.of(Requests).get(REFERENCE, party=CN)) == request
