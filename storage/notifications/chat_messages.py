"""The messages that stand in chats: since when, what each is, and what was asked of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Label, bindparam, delete, select, update
from sqlmodel import Field, col

from liaison.notifications import repository as notification_repository
from liaison.notifications.chat_messages import WAKE
from liaison.notifications.message_expiry import Kind, Posted
from storage.engine.schema import Rows, UtcDateTime, WideInteger, check, one_of, table_of
from storage.engine.statements import Statements, extra_of, inserting
from storage.queues.outbox_rows import SHOWN, ShownRows
from storage.queues.timers import Wakeups


class LifeRows(Rows, table=True):
    """Messages. ``life`` is in seconds; what ``failed`` could not be deleted."""

    __tablename__ = "lives"
    __table_args__ = (
        one_of("kind", Kind),
        check("life_of_note", "(life IS NULL) = (kind <> 'note')"),
        check("life_positive", "life > 0"),
    )
    chat_id: int = Field(sa_type=WideInteger, primary_key=True)
    message_id: int = Field(sa_type=WideInteger, primary_key=True)
    kind: str
    sent_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    asked_at: datetime | None = Field(sa_type=UtcDateTime)
    life: int | None
    failed: bool


LIVES = table_of(LifeRows)
_CHAT = LIVES.c.chat_id == bindparam("its_chat")
_ITS = (_CHAT, LIVES.c.message_id == bindparam("its_message"))
_CHANGED = ("kind", "changed_at", "asked_at", "life", "failed")
_COMING = inserting(
    LIVES,
    lambda row: row.on_conflict_do_update(
        index_elements=["chat_id", "message_id"],
        set_={name: row.excluded[name] for name in _CHANGED},
    ),
)
_SLOT: Label[str | None] = col(ShownRows.slot).label("slot")
_STANDING = (
    select(LifeRows, _SLOT)
    .outerjoin(
        SHOWN,
        (SHOWN.c.chat_id == LIVES.c.chat_id) & (SHOWN.c.message_id == LIVES.c.message_id),
    )
    .where(_CHAT, LIVES.c.failed.is_(False))
    .order_by(LIVES.c.message_id)
)
_ASKING = update(LIVES).where(*_ITS)
_IS_ASKED = select(LIVES.c.message_id).where(*_ITS, LIVES.c.asked_at.is_not(None))
_GIVING_UP = update(LIVES).where(*_ITS, LIVES.c.failed.is_(False)).values(failed=True)
_FORGETTING = delete(LIVES).where(*_ITS)


class Lives(notification_repository.Lives):
    """The messages that stand in chats. What comes is written when the transaction is about to
    commit, and then its chat has a wake-up.
    """

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._wakeups = Wakeups(sql)
        self._came: dict[tuple[int, int], Mapping[str, Any]] = {}
        self._looks: dict[str, datetime] = {}

    def came(
        self,
        chat_id: int,
        message_id: int,
        kind: Kind,
        *,
        sent_at: datetime,
        look_at: datetime,
        life: timedelta | None = None,
    ) -> None:
        self._came[chat_id, message_id] = {
            "chat_id": chat_id,
            "message_id": message_id,
            "kind": kind.value,
            "sent_at": sent_at,
            "changed_at": self._sql.now,
            "asked_at": None,
            "life": None if life is None else int(life.total_seconds()),
            "failed": False,
        }
        subject = str(chat_id)
        self._looks[subject] = min(look_at, self._looks.get(subject, look_at))

    async def flush(self) -> None:
        """Write what came and is not yet written."""
        came, self._came = self._came, {}
        looks, self._looks = self._looks, {}
        if came:
            # In one order, so that no two transactions wait for each other.
            rows = [came[each] for each in sorted(came)]
            await self._sql.run(_COMING[self._sql.dialect], rows)
            await self._wakeups.wake_by(WAKE, looks)

    async def of(self, chat_id: int) -> Sequence[Posted]:
        await self.flush()
        return [_posted(row) for row in await self._sql.rows(_STANDING, {"its_chat": chat_id})]

    async def asked(self, chat_id: int, message_ids: Sequence[int]) -> None:
        if message_ids:
            rows = [
                {"its_chat": chat_id, "its_message": each, "asked_at": self._sql.now}
                for each in message_ids
            ]
            await self._sql.run(_ASKING, rows)

    async def is_asked(self, chat_id: int, message_id: int) -> bool:
        await self.flush()
        found = await self._sql.run(_IS_ASKED, _its(chat_id, message_id))
        return found.one_or_none() is not None

    async def give_up(self, chat_id: int, message_id: int) -> bool:
        return await self._sql.changes(_GIVING_UP, _its(chat_id, message_id)) > 0

    async def forget(self, chat_id: int, message_id: int) -> None:
        self._came.pop((chat_id, message_id), None)
        await self._sql.run(_FORGETTING, _its(chat_id, message_id))


def _its(chat_id: int, message_id: int) -> Mapping[str, int]:
    return {"its_chat": chat_id, "its_message": message_id}


def _posted(row: LifeRows) -> Posted:
    return Posted(
        message_id=row.message_id,
        kind=Kind(row.kind),
        sent_at=row.sent_at,
        changed_at=row.changed_at,
        asked_at=row.asked_at,
        life=None if row.life is None else timedelta(seconds=row.life),
        slot=extra_of(row, _SLOT),
    )
