"""The outbox: messages, committed with the change that they report, sent after the commit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any, Literal, TypeAlias

from sqlalchemy import (
    Label,
    String,
    and_,
    bindparam,
    column,
    delete,
    exists,
    func,
    or_,
    select,
    table,
    text,
    tuple_,
    update,
)
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from liaison.core.cards import one_page
from liaison.core.channels import FIRST_PAGE, Address
from liaison.core.outbox import Message, Op, Urgency
from storage.engine.schema import UtcDateTime, fixed, record_of
from storage.engine.statements import Selected, Statements, extra_of, inserting, saving
from storage.queues.outbox_rows import (
    CHAT_PAUSES,
    ENCRYPTED,
    MESSAGE_SLOTS,
    OUTBOX,
    MessageSlotRows,
    OutboxRows,
    message_of,
    message_values,
)
from storage.queues.work_queue import CLAIMED, NOW, WAITING, Claimed, Queue, WorkQueue

Ending: TypeAlias = Literal["superseded", "failed", "dead"]

MAX_CHAT_PAUSE = timedelta(days=7)
"""A longer pause of a chat is the result of a clock that was ahead."""
_QUEUE = Queue(
    model=OutboxRows,
    order=(OUTBOX.c.urgency, OUTBOX.c.id),
    lane="lane",
    priority="urgency",
)
_PAUSE = and_(CHAT_PAUSES.c.chat_id == OUTBOX.c.chat_id, OUTBOX.c.op != Op.MAIL.value)
"""Which pauses hold a row: a pause of the chat by Telegram does not hold e-mail."""

# SQLAlchemy omits table names in RETURNING on SQLite, so they are written here.
_IN_SLOT = (
    select(col(MessageSlotRows.message_id))
    .where(
        text(
            "message_slots.chat_id = outbox.chat_id"
            " AND message_slots.message_slot = outbox.message_slot"
        )
    )
    .scalar_subquery()
    .label("in_slot")
)


ONE_SOUND = timedelta(minutes=1)
"""So long after a notification with a sound, others come without one."""
_SOUNDED_AT = column("sounded_at", UtcDateTime)
_AFTER_SOUND = (
    select(func.count())
    .select_from(table("chat_messages", _SOUNDED_AT))
    .where(
        text("chat_messages.chat_id = outbox.chat_id"),
        bindparam("heard_after", type_=UtcDateTime) < _SOUNDED_AT,
        _SOUNDED_AT <= NOW,
    )
    .scalar_subquery()
    .label("after_sound")
)
_SHOWN_HASH: Label[str | None] = (
    select(column("shown", String))
    .select_from(table("chat_messages"))
    .where(
        text(
            "chat_messages.chat_id = outbox.chat_id"
            " AND chat_messages.message_id = coalesce("
            "outbox.message_id, (SELECT message_slots.message_id FROM message_slots"
            " WHERE message_slots.chat_id = outbox.chat_id"
            " AND message_slots.message_slot = outbox.message_slot))"
        )
    )
    .scalar_subquery()
    .label("shown_hash")
)


def _claiming(*only: ColumnElement[bool]) -> Selected[OutboxRows]:
    held = exists().where(_PAUSE, CHAT_PAUSES.c.until > NOW)
    free = or_(OUTBOX.c.lane.is_(None), OUTBOX.c.lane.not_in(bindparam("busy", expanding=True)))
    # If a holder died, it is unknown whether the message arrived.
    died = OUTBOX.c.error.is_not_distinct_from(CLAIMED)
    marks = {"error": CLAIMED, "repeat": or_(OUTBOX.c.repeat, died)}
    also = [_IN_SLOT, _AFTER_SOUND, _SHOWN_HASH]
    return _QUEUE.claim_statement(~held, free, *only, claim_values=marks, also=also)


_MAIL = OUTBOX.c.op == Op.MAIL.value
_PAGE = OUTBOX.c.chat_id >= FIRST_PAGE


@cache
def _claiming_of(*, mail: bool | None, page: bool | None) -> Selected[OutboxRows]:
    chosen = ((_MAIL, mail), (_PAGE, page))
    return _claiming(*(each if only else ~each for each, only in chosen if only is not None))


_PAUSING = saving(CHAT_PAUSES, "chat_id")
_RELEASING = delete(CHAT_PAUSES).where(CHAT_PAUSES.c.until > bindparam("longest"))
_INSERT = inserting(OUTBOX, lambda row: row.on_conflict_do_nothing(index_elements=["dedupe_key"]))
_OUTCOME_UNKNOWN = select(OutboxRows, _IN_SLOT, _AFTER_SOUND, _SHOWN_HASH).where(
    OUTBOX.c.lane == bindparam("its_chat"),
    OUTBOX.c.state == fixed(WAITING),
    OUTBOX.c.repeat.is_(True),
    OUTBOX.c.error != fixed(CLAIMED),
)
_SENT = (
    update(OUTBOX)
    .where(
        OUTBOX.c.state == fixed(WAITING),
        tuple_(OUTBOX.c.id, OUTBOX.c.fence).in_(bindparam("claims", expanding=True)),
    )
    .values(state="sent", error=None, **dict.fromkeys((*ENCRYPTED, "query_id")))
    .returning(col(OutboxRows.id))
)

_IN_CHAT = MESSAGE_SLOTS.c.chat_id == bindparam("its_chat")
_CLEAR_SLOTS = delete(MESSAGE_SLOTS).where(
    _IN_CHAT,
    MESSAGE_SLOTS.c.message_id == bindparam("its_message"),
    MESSAGE_SLOTS.c.message_slot.is_distinct_from(bindparam("its_slot", type_=String)),
    MESSAGE_SLOTS.c.message_slot.is_distinct_from(bindparam("its_view", type_=String)),
)
_FILL_SLOT = saving(MESSAGE_SLOTS, "chat_id", "message_slot")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow(Claimed):
    """A claimed message.

    ``repeat``: the outcome of an earlier attempt is unknown, so the reader may have it already.
    ``replaced_message`` is the message in its slot, if it has a slot and a message is there.
    ``after_sound``: another notification came with a sound just before. ``shown_hash`` is the
    hash of what the message that it edits shows, if it is known. ``cause`` is the update or timer
    that made it.
    """

    message: Message
    enqueued_at: datetime
    repeat: bool
    replaced_message: int | None = None
    after_sound: bool = False
    shown_hash: str | None = None
    cause: str | None = None


class Outbox(WorkQueue[OutboxRows]):
    """The messages: for each chat the most urgent first, then first in, first out."""

    _queue = _QUEUE

    def __init__(self, sql: Statements, *, cause: str | None = None) -> None:
        super().__init__(sql)
        self._cause = cause
        self._pending: list[Mapping[str, Any]] = []
        self._ordinal = 0
        self.has_new = False
        """Whether messages were written that no claim of this transaction has seen."""

    def enqueue(self, message: Message) -> None:
        """Add a message, unless its key exists, to be written just before the commit."""
        enqueued_at = self._sql.now + self._ordinal * timedelta.resolution
        self._ordinal += 1
        shown = None if message.card is None else one_page(message.card)
        row = replace(message, card=shown)
        self._pending.append(
            message_values(row, self._sql.now, enqueued_at, self._sql.cipher, cause=self._cause)
        )

    async def enqueue_once(self, message: Message) -> bool:
        """Add a message at once; false if its key exists already."""
        await self.flush()
        self.enqueue(message)
        return await self.flush() > 0

    async def flush(self) -> int:
        """Write the pending messages; returns how many."""
        messages, self._pending = self._pending, []
        if not messages:
            return 0
        rows = sorted(messages, key=itemgetter("urgency"))
        written = await self._sql.changes(_INSERT[self._sql.dialect], rows)
        self.has_new |= written > 0
        return written

    async def claim(
        self,
        *,
        limit: int,
        lease: timedelta,
        busy: frozenset[int] = frozenset(),
        mail: bool | None = None,
        page: bool | None = None,
    ) -> list[OutboxRow]:
        """Claim the first due message of each chat that is not ``busy``, by urgency and then by
        age; answers to presses and e-mail wait for none. ``mail`` selects only e-mail, or none of
        it, ``page`` only messages to pages, or none of them.
        """
        await self.flush()
        self.has_new = False
        found = await self._claimed(
            _claiming_of(mail=mail, page=page),
            limit=limit,
            lease=lease,
            busy=sorted(busy),
            heard_after=self._sql.now - ONE_SOUND,
        )
        ordered = sorted(found, key=attrgetter("urgency", "id"))
        return await self._decrypted(ordered, self._row)

    async def outcome_unknown(self, address: Address) -> list[OutboxRow]:
        """The messages of a chat that may have arrived, and wait to be sent again."""
        given = {"its_chat": address, "heard_after": self._sql.now, "now": self._sql.now}
        found = await self._sql.rows(_OUTCOME_UNKNOWN, given)
        return await self._decrypted(found, self._row)

    async def sent(self, rows: Sequence[tuple[OutboxRow, int | None]]) -> Collection[int]:
        """Mark rows as sent, without content, each with its message id in its slots only, and
        forget those to strangers; returns the ids of those whose claim was still held.
        """
        kept = [each for each in rows if each[0].message.urgency is not Urgency.STRANGER]
        others = [row for row, _ in rows if row.message.urgency is Urgency.STRANGER]
        claims = [(row.id, row.fence) for row, _ in kept]
        held = set((await self._sql.run(_SENT, {"claims": claims})).scalars()) if claims else set()
        there = [
            (row.message, message_id)
            for row, message_id in kept
            if row.id in held and message_id is not None
        ]
        left = [
            {
                "its_chat": its.address,
                "its_message": message_id,
                "its_slot": its.message_slot,
                "its_view": its.view,
            }
            for its, message_id in there
            if its.op is Op.EDIT  # a new message is in no slot yet
        ]
        if left:
            await self._sql.run(_CLEAR_SLOTS, left)
        places = [
            {"chat_id": its.address, "message_slot": slot, "message_id": message_id}
            for its, message_id in there
            for slot in {its.message_slot, its.view}
            if slot
        ]
        if places:
            await self._sql.run(_FILL_SLOT[self._sql.dialect], places)
        return held | {row.id for row in others if await self._forget(row)}

    async def retry(
        self, row: OutboxRow, *, at: datetime, error: str, unknown: bool = False
    ) -> bool:
        """Retry at ``at``; its chat waits. ``unknown``: it may have arrived. False if not held."""
        return await self._update(
            row,
            next_at=at,
            error=error,
            repeat=row.repeat or unknown,
        )

    async def give_up(self, row: OutboxRow, *, state: Ending, error: str) -> bool:
        """End without sending; a dead one keeps its content, of one to a stranger nothing is kept.
        False if the claim was lost.
        """
        if row.message.urgency is Urgency.STRANGER:
            return await self._forget(row)
        content = {} if state == "dead" else dict.fromkeys((*ENCRYPTED, "query_id"))
        return await self._update(row, state=state, error=error, **content)

    async def pause_chat(self, address: Address, until: datetime) -> None:
        """Send nothing to a chat before then."""
        values = {"chat_id": address, "until": until}
        await self._sql.run(_PAUSING[self._sql.dialect], values)

    async def requeue_far_future(self, *, beyond: datetime) -> int:
        """Make messages due now that a wrong clock has put off beyond that moment, and shorten
        pauses of chats that are longer than any of Telegram's; returns how many messages.
        """
        await self._sql.run(_RELEASING, {"longest": self._sql.now + MAX_CHAT_PAUSE})
        return await super().requeue_far_future(beyond=beyond)

    async def stuck(self, *, unsent_since: datetime, unknown_since: datetime) -> Mapping[str, int]:
        """How many messages need attention, by reason: ``unsent`` notifications enqueued before
        ``unsent_since``, ``unknown`` outcomes of those before ``unknown_since``, ``dead``: given
        up.
        """
        waits = OUTBOX.c.state == fixed(WAITING)
        wrong = {
            "unsent": (
                waits,
                OUTBOX.c.precondition_notice.is_not(None),
                OUTBOX.c.enqueued_at < unsent_since,
            ),
            "unknown": (waits, OUTBOX.c.repeat.is_(True), OUTBOX.c.enqueued_at < unknown_since),
            "dead": (OUTBOX.c.state == fixed("dead"),),
        }
        counts = (
            select(func.count()).select_from(OUTBOX).where(*where).scalar_subquery().label(name)
            for name, where in wrong.items()
        )
        row = (await self._sql.run(select(*counts))).one()
        return {name: int(row[index]) for index, name in enumerate(wrong)}

    def _row(self, row: OutboxRows) -> OutboxRow:
        return record_of(
            OutboxRow,
            row,
            message=message_of(row, self._sql.cipher),
            replaced_message=extra_of(row, _IN_SLOT),
            after_sound=bool(extra_of(row, _AFTER_SOUND)),
            shown_hash=extra_of(row, _SHOWN_HASH),
        )
