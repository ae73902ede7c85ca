"""A service that has not reached Telegram says so, and why."""

from collections.abc import Awaitable, Callable

import pytest
from pydantic import SecretStr

from bot.monitoring.health import READY
from sandbox import Sandbox
from tests.service.conftest import Open, RunningService
from tests.service.monitoring.test_health import WELL, asked, outside
from tests.service.test_readiness import IS_READY, not_ready


def cut_off(sandbox: Sandbox) -> None:
    sandbox.faults.hang_up(after_effect=False, times=None)


def refuse_the_token(sandbox: Sandbox) -> None:
    sandbox.faults.error(401, "Unauthorized", times=None)


FAULTS = {"unreachable": cut_off, "token refused": refuse_the_token}
"""By the reason that the service gives."""


async def poll(service: RunningService) -> None:
    await service.app.ingest.drain()


async def register(service: RunningService) -> None:
    assert service.app.webhook is not None
    await service.app.webhook.registrar._turn()


WEBHOOK = {"webhook_url": "https://desk.example/updates", "webhook_secret": SecretStr("s" * 40)}
WAYS: dict[str, tuple[Callable[[RunningService], Awaitable[None]], dict[str, object]]] = {
    "polling": (poll, {}),
    "webhook": (register, WEBHOOK),
}
way_of_updates = pytest.mark.parametrize("way", WAYS)


async def pass_time(service: RunningService, seconds: float, way: str) -> None:
    """Let time pass, and then run each job once."""
    service.clock.turn(seconds)
    await WAYS[way][0](service)
    await service.app.outages.detect()
    await service.app.checks.run()
    await service.app.scheduler.drain()
    assert service.app.heartbeat is not None
    await service.app.heartbeat.run()


@way_of_updates
@pytest.mark.parametrize("reason", FAULTS)
async def test_it_is_not_ready_at_once_and_not_healthy_after_two_minutes(
    open_service: Open, sandbox: Sandbox, way: str, reason: str
) -> None:
    FAULTS[reason](sandbox)
    async with (
        outside() as (waits, url),
        open_service(settings={**WAYS[way][1], "heartbeat_url": url}) as service,
    ):
        assert await asked(service, READY) == not_ready("unreachable")
        for _ in range(4):
            await pass_time(service, 30, way)
            assert await asked(service, READY) == not_ready(reason)
            assert await asked(service) == WELL
        await pass_time(service, 1, way)
        assert await asked(service) == (503, {"ok": False, "findings": {reason: 121}})
        assert waits.calls == 0
        sandbox.faults.clear()
        await pass_time(service, 30, way)
        assert await asked(service, READY) == IS_READY
        assert await asked(service) == WELL
        assert waits.calls == 1


async def test_an_earlier_contact_does_not_count_long(open_service: Open, sandbox: Sandbox) -> None:
    async with open_service() as service:
        await service.settle()
    service.clock.turn(121)
    cut_off(sandbox)
    async with open_service(settings={"heartbeat_url": "http://localhost/"}) as service:
        await pass_time(service, 0, "polling")
        assert await asked(service, READY) == not_ready("unreachable")
        assert await asked(service) == (503, {"ok": False, "findings": {"unreachable": 121}})


async def test_a_replica_on_standby_is_ready(open_service: Open) -> None:
    async with open_service() as one, open_service() as two:
        await two.app.outages.detect()
        assert await asked(two, READY) == not_ready("unreachable")
        await one.settle()
        await two.app.outages.detect()
        assert await asked(two, READY) == IS_READY


async def test_a_token_refused_later_is_reported(open_service: Open, sandbox: Sandbox) -> None:
    async with open_service(settings={"heartbeat_url": "http://localhost/"}) as service:
        await service.settle()
        refuse_the_token(sandbox)
        for _ in range(4):
            await pass_time(service, 30, "polling")
        assert await asked(service) == WELL
        await pass_time(service, 1, "polling")
        assert await asked(service, READY) == IS_READY
        assert await asked(service) == (503, {"ok": False, "findings": {"token refused": 121}})
