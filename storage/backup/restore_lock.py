"""The restore lock: after a restore, due rows are held until an operator releases them.

Actions after the backup are unknown here: waiting messages may have been sent. While the mark is
set no queue gives out a row to any worker (``storage.queues.work_queue``).
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import MetaData, Table, delete, func, insert, select, update
from sqlmodel import col

from liaison.core.registry import Concept
from storage.engine.connection import connected
from storage.engine.schema import fixed
from storage.engine.statements import Repository, Stored
from storage.engine.timestamps import TIMESTAMPS, TimestampRows
from storage.pending_acts import PENDING_ACTS
from storage.queues.outbox_rows import ENCRYPTED, OUTBOX, OutboxRows
from storage.queues.work_queue import RESTORE_LOCK, WAITING

_MARK = TIMESTAMPS.c.name == RESTORE_LOCK
_SINCE = select(col(TimestampRows.at)).where(_MARK)
_WAITING_MESSAGES = OUTBOX.c.state == fixed(WAITING)


class RestoreLock(Repository):
    """Whether this database is held after a restore, and what waits in it."""

    async def since(self) -> datetime | None:
        """When it was restored; None if nothing is held."""
        return (await self._sql.run(_SINCE)).scalar_one_or_none()

    async def messages(self) -> Mapping[str, int]:
        """How many messages wait, by kind."""
        counts = select(col(OutboxRows.op), func.count()).where(_WAITING_MESSAGES)
        found = await self._sql.run(counts.group_by(OUTBOX.c.op).order_by(OUTBOX.c.op))
        return dict(found.all())

    async def mark_unknown(self) -> int:
        """Mark every waiting message as one that may have arrived; returns how many wait."""
        return await self._sql.changes(update(OUTBOX).where(_WAITING_MESSAGES).values(repeat=True))

    async def drop(self) -> int:
        """Drop all waiting messages; returns how many."""
        ended = {"state": "superseded", "error": RESTORE_LOCK, **dict.fromkeys(ENCRYPTED)}
        return await self._sql.changes(update(OUTBOX).where(_WAITING_MESSAGES).values(ended))

    async def release(self) -> bool:
        """Release the lock; false if there was none. Acts that had not left do not leave: their
        senders may have taken them back after the backup.
        """
        await self._sql.run(delete(PENDING_ACTS))
        return await self._sql.changes(delete(TIMESTAMPS).where(_MARK)) > 0


def lock_restored(url: str, *, at: datetime, version: str | None = None) -> None:
    """Hold due rows in a database that was restored, since ``at`` (aware UTC); a ``version`` of the
    schema is written in the same commit: a service that starts on it finds both or none.
    """
    with connected(url) as connection:
        connection.execute(delete(TIMESTAMPS).where(_MARK))
        connection.execute(insert(TIMESTAMPS).values(name=RESTORE_LOCK, at=at))
        if version is not None:
            versions = Table("alembic_version", MetaData(), autoload_with=connection)
            connection.execute(insert(versions).values(version_num=version))


def locked_since(url: str) -> datetime | None:
    """When a database whose due rows are held was restored; None if nothing is held."""
    with connected(url) as connection:
        return connection.execute(_SINCE).scalar_one_or_none()


CONCEPT: Concept = (Stored(RestoreLock, RestoreLock),)
