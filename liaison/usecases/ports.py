"""What a use case may ask of the floor that keeps things: one transaction and its repositories.

A use case gets a ``Tx``, never commits it and never sends: what it says and what it changes are
rows of the same transaction, and either all of them hold or none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any, Protocol

from liaison.domain.agreements import Agreement, PartyCode
from liaison.domain.away import Away
from liaison.domain.cards import Card, Text
from liaison.domain.deadlines import WorkCalendar
from liaison.domain.mail import MailCode
from liaison.domain.notices import Copy, Notice, Outage, Subject
from liaison.domain.people import Invite, Person, PersonId, Role, Standing
from liaison.domain.references import Reference
from liaison.domain.request_facts import Event, Request
from liaison.domain.schedules import Schedule
from liaison.domain.scorecards import CaseFacts, Period


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What must still hold when a message leaves.

    The notice of that code, where one is named, is still open; the case of that reference, where
    one is named, is still in one of these states.
    """

    notice: str | None = None
    reference: Reference | None = None
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One row for the outbox.

    ``to`` is None only where the chat belongs to nobody who has joined: then no check of a person
    is made when it leaves. ``slot`` names a place in the chat: an ``EDIT`` with a slot changes the
    message that was last sent or edited in that slot and, where there is none or it is gone, sends
    anew unless ``only_there`` says not to. A message stands in one slot only; the one that stood
    there before is taken off the chat once a new one that ``replaces`` it has come. ``key`` is
    unique for ever: a second row with the same key is not made.
    ``matters`` asks for a second try where the outcome of a call is unknown.
    """

    chat_id: int
    op: Op
    to: PersonId | None = None
    card: Card | None = None
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


class People(Protocol):
    """The people of both Parties."""

    async def by_chat(self, chat_id: int) -> Person | None:
        """The person of a chat whatever the standing, the latest who joined from it."""

    async def get(self, person: PersonId) -> Person | None:
        """One person by id."""

    async def team(self, party: PartyCode, *roles: Role) -> Sequence[Person]:
        """The active people of a Party with one of the roles (all roles when none is named)."""

    async def listed(self, party: PartyCode) -> Sequence[Person]:
        """The active and suspended people of a Party, in the order in which they joined."""

    async def add(
        self, *, party: PartyCode, role: Role, agency: str, name: str, chat_id: int, at: datetime
    ) -> Person:
        """Keep a new active person, who has no language yet."""

    async def set_language(self, person: PersonId, language: str) -> None:
        """Remember the language a person chose."""

    async def set_standing(self, person: PersonId, standing: Standing) -> None:
        """Suspend, remove or bring back; queued messages are checked when they leave."""

    async def set_unreachable(self, person: PersonId, since: datetime | None) -> None:
        """Mark that Telegram delivers nothing to the person, or with None that it does again."""

    async def set_email(self, person: PersonId, address: str | None) -> None:
        """Keep a confirmed e-mail address, or none."""


class Invites(Protocol):
    """Invitations and the guesses at them."""

    async def add(self, invite: Invite) -> None:
        """Keep an invitation."""

    async def find(self, token_hash: str) -> Invite | None:
        """One invitation by the hash of its token."""

    async def use(self, token_hash: str, *, person: PersonId, at: datetime) -> bool:
        """Mark as used; false where somebody else used it first."""

    async def revoke(self, person: PersonId, *, at: datetime) -> None:
        """Let the unused invitations that a person made expire at that moment."""

    async def tries(self, chat_id: int, *, since: datetime) -> int:
        """How many wrong links came from a chat since then."""

    async def note_try(self, chat_id: int, *, at: datetime) -> None:
        """Remember a wrong link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """Which cases of a Party a list shows. Dates and moments are those of the requested Party of a
    case: ``today`` in its zone, ``soon`` the last day that is soon, ``forgotten`` the moment before
    which the last step of a forgotten case was taken.
    """

    which: str
    """One of ``open``, ``ours`` (the next step is ours), ``overdue``, ``ended``, ``all``, ``soon``,
    ``sent`` (not yet received), ``forgotten``, ``owed`` (an answer is).
    """
    today: Mapping[PartyCode, date]
    soon: Mapping[PartyCode, date] = field(default_factory=dict)
    forgotten: Mapping[PartyCode, datetime] = field(default_factory=dict)
    requested: PartyCode | None = None
    """Only cases in which this Party is the requested one."""
    offset: int = 0
    limit: int = 5


class Requests(Protocol):
    """Cases, always asked for on behalf of a Party that is part of them."""

    async def add(self, request: Request, event: Event) -> None:
        """Keep a new case and its first event."""

    async def get(self, reference: Reference, *, party: PartyCode) -> Request | None:
        """One case that this Party is part of."""

    async def exists(self, reference: Reference) -> bool:
        """Whether a reference is taken, by anybody."""

    async def change(self, request: Request, event: Event) -> bool:
        """Write the next version; false where it is no longer ``request.version - 1``."""

    async def events(self, reference: Reference, *, party: PartyCode) -> Sequence[Event]:
        """The history of a case as this Party may see it, oldest first."""

    async def listed(self, party: PartyCode, chosen: CaseFilter) -> tuple[Sequence[Request], int]:
        """One page of a Party's cases, those due first on top, and how many there are in all."""

    async def counted(self, party: PartyCode, *chosen: CaseFilter) -> Sequence[int]:
        """How many of a Party's cases each of several lists shows, whatever their pages."""

    async def facts(self, party: PartyCode, period: Period) -> Sequence[CaseFacts]:
        """What a scorecard counts of a Party's cases in a period."""

    async def first_logged(self, party: PartyCode) -> datetime | None:
        """When the first case of a Party was logged; None where there is none."""

    async def held_by(self, person: PersonId) -> Sequence[Request]:
        """The open cases that a person is assigned to."""

    async def unreviewed(self, party: PartyCode) -> Sequence[Request]:
        """Cases with something the other Party stated by letter that this one has not judged."""


class Notices(Protocol):
    """Notices, always asked for on behalf of the Party that they belong to."""

    async def add(self, notice: Notice) -> None:
        """Keep a new notice."""

    async def get(self, code: str, *, party: PartyCode) -> Notice | None:
        """One notice of a Party; nobody else changes it before this transaction ends."""

    async def seen(self, code: str, *, party: PartyCode) -> Notice | None:
        """One notice of a Party as it is just now; it may change at any moment."""

    async def exists(self, code: str) -> bool:
        """Whether a code is taken, by anybody."""

    async def find_open(
        self, party: PartyCode, subject: Subject, of: str, topic: str
    ) -> Notice | None:
        """The one open notice of a Party on a topic, locked like ``get``."""

    async def open_about(self, party: PartyCode, subject: Subject, of: str) -> Sequence[Notice]:
        """All open notices of a Party about something, locked like ``get``."""

    async def change(self, notice: Notice) -> bool:
        """Write the next version; false where it is no longer ``notice.version - 1``."""

    async def copies(self, code: str) -> Sequence[Copy]:
        """Who was told of a notice, in the order in which they first were."""

    async def keep_copy(self, code: str, copy: Copy) -> None:
        """Remember that a person was told; once for each person, with the last time."""

    async def told(self, person: PersonId) -> Sequence[Notice]:
        """The open notices of the own Party that a person was told of and that wait for a word,
        oldest first.
        """

    async def waiting(
        self, party: PartyCode, *, person: PersonId | None, offset: int, limit: int
    ) -> tuple[Sequence[Notice], int]:
        """A page of what waits for a word of a Party, oldest first, and how much there is in all.

        With ``person`` only what this person was told of.
        """

    async def suspend_all(self, outage: Outage) -> int:
        """Do to all open notices of both Parties what ``suspended_by`` does to one, and look at
        each of them at once. Says how many there are.
        """


class Marks(Protocol):
    """Moments with a name: when something was last done, whoever did it."""

    async def beat(self, name: str, at: datetime) -> datetime | None:
        """Set a mark and return where it stood, None where it is new. It never moves back."""


class Aways(Protocol):
    """Who is away, from when until when, and who stands in."""

    async def put(self, away: Away) -> None:
        """Keep a time away in place of what the person had named before."""

    async def end(self, person: PersonId) -> None:
        """Forget a person's time away."""

    async def of(self, party: PartyCode) -> Sequence[Away]:
        """The last time away that each active person of a Party named, past ones too."""


class MailCodes(Protocol):
    """E-mail addresses that wait for their owner to type the code that was sent there."""

    async def put(self, code: MailCode) -> None:
        """Keep a code in place of an earlier one of the same person."""

    async def get(self, person: PersonId) -> MailCode | None:
        """The code that a person is asked for, tried too often or too old as it may be."""

    async def remove(self, person: PersonId) -> None:
        """Forget it."""


class Schedules(Protocol):
    """What the administrators of a Party have set in place of the profile's values."""

    async def of(self, party: PartyCode) -> Schedule:
        """The schedule of a Party."""

    async def put(self, party: PartyCode, schedule: Schedule) -> None:
        """Set it."""


class Conversations(Protocol):
    """The conversations that people are in the middle of, with what they have answered so far."""

    async def clear(self, chat_id: int) -> None:
        """Forget the conversation of a chat."""


class Tx(Protocol):
    """One transaction: what it reads, changes, says, remembers and wakes up holds as a whole."""

    @property
    def now(self) -> datetime:
        """The moment of this transaction, aware UTC, the same at every call."""

    @property
    def agreement(self) -> Agreement:
        """The agreement profile in force."""

    @property
    def people(self) -> People:
        """The people of both Parties."""

    @property
    def invites(self) -> Invites:
        """Invitations."""

    @property
    def requests(self) -> Requests:
        """Cases."""

    @property
    def conversations(self) -> Conversations:
        """Conversations."""

    @property
    def notices(self) -> Notices:
        """Notices."""

    @property
    def marks(self) -> Marks:
        """Moments with a name."""

    @property
    def aways(self) -> Aways:
        """Times away."""

    @property
    def mail_codes(self) -> MailCodes:
        """E-mail addresses on their way."""

    @property
    def schedules(self) -> Schedules:
        """The Parties' own settings."""

    @property
    def mails(self) -> bool:
        """Whether the desk can send e-mail."""

    def calendar(self, party: PartyCode) -> WorkCalendar:
        """The working days of a Party."""

    def random(self, count: int) -> bytes:
        """That many random bytes."""

    async def say(self, message: Message) -> bool:
        """Put a row into the outbox; false where its key is there already."""

    async def audit(self, action: str, subject: str, *, by: Person | None, **facts: Any) -> None:
        """Add a line to the audit record: class 1 facts only."""

    async def looked(self, kind: str, subject: str) -> datetime | None:
        """When a subject was last looked at or planned for; None where nothing is planned."""

    async def wake(self, kind: str, subject: str, at: datetime | None) -> None:
        """Look at a subject again then, and only then; never again where ``at`` is None."""
