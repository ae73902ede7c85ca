"""Repository of the salts of audited records."""

from collections.abc import Callable, Sequence
from typing import Protocol

from liaison.audit.digests import RecordRef


class RecordSalts(Protocol):
    """The salts of audited records."""

    async def salt(self, ref: RecordRef, fresh: Callable[[], str]) -> str:
        """The salt of a record, which gets a fresh one if it has none."""

    async def forget(self, refs: Sequence[RecordRef]) -> None:
        """Destroy the salts of records, so that nothing can be tested against their digests."""
