"""What a service may ask of the storage: one transaction and its repositories.

A service gets a ``Tx``, never commits it and never sends: what it says and what it changes are
rows of the same transaction, and either all of them hold or none.
"""

from datetime import date, datetime
from typing import Any, ClassVar, Protocol, TypeVar

from liaison.agreement.repository import Differences, Terminations
from liaison.approvals.repository import TwoKeys
from liaison.audit.repository import Salts
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.audit_chain import Head
from liaison.core.outbox import Message
from liaison.core.people import Person
from liaison.core.repository import Aways, Conversations, Marks
from liaison.core.working_time import WorkCalendar, local_date
from liaison.disclosures.repository import Disclosures
from liaison.meetings.repository import Agendas, Meetings
from liaison.notes.repository import LegalHolds, Notes, Retention
from liaison.notifications.repository import Lives, MailCodes, Notices
from liaison.people.repository import Invites, Nominations, People, Pins
from liaison.plan.repository import Activities
from liaison.requests.repository import Requests
from liaison.settings.repository import Holidays, Schedules

_R_co = TypeVar("_R_co", covariant=True)


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


def today_of(tx: Tx, party: PartyCode) -> date:
    """Today's date in a Party's zone."""
    return local_date(tx.now, tx.agreement.party(party).zone)
