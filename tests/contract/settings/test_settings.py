"""What administrators set: kept as a row of changes, the same on both databases, known at once."""

from datetime import date

import pytest

from liaison.core.people import Role
from liaison.settings.holidays import CalendarDay, DayKind
from liaison.settings.repository import Holidays, SettingChanges
from storage.database import Database
from tests.contract.samples import CN, KH, SECOND, Clock, join, once

FEAST = date(2026, 3, 18)


async def test_where_nothing_is_set_the_profile_holds(db: Database) -> None:
    async with db.transaction() as tx:
        assert tx.agreement == tx.profile
        assert not await tx.of(SettingChanges).changes()


async def test_what_a_party_sets_holds_for_it_alone_from_the_next_transaction(db: Database) -> None:
    async with db.transaction() as tx:
        admin = await join(tx, KH, 1, Role.ADMIN)
        await tx.of(SettingChanges).set(KH, "digest_time", (510,), actor=admin)
    async with db.transaction() as tx:
        assert tx.agreement.party(KH).digest_at == 510
        assert tx.agreement.party(CN).digest_at == tx.profile.party(CN).digest_at == 540
        (change,) = await tx.of(SettingChanges).changes()
        assert (change.party, change.code, change.value) == (KH, "digest_time", (510,))
        assert (change.by, change.at) == (admin.id, tx.now)


async def test_what_is_rolled_back_was_never_set(db: Database) -> None:
    admin = await once(db, lambda tx: join(tx, KH, 1, Role.ADMIN))

    async def fails() -> None:
        async with db.transaction() as tx:
            await tx.of(SettingChanges).set(KH, "digest_time", (510,), actor=admin)
            await tx.reload_settings()
            assert tx.agreement.party(KH).digest_at == 510
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    async with db.transaction() as tx:
        assert tx.agreement == tx.profile


async def test_every_replica_knows_at_once(replicas: list[Database]) -> None:
    first, second = replicas[:2]
    async with second.transaction() as tx:
        assert tx.agreement.reminders.days_before == (15, 7, 3, 1, 0)
    async with first.transaction() as tx:
        admin = await join(tx, KH, 1, Role.ADMIN)
        await tx.of(SettingChanges).set(None, "reminder_days", (10, 5), actor=admin)
        await tx.of(Holidays).record(
            CN, [CalendarDay(day=FEAST, kind=DayKind.OFF, name="A feast")], actor=admin
        )
    async with second.transaction() as tx:
        assert tx.agreement.reminders.days_before == (10, 5)
        assert not tx.calendar(CN).is_working(FEAST)
        assert tx.calendar(KH).is_working(FEAST)
    async with first.transaction() as tx:
        await tx.of(SettingChanges).set(None, "reminder_days", None, actor=admin)
        await tx.of(Holidays).record(
            CN, [CalendarDay(day=FEAST, kind=DayKind.CALENDAR)], actor=admin
        )
    async with second.transaction() as tx:
        assert tx.agreement == tx.profile
        assert tx.calendar(CN).is_working(FEAST)


async def test_timers_for_later_run_again_and_due_ones_stay(db: Database, clock: Clock) -> None:
    async with db.transaction() as tx:
        await tx.schedule_timer("request", "due", tx.now)
        await tx.schedule_timer("request", "later", tx.now + 9 * SECOND)
        await tx.schedule_timer("other", "later", tx.now + 9 * SECOND)
    begun = clock.now()
    clock.turn(SECOND)
    async with db.transaction() as tx:
        await tx.rerun_timers("request", "meeting")
        rows = await tx.timers.claim(limit=9, lease=SECOND)
    found = [(each.subject, each.since, each.at) for each in rows]
    assert found == [("due", begun, begun), ("later", clock.now(), clock.now())]
