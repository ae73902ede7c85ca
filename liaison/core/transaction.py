"""The interface of a transaction, and of the repositories that belong to no single concept.

A service gets a ``Tx``, never commits it and never sends: its messages and changes are rows of the
same transaction, and are saved together or not at all.
"""

from collections.abc import Awaitable, Callable, Collection, Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Protocol, TypedDict, TypeVar, Unpack

from liaison.core.absences import Absence
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.audit_chain import AuditEntry, ChainHead
from liaison.core.cards import Button, Card, JsonObject, card, dump, load
from liaison.core.channels import Address
from liaison.core.outbox import Message
from liaison.core.people import AccountStatus, Appointment, Honorific, Person, PersonId, Role
from liaison.core.references import HALVES, new_coded
from liaison.core.registry import Registry
from liaison.core.working_time import WorkCalendar, local_date

_R = TypeVar("_R")
_C = TypeVar("_C", bound=str)


class SlowWorkNeeded(Exception):
    """Slow ``work`` of ``given`` is needed first: the update is handled again when it is done."""

    def __init__(self, work: Callable[..., object], given: tuple[Hashable, ...]) -> None:
        super().__init__()  # what is given may be a PIN
        self.work = work
        self.given = given


class Tx(Protocol):
    """One transaction: its changes, messages, audit entries and timers are saved together."""

    @property
    def now(self) -> datetime:
        """The time of this transaction, aware UTC, the same at every call."""

    @property
    def agreement(self) -> Agreement:
        """The agreement in force: the profile with the changed settings."""

    profile: Agreement
    """The agreement as defined by its profile."""
    can_send_mail: bool
    """Whether the service can send e-mail."""
    page_url: str | None
    """The address of the page, without a slash at its end; None if the service has no page."""

    document_languages: Callable[[], Collection[str]]
    """The languages in which the service can make documents."""

    registry: Registry
    """What the concepts have registered."""
    random: Callable[[int], bytes]
    """Makes that many random bytes."""

    def outside(self, work: Callable[..., _R], *given: Hashable) -> _R:
        """The result or error of slow ``work``, which is never done in a transaction: others would
        wait for it. Raises ``SlowWorkNeeded`` where it is not done yet; nothing is saved then.
        """

    def of(self, repository: type[_R]) -> _R:
        """The repository of that type, created at the first call."""

    def calendar(self, party: PartyCode) -> WorkCalendar:
        """The working calendar of a Party."""

    def signatures(self, said: str) -> Sequence[str]:
        """What only this service makes of a text, in hexadecimal, by each key, the newest first."""

    async def enqueue(self, message: Message) -> None:
        """Add a row to the outbox, unless its dedupe key exists already."""

    async def enqueue_once(self, message: Message) -> bool:
        """Add a row to the outbox at once; False if its dedupe key exists already."""

    def acts_for(self, person: Person | None) -> None:
        """Save what is audited only if the person still has this status and role at the end."""

    async def audit(
        self, action: str, subject: str, *, actor: Person | None, **facts: object
    ) -> None:
        """Add an audit entry with class 1 facts only."""

    async def take_out(self, typed: str) -> Sequence[tuple[str, str, int | None, str]]:
        """Take a text out of all stored values. The records that held it get new salts, so that no
        guess can be tested against their old digests. Returns the type, id, version and new digest
        of each of their rows. Raises ``ValueError`` if one could not be read without the text.
        """

    async def audit_chain_head(self, *, before: datetime | None = None) -> ChainHead:
        """The head of the audit record before this transaction, or at a moment (aware UTC)."""

    async def audit_entries(
        self, party: PartyCode, *, action: str | None, subject: str | None, before: int | None
    ) -> Sequence[AuditEntry]:
        """At most ``LISTED`` audit entries of people of a Party, the newest first: only those
        before the number ``before``, about ``subject`` and of ``action``, if these are given.
        Those of an action include acts of others on notes of the Party.
        """

    async def last_run(self, kind: str, subject: str) -> datetime | None:
        """When the timer of a subject last ran or was set; None if it is not set."""

    async def lock_timer(self, kind: str, subject: str) -> None:
        """Let no other transaction set or run the timer of a subject before this one ends."""

    async def schedule_timer(self, kind: str, subject: str, at: datetime | None) -> None:
        """Replace the timer of a subject; remove it if ``at`` is None."""

    def dry_run(self) -> AbstractAsyncContextManager["Tx"]:
        """A transaction on the same data, whose changes are undone at the end."""

    async def reload_settings(self) -> None:
        """Apply the settings changed in this transaction to the agreement and the calendars."""

    async def rerun_timers(self, *kinds: str) -> None:
        """Make all timers of these kinds due now, because a rule has changed."""


def today_of(tx: Tx, party: PartyCode) -> date:
    """Today's date in a Party's zone."""
    return local_date(tx.now, tx.agreement.party(party).zone)


async def unused_code(
    tx: Tx,
    party: PartyCode,
    letters: str,
    code: Callable[[str], _C],
    find: Callable[[_C], Awaitable[object]],
) -> _C:
    """An unused code from the Party's own half, with the year in the Party's zone."""
    half = HALVES[[each.code for each in tx.agreement.parties].index(party)]
    year = today_of(tx, party).year
    while True:
        drawn = code(new_coded(letters, year, tx.random, half=half))
        if not await find(drawn):
            return drawn


_K_contra = TypeVar("_K_contra", contravariant=True)


class Versioned(Protocol[_K_contra, _R]):
    """A repository of versioned records."""

    async def lock(self, key: _K_contra, /) -> _R | None:
        """One record, locked until this transaction ends."""

    async def change(self, record: _R, /) -> bool:
        """Write the next version; False if the record has changed since it was read."""


class Timestamps(Protocol):
    """Named timestamps, shared by all replicas: when something was last done."""

    async def record(self, at: datetime, *names: str) -> None:
        """Set timestamps, which never move back."""

    async def replace(self, name: str, at: datetime) -> datetime | None:
        """Set a timestamp like ``record`` and return its previous value, None if it is new.
        Concurrent calls each get the value that the call before them has set.
        """

    async def get(self, *names: str) -> Mapping[str, datetime]:
        """The values of those of the timestamps that were ever set."""

    async def later(self, prefix: str, after: datetime) -> Mapping[str, datetime]:
        """The timestamps after an instant whose names begin so, by the rest of their names."""

    async def forget(self, prefix: str, after: datetime) -> None:
        """Remove the timestamps after an instant whose names begin so."""


class PersonChanges(TypedDict, total=False):
    """Values of a person that change; an earlier ``unreachable_since`` is kept if a later one is
    given.
    """

    role: Role
    agency: str
    status: AccountStatus
    language: str
    honorific: Honorific | None
    email: str | None
    last_seen_on: date
    unreachable_since: datetime | None
    appointment: Appointment | None
    unconfirmed_since: datetime | None
    agreed_at: datetime | None
    duress_since: datetime | None
    lost_word: str | None


class People(Protocol):
    """The people of both Parties."""

    async def by_address(self, address: Address) -> Person | None:
        """The person of a chat with any status; of several, the one who joined last."""

    async def members(self, chats: Collection[int]) -> Collection[int]:
        """Those of ``chats`` that belong to a person who was not removed."""

    async def get(self, person: PersonId | None) -> Person | None:
        """One person by id; None without one."""

    async def those(self, people: Iterable[PersonId]) -> Mapping[PersonId, Person]:
        """Several people by their ids."""

    async def lock(self, person: PersonId) -> Person | None:
        """One person as of now; nothing can change role and status before this transaction ends."""

    async def team(self, party: PartyCode, *roles: Role) -> Sequence[Person]:
        """The active people of a Party with one of the roles (all roles if none is given)."""

    async def has_active(self, party: PartyCode, *roles: Role) -> bool:
        """Whether a Party has an active person with one of the roles."""

    async def listed(self, party: PartyCode) -> Sequence[Person]:
        """The active and suspended people of a Party, in the order in which they joined."""

    async def add(
        self,
        *,
        party: PartyCode,
        role: Role,
        agency: str,
        name: str,
        address: Address,
        at: datetime,
    ) -> Person:
        """Add an active person, who has no language yet."""

    async def change(self, person: PersonId, **values: Unpack[PersonChanges]) -> None:
        """Save values of a person. Queued messages are checked when they are sent."""

    async def of_lost_word(self, word_hash: str) -> Sequence[Person]:
        """The people whose words have this hash."""

    async def former_agencies(self, party: PartyCode) -> Sequence[tuple[str, datetime, str]]:
        """The agencies in invitations and of people who left, that no one here is of, each with the
        latest instant of its record and the name of that.
        """

    async def lock_admins(self, party: PartyCode) -> Sequence[Person]:
        """The active administrators of a Party, locked until this transaction ends."""


class Absences(Protocol):
    """Absences of people, with their dates and deputies."""

    async def put(self, absence: Absence) -> None:
        """Save an absence in place of the person's previous one."""

    async def end(self, person: PersonId) -> None:
        """Delete a person's absence."""

    async def of(self, party: PartyCode) -> Sequence[Absence]:
        """The latest absence of each active person of a Party, including past ones."""


class InvitationLinks(Protocol):
    """The links by which people join."""

    async def usable(self, token_hashes: Collection[str]) -> Collection[str]:
        """Those of ``token_hashes`` that belong to an invitation neither used nor expired."""

    async def attempts(self, address: Address | None, *, since: datetime) -> int:
        """The number of wrong links from a chat, or from all chats, since then."""

    async def forget_attempts(self, *, before: datetime) -> None:
        """Delete the wrong links of all chats before then."""

    async def waits(self, address: Address) -> bool:
        """Whether a chat has opened an invitation that an administrator has to confirm."""


AWAITING = "awaiting"
"""The state of a conversation that asks for one argument of a command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCommand:
    """A complete command that waits for Send: its ``line``, and the record that it is ``about``.

    ``checked`` is the digest of what its check says. ``at_once``: it cannot be taken back after
    Send. ``several``: a Party may have more than one such command waiting for a record.
    ``sign_off``: after Send a coordinator approves it first.
    ``changes`` are the commands that change its values, by their names.
    """

    id: str
    line: str
    about: str
    checked: str | None = None
    at_once: bool = False
    several: bool = False
    sign_off: bool = False
    changes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ConversationState:
    """What a chat is asked, and what it has drafted or checked.

    ``state`` is the question that the next typed text answers: ``AWAITING``, or the command of a
    draft. ``line`` waits for an argument, at most ``until`` (aware UTC); ``check_id`` is the
    checked command that it changes. ``is_day``: the answer is a day; ``rejected``: one was wrong;
    ``asks_for_pin``: it is a PIN, which must be deleted from the chat.
    ``drafts`` are by their commands, ``shown`` the buttons of the newest card as JSON,
    ``unsent`` the titles of the acts of a suspended person that did not leave. ``at`` is the last
    change.
    """

    state: str | None = None
    line: str | None = None
    until: datetime | None = None
    check_id: str | None = None
    is_day: bool = False
    rejected: bool = False
    asks_for_pin: bool = False
    check: CheckedCommand | None = None
    drafts: Mapping[str, JsonObject] = field(default_factory=dict)
    shown: str | None = None
    unsent: tuple[str, ...] = ()
    at: datetime | None = field(default=None, compare=False)

    @property
    def writing(self) -> str | None:
        """The command of the draft that is being written, if any."""
        return None if self.state == AWAITING else self.state

    @property
    def answers(self) -> JsonObject:
        """The answers of the draft that is being written, by their questions."""
        found = self.drafts.get(self.writing or "", {}).get("answers")
        return found if isinstance(found, dict) else {}

    @property
    def open_questions(self) -> int:
        """How many questions wait, for typed text or for Send: 0 to 2."""
        return (self.state is not None) + (self.check is not None)

    @cached_property
    def newest(self) -> Card:
        """The buttons and the view of the newest card."""
        return card() if self.shown is None else load(Card, self.shown)

    @property
    def offered(self) -> Sequence[Button]:
        """The buttons of the newest card."""
        return [each for row in self.newest.rows for each in row]

    @property
    def further(self) -> Sequence[Button]:
        """The buttons behind More of the newest card."""
        return [each for row in self.newest.more for each in row]

    @property
    def shown_check(self) -> CheckedCommand | None:
        """The check that waits, if the newest card is it, or does nothing but continue it."""
        lines, check = {each.command for each in self.offered}, self.check
        continues = "send" in lines <= {"send", "menu"}
        is_shown = check and (continues or any(check.id in each.split() for each in lines))
        return check if is_shown else None

    def offering(self, shown: Card) -> "ConversationState":
        """The same conversation with another newest card."""
        return replace(self, shown=dump(replace(shown, paragraphs=(), details=())))

    def draft_line(self, name: str) -> str:
        """The beginning of the commands of a draft: its name and id."""
        return f"{name} {self.drafts[name]['id']}"

    def without_question(self) -> "ConversationState":
        """The same conversation in which no text is awaited."""
        return ConversationState(
            check=self.check, drafts=self.drafts, shown=self.shown, unsent=self.unsent, at=self.at
        )


NO_CONVERSATION = ConversationState()


class Conversations(Protocol):
    """Pending conversations and the answers so far."""

    async def get(self, address: Address) -> ConversationState:
        """The conversation of a chat, including changes of this transaction."""

    async def set(self, address: Address, state: ConversationState) -> None:
        """Save the conversation of a chat; ``NO_CONVERSATION`` deletes it."""
