"""The messages in chats: since when, of which kind, and whether deletion was tried; and the e-mail
addresses that wait for confirmation by a code.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Label, bindparam, delete, select, update
from sqlmodel import Field, col

from liaison.core.channels import Address
from liaison.core.people import PersonId
from liaison.notifications import repository as notification_repository
from liaison.notifications.chat_messages import TIMER
from liaison.notifications.email import MailCode
from liaison.notifications.message_expiry import ChatMessage, ChatMessageKind
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    one_of,
    record_of,
    table_of,
)
from storage.engine.statements import Buffered, Repository, Statements, extra_of, inserting, saving
from storage.people.repository import EMAIL_LENGTHS
from storage.queues.outbox_rows import MESSAGE_SLOTS, MessageSlotRows
from storage.queues.timers import Timers


class ChatMessageRows(Rows, table=True):
    """Messages. ``time_to_live`` is in seconds; those with ``failed`` could not be deleted, also if
    they changed since. ``shown`` is a hash of the content, ``sounded_at`` when a notification came
    with a sound.
    """

    __tablename__ = "chat_messages"
    __table_args__ = (
        one_of("kind", ChatMessageKind),
        check("time_to_live_of_note", "(time_to_live IS NULL) = (kind <> 'note')"),
        check("time_to_live_positive", "time_to_live > 0"),
    )
    chat_id: int = Field(sa_type=WideInteger, primary_key=True)
    message_id: int = Field(sa_type=WideInteger, primary_key=True)
    kind: str
    sent_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    deletion_requested_at: datetime | None = Field(sa_type=UtcDateTime)
    time_to_live: int | None
    failed: bool
    shown: str | None
    sounded_at: datetime | None = Field(sa_type=UtcDateTime)


CHAT_MESSAGES = table_of(ChatMessageRows)
_CHAT = CHAT_MESSAGES.c.chat_id == bindparam("its_chat")
_BY_ID = (_CHAT, CHAT_MESSAGES.c.message_id == bindparam("its_message"))
_CHANGED = ("kind", "changed_at", "deletion_requested_at", "time_to_live", "shown")
_COMING = inserting(
    CHAT_MESSAGES,
    lambda row: row.on_conflict_do_update(
        index_elements=["chat_id", "message_id"],
        set_={name: row.excluded[name] for name in _CHANGED},
    ).returning(CHAT_MESSAGES.c.message_id),  # with it, one statement for all rows
)
_SLOT: Label[str | None] = col(MessageSlotRows.message_slot).label("message_slot")
_IN_CHAT = (
    select(ChatMessageRows, _SLOT)
    .outerjoin(
        MESSAGE_SLOTS,
        (MESSAGE_SLOTS.c.chat_id == CHAT_MESSAGES.c.chat_id)
        & (MESSAGE_SLOTS.c.message_id == CHAT_MESSAGES.c.message_id),
    )
    .where(
        _CHAT,
        CHAT_MESSAGES.c.failed.is_(False) | CHAT_MESSAGES.c.deletion_requested_at.is_(None),
    )
    .order_by(CHAT_MESSAGES.c.message_id)
)
_REQUEST_DELETION = update(CHAT_MESSAGES).where(*_BY_ID)
_IS_ASKED = select(CHAT_MESSAGES.c.message_id).where(
    *_BY_ID, CHAT_MESSAGES.c.deletion_requested_at.is_not(None)
)
_GIVING_UP = (
    update(CHAT_MESSAGES).where(*_BY_ID, CHAT_MESSAGES.c.failed.is_(False)).values(failed=True)
)
_IN_SLOTS = (
    select(MessageSlotRows)
    .join(
        CHAT_MESSAGES,
        (MESSAGE_SLOTS.c.chat_id == CHAT_MESSAGES.c.chat_id)
        & (MESSAGE_SLOTS.c.message_id == CHAT_MESSAGES.c.message_id),
    )
    .where(
        MESSAGE_SLOTS.c.chat_id.in_(bindparam("chats", expanding=True)),
        MESSAGE_SLOTS.c.message_slot.in_(bindparam("slots", expanding=True)),
        CHAT_MESSAGES.c.deletion_requested_at.is_(None),
    )
    .order_by(MESSAGE_SLOTS.c.chat_id)
)
_FORGETTING = delete(CHAT_MESSAGES).where(*_BY_ID)
_EMPTYING_SLOTS = delete(MESSAGE_SLOTS).where(
    MESSAGE_SLOTS.c.chat_id == bindparam("its_chat"),
    MESSAGE_SLOTS.c.message_id == bindparam("its_message"),
)


class ChatMessages(notification_repository.ChatMessages, Buffered):
    """The messages in chats. New ones are written just before the transaction commits."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._timers = Timers(sql)
        self._pending: dict[tuple[int, int], Mapping[str, Any]] = {}
        self._checks: dict[str, datetime] = {}

    def track(
        self,
        address: Address,
        message_id: int,
        kind: ChatMessageKind,
        *,
        sent_at: datetime,
        check_at: datetime,
        time_to_live: timedelta | None = None,
        shown: str | None = None,
        audible: bool = False,
    ) -> None:
        self._pending[address, message_id] = {
            "chat_id": address,
            "message_id": message_id,
            "kind": kind.value,
            "sent_at": sent_at,
            "changed_at": self._sql.now,
            "deletion_requested_at": None,
            "time_to_live": None if time_to_live is None else int(time_to_live.total_seconds()),
            "failed": False,
            "shown": shown,
            "sounded_at": sent_at if audible else None,
        }
        subject = str(address)
        self._checks[subject] = min(check_at, self._checks.get(subject, check_at))

    async def flush(self) -> None:
        """Write the pending messages."""
        pending, self._pending = self._pending, {}
        checks, self._checks = self._checks, {}
        if pending:
            # In a fixed order, so that no two transactions wait for each other.
            rows = [pending[each] for each in sorted(pending)]
            await self._sql.run(_COMING[self._sql.dialect], rows)
            await self._timers.schedule_before(TIMER, checks)

    async def of_chat(self, address: Address) -> Sequence[ChatMessage]:
        await self.flush()
        return [_posted(row) for row in await self._sql.rows(_IN_CHAT, {"its_chat": address})]

    async def in_slots(
        self, addresses: Collection[Address], slots: Collection[str]
    ) -> Mapping[tuple[Address, str], int]:
        await self.flush()
        found = await self._sql.rows(_IN_SLOTS, {"chats": [*addresses], "slots": [*slots]})
        return {(Address(each.chat_id), each.message_slot): each.message_id for each in found}

    async def mark_deletion_requested(self, address: Address, message_ids: Sequence[int]) -> None:
        if message_ids:
            rows = [
                {"its_chat": address, "its_message": each, "deletion_requested_at": self._sql.now}
                for each in message_ids
            ]
            await self._sql.run(_REQUEST_DELETION, rows)

    async def is_deletion_requested(self, address: Address, message_id: int) -> bool:
        await self.flush()
        found = await self._sql.run(_IS_ASKED, _its(address, message_id))
        return found.one_or_none() is not None

    async def mark_undeletable(self, address: Address, message_id: int) -> bool:
        return await self._sql.changes(_GIVING_UP, _its(address, message_id)) > 0

    async def untrack(self, address: Address, message_id: int) -> None:
        self._pending.pop((address, message_id), None)
        for each in (_FORGETTING, _EMPTYING_SLOTS):
            await self._sql.run(each, _its(address, message_id))


def _its(address: Address, message_id: int) -> Mapping[str, int]:
    return {"its_chat": address, "its_message": message_id}


def _posted(row: ChatMessageRows) -> ChatMessage:
    return record_of(
        ChatMessage,
        row,
        time_to_live=None if row.time_to_live is None else timedelta(seconds=row.time_to_live),
        message_slot=extra_of(row, _SLOT),
    )


class MailCodeRows(Rows, table=True):
    """Unconfirmed addresses, one for each person. The code itself is not stored."""

    __tablename__ = "mail_codes"
    __table_args__ = (
        check("address_length", f"length(address) BETWEEN {EMAIL_LENGTHS}"),
        check("hash_length", "length(code_hash) = 64"),
        check("tries_counted", "attempts >= 0"),
    )
    person: PersonId = Field(primary_key=True, sa_type=WideInteger, foreign_key="people.id")
    address: str
    code_hash: str
    expires_at: datetime = Field(sa_type=UtcDateTime)
    attempts: int


MAIL_CODES = table_of(MailCodeRows)
_SAVING = saving(MAIL_CODES, "person")


class MailCodes(Repository, notification_repository.MailCodes):
    """The confirmation code expected from each person."""

    async def put(self, code: MailCode) -> None:
        await self._sql.run(_SAVING[self._sql.dialect], columns_of(MailCodeRows, code))

    async def get(self, person: PersonId) -> MailCode | None:
        row = await self._sql.row(select(MailCodeRows).where(MAIL_CODES.c.person == person))
        return None if row is None else record_of(MailCode, row)

    async def remove(self, person: PersonId) -> None:
        await self._sql.run(delete(MAIL_CODES).where(MAIL_CODES.c.person == person))
