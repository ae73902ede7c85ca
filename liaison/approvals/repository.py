"""Repository of approvals."""

from collections.abc import Sequence
from typing import Protocol

from liaison.approvals.rules import Approval, ApprovalCode, ApprovalKind
from liaison.core.transaction import Versioned


class Approvals(Versioned[ApprovalCode, Approval], Protocol):
    """Proposals that need the approval of both Parties; both see all of them."""

    async def add(self, approval: Approval) -> bool:
        """Save a new proposal; false if one of its kind about the same subject is open."""

    async def get(self, code: ApprovalCode) -> Approval | None:
        """Load a proposal without a lock; lock its subject before changing it."""

    async def listed(self) -> Sequence[Approval]:
        """The open proposals, oldest first."""

    async def agreed(self, kind: ApprovalKind) -> Sequence[Approval]:
        """The proposals of a kind that both Parties agreed to, newest first."""

    async def about(self, kind: ApprovalKind, of: str) -> Sequence[Approval]:
        """The proposals of a kind about a subject, whether open or ended."""

    async def find_open(self, kind: ApprovalKind, of: str) -> Approval | None:
        """The open proposal of a kind about a subject, loaded like ``get``."""
