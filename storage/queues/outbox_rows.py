"""The tables of the outbox, and how a message becomes a row and a row a message again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, String, Text
from sqlmodel import Field

from liaison.core.attachments import dump_appointment, dump_sheet, load_appointment, load_sheet
from liaison.core.cards import dump_card, dump_text, load_card, load_text
from liaison.core.outbox import Guard, Message, Op, Subject, Urgency
from liaison.core.people import PersonId
from storage.crypto.field_encryption import Ciphertext, Seals
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    chat,
    check,
    one_of,
    partial_index,
    table_of,
)
from storage.queues.work_queue import WAITING, QueueRows

ALONE = (Op.TOAST, Op.MAIL)
"""What waits for no other message."""
_ALONE = ", ".join(f"'{op}'" for op in ALONE)
_SHOWS = ", ".join(f"'{op}'" for op in (Op.SEND, Op.EDIT, Op.MAIL, Op.FILE))


class OutboxRows(QueueRows, table=True):
    """Messages. ``id`` is their order; a sent one keeps its key and its place, not its words.

    ``lane`` is the chat, or nothing for what waits for no other message: the answer to a press,
    and a letter. ``life`` is in seconds.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("state", (WAITING, "sent", "superseded", "failed", "dead")),
        one_of("op", Op),
        check("urgency_known", f"urgency IN ({', '.join(str(int(each)) for each in Urgency)})"),
        check("lane_of_chat", "lane = chat_id"),
        check("lane_unless_alone", f"(lane IS NULL) = (op IN ({_ALONE}))"),
        check("toast_answers", "state <> 'waiting' OR op <> 'toast' OR query_id IS NOT NULL"),
        check("card_kept", f"state <> 'waiting' OR op NOT IN ({_SHOWS}) OR card IS NOT NULL"),
        check("appointment_of_file", "appointment IS NULL OR op = 'file'"),
        check("sheet_of_file", "sheet IS NULL OR op = 'file'"),
        check(
            "file_of_one_kind",
            "state <> 'waiting' OR op <> 'file' OR (appointment IS NULL) <> (sheet IS NULL)",
        ),
        check("address_of_mail", "address IS NULL OR op = 'mail'"),
        check(
            "mail_to_somebody",
            "state <> 'waiting' OR op <> 'mail' OR person IS NOT NULL OR address IS NOT NULL",
        ),
        check("guard_subject_named", "length(guard_subject) > 0"),
        check(
            "guard_whole",
            "(guard_subject IS NULL) = (guard_of IS NULL)"
            " AND (guard_of IS NULL) = (guard_states IS NULL)",
        ),
        check("life_positive", "life > 0"),
        check("counts", "attempts >= 0 AND fence >= 0"),
        partial_index("ix_outbox_waiting", "lane", "urgency", "id", where="state = 'waiting'"),
        partial_index("ix_outbox_claimed", "lane", where="state = 'waiting' AND error = 'claimed'"),
        partial_index("ix_outbox_dead", "id", where="state = 'dead'"),
        {"sqlite_autoincrement": True},
    )
    chat_id: int = Field(sa_type=WideInteger)
    lane: int | None = Field(sa_type=WideInteger)
    op: str
    person: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    card: Ciphertext | None = Field(sa_type=Text)
    appointment: Ciphertext | None = Field(sa_type=Text)
    sheet: Ciphertext | None = Field(sa_type=Text)
    toast: Ciphertext | None = Field(sa_type=Text)
    loud: bool
    slot: str | None
    only_there: bool
    replaces: bool
    message_id: int | None = Field(sa_type=WideInteger)
    address: Ciphertext | None = Field(sa_type=String)
    query_id: str | None
    key: str | None = Field(unique=True)
    guard_notice: str | None
    guard_subject: str | None
    guard_of: str | None
    guard_states: str | None
    guard_line: str | None
    urgency: int
    matters: bool
    silent: bool
    life: int | None
    is_over: bool
    state: str
    said_at: datetime = Field(sa_type=UtcDateTime)
    repeat: bool


class HoldRows(Rows, table=True):
    """Chats to which Telegram lets nothing be sent before a moment."""

    __tablename__ = "holds"
    chat_id: int = chat()
    until: datetime = Field(sa_type=UtcDateTime)


class ShownRows(Rows, table=True):
    """The message that stands in a slot of a chat."""

    __tablename__ = "shown"
    __table_args__ = (
        check("slot_named", "length(slot) > 0"),
        Index("ix_shown_message", "chat_id", "message_id"),
    )
    chat_id: int = Field(sa_type=WideInteger, primary_key=True)
    slot: str = Field(primary_key=True)
    message_id: int = Field(sa_type=WideInteger)


OUTBOX = table_of(OutboxRows)
HOLDS = table_of(HoldRows)
SHOWN = table_of(ShownRows)
SEALED = ("card", "appointment", "sheet", "toast", "address")
"""What a message says, and to which address: gone once it is sent."""


def place_of(chat_id: int, said_at: datetime) -> str:
    """What never changes about a row: its number is not known before it is written. What one
    transaction says to a chat is told apart by microseconds.
    """
    return f"{chat_id} {said_at.isoformat()}"


def values_of(
    message: Message, now: datetime, said_at: datetime, seals: Seals
) -> Mapping[str, Any]:
    """The columns of a message that may leave from now on."""
    chat_id, entry, guard = message.chat_id, message.appointment, message.guard or Guard()
    place = place_of(chat_id, said_at)
    said = {
        "card": None if message.card is None else dump_card(message.card),
        "appointment": None if entry is None else dump_appointment(entry),
        "sheet": None if message.sheet is None else dump_sheet(message.sheet),
        "toast": None if message.toast is None else dump_text(message.toast),
        "address": message.address,
    }
    return {
        "chat_id": chat_id,
        "lane": None if message.op in ALONE else chat_id,
        "op": message.op.value,
        "person": message.to,
        "loud": message.loud,
        "slot": message.slot,
        "only_there": message.only_there,
        "replaces": message.replaces,
        "message_id": message.message_id,
        "query_id": message.query_id,
        "key": message.key,
        "guard_notice": guard.notice,
        "guard_subject": None if guard.subject is None else guard.subject,
        "guard_of": guard.of,
        "guard_line": guard.line,
        "guard_states": None if guard.of is None else " ".join(guard.states),
        "urgency": int(message.urgency),
        "matters": message.matters,
        "silent": message.silent,
        "life": None if message.life is None else int(message.life.total_seconds()),
        "is_over": message.over,
        "state": WAITING,
        "said_at": said_at,
        "next_at": now,
        "fence": 0,
        "attempts": 0,
        "repeat": False,
        **{column: _pack(value, place, column, seals) for column, value in said.items()},
    }


def message_of(row: OutboxRows, seals: Seals) -> Message:
    """The message of a row that has not been settled.

    Raises ``Unsealed`` where it is not what was said, and ``KeyMissing``.
    """
    place = place_of(row.chat_id, row.said_at)
    card, entry, sheet, toast, address = (
        _unpack(getattr(row, column), place, column, seals) for column in SEALED
    )
    return Message(
        chat_id=row.chat_id,
        op=Op(row.op),
        to=row.person,
        card=None if card is None else load_card(card),
        appointment=None if entry is None else load_appointment(entry),
        sheet=None if sheet is None else load_sheet(sheet),
        toast=None if toast is None else load_text(toast),
        loud=row.loud,
        slot=row.slot,
        only_there=row.only_there,
        replaces=row.replaces,
        message_id=row.message_id,
        address=address,
        query_id=row.query_id,
        key=row.key,
        guard=_guard(row),
        urgency=Urgency(row.urgency),
        matters=row.matters,
        silent=row.silent,
        life=None if row.life is None else timedelta(seconds=row.life),
        over=row.is_over,
    )


def _guard(row: OutboxRows) -> Guard | None:
    if row.guard_notice is None and row.guard_of is None and row.guard_line is None:
        return None
    return Guard(
        notice=row.guard_notice,
        subject=None if row.guard_subject is None else Subject(row.guard_subject),
        of=row.guard_of,
        states=() if row.guard_states is None else tuple(row.guard_states.split()),
        line=row.guard_line,
    )


def _pack(value: str | None, place: str, column: str, seals: Seals) -> Ciphertext | None:
    return None if value is None else seals.pack(value, table="outbox", row=place, column=column)


def _unpack(stored: Ciphertext | None, place: str, column: str, seals: Seals) -> str | None:
    if stored is None:
        return None
    return seals.unpack(stored, table="outbox", row=place, column=column)
