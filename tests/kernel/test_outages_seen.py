"""The desk watches over itself: an outage is seen once, before anything is done after it."""

import asyncio
from datetime import timedelta

import pytest

from liaison.core.outbox import SendPrecondition
from liaison.core.people import Role
from liaison.core.transaction import Tx
from sandbox import Sandbox
from storage.engine.timestamps import Timestamps
from tests.kernel.conftest import MORNING, Open, news, numbered, seen
from tests.kernel.test_health import outside
from tests.kernel.test_running import running
from tests.kernel.watched import CODE, MINUTE, Audited, actions, mark, plant_notice

pytestmark = pytest.mark.stories


async def test_a_contact_is_written_down_when_outages_are_looked_for_and_not_at_every_tick(
    open_desk: Open,
) -> None:
    async with open_desk() as desk:
        await desk.settle()
        first = await mark(desk)
        desk.dial.turn(9)
        await desk.app.ingest.drain()
        await desk.app.scheduler.drain()
        assert await mark(desk) == first
        await desk.app.outages.detect()
        assert await mark(desk) != first


@pytest.mark.parametrize(("seconds", "times"), [(120, 0), (121, 1)])
async def test_a_pause_is_an_outage_after_two_minutes(
    open_desk: Open, seconds: float, times: int
) -> None:
    async with open_desk() as desk:
        await desk.settle()
        await desk.outage(seconds)
        assert (await actions(desk)).count("desk.outage") == times


async def test_the_first_start_ever_follows_no_outage(open_desk: Open) -> None:
    async with open_desk() as desk:
        await desk.settle()
        assert await actions(desk) == []


async def test_one_of_two_desks_sees_an_outage_and_each_administrator_hears_of_it_once(
    open_desk: Open, sandbox: Sandbox
) -> None:
    phones = [sandbox.user(first_name=name) for name in ("Ada", "Bo", "Cy")]
    async with open_desk() as one, open_desk() as two:
        for phone, party in zip(phones[:2], ("KH", "CN"), strict=True):
            await one.join(phone, party=party, role=Role.ADMIN)
        await one.join(phones[2])
        await one.settle()
        await two.settle()
        one.dial.turn(151)
        await asyncio.gather(one.app.outages.record_contact(), two.app.outages.record_contact())
        await one.settle()
        await two.settle()
        assert (await actions(one)).count("desk.outage") == 1
        assert (await actions(one)).count("alert-outage") == 1
    for phone in phones[:2]:
        [told] = seen(phone)
        assert "16 March 2026, 10:00 Phnom Penh · 11:00 Beijing · 03:00 UTC" in told
        assert "16 March 2026, 10:02 Phnom Penh · 11:02 Beijing · 03:02 UTC" in told
    assert seen(phones[2]) == []


async def test_an_outage_is_seen_before_anything_that_came_due_in_it(open_desk: Open) -> None:
    async with open_desk(timer_runner=Audited()) as desk:
        await desk.settle()
        async with desk.app.database.transaction() as tx:
            await tx.schedule_timer("case", "KH26-1", MORNING + MINUTE)
        desk.dial.turn(3_600)
        await desk.app.scheduler.drain()
        assert await actions(desk) == []
        await desk.app.ingest.drain()
        await desk.app.scheduler.drain()
        assert await actions(desk) == ["desk.outage", "alert-outage", "looked"]


async def test_it_is_seen_before_what_people_wrote_meanwhile(
    open_desk: Open, sandbox: Sandbox
) -> None:
    async def note(_words: str, tx: Tx) -> None:
        await tx.audit("heard", "hello", actor=None)

    ada = sandbox.user(first_name="Ada")
    async with open_desk(note) as desk:
        await desk.settle()
        desk.dial.turn(3_600)
        ada.say("hello")
        async with running(desk.app):
            await sandbox.wait_for(lambda: not sandbox.pending())
        await desk.settle()
        assert await actions(desk) == ["desk.outage", "alert-outage", "heard"]


async def test_nothing_is_looked_at_while_it_is_not_known_whether_there_was_an_outage(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_marks: Timestamps, _name: str) -> None:
        raise LookupError

    async with open_desk(timer_runner=Audited()) as desk:
        await desk.settle()
        async with desk.app.database.transaction() as tx:
            await tx.schedule_timer("case", "KH26-1", MORNING)
        desk.dial.turn(3_600)
        with monkeypatch.context() as broken:
            broken.setattr(Timestamps, "get", fail)
            with pytest.raises(LookupError):
                await desk.app.scheduler.drain()
        assert await actions(desk) == []
        await desk.app.ingest.drain()
        await desk.app.scheduler.drain()
        assert await actions(desk) == ["desk.outage", "alert-outage", "looked"]


async def test_who_begins_or_wakes_up_waits_a_minute_to_hear_and_then_goes_on(
    open_desk: Open, sandbox: Sandbox
) -> None:
    async with open_desk(timer_runner=Audited()) as desk:
        await desk.settle()
    desk.dial.turn(3_600)
    sandbox.faults.server_error(method="getUpdates", times=None)
    async with open_desk(timer_runner=Audited()) as desk:
        async with desk.app.database.transaction() as tx:
            await tx.schedule_timer("case", "KH26-1", MORNING)
        await desk.settle()
        desk.dial.turn(59)
        await desk.settle()
        assert await actions(desk) == []
        desk.dial.turn(1)
        await desk.settle()
        assert await actions(desk) == ["looked"]
        sandbox.faults.clear()
        await desk.settle()
        assert await actions(desk) == ["looked", "desk.outage", "alert-outage"]


async def test_who_stands_by_does_not_take_itself_for_one_who_hears(open_desk: Open) -> None:
    async with open_desk() as one, open_desk(timer_runner=Audited()) as two:
        await one.settle()
        async with two.app.database.transaction() as tx:
            await tx.schedule_timer("case", "KH26-1", MORNING)
        first = await mark(one)
        for _ in range(4):
            one.dial.turn(30)
            await two.app.scheduler.drain()
        assert await actions(one) == ["looked"]
        assert await mark(one) == first
        one.dial.turn(1)
        assert two.app.probes.findings()["unreachable"] == 121


async def test_who_wakes_up_goes_on_as_soon_as_another_desk_has_heard(open_desk: Open) -> None:
    async with open_desk() as one, open_desk(timer_runner=Audited()) as two:
        await one.settle()
        await two.settle()
        async with two.app.database.transaction() as tx:
            await tx.schedule_timer("case", "KH26-1", MORNING)
        one.dial.turn(3_600)
        await two.app.scheduler.drain()
        assert await actions(one) == []
        await one.app.ingest.drain()
        await two.app.scheduler.drain()
        assert await actions(one) == ["desk.outage", "alert-outage", "looked"]


async def test_no_heartbeat_goes_while_telegram_is_out_of_reach(open_desk: Open) -> None:
    async with outside() as (waits, url), open_desk(settings={"heartbeat_url": url}) as desk:
        await desk.settle()
        for _ in range(8):
            desk.dial.turn(30)
            await desk.app.outages.detect()
            await desk.app.checks.run()
            await desk.app.scheduler.drain()
            await desk.app.heartbeat.run()
    assert waits.calls == 4


async def test_what_piles_up_in_an_outage_is_given_time_to_leave(
    open_desk: Open, sandbox: Sandbox
) -> None:
    ada = sandbox.user(first_name="Ada")
    async with open_desk(timer_runner=Audited()) as desk:
        await desk.join(ada)
        await desk.settle()
        await plant_notice(desk, wake_at=MORNING + timedelta(days=30))
        await desk.say(news(ada, numbered(1), precondition=SendPrecondition(notice=CODE)))
        await desk.outage(3_600)
        await desk.later(30)
        assert len(seen(ada)) == 1
        assert desk.app.probes.findings() == {}
