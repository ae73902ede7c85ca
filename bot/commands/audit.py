"""Verifies the audit record, also against a stored head, or exports it."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TextIO

from bot.commands.audit_verifier import AuditVerifier
from bot.database import opened
from bot.settings import Settings
from liaison.audit.digests import RecordDigests, RecordedType
from liaison.core.audit_chain import (
    START,
    AuditEntry,
    ChainHead,
    check_end,
    dump_entry,
    verify_chain,
)
from liaison.core.errors import UserError
from storage.audit import FIRST
from storage.database import Database

PAGE = 2_000


def verify(settings: Settings, expected: ChainHead | None) -> ChainHead:
    """Return the head of the record. Raises ``BrokenRecord`` at the first invalid entry, or the
    first row that differs from its digest in the record.
    """
    return asyncio.run(_verify(settings, expected))


async def _verify(settings: Settings, expected: ChainHead | None) -> ChainHead:
    async with opened(settings) as database:
        head, digests = START, RecordDigests(database.registry.all(RecordedType).values())
        async with aclosing(_pages(database)) as pages:
            async for page in pages:
                head = verify_chain(page, after=head, expected=expected)
                digests.read(page)
        check_end(head, expected)
        await AuditVerifier(database, digests, head).verify()
    return head


def export(settings: Settings, file: Path) -> int:
    """Write the record to a new file, and return the number of entries. Nothing is verified.

    Raises ``UserError``; after an error no file is left.
    """
    try:
        file.touch(mode=0o600, exist_ok=False)
        written = file.open("a", encoding="ascii", newline="\n")
    except OSError:
        raise UserError("error-audit-file", file=str(file)) from None
    try:
        with written:
            return asyncio.run(_write(settings, written))
    except BaseException as error:
        file.unlink()
        if isinstance(error, OSError):  # such as a full disk; the database has errors of its own
            raise UserError("error-audit-file", file=str(file)) from None
        raise


async def _write(settings: Settings, written: TextIO) -> int:
    count = 0
    async with opened(settings) as database, aclosing(_pages(database)) as pages:
        async for page in pages:
            written.writelines(f"{dump_entry(entry)}\n" for entry in page)
            count += len(page)
    return count


async def _pages(database: Database) -> AsyncGenerator[Sequence[AuditEntry], None]:
    """The entries in order. Each page is a transaction of its own: SQLite has one writer, and the
    service may be running.
    """
    first, page = FIRST, None
    while page is None or len(page) == PAGE:
        async with database.transaction(decides=False) as tx:
            page = await tx.audit_lines(first, PAGE)
        yield page
        first = page[-1].seq + 1 if page else first
