"""The interfaces of the repositories of meetings and agendas."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from liaison.core.agreement import MeetingKind
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.meetings.agenda import AgendaEntry, AgendaItem, ItemId
from liaison.meetings.model import Attendance, Meeting, MeetingCode, MeetingEvent, MeetingState


class Meetings(Protocol):
    """Meetings; both Parties see all of each."""

    async def add(self, meeting: Meeting, event: MeetingEvent) -> bool:
        """Add a new proposal; False if one of its kind about the same subject is open already."""

    async def lock(self, code: MeetingCode) -> Meeting | None:
        """One meeting, locked until this transaction ends."""

    async def find(self, kind: MeetingKind, about: str, state: MeetingState) -> Meeting | None:
        """The last meeting of a kind and subject that entered a state, locked like ``lock``."""

    async def lock_emergencies(self) -> None:
        """Let no other transaction propose an emergency before this one ends."""

    async def change(self, meeting: Meeting, event: MeetingEvent) -> bool:
        """Write the next version; False if the stored one is not ``meeting.version - 1``."""

    async def events(self, code: MeetingCode) -> Sequence[MeetingEvent]:
        """The history of a meeting, oldest first."""

    async def listed(
        self, which: str, *, offset: int = 0, limit: int
    ) -> tuple[Sequence[Meeting], int]:
        """One page of a list of meetings, and the total: upcoming ones by nearest date, past ones
        latest first.

        The lists are ``open`` (with an open offer), ``coming`` (agreed, not yet over),
        ``undecided`` (lately over, without a decision), ``past`` (over, or not agreed), and
        ``current``: those open, coming or undecided, those over of which the Parties have not both
        recorded the same, and emergencies that expired in the last week.
        """

    async def between(self, start: datetime, end: datetime) -> Sequence[Meeting]:
        """The agreed meetings that begin in a time, and those with an offer that is open in it."""

    async def of_request(self, reference: Reference) -> Sequence[Meeting]:
        """The meetings about a request, oldest first."""

    async def counted(self, *which: str) -> Sequence[int]:
        """How many meetings each list has now."""

    async def attend(self, code: MeetingCode, attendance: Attendance) -> None:
        """Save a person's attendance in place of the previous reply."""

    async def attendances(self, code: MeetingCode) -> Sequence[Attendance]:
        """The attendance of a meeting, in the order of first replies."""


class Agendas(Protocol):
    """Agenda items of meetings; both Parties see the same."""

    async def add(self, meeting: Meeting, entry: AgendaEntry, *, actor: Person) -> AgendaItem:
        """Add an item to the agenda of a meeting."""

    async def lock(self, item: ItemId, *, on: Meeting) -> AgendaItem | None:
        """One item on the agenda of a meeting, locked until this transaction ends."""

    async def change(self, item: AgendaItem) -> bool:
        """Write the next version; False if the item has changed since it was read."""

    async def listed(
        self, on: Meeting, *, offset: int, limit: int
    ) -> tuple[Sequence[AgendaItem], int]:
        """One page of the agenda of a meeting, oldest item first, and the total."""
