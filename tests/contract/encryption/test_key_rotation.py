"""Key rotation while the service runs: after any crash all is readable, and it can go on."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from liaison.core.cards import text as say
from liaison.core.channels import Address
from liaison.core.outbox import Op
from liaison.core.transaction import Conversations, ConversationState
from storage import key_rotation
from storage.core import CONVERSATIONS
from storage.crypto import KeyFile, KeyMissing, load_keys, new_keys, save_keys
from storage.database import Database
from storage.encrypted_columns import EncryptedColumns, EncryptedValues, RowKey
from storage.migrations.tables import METADATA
from storage.queues.inbox import INBOX
from storage.queues.outbox_rows import OUTBOX
from tests.contract.encryption.encrypted import OWNERS, WORDS, opened
from tests.contract.samples import LEASE, START, Clock, hello, once
from tests.registered import SEALED_COLUMNS


async def values(service: Database) -> int:
    """How many values open; all of them do."""
    found = await key_rotation.check(service)
    assert not +found.broken
    return found.opened.total()


async def rotated(service: Database, file: Path) -> int:
    """Rotate from the beginning to the end; how many rows were encrypted again."""
    keys = KeyFile(file)
    await key_rotation.begin_rotation(service, keys, OWNERS, at=START)
    rows = [sealed async for sealed in key_rotation.reencrypt(service, keys)]
    await key_rotation.end_rotation(service, keys)
    return len(rows)


async def test_a_rotation_leaves_no_value_under_the_old_keys(service: Database, file: Path) -> None:
    old = {key.id for key in load_keys(file)}
    for sealed in SEALED_COLUMNS:
        async with service.transaction() as tx:
            page = await tx.encrypted_values.check_page(sealed, after=None)
        assert page.opened.total(), sealed.table.name
        async with service.transaction() as tx:
            rows = list(await tx._sql.run(select(*(sealed.table.c[n] for n in sealed.columns))))
        empty = [n for n in sealed.columns if all(getattr(row, n) is None for row in rows)]
        assert empty == [], sealed.table.name
    before = await values(service)
    assert 0 < (await rotated(service, file)) < before
    found = await key_rotation.check(service)
    assert (found.opened.total(), +found.broken) == (before, {})
    assert old.isdisjoint(found.opened)
    known = await once(service, lambda tx: tx.encrypted_values.known())
    assert {each.id for each in known if each.retired} == old
    # They stay in the file, for the backups from before.
    assert old < {key.id for key in load_keys(file)}


async def test_every_encrypted_column_is_part_of_a_rotation(service: Database, file: Path) -> None:
    """Seen from the stored values, not from the registered columns."""
    keys = tuple(f"s1.{key.id}." for key in load_keys(file))
    found = set()
    for table in METADATA.tables.values():
        async with service.transaction() as tx:
            for row in await tx._sql.run(select(table)):
                for name, value in row._mapping.items():
                    if isinstance(value, str) and value.startswith(keys):
                        found.add((table.name, name))
    assert found == {(each.table.name, name) for each in SEALED_COLUMNS for name in each.columns}


async def test_a_rotation_that_is_ended_at_any_row_goes_on_where_it_was(
    service: Database, url: str, clock: Clock, file: Path
) -> None:
    count, rows, begun = await values(service), 0, True
    while True:
        async with opened(url, clock, KeyFile(file)) as command:
            keys = KeyFile(file)
            assert await key_rotation.begin_rotation(command, keys, OWNERS, at=START) is begun
            begun = False
            async with aclosing(key_rotation.reencrypt(command, keys)) as resealing:
                stopped = await anext(resealing, None)
        # Neither the service that runs nor one that starts now misses anything.
        assert await values(service) == count
        async with opened(url, clock, KeyFile(file)) as started:
            assert await values(started) == count
        if stopped is None:
            break
        rows += 1
    assert rows > len(SEALED_COLUMNS)
    assert len(load_keys(file)) == 2 * len(OWNERS)
    await key_rotation.end_rotation(service, KeyFile(file))
    assert await rotated(service, file) == rows


async def test_what_is_ended_within_a_row_leaves_the_row_as_it_was(
    service: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reseal = EncryptedValues.reencrypt

    async def ended(self: EncryptedValues, sealed: EncryptedColumns, row: RowKey) -> bool:
        await reseal(self, sealed, row)
        raise OSError

    before = await key_rotation.check(service)
    with monkeypatch.context() as patch:
        patch.setattr(EncryptedValues, "reencrypt", ended)
        with pytest.raises(OSError):  # noqa: PT011 - which one is plain from the lines above
            await rotated(service, file)
    assert (await key_rotation.check(service)).opened == before.opened
    assert await rotated(service, file) > 0
    assert await values(service) == before.opened.total()


async def test_a_service_that_runs_goes_on_reading_and_writing_meanwhile(
    service: Database, url: str, clock: Clock, file: Path
) -> None:
    old, keys, number = {key.id for key in load_keys(file)}, KeyFile(file), 100
    async with opened(url, clock, keys) as command:
        await key_rotation.begin_rotation(command, keys, OWNERS, at=START)
        async for _ in key_rotation.reencrypt(command, keys):
            number += 1
            async with service.transaction() as tx:
                await tx.inbox.add(number, address=number, press=False, payload=WORDS)
                unsent = (await tx.of(Conversations).get(Address(1))).unsent
                await tx.of(Conversations).set(
                    Address(1), ConversationState(unsent=(*unsent, WORDS))
                )
    async with service.transaction() as tx:
        updates = await tx.inbox.claim(limit=99, lease=LEASE)
        assert [row.payload for row in updates] == [WORDS] * (number - 99)
        assert len((await tx.of(Conversations).get(Address(1))).unsent) == number - 99
    found = await key_rotation.check(service)
    assert not +found.broken
    assert old.isdisjoint(found.opened)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_draft_that_changes_while_its_row_is_reencrypted_is_not_lost(
    service: Database, url: str, clock: Clock, file: Path
) -> None:
    place = next(each for each in SEALED_COLUMNS if each.table is CONVERSATIONS)
    waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    async with opened(url, clock, KeyFile(file)) as command:
        await key_rotation.begin_rotation(command, KeyFile(file), OWNERS, at=START)

        async def reencrypt() -> None:
            async with command.transaction(decides=False) as tx:
                await tx.encrypted_values.reencrypt(place, (1,))

        async with service.transaction() as tx:
            await tx.of(Conversations).set(Address(1), ConversationState(unsent=("after",)))
            await tx.flush()
            running = asyncio.create_task(reencrypt())
            async with asyncio.timeout(30):
                while not (await tx._sql.run(waits)).scalar_one():
                    pass
        await running
    assert (await once(service, lambda tx: tx.of(Conversations).get(Address(1)))).unsent == (
        "after",
    )


async def test_keys_that_were_added_before_a_crash_are_used(service: Database, file: Path) -> None:
    KeyFile(file).add(new_keys(OWNERS, at=START))
    assert not await key_rotation.begin_rotation(service, KeyFile(file), OWNERS, at=START)
    assert len(load_keys(file)) == 2 * len(OWNERS)
    await rotated(service, file)
    assert len(load_keys(file)) == 2 * len(OWNERS)


async def test_old_keys_may_be_removed_only_when_no_value_needs_them(
    service: Database, url: str, clock: Clock, file: Path
) -> None:
    payload = (await once(service, lambda tx: tx._sql.run(INBOX.select()))).one().payload
    keys = KeyFile(file)
    await key_rotation.begin_rotation(service, keys, OWNERS, at=START)
    every, newest = load_keys(file), keys.newest
    save_keys(file, newest)
    with pytest.raises(KeyMissing):
        async with opened(url, clock, KeyFile(file)):
            pass
    save_keys(file, every)
    await rotated(service, file)
    save_keys(file, newest)
    async with opened(url, clock, KeyFile(file)) as started:
        assert await values(started) > 0
    # A row from an older backup is missed at the next start, not when it is needed.
    await once(service, lambda tx: tx._sql.run(update(INBOX).values(payload=payload)))
    with pytest.raises(KeyMissing):
        async with opened(url, clock, KeyFile(file)):
            pass


async def test_an_unreadable_value_counts_and_stops_nothing(service: Database, file: Path) -> None:
    count = await values(service)
    await once(service, lambda tx: tx._sql.run(update(INBOX).values(payload="in clear")))
    await rotated(service, file)
    found = await key_rotation.check(service)
    assert (found.opened.total(), +found.broken) == (count - 1, {"inbox": 1})
    assert await key_rotation.begin_rotation(service, KeyFile(file), OWNERS, at=START)


async def test_a_value_in_one_of_columns_is_counted(url: str, clock: Clock, file: Path) -> None:
    async with opened(url, clock, KeyFile(file)) as service:
        async with service.transaction() as tx:
            toast = replace(hello(1, WORDS, op=Op.ANSWER_CALLBACK), card=None, toast=say(WORDS))
            await tx.enqueue(toast)
        assert await values(service) == 1
        old = (await once(service, lambda tx: tx._sql.run(select(OUTBOX.c.toast)))).scalar_one()
        await rotated(service, file)
        newest = KeyFile(file).newest
        save_keys(file, newest)
        async with opened(url, clock, KeyFile(file)) as started:
            assert await values(started) == 1
        await once(service, lambda tx: tx._sql.run(update(OUTBOX).values(toast=old)))
        with pytest.raises(KeyMissing):
            async with opened(url, clock, KeyFile(file)):
                pass
