"""The cost of a claim among very many rows of a queue, which must not depend on their number, and
the time in which the morning of a Party is computed and queued. The rows of the queues are written
without the repositories: one by one they would take hours.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from sqlite3 import Connection, connect
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, TypeAlias

from benchmarks.people import ASKED, FIRST_CHAT, PARTIES, add_person, reference
from benchmarks.table import Figure
from bot.clock import SystemClock
from bot.concepts import CONCEPTS
from bot.profile.agreement_file import default_agreement
from bot.profile.holiday_calendars import calendar_of
from liaison.core.cards import card, dump, text
from liaison.core.registry import Registry
from liaison.core.timers import run_timer
from liaison.core.transaction import Timestamps
from liaison.requests import rules as request_rules
from liaison.requests.model import ActionContext
from liaison.requests.repository import Requests
from liaison.todos.service import TIMER
from storage.crypto import FieldCipher, KeyRing, new_keys, owners_of
from storage.database import Database
from storage.queues.outbox_rows import message_row_key
from storage.settings import EffectiveSettings
from storage.transaction import Transaction
from tests.fresh_databases import fresh

FEW, MANY, MOST = 1_000, 100_000, 1_000_000
LANES, CLAIMED = 500, 16
LEASE = timedelta(seconds=30)

Measure: TypeAlias = Callable[[], Awaitable[float]]


async def compare(what: str, few: Measure, many: Measure, turns: int, beside: str) -> Figure:
    """Milliseconds among few and among many rows, alternating; the first turn fills the caches."""
    peer: list[float] = []
    ours: list[float] = []
    for turn in range(turns + 1):
        for measure, taken in ((few, peer), (many, ours)):
            milliseconds = await measure() * 1000
            if turn > 0:
                taken.append(milliseconds)
    return Figure(what=what, ours=median(ours), peer=median(peer), beside=beside, unit="ms")


_MACHINE = SystemClock()


@asynccontextmanager
async def open_database(
    folder: Path, now: Callable[[], datetime] = _MACHINE.now
) -> AsyncIterator[tuple[Database, FieldCipher]]:
    """A new database on SQLite, and the cipher of its rows."""
    agreement = default_agreement()
    keys = KeyRing(new_keys(owners_of(agreement), at=now()))
    database = Database(
        fresh(folder),
        keys=keys,
        now=now,
        registry=Registry(CONCEPTS),
        terms=EffectiveSettings(
            agreement=agreement,
            calendar_of=lambda party: calendar_of(agreement.party(party), range(2026, 2028)),
        ),
    )
    await database.open()
    try:
        yield database, FieldCipher(keys)
    finally:
        await database.close()


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
    (chat_id, lane, op, card, as_alert, silent, expired, edit_only, replaces, urgency,
    must_deliver, state, enqueued_at, next_at, fence, attempts, repeat)
SELECT i % :lanes + 1, i % :lanes + 1, 'send', iif(:open, card(i % :lanes + 1), NULL), 0, 0, 0, 0,
    0, 0, 1, iif(:open, 'waiting', 'sent'), :at, :at, 0, 0, 0
FROM temp.n
"""
_TIMERS = """
INSERT INTO timers (kind, subject, at, since, next_at, fence, attempts)
SELECT 'request', :first + i, iif(:open, :at, :later), :at, iif(:open, :at, :later), 0, 0
FROM temp.n
"""


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue with many rows: done or not yet due, or ``open`` to be claimed."""

    what: str
    fill: str
    open: bool
    claim: Callable[[Transaction], Awaitable[list[Any]]]


def _inbox(tx: Transaction) -> Awaitable[list[Any]]:
    return tx.inbox.claim(limit=CLAIMED, lease=LEASE)


def _outbox(tx: Transaction) -> Awaitable[list[Any]]:
    return tx.outbox.claim(limit=CLAIMED, lease=LEASE)


def _timers(tx: Transaction) -> Awaitable[list[Any]]:
    return tx.timers.claim(limit=CLAIMED, lease=LEASE)


QUEUES = (
    Queue("claim of the inbox, done rows", _INBOX, open=False, claim=_inbox),
    Queue("claim of the outbox, sent rows", _OUTBOX, open=False, claim=_outbox),
    Queue("claim of the timers, rows not due", _TIMERS, open=False, claim=_timers),
    Queue("claim of the inbox, open rows", _INBOX, open=True, claim=_inbox),
    Queue("claim of the outbox, open rows", _OUTBOX, open=True, claim=_outbox),
    Queue("claim of the timers, due rows", _TIMERS, open=True, claim=_timers),
)


async def claims(*, quick: bool) -> list[Figure]:
    """Claim among few and among many rows, each claim rolled back before the next."""
    return [await _claims(queue, MANY, 5 if quick else 30) for queue in QUEUES]


async def queues(*, quick: bool) -> list[Figure]:
    """The same with as many rows as a service with a million open requests may have."""
    return [await _claims(queue, MANY if quick else MOST, 30) for queue in QUEUES]


async def _claims(queue: Queue, rows: int, turns: int) -> Figure:
    async with AsyncExitStack() as stack:
        few, many = [await stack.enter_async_context(_filled(queue, n)) for n in (FEW, rows)]
        return await compare(
            f"{queue.what} ({rows:,})",
            partial(_claim, few, queue),
            partial(_claim, many, queue),
            turns,
            f"{FEW:,} rows",
        )


class _Undone(Exception):
    """Raised to roll a claim back."""


async def _claim(database: Database, queue: Queue) -> float:
    """Seconds for one claim of a worker's batch; without begin and commit."""
    taken = 0.0
    with suppress(_Undone):
        async with database.transaction() as tx:
            start = perf_counter()
            rows = await queue.claim(tx)
            taken = perf_counter() - start
            assert len(rows) == CLAIMED, "the claim that is timed is a full one"
            raise _Undone
    return taken


@asynccontextmanager
async def _filled(queue: Queue, rows: int) -> AsyncIterator[Database]:
    """A database with so many rows in one queue, and a hundred that can be claimed."""
    with TemporaryDirectory(prefix="liaison-bench-") as made:
        folder = Path(made)
        async with open_database(folder) as (database, cipher):
            with closing(connect(folder / "liaison.db")) as connection, connection:
                _fill_queue(connection, queue, rows, cipher)
            yield database


def _fill_queue(connection: Connection, queue: Queue, rows: int, cipher: FieldCipher) -> None:
    now = SystemClock().now()
    sent_at, content = now - timedelta(minutes=1), dump(card(text("cancelled")))

    def payload(update_id: int) -> str:
        return cipher.encrypt("{}", table="inbox", row=update_id, column="payload")

    @cache
    def card_to(chat_id: int) -> str:
        return cipher.encrypt(
            content, table="outbox", row=message_row_key(chat_id, sent_at), column="card"
        )

    def written(moment: datetime) -> str:
        return f"{moment:%Y-%m-%d %H:%M:%S.%f}"

    connection.create_function("payload", 1, payload)
    connection.create_function("card", 1, card_to)
    values = {"at": written(sent_at), "later": written(now + timedelta(days=1)), "lanes": LANES}
    for part in (
        {"rows": rows, "first": 0, "open": queue.open},
        {"rows": 100, "first": rows, "open": True},
    ):
        connection.execute(_NUMBERS, part)
        connection.execute(queue.fill, values | part)
        connection.execute("DROP TABLE temp.n")


PEOPLE, REQUESTS = 200, 1_000
NOW = datetime(2026, 12, 1, 2, 5, tzinfo=UTC)
"""A working Tuesday, five minutes past nine in Phnom Penh."""
RECEIVED_ON = date(2026, 10, 1)


async def morning(*, quick: bool) -> list[Figure]:
    """The seconds for 200 people with 1,000 overdue requests, each of one person or of all;
    ``quick`` takes a tenth of them.
    """
    people, requests = (PEOPLE // 10, REQUESTS // 10) if quick else (PEOPLE, REQUESTS)
    figures = []
    for assigned in (True, False):
        with TemporaryDirectory() as folder:
            async with open_database(Path(folder), lambda: NOW) as (database, _):
                async with database.transaction() as tx:
                    await _fill_morning(tx, people, requests, assigned=assigned)
                began = perf_counter()
                async with database.transaction() as tx:
                    await run_timer(tx, kind=TIMER, subject=PARTIES[0], since=NOW)
                seconds = perf_counter() - began
        which = "assigned" if assigned else "unassigned"
        what = f"morning of {people} people with {requests:,} {which} requests, until all is queued"
        figures.append(Figure(what=what, ours=seconds, unit="s"))
    return figures


async def _fill_morning(tx: Transaction, people: int, requests: int, *, assigned: bool) -> None:
    """People of one Party with overdue requests of the other; if ``assigned``, each person with the
    same number of them.
    """
    await tx.of(Timestamps).record(NOW - timedelta(days=1), f"{TIMER}:{PARTIES[0]}")
    staff = [
        await add_person(tx, FIRST_CHAT + number, PARTIES[0], language="en")
        for number in range(people)
    ]
    for number in range(requests):
        person = staff[number % people]
        request, event = request_rules.record(
            ASKED,
            ActionContext(person=person, at=tx.now, letter=f"{number}/26"),
            reference=reference(PARTIES[1], number),
            requesting=PARTIES[1],
            received_on=RECEIVED_ON,
            due_on=RECEIVED_ON + timedelta(days=30),
            today=NOW.date(),
        )
        handler = person.id if assigned else None
        await tx.of(Requests).add(replace(request, assignee=handler), event)
