"""Verifies the audit record, and the database's rows with their digests in it; or exports it."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from bot.database import opened
from bot.settings import Settings
from bot.witness.statements import signed_lines
from liaison.audit.digests import RecordDigests, RecordedType, RecordRef, StoredRecord, check_digest
from liaison.core import audit_chain
from liaison.core.audit_chain import START, AuditEntry, BrokenRecord, ChainHead
from liaison.core.errors import UserError
from liaison.core.timers import TimerKind, run_timer
from storage.audit import FIRST
from storage.crypto import KeyFile
from storage.database import Database
from storage.engine.database_url import check_folder
from storage.queues.timers import NeverWritten, TimedRecords, TimerRows
from storage.record_digests import ProvenTable, StoredRecords
from storage.transaction import Transaction

PAGE = 500
"""Entries or rows read at a time."""


async def verify(settings: Settings, expected: ChainHead | None) -> tuple[ChainHead, int]:
    """Return the head of the record, and how many texts were taken out. Raises ``BrokenRecord`` at
    the first invalid entry, or the first row that differs from its digest in the record.
    """
    async with opened(settings) as database:
        head, digests = START, RecordDigests(database.registry.all(RecordedType).values())
        async with aclosing(_pages(database)) as pages:
            async for page in pages:
                head = audit_chain.verify_chain(page, after=head, expected=expected)
                digests.read(page)
        audit_chain.check_end(head, expected)
        await AuditVerifier(database, digests, head).verify()
    return head, digests.redactions


def export(settings: Settings, file: Path) -> int:
    """Write the record and a signed statement to a new file, and return the number of entries.
    Nothing is verified. Raises ``UserError`` and ``StorageError``; after an error no file is left.
    """
    check_folder(file)
    try:
        file.touch(mode=0o600, exist_ok=False)
        written = file.open("a", encoding="ascii", newline="\n")
    except FileExistsError:
        raise UserError("setup-backup-there", file=str(file)) from None
    except OSError:
        raise UserError("setup-unwritable", file=str(file)) from None
    try:
        with written:
            return asyncio.run(_write(settings, written))
    except BaseException as error:
        file.unlink()
        if isinstance(error, OSError):  # such as a full disk; the database has errors of its own
            raise UserError("setup-unwritable", file=str(file)) from None
        raise


async def _write(settings: Settings, written: TextIO) -> int:
    count = 0
    ring = KeyFile(settings.keys_file)
    async with opened(settings) as database, aclosing(signed_lines(database, ring)) as lines:
        async for line in lines:
            written.write(line)
            count += 1
    return count - 1  # the last line is a statement


async def _pages(database: Database) -> AsyncGenerator[Sequence[AuditEntry], None]:
    """The entries in order, each page in its own transaction, as the service may be running."""
    first, page = FIRST, None
    while page is None or len(page) == PAGE:
        async with database.transaction(decides=False) as tx:
            page = await tx.audit_lines(first, PAGE)
        yield page
        first = page[-1].seq + 1 if page else first


@dataclass(eq=False)
class AuditVerifier:
    """Checks all audited rows; ``digests`` are those of all entries up to ``head``."""

    database: Database
    digests: RecordDigests
    head: ChainHead

    async def verify(self) -> None:
        """Raise ``BrokenRecord`` at the first row that differs, is missing or is never written."""
        until, seen = self.head.seq, set[RecordRef]()
        for table in self.database.registry.all(ProvenTable).values():
            page = await self._page(table, None)
            while page:
                for each in page:
                    if await self._check(table, each):
                        seen.add(each.ref)
                page = await self._page(table, page[-1]) if len(page) == PAGE else []
        # A row that a newer entry has deleted in the meantime is not missing.
        while missing := self.digests.missing(seen, until=until):
            async with self.database.transaction(decides=False) as tx:
                if not await self._catch_up(tx):
                    break
        if missing is not None:
            ref, digest = missing
            raise BrokenRecord("setup-audit-gone", {"seq": str(digest.seq), "matter": ref.named})
        await self._check_queues()
        await self._check_timers()

    async def _check_queues(self) -> None:
        """Check that each open record has its timer, and that no row is as none is written."""
        async with self.database.transaction(decides=False) as tx:
            for kind, subject in await tx.missing_timers():
                raise _broken("timers", f"{kind} {subject}")
            for each in tx.registry.all(NeverWritten).values():
                found = await tx.never_written(each.rows, tx.now + each.longest)
                if found is not None:
                    raise _broken(each.key, found)

    async def _check_timers(self) -> None:
        """Check that no timer is later than its rule allows; each in a transaction of its own, as
        the service may be running.
        """
        kinds = [each.key for each in self.database.registry.all(TimedRecords).values()]
        async with self.database.transaction(decides=False) as tx:
            named = [(kind, each) for kind in kinds for each in await tx.timers.subjects(kind)]
        for kind, subject in named:
            async with self.database.transaction() as tx:
                timer = await tx.timers.find(kind, subject)
                latest = None if timer is None else await _latest(tx, timer)
                if timer is not None and latest is not None and timer.at > max(latest, tx.now):
                    raise _broken("timers", f"{kind} {subject}")

    async def _page(self, table: ProvenTable, after: StoredRecord | None) -> list[StoredRecord]:
        async with self.database.transaction(decides=False) as tx:
            return list(await tx.of(StoredRecords).page(table, after=after, most=PAGE))

    async def _check(self, table: ProvenTable, found: StoredRecord) -> bool:
        """Check a row, which a newer entry may have changed meanwhile; false if it is deleted."""
        row = found
        while True:
            try:
                check_digest(row, self.digests.digest_of(row.ref))
            except BrokenRecord:
                async with self.database.transaction(decides=False) as tx:
                    went_on = await self._catch_up(tx)
                    present = await tx.of(StoredRecords).find(table, row.key)
                if present is None:
                    return False
                if present == row and not went_on:
                    raise
                row = present
            else:
                return True

    async def _catch_up(self, tx: Transaction) -> bool:
        """Read the entries added since; false if there are none."""
        entries = await tx.audit_lines(self.head.seq + 1, PAGE)
        self.head = audit_chain.verify_chain(entries, after=self.head)
        self.digests.read(entries)
        return bool(entries)


async def _latest(tx: Transaction, timer: TimerRows) -> datetime | None:
    """When a timer would run next if it ran now; None if the record needs none any more."""
    kind = tx.registry.get(TimerKind, timer.kind)
    if kind.latest is not None:
        return await kind.latest(tx, timer.subject)
    async with tx.dry_run() as trial:
        await run_timer(trial, kind=timer.kind, subject=timer.subject, since=timer.since)
        again = await trial.timers.find(timer.kind, timer.subject)
    return None if again is None else again.at


def _broken(table: str, found: object) -> BrokenRecord:
    return BrokenRecord("setup-audit-derived", {"matter": f"{table} {found}"})
