"""The interface of the repository of pending acts."""

from collections.abc import Sequence
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.pending_acts.model import ActState, PendingAct


class PendingActs(Protocol):
    """The pending acts of both Parties."""

    async def add(self, act: PendingAct) -> bool:
        """Save an act; False if its Party has another one about the same record."""

    async def of_party(self, party: PartyCode, *states: ActState) -> Sequence[PendingAct]:
        """The acts of a Party in one of ``states``, or all; those that leave first at the top."""

    async def take(self, act: str) -> PendingAct | None:
        """Remove an act and return it; None if it has left or was taken back."""
