"""How many rows wait in the queues and since when, and when the next timer and last backup are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, case, func, literal, select, true, union_all
from sqlalchemy.sql.elements import ColumnElement

from storage.engine.schema import UtcDateTime, fixed
from storage.engine.statements import Repository
from storage.engine.timestamps import LAST_BACKUP, TIMESTAMPS
from storage.notifications.chat_messages import CHAT_MESSAGES
from storage.queues.inbox import INBOX
from storage.queues.outbox_rows import OUTBOX
from storage.queues.timers import TIMERS
from storage.queues.work_queue import WAITING

_NOW = bindparam("now", type_=UtcDateTime)
_QUEUES: Final[Mapping[str, tuple[ColumnElement[datetime], ColumnElement[bool]]]] = {
    "inbox": (INBOX.c.received_at, INBOX.c.state == fixed(WAITING)),
    "outbox": (OUTBOX.c.enqueued_at, OUTBOX.c.state == fixed(WAITING)),
    "timers": (TIMERS.c.at, TIMERS.c.next_at <= _NOW),
}
"""By queue: since when a row waits, and which rows do."""
QUEUES: Final = tuple(_QUEUES)
_PING = select(literal(1))
_UNDELETABLE = (
    select(func.count()).select_from(CHAT_MESSAGES).where(CHAT_MESSAGES.c.failed.is_(True))
)
_READING = select(
    *(
        select(found).where(waits).scalar_subquery()
        for since, waits in _QUEUES.values()
        for found in (func.count(), func.min(since))
    ),
    _UNDELETABLE.scalar_subquery(),
    select(func.min(TIMERS.c.next_at)).where(TIMERS.c.next_at > _NOW).scalar_subquery(),
    select(TIMESTAMPS.c.at).where(TIMESTAMPS.c.name == fixed(LAST_BACKUP)).scalar_subquery(),
)

_WAITING: Final = {
    "inbox": (INBOX.c.next_at, INBOX.c.state == fixed(WAITING)),
    "outbox": (OUTBOX.c.next_at, OUTBOX.c.state == fixed(WAITING)),
    "timers": (TIMERS.c.next_at, true()),
}
_NEXT = union_all(
    *(
        select(
            literal(name),
            func.count(case((at <= _NOW, 1))),
            func.min(case((at > _NOW, at))),
        ).where(waits)
        for name, (at, waits) in _WAITING.items()
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDepth:
    """How many rows wait in one queue, and for how many seconds the oldest of them."""

    rows: int
    oldest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueStats:
    """The queues by name, and how many messages could not be deleted from their chats. Seconds
    until the ``next_timer`` and since the last backup; None if there is none.
    """

    queues: Mapping[str, QueueDepth]
    undeletable: int
    next_timer: float | None
    backup_age: float | None


class QueueMetrics(Repository):
    """Measurements of the queues for metrics and health checks."""

    async def ping(self) -> bool:
        """Whether the database answers at all, by the cheapest query."""
        return bool((await self._sql.run(_PING)).scalar_one())

    async def next_at(self) -> Mapping[str, tuple[bool, datetime | None]]:
        """For each queue whether a row may be claimed now, and when the next one may, if any."""
        found = await self._sql.run(_NEXT, {"now": self._sql.now})
        return {name: (due > 0, at) for name, due, at in found}

    async def measure(self) -> QueueStats:
        """Count waiting rows in one statement. Of the timers only those that are due count."""
        now = self._sql.now
        found: list[Any]
        *found, undeletable, next_timer, backup = (
            await self._sql.run(_READING, {"now": now})
        ).one()
        pairs = zip(found[::2], found[1::2], strict=True)
        queues = {
            name: QueueDepth(
                rows=rows, oldest=0.0 if since is None else (now - since).total_seconds()
            )
            for name, (rows, since) in zip(_QUEUES, pairs, strict=True)
        }
        return QueueStats(
            queues=queues,
            undeletable=undeletable,
            next_timer=None if next_timer is None else (next_timer - now).total_seconds(),
            backup_age=None if backup is None else (now - backup).total_seconds(),
        )
