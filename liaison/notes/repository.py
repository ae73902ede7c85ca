"""Repositories of confidential notes, legal holds and retention.

Notes and holds are queried by the reference of a request that was loaded, and so locked, first.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from liaison.core.references import Reference
from liaison.notes.rules import LegalHold, Note


class Notes(Protocol):
    """The notes of requests; only ``read`` returns their text."""

    async def add(self, note: Note, body: str) -> None:
        """Save a new note and its encrypted text."""

    async def get(self, reference: Reference, number: int) -> Note | None:
        """One note of a request."""

    async def read(self, note: Note) -> str | None:
        """The text of a note; None after its erasure."""

    async def listed(
        self, reference: Reference, *, offset: int, limit: int
    ) -> tuple[Sequence[Note], int]:
        """A page of the notes of a request, newest first, and their total number."""

    async def count(self, reference: Reference) -> int:
        """The number of notes of a request, including erased ones."""


class LegalHolds(Protocol):
    """The legal holds in force: at most one of each Party on a request."""

    async def put(self, hold: LegalHold) -> None:
        """Save a new hold and cancel an announced erasure of its request."""

    async def remove(self, hold: LegalHold) -> None:
        """Remove a hold."""

    async def get(self, reference: Reference) -> Sequence[LegalHold]:
        """The holds on a request, oldest first."""

    async def any_exist(self) -> bool:
        """Whether any case is held."""


class Retention(Protocol):
    """The erasure of old content for both Parties, by the service itself."""

    async def last_run(self) -> datetime | None:
        """The latest counted run that is not in the future."""

    async def add_run(self) -> None:
        """Record that a run is counted now."""

    async def runs(self, limit: int) -> Sequence[datetime]:
        """The counted runs, newest first."""

    async def to_announce(self, ended: datetime) -> Sequence[Reference]:
        """The requests, locked, that ended before, with notes to announce and no legal hold."""

    async def to_erase(self, ended: datetime, announced: datetime) -> Sequence[Reference]:
        """The same cases, but with an erasure that was announced before ``announced``."""

    async def announce(self, reference: Reference, ended: datetime) -> int:
        """Announce the erasure of a request's notes from before ``ended``; returns their number."""

    async def erase(self, reference: Reference, announced: datetime) -> Sequence[Note]:
        """Erase the texts of notes announced before a moment; returns the notes."""

    async def erase_dead(self, moment: datetime) -> tuple[int, int]:
        """Erase dead updates and messages from before a moment; returns the number of each."""
