"""What the database and the sandbox say happened, in a form that two runs can be compared by.

References, drafts and instants differ from run to run; everything else must not.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, create_engine, func, select
from sqlalchemy.pool import NullPool

from bot.catalog import Catalog
from bot.writing import bare, plain
from liaison.domain.cards import text
from sandbox import Sandbox
from storage.audit import AUDIT
from storage.conversations import CONVERSATIONS
from storage.inbox import INBOX
from storage.outbox_rows import OUTBOX
from storage.people import PEOPLE
from storage.places import is_sqlite, place_of
from storage.request_rows import EVENTS, REQUESTS
from storage.schema import UtcDateTime
from storage.wakeups import WAKEUPS

FACTS = (REQUESTS, EVENTS, PEOPLE, AUDIT, CONVERSATIONS)
SENDING = "sendmessage"

_REFERENCE = re.compile(r"\b[A-Z]{2}\d{2}-[0-9A-Z]{5}\b")
_DRAFT = re.compile(r"\b[0-9a-f]{6}\b")
_TIME = re.compile(r"\d\d:\d\d")

Facts = dict[str, list[dict[str, Any]]]
Send = tuple[int | None, str]


class Ledger:
    """Reads a database beside the desk, past all repositories."""

    def __init__(self, url: str) -> None:
        place = place_of(url)
        driver = "sqlite" if is_sqlite(place) else place.drivername
        self._engine = create_engine(place.set(drivername=driver), poolclass=NullPool)

    def at_rest(self, now: datetime) -> bool:
        """Whether nothing is left to handle, to say, or to look at."""
        waiting = [
            select(func.count()).select_from(queue).where(queue.c.state == "waiting")
            for queue in (INBOX, OUTBOX)
        ]
        due = select(func.count()).select_from(WAKEUPS).where(WAKEUPS.c.at <= now)
        counted = select(*(each.scalar_subquery() for each in (*waiting, due)))
        with self._engine.connect() as connection:
            return not any(connection.execute(counted).one())

    def next_attempt(self, now: datetime) -> datetime | None:
        """When the next update or message that was put off is tried again."""
        found = []
        with self._engine.connect() as connection:
            for queue in (INBOX, OUTBOX):
                soonest = select(func.min(queue.c.next_at)).where(
                    queue.c.state == "waiting", queue.c.next_at > now
                )
                found.append(connection.execute(soonest).scalar_one())
        return min((each for each in found if each is not None), default=None)

    def states(self) -> Counter[str]:
        """How many updates and messages there are in each state: ``inbox dead``."""
        found: Counter[str] = Counter()
        with self._engine.connect() as connection:
            for queue in (INBOX, OUTBOX):
                counted = select(queue.c.state, func.count()).group_by(queue.c.state)
                for state, count in connection.execute(counted):
                    found[f"{queue.name} {state}"] = count
        return found

    def keys(self) -> set[str]:
        """The keys of all notices that were ever said, references named as in the facts."""
        names: dict[str, str] = {}
        with self._engine.connect() as connection:
            found = connection.execute(select(OUTBOX.c.key).where(OUTBOX.c.key.is_not(None)))
            return {_named(key, names) for key in found.scalars()}

    def updates(self) -> set[int]:
        """The numbers of all updates that were ever kept."""
        with self._engine.connect() as connection:
            return set(connection.execute(select(INBOX.c.update_id)).scalars())

    def facts(self) -> Facts:
        """Cases, their history, people, audit record and conversations, without what differs from
        run to run.
        """
        found: Facts = {}
        with self._engine.connect() as connection:
            for table in FACTS:
                kept = [each for each in table.c if _compared(each)]
                rows = connection.execute(select(*kept).order_by(*table.primary_key))
                found[table.name] = [dict(row._mapping) for row in rows]
        names: dict[str, str] = {}
        return {table: [_same(row, names) for row in rows] for table, rows in found.items()}


def _compared(column: Column[Any]) -> bool:
    return column is not AUDIT.c.seq and not isinstance(column.type, UtcDateTime)


def _same(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A row with references and drafts named in the order of their appearance."""
    return {
        column: _named(value, names) if isinstance(value, str) else value
        for column, value in row.items()
    }


def _named(written: str, names: dict[str, str]) -> str:
    for shape in (_REFERENCE, _DRAFT):
        written = shape.sub(lambda f: names.setdefault(f[0], f"<{len(names)}>"), written)
    return written


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The messages that arrived: how often each, and how often with the line of a repeat."""

    times: Counter[Send]
    marked: Counter[Send]

    def extra(self, undisturbed: "Sent") -> int:
        """How many copies there are beyond those of an undisturbed run."""
        return (self.times - undisturbed.times).total()

    def missing(self, undisturbed: "Sent") -> list[Send]:
        """What an undisturbed run sends and this one did not."""
        return list((undisturbed.times - self.times).elements())

    def wrong_copies(self) -> list[Send]:
        """What came more than twice, or twice without the line of a repeat."""
        return [
            each for each, times in self.times.items() if times > 2 or self.marked[each] < times - 1
        ]

    def strange(self, undisturbed: "Sent") -> list[Send]:
        """What an undisturbed run does not send at all."""
        return [each for each in self.times if each not in undisturbed.times]


def sent_by(sandbox: Sandbox, catalog: Catalog) -> Sent:
    """What reached the chats as new messages."""
    lines = [
        plain(bare(catalog.text(text("repeat-line"), language))) + "\n\n"
        for language in ("en", "km", "zh")
    ]
    times: Counter[Send] = Counter()
    marked: Counter[Send] = Counter()
    names: dict[str, str] = {}
    for call in sandbox.calls:
        if call.method != SENDING or call.code != 200:
            continue
        said = bare(plain(call.values["text"]))
        line = next((line for line in lines if said.startswith(line)), "")
        send = (call.chat_id, _TIME.sub("hh:mm", _named(said.removeprefix(line), names)))
        times[send] += 1
        marked[send] += bool(line)
    return Sent(times=times, marked=marked)
