"""The audit record in the database: one chain without gaps."""

import asyncio
from contextlib import suppress

import pytest

from liaison.core.audit_chain import START, AuditEntry, ChainHead, verify_chain
from liaison.core.people import Role
from storage.audit import FIRST
from storage.database import Database
from tests.contract.samples import CN, SECOND, Clock, join, once
from tests.contract.samples import START as BEGUN


async def lines(db: Database) -> list[AuditEntry]:
    return list(await once(db, lambda tx: tx.audit_lines(FIRST, 10_000)))


async def test_each_entry_is_chained_to_the_one_before(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        assert await tx.audit_chain_head() == START
        person = await join(tx, CN, 8, Role.COORDINATOR)
        await tx.audit("first", "KH26-7F3K9", actor=person, day=BEGUN.date(), words="答复")
        await tx.audit("second", "x", actor=None)
        assert await tx.audit_chain_head() == START, "an unwritten entry is in no audit code"
    clock.turn(SECOND / 3)
    await once(db, lambda tx: tx.audit("third", "x", actor=None))
    found = await lines(db)
    expected = [(1, "first"), (2, "second"), (3, "third")]
    assert [(entry.seq, entry.action) for entry in found] == expected
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
        await once(db, lambda tx: tx.audit("kept", "x", actor=None))
    found = await lines(db)
    assert [(entry.seq, entry.action) for entry in found] == [(1, "kept"), (2, "kept")]
    assert verify_chain(found).seq == 2


async def test_many_who_write_at_once_leave_no_gap_in_the_chain(replicas: list[Database]) -> None:
    async def write(db: Database, writer: int) -> None:
        for number in range(10):
            with suppress(LookupError):
                async with db.transaction() as tx:
                    for part in range(1 + number % 3):
                        await tx.audit("written", f"{writer}", actor=None, number=number, part=part)
                    if number % 5 == 4:
                        await tx.flush()
                        raise LookupError

    await asyncio.gather(*(write(db, at) for at, db in enumerate(replicas * 3)))
    found = await lines(replicas[0])
    assert verify_chain(found) == ChainHead(12 * sum((1, 2, 3, 1, 3, 1, 2, 3)), found[-1].hash)
    for writer in range(12):
        own = [entry.facts for entry in found if entry.subject == str(writer)]
        assert len(set(own)) == 16
