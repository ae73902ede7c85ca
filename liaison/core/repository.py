"""What a service may ask of the repositories that belong to no one concept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from liaison.core.absences import Away
from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId

_R_contra = TypeVar("_R_contra", contravariant=True)


class Versioned(Protocol[_R_contra]):
    """A repository of records that change version by version."""

    async def change(self, record: _R_contra, /) -> bool:
        """Write the next version; false where the record has changed since it was read."""


class Marks(Protocol):
    """Moments with a name: when something was last done, whoever did it."""

    async def beat(self, name: str, at: datetime) -> datetime | None:
        """Set a mark and return where it stood, None where it is new. It never moves back.

        Of several who do so at once each gets the moment that the one before had set.
        """

    async def at(self, name: str) -> datetime | None:
        """Where a mark stands; None where nobody has set it."""


class Aways(Protocol):
    """Who is away, from when until when, and who stands in."""

    async def put(self, away: Away) -> None:
        """Keep a time away in place of what the person had named before."""

    async def end(self, person: PersonId) -> None:
        """Forget a person's time away."""

    async def of(self, party: PartyCode) -> Sequence[Away]:
        """The last time away that each active person of a Party named, past ones too."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation. ``state`` is what the next typed words are for, None where they are for
    nothing; ``data`` was collected so far; ``at`` is the last change, None where there is none.
    """

    state: str | None
    data: dict[str, Any]
    at: datetime | None


class Conversations(Protocol):
    """The conversations that people are in the middle of, with what they have answered so far."""

    async def get(self, chat_id: int) -> Conversation:
        """The conversation of a chat, as this transaction has set it."""

    async def clear(self, chat_id: int) -> None:
        """Forget the conversation of a chat."""
