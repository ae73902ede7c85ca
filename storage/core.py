"""What all concepts share: the conversation of each chat, timestamps, salts, encrypted columns."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import Text, bindparam, delete, select, update
from sqlmodel import Field

from liaison.audit.repository import RecordSalts
from liaison.core import transaction as core_transaction
from liaison.core.channels import Address
from liaison.core.registry import Concept
from liaison.core.transaction import NO_CONVERSATION, ConversationState
from storage.crypto import Ciphertext
from storage.encrypted_columns import EncryptedColumns
from storage.engine.schema import Rows, UtcDateTime, check, given_key, required, table_of
from storage.engine.schema_compatibility import SchemaCompatibility
from storage.engine.statements import Buffered, Statements, Stored, inserting
from storage.engine.timestamps import Timestamps
from storage.errors import WriteConflict
from storage.queue_metrics import QueueMetrics
from storage.queues.inbox import ENCRYPTED_UPDATES, INBOX
from storage.queues.outbox import MAX_CHAT_PAUSE
from storage.queues.outbox_rows import CHAT_PAUSES, ENCRYPTED_MESSAGES, OUTBOX
from storage.queues.timers import LIMIT, TIMERS, NeverWritten
from storage.queues.work_queue import WAITING, Leases
from storage.record_digests import RECORD_SALTS, StoredRecords


class ConversationRows(Rows, table=True):
    """One row for each chat that has a conversation or a draft."""

    __tablename__ = "conversations"
    __table_args__ = (check("version", "version >= 1"),)
    chat_id: int = given_key()
    state: str | None
    data: Ciphertext = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    version: int


CONVERSATIONS = table_of(ConversationRows)
_ENCRYPTED = EncryptedColumns(table=CONVERSATIONS, columns=("data",))
_CHAT = CONVERSATIONS.c.chat_id == bindparam("its_chat")
_HELD = (_CHAT, CONVERSATIONS.c.version == bindparam("known"))
_FOUND = select(ConversationRows).where(_CHAT)
_CHANGING = update(CONVERSATIONS).where(*_HELD)
_CLEARING = delete(CONVERSATIONS).where(*_HELD)
_BEGINNING = inserting(CONVERSATIONS, lambda row: row.on_conflict_do_nothing())


_STATES = TypeAdapter(ConversationState)


@dataclass(slots=True)
class _Known:
    """The stored and the new conversation of a chat."""

    version: int
    stored: ConversationState
    wanted: ConversationState


class Conversations(core_transaction.Conversations, Buffered):
    """Conversations. Changes are written once, just before the transaction commits."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._known: dict[Address, _Known] = {}

    async def get(self, address: Address) -> ConversationState:
        return (await self._load(address)).wanted

    async def set(self, address: Address, state: ConversationState) -> None:
        known = await self._load(address)
        known.wanted = replace(state, at=None if state == NO_CONVERSATION else self._sql.now)

    async def flush(self) -> None:
        """Write the changes. Raises ``Conflict`` if another transaction changed a row, too."""
        for address, known in self._known.items():
            is_new = (known.wanted, known.wanted.at) != (known.stored, known.stored.at)
            if is_new and not await self._write(address, known):
                raise WriteConflict("conversations", address)
        self._known.clear()

    async def _load(self, address: Address) -> _Known:
        if address not in self._known:
            row = await self._sql.row(_FOUND, {"its_chat": address})
            if row is None:
                self._known[address] = _Known(0, NO_CONVERSATION, NO_CONVERSATION)
            else:
                [data] = _ENCRYPTED.decrypt(self._sql.cipher, row)
                known = _STATES.validate_json(required(data))
                stored = replace(known, state=row.state, at=row.at)
                self._known[address] = _Known(row.version, stored, stored)
        return self._known[address]

    async def _write(self, address: Address, known: _Known) -> bool:
        held = {"its_chat": address, "known": known.version}
        if known.wanted == NO_CONVERSATION:
            return await self._sql.changes(_CLEARING, held) > 0
        data = _STATES.dump_json(known.wanted, exclude={"state", "at"}, exclude_defaults=True)
        values = {
            "state": known.wanted.state,
            "data": self._sql.cipher.encrypt(
                data.decode(), table="conversations", row=address, column="data"
            ),
            "at": self._sql.now,
            "version": known.version + 1,
        }
        if known.version > 0:
            return await self._sql.changes(_CHANGING, values | held) > 0
        new = {"chat_id": address, **values}
        return await self._sql.changes(_BEGINNING[self._sql.dialect], new) > 0


MAX_DELAY = timedelta(hours=2)
"""Longer than a failed timer or update waits for its next try, and than any lease."""
CONCEPT: Concept = (
    Stored(core_transaction.Conversations, Conversations),
    Stored(core_transaction.Timestamps, Timestamps),
    Stored(Leases, Leases),
    Stored(QueueMetrics, QueueMetrics),
    Stored(SchemaCompatibility, SchemaCompatibility),
    Stored(RecordSalts, StoredRecords),
    Stored(StoredRecords, StoredRecords),
    ENCRYPTED_UPDATES,
    ENCRYPTED_MESSAGES,
    _ENCRYPTED,
    NeverWritten(
        "timers",
        select(TIMERS.c.subject).where(TIMERS.c.next_at > TIMERS.c.at, TIMERS.c.next_at > LIMIT),
        MAX_DELAY,
    ),
    NeverWritten(
        "inbox",
        select(INBOX.c.id).where(INBOX.c.state == WAITING, INBOX.c.next_at > LIMIT),
        MAX_DELAY,
    ),
    NeverWritten(
        "outbox",
        select(OUTBOX.c.id).where(OUTBOX.c.state == WAITING, OUTBOX.c.next_at > LIMIT),
        MAX_CHAT_PAUSE,
    ),
    NeverWritten(
        "chat_pauses",
        select(CHAT_PAUSES.c.chat_id).where(CHAT_PAUSES.c.until > LIMIT),
        MAX_CHAT_PAUSE,
    ),
    EncryptedColumns(table=RECORD_SALTS, columns=("salt",)),
)
