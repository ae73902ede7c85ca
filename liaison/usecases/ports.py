"""What a use case may ask of the floor that keeps things: one transaction and its repositories.

A use case gets a ``Tx``, never commits it and never sends: what it says and what it changes are
rows of the same transaction, and either all of them hold or none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any, Protocol

from liaison.domain.agreements import Agreement, PartyCode
from liaison.domain.cards import Card, Text
from liaison.domain.deadlines import WorkCalendar
from liaison.domain.people import Invite, Person, PersonId, Role, Standing
from liaison.domain.references import Reference
from liaison.domain.request_facts import Event, Request


class Urgency(IntEnum):
    """In which order messages leave: lower goes first."""

    ANSWER = 0
    """The answer to something that a person just did."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What must still hold when a message leaves: the case is still in one of these states."""

    reference: Reference
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One row for the outbox.

    ``to`` is None only where the chat belongs to nobody who has joined: then no check of a person
    is made when it leaves. ``slot`` names a place in the chat: an ``EDIT`` with a slot changes the
    message that was last sent or edited in that slot and, where there is none or it is gone, sends
    anew. ``key`` is unique for ever: a second row with the same key is not made.
    ``matters`` asks for a second try where the outcome of a call is unknown.
    """

    chat_id: int
    op: Op
    to: PersonId | None = None
    card: Card | None = None
    toast: Text | None = None
    loud: bool = False
    slot: str | None = None
    message_id: int | None = None
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
    """Which cases of a Party a list shows. ``today`` is the date in each Party's own zone: a case
    is overdue by that of its requested Party.
    """

    which: str
    """One of ``open``, ``ours`` (the next step is ours), ``overdue``, ``ended``, ``all``."""
    today: Mapping[PartyCode, date]
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

    async def held_by(self, person: PersonId) -> Sequence[Request]:
        """The open cases that a person is assigned to."""

    async def unreviewed(self, party: PartyCode) -> Sequence[Request]:
        """Cases with something the other Party stated by letter that this one has not judged."""


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

    def calendar(self, party: PartyCode) -> WorkCalendar:
        """The working days of a Party."""

    def random(self, count: int) -> bytes:
        """That many random bytes."""

    async def say(self, message: Message) -> bool:
        """Put a row into the outbox; false where its key is there already."""

    async def audit(self, action: str, subject: str, *, by: Person | None, **facts: Any) -> None:
        """Add a line to the audit record: class 1 facts only."""

    async def wake(self, kind: str, subject: str, at: datetime | None) -> None:
        """Look at a subject again then, and only then; never again where ``at`` is None."""
