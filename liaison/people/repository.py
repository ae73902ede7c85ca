"""What a use case may ask of the repositories of people within its transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.people import Person, PersonId, Role, Standing
from liaison.people.nominations import Nomination, NominationCode
from liaison.people.pins import Pin
from liaison.people.rules import Invite


class People(Protocol):
    """The people of both Parties."""

    async def by_chat(self, chat_id: int) -> Person | None:
        """The person of a chat whatever the standing, the latest who joined from it."""

    async def get(self, person: PersonId) -> Person | None:
        """One person by id."""

    async def team(self, party: PartyCode, *roles: Role) -> Sequence[Person]:
        """The active people of a Party with one of the roles (all roles when none is named)."""

    async def any_of(self, party: PartyCode, *roles: Role) -> bool:
        """Whether a Party has an active person with one of the roles."""

    async def listed(self, party: PartyCode) -> Sequence[Person]:
        """The active and suspended people of a Party, in the order in which they joined."""

    async def add(
        self, *, party: PartyCode, role: Role, agency: str, name: str, chat_id: int, at: datetime
    ) -> Person:
        """Keep a new active person, who has no language yet."""

    async def set_language(self, person: PersonId, language: str) -> None:
        """Remember the language a person chose."""

    async def lock_admins(self, party: PartyCode) -> Sequence[Person]:
        """The active administrators of a Party as they are now; until this transaction ends nobody
        else changes the role or standing of one of them.

        Both databases keep that promise: the transaction is the only writer, or locks the rows.
        """

    async def set_role(self, person: PersonId, role: Role) -> None:
        """Give a person another role."""

    async def set_seen(self, person: PersonId, day: date) -> None:
        """Remember the last day on which a person said or pressed something."""

    async def set_standing(self, person: PersonId, standing: Standing) -> None:
        """Suspend, remove or bring back; queued messages are checked when they leave."""

    async def set_unreachable(self, person: PersonId, since: datetime | None) -> None:
        """Mark that Telegram delivers nothing to the person, or with None that it does again.

        The first moment stays where a later one is given.
        """

    async def set_email(self, person: PersonId, address: str | None) -> None:
        """Keep a confirmed e-mail address, or none."""


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

    async def tries(self, chat_id: int, *, since: datetime) -> int:
        """How many wrong links came from a chat since then."""

    async def note_try(self, chat_id: int, *, at: datetime) -> None:
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
