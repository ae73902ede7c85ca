"""What a use case may ask of the floor that keeps things: one transaction and its repositories.

A use case gets a ``Tx``, never commits it and never sends: what it says and what it changes are
rows of the same transaction, and either all of them hold or none.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any, ClassVar, Protocol, TypeVar

from liaison.agreement.repository import Differences, Terminations
from liaison.audit.repository import Salts
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.attachments import Sheet
from liaison.core.audit_chain import Head
from liaison.core.calendar_event import Appointment
from liaison.core.cards import Card, Text
from liaison.core.people import Person, PersonId
from liaison.core.repository import (
    Activities,
    Agendas,
    Aways,
    Conversations,
    Holidays,
    MailCodes,
    Marks,
    Meetings,
    Notices,
    Requests,
    Schedules,
    TwoKeys,
)
from liaison.disclosures.repository import Disclosures
from liaison.notes.repository import LegalHolds, Notes, Retention
from liaison.notifications.repository import Lives
from liaison.notifications.rules import Subject
from liaison.people.repository import Invites, Nominations, People, Pins
from liaison.requests.deadlines import WorkCalendar

_R_co = TypeVar("_R_co", covariant=True)


class Urgency(IntEnum):
    """In which order messages leave: lower goes first."""

    ANSWER = 0
    """The answer to something that a person just did."""
    EMERGENCY = 1
    """Something that must not wait behind anything."""
    NEWS = 2
    """Something that a person did not ask for just now."""


class Op(StrEnum):
    """What a row of the outbox asks of the channel."""

    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"
    TOAST = "toast"
    """Answer a press (`answerCallbackQuery`); ``query_id`` names it, ``toast`` may be empty."""
    LEAVE = "leave"
    """Leave a group, saying nothing."""
    MENU = "menu"
    """Set the command menu of a chat for the person's role and language."""
    MAIL = "mail"
    """Send the card by e-mail, to ``address`` or else to the person's own."""
    FILE = "file"
    """Send a file with the card as its caption: for calendars, made of ``appointment``, or a table,
    made of ``sheet``.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What must still hold when a message leaves.

    The notice of that code, where one is named, is still open; the case or meeting ``of`` that
    code, where one is named, is still in one of these states; the reader's role, where a ``line``
    is named, may still use it.
    """

    notice: str | None = None
    subject: Subject | None = None
    of: str | None = None
    states: tuple[str, ...] = ()
    line: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One row for the outbox.

    ``to`` is None only where the chat belongs to nobody who has joined, or what is over goes: then
    no check of a person is made when it leaves. ``slot`` names a place in the chat: an ``EDIT``
    with a slot changes the message that was last sent or edited in that slot and, where there is
    none or it is gone, sends anew unless ``only_there`` says not to. A message stands in one slot
    only; the one that stood there before is taken off the chat once a new one that ``replaces`` it
    has come. ``key`` is unique for ever: a second row with the same key is not made.
    ``matters`` asks for a second try where the outcome of a call is unknown. ``silent`` wakes
    nobody. ``life`` is how long the message stands, where that is less than its chat's messages do;
    what is said as the life of ``message_id`` is ``over`` is not done where that has changed since.
    """

    chat_id: int
    op: Op
    to: PersonId | None = None
    card: Card | None = None
    appointment: Appointment | None = None
    sheet: Sheet | None = None
    toast: Text | None = None
    loud: bool = False
    slot: str | None = None
    only_there: bool = False
    replaces: bool = False
    message_id: int | None = None
    address: str | None = None
    query_id: str | None = None
    key: str | None = None
    guard: Guard | None = None
    urgency: Urgency = Urgency.NEWS
    matters: bool = True
    silent: bool = False
    life: timedelta | None = None
    over: bool = False


class Repository(Protocol[_R_co]):
    """A repository of each transaction, made when it is first used."""

    def __get__(self, tx: object, owner: type) -> _R_co: ...


class Tx(Protocol):
    """One transaction: what it reads, changes, says, remembers and wakes up holds as a whole."""

    @property
    def now(self) -> datetime:
        """The moment of this transaction, aware UTC, the same at every call."""

    @property
    def agreement(self) -> Agreement:
        """The agreement in force: the profile, with all that was set laid over it."""

    profile: Agreement
    """The agreement as its profile has it."""
    mails: bool
    """Whether the service can send e-mail."""

    people: ClassVar[Repository[People]]
    invites: ClassVar[Repository[Invites]]
    nominations: ClassVar[Repository[Nominations]]
    requests: ClassVar[Repository[Requests]]
    notes: ClassVar[Repository[Notes]]
    legal_holds: ClassVar[Repository[LegalHolds]]
    retention: ClassVar[Repository[Retention]]
    meetings: ClassVar[Repository[Meetings]]
    agendas: ClassVar[Repository[Agendas]]
    activities: ClassVar[Repository[Activities]]
    two_keys: ClassVar[Repository[TwoKeys]]
    proven: ClassVar[Repository[Salts]]
    terminations: ClassVar[Repository[Terminations]]
    differences: ClassVar[Repository[Differences]]
    disclosures: ClassVar[Repository[Disclosures]]
    conversations: ClassVar[Repository[Conversations]]
    notices: ClassVar[Repository[Notices]]
    lives: ClassVar[Repository[Lives]]
    marks: ClassVar[Repository[Marks]]
    aways: ClassVar[Repository[Aways]]
    mail_codes: ClassVar[Repository[MailCodes]]
    pins: ClassVar[Repository[Pins]]
    schedules: ClassVar[Repository[Schedules]]
    holidays: ClassVar[Repository[Holidays]]

    def calendar(self, party: PartyCode) -> WorkCalendar:
        """The working days of a Party."""

    def random(self, count: int) -> bytes:
        """That many random bytes."""

    async def say(self, message: Message) -> None:
        """Put a row into the outbox, unless its key is there already."""

    async def say_once(self, message: Message) -> bool:
        """Put a row into the outbox at once; false where its key is there already."""

    async def audit(self, action: str, subject: str, *, by: Person | None, **facts: Any) -> None:
        """Add a line to the audit record: class 1 facts only."""

    async def audit_head(self) -> Head:
        """The head of the audit record as it was before this transaction."""

    async def looked(self, kind: str, subject: str) -> datetime | None:
        """When a subject was last looked at or planned for; None where nothing is planned."""

    async def wake(self, kind: str, subject: str, at: datetime | None) -> None:
        """Look at a subject again then, and only then; never again where ``at`` is None."""

    async def renew(self) -> None:
        """Take what was set in this transaction into the agreement and the calendars."""

    async def look_again(self, *kinds: str) -> None:
        """Look now at everything of these kinds that is planned for later: a rule has changed."""
