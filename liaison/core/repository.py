"""What a use case may ask of each repository within its transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from liaison.approvals.rules import TwoKey, TwoKeyCode, TwoKeyKind
from liaison.core.absences import Away
from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.people import Person, PersonId
from liaison.core.references import Reference
from liaison.meetings.agenda import AgendaItem, Entry, ItemId
from liaison.meetings.model import Attendance, Meeting, MeetingCode, MeetingEvent, MeetingState
from liaison.notifications.email import MailCode
from liaison.notifications.rules import Copy, Notice, Outage, Subject
from liaison.plan.rules import Activity, ActivityNumber, Intent
from liaison.reports.scorecards import CaseFacts, Period
from liaison.requests.model import Event, Request
from liaison.settings.holidays import Day, DayChange
from liaison.settings.model import Change, Value

_R_contra = TypeVar("_R_contra", contravariant=True)


class Versioned(Protocol[_R_contra]):
    """A repository of records that change version by version."""

    async def change(self, record: _R_contra, /) -> bool:
        """Write the next version; false where the record has changed since it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """Which cases of a Party a list shows. Dates and moments are those of the requested Party of a
    case: ``today`` in its zone, ``soon`` the last day that is soon, ``forgotten`` the moment before
    which the last step of a forgotten case was taken.
    """

    which: str
    """One of ``open``, ``ours`` (the next step is ours), ``overdue``, ``ended``, ``all``, ``soon``,
    ``sent`` (not yet received), ``forgotten``, ``left`` (who was given it has left), ``owed`` (an
    answer is).
    """
    today: Mapping[PartyCode, date]
    soon: Mapping[PartyCode, date] = field(default_factory=dict)
    forgotten: Mapping[PartyCode, datetime] = field(default_factory=dict)
    requested: PartyCode | None = None
    """Only cases in which this Party is the requested one."""
    year: int | None = None
    """Only cases that were logged in this year, by their references."""
    offset: int = 0
    limit: int = 5
    count_to: int | None = None
    """How many cases are counted at the most: the past only grows."""


class Requests(Protocol):
    """Cases, always asked for on behalf of a Party that is part of them."""

    async def add(self, request: Request, event: Event) -> None:
        """Keep a new case and its first event."""

    async def get(self, reference: Reference, *, party: PartyCode) -> Request | None:
        """One case that this Party is part of, locked until this transaction ends.

        Both databases keep that promise: the transaction is the only writer, or locks the row.
        """

    async def seen(self, reference: Reference, *, party: PartyCode) -> Request | None:
        """One case that this Party is part of as it is just now; it may change at any moment."""

    async def exists(self, reference: Reference) -> bool:
        """Whether a reference is taken, by anybody."""

    async def change(self, request: Request, event: Event) -> bool:
        """Write the next version; false where it is no longer ``request.version - 1``."""

    async def events(self, reference: Reference, *, party: PartyCode) -> Sequence[Event]:
        """The history of a case as this Party may see it, oldest first."""

    async def listed(self, party: PartyCode, chosen: CaseFilter) -> tuple[Sequence[Request], int]:
        """One page of a Party's cases, those due first on top, and how many there are in all, or
        as many as are counted at the most.

        Open cases come before the others, among which the one that moved last is on top; what has
        ended comes last.
        """

    async def counted(self, party: PartyCode, *chosen: CaseFilter) -> Sequence[int]:
        """How many of a Party's cases each of several lists shows, whatever their pages."""

    async def facts(self, party: PartyCode, period: Period) -> Sequence[CaseFacts]:
        """What a scorecard counts of a Party's cases in a period, those logged first on top."""

    async def first_logged(self, party: PartyCode) -> datetime | None:
        """When the first case of a Party was logged; None where there is none."""

    async def held_by(self, person: PersonId) -> Sequence[Request]:
        """The open cases that are assigned, or offered, to a person."""

    async def unreviewed(self, party: PartyCode) -> Sequence[Request]:
        """Cases with something the other Party stated by letter that this one has not judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFilter:
    """Which meetings a list shows: ``open`` (a version is on the table), ``coming`` (agreed, not
    yet over) or ``past`` (over, or come to nothing). ``now`` is aware UTC.
    """

    which: str
    now: datetime
    offset: int = 0
    limit: int = 5


class Meetings(Protocol):
    """Meetings: each is both Parties', and both see all of it."""

    async def add(self, meeting: Meeting, event: MeetingEvent) -> bool:
        """Keep a new proposal; false where one of its kind about the same is open already."""

    async def get(self, code: MeetingCode) -> Meeting | None:
        """One meeting; nobody else changes it before this transaction ends."""

    async def exists(self, code: MeetingCode) -> bool:
        """Whether a code is taken."""

    async def find(self, kind: MeetingKind, about: str, state: MeetingState) -> Meeting | None:
        """The meeting of a kind about something that came to a state last, locked like ``get``."""

    async def change(self, meeting: Meeting, event: MeetingEvent) -> bool:
        """Write the next version; false where it is no longer ``meeting.version - 1``."""

    async def events(self, code: MeetingCode) -> Sequence[MeetingEvent]:
        """The history of a meeting, oldest first."""

    async def listed(self, chosen: MeetingFilter) -> tuple[Sequence[Meeting], int]:
        """One page of meetings, and how many there are: the nearest to come on top, of what is past
        the latest. Raises ``UnknownMeetingFilter``.
        """

    async def attend(self, code: MeetingCode, attendance: Attendance) -> None:
        """Keep what a person said of coming, in place of what was said before."""

    async def attendances(self, code: MeetingCode) -> Sequence[Attendance]:
        """What people said of coming to a meeting, in the order in which they first did."""


class Agendas(Versioned[AgendaItem], Protocol):
    """What stands on the agendas of meetings: both Parties see the same."""

    async def add(self, meeting: Meeting, entry: Entry, *, by: Person) -> AgendaItem:
        """Put something on the agenda of a meeting."""

    async def get(self, item: ItemId, *, on: Meeting) -> AgendaItem | None:
        """One item on the agenda of a meeting; nobody else changes it before this transaction
        ends.
        """

    async def listed(
        self, on: Meeting, *, offset: int, limit: int
    ) -> tuple[Sequence[AgendaItem], int]:
        """A page of what stands on the agenda of a meeting, oldest first, and how much in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFilter:
    """Which activities a list shows: ``open`` or ``all``."""

    which: str
    offset: int = 0
    limit: int = 5


class Activities(Versioned[Activity], Protocol):
    """The plan of action: both Parties see all of it."""

    async def add(
        self, intent: Intent, *, source: MeetingCode | None, by: Person | None
    ) -> Activity:
        """Add an activity under the next number."""

    async def get(self, number: ActivityNumber) -> Activity | None:
        """One activity; nobody else changes it before this transaction ends."""

    async def listed(self, chosen: ActivityFilter) -> tuple[Sequence[Activity], int]:
        """One page of activities, and how many there are: open ones first, each by its last day.

        Raises ``UnknownActivityFilter``.
        """

    async def decided(self, meeting: MeetingCode) -> Sequence[Activity]:
        """What a meeting decided, in the order in which it was recorded."""

    async def imported(self) -> Sequence[Activity]:
        """What came from files."""


class TwoKeys(Versioned[TwoKey], Protocol):
    """Proposals that need the keys of both Parties: both see all of them."""

    async def add(self, key: TwoKey) -> bool:
        """Keep a new proposal; false where one of its kind about the same is open already."""

    async def get(self, code: TwoKeyCode) -> TwoKey | None:
        """One proposal; whoever changes it has locked what it is about."""

    async def locked(self, code: TwoKeyCode) -> TwoKey | None:
        """One proposal about nothing that can be locked; nobody else changes it before this
        transaction ends.
        """

    async def listed(self) -> Sequence[TwoKey]:
        """The proposals that are open, oldest first."""

    async def agreed(self, kind: TwoKeyKind) -> Sequence[TwoKey]:
        """The proposals of a kind that both Parties agreed to, the latest first."""

    async def exists(self, code: TwoKeyCode) -> bool:
        """Whether a code is taken."""

    async def find_open(self, kind: TwoKeyKind, of: str) -> TwoKey | None:
        """The one proposal of a kind about a matter that is open, like ``get``."""


class Notices(Protocol):
    """Notices, always asked for on behalf of the Party that they belong to."""

    async def add(self, notice: Notice) -> bool:
        """Keep a new notice; false where its code is taken by another one."""

    async def get(self, code: str, *, party: PartyCode) -> Notice | None:
        """One notice of a Party; nobody else changes it before this transaction ends."""

    async def seen(self, code: str, *, party: PartyCode) -> Notice | None:
        """One notice of a Party as it is just now; it may change at any moment."""

    async def find_open(
        self, party: PartyCode, subject: Subject, of: str, topic: str
    ) -> Notice | None:
        """The one open notice of a Party on a topic, locked like ``get``."""

    async def open_about(
        self, party: PartyCode, subject: Subject, of: str, *others: PartyCode
    ) -> Sequence[Notice]:
        """All open notices of a Party, and of ``others``, about something, locked like ``get``."""

    async def change(self, notice: Notice) -> bool:
        """Write the next version; false where it is no longer ``notice.version - 1``."""

    async def copies(self, code: str) -> Sequence[Copy]:
        """Who was told of a notice, in the order in which they first were."""

    async def keep_copies(self, code: str, *copies: Copy) -> None:
        """Remember that people were told; once for each person, with the last time.

        Only letters went as long as every time it was one.
        """

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
        """Set a mark and return where it stood, None where it is new. It never moves back.

        Of several who do so at once each gets the moment that the one before had set.
        """

    async def at(self, name: str) -> datetime | None:
        """Where a mark stands; None where nobody has set it."""


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
    """What administrators have set in place of the profile's values."""

    async def changes(self) -> Sequence[Change]:
        """Every change, oldest first."""

    async def set(
        self, party: PartyCode | None, code: str, value: Value | None, *, by: Person
    ) -> Change:
        """Set a value for a Party, or for both; None puts the profile's back."""


class Holidays(Protocol):
    """What administrators said of the days of a Party's calendar."""

    async def changes(self) -> Sequence[DayChange]:
        """Every word, oldest first."""

    async def say(
        self, party: PartyCode, days: Sequence[Day], *, by: Person | None
    ) -> Sequence[DayChange]:
        """Say something of days of a Party; nobody stands for the command line."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation. ``state`` is what the next typed words are for, None where they are for
    nothing; ``data`` was collected so far; ``at`` is the last change, None where there is none.
    """

    state: str | None
    data: dict[str, Any]
    at: datetime | None


class Conversations(Protocol):
    """The conversations that people are in the middle of, with what they have answered so far."""

    async def get(self, chat_id: int) -> Conversation:
        """The conversation of a chat, as this transaction has set it."""

    async def clear(self, chat_id: int) -> None:
        """Forget the conversation of a chat."""
