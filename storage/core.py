"""What is kept for all concepts: conversations, marks, salts, and the sealed columns of queues."""

from liaison.audit.repository import Salts
from liaison.core import repository as core_repository
from liaison.core.registry import Concept
from storage.conversations import CONVERSATIONS, Conversations
from storage.encrypted_columns import Sealed
from storage.engine.stored import Stored
from storage.engine.timestamps import Marks
from storage.queues.inbox import INBOX, InboxRows
from storage.queues.outbox_rows import OUTBOX, SEALED, OutboxRows, place_of
from storage.record_digests import SALTS, ProvenRows


def _update(row: InboxRows) -> str:
    return str(row.update_id)


def _message(row: OutboxRows) -> str:
    return place_of(row.chat_id, row.said_at)


CONCEPT: Concept = (
    Stored(core_repository.Conversations, Conversations),
    Stored(core_repository.Marks, Marks),
    Stored(Salts, ProvenRows),
    Stored(ProvenRows, ProvenRows),
    Sealed(table=INBOX, columns=("payload",), names=("id",), place=_update),
    Sealed(table=OUTBOX, columns=SEALED, names=("id",), place=_message),
    Sealed(table=CONVERSATIONS, columns=("data",), names=("chat_id",)),
    Sealed(table=SALTS, columns=("salt",), names=("matter",)),
)
