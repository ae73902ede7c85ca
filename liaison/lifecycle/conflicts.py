"""Who was faster: what a person is told whose step came too late, or for the second time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from liaison.core.agreement import PartyCode
from liaison.core.cards import Value
from liaison.core.errors import Conflict
from liaison.core.people import Person, PersonId, Role


class RecordConflict(Conflict):
    """A conflict that each type of record words in its own way: ``key`` names the sentence."""

    def __init__(self, key: str, /, **values: Value) -> None:
        self.key = key
        super().__init__(**values)


class RecordChanged(RecordConflict):
    """The record has changed since the person saw it."""


class AlreadyRecorded(RecordConflict):
    """The same person took the very same step before."""


class RecordedByColleague(RecordConflict):
    """Another person of the own Party took that step first; what this person chose is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A step in the history of a record, which made its ``version``: when it was taken (aware UTC)
    and by whom, or by the service itself.
    """

    version: int
    action: str
    at: datetime
    party: PartyCode | None
    role: Role | None
    person: PersonId | None
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictTexts:
    """The sentences of one type of record, by their keys."""

    changed: str
    recorded: str
    by_colleague: str

    def recorded_by(self, by: PersonId | None, person: Person, **values: Value) -> RecordConflict:
        """What a person is told whose step somebody of the own Party has taken."""
        if by == person.id:
            return AlreadyRecorded(self.recorded, **values)
        return RecordedByColleague(self.by_colleague, **values)


def find_faster(
    events: Iterable[HistoryEntry], action: str, person: Person, *, after: int
) -> HistoryEntry | None:
    """The same step as somebody of the own Party took it after a version; None where nobody did."""
    same = (action, person.party)
    found = (each for each in events if each.version > after and same == (each.action, each.party))
    return next(found, None)
