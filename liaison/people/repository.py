"""What a use case may ask of the repositories of people within its transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.people.nominations import Nomination, NominationCode
from liaison.people.pins import Pin
from liaison.people.rules import Invite


class Invites(Protocol):
    """Invitations and the guesses at them."""

    async def add(self, invite: Invite) -> None:
        """Keep an invitation that is not used yet."""

    async def find(self, token_hash: str) -> Invite | None:
        """One invitation by the hash of its token."""

    async def use(self, token_hash: str, *, person: PersonId) -> bool:
        """Mark as used now; false where another person used it first."""

    async def revoke(self, person: PersonId) -> None:
        """Let the unused invitations that a person made expire now."""

    async def revoke_admins(self, party: PartyCode) -> None:
        """Let the unused links to administrator that people of a Party made expire now.

        Those from the command line are the operator's and stay.
        """

    async def attempts(self, chat_id: int, *, since: datetime) -> int:
        """How many wrong links came from a chat since then."""

    async def all_attempts(self, *, since: datetime) -> int:
        """How many wrong links came from all chats since then."""

    async def record_attempt(self, chat_id: int, *, at: datetime) -> None:
        """Remember a wrong link."""


class Pins(Protocol):
    """The PIN of each person, where there is one."""

    async def put(self, pin: Pin) -> None:
        """Keep a PIN in place of an earlier one of the same person."""

    async def get(self, person: PersonId) -> Pin | None:
        """The PIN of a person, locked until this transaction ends; None where there is none."""

    async def exists(self, person: PersonId) -> bool:
        """Whether a person has a PIN."""

    async def remove(self, person: PersonId) -> None:
        """Forget the PIN of a person."""


class Nominations(Protocol):
    """Who is to become an administrator, once another one confirms it; asked for by Party."""

    async def add(self, nomination: Nomination) -> None:
        """Keep a new one."""

    async def get(self, code: NominationCode) -> Nomination | None:
        """One by its code; whoever changes it has locked the administrators of its Party."""

    async def exists(self, code: NominationCode) -> bool:
        """Whether a code is taken."""

    async def find_open(
        self, party: PartyCode, *, person: PersonId | None, agency: str
    ) -> Nomination | None:
        """The open one of a person; without a person that of an invitation to an agency."""

    async def listed(self, party: PartyCode) -> Sequence[Nomination]:
        """The open ones of a Party, oldest first."""

    async def end(self, nomination: Nomination) -> bool:
        """Write how one ended; false where it is open no longer."""
