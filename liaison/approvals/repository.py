"""What a service may ask of the repository of approvals."""

from collections.abc import Sequence
from typing import Protocol

from liaison.approvals.rules import Approval, ApprovalCode, ApprovalKind
from liaison.core.repository import Versioned


class Approvals(Versioned[Approval], Protocol):
    """Proposals that need the keys of both Parties: both see all of them."""

    async def add(self, approval: Approval) -> bool:
        """Keep a new proposal; false where one of its kind about the same is open already."""

    async def get(self, code: ApprovalCode) -> Approval | None:
        """One approval, read without a lock: lock its subject before changing it."""

    async def locked(self, code: ApprovalCode) -> Approval | None:
        """One proposal about nothing that can be locked; nobody else changes it before this
        transaction ends.
        """

    async def listed(self) -> Sequence[Approval]:
        """The proposals that are open, oldest first."""

    async def agreed(self, kind: ApprovalKind) -> Sequence[Approval]:
        """The proposals of a kind that both Parties agreed to, the latest first."""

    async def exists(self, code: ApprovalCode) -> bool:
        """Whether a code is taken."""

    async def find_open(self, kind: ApprovalKind, of: str) -> Approval | None:
        """The one proposal of a kind about a matter that is open, like ``get``."""
