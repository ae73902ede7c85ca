"""SQLite's one writer: those that wait share a commit, and nobody is told before it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from storage import writer
from storage.database import Database
from storage.migrate import fresh
from storage.writer import CommitLost, Writer
from tests.contract.samples import KH, Clock, database, join

pytestmark = pytest.mark.contract

CHATS = range(1, 9)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, a commit waits for those who wait."""
    monkeypatch.setattr(writer, "LONGEST_SECONDS", 60.0)


@pytest.fixture
async def db(folder: Path) -> AsyncIterator[Database]:
    opened = database(fresh(folder), Clock())
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def commits(db: Database) -> list[None]:
    """One entry for each commit from now on."""
    counted: list[None] = []
    assert db._engine is not None
    event.listen(db._engine, "commit", lambda _connection: counted.append(None))
    return counted


async def _enter(db: Database, chat_id: int) -> None:
    async with db.transaction() as tx:
        await join(tx, KH, chat_id)


async def _here(db: Database) -> list[int]:
    async with db.transaction() as tx:
        return [each for each in CHATS if await tx.people.by_chat(each) is not None]


async def test_those_that_wait_share_a_commit(db: Database, commits: list[None]) -> None:
    await asyncio.gather(*(_enter(db, chat) for chat in CHATS))
    assert len(commits) == 1
    assert await _here(db) == [*CHATS]


async def test_who_is_alone_commits_alone(db: Database, commits: list[None]) -> None:
    for chat in CHATS:
        await _enter(db, chat)
    assert len(commits) == len(CHATS)


async def test_one_that_fails_undoes_itself_and_no_other(db: Database, commits: list[None]) -> None:
    async def fail(chat_id: int) -> None:
        async with db.transaction() as tx:
            await join(tx, KH, chat_id)
            raise LookupError

    doing = (fail(chat) if chat % 2 else _enter(db, chat) for chat in CHATS)
    ended = await asyncio.gather(*doing, return_exceptions=True)
    assert [type(each) for each in ended] == [LookupError, type(None)] * 4
    assert await _here(db) == [2, 4, 6, 8]
    assert len(commits) == 2, "the other one is that of the look"


async def test_what_the_first_wrote_is_seen_by_the_next(db: Database) -> None:
    async def count(chat_id: int) -> int:
        async with db.transaction() as tx:
            before = [each for each in CHATS if await tx.people.by_chat(each) is not None]
            await join(tx, KH, chat_id)
            return len(before)

    assert await asyncio.gather(*(count(chat) for chat in CHATS)) == [*range(8)]


async def test_where_the_commit_fails_nobody_is_kept(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_writer: Writer) -> None:
        raise OperationalError("COMMIT", None, LookupError())

    with monkeypatch.context() as broken:
        broken.setattr(Writer, "_keep", fails)
        doing = (_enter(db, chat) for chat in CHATS)
        ended = await asyncio.gather(*doing, return_exceptions=True)
    assert [type(each) for each in ended] == [OperationalError] * 8
    assert await _here(db) == []


async def test_nobody_is_told_before_the_commit(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    told_before: list[int] = []
    commit = Writer._keep

    async def enter(chat_id: int) -> None:
        await _enter(db, chat_id)
        told.append(chat_id)

    def commits(writer: Writer) -> None:
        told_before.extend(told)
        commit(writer)

    monkeypatch.setattr(Writer, "_keep", commits)
    await asyncio.gather(*(enter(chat) for chat in CHATS))
    assert told_before == []
    assert told == [*CHATS]


async def test_what_finds_the_disk_full_undoes_itself_and_no_other(db: Database) -> None:
    async def fill() -> None:
        async with db.transaction() as tx:
            await join(tx, KH, 2)
            await tx._sql.run(text("CREATE TABLE big AS SELECT zeroblob(10000000) AS hole"))

    async with db.transaction() as tx:
        pages = (await tx._sql.run(text("PRAGMA page_count"))).scalar_one()
        await tx._sql.run(text(f"PRAGMA max_page_count={pages + 20}"))
    doing = [_enter(db, 1), fill(), _enter(db, 3)]
    ended = await asyncio.gather(*doing, return_exceptions=True)
    assert [type(each) for each in ended] == [type(None), OperationalError, type(None)]
    assert await _here(db) == [1, 3]


async def test_where_sqlite_itself_undoes_all_nobody_before_is_kept(db: Database) -> None:
    async def undo_all() -> None:
        async with db.transaction() as tx:
            await join(tx, KH, 2)
            await tx._sql.run(text("ROLLBACK"))  # as SQLite does where the disk fails

    doing = [_enter(db, 1), undo_all(), _enter(db, 3)]
    ended = await asyncio.gather(*doing, return_exceptions=True)
    assert [type(each) for each in ended] == [CommitLost, CommitLost, type(None)]
    assert await _here(db) == [3]


async def test_whoever_is_cancelled_in_its_turn_leaves_the_others_theirs(db: Database) -> None:
    begun = asyncio.Event()

    async def hold() -> None:
        async with db.transaction() as tx:
            await join(tx, KH, 1)
            begun.set()
            await asyncio.Event().wait()

    holding = asyncio.ensure_future(hold())
    await begun.wait()
    waiting = [asyncio.ensure_future(_enter(db, chat)) for chat in (2, 3, 4)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    holding.cancel()
    ended = await asyncio.gather(holding, *waiting, return_exceptions=True)
    gone = asyncio.CancelledError
    assert [type(each) for each in ended] == [gone, type(None), gone, type(None)]
    assert await _here(db) == [2, 4]


async def test_whoever_is_cancelled_at_its_commit_is_kept_and_then_cancelled(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = Writer._keep
    entering = asyncio.ensure_future(_enter(db, 1))
    loop = asyncio.get_running_loop()

    def cancels(writer: Writer) -> None:
        asyncio.run_coroutine_threadsafe(_cancel(entering), loop).result()
        commit(writer)

    monkeypatch.setattr(Writer, "_keep", cancels)
    with pytest.raises(asyncio.CancelledError):
        await entering
    assert await _here(db) == [1]


async def test_where_all_is_cut_off_as_it_begins_nobody_waits_for_ever(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = Writer._connect
    entering = asyncio.ensure_future(_enter(db, 1))
    loop, here = asyncio.get_running_loop(), asyncio.current_task()

    def cut_off(writer: Writer) -> None:
        for each in asyncio.all_tasks(loop) - {here}:
            asyncio.run_coroutine_threadsafe(_cancel(each), loop).result()
        connect(writer)

    with monkeypatch.context() as patch:
        patch.setattr(Writer, "_connect", cut_off)
        await asyncio.wait({entering}, timeout=5)
    assert entering.cancelled()
    await db.close()
    await db.open()
    assert await _here(db) == []


async def _cancel(task: "asyncio.Future[None]") -> None:
    task.cancel()
