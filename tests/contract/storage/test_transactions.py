"""One transaction: all or nothing, in turn, and gone at once when it is cancelled."""

import asyncio
import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import IntegrityError, OperationalError

import storage.engine.database_url
from liaison.core.channels import Address
from liaison.core.references import HALVES, Reference
from liaison.core.transaction import (
    Conversations,
    ConversationState,
    People,
    Timestamps,
    Tx,
    unused_code,
)
from liaison.notifications.message_expiry import ChatMessageKind
from liaison.notifications.repository import ChatMessages
from liaison.requests.repository import Requests
from storage.database import Database
from storage.engine.connection import ConnectionProvider
from storage.engine.database_url import file_of
from storage.errors import WriteConflict
from tests.contract.samples import CN, KH, LEASE, START, Clock, database, hello, join, logged, once
from tests.fresh_databases import fresh

SLOW = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000) "
    "SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(0.2)",
}


async def test_a_transaction_is_that_of_the_services(db: Database) -> None:
    async with db.transaction() as tx:
        asked_for: Tx = tx
        assert asked_for.now == START
        assert asked_for.agreement.party("KH").code == KH
        assert asked_for.calendar(KH).is_working(START.date()) is False
        assert len(asked_for.random(18)) == 18


async def test_a_code_begins_with_a_character_of_the_recording_party(db: Database) -> None:
    async with db.transaction() as tx:
        for party, half in zip((KH, CN), HALVES, strict=True):
            find = partial(tx.of(Requests).get, party=KH)
            drawn = {await unused_code(tx, party, "KH", Reference, find) for _ in range(20)}
            assert {code[5] for code in drawn} <= set(half)
            assert {code[:4] for code in drawn} == {"KH26"}


@pytest.mark.parametrize("mails", [True, False])
async def test_it_knows_whether_letters_can_be_sent(url: str, clock: Clock, mails: bool) -> None:
    opened = database(url, clock, mails=mails)
    await opened.open()
    async with opened.transaction() as tx:
        assert tx.can_send_mail is mails
    await opened.close()


async def test_the_time_of_a_transaction_is_fixed(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        clock.turn(LEASE)
        assert tx.now == START


async def test_an_exception_undoes_everything(db: Database) -> None:
    async def fails() -> None:
        async with db.transaction() as tx:
            await join(tx, KH, 7)
            await tx.inbox.add(1, address=7, press=False, payload="{}")
            await tx.schedule_timer("request", "a", tx.now)
            await tx.enqueue(hello(7))
            await tx.of(Conversations).set(Address(7), ConversationState(state="new"))
            await tx.of(Timestamps).record(START, "alive")
            tx.of(ChatMessages).track(
                Address(7), 41, ChatMessageKind.CARD, sent_at=START, check_at=START
            )
            raise LookupError

    with pytest.raises(LookupError):
        await fails()
    async with db.transaction() as tx:
        assert await tx.of(People).by_address(Address(7)) is None
        assert await tx.inbox.claim(limit=1, lease=LEASE) == []
        assert await tx.timers.claim(limit=1, lease=LEASE) == []
        assert await tx.outbox.claim(limit=1, lease=LEASE) == []
        assert (await tx.of(Conversations).get(Address(7))).state is None
        assert not await tx.of(Timestamps).get("alive")
        assert await tx.of(ChatMessages).of_chat(Address(7)) == []


async def test_a_database_that_is_not_open_is_refused(url: str, clock: Clock) -> None:
    with pytest.raises(RuntimeError, match="not open"):
        async with database(url, clock).transaction():
            pass


async def test_no_update_is_lost(replicas: list[Database], request: pytest.FixtureRequest) -> None:
    conflicts = 0

    async def add_one(db: Database) -> None:
        async with db.transaction() as tx:
            before = (await tx.of(Conversations).get(Address(1))).unsent
            await asyncio.sleep(0)
            await tx.of(Conversations).set(Address(1), ConversationState(unsent=(*before, "act")))

    async def count_to_50(db: Database) -> None:
        nonlocal conflicts
        done = 0
        while done < 50:
            try:
                await add_one(db)
                done += 1
            except WriteConflict:
                conflicts += 1

    await asyncio.gather(*(count_to_50(db) for db in [*replicas, *replicas]))
    assert (
        len((await once(replicas[0], lambda tx: tx.of(Conversations).get(Address(1)))).unsent)
        == 400
    )
    if "sqlite" in request.node.name:
        assert conflicts == 0, "SQLite has a single writer"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whether a database can be opened without waiting for a lock or the garbage collector."""
    monkeypatch.setattr(storage.engine.database_url, "BUSY_SECONDS", 0)
    gc.disable()
    yield
    gc.enable()


async def _is_free(other: Database) -> bool:
    """Whether a claim on the one timer, which skips what is locked, gets it without waiting."""
    async with other.transaction() as tx:
        found = await tx.timers.claim(limit=1, lease=LEASE)
        if found:
            await tx.schedule_timer("request", "a", tx.now)
        return bool(found)


async def test_a_cancelled_transaction_frees_its_locks_at_once(
    db: Database, url: str, clock: Clock, impatient: None
) -> None:
    other = database(url, clock)
    await other.open()
    async with db.transaction() as tx:
        await tx.schedule_timer("request", "a", tx.now)
        slow = text(SLOW[tx._sql.dialect])
    begun = asyncio.Event()

    async def hold() -> None:
        async with db.transaction() as tx:
            assert await tx.timers.claim(limit=1, lease=LEASE)
            begun.set()
            await tx._sql.run(slow)
            await asyncio.Event().wait()  # what was committed is not undone

    for steps in (0, 1, 2, 4, 8, 16, 32, 64, 128, None):
        task = asyncio.ensure_future(hold())
        if steps is None:
            await begun.wait()  # and so within the slow statement
        for _ in range(steps or 0):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await _is_free(other), f"still locked, cancelled after {steps} steps"
    await other.close()


async def test_a_late_cancelling_is_kept(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    entering = asyncio.ensure_future(_enter(db, 1))
    commit, loop = ConnectionProvider._commit_connection, asyncio.get_running_loop()

    def cancels(pool: ConnectionProvider, held: list[Connection]) -> None:
        asyncio.run_coroutine_threadsafe(_cancel(entering), loop).result()
        commit(pool, held)

    with monkeypatch.context() as patch:
        patch.setattr(ConnectionProvider, "_commit_connection", cancels)
        with pytest.raises(asyncio.CancelledError):
            await entering
    assert await _are_here(db, 1)


async def _cancel(task: "asyncio.Future[None]") -> None:
    task.cancel()


async def test_a_failed_commit_keeps_nothing(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_pool: ConnectionProvider, _held: list[Connection]) -> None:
        raise OperationalError("COMMIT", None, LookupError())

    with monkeypatch.context() as patch:
        patch.setattr(ConnectionProvider, "_commit_connection", fails)
        with pytest.raises(OperationalError):
            await _enter(db, 1)
    assert not await _are_here(db, 1)


async def test_a_transaction_that_sqlite_has_rolled_back_fails(folder: Path, clock: Clock) -> None:
    db = database(fresh(folder), clock)
    await db.open()

    async def rolled_back() -> None:
        async with db.transaction() as tx:
            await join(tx, KH, 1)
            await tx.audit("person.join", "1", actor=None)
            await tx._sql.run(text("ROLLBACK"))  # as SQLite does by itself where the disk fails

    with pytest.raises(OperationalError, match="no transaction"):
        await rolled_back()
    assert not await _are_here(db, 1)
    await db.close()


async def test_a_transaction_waits_for_another_process_and_the_event_loop_does_not(
    folder: Path, clock: Clock
) -> None:
    url = fresh(folder)
    db = database(url, clock)
    await db.open()
    with closing(sqlite3.connect(file_of(make_url(url)), isolation_level=None)) as other:
        for chat_id in (1, 2):
            other.execute("BEGIN IMMEDIATE")
            begun = asyncio.create_task(_enter(db, chat_id))
            for _ in range(10):
                await asyncio.sleep(0)
            assert not begun.done()
            other.execute("ROLLBACK")
            await begun
    assert await _are_here(db, 1, 2)
    await db.close()


async def test_a_database_is_closed_once_its_last_transaction_is_over(db: Database) -> None:
    async with db.transaction() as tx:
        closing = asyncio.ensure_future(db.close())
        await join(tx, KH, 1)
        await asyncio.sleep(0)
        assert not closing.done()
    await closing
    await db.open()
    assert await _are_here(db, 1)


async def _enter(db: Database, chat_id: int) -> None:
    await once(db, lambda tx: join(tx, KH, chat_id))


async def _are_here(db: Database, *chats: int) -> bool:
    async with db.transaction() as tx:
        return all([await tx.of(People).by_address(Address(each)) is not None for each in chats])


async def test_a_transaction_that_waits_for_its_turn_can_be_cancelled(db: Database) -> None:
    async with db.transaction():
        waits = [asyncio.ensure_future(_wake(db)) for _ in range(20)]
        await asyncio.sleep(0)
        for each in waits:
            each.cancel()
        ended = await asyncio.gather(*waits, return_exceptions=True)
    assert all(isinstance(each, asyncio.CancelledError) for each in ended)
    await _wake(db)


async def _wake(db: Database) -> None:
    await once(db, lambda tx: tx.schedule_timer("request", "a", tx.now))


async def test_a_statement_that_fails_leaves_the_database_usable(db: Database) -> None:
    async def twice() -> None:
        async with db.transaction() as tx:
            person = await join(tx, KH, 7)
            await logged(tx, person)
            await logged(tx, person)

    with pytest.raises(IntegrityError, match="requests"):
        await twice()
    assert await once(db, lambda tx: tx.of(People).by_address(Address(7))) is None


@pytest.mark.parametrize(("chat_id", "name"), [(777123, "Alice"), (1, "Alice" * 9)])
async def test_an_error_names_no_values(db: Database, chat_id: int, name: str) -> None:
    alice = await once(db, lambda tx: join(tx, KH, 777123))

    async def join_against_a_rule() -> None:
        async with db.transaction() as tx:
            await tx.of(People).add(
                party=KH,
                role=alice.role,
                agency="Unit 7",
                name=name,
                address=Address(chat_id),
                at=tx.now,
            )

    with pytest.raises(IntegrityError, match="people") as caught:
        await join_against_a_rule()
    told = f"{caught.value} {caught.value.orig}"
    assert "Alice" not in told
    assert "777123" not in told
