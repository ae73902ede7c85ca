"""What a day of so many people and messages takes: processor time, memory and disk.

The messages of the day come at once, as a person's cost is the same whenever they come; what passes
between them is measured at rest.
"""

import asyncio
import os
import sqlite3
from asyncio.subprocess import Process
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.people import FIRST_CHAT
from benchmarks.processes import Telegram, memory, open_bot, open_telegram
from benchmarks.table import Figure

PEOPLE, FEW_PEOPLE = (20, 50, 200), (20,)
DAYS, FEW_DAYS = (500, 5_000), (120,)
"""Messages a day."""
LINES = (
    *("/menu", "/requests", "/today", "/new", "Identity check", "Routine", "3", "1"),
    *("123/26", "Skip", "Police channel", "Send"),
)
"""What a person writes: three lists are read, and the answers for a request are given."""
START = datetime(2026, 3, 2, 2, 5, tzinfo=UTC)
"""In the working hours of both Parties."""
QUIET_SECONDS, REST_SECONDS = 5.0, 20.0
A_DAY = 86_400
COUNT = """
SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting'), (SELECT count(*) FROM requests)
"""


async def capacity(*, quick: bool) -> list[Figure]:
    """Run the service with few and with many people, who write for some time and then rest."""
    figures: list[Figure] = []
    for people in FEW_PEOPLE if quick else PEOPLE:
        figures += await _measure(people, FEW_DAYS if quick else DAYS)
    return figures


async def _measure(people: int, days: tuple[int, ...]) -> list[Figure]:
    """The figures of a service with so many people, for each number of messages a day."""
    chats = range(FIRST_CHAT, FIRST_CHAT + people)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="liaison-bench-")))
        telegram = await stack.enter_async_context(open_telegram())
        telegram.sandbox.turn_to(START)
        ahead = telegram.sandbox.clock.offset.total_seconds()
        more = (str(ahead), str(people))
        bot = await stack.enter_async_context(open_bot("staff", telegram, folder, *more))
        telegram.prepare(bot.token, people=chats)
        for chat_id in chats:
            telegram.begin(chat_id, bot.token)
        await bot.ready()
        await bot.go()
        database = folder / "service.db"
        await _rest(telegram, database)
        size, begun, written = database.stat().st_size, _processor(bot.process), 0
        figures = []
        lines = _lines(chats)
        for messages in days:
            for chat_id, line in islice(lines, messages - written):
                telegram.phone(chat_id, bot.token).say(line)
            written = messages
            requests = await _rest(telegram, database)
            values = {
                "processor": (_processor(bot.process) - begun, "s"),
                "resident memory": (memory(bot.process), "MB"),
                "growth of the database": ((database.stat().st_size - size) / 1e6, "MB"),
                "requests": (requests, ""),
            }
            figures += [
                Figure(what=f"{people} people, {messages:,} messages, {name}", ours=ours, unit=unit)
                for name, (ours, unit) in values.items()
            ]
        before = _processor(bot.process)
        await asyncio.sleep(REST_SECONDS)
        rest = (_processor(bot.process) - before) / REST_SECONDS * A_DAY
        return [*figures, Figure(what=f"{people} people, a day at rest", ours=rest, unit="s")]


def _lines(chats: range) -> Iterator[tuple[int, str]]:
    """Who writes what, one person after the other."""
    for chat_id in cycle(chats):
        for line in LINES:
            yield chat_id, line


async def _rest(telegram: Telegram, database: Path) -> int:
    """Wait until the service has no update and makes no call; returns how many requests it has."""
    before, waiting, requests = (-1, 0), 1, 0
    while waiting or before < (len(telegram.calls), requests):
        before = len(telegram.calls), requests
        await asyncio.sleep(QUIET_SECONDS)
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            [(waiting, requests)] = connection.execute(COUNT)
    return requests


def _processor(process: Process) -> float:
    """The processor seconds of a process so far."""
    times = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
