"""Who asks how the service is gets the truth, and silence is noticed outside."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.monitoring import health
from bot.monitoring.health import Health, Heartbeat
from bot.settings import SettingsError
from liaison.core.cards import text
from sandbox import Sandbox
from tests.ports import free_port
from tests.service.conftest import Open, RunningService
from tests.service.monitoring.monitored import give_up_an_update
from tests.service.test_http_server import HOST
from tests.service.test_running import running

WELL = (200, {"ok": True})


def health_of(service: RunningService) -> Health:
    """What answers for a service that does not run."""
    probes = service.app.probes
    return Health((HOST, 0), findings=probes.findings, lacks=probes.missing, page=probes.page)


async def asked(service: RunningService, path: str = "/healthz") -> tuple[int, object]:
    """What the service answers to who asks."""
    server = TestServer(health_of(service).app)
    async with TestClient(server) as client, client.get(path) as response:
        told = await response.json() if response.content_type == "application/json" else None
        return response.status, told


async def well() -> bool:
    return True


class Outside:
    """A client that waits to be called."""

    def __init__(self) -> None:
        self.calls = 0
        self.status = 200
        self.called = asyncio.Event()
        self.app = web.Application()
        self.app.router.add_get("/desk", self._answer)

    async def _answer(self, _request: web.Request) -> web.Response:
        self.calls += 1
        self.called.set()
        return web.Response(status=self.status)


@asynccontextmanager
async def outside() -> AsyncIterator[tuple[Outside, str]]:
    waits = Outside()
    async with TestServer(waits.app) as server:
        yield waits, str(server.make_url("/desk"))


async def test_a_healthy_service_reports_it_at_one_path_only(service: RunningService) -> None:
    await service.settle()
    assert await asked(service) == WELL
    for path in ("/", "/healthz/", "/ready"):
        assert (await asked(service, path))[0] == 404


async def test_the_record_is_given_only_where_a_witness_has_a_token(open_service: Open) -> None:
    for token, status in ((None, 404), (SecretStr("t" * 32), 401)):
        settings = {"health_port": free_port(), "witness_token": token}
        async with (
            open_service(settings=settings) as service,
            TestClient(TestServer(service.app.health.app)) as client,
            client.get("/record") as response,
        ):
            assert response.status == status


async def test_a_service_whose_auditor_has_stopped_is_not_well(service: RunningService) -> None:
    await service.settle()
    service.clock.turn(120)
    assert await asked(service) == WELL
    service.clock.turn(1)
    stopped = {"beat_age": 121, "check_age": 121, "unreachable": 121}
    assert await asked(service) == (503, {"ok": False, "findings": stopped})


async def test_a_running_service_answers_on_its_port(open_service: Open) -> None:
    port = free_port()
    url = f"http://{HOST}:{port}{health.HEALTH}"
    async with (
        open_service(settings={"health_port": port}) as service,
        aiohttp.ClientSession() as who,
    ):
        async with running(service.app):
            async with asyncio.timeout(30):
                while (status := await status_of(who, url)) is None:
                    pass
            assert status == 200
        assert await status_of(who, url) is None


async def status_of(who: aiohttp.ClientSession, url: str) -> int | None:
    try:
        async with who.get(url) as response:
            return response.status
    except aiohttp.ClientConnectionError:
        return None


@pytest.mark.parametrize("host", [HOST, "192.0.2.1"])  # the second is of another machine
async def test_a_place_that_it_cannot_have_ends_the_service(open_service: Open, host: str) -> None:
    with socket.create_server((HOST, 0)) as other:
        settings = {"health_port": other.getsockname()[1], "health_host": host}
        async with open_service(settings=settings) as service:
            with pytest.raises(SettingsError) as caught:
                await asyncio.wait_for(service.app.run(asyncio.Event()), 10)
    [banner] = caught.value.texts
    names = "LIAISON_HEALTH_HOST, LIAISON_HEALTH_PORT"
    where = f"{host}:{settings['health_port']}"
    assert banner == text("setup-listen-taken", name=names, value=where)


async def test_an_address_is_called_while_all_is_well(open_service: Open, sandbox: Sandbox) -> None:
    ada = sandbox.user(first_name="Ada")
    async with outside() as (waits, url), open_service(settings={"heartbeat_url": url}) as service:
        await service.join(ada)
        await service.settle()
        for _ in range(2):
            await service.app.heartbeat.run()
        assert waits.calls == 2
        await give_up_an_update(service, ada)
        await service.later(30)
        await service.app.heartbeat.run()
    assert waits.calls == 2


async def test_a_call_that_fails_is_logged_by_its_code_alone_and_made_again() -> None:
    async with outside() as (waits, url):
        waits.status = 500
        heartbeat = Heartbeat(url, is_well=well)
        with capture_logs() as logs:
            for _ in range(2):
                await heartbeat.run()
    failed = {"event": "heartbeat-failed", "log_level": "warning", "code": "http 500"}
    assert logs == [failed, failed]


async def test_an_address_where_nothing_answers_is_logged_without_it() -> None:
    url = f"http://{HOST}:{free_port()}/desk"
    with capture_logs() as logs:
        await Heartbeat(url, is_well=well).run()
    [line] = logs
    assert line["code"] == "ClientConnectorError"
    assert str(url) not in str(line)


async def test_a_call_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "CALL_SECONDS", 0.05)

    async def hang(_request: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    app = web.Application()
    app.router.add_get("/desk", hang)
    async with TestServer(app, shutdown_timeout=0.1) as server:
        with capture_logs() as logs:
            await Heartbeat(str(server.make_url("/desk")), is_well=well).run()
    assert [line["code"] for line in logs] == ["TimeoutError"]
