"""The interface of the repository of activities."""

from collections.abc import Sequence
from typing import Protocol

from liaison.core.people import Person
from liaison.core.transaction import Versioned
from liaison.meetings.model import MeetingCode
from liaison.plan.rules import Activity, ActivityNumber, Intent


class Activities(Versioned[ActivityNumber, Activity], Protocol):
    """The activities of the action plan; both Parties see all of them."""

    async def add(
        self, intent: Intent, *, source: MeetingCode | None, actor: Person | None
    ) -> Activity:
        """Add an activity under the next number."""

    async def listed(
        self, which: str, *, offset: int = 0, limit: int
    ) -> tuple[Sequence[Activity], int]:
        """A page of ``open`` or ``all`` activities, by last day, and the total."""

    async def decided(self, meeting: MeetingCode) -> Sequence[Activity]:
        """The activities that a meeting decided, in the order of recording."""

    async def imported(self) -> Sequence[Activity]:
        """The activities of the plan that ships with the Agreement."""
