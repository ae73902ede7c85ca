"""The tables of the outbox, and their mapping to messages and back."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Index, String, Text
from sqlmodel import Field

from liaison.core import cards
from liaison.core.channels import Address
from liaison.core.outbox import (
    CalendarEvent,
    Document,
    Message,
    Op,
    SendPrecondition,
    Spreadsheet,
    Subject,
    Urgency,
    dump_attachment,
    load_attachment,
)
from liaison.core.people import PersonId
from storage.crypto import Ciphertext, FieldCipher
from storage.encrypted_columns import EncryptedColumns
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    given_key,
    one_of,
    partial_index,
    record_of,
    table_of,
)
from storage.queues.work_queue import WAITING, QueueRows

UNORDERED = (Op.ANSWER_CALLBACK, Op.MAIL)
"""Operations that wait for no other message."""
_ALONE = ", ".join(f"'{op}'" for op in UNORDERED)
_SHOWS = ", ".join(f"'{op}'" for op in (Op.SEND, Op.EDIT, Op.MAIL, Op.FILE))


class OutboxRows(QueueRows, table=True):
    """Messages. ``id`` is their order; a sent one keeps its key and its slot, not its content.

    ``lane`` is the chat, or NULL if it waits for no other message: the answer to a press, or an
    e-mail. ``time_to_live`` is in seconds. ``cause`` is the update or timer that made it, as the
    log names it.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("state", (WAITING, "sent", "superseded", "failed", "dead")),
        one_of("op", Op),
        check("urgency_known", f"urgency IN ({', '.join(str(int(each)) for each in Urgency)})"),
        check("lane_of_chat", "lane = chat_id"),
        check("lane_unless_unordered", f"(lane IS NULL) = (op IN ({_ALONE}))"),
        check("toast_answers", "state <> 'waiting' OR op <> 'toast' OR query_id IS NOT NULL"),
        check("card_kept", f"state <> 'waiting' OR op NOT IN ({_SHOWS}) OR card IS NOT NULL"),
        check("calendar_event_of_file", "calendar_event IS NULL OR op = 'file'"),
        check("spreadsheet_of_file", "(spreadsheet IS NULL AND document IS NULL) OR op = 'file'"),
        check(
            "file_of_one_kind",
            "state <> 'waiting' OR op <> 'file'"
            " OR (CASE WHEN calendar_event IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN spreadsheet IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN document IS NULL THEN 0 ELSE 1 END) = 1",
        ),
        check("address_of_mail", "address IS NULL OR op = 'mail'"),
        check(
            "mail_to_somebody",
            "state <> 'waiting' OR op <> 'mail' OR person IS NOT NULL OR address IS NOT NULL",
        ),
        check("guard_subject_named", "length(precondition_subject) > 0"),
        check(
            "precondition_whole",
            "(precondition_subject IS NULL) = (precondition_subject_id IS NULL)"
            " AND (precondition_subject_id IS NULL) = (precondition_states IS NULL)",
        ),
        check("time_to_live_positive", "time_to_live > 0"),
        check("counts", "attempts >= 0 AND fence >= 0"),
        partial_index("ix_outbox_waiting", "lane", "urgency", "id", where="state = 'waiting'"),
        partial_index("ix_outbox_claimed", "lane", where="state = 'waiting' AND error = 'claimed'"),
        partial_index("ix_outbox_dead", "id", where="state = 'dead'"),
        Index("ix_outbox_person", "person", "id"),
        {"sqlite_autoincrement": True},
    )
    chat_id: int = Field(sa_type=WideInteger)
    lane: int | None = Field(sa_type=WideInteger)
    op: str
    person: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    card: Ciphertext | None = Field(sa_type=Text)
    calendar_event: Ciphertext | None = Field(sa_type=Text)
    spreadsheet: Ciphertext | None = Field(sa_type=Text)
    document: Ciphertext | None = Field(sa_type=Text)
    toast: Ciphertext | None = Field(sa_type=Text)
    as_alert: bool
    message_slot: str | None
    edit_only: bool
    replaces: bool
    message_id: int | None = Field(sa_type=WideInteger)
    address: Ciphertext | None = Field(sa_type=String)
    query_id: str | None
    dedupe_key: str | None = Field(unique=True)
    precondition_notice: str | None
    precondition_subject: str | None
    precondition_subject_id: str | None
    precondition_states: str | None
    precondition_command: str | None
    urgency: int
    must_deliver: bool
    silent: bool
    time_to_live: int | None
    expired: bool
    state: str
    enqueued_at: datetime = Field(sa_type=UtcDateTime)
    repeat: bool
    cause: str | None


class ChatPauseRows(Rows, table=True):
    """Chats to which Telegram accepts no message before a moment."""

    __tablename__ = "chat_pauses"
    chat_id: int = given_key()
    until: datetime = Field(sa_type=UtcDateTime)


class MessageSlotRows(Rows, table=True):
    """The message in a slot of a chat."""

    __tablename__ = "message_slots"
    __table_args__ = (
        check("slot_named", "length(message_slot) > 0"),
        Index("ix_message_slots_message", "chat_id", "message_id"),
    )
    chat_id: int = Field(sa_type=WideInteger, primary_key=True)
    message_slot: str = Field(primary_key=True)
    message_id: int = Field(sa_type=WideInteger)


OUTBOX = table_of(OutboxRows)
CHAT_PAUSES = table_of(ChatPauseRows)
MESSAGE_SLOTS = table_of(MessageSlotRows)
ENCRYPTED = ("card", "calendar_event", "spreadsheet", "document", "toast", "address")
"""The content and the address of a message: removed once it is sent."""


def message_row_key(chat_id: int, enqueued_at: datetime) -> str:
    """The row identity for encryption: the id is not known before the row is written. Messages of
    one transaction to a chat differ by microseconds.
    """
    return f"{chat_id} {enqueued_at.isoformat()}"


ENCRYPTED_MESSAGES = EncryptedColumns(
    table=OUTBOX,
    columns=ENCRYPTED,
    row_key=lambda row: message_row_key(row.chat_id, row.enqueued_at),
)


def message_values(
    message: Message,
    now: datetime,
    enqueued_at: datetime,
    cipher: FieldCipher,
    *,
    cause: str | None,
) -> Mapping[str, Any]:
    """The columns of a message that may be sent from now on."""
    entry, sheet, document = message.calendar_event, message.spreadsheet, message.document
    content = ENCRYPTED_MESSAGES.encrypt(
        cipher,
        SimpleNamespace(chat_id=message.address, enqueued_at=enqueued_at),
        card=None if message.card is None else cards.dump(message.card),
        calendar_event=None if entry is None else dump_attachment(entry),
        spreadsheet=None if sheet is None else dump_attachment(sheet),
        document=None if document is None else dump_attachment(document),
        toast=None if message.toast is None else cards.dump(message.toast),
        address=message.mail_address,
    )
    precondition, ttl = message.precondition or SendPrecondition(), message.time_to_live
    has_states = precondition.subject_id is not None
    return columns_of(
        OutboxRows,
        message,
        lane=None if message.op in UNORDERED else message.address,
        chat_id=message.address,
        person=message.recipient,
        precondition_notice=precondition.notice,
        precondition_subject=precondition.subject,
        precondition_subject_id=precondition.subject_id,
        precondition_command=precondition.command,
        precondition_states=" ".join(precondition.states) if has_states else None,
        time_to_live=None if ttl is None else int(ttl.total_seconds()),
        state=WAITING,
        enqueued_at=enqueued_at,
        next_at=now,
        fence=0,
        attempts=0,
        error=None,
        repeat=False,
        cause=cause,
        **content,
    )


def message_of(row: OutboxRows, cipher: FieldCipher) -> Message:
    """The message of an open row. Raises ``DecryptionError`` or ``KeyMissing``."""
    card, entry, sheet, document, toast, mail_address = ENCRYPTED_MESSAGES.decrypt(cipher, row)
    return record_of(
        Message,
        row,
        address=Address(row.chat_id),
        recipient=row.person,
        card=None if card is None else cards.load(cards.Card, card),
        calendar_event=None if entry is None else load_attachment(CalendarEvent, entry),
        spreadsheet=None if sheet is None else load_attachment(Spreadsheet, sheet),
        document=None if document is None else load_attachment(Document, document),
        toast=None if toast is None else cards.load(cards.Text, toast),
        mail_address=mail_address,
        precondition=_precondition(row),
        time_to_live=None if row.time_to_live is None else timedelta(seconds=row.time_to_live),
    )


def _precondition(row: OutboxRows) -> SendPrecondition | None:
    if (
        row.precondition_notice is None
        and row.precondition_subject_id is None
        and row.precondition_command is None
    ):
        return None
    return SendPrecondition(
        notice=row.precondition_notice,
        subject=None if row.precondition_subject is None else Subject(row.precondition_subject),
        subject_id=row.precondition_subject_id,
        states=() if row.precondition_states is None else tuple(row.precondition_states.split()),
        command=row.precondition_command,
    )
