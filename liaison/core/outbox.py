"""Messages of the outbox: recipient, urgency, and the preconditions for sending."""

from dataclasses import KW_ONLY, dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum
from typing import NewType

from liaison.core.attachments import CalendarEvent, Spreadsheet
from liaison.core.cards import Card, Text
from liaison.core.people import Person, PersonId

Subject = NewType("Subject", str)
"""The subject of a notice, by the key under which a concept registers it."""
PERSON_SUBJECT = Subject("person")
AGREEMENT_SUBJECT = Subject("agreement")
"""The Agreement itself: amendments, termination, differences, disclosures."""
SERVICE_SUBJECT = Subject("desk")
"""The service itself: digests, outages."""


class Urgency(IntEnum):
    """The order in which messages are sent: lower first."""

    REPLY = 0
    """The answer to an action of the person."""
    HIGH = 1
    """Neither waits for another notification nor loses its sound to one."""
    NOTIFICATION = 2
    """Not an answer to an action of the person."""
    STRANGER = 3
    """The answer to a person who has not joined."""


class Op(StrEnum):
    """The operation that a row of the outbox requests."""

    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"
    PIN = "pin"
    """Pin a message without a sound."""
    ANSWER_CALLBACK = "toast"
    """Answer the callback ``query_id`` (`answerCallbackQuery`); ``toast`` may be empty."""
    LEAVE = "leave"
    """Leave a group without a message."""
    MENU = "menu"
    """Set the command menu of a chat for the person's role and language."""
    MAIL = "mail"
    """Send the card by e-mail to ``address``, or else to the person's own address."""
    FILE = "file"
    """Send a file with the card as its caption: a calendar file of ``calendar_event``, or a table
    of ``spreadsheet``.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class SendPrecondition:
    """What must be true when a message is sent; fields that are None are not checked.

    The notice with the code ``notice`` is still open; the record ``subject_id`` of the type
    ``subject`` is still in one of ``states``; the reader's role may still use ``command``.
    """

    notice: str | None = None
    subject: Subject | None = None
    subject_id: str | None = None
    states: tuple[str, ...] = ()
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One row of the outbox.

    ``recipient`` is None only if the chat belongs to no member, or for an operation that shows
    nothing: then the person is not checked at sending. ``message_slot`` names a slot of the chat:
    an ``EDIT`` with a slot edits the latest message of that slot or, if there is none or it was
    deleted, sends a new one unless ``edit_only``. A slot holds one message; the previous one is
    deleted after a new one that ``replaces`` it was delivered. ``dedupe_key`` is unique for ever: a
    second row with the same key is not added. ``must_deliver`` repeats a call with an unknown
    outcome. A ``silent`` one only informs. ``time_to_live`` is how long the message stays, if
    shorter than the setting of its chat; an ``expired`` operation is skipped if ``message_id`` has
    changed since it was enqueued.
    """

    chat_id: int
    op: Op
    _: KW_ONLY
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

    @property
    def view(self) -> str:
        """The view of its card, which is a slot of the message, too."""
        return "" if self.card is None else self.card.view


def message_to(
    person: Person,
    shown: Card,
    *,
    dedupe_key: str | None = None,
    urgency: Urgency = Urgency.NOTIFICATION,
) -> Message:
    """A new message to a person."""
    return Message(
        person.chat_id,
        Op.SEND,
        recipient=person.id,
        card=shown,
        dedupe_key=dedupe_key,
        urgency=urgency,
    )
