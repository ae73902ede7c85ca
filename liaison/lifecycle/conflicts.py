"""Conflicts: errors for a step that comes too late, or for the second time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from liaison.core.agreement import PartyCode
from liaison.core.cards import Value
from liaison.core.errors import Conflict
from liaison.core.people import Person, PersonId, Role

_K = TypeVar("_K")


@dataclass(frozen=True, slots=True)
class VersionedRef(Generic[_K]):
    """The record of a step, and the version that the person saw, if any."""

    key: _K
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A step in the history of a record: the ``version`` it made, its time (aware UTC), and the
    person who took it, None for the service.
    """

    version: int
    action: str
    at: datetime
    party: PartyCode | None
    role: Role | None
    person: PersonId | None
    facts: Mapping[str, str | int] = field(default_factory=dict)


def recorded_by(by: PersonId | None, person: Person, **values: Value) -> Conflict:
    """The error for ``person`` if ``by``, of the same Party, has taken the step already: the input
    of a colleague of ``by`` is not saved.
    """
    colleague = "error-recorded-by-colleague"
    return Conflict("error-already-recorded" if by == person.id else colleague, **values)
