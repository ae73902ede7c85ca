"""What a service may ask of the repository of approvals."""

from collections.abc import Sequence
from typing import Protocol

from liaison.approvals.rules import TwoKey, TwoKeyCode, TwoKeyKind
from liaison.core.repository import Versioned


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
