"""Compares the rows of the database with their digests in the audit record."""

from liaison.audit.digests import (
    RecordDigests,
    RecordRef,
    StoredRecord,
    check_all_there,
    check_digest,
)
from liaison.core.audit_chain import BrokenRecord, ChainHead, verify_chain
from storage.database import Database
from storage.record_digests import ProvenTable, StoredRecords
from storage.transaction import Transaction

PAGE = 500


class AuditVerifier:
    """Checks all audited rows, while the service may be running.

    ``digests`` are those of all entries up to ``head``.
    """

    def __init__(self, database: Database, digests: RecordDigests, head: ChainHead) -> None:
        self._database = database
        self._proofs = digests
        self._head = head

    async def verify(self) -> None:
        """Raise ``BrokenRecord`` at the first row that differs, or is missing."""
        until, seen = self._head.seq, set[RecordRef]()
        for table in self._database.registry.all(ProvenTable).values():
            after = None
            while page := await self._page(table, after):
                for each in page:
                    if await self._check(table, each):
                        seen.add(each.ref)
                after = page[-1]
        # A row that a newer entry has deleted in the meantime is not missing.
        while (missing := self._proofs.missing(seen, until=until)) and await self._next_page():
            pass
        check_all_there(missing)

    async def _page(self, table: ProvenTable, after: StoredRecord | None) -> list[StoredRecord]:
        async with self._database.transaction(decides=False) as tx:
            return list(await tx.of(StoredRecords).page(table, after=after, most=PAGE))

    async def _check(self, table: ProvenTable, found: StoredRecord) -> bool:
        """Check a row; if it differs, a newer entry may have changed it in the meantime. False if
        it is deleted by now.
        """
        row = found
        while True:
            try:
                check_digest(row, self._proofs.digest_of(row.ref))
            except BrokenRecord:
                async with self._database.transaction(decides=False) as tx:
                    went_on = await self._catch_up(tx)
                    present = await tx.of(StoredRecords).reread(table, row)
                if present is None:
                    return False
                if present == row and not went_on:
                    raise
                row = present
            else:
                return True

    async def _next_page(self) -> bool:
        async with self._database.transaction(decides=False) as tx:
            return await self._catch_up(tx)

    async def _catch_up(self, tx: Transaction) -> bool:
        """Read the entries added since; false if there are none."""
        entries = await tx.audit_lines(self._head.seq + 1, PAGE)
        self._head = verify_chain(entries, after=self._head)
        self._proofs.read(entries)
        return bool(entries)
