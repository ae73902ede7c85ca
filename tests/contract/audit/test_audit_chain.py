"""The audit record in the database: one chain, in which any tampering is found."""

import asyncio
from contextlib import suppress
from datetime import datetime
from random import Random

import pytest
from sqlalchemy import delete, insert, text

from liaison.core.audit_chain import (
    START,
    AuditEntry,
    BrokenRecord,
    ChainHead,
    check_end,
    verify_chain,
)
from liaison.core.people import Role
from storage.audit import AUDIT, FIRST
from storage.database import Database
from storage.transaction import Transaction
from tests.conftest import SEED
from tests.contract.samples import CN, KH, SECOND, Clock, join
from tests.contract.samples import START as BEGUN
from tests.unit.audit.tampering import TAMPERINGS, head_of, record

TRIGGERS = {"sqlite": ("audit_no_update", "audit_no_delete"), "postgresql": ("audit_no_change",)}


async def lines(db: Database) -> list[AuditEntry]:
    async with db.transaction() as tx:
        return list(await tx.audit_lines(FIRST, 10_000))


@pytest.mark.contract
async def test_each_entry_is_chained_to_the_one_before(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        assert await tx.audit_chain_head() == START
        person = await join(tx, CN, 8, Role.COORDINATOR)
        await tx.audit("first", "KH26-7F3K9", actor=person, day=BEGUN.date(), words="答复")
        await tx.audit("second", "x", actor=None)
        assert await tx.audit_chain_head() == START, "an unwritten entry is in no audit code"
    clock.turn(SECOND / 3)
    async with db.transaction() as tx:
        await tx.audit("third", "x", actor=None)
    found = await lines(db)
    assert [(entry.seq, entry.action) for entry in found] == [
        (1, "first"),
        (2, "second"),
        (3, "third"),
    ]
    assert found[0][1:-1] == (
        "2026-03-15T03:30:00.000000+00:00",
        "CN",
        "coordinator",
        person.id,
        "first",
        "KH26-7F3K9",
        '{"day":"2026-03-15","words":"答复"}',
    )
    assert found[2].at == "2026-03-15T03:30:00.333333+00:00"
    async with db.transaction() as tx:
        assert await tx.audit_chain_head() == verify_chain(found)
        assert await tx.audit_lines(2, 1) == found[1:2]


@pytest.mark.contract
async def test_a_transaction_that_is_rolled_back_leaves_no_gap(db: Database) -> None:
    async def fails(*, flushed: bool) -> None:
        async with db.transaction() as tx:
            await tx.audit("never", "x", actor=None)
            if flushed:
                await tx.flush()
            raise LookupError

    for flushed in (False, True):
        with pytest.raises(LookupError):
            await fails(flushed=flushed)
        async with db.transaction() as tx:
            await tx.audit("kept", "x", actor=None)
    found = await lines(db)
    assert [(entry.seq, entry.action) for entry in found] == [(1, "kept"), (2, "kept")]
    assert verify_chain(found).seq == 2


@pytest.mark.contract
async def test_many_who_write_at_once_write_one_chain_without_gaps(
    replicas: list[Database],
) -> None:
    async def write(db: Database, writer: int) -> None:
        for number in range(10):
            with suppress(LookupError):
                async with db.transaction() as tx:
                    for part in range(1 + number % 3):
                        await tx.audit("written", f"{writer}", actor=None, number=number, part=part)
                    if number % 5 == 4:
                        await tx.flush()
                        raise LookupError

    await asyncio.gather(
        *(write(db, at) for at, db in enumerate([*replicas, *replicas, *replicas]))
    )
    found = await lines(replicas[0])
    assert verify_chain(found) == ChainHead(12 * sum((1, 2, 3, 1, 3, 1, 2, 3)), found[-1].hash)
    for writer in range(12):
        own = [entry.facts for entry in found if entry.subject == str(writer)]
        assert len(set(own)) == 16


# Tampering with the table itself, past the service


class Undone(Exception):
    """Raised to leave the table as it was."""


async def unlock(tx: Transaction) -> None:
    """Drop the triggers that refuse changes, as a database owner could."""
    for name in TRIGGERS[tx._sql.dialect]:
        on = " ON audit" if tx._sql.dialect == "postgresql" else ""
        await tx._sql.run(text(f"DROP TRIGGER {name}{on}"))


async def put(tx: Transaction, written: list[AuditEntry]) -> None:
    """Let these lines be the whole table."""
    await tx._sql.run(delete(AUDIT))
    if written:
        rows = [{**entry._asdict(), "at": datetime.fromisoformat(entry.at)} for entry in written]
        await tx._sql.run(insert(AUDIT).inline(), rows)


async def is_found(db: Database, tampered: list[AuditEntry], held: ChainHead | None) -> bool:
    """Whether it shows that this is the table now; it is undone again."""
    broken = False
    with suppress(Undone):
        async with db.transaction() as tx:
            await unlock(tx)
            await put(tx, tampered)
            try:
                check_end(verify_chain(await tx.audit_lines(FIRST, 1_000), expected=held), held)
            except BrokenRecord:
                broken = True
            raise Undone
    return broken


async def tamper(db: Database, *, times: int) -> None:
    """Tamper with the table that many times, each way as often as the others."""
    async with db.transaction() as tx:
        await join(tx, KH, 1)
        await join(tx, CN, 2, Role.COORDINATOR)
        await put(tx, record(30))
    kept = await lines(db)
    assert kept == record(30)
    held = head_of(kept)
    assert not await is_found(db, kept, held)
    chance = Random(SEED)
    for number in range(times):
        kind = list(TAMPERINGS)[number % len(TAMPERINGS)]
        tampered = TAMPERINGS[kind](kept, chance)
        assert await is_found(db, tampered, held), f"{number}: {kind}"
    assert await lines(db) == kept


@pytest.mark.contract
async def test_any_tampering_with_the_table_is_found_with_a_kept_audit_code(
    db: Database,
) -> None:
    await tamper(db, times=300)


@pytest.mark.soak
async def test_any_tampering_is_found_ten_thousand_times(db: Database) -> None:
    await tamper(db, times=10_000)
