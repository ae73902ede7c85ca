"""The outbox: what the desk says, kept by the transaction that decided it, sent after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from sqlalchemy import case, delete, exists, insert, or_, select
from sqlalchemy.sql.elements import ColumnElement

from liaison.usecases.ports import Message
from storage.claims import Queue
from storage.outbox_rows import HOLDS, OUTBOX, SHOWN, message_of, values_of
from storage.statements import Statements

Ending: TypeAlias = Literal["superseded", "failed", "dead"]

_QUEUE = Queue(table=OUTBOX, order=("urgency", "id"), lane="lane")
_CLAIMED = "claimed"
"""Stands as the error of a row from its claim until its holder tells how it went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A claimed message. ``attempts`` counts this one, too: 1 at the first.

    ``repeat`` says that how an earlier attempt ended is unknown: the reader may have it already.
    """

    id: int
    message: Message
    attempts: int
    fence: int
    repeat: bool


class Outbox:
    """The messages, first in first out for each chat."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._said: list[Mapping[str, Any]] = []

    async def say(self, message: Message) -> bool:
        """Keep a message; false where its key is there already.

        One without a key is written when the transaction is about to commit, in its order.
        """
        values = values_of(message, self._sql.now)
        if message.key is None:
            self._said.append(values)
            return True
        await self.flush()
        row = self._sql.insert(OUTBOX).values(values)
        return await self._sql.changes(row.on_conflict_do_nothing(index_elements=["key"])) > 0

    async def flush(self) -> None:
        """Write what was said and not yet written."""
        said, self._said = self._said, []
        if said:
            await self._sql.run(insert(OUTBOX).inline(), said)

    async def claim(
        self, *, limit: int, lease: timedelta, busy: frozenset[int] = frozenset()
    ) -> list[OutboxRow]:
        """Take the oldest message of each chat that is due, answers first, then by age.

        Answers to presses wait for nothing but themselves; chats in ``busy`` are left out for
        everything else.
        """
        await self.flush()
        held = exists().where(HOLDS.c.chat_id == OUTBOX.c.chat_id, HOLDS.c.until > self._sql.now)
        only: list[ColumnElement[bool]] = [~held]
        if busy:
            only.append(or_(OUTBOX.c.lane.is_(None), OUTBOX.c.lane.not_in(sorted(busy))))
        # Where a holder died, nobody knows whether the message arrived.
        died = OUTBOX.c.error.is_not_distinct_from(_CLAIMED)
        marks = {"error": _CLAIMED, "repeat": or_(OUTBOX.c.repeat, died)}
        found = await _QUEUE.claim(self._sql, limit=limit, lease=lease, only=only, marks=marks)
        return [
            OutboxRow(
                id=row.id,
                message=message_of(row),
                attempts=row.attempts,
                fence=row.fence,
                repeat=row.repeat,
            )
            for row in found
        ]

    async def sent(self, row: OutboxRow, *, message_id: int | None) -> bool:
        """Mark as sent and remove what it said; false where the claim was lost meanwhile.

        ``message_id`` becomes the message of the row's slot.
        """
        held = await self._end(row, "sent", error=None)
        slot = row.message.slot
        if held and slot is not None and message_id is not None:
            place = {"chat_id": row.message.chat_id, "slot": slot}
            new = self._sql.insert(SHOWN).values(message_id=message_id, **place)
            await self._sql.run(
                new.on_conflict_do_update(
                    index_elements=["chat_id", "slot"], set_={"message_id": message_id}
                )
            )
        return held

    async def retry(
        self, row: OutboxRow, *, at: datetime, error: str, unknown: bool = False
    ) -> bool:
        """Send again then; its chat waits. ``unknown``: it may have arrived already.

        False where the claim was lost meanwhile.
        """
        return await _QUEUE.settle(
            self._sql,
            row.id,
            fence=row.fence,
            next_at=at,
            error=error,
            repeat=row.repeat or unknown,
        )

    async def drop(self, row: OutboxRow, *, state: Ending, error: str) -> bool:
        """End without sending; a dead one keeps what it says. False where the claim was lost."""
        return await self._end(row, state, error=error)

    async def hold_chat(self, chat_id: int, until: datetime) -> None:
        """Send nothing to a chat before then."""
        new = self._sql.insert(HOLDS).values(chat_id=chat_id, until=until)
        await self._sql.run(
            new.on_conflict_do_update(index_elements=["chat_id"], set_={"until": until})
        )

    async def shown(self, chat_id: int, slot: str) -> int | None:
        """The message that stands in a slot of a chat."""
        found = select(SHOWN.c.message_id).where(SHOWN.c.chat_id == chat_id, SHOWN.c.slot == slot)
        return (await self._sql.run(found)).scalar_one_or_none()

    async def forget_shown(self, chat_id: int, slot: str) -> None:
        """Leave a slot empty: its message is gone."""
        place = (SHOWN.c.chat_id == chat_id, SHOWN.c.slot == slot)
        await self._sql.run(delete(SHOWN).where(*place))

    async def next_at(self) -> datetime | None:
        """When the next message can be taken, None where none waits."""
        await self.flush()
        until = select(HOLDS.c.until).where(HOLDS.c.chat_id == OUTBOX.c.chat_id).scalar_subquery()
        moment = case((until > OUTBOX.c.next_at, until), else_=OUTBOX.c.next_at)
        return await _QUEUE.next_at(self._sql, moment)

    async def _end(self, row: OutboxRow, state: str, *, error: str | None) -> bool:
        content = {} if state == "dead" else {"card": None, "toast": None}
        return await _QUEUE.settle(
            self._sql, row.id, fence=row.fence, state=state, error=error, **content
        )
