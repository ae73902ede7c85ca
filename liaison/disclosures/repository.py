"""What a use case may ask of the repository of disclosures to third parties."""

from collections.abc import Sequence
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.repository import Versioned
from liaison.disclosures.rules import Disclosure, DisclosureCode


class Disclosures(Versioned[Disclosure], Protocol):
    """Disclosures, proposed, consented to or come to nothing: both Parties see the same."""

    async def add(self, disclosure: Disclosure) -> None:
        """Keep a new one, whose proposal is kept already."""

    async def get(self, code: DisclosureCode) -> Disclosure | None:
        """One of them; nobody else changes it before this transaction ends."""

    async def exists(self, code: DisclosureCode) -> bool:
        """Whether a code is taken."""

    async def listed(self, *, offset: int, limit: int) -> tuple[Sequence[Disclosure], int]:
        """A page of all, the newest on top, and how many there are in all."""

    async def agreed(self, disclosing: PartyCode) -> Sequence[Disclosure]:
        """Those that both Parties agreed to, for one of them to disclose, and that hold now, the
        newest on top.
        """
