"""Messages for the outbox: what is sent to whom, how urgently, and what must hold until then."""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum
from typing import NewType

from liaison.core.attachments import CalendarEvent, Spreadsheet
from liaison.core.cards import Card, Text
from liaison.core.people import PersonId

Subject = NewType("Subject", str)
"""What a notice is about, by the name under which a concept registers it."""
PERSON_SUBJECT = Subject("person")
AGREEMENT_SUBJECT = Subject("agreement")
"""The Agreement itself: amendments, its end, differences, disclosures."""
SERVICE_SUBJECT = Subject("desk")
"""The service itself: digests, outages."""


class Urgency(IntEnum):
    """In which order messages leave: lower goes first."""

    REPLY = 0
    """The answer to something that a person just did."""
    EMERGENCY = 1
    """Something that must not wait behind anything."""
    NOTIFICATION = 2
    """Something that a person did not ask for just now."""


class Op(StrEnum):
    """What a row of the outbox asks of the channel."""

    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"
    ANSWER_CALLBACK = "toast"
    """Answer a press (`answerCallbackQuery`); ``query_id`` names it, ``toast`` may be empty."""
    LEAVE = "leave"
    """Leave a group, saying nothing."""
    MENU = "menu"
    """Set the command menu of a chat for the person's role and language."""
    MAIL = "mail"
    """Send the card by e-mail, to ``address`` or else to the person's own."""
    FILE = "file"
    """Send a file with the card as its caption: for calendars, made of ``calendar_event``, or a
    table, made of ``spreadsheet``.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class SendPrecondition:
    """What must still hold when a message leaves.

    The notice of that code, where one is named, is still open; the case or meeting ``subject_id``
    that code, where one is named, is still in one of these states; the reader's role, where a
    ``command`` is named, may still use it.
    """

    notice: str | None = None
    subject: Subject | None = None
    subject_id: str | None = None
    states: tuple[str, ...] = ()
    command: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One row for the outbox.

    ``recipient`` is None only where the chat belongs to nobody who has joined, or what is over
    goes: then no check of a person is made when it leaves. ``message_slot`` names a place in the
    chat: an ``EDIT`` with a slot changes the message that was last sent or edited in that slot and,
    where there is none or it is gone, sends anew unless ``edit_only`` says not to. A message stands
    in one slot only; the one that stood there before is taken off the chat once a new one that
    ``replaces`` it has come. ``dedupe_key`` is unique for ever: a second row with the same key is
    not made. ``must_deliver`` asks for a second try where the outcome of a call is unknown.
    ``silent`` wakes nobody. ``time_to_live`` is how long the message stands, where that is less
    than its chat's messages do; an ``expired`` operation is skipped where ``message_id`` has
    changed since it was enqueued.
    """

    chat_id: int
    op: Op
    recipient: PersonId | None = None
    card: Card | None = None
    calendar_event: CalendarEvent | None = None
    spreadsheet: Spreadsheet | None = None
    toast: Text | None = None
    as_alert: bool = False
    message_slot: str | None = None
    edit_only: bool = False
    replaces: bool = False
    message_id: int | None = None
    address: str | None = None
    query_id: str | None = None
    dedupe_key: str | None = None
    precondition: SendPrecondition | None = None
    urgency: Urgency = Urgency.NOTIFICATION
    must_deliver: bool = True
    silent: bool = False
    time_to_live: timedelta | None = None
    expired: bool = False
