"""What a use case may ask of the repositories of sealed notes, legal holds and retention.

Notes and holds are asked for by the reference of a case that was looked up, and so locked, first.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from liaison.core.people import PersonId
from liaison.core.references import Reference
from liaison.notes.retention import LegalHold
from liaison.notes.rules import Note


class Notes(Protocol):
    """The notes of cases. What one says is read by ``read`` alone."""

    async def add(self, note: Note, body: str) -> None:
        """Keep a new note, and sealed what it says."""

    async def get(self, reference: Reference, number: int) -> Note | None:
        """One note of a case."""

    async def read(self, note: Note) -> str | None:
        """What a note says; None once it is erased."""

    async def latest(self, reference: Reference, person: PersonId) -> Note | None:
        """The last note that a person wrote about a case."""

    async def listed(
        self, reference: Reference, *, offset: int, limit: int
    ) -> tuple[Sequence[Note], int]:
        """A page of the notes of a case, the newest first, and how many there are in all."""

    async def count(self, reference: Reference) -> int:
        """How many notes a case has, erased ones too."""


class LegalHolds(Protocol):
    """The legal holds that stand: at most one of each Party on a case."""

    async def put(self, hold: LegalHold) -> None:
        """Keep a new hold; that its case was to be erased is forgotten."""

    async def remove(self, hold: LegalHold) -> None:
        """Let go of a case."""

    async def get(self, reference: Reference) -> Sequence[LegalHold]:
        """The holds on a case, in the order in which they were put."""

    async def any_exist(self) -> bool:
        """Whether any case is held."""


class Retention(Protocol):
    """What the desk itself erases, for both Parties: nothing here tells what anybody wrote."""

    async def last_run(self) -> datetime | None:
        """The latest look that counted and is not ahead of now."""

    async def add_run(self) -> None:
        """Remember that a look counted now."""

    async def runs(self, limit: int) -> Sequence[datetime]:
        """The looks that counted, the newest first."""

    async def to_announce(self, ended: datetime) -> Sequence[Reference]:
        """Cases, locked, without a legal hold that ended before ``ended`` and whose notes from
        before then are due for erasure, not yet announced.
        """

    async def to_erase(self, ended: datetime, announced: datetime) -> Sequence[Reference]:
        """The same, but of which that was told by the other moment."""

    async def announce(self, reference: Reference, ended: datetime) -> int:
        """Remember that it is told now that the notes of a case from before a moment are to be
        erased; returns how many that are.
        """

    async def erase(self, reference: Reference, announced: datetime) -> Sequence[Note]:
        """Destroy what those notes of a case say of which it was told by a moment that they are
        to be erased; returns them as they are now.
        """

    async def erase_dead(self, moment: datetime) -> tuple[int, int]:
        """Destroy what updates and messages hold that were given up and came before a moment;
        returns how many of each.
        """
