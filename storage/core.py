"""The repositories that all concepts share: conversations, timestamps, salts, encrypted columns."""

from liaison.audit.repository import RecordSalts
from liaison.core import repository as core_repository
from liaison.core.registry import Concept
from storage.conversations import CONVERSATIONS, Conversations
from storage.encrypted_columns import EncryptedColumns
from storage.engine.stored import Stored
from storage.engine.timestamps import Timestamps
from storage.queues.inbox import INBOX, InboxRows
from storage.queues.outbox_rows import ENCRYPTED, OUTBOX, OutboxRows, lane_of
from storage.record_digests import RECORD_SALTS, StoredRecords


def _update(row: InboxRows) -> str:
    return str(row.update_id)


def _message(row: OutboxRows) -> str:
    return lane_of(row.chat_id, row.enqueued_at)


CONCEPT: Concept = (
    Stored(core_repository.Conversations, Conversations),
    Stored(core_repository.Timestamps, Timestamps),
    Stored(RecordSalts, StoredRecords),
    Stored(StoredRecords, StoredRecords),
    EncryptedColumns(table=INBOX, columns=("payload",), names=("id",), row_key=_update),
    EncryptedColumns(table=OUTBOX, columns=ENCRYPTED, names=("id",), row_key=_message),
    EncryptedColumns(table=CONVERSATIONS, columns=("data",), names=("chat_id",)),
    EncryptedColumns(table=RECORD_SALTS, columns=("salt",), names=("record",)),
)
