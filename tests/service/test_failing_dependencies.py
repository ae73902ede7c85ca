"""The disk, the database, the clock or Telegram fails: nothing is lost, and nothing comes twice."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text as statement
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from liaison.core.cards import Card, card, text
from liaison.core.transaction import Tx
from sandbox import Fault, FaultKind, Phone, Sandbox
from storage.engine import database_url as urls
from storage.errors import StorageError
from tests.service.conftest import Open, RunningService, SettableClock, news, numbered, seen

HOUR, DAY = 3600.0, 86400.0
PAGE = 4096
_FULL = "CREATE TRIGGER full BEFORE UPDATE ON timestamps BEGIN SELECT RAISE(ABORT, 'full'); END"
"""Lets the database be read, but not changed."""
JUMPS = [1.0, -1.0, HOUR, -HOUR, 366 * DAY, -366 * DAY]


async def hello(_words: str, _tx: Tx) -> Card:
    return card(text("command-menu"))


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A service that does not wait long for another program."""
    monkeypatch.setattr(urls, "BUSY_SECONDS", 0)
    return {"handler": hello}


async def _room(service: RunningService, pages: int) -> None:
    """Let the file have so many pages and no more."""
    async with service.app.database.transaction(decides=False) as tx:
        await tx._sql.run(statement(f"PRAGMA max_page_count={pages}"))


async def _pages(service: RunningService) -> int:
    async with service.app.database.transaction(decides=False) as tx:
        return int((await tx._sql.run(statement("PRAGMA page_count"))).scalar_one())


async def test_on_a_full_disk_nothing_is_confirmed_and_with_room_all_is_answered(
    service: RunningService, sandbox: Sandbox, alice: Phone
) -> None:
    kept = await service.rows("inbox", "id")
    await _room(service, await _pages(service))
    for _ in range(40):
        alice.say("x" * 4_000)
    with pytest.raises(OperationalError, match="full"):
        await service.settle()
    assert len(sandbox.pending()) == 40
    assert await service.rows("inbox", "id") == kept
    with pytest.raises(OperationalError, match="full"):
        await service.settle()
    await _room(service, 1_000_000)
    await service.settle()
    assert sandbox.pending() == []
    assert seen(alice) == ["Open the menu"] * 40


async def test_a_database_that_takes_no_change_is_reported_as_that(
    service: RunningService,
) -> None:
    await service.settle()
    probes = service.app.probes
    assert (await probes.missing(), probes.findings()) == ([], {})
    async with service.app.database.transaction(decides=False) as tx:
        await tx._sql.run(statement(_FULL))
    service.clock.turn(20)
    await service.app.scheduler.drain()
    await service.app.outages.record_contact()
    with pytest.raises(IntegrityError, match="full"):
        await service.app.outages.detect()
    assert await probes.missing() == ["database-failed"]
    assert probes.findings() == {"database-failed": 1}
    async with service.app.database.transaction(decides=False) as tx:
        await tx._sql.run(statement("DROP TRIGGER full"))
    await service.settle()
    assert (await probes.missing(), probes.findings()) == ([], {})


async def test_while_another_program_has_the_file_nothing_is_lost(
    service: RunningService, sandbox: Sandbox, alice: Phone, folder: Path
) -> None:
    alice.say("one")
    await service.app.ingest.drain()
    alice.say("two")
    with closing(sqlite3.connect(folder / "liaison.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(3):
            with pytest.raises(OperationalError, match="locked"):
                await service.settle()
        assert len(sandbox.pending()) == 1
        other.execute("ROLLBACK")
    await service.settle()
    assert sandbox.pending() == []
    assert seen(alice) == ["Open the menu"] * 2


async def test_while_a_page_is_damaged_nothing_is_confirmed_and_no_service_starts(
    open_service: Open, sandbox: Sandbox, alice: Phone, folder: Path
) -> None:
    path = folder / "liaison.db"
    async with open_service(hello) as service:
        await service.join(alice)
        with closing(sqlite3.connect(path)) as other:
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            found = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'inbox'")
            [page] = found.fetchone()
        whole = path.read_bytes()
        path.write_bytes(whole[: (page - 1) * PAGE] + bytes(PAGE) + whole[page * PAGE :])
        async with service.app.database.transaction(decides=False) as tx:
            await tx._sql.run(statement("PRAGMA shrink_memory"))  # it has read the page before
        alice.say("hello")
        for _ in range(2):
            with pytest.raises(DatabaseError, match="malformed"):
                await service.settle()
        assert len(sandbox.pending()) == 1
    with pytest.raises(StorageError, match="damaged"):
        async with open_service(hello):
            pass
    path.write_bytes(whole)  # the backup
    async with open_service(hello) as service:
        await service.settle()
    assert sandbox.pending() == []
    assert seen(alice) == ["Open the menu"]


@pytest.mark.parametrize("jump", JUMPS)
async def test_a_clock_that_jumps_loses_and_doubles_nothing(
    service: RunningService, clock: SettableClock, alice: Phone, jump: float
) -> None:
    alice.say("before")
    await service.app.ingest.drain()
    await service.say(news(alice, numbered(1)))
    clock.set(jump)
    alice.say("after")
    # What was put off beyond what can be is pulled back by the audit, half a minute later at most.
    for _ in range(3):
        await service.later(40)
    assert sorted(seen(alice)) == sorted([*["Open the menu"] * 2, _number(1)])
    assert {state for (state,) in await service.rows("inbox", "state")} == {"done"}


async def test_what_a_wrong_clock_delayed_for_a_year_is_sent_when_the_clock_is_right(
    service: RunningService, clock: SettableClock, alice: Phone, sandbox: Sandbox
) -> None:
    clock.set(366 * DAY)
    sandbox.faults.add(Fault(FaultKind.HANG_UP_BEFORE, method="sendMessage"))
    await service.say(news(alice, numbered(1)))
    await service.settle()
    assert seen(alice) == []
    clock.set(-366 * DAY)
    for _ in range(3):
        await service.later(40)
    assert [each.split("\n")[-1] for each in seen(alice)].count(_number(1)) == 1


def _number(number: int) -> str:
    return f"Write a whole number from {number} to {number}."


async def test_after_three_days_without_telegram_each_message_comes_once(
    service: RunningService, alice: Phone, sandbox: Sandbox, clock: SettableClock
) -> None:
    down = sandbox.faults.add(Fault(FaultKind.ERROR, code=502, html=True, times=None))
    for number in range(72):
        await service.say(news(alice, numbered(number)))
        clock.turn(HOUR)
        await service.settle()
    assert seen(alice) == []
    sandbox.faults.planned.clear()
    for _ in range(4):
        await service.later(120)
    assert down.applied > 72
    assert [each.split("\n")[-1] for each in seen(alice)] == [_number(each) for each in range(72)]
    assert {state for (state,) in await service.rows("outbox", "state")} == {"sent"}
