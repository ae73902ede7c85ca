"""What a service may ask of the repositories that belong to no one concept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from liaison.core.absences import Absence
from liaison.core.agreement import PartyCode
from liaison.core.people import AccountStatus, Person, PersonId, Role

_R_contra = TypeVar("_R_contra", contravariant=True)


class Versioned(Protocol[_R_contra]):
    """A repository of records that change version by version."""

    async def change(self, record: _R_contra, /) -> bool:
        """Write the next version; false where the record has changed since it was read."""


class Timestamps(Protocol):
    """Moments with a name: when something was last done, whoever did it."""

    async def record(self, name: str, at: datetime) -> datetime | None:
        """Set a mark and return where it stood, None where it is new. It never moves back.

        Of several who do so at once each gets the moment that the one before had set.
        """

    async def get(self, name: str) -> datetime | None:
        """Where a mark stands; None where nobody has set it."""


class People(Protocol):
    """The people of both Parties."""

    async def by_chat(self, chat_id: int) -> Person | None:
        """The person of a chat whatever the standing, the latest who joined from it."""

    async def get(self, person: PersonId) -> Person | None:
        """One person by id."""

    async def those(self, people: Iterable[PersonId]) -> Mapping[PersonId, Person]:
        """Several people by their ids."""

    async def lock(self, person: PersonId) -> Person | None:
        """One person as of now; until this transaction ends nobody else changes role or standing.

        Both databases keep that promise, as for ``lock_admins``.
        """

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

    async def set_last_seen(self, person: PersonId, day: date) -> None:
        """Remember the last day on which a person said or pressed something."""

    async def set_status(self, person: PersonId, status: AccountStatus) -> None:
        """Suspend, remove or bring back; queued messages are checked when they leave."""

    async def set_unreachable(self, person: PersonId, since: datetime | None) -> None:
        """Mark that Telegram delivers nothing to the person, or with None that it does again.

        The first moment stays where a later one is given.
        """

    async def set_email(self, person: PersonId, address: str | None) -> None:
        """Keep a confirmed e-mail address, or none."""


class Absences(Protocol):
    """Who is away, from when until when, and who stands in."""

    async def put(self, absence: Absence) -> None:
        """Keep a time away in place of what the person had named before."""

    async def end(self, person: PersonId) -> None:
        """Forget a person's time away."""

    async def of(self, party: PartyCode) -> Sequence[Absence]:
        """The last time away that each active person of a Party named, past ones too."""


@dataclass(frozen=True, slots=True)
class ConversationState:
    """A conversation. ``state`` is what the next typed words are for, None where they are for
    nothing; ``data`` was collected so far; ``at`` is the last change, None where there is none.
    """

    state: str | None
    data: dict[str, Any]
    at: datetime | None

    @property
    def command(self) -> str | None:
        """The command that waits for an argument, where one does."""
        command: str | None = self.data.get("line")
        return command

    def draft_id(self, name: str) -> str | None:
        """The id of a draft by the name of its command, where there is one."""
        draft: Mapping[str, str] = self.data.get(name) or {}
        return draft.get("id")


class Conversations(Protocol):
    """The conversations that people are in the middle of, with what they have answered so far."""

    async def get(self, chat_id: int) -> ConversationState:
        """The conversation of a chat, as this transaction has set it."""

    async def set(self, chat_id: int, *, state: str | None, data: dict[str, Any]) -> None:
        """Remember where a chat stands."""

    async def clear(self, chat_id: int) -> None:
        """Forget the conversation of a chat."""
