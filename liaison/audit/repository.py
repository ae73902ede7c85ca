"""What use cases ask for to prove what they record."""

from collections.abc import Callable, Sequence
from typing import Protocol

from liaison.audit.digests import RecordRef


class RecordSalts(Protocol):
    """The salts of what the audit record proves."""

    async def salt(self, ref: RecordRef, fresh: Callable[[], str]) -> str:
        """The salt of a matter; one that has none yet gets a fresh one.

        Whoever asks has locked the matter, or just made it.
        """

    async def forget(self, refs: Sequence[RecordRef]) -> None:
        """Destroy the salts of matters: what their digests were made of is found out no more."""
