"""Repositories of the audit record, and of the salts of audited records."""

from collections.abc import Callable, Sequence
from typing import Protocol

from liaison.audit.digests import RecordRef
from liaison.core.agreement import PartyCode
from liaison.core.audit_chain import AuditEntry


class AuditLog(Protocol):
    """The audit record, for auditors."""

    async def listed(
        self, party: PartyCode, *, action: str | None, before: int | None, most: int
    ) -> Sequence[AuditEntry]:
        """The entries about acts of people of a Party, the newest first, ``before`` a number; those
        of one ``action`` include acts of others on what the Party wrote.
        """


class RecordSalts(Protocol):
    """The salts of audited records."""

    async def salt(self, ref: RecordRef, fresh: Callable[[], str]) -> str:
        """The salt of a record; a record without one gets a fresh one.

        The caller has locked the record or just created it.
        """

    async def forget(self, refs: Sequence[RecordRef]) -> None:
        """Destroy the salts of records, so that nothing can be tested against their digests."""
