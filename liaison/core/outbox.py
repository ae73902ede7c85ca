"""Messages of the outbox: recipient, urgency, attached files, and the preconditions for sending."""

import json
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, fields
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import NewType, TypeAlias, TypeVar

from liaison.core.cards import Card, Text, card, from_json, text, to_json
from liaison.core.channels import PAGE, Address, channel_of
from liaison.core.people import PersonId

_A = TypeVar("_A")
PHONE = "phone"
"""The venue of a meeting by phone; one by video has none."""
Cell: TypeAlias = str | int | date | tuple[Text, ...] | None
"""A reference shown unchanged, a count, a local date, messages without values, or an empty cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreadsheet:
    """A table: ``lines`` are above the names of its ``columns``. ``name`` becomes the file name."""

    name: str
    lines: tuple[Text, ...]
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """A calendar event. Instants are aware UTC. ``uid`` is a code, or ``CODE@HOST``, and never
    changes; a greater ``sequence`` replaces the previous version, and ``cancelled`` removes the
    event. ``venue`` is shown as typed; None means by video.
    """

    uid: str
    sequence: int
    cancelled: bool
    updated_at: datetime
    start: datetime
    end: datetime
    title: Text
    lines: tuple[Text, ...]
    venue: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document to be typeset: its ``layout``, the ``language`` in which it is written, and as
    ``content`` its part of the words of that layout, with the values of a record. ``name`` becomes
    the file name; ``made_at`` is aware UTC.
    """

    name: str
    made_at: datetime
    layout: str
    language: str
    content: Text


Attachment: TypeAlias = Spreadsheet | CalendarEvent | Document


def dump_attachment(attachment: Attachment) -> str:
    """Serialize a file for the outbox as JSON; ``load_attachment`` is the exact inverse."""
    values = {each.name: to_json(getattr(attachment, each.name)) for each in fields(attachment)}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def load_attachment(kind: Callable[..., _A], serialized: str) -> _A:
    """Read a file that ``dump_attachment`` wrote."""
    return kind(**{name: from_json(raw) for name, raw in json.loads(serialized).items()})


def remote(venue: str | None) -> Text | None:
    """What takes the place of the venue of a meeting that is at none."""
    key = {None: "meeting-video", PHONE: "meeting-phone"}.get(venue)
    return None if key is None else text(key)


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
    """Send the card by e-mail to ``mail_address``, or else to the person's own address."""
    FILE = "file"
    """Send a file with the card as its caption: a calendar file of ``calendar_event``, a table of
    ``spreadsheet``, or a ``document``.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class SendPrecondition:
    """What must be true when a message is sent, unless it is None: the ``notice`` is still open,
    the record ``subject_id`` of the type ``subject`` is in one of ``states``, if any, and the
    reader's role may still use ``command``.
    """

    notice: str | None = None
    subject: Subject | None = None
    subject_id: str | None = None
    states: tuple[str, ...] = ()
    command: str | None = None


NO_BUTTONS = card()
"""The card of an edit that takes the buttons from a message and leaves its text."""


@dataclass(frozen=True, slots=True)
class Message:
    """One row of the outbox.

    ``recipient`` is None only if the address belongs to no member, or for an operation that shows
    nothing: then the person is not checked at sending. ``message_slot`` names a slot of the chat:
    an ``EDIT`` with a slot edits the latest message of that slot or, if there is none or it was
    deleted, sends a new one unless ``edit_only``. A slot holds one message; the previous one is
    deleted after a new one that ``replaces`` it was delivered. ``dedupe_key`` is unique for ever: a
    second row with the same key is not added. ``must_deliver`` repeats a call with an unknown
    outcome. A ``silent`` one only informs. ``time_to_live`` is how long the message stays, if
    shorter than the setting of its chat; an ``expired`` operation is skipped if ``message_id`` has
    changed since it was enqueued.
    """

    address: Address
    op: Op
    _: KW_ONLY
    recipient: PersonId | None = None
    card: Card | None = None
    calendar_event: CalendarEvent | None = None
    spreadsheet: Spreadsheet | None = None
    document: Document | None = None
    toast: Text | None = None
    as_alert: bool = False
    message_slot: str | None = None
    edit_only: bool = False
    replaces: bool = False
    message_id: int | None = None
    mail_address: str | None = None
    query_id: str | None = None
    dedupe_key: str | None = None
    precondition: SendPrecondition | None = None
    urgency: Urgency = Urgency.NOTIFICATION
    must_deliver: bool = True
    silent: bool = False
    time_to_live: timedelta | None = None
    expired: bool = False

    @property
    def is_of_page(self) -> bool:
        """Whether it is sent to a page, and not by e-mail."""
        return self.op is not Op.MAIL and channel_of(self.address) is PAGE

    @property
    def view(self) -> str:
        """The view of its card, which is a slot of the message, too."""
        return "" if self.card is None else self.card.view
