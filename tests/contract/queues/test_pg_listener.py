"""Notifications of rows: once they are committed, and again after the connection broke."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from liaison.core.cards import card, text
from liaison.core.channels import Address
from liaison.core.outbox import Message, Op
from storage.database import Database
from storage.queues import pg_listener
from storage.queues.pg_listener import PgListener
from tests.contract.samples import Clock, database, once
from tests.fresh_databases import fresh
from tests.postgres import empty, of_two, run

ACTIVITY = "pg_stat_activity WHERE query = 'LISTEN liaison'"
END_LISTENERS = f"SELECT pg_terminate_backend(pid) FROM {ACTIVITY}"
HELLO = Message(address=Address(7), op=Op.SEND, card=card(text("menu-title")))


@pytest.fixture(autouse=True)
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stop does not wait for the next notification."""
    monkeypatch.setattr(pg_listener, "WAIT_SECONDS", 0.05)


@pytest.fixture
async def service(server: str) -> AsyncIterator[Database]:
    empty(server)
    opened = database(server, Clock())
    await opened.open()
    yield opened
    await opened.close()


class Listener:
    """A listener, and what it received."""

    def __init__(self, url: str) -> None:
        self.stop = asyncio.Event()
        self.received: asyncio.Queue[str] = asyncio.Queue()
        names = ("inbox", "outbox")
        on_rows = {name: lambda name=name: self.received.put_nowait(name) for name in names}
        self.listening = asyncio.create_task(PgListener(url, on_rows).run(self.stop))

    async def next(self) -> str:
        async with asyncio.timeout(30):
            return await self.received.get()


@asynccontextmanager
async def listening(url: str) -> AsyncIterator[Listener]:
    listener = Listener(url)
    # A new listener reads every queue once.
    assert {await listener.next(), await listener.next()} == {"inbox", "outbox"}
    try:
        yield listener
    finally:
        listener.stop.set()
        await asyncio.gather(listener.listening, return_exceptions=True)


async def test_committed_rows_of_another_replica_notify(service: Database, server: str) -> None:
    async with listening(server) as listener:
        await once(service, lambda tx: tx.inbox.add(7, address=7, press=False, payload="{}"))
        assert await listener.next() == "inbox"
        async with service.transaction() as tx:
            await tx.enqueue(HELLO)
            await tx.flush()
            assert listener.received.empty()
        assert await listener.next() == "outbox"


async def test_rows_that_are_rolled_back_are_not_notified(service: Database, server: str) -> None:
    async def fail() -> None:
        async with service.transaction() as tx:
            await tx.inbox.add(7, address=7, press=False, payload="{}")
            raise LookupError

    async with listening(server) as listener:
        with pytest.raises(LookupError):
            await fail()
        await once(service, lambda tx: tx.enqueue(HELLO))
        assert await listener.next() == "outbox"


async def test_a_broken_connection_is_logged_and_made_again(
    service: Database, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pg_listener, "PAUSE_SECONDS", 0.01)
    async with listening(server) as listener:
        with capture_logs() as logs:
            run(server, END_LISTENERS)
            assert {await listener.next(), await listener.next()} == {"inbox", "outbox"}
        assert {each["event"] for each in logs} == {"listener-failed"}
        await once(service, lambda tx: tx.enqueue(HELLO))
        assert await listener.next() == "outbox"


async def test_without_a_server_a_stop_ends_the_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = asyncio.Event()
    told: list[str] = []

    class StoppingLog:
        def warning(self, event: str, *, code: str) -> None:
            told.extend((event, code))
            stop.set()

    monkeypatch.setattr(pg_listener, "log", StoppingLog())
    monkeypatch.setattr(pg_listener, "PAUSE_SECONDS", 3600.0)
    await PgListener("postgresql://liaison@127.0.0.1:1/none", {}).run(stop)
    assert told == ["listener-failed", "OperationalError"]


def test_sqlite_needs_no_listener(folder: Path, server: str) -> None:
    assert not PgListener(fresh(folder), {}).wanted
    assert PgListener(server, {}).wanted


async def test_of_several_hosts_the_writable_one_is_used(service: Database, server: str) -> None:
    async with listening(of_two(server)) as listener:
        await once(service, lambda tx: tx.enqueue(HELLO))
        assert await listener.next() == "outbox"
