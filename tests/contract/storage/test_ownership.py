"""A process that is the only one on its database goes on where a killed one has stopped."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage.database import Database
from storage.engine.database_url import parse_database_url
from storage.engine.integrity import owned
from storage.errors import StorageError
from storage.queues.work_queue import Leases
from tests.contract.samples import LEASE, SECOND, START, Clock, hello, once
from tests.fresh_databases import fresh

HOUR = timedelta(hours=1)


def test_a_file_has_one_owner_at_a_time(folder: Path) -> None:
    url = fresh(folder)
    by_link = folder / "link.db"
    by_link.symlink_to(folder / "liaison.db")
    with owned(parse_database_url(url)) as alone:
        assert alone
        for again in (url, f"sqlite:///{by_link}"):
            with pytest.raises(StorageError) as caught, owned(parse_database_url(again)):
                pass
            assert caught.value.key == "setup-database-owned"
    with owned(parse_database_url(url)) as alone:
        assert alone


def test_a_server_and_a_file_that_is_not_there_have_no_owner(folder: Path) -> None:
    for url in ("postgresql://liaison@db/liaison", f"sqlite:///{folder}/none.db"):
        with owned(parse_database_url(url)) as alone:
            assert not alone
    assert list(folder.iterdir()) == []


async def test_the_claims_of_a_killed_process_end_at_once(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        await tx.inbox.add(1, address=7, press=False, payload="{}")
        await tx.enqueue(hello(8))
        await tx.schedule_timer("request", "a", START)
        assert await tx.of(Leases).take("poller", holder="killed", until=START + LEASE)
        assert len(await tx.inbox.claim(limit=9, lease=LEASE)) == 1
        assert len(await tx.outbox.claim(limit=9, lease=LEASE)) == 1
        assert len(await tx.timers.claim(limit=9, lease=LEASE)) == 1
    clock.turn(SECOND)
    assert await once(db, lambda tx: tx.take_over(lease=LEASE)) == 3
    async with db.transaction() as tx:
        assert await tx.of(Leases).take("poller", holder="next", until=clock.now() + LEASE)
        [update] = await tx.inbox.claim(limit=9, lease=LEASE)
        [message] = await tx.outbox.claim(limit=9, lease=LEASE)
        [subject] = await tx.timers.claim(limit=9, lease=LEASE)
        assert (update.attempts, message.attempts, subject.attempts) == (2, 2, 2)
        assert message.repeat, "it may have arrived"


async def test_planned_and_retried_rows_stay_so(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        await tx.inbox.add(1, address=7, press=False, payload="{}")
        await tx.enqueue(hello(8))
        await tx.schedule_timer("request", "soon", START + SECOND)
        await tx.schedule_timer("request", "failed", START)
        [update] = await tx.inbox.claim(limit=9, lease=LEASE)
        [message] = await tx.outbox.claim(limit=9, lease=LEASE)
        [subject] = await tx.timers.claim(limit=9, lease=LEASE)
        assert await tx.inbox.retry(update, at=START + HOUR, error="LookupError")
        assert await tx.outbox.retry(message, at=START + SECOND, error="flood")
        assert await tx.timers.retry(subject, START + HOUR, "LookupError")
    async with db.transaction() as tx:
        assert await tx.take_over(lease=LEASE) == 0
        assert await tx.outbox.claim(limit=9, lease=LEASE) == []
        assert await tx.timers.claim(limit=9, lease=LEASE) == []
    clock.turn(SECOND)
    async with db.transaction() as tx:
        [message] = await tx.outbox.claim(limit=9, lease=LEASE)
        assert not message.repeat
        assert [each.subject for each in await tx.timers.claim(limit=9, lease=LEASE)] == ["soon"]
