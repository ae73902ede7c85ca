"""Repository of disclosures to third parties."""

from collections.abc import Sequence
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.references import Reference
from liaison.core.transaction import Versioned
from liaison.disclosures.rules import Disclosure, DisclosureCode


class Disclosures(Versioned[DisclosureCode, Disclosure], Protocol):
    """Disclosures in every state; both Parties see the same."""

    async def add(self, disclosure: Disclosure) -> None:
        """Save a new disclosure, after its proposal."""

    async def listed(self, *, offset: int, limit: int) -> tuple[Sequence[Disclosure], int]:
        """A page of all disclosures, newest first, and their total number."""

    async def of_request(self, reference: Reference) -> Sequence[Disclosure]:
        """The disclosures of that request alone, oldest first."""

    async def agreed(self, disclosing: PartyCode) -> Sequence[Disclosure]:
        """The disclosures in force for a disclosing Party, newest first."""
