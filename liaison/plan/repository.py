"""What a service may ask of the repository of activities."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from liaison.core.people import Person
from liaison.core.repository import Versioned
from liaison.meetings.model import MeetingCode
from liaison.plan.rules import Activity, ActivityNumber, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFilter:
    """Which activities a list shows: ``open`` or ``all``."""

    which: str
    offset: int = 0
    limit: int = 5


class Activities(Versioned[Activity], Protocol):
    """The plan of action: both Parties see all of it."""

    async def add(
        self, intent: Intent, *, source: MeetingCode | None, actor: Person | None
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
