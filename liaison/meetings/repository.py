"""What a service may ask of the repositories of meetings and agendas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from liaison.core.agreement import MeetingKind
from liaison.core.people import Person
from liaison.core.repository import Versioned
from liaison.meetings.agenda import AgendaItem, Entry, ItemId
from liaison.meetings.model import Attendance, Meeting, MeetingCode, MeetingEvent, MeetingState


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

    async def add(self, meeting: Meeting, entry: Entry, *, actor: Person) -> AgendaItem:
        """Put something on the agenda of a meeting."""

    async def get(self, item: ItemId, *, on: Meeting) -> AgendaItem | None:
        """One item on the agenda of a meeting; nobody else changes it before this transaction
        ends.
        """

    async def listed(
        self, on: Meeting, *, offset: int, limit: int
    ) -> tuple[Sequence[AgendaItem], int]:
        """A page of what stands on the agenda of a meeting, oldest first, and how much in all."""
