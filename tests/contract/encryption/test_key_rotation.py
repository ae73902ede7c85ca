"""New keys, while the service runs: whenever it is ended, all stays readable, and it can go on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from liaison.agreement.repository import Differences
from liaison.audit.digests import RecordRef
from liaison.audit.repository import RecordSalts
from liaison.core.attachments import Spreadsheet
from liaison.core.cards import text as say
from liaison.core.outbox import Op
from liaison.core.repository import Conversations
from liaison.meetings.agenda import Entry
from liaison.meetings.model import MEETING_RECORD
from liaison.meetings.repository import Agendas
from liaison.notes.repository import Notes
from liaison.notifications.repository import Notices
from liaison.people.repository import Pins
from liaison.plan.repository import Activities
from storage import key_rotation
from storage.conversations import CONVERSATIONS
from storage.crypto.keyring import KeyFile, KeyMissing, new_keys, owners_of, read, write
from storage.database import Database
from storage.encrypted_columns import EncryptedColumns, EncryptedValues, RowKey
from storage.queues.inbox import INBOX
from storage.queues.outbox_rows import OUTBOX
from storage.tables import TABLES
from storage.transaction import Transaction
from tests.contract.agreement.test_differences import difference
from tests.contract.meetings.test_meetings import accepted, both, keep, proposed
from tests.contract.notes.test_notes import note
from tests.contract.notifications.test_notifications import NOTICE
from tests.contract.people.test_pins import pin
from tests.contract.plan.test_activities import intent
from tests.contract.queues.test_outbox_files import FILE
from tests.contract.samples import (
    AGREEMENT,
    LEASE,
    START,
    Clock,
    database,
    hello,
    logged,
)
from tests.postgres import empty
from tests.registered import SEALED_COLUMNS

pytestmark = pytest.mark.contract

OWNERS = owners_of(AGREEMENT)
WORDS = "canary"
SHEET = Spreadsheet(name=WORDS, lines=(say(WORDS),), columns=(say(WORDS),), rows=((WORDS,),))


@pytest.fixture
def file(folder: Path) -> Path:
    """The keys of a service."""
    made = folder / "keys.json"
    write(made, new_keys(OWNERS, at=START))
    return made


@asynccontextmanager
async def opened(url: str, clock: Clock, file: Path) -> AsyncIterator[Database]:
    """A service that has read the file just now."""
    made = database(url, clock, keys=KeyFile(file))
    try:
        await made.open()
        yield made
    finally:
        await made.close()


async def filled(tx: Transaction) -> None:
    """Something in each encrypted column."""
    alice, bob = await both(tx)
    first = proposed(alice, venue=WORDS)
    meeting = await keep(tx, first, accepted(first[0], bob))
    await keep(tx, proposed(alice, "M26-0AAAA", about="another", venue=WORDS))
    await tx.of(Agendas).add(meeting, Entry(title=WORDS), actor=alice)
    await tx.of(Activities).add(intent(words=WORDS), source=None, actor=None)
    await tx.of(Differences).add(replace(difference(alice), title=WORDS))
    await logged(tx, alice)
    await tx.of(Notes).add(note(alice), WORDS)
    await tx.of(Pins).put(replace(pin(alice), pin_hash=WORDS))
    await tx.inbox.add(5, chat_id=1, press=False, payload=WORDS)
    await tx.enqueue(replace(hello(1, WORDS, op=Op.MAIL), address=WORDS))
    await tx.enqueue(replace(hello(1, WORDS, op=Op.ANSWER_CALLBACK), toast=say(WORDS)))
    await tx.enqueue(FILE)
    await tx.enqueue(replace(FILE, dedupe_key=None, calendar_event=None, spreadsheet=SHEET))
    await tx.of(Notices).add(replace(NOTICE, title=say(WORDS)))
    await tx.of(RecordSalts).salt(RecordRef(MEETING_RECORD, meeting.code), lambda: WORDS)
    await tx.of(Conversations).set(1, state="new", data={"draft": WORDS})


async def values(service: Database) -> int:
    """How many values open; all of them do."""
    found = await key_rotation.check(service)
    assert not +found.broken
    return found.opened.total()


async def rotated(service: Database, file: Path) -> int:
    """Rotate from the beginning to the end; how many rows were encrypted anew."""
    keys = KeyFile(file)
    await key_rotation.begin(service, keys, OWNERS, at=START)
    rows = [sealed async for sealed in key_rotation.reencrypt(service, keys)]
    await key_rotation.end(service, keys)
    return len(rows)


async def test_a_rotation_leaves_nothing_under_the_old_keys(
    url: str, clock: Clock, file: Path
) -> None:
    old = {key.id for key in read(file)}
    async with opened(url, clock, file) as service:
        async with service.transaction() as tx:
            await filled(tx)
        for sealed in SEALED_COLUMNS:
            async with service.transaction() as tx:
                page = await tx.encrypted_values.check_page(sealed, after=None, limit=9)
            assert page.opened.total(), sealed.table.name
            async with service.transaction() as tx:
                rows = list(await tx._sql.run(select(*(sealed.table.c[n] for n in sealed.columns))))
            empty = [n for n in sealed.columns if all(getattr(row, n) is None for row in rows)]
            assert empty == [], sealed.table.name
        before = await values(service)
        resealed = await rotated(service, file)
        assert 0 < resealed < before
        found = await key_rotation.check(service)
        assert (found.opened.total(), +found.broken) == (before, {})
        assert old.isdisjoint(found.opened)
        async with service.transaction() as tx:
            known = await tx.encrypted_values.known()
        assert {each.id for each in known if each.retired} == old
        # They stay in the file, for the backups from before.
        assert old < {key.id for key in read(file)}


async def test_nothing_sealed_lies_in_a_column_that_a_rotation_does_not_know(
    url: str, clock: Clock, file: Path
) -> None:
    """Told from what lies in the database, and not from the list of what is encrypted."""
    keys = tuple(f"s1.{key.id}." for key in read(file))
    async with opened(url, clock, file) as service:
        async with service.transaction() as tx:
            await filled(tx)
        found = set()
        for table in TABLES:
            async with service.transaction() as tx:
                for row in await tx._sql.run(select(table)):
                    for name, value in row._mapping.items():
                        if isinstance(value, str) and value.startswith(keys):
                            found.add((table.name, name))
    assert found == {
        (sealed.table.name, name) for sealed in SEALED_COLUMNS for name in sealed.columns
    }


async def test_a_rotation_that_is_ended_at_any_row_goes_on_where_it_was(
    url: str, clock: Clock, file: Path
) -> None:
    async with opened(url, clock, file) as running:
        async with running.transaction() as tx:
            await filled(tx)
        count, rows, begun = await values(running), 0, True
        while True:
            async with opened(url, clock, file) as command:
                keys = KeyFile(file)
                assert await key_rotation.begin(command, keys, OWNERS, at=START) is begun
                begun = False
                async with aclosing(key_rotation.reencrypt(command, keys)) as resealing:
                    stopped = await anext(resealing, None)
            # Neither the service that runs nor one that starts now misses anything.
            assert await values(running) == count
            async with opened(url, clock, file) as started:
                assert await values(started) == count
            if stopped is None:
                break
            rows += 1
        assert rows > len(SEALED_COLUMNS)
        assert len(read(file)) == 2 * len(OWNERS)
        await key_rotation.end(running, KeyFile(file))
        assert await rotated(running, file) == rows


async def test_what_is_ended_within_a_row_leaves_the_row_as_it_was(
    url: str, clock: Clock, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reseal = EncryptedValues.reencrypt

    async def ended(self: EncryptedValues, sealed: EncryptedColumns, row: RowKey) -> bool:
        await reseal(self, sealed, row)
        raise OSError

    async with opened(url, clock, file) as service:
        async with service.transaction() as tx:
            await filled(tx)
        before = await key_rotation.check(service)
        with monkeypatch.context() as patch:
            patch.setattr(EncryptedValues, "reencrypt", ended)
            with pytest.raises(OSError):  # noqa: PT011 - which one is plain from the lines above
                await rotated(service, file)
        assert (await key_rotation.check(service)).opened == before.opened
        assert await rotated(service, file) > 0
        assert await values(service) == before.opened.total()


async def test_a_service_that_runs_goes_on_reading_and_writing_meanwhile(
    url: str, clock: Clock, file: Path
) -> None:
    old = {key.id for key in read(file)}
    async with opened(url, clock, file) as service, opened(url, clock, file) as command:
        async with service.transaction() as tx:
            await filled(tx)
        keys = KeyFile(file)
        await key_rotation.begin(command, keys, OWNERS, at=START)
        number = 100
        async for _ in key_rotation.reencrypt(command, keys):
            number += 1
            async with service.transaction() as tx:
                await tx.inbox.add(number, chat_id=number, press=False, payload=WORDS)
                draft = (await tx.of(Conversations).get(1)).data
                await tx.of(Conversations).set(1, state="new", data={**draft, str(number): WORDS})
        async with service.transaction() as tx:
            updates = await tx.inbox.claim(limit=99, lease=LEASE)
            assert [row.payload for row in updates] == [WORDS] * (number - 99)
            assert len((await tx.of(Conversations).get(1)).data) == number - 99
        found = await key_rotation.check(service)
        assert not +found.broken
        assert old.isdisjoint(found.opened)


async def test_a_draft_that_changes_while_its_row_is_sealed_anew_is_not_lost(
    server: str, clock: Clock, file: Path
) -> None:
    empty(server)
    place = next(each for each in SEALED_COLUMNS if each.table is CONVERSATIONS)
    waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    async with opened(server, clock, file) as service, opened(server, clock, file) as command:
        async with service.transaction() as tx:
            await tx.of(Conversations).set(1, state="new", data={"draft": "before"})
        await key_rotation.begin(command, KeyFile(file), OWNERS, at=START)

        async def reseal() -> None:
            async with command.transaction(decides=False) as tx:
                await tx.encrypted_values.reencrypt(place, (1,))

        async with service.transaction() as tx:
            await tx.of(Conversations).set(1, state="new", data={"draft": "after"})
            await tx.flush()
            resealing = asyncio.create_task(reseal())
            async with asyncio.timeout(30):
                while not (await tx._sql.run(waits)).scalar_one():
                    pass
        await resealing
        async with service.transaction() as tx:
            assert (await tx.of(Conversations).get(1)).data == {"draft": "after"}


async def test_keys_that_were_added_before_the_kill_are_used_and_no_others(
    url: str, clock: Clock, file: Path
) -> None:
    async with opened(url, clock, file) as service:
        async with service.transaction() as tx:
            await filled(tx)
        KeyFile(file).add(new_keys(OWNERS, at=START))
        assert not await key_rotation.begin(service, KeyFile(file), OWNERS, at=START)
        assert len(read(file)) == 2 * len(OWNERS)
        await rotated(service, file)
        assert len(read(file)) == 2 * len(OWNERS)


async def test_old_keys_may_leave_the_file_only_when_nothing_lies_under_them(
    url: str, clock: Clock, file: Path
) -> None:
    async with opened(url, clock, file) as service:
        async with service.transaction() as tx:
            await filled(tx)
            backup = await tx._sql.run(INBOX.select())
            payload = backup.one().payload
        keys = KeyFile(file)
        await key_rotation.begin(service, keys, OWNERS, at=START)
        every, newest = read(file), keys.newest
        write(file, newest)
        with pytest.raises(KeyMissing):
            async with opened(url, clock, file):
                pass
        write(file, every)
        await rotated(service, file)
        write(file, newest)
        async with opened(url, clock, file) as started:
            assert await values(started) > 0
        # A row from an older backup is missed at the next start, not when somebody needs it.
        async with service.transaction() as tx:
            await tx._sql.run(update(INBOX).values(payload=payload))
        with pytest.raises(KeyMissing):
            async with opened(url, clock, file):
                pass


async def test_what_does_not_open_is_counted_left_as_it_is_and_holds_up_nothing(
    url: str, clock: Clock, file: Path
) -> None:
    async with opened(url, clock, file) as service:
        async with service.transaction() as tx:
            await filled(tx)
        count = await values(service)
        async with service.transaction() as tx:
            await tx._sql.run(update(INBOX).values(payload="in clear"))
        await rotated(service, file)
        found = await key_rotation.check(service)
        assert (found.opened.total(), +found.broken) == (count - 1, {"inbox": 1})
        assert await key_rotation.begin(service, KeyFile(file), OWNERS, at=START)


async def test_what_is_sealed_in_one_of_several_columns_alone_is_counted_and_needs_its_key(
    url: str, clock: Clock, file: Path
) -> None:
    async with opened(url, clock, file) as service:
        async with service.transaction() as tx:
            toast = replace(hello(1, WORDS, op=Op.ANSWER_CALLBACK), card=None, toast=say(WORDS))
            await tx.enqueue(toast)
        assert await values(service) == 1
        async with service.transaction() as tx:
            old = (await tx._sql.run(select(OUTBOX.c.toast))).scalar_one()
        await rotated(service, file)
        newest = KeyFile(file).newest
        write(file, newest)
        async with opened(url, clock, file) as started:
            assert await values(started) == 1
        async with service.transaction() as tx:
            await tx._sql.run(update(OUTBOX).values(toast=old))
        with pytest.raises(KeyMissing):
            async with opened(url, clock, file):
                pass
