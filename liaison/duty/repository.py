"""The interface of the repository of duty rosters."""

from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.duty.rules import Roster, RosterDay


class DutyRosters(Protocol):
    """The duty rosters of both Parties."""

    async def of(self, party: PartyCode) -> Roster:
        """The roster of a Party, including past dates."""

    async def put(self, party: PartyCode, on: RosterDay, person: PersonId | None) -> None:
        """Save who is on duty on a day, in place of an earlier entry; None removes it."""
