"""A desk with very many cases: they are written past all repositories, which would take hours."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory

from benchmarks.cast import FIRST_CHAT, seat
from bot.agreement_files import default_agreement
from bot.calendars import calendar_of
from bot.clock import SystemClock
from liaison.domain.cards import dump_text, text
from liaison.domain.ladders import Escalation, Ladder, LadderStep, Priority
from liaison.domain.notices import Audience, Copy, Notice, Subject
from liaison.domain.people import Person
from liaison.domain.references import ALPHABET
from storage.database import Database
from storage.keyring import KeyRing, new_keys, owners_of
from storage.migrate import fresh
from storage.notice_rows import COPIES, NOTICES
from storage.request_rows import REQUESTS
from storage.sealing import Seals
from storage.transaction import Transaction
from storage.wakeups import WAKEUPS

FEW, MANY, ROUGH = 1_000, 1_000_000, 100_000
"""Cases; the rough figures are taken of fewer."""
PREFIX = "KH25-"
SHOWN = 100
"""So many notices have words that can be read; no page of a list shows more."""

_NUMBERS = """
CREATE TEMPORARY TABLE n AS
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :cases)
SELECT i, i <= :open AS is_open, coded(i) AS code, i % 2 AS side, i % 400 AS days FROM n
"""
_DAY = "date(:now, (days - 300) || ' days')"
_AGO = "strftime('%Y-%m-%d %H:%M:%f000', :now, -i || ' minutes')"
_REQUESTS = {
    "reference": f"'{PREFIX}' || code",
    "requesting": "iif(side, 'KH', 'CN')",
    "requested": "iif(side, 'CN', 'KH')",
    "state": "iif(NOT is_open, 'closed', iif(days % 2, 'received', 'sent'))",
    "received_on": f"iif(is_open AND NOT days % 2, NULL, {_DAY})",
    "due_on": f"iif(is_open AND NOT days % 2, NULL, {_DAY})",
    "outcome": """iif(is_open, NULL, '{"confirmed":null,"letter":null,"result":"confirmed"}')""",
    "logged_at": _AGO,
    "moved_at": _AGO,
    "stepped_at": _AGO,
}
_NOTICES = {
    "code": "n.code",
    "party": "iif(side, 'KH', 'CN')",
    "of_what": f"'{PREFIX}' || n.code",
    "headline": "headline(i, n.code, side)",
    "made_at": _AGO,
    "told_at": _AGO,
    "state": "iif(is_open, 'open', 'settled')",
    "ended_at": f"iif(is_open, NULL, {_AGO})",
}
_COPIES = {"id": "NULL", "notice": "n.code", "told_at": _AGO}
_WAKEUPS = {
    "id": "NULL",
    "subject": f"iif(is_case, '{PREFIX}', '') || code",
    "kind": "iif(is_case, 'request', 'notice')",
}


@dataclass(frozen=True, slots=True)
class Large:
    """A desk with so many cases, and one of its people, to whom a notice of each case was told."""

    database: Database
    viewer: Person

    def reference(self, number: int) -> str:
        """The reference of a case, from 1 on; those that are open come first."""
        return f"{PREFIX}{_coded(number)}"


@asynccontextmanager
async def open_large(cases: int, *, open_cases: int) -> AsyncIterator[Large]:
    """A desk on SQLite; the cases that are not open are closed, and their notices settled.

    Each open case and notice is looked at again in a day.
    """
    clock = SystemClock()
    agreement = default_agreement()
    with TemporaryDirectory(prefix="liaison-bench-") as folder:
        keys = KeyRing(new_keys(owners_of(agreement), at=clock.now()))
        database = Database(
            fresh(Path(folder)),
            keys=keys,
            now=clock.now,
            agreement=agreement,
            calendar_of=lambda party: calendar_of(agreement.party(party), range(2026, 2028)),
        )
        await database.open()
        try:
            async with database.transaction() as tx:
                viewer = await _begin(tx)
            _fill(Path(folder) / "liaison.db", cases, open_cases, Seals(keys), clock.now())
            yield Large(database, viewer)
        finally:
            await database.close()


async def _begin(tx: Transaction) -> Person:
    """Put the people in, and one row into each table: all others are copies of it."""
    await seat(tx)
    viewer = await tx.people.by_chat(FIRST_CHAT)
    assert viewer is not None, "the first of the cast"
    notice = Notice(
        code=ALPHABET[-1] * 5,
        party=viewer.party,
        priority=Priority.IMPORTANT,
        subject=Subject.REQUEST,
        of="KH26-ZZZZZ",
        topic="arrived",
        headline=text("cancelled"),
        audience=Audience.STAFF,
        ladder=Ladder((LadderStep(to=Escalation.AGAIN, after=timedelta(days=1)),)),
        made_at=tx.now,
        told_at=tx.now,
    )
    await tx.notices.add(notice)
    await tx.notices.keep_copies(notice.code, Copy(person=viewer.id, told_at=tx.now))
    await tx.wake("notice", notice.code, tx.now + timedelta(days=1))
    return viewer


def _fill(path: Path, cases: int, open_cases: int, seals: Seals, now: datetime) -> None:
    """Copy the rows that are there, with what makes each of them another one."""
    words = dump_text(text("cancelled"))

    def headline(number: int, code: str, side: int) -> str:
        if number < open_cases - SHOWN:
            return ""  # the oldest come first, and they have the highest numbers
        party = "KH" if side else "CN"
        return seals.pack(words, table="notices", row=code, column="headline", party=party)

    with closing(connect(path)) as connection, connection:
        connection.create_function("coded", 1, _coded)
        connection.create_function("headline", 3, headline)
        given = {"cases": cases, "open": open_cases, "now": f"{now:%Y-%m-%d %H:%M:%S}"}
        connection.execute(_NUMBERS, given)
        for table, values in ((REQUESTS, _REQUESTS), (NOTICES, _NOTICES), (COPIES, _COPIES)):
            connection.execute(_copying(table.name, table.columns.keys(), values), given)
        looks = "(SELECT code, is_case FROM temp.n, temp.looks WHERE is_open)"
        connection.execute("CREATE TEMPORARY TABLE looks AS SELECT 0 AS is_case UNION SELECT 1")
        columns = WAKEUPS.columns.keys()
        connection.execute(_copying(WAKEUPS.name, columns, _WAKEUPS, numbers=looks), given)
        connection.execute("DROP TABLE temp.n")
        connection.execute("DELETE FROM request_events")
        connection.execute("DELETE FROM requests WHERE reference NOT LIKE ?", (f"{PREFIX}%",))


def _copying(
    table: str, names: Sequence[str], values: Mapping[str, str], *, numbers: str = "temp.n"
) -> str:
    """The statement that copies the first row of a table once for each number."""
    told = ", ".join(values.get(name, f"first.{name}") for name in names)
    # Nothing in it comes from outside.
    return (
        f"INSERT INTO {table} ({', '.join(names)}) "  # noqa: S608
        f"SELECT {told} FROM {numbers} AS n, (SELECT * FROM {table} LIMIT 1) AS first"
    )


def _coded(number: int) -> str:
    """A number as five characters of a reference, another for each."""
    drawn = []
    for _ in range(5):
        number, place = divmod(number, len(ALPHABET))
        drawn.append(ALPHABET[place])
    return "".join(drawn)
