"""Repositories of invitations, PINs and nominations."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.channels import Address
from liaison.core.people import PersonId, Role
from liaison.core.transaction import InvitationLinks
from liaison.people.nominations import Nomination, NominationCode
from liaison.people.pins import Pin
from liaison.people.rules import Invite


class Invites(InvitationLinks, Protocol):
    """Invitations and failed attempts."""

    async def add(self, invite: Invite) -> None:
        """Save a new invitation."""

    async def find(self, token_hash: str) -> Invite | None:
        """An invitation by the hash of its token."""

    async def listed(self, party: PartyCode) -> Sequence[Invite]:
        """The invitations made by people of a Party that are neither used nor expired."""

    async def open(self, invite: Invite) -> bool:
        """Save who opened an invitation and until when it waits; false if another was first."""

    async def use(self, token_hash: str, *, person: PersonId) -> Invite | None:
        """Mark an invitation as used now; None if another person used it first."""

    async def joined_by(self, person: PersonId) -> Collection[PersonId]:
        """The people who joined by an invitation of a person."""

    async def revoke(self, invite: Invite) -> Sequence[Invite]:
        """Expire an unused invitation now; returns what has changed."""

    async def revoke_of(self, person: PersonId) -> Sequence[Invite]:
        """Expire the unused invitations of a person now; returns them."""

    async def revoke_role(
        self, party: PartyCode, role: Role, *, by_operator: bool
    ) -> Sequence[Invite]:
        """Expire the unused invitations to a role now: the operator's, or those of people; returns
        them.
        """

    async def record_attempt(self, address: Address, *, at: datetime) -> None:
        """Record a wrong link."""


class Pins(Protocol):
    """The PINs of people."""

    async def put(self, pin: Pin) -> None:
        """Save a PIN, replacing an earlier one of the same person."""

    async def lock(self, person: PersonId) -> Pin | None:
        """Load and lock the PIN of a person; None without one."""

    async def exists(self, person: PersonId) -> bool:
        """Whether a person has a PIN, or one that waits for confirmation."""

    async def owners(self, party: PartyCode) -> Collection[PersonId]:
        """The people of a Party whose PIN is asked for."""

    async def remove(self, person: PersonId) -> None:
        """Delete the PIN of a person."""


class Nominations(Protocol):
    """Nominations of administrators, queried by Party."""

    async def add(self, nomination: Nomination) -> None:
        """Save a new nomination."""

    async def get(self, code: NominationCode) -> Nomination | None:
        """A nomination by its code; lock the administrators of its Party before changing it."""

    async def find_open(
        self, party: PartyCode, *, person: PersonId | None, agency: str
    ) -> Nomination | None:
        """The open nomination of a person; without a person, that of an invitation to an agency."""

    async def listed(self, party: PartyCode) -> Sequence[Nomination]:
        """The open nominations of a Party, oldest first."""

    async def end(self, nomination: Nomination) -> bool:
        """Save the end of a nomination; false if it is no longer open."""
