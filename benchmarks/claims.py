"""What a claim costs when many rows lie in a queue: it should not depend on how many."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from sqlite3 import connect
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, TypeAlias

from benchmarks.table import Figure
from bot.agreement_files import default_agreement
from bot.calendars import calendar_of
from bot.clock import SystemClock
from liaison.domain.cards import card, dump_card, text
from storage.database import Database
from storage.keyring import KeyRing, new_keys, owners_of
from storage.migrate import fresh
from storage.outbox_rows import place_of
from storage.sealing import Seals
from storage.transaction import Transaction

FEW, MANY, MOST = 1_000, 100_000, 1_000_000
READY = {"rows": 100, "open": True}
"""Rows that can be taken, beside the many others."""
LANES = 500
AT_ONCE = 16
LEASE = timedelta(seconds=30)

Claim: TypeAlias = Callable[[Transaction], Awaitable[list[Any]]]

_NUMBERS = """
CREATE TEMPORARY TABLE n AS
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows) SELECT i FROM n
"""
_INBOX = """
INSERT INTO inbox
    (update_id, chat_id, press, payload, state, received_at, next_at, fence, attempts)
SELECT :first + i, i % :lanes + 1, 0, iif(:open, payload(:first + i), NULL),
    iif(:open, 'waiting', 'done'), :at, :at, 0, 0
FROM temp.n
"""
_OUTBOX = """
INSERT INTO outbox
    (chat_id, lane, op, card, loud, silent, is_over, only_there, replaces, urgency, matters, state,
    said_at, next_at, fence, attempts, repeat)
SELECT i % :lanes + 1, i % :lanes + 1, 'send', iif(:open, card(i % :lanes + 1), NULL), 0, 0, 0, 0,
    0, 0, 1, iif(:open, 'waiting', 'sent'), :at, :at, 0, 0, 0
FROM temp.n
"""
_WAKEUPS = """
INSERT INTO wakeups (kind, subject, at, since, next_at, fence, attempts)
SELECT 'request', :first + i, iif(:open, :at, :later), :at, iif(:open, :at, :later), 0, 0
FROM temp.n
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A queue in which many rows lie. ``open``: they can be taken, else not, or not yet."""

    what: str
    fill: str
    open: bool
    claim: Claim


def _inbox(tx: Transaction) -> Awaitable[list[Any]]:
    return tx.inbox.claim(limit=AT_ONCE, lease=LEASE)


def _outbox(tx: Transaction) -> Awaitable[list[Any]]:
    return tx.outbox.claim(limit=AT_ONCE, lease=LEASE)


def _wakeups(tx: Transaction) -> Awaitable[list[Any]]:
    return tx.wakeups.claim(limit=AT_ONCE, lease=LEASE)


CASES = (
    Case(what="claim of the inbox, done rows", fill=_INBOX, open=False, claim=_inbox),
    Case(what="claim of the outbox, sent rows", fill=_OUTBOX, open=False, claim=_outbox),
    Case(what="claim of the wake-ups, rows not due", fill=_WAKEUPS, open=False, claim=_wakeups),
    Case(what="claim of the inbox, open rows", fill=_INBOX, open=True, claim=_inbox),
    Case(what="claim of the outbox, open rows", fill=_OUTBOX, open=True, claim=_outbox),
    Case(what="claim of the wake-ups, due rows", fill=_WAKEUPS, open=True, claim=_wakeups),
)


async def claims(*, quick: bool) -> list[Figure]:
    """Claim among few and among many rows, in turns, each claim undone before the next."""
    return [await _measure(case, MANY, 5 if quick else 30) for case in CASES]


async def queues(*, quick: bool) -> list[Figure]:
    """The same among as many rows as a desk with a million open cases may have waiting."""
    return [await _measure(case, MANY if quick else MOST, 30) for case in CASES]


async def _measure(case: Case, rows: int, turns: int) -> Figure:
    async with AsyncExitStack() as stack:
        few, many = [await stack.enter_async_context(_filled(case, each)) for each in (FEW, rows)]
        ours: list[float] = []
        peer: list[float] = []
        for _ in range(turns):
            for database, taken in ((few, peer), (many, ours)):
                taken.append(await _claim(database, case.claim) * 1000)
    return Figure(
        what=f"{case.what} ({rows:,})",
        ours=median(ours),
        peer=median(peer),
        beside=f"{FEW:,} rows",
        unit="ms",
    )


class _Undone(Exception):
    """Raised to roll a claim back."""


async def _claim(database: Database, claim: Claim) -> float:
    """Seconds for one claim of as many rows as the kernel takes; without begin and commit."""
    taken = 0.0
    with suppress(_Undone):
        async with database.transaction() as tx:
            start = perf_counter()
            rows = await claim(tx)
            taken = perf_counter() - start
            assert len(rows) == AT_ONCE, "the claim that is timed is a full one"
            raise _Undone
    return taken


@asynccontextmanager
async def _filled(case: Case, rows: int) -> AsyncIterator[Database]:
    """A database with so many rows in one queue, and some that can be taken."""
    clock = SystemClock()
    agreement = default_agreement()
    with TemporaryDirectory(prefix="liaison-bench-") as folder:
        url = fresh(Path(folder))
        keys = KeyRing(new_keys(owners_of(agreement), at=clock.now()))
        _fill(Path(folder) / "liaison.db", case, rows, Seals(keys))
        database = Database(
            url,
            keys=keys,
            now=clock.now,
            agreement=agreement,
            calendar_of=lambda party: calendar_of(agreement.party(party), range(2026, 2028)),
        )
        await database.open()
        try:
            yield database
        finally:
            await database.close()


def _fill(path: Path, case: Case, rows: int, seals: Seals) -> None:
    """Write the rows past all repositories: one by one they would take minutes."""
    now = SystemClock().now()
    said_at, said = now - timedelta(minutes=1), dump_card(card(text("cancelled")))

    def payload(update_id: int) -> str:
        return seals.pack("{}", table="inbox", row=update_id, column="payload")

    @cache
    def card_to(chat_id: int) -> str:
        return seals.pack(said, table="outbox", row=place_of(chat_id, said_at), column="card")

    values = {
        "at": _written(said_at),
        "later": _written(now + timedelta(days=1)),
        "lanes": LANES,
    }
    parts = ({"rows": rows, "first": 0, "open": case.open}, READY | {"first": rows})
    with closing(connect(path)) as connection, connection:
        connection.create_function("payload", 1, payload)
        connection.create_function("card", 1, card_to)
        for part in parts:
            connection.execute(_NUMBERS, part)
            connection.execute(case.fill, values | part)
            connection.execute("DROP TABLE temp.n")


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"
