"""Whether the service can take work is told at once and truly, also while the database hangs."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot import readiness
from bot.monitoring.health import READY
from sandbox import Phone, Sandbox
from storage.queue_metrics import QueueMetrics
from tests.ports import free_port
from tests.service.conftest import Open, RunningService, news, numbered
from tests.service.monitoring.monitored import give_up_an_update
from tests.service.monitoring.test_health import asked
from tests.service.test_http_server import HOST

IS_READY = (200, {"ready": True})


def not_ready(*codes: str) -> tuple[int, object]:
    return 503, {"ready": False, "codes": list(codes)}


@contextmanager
def writing_elsewhere(url: str) -> Iterator[None]:
    """Another program has the lock of the database and does not let go of it."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_a_service_that_can_take_work_is_ready(service: RunningService) -> None:
    await service.settle()
    assert await asked(service, READY) == IS_READY


async def test_it_is_ready_whatever_an_audit_finds(service: RunningService, alice: Phone) -> None:
    await give_up_an_update(service, alice)
    await service.later(30)
    assert (await asked(service))[0] == 503
    assert await asked(service, READY) == IS_READY


async def test_a_service_that_does_not_tick_any_more_is_not_ready(service: RunningService) -> None:
    await service.settle()
    service.clock.turn(30)
    assert await asked(service, READY) == IS_READY
    service.clock.turn(1)
    assert await asked(service, READY) == not_ready("tick")
    await service.settle()
    assert await asked(service, READY) == IS_READY


async def test_a_database_that_hangs_keeps_no_one_waiting_and_is_asked_once(
    service: RunningService, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await service.settle()
    with monkeypatch.context() as impatient, writing_elsewhere(url):
        impatient.setattr(readiness, "ANSWER_SECONDS", 0.05)
        for _ in range(3):
            assert await asked(service, READY) == not_ready("database-silent")
        assert len(asking(service)) == 1
    async with asyncio.timeout(30):
        await asyncio.wait(asking(service))
    assert await asked(service, READY) == IS_READY


def asking(service: RunningService) -> list[asyncio.Task[object]]:
    """The questions that are under way."""
    found = (service.app.probes._answers._asking, service.app.probes._measured._asking)
    return [each for each in found if each is not None]


async def test_a_service_that_is_busy_with_the_database_for_long_is_not_ready_meanwhile(
    service: RunningService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "ANSWER_SECONDS", 0.05)
    await service.settle()
    async with service.app.database.transaction():
        assert await asked(service, READY) == not_ready("database-silent")


async def test_a_database_that_fails_is_told_by_its_code_alone(
    service: RunningService, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_depths: QueueMetrics) -> bool:
        raise sqlite3.OperationalError("no such table: canary")

    await service.settle()
    monkeypatch.setattr(QueueMetrics, "ping", fail)
    with capture_logs() as logs:
        assert await asked(service, READY) == not_ready("database-failed")
    assert [line["event"] for line in logs] == ["not-ready"]
    assert "canary" not in str(logs)


async def test_a_database_that_is_closed_cannot_be_used(service: RunningService) -> None:
    await service.settle()
    await service.app.database.close()
    assert await asked(service, READY) == not_ready("database-failed")


async def test_a_stopping_service_is_not_ready(open_service: Open, sandbox: Sandbox) -> None:
    ada = sandbox.user(first_name="Ada")
    port = free_port()
    url = f"http://{HOST}:{port}{READY}"
    async with open_service(settings={"health_port": port}) as service:
        await service.join(ada)
        held = sandbox.faults.hold(method="sendMessage", chat_id=ada.user_id)
        stop = asyncio.Event()
        working = asyncio.create_task(service.app.run(stop))
        await service.say(news(ada, numbered(1)))
        service.app.sender.wake.set()
        await asyncio.wait_for(held.reached.wait(), 30)
        async with aiohttp.ClientSession() as who:
            async with who.get(url) as response:
                assert (response.status, await response.json()) == IS_READY
            stop.set()
            async with who.get(url) as response:
                assert (response.status, await response.json()) == not_ready("stopping")
        held.release()
        await asyncio.wait_for(working, 30)
        assert [state for (state,) in await service.rows("outbox", "state")] == ["sent"]
