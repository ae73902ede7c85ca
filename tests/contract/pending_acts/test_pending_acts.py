"""Pending acts: one about each record of a Party, taken once, and encrypted."""

from dataclasses import replace

from sqlalchemy import select

from liaison.core.transaction import People
from liaison.pending_acts.model import ActState
from liaison.pending_acts.repository import PendingActs
from storage.backup.restore_lock import RestoreLock
from storage.database import Database
from storage.pending_acts import PENDING_ACTS
from tests.contract.samples import CN, KH, join, once, pending_act


async def test_an_act_is_found_by_its_party_and_taken_once(db: Database) -> None:
    async with db.transaction() as tx:
        act = pending_act(await join(tx, KH, 7))
        await tx.of(PendingActs).add(act)
    async with db.transaction() as tx:
        assert await tx.of(PendingActs).of_party(KH) == [act]
        assert await tx.of(PendingActs).of_party(CN) == []
        stored = (await tx._sql.run(select(PENDING_ACTS.c.payload))).scalar_one()
        assert "answer" not in stored
        assert await tx.of(PendingActs).take(act.id) == act
        assert await tx.of(PendingActs).take(act.id) is None


async def test_a_party_has_one_act_about_a_record_in_each_state(db: Database) -> None:
    async with db.transaction() as tx:
        person = await join(tx, KH, 7)
        acts = [replace(pending_act(person, e.name), about="activity_3", state=e) for e in ActState]
        for act in acts:
            assert await tx.of(PendingActs).add(act)
            assert not await tx.of(PendingActs).add(replace(act, id="b2"))
            assert await tx.of(PendingActs).of_party(KH, act.state) == [act]
        assert {each.id: each for each in await tx.of(PendingActs).of_party(KH)} == {
            each.id: each for each in acts
        }
        stored = await tx._sql.run(select(PENDING_ACTS.c.about).order_by(PENDING_ACTS.c.about))
        assert [*stored.scalars()] == ["activity_3", "activity_3 returned", "activity_3 sign-off"]


async def test_no_act_leaves_a_restored_database(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.of(PendingActs).add(pending_act(await join(tx, KH, 7)))
        await tx.of(RestoreLock).release()
        assert not await tx.of(PendingActs).of_party(KH)


async def test_what_is_done_in_a_dry_run_is_undone(db: Database) -> None:
    async with db.transaction() as tx:
        person = await join(tx, KH, 7)
        act = pending_act(person)
        assert not await tx.of(PendingActs).of_party(KH)
        async with tx.dry_run() as trial:
            await trial.of(People).change(person.id, language="km")
            assert await trial.of(People).team(KH) != [person]
            await trial.of(PendingActs).add(act)
            await trial.schedule_timer("pending-act", act.id, act.leaves_at)
            assert await trial.of(PendingActs).of_party(KH) == [act]
        assert not await tx.of(PendingActs).of_party(KH)
        assert await tx.of(People).team(KH) == [person]
    assert await once(db, lambda tx: tx.last_run("pending-act", act.id)) is None


async def test_a_dry_run_within_another_one_undoes_neither_more_nor_less(db: Database) -> None:
    async with db.transaction() as tx:
        act = pending_act(await join(tx, KH, 7))
        async with tx.dry_run() as trial:
            await trial.of(PendingActs).add(act)
            async with trial.dry_run() as inner:
                assert await inner.of(PendingActs).take(act.id)
            assert await trial.of(PendingActs).of_party(KH)
    assert not await once(db, lambda tx: tx.of(PendingActs).of_party(KH))
