"""A database that came out of a backup: what was due there is held until somebody releases it.

What the desk did after the backup is not known here: messages that wait may have been sent. So as
long as the mark stands no queue gives out a row (``storage.queues.work_queue``), whoever asks.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Connection,
    MetaData,
    Table,
    create_engine,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.pool import NullPool
from sqlmodel import col

from storage.engine.database_url import is_sqlite, parse_database_url
from storage.engine.schema import fixed
from storage.engine.statements import Statements
from storage.engine.timestamps import TIMESTAMPS, TimestampRows
from storage.queues.inbox import INBOX
from storage.queues.outbox_rows import ENCRYPTED, OUTBOX, OutboxRows
from storage.queues.timers import TIMERS
from storage.queues.work_queue import RESTORE_LOCK, WAITING

_MARK = TIMESTAMPS.c.name == RESTORE_LOCK
_SINCE = select(col(TimestampRows.at)).where(_MARK)
_SAID = OUTBOX.c.state == fixed(WAITING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits: messages by their kind, updates that nobody answered, subjects that are due.

    ``oldest`` is when the oldest of the messages was said, aware UTC.
    """

    messages: Mapping[str, int]
    oldest: datetime | None
    updates: int
    due: int


class RestoreLock:
    """Whether this database came out of a backup and is held, and what waits in it."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def since(self) -> datetime | None:
        """When it was restored, None where nothing is held."""
        return (await self._sql.run(_SINCE)).scalar_one_or_none()

    async def waiting(self) -> Waiting:
        """Count what waits."""
        said = select(col(OutboxRows.op), func.count(), func.min(col(OutboxRows.enqueued_at)))
        by_kind = said.where(_SAID).group_by(OUTBOX.c.op).order_by(OUTBOX.c.op)
        rows = (await self._sql.run(by_kind)).all()
        updates = select(func.count()).select_from(INBOX).where(INBOX.c.state == fixed(WAITING))
        due = select(func.count()).select_from(TIMERS).where(TIMERS.c.next_at <= self._sql.now)
        return Waiting(
            messages={op: count for op, count, _ in rows},
            oldest=min((oldest for *_, oldest in rows), default=None),
            updates=(await self._sql.run(updates)).scalar_one(),
            due=(await self._sql.run(due)).scalar_one(),
        )

    async def mark_unknown(self) -> int:
        """Take every message that waits for one that may have arrived; says how many wait."""
        return await self._sql.changes(update(OUTBOX).where(_SAID).values(repeat=True))

    async def drop(self) -> int:
        """Send none of the messages that wait; says how many those were."""
        ended = {"state": "superseded", "error": RESTORE_LOCK, **dict.fromkeys(ENCRYPTED)}
        return await self._sql.changes(update(OUTBOX).where(_SAID).values(ended))

    async def release(self) -> bool:
        """Hold nothing any longer; false where nothing was held."""
        return await self._sql.changes(delete(TIMESTAMPS).where(_MARK)) > 0


def lock_restored(url: str, *, at: datetime, version: str | None = None) -> None:
    """Hold what is due in a database that was just restored, since ``at`` (aware UTC).

    With ``version`` its schema gets its version in the same commit: a desk that starts on it finds
    both or none.
    """
    with _connected(url) as connection:
        connection.execute(delete(TIMESTAMPS).where(_MARK))
        connection.execute(insert(TIMESTAMPS).values(name=RESTORE_LOCK, at=at))
        if version is not None:
            versions = Table("alembic_version", MetaData(), autoload_with=connection)
            connection.execute(insert(versions).values(version_num=version))


def locked_since(url: str) -> datetime | None:
    """When a database was restored whose due rows are held; None where nothing is."""
    with _connected(url) as connection:
        return connection.execute(_SINCE).scalar_one_or_none()


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    place = parse_database_url(url)
    if is_sqlite(place):
        place = place.set(drivername="sqlite")
    engine = create_engine(place, poolclass=NullPool, hide_parameters=True)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
