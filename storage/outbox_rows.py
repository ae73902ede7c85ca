"""The tables of the outbox, and how a message becomes a row and a row a message again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Index, Row, Text
from sqlmodel import Field

from liaison.domain.appointments import dump_appointment, load_appointment
from liaison.domain.cards import dump_card, dump_text, load_card, load_text
from liaison.domain.notices import Subject
from liaison.domain.people import PersonId
from liaison.usecases.ports import Guard, Message, Op, Urgency
from storage.claims import WAITING
from storage.payloads import pack, unpack
from storage.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    chat,
    check,
    number,
    one_of,
    partial_index,
    table_of,
)

ALONE = (Op.TOAST, Op.MAIL)
"""What waits for no other message."""
_ALONE = ", ".join(f"'{op}'" for op in ALONE)
_SHOWS = ", ".join(f"'{op}'" for op in (Op.SEND, Op.EDIT, Op.MAIL, Op.FILE))


class OutboxRows(Rows, table=True):
    """Messages. ``id`` is their order; a sent one keeps its key and its place, not its words.

    ``lane`` is the chat, or nothing for what waits for no other message: the answer to a press,
    and a letter.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("state", (WAITING, "sent", "superseded", "failed", "dead")),
        one_of("op", Op),
        check("urgency_known", f"urgency IN ({', '.join(str(int(each)) for each in Urgency)})"),
        check("lane_of_chat", "lane = chat_id"),
        check("lane_unless_alone", f"(lane IS NULL) = (op IN ({_ALONE}))"),
        check("toast_answers", "op <> 'toast' OR query_id IS NOT NULL"),
        check("card_kept", f"state <> 'waiting' OR op NOT IN ({_SHOWS}) OR card IS NOT NULL"),
        check("appointment_of_file", "appointment IS NULL OR op = 'file'"),
        check("appointment_kept", "state <> 'waiting' OR op <> 'file' OR appointment IS NOT NULL"),
        check("address_of_mail", "address IS NULL OR op = 'mail'"),
        check(
            "mail_to_somebody",
            "state <> 'waiting' OR op <> 'mail' OR person IS NOT NULL OR address IS NOT NULL",
        ),
        one_of("guard_subject", Subject),
        check(
            "guard_whole",
            "(guard_subject IS NULL) = (guard_of IS NULL)"
            " AND (guard_of IS NULL) = (guard_states IS NULL)",
        ),
        check("counts", "attempts >= 0 AND fence >= 0"),
        partial_index("ix_outbox_waiting", "lane", "id", where="state = 'waiting'"),
        partial_index("ix_outbox_dead", "id", where="state = 'dead'"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = number()
    chat_id: int = Field(sa_type=WideInteger)
    lane: int | None = Field(sa_type=WideInteger)
    op: str
    person: int | None = Field(sa_type=WideInteger, foreign_key="people.id")
    card: str | None = Field(sa_type=Text)
    appointment: str | None = Field(sa_type=Text)
    toast: str | None = Field(sa_type=Text)
    loud: bool
    slot: str | None
    only_there: bool
    replaces: bool
    message_id: int | None = Field(sa_type=WideInteger)
    address: str | None
    query_id: str | None
    key: str | None = Field(unique=True)
    guard_notice: str | None
    guard_subject: str | None
    guard_of: str | None
    guard_states: str | None
    urgency: int
    matters: bool
    state: str
    said_at: datetime = Field(sa_type=UtcDateTime)
    next_at: datetime = Field(sa_type=UtcDateTime)
    fence: int
    attempts: int
    repeat: bool
    error: str | None


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


def values_of(message: Message, now: datetime) -> Mapping[str, Any]:
    """The columns of a message that is said now."""
    chat_id, card, toast = message.chat_id, message.card, message.toast
    address, guard = message.address, message.guard or Guard()
    entry = None if message.appointment is None else dump_appointment(message.appointment)
    return {
        "chat_id": chat_id,
        "lane": None if message.op in ALONE else chat_id,
        "op": message.op.value,
        "person": message.to,
        "card": None if card is None else _pack(dump_card(card), chat_id, "card"),
        "appointment": None if entry is None else _pack(entry, chat_id, "appointment"),
        "toast": None if toast is None else _pack(dump_text(toast), chat_id, "toast"),
        "loud": message.loud,
        "slot": message.slot,
        "only_there": message.only_there,
        "replaces": message.replaces,
        "message_id": message.message_id,
        "address": None if address is None else _pack(address, chat_id, "address"),
        "query_id": message.query_id,
        "key": message.key,
        "guard_notice": guard.notice,
        "guard_subject": None if guard.subject is None else guard.subject.value,
        "guard_of": guard.of,
        "guard_states": None if guard.of is None else " ".join(guard.states),
        "urgency": int(message.urgency),
        "matters": message.matters,
        "state": WAITING,
        "said_at": now,
        "next_at": now,
        "fence": 0,
        "attempts": 0,
        "repeat": False,
    }


def message_of(row: Row[Any]) -> Message:
    """The message of a row that has not been settled."""
    card, toast, address = row.card, row.toast, row.address
    entry = row.appointment
    if entry is not None:
        entry = load_appointment(_unpack(entry, row.chat_id, "appointment"))
    return Message(
        chat_id=row.chat_id,
        op=Op(row.op),
        to=None if row.person is None else PersonId(row.person),
        card=None if card is None else load_card(_unpack(card, row.chat_id, "card")),
        appointment=entry,
        toast=None if toast is None else load_text(_unpack(toast, row.chat_id, "toast")),
        loud=row.loud,
        slot=row.slot,
        only_there=row.only_there,
        replaces=row.replaces,
        message_id=row.message_id,
        address=None if address is None else _unpack(address, row.chat_id, "address"),
        query_id=row.query_id,
        key=row.key,
        guard=_guard(row),
        urgency=Urgency(row.urgency),
        matters=row.matters,
    )


def _guard(row: Row[Any]) -> Guard | None:
    if row.guard_notice is None and row.guard_of is None:
        return None
    return Guard(
        notice=row.guard_notice,
        subject=None if row.guard_subject is None else Subject(row.guard_subject),
        of=row.guard_of,
        states=() if row.guard_states is None else tuple(row.guard_states.split()),
    )


def _pack(value: str, chat_id: int, column: str) -> str:
    return pack(value, table="outbox", row=chat_id, column=column)


def _unpack(stored: str, chat_id: int, column: str) -> str:
    return unpack(stored, table="outbox", row=chat_id, column=column)
