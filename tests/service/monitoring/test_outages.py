"""The service watches over itself: an outage is seen once, before anything is done after it."""

import asyncio

import pytest

from liaison.core.transaction import Tx
from sandbox import Sandbox
from storage.engine.timestamps import Timestamps
from tests.contract.samples import once
from tests.service.conftest import MORNING, Open, RunningService
from tests.service.monitoring.monitored import MINUTE, Audited, actions, mark
from tests.service.monitoring.test_health import outside
from tests.service.test_running import running


async def test_one_of_two_services_ends_an_outage(open_service: Open) -> None:
    async with open_service() as one, open_service() as two:
        await one.settle()
        await two.settle()
        one.clock.turn(151)
        await asyncio.gather(one.app.outages.record_contact(), two.app.outages.record_contact())
        assert (await actions(one)).count("desk.outage") == 1


async def test_an_outage_is_seen_before_what_came_due_in_it(service: RunningService) -> None:
    await service.settle()
    await service.once(lambda tx: tx.schedule_timer("request", "KH26-1", MORNING + MINUTE))
    service.clock.turn(3_600)
    await service.app.scheduler.drain()
    assert await actions(service) == []
    await service.app.ingest.drain()
    await service.app.scheduler.drain()
    assert await actions(service) == ["desk.outage", "looked"]


async def test_it_is_seen_before_what_people_wrote(open_service: Open, sandbox: Sandbox) -> None:
    async def note(_words: str, tx: Tx) -> None:
        await tx.audit("heard", "hello", actor=None)

    ada = sandbox.user(first_name="Ada")
    async with open_service(note, timer_runner=Audited()) as service:
        await service.settle()
        service.clock.turn(3_600)
        ada.say("hello")
        async with running(service.app):
            await sandbox.wait_for(lambda: not sandbox.pending())
        await service.settle()
        assert await actions(service) == ["desk.outage", "heard"]


async def test_nothing_is_looked_at_while_it_is_not_known_whether_there_was_an_outage(
    service: RunningService, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_marks: Timestamps, _name: str) -> None:
        raise LookupError

    await service.settle()
    await service.once(lambda tx: tx.schedule_timer("request", "KH26-1", MORNING))
    service.clock.turn(3_600)
    with monkeypatch.context() as broken:
        broken.setattr(Timestamps, "get", fail)
        with pytest.raises(LookupError):
            await service.app.scheduler.drain()
    assert await actions(service) == []
    await service.app.ingest.drain()
    await service.app.scheduler.drain()
    assert await actions(service) == ["desk.outage", "looked"]


async def test_after_a_pause_it_waits_for_a_contact(open_service: Open, sandbox: Sandbox) -> None:
    async with open_service(timer_runner=Audited()) as service:
        await service.settle()
    service.clock.turn(3_600)
    sandbox.faults.server_error(method="getUpdates", times=None)
    async with open_service(timer_runner=Audited()) as service:
        await service.once(lambda tx: tx.schedule_timer("request", "KH26-1", MORNING))
        await service.settle()
        service.clock.turn(59)
        await service.settle()
        assert await actions(service) == []
        service.clock.turn(1)
        await service.settle()
        assert await actions(service) == ["looked"]
        sandbox.faults.clear()
        await service.settle()
        assert await actions(service) == ["looked", "desk.outage"]


async def test_a_replica_on_standby_does_not_count_as_in_contact(open_service: Open) -> None:
    async with open_service() as one, open_service(timer_runner=Audited()) as two:
        await one.settle()
        await once(two.app.database, lambda tx: tx.schedule_timer("request", "KH26-1", MORNING))
        first = await mark(one)
        for _ in range(4):
            one.clock.turn(30)
            await two.app.scheduler.drain()
        assert await actions(one) == ["looked"]
        assert await mark(one) == first
        one.clock.turn(1)
        assert two.app.probes.findings()["unreachable"] == 121


async def test_after_a_pause_the_contact_of_another_replica_counts(open_service: Open) -> None:
    async with open_service() as one, open_service(timer_runner=Audited()) as two:
        await one.settle()
        await two.settle()
        await once(two.app.database, lambda tx: tx.schedule_timer("request", "KH26-1", MORNING))
        one.clock.turn(3_600)
        await two.app.scheduler.drain()
        assert await actions(one) == []
        await one.app.ingest.drain()
        await two.app.scheduler.drain()
        assert await actions(one) == ["desk.outage", "looked"]


async def test_no_heartbeat_goes_while_telegram_is_out_of_reach(open_service: Open) -> None:
    async with outside() as (waits, url), open_service(settings={"heartbeat_url": url}) as service:
        await service.settle()
        for _ in range(8):
            service.clock.turn(30)
            await service.app.outages.detect()
            await service.app.checks.run()
            await service.app.scheduler.drain()
            await service.app.heartbeat.run()
    assert waits.calls == 4
