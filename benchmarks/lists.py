"""The cost of a list, a tick of the scheduler and the checks among very many requests: it must not
depend on their number.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from sqlite3 import Connection, connect
from tempfile import TemporaryDirectory
from time import perf_counter
from types import MappingProxyType
from typing import Any, TypeAlias

from benchmarks.people import FIRST_CHAT, add_everyone
from benchmarks.queues import FEW, MANY, MOST, compare, open_database
from benchmarks.table import Figure
from bot.clock import SystemClock
from bot.monitoring.checks import Checks
from bot.monitoring.metrics import Metrics
from bot.monitoring.outages import OutageDetector
from bot.workers.scheduler import AT_ONCE, Scheduler
from liaison.core.agreement import EscalationPolicy, EscalationStep, EscalationTarget, Priority
from liaison.core.cards import dump, text
from liaison.core.channels import Address
from liaison.core.people import Person
from liaison.core.references import ALPHABET
from liaison.core.timers import run_timer
from liaison.core.transaction import People
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Audience, Notice, NoticeRecipient
from liaison.notifications.views import inbox_card
from liaison.reports.views import dashboard_card
from liaison.requests.lists import show_list
from liaison.requests.model import REQUEST_SUBJECT
from liaison.requests.repository import Requests, SearchQuery
from storage.crypto import FieldCipher
from storage.database import Database
from storage.notifications.rows import NOTICE_RECIPIENTS, NOTICES
from storage.queues.timers import TIMERS
from storage.requests.rows import EVENTS, REQUESTS
from storage.transaction import Transaction

OPEN = 500
"""Open requests among many closed ones."""
PREFIX = "KH25-"
MESSAGE_SLOTS = OPEN
"""Notices with a readable text; no list reads more."""

List: TypeAlias = Callable[[Transaction, Person], Awaitable[Any]]


def _requests(which: str) -> List:
    return lambda tx, viewer: show_list(tx, viewer, which=which, page=1)


def _notices(*, everybody: bool) -> List:
    return lambda tx, viewer: inbox_card(tx, viewer, whole_party=everybody, page=1)


async def _search(tx: Transaction, viewer: Person) -> None:
    query = SearchQuery(text=f"{FEW - 1}/26")
    assert await tx.of(Requests).search(viewer.party, query, limit=6), "a request with the number"


LISTS: Mapping[str, List] = MappingProxyType(
    {
        "/requests": _requests("open"),
        "/requests ours": _requests("ours"),
        "/requests overdue": _requests("overdue"),
        "/requests ended": _requests("ended"),
        "/requests all": _requests("all"),
        "/inbox": _notices(everybody=False),
        "/inbox all": _notices(everybody=True),
        "/overview": dashboard_card,
        "/find, the number of a letter": _search,
    }
)


async def lists(*, quick: bool) -> list[Figure]:
    """Show each list among few and among many requests; the card, without formatting its texts."""
    most = MANY if quick else MOST
    async with AsyncExitStack() as stack:
        few, many = [
            await stack.enter_async_context(open_filled(requests, open_requests=OPEN))
            for requests in (FEW, most)
        ]
        return [
            await compare(
                f"{name} among {most:,} requests, {OPEN} of them open",
                partial(few.show, shown),
                partial(many.show, shown),
                3 if quick else 15,
                f"{FEW:,} requests",
            )
            for name, shown in LISTS.items()
        ]


# Ticks


class _Ticking:
    """The scheduler and the checks over one database."""

    def __init__(self, filled: "Filled") -> None:
        self._filled = filled
        clock = SystemClock()
        outages = OutageDetector(
            filled.database, clock=clock, is_doubted=lambda: False, trouble=lambda: ""
        )
        self._checks = Checks(
            filled.database, clock=clock, outages=outages, shed=lambda: 0, turned_away=lambda: 0
        )
        self._scheduler = Scheduler(
            filled.database, run_timer, outages=outages, clock=clock, metrics=Metrics()
        )

    async def nothing_due(self) -> float:
        """Seconds of a tick at which nothing is due."""
        return await self._tick(0)

    async def many_due(self) -> float:
        """Seconds of a tick at which a full batch of requests is due."""
        async with self._filled.database.transaction() as tx:
            for number in range(AT_ONCE):
                await tx.schedule_timer("request", f"{PREFIX}{_coded(number + 1)}", tx.now)
        return await self._tick(AT_ONCE)

    async def check(self) -> float:
        """Seconds of the checks that run every half minute."""
        start = perf_counter()
        await self._checks.run()
        taken = perf_counter() - start
        assert not any(self._checks.found().values()), "a service without a problem"
        return taken

    async def _tick(self, due: int) -> float:
        start = perf_counter()
        done = await self._scheduler.drain(watched=False)
        taken = perf_counter() - start
        assert done == due, "the tick that is timed runs the timers that are due"
        return taken


TICKS: Mapping[str, Callable[[_Ticking], Awaitable[float]]] = MappingProxyType(
    {
        "a tick, nothing due": _Ticking.nothing_due,
        f"a tick, {AT_ONCE} requests due": _Ticking.many_due,
        "the checks": _Ticking.check,
    }
)


async def ticks(*, quick: bool) -> list[Figure]:
    """Measure ticks and checks among few and many requests: first with all open, then with few."""
    most, turns = (MANY, 3) if quick else (MOST, 15)
    figures = []
    for opened in (most, OPEN):
        async with AsyncExitStack() as stack:
            few, many = [
                _Ticking(await stack.enter_async_context(open_filled(requests, open_requests=each)))
                for requests, each in ((FEW, min(FEW, opened)), (most, opened))
            ]
            for name, tick in TICKS.items():
                figures.append(
                    await compare(
                        f"{name}, {most:,} requests, {opened:,} open",
                        partial(tick, few),
                        partial(tick, many),
                        turns,
                        f"{FEW:,} requests",
                    )
                )
    return figures


# A database with very many requests

_REQUEST_NUMBERS = """
CREATE TEMPORARY TABLE n AS
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :requests)
SELECT i, i <= :open AS is_open, coded(i) AS code, i % 2 AS side, i % 400 AS days FROM n
"""
_DAY = "date(:now, (days - 300) || ' days')"
_AGO = "strftime('%Y-%m-%d %H:%M:%f000', :now, -i || ' minutes')"
_OUTCOME = '{"confirmed":null,"letter":null,"result":"confirmed"}'
_REQUESTS = {
    "reference": f"'{PREFIX}' || code",
    "requesting": "iif(side, 'KH', 'CN')",
    "requested": "iif(side, 'CN', 'KH')",
    "state": "iif(NOT is_open, 'closed', iif(days % 2, 'received', 'sent'))",
    "received_on": f"iif(is_open AND NOT days % 2, NULL, {_DAY})",
    "due_on": f"iif(is_open AND NOT days % 2, NULL, {_DAY})",
    "letter_reference": "encrypted(code, 'letter_reference', i || '/26')",
    "outcome": f"iif(is_open, NULL, encrypted(code, 'outcome', '{_OUTCOME}'))",
    "reported_steps": "encrypted(code, 'reported_steps', '[]')",
    "logged_at": _AGO,
    "changed_at": _AGO,
    "stepped_at": _AGO,
}
_REPLIES = {
    "id": "NULL",
    "reference": f"'{PREFIX}' || code",
    "version": "2",
    "action": "'answer'",
    "at": _AGO,
    "party": "iif(side, 'CN', 'KH')",
    "facts": "replied(code)",
}
_NOTICES = {
    "code": "n.code",
    "party": "iif(side, 'KH', 'CN')",
    "subject_id": f"'{PREFIX}' || n.code",
    "title": "title(i, n.code, side)",
    "made_at": _AGO,
    "notified_at": _AGO,
    "state": "iif(is_open, 'open', 'settled')",
    "ended_at": f"iif(is_open, NULL, {_AGO})",
}
_TOLD = {"id": "NULL", "notice": "n.code", "notified_at": _AGO}
_LOOKS = {
    "id": "NULL",
    "subject": f"iif(is_request, '{PREFIX}', '') || code",
    "kind": "iif(is_request, 'request', 'notice')",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A database with many requests, and a person who was notified of each."""

    database: Database
    viewer: Person

    async def show(self, shown: List) -> float:
        """Seconds for one card; without begin and commit."""
        async with self.database.transaction() as tx:
            start = perf_counter()
            await shown(tx, self.viewer)
            return perf_counter() - start


@asynccontextmanager
async def open_filled(
    requests: int, *, open_requests: int, replied: bool = False
) -> AsyncIterator[Filled]:
    """A database with so many requests, each with a notice; those that are not open are closed, and
    their notices settled; the history is empty or has that each was ``replied`` to. Each open
    request and notice has a timer in a day.
    """
    with TemporaryDirectory(prefix="liaison-bench-") as made:
        folder = Path(made)
        async with open_database(folder) as (database, cipher):
            async with database.transaction() as tx:
                viewer = await _first_rows(tx)
            with closing(connect(folder / "liaison.db")) as connection, connection:
                _fill_requests(connection, requests, open_requests, cipher, replied=replied)
            yield Filled(database, viewer)


async def _first_rows(tx: Transaction) -> Person:
    """Add the people, and one row to each table, of which all others are copies."""
    await add_everyone(tx)
    viewer = await tx.of(People).by_address(Address(FIRST_CHAT))
    assert viewer is not None, "the first of the people"
    notice = Notice(
        code=ALPHABET[-1] * 5,
        party=viewer.party,
        priority=Priority.IMPORTANT,
        subject=REQUEST_SUBJECT,
        subject_id="KH26-ZZZZZ",
        notice_key="arrived",
        title=text("cancelled"),
        audience=Audience.STAFF,
        escalation_policy=EscalationPolicy(
            (EscalationStep(to=EscalationTarget.SAME_PEOPLE, after=timedelta(days=1)),)
        ),
        made_at=tx.now,
        notified_at=tx.now,
    )
    await tx.of(Notices).add(notice)
    await tx.of(Notices).save_recipients(
        notice.code, NoticeRecipient(person=viewer.id, notified_at=tx.now)
    )
    await tx.schedule_timer("notice", notice.code, tx.now + timedelta(days=1))
    return viewer


def _fill_requests(
    connection: Connection,
    requests: int,
    open_requests: int,
    cipher: FieldCipher,
    *,
    replied: bool,
) -> None:
    """Copy the first rows, each with values of its own."""
    title = dump(text("cancelled"))

    def title_of(number: int, code: str, side: int) -> str:
        if number < open_requests - MESSAGE_SLOTS:
            return ""  # the oldest come first, and they have the highest numbers
        party = "KH" if side else "CN"
        return cipher.encrypt(title, table="notices", row=code, column="title", party=party)

    def encrypted(code: str, column: str, value: str) -> str:
        row = PREFIX + code
        return cipher.encrypt(value, table=REQUESTS.name, row=row, column=column)

    def reply_of(code: str) -> str:
        row = f"{PREFIX}{code}/2"
        return cipher.encrypt("{}", table=EVENTS.name, row=row, column="facts")

    connection.create_function("coded", 1, _coded)
    connection.create_function("replied", 1, reply_of)
    connection.create_function("encrypted", 3, encrypted)
    connection.create_function("title", 3, title_of)
    now = f"{SystemClock().now():%Y-%m-%d %H:%M:%S}"
    given = {"requests": requests, "open": open_requests, "now": now}
    connection.execute(_REQUEST_NUMBERS, given)
    for table, values in ((REQUESTS, _REQUESTS), (NOTICES, _NOTICES), (NOTICE_RECIPIENTS, _TOLD)):
        connection.execute(_copying(table.name, table.columns.keys(), values), given)
    looks = "(SELECT code, is_request FROM temp.n, temp.looks WHERE is_open)"
    connection.execute("CREATE TEMPORARY TABLE looks AS SELECT 0 AS is_request UNION SELECT 1")
    connection.execute(_copying(TIMERS.name, TIMERS.columns.keys(), _LOOKS, numbers=looks), given)
    if replied:
        connection.execute(_copying(EVENTS.name, EVENTS.columns.keys(), _REPLIES), given)
    connection.execute("DROP TABLE temp.n")
    connection.execute(f"DELETE FROM {EVENTS.name} WHERE version = 1")  # noqa: S608 - a constant
    connection.execute("DELETE FROM requests WHERE reference NOT LIKE ?", (f"{PREFIX}%",))


def _copying(
    table: str, names: Sequence[str], values: Mapping[str, str], *, numbers: str = "temp.n"
) -> str:
    """The statement that copies the first row of a table once for each number."""
    columns = ", ".join(values.get(name, f"first.{name}") for name in names)
    # All parts are constants of this module.
    return (
        f"INSERT INTO {table} ({', '.join(names)}) "  # noqa: S608
        f"SELECT {columns} FROM {numbers} AS n, (SELECT * FROM {table} LIMIT 1) AS first"
    )


def _coded(number: int) -> str:
    """A number as five characters of a reference, another for each."""
    drawn = []
    for _ in range(5):
        number, place = divmod(number, len(ALPHABET))
        drawn.append(ALPHABET[place])
    return "".join(drawn)
