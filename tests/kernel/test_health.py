"""Who asks how the desk is gets the truth, and silence is noticed outside."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from structlog.testing import capture_logs

from bot.monitoring import health
from bot.monitoring.health import HOST, Health, Heartbeat
from bot.settings import SettingsError
from liaison.core.cards import Text
from sandbox import Sandbox
from tests.kernel.conftest import Desk, Open
from tests.kernel.test_checks import FAULTS, give_up_an_update
from tests.kernel.test_running import running
from tests.kernel.watched import Audited
from tests.ports import free_port

pytestmark = pytest.mark.stories

WELL = (200, {"ok": True})


def health_of(desk: Desk) -> Health:
    """What answers for a desk that does not run."""
    probes = desk.app.probes
    return Health((HOST, 0), findings=probes.findings, lacks=probes.missing, page=probes.page)


async def asked(desk: Desk, path: str = "/healthz") -> tuple[int, object]:
    """What the desk answers to who asks."""
    server = TestServer(health_of(desk).app)
    async with TestClient(server) as client, client.get(path) as response:
        told = await response.json() if response.content_type == "application/json" else None
        return response.status, told


async def well() -> bool:
    return True


class Outside:
    """Somebody who waits to be called."""

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


# Who asks


async def test_a_desk_that_is_well_says_so_and_nothing_else_is_answered(open_desk: Open) -> None:
    async with open_desk() as desk:
        await desk.settle()
        assert await asked(desk) == WELL
        for path in ("/", "/healthz/", "/ready"):
            assert (await asked(desk, path))[0] == 404


@pytest.mark.parametrize("kind", FAULTS)
async def test_a_fault_is_told_to_who_asks_by_its_kind_and_number(
    open_desk: Open, sandbox: Sandbox, kind: str
) -> None:
    ada = sandbox.user(first_name="Ada")
    async with open_desk(timer_runner=Audited()) as desk:
        await desk.join(ada)
        await desk.settle()
        needs = await FAULTS[kind][0](desk, ada, sandbox)
        assert await asked(desk) == WELL
        await desk.later(needs)
        assert await asked(desk) == (503, {"ok": False, "findings": {kind: 1}})


async def test_a_desk_whose_auditor_has_stopped_is_not_well(open_desk: Open) -> None:
    async with open_desk() as desk:
        await desk.settle()
        desk.dial.turn(120)
        assert await asked(desk) == WELL
        desk.dial.turn(1)
        stopped = {"beat_age": 121, "check_age": 121, "unreachable": 121}
        assert await asked(desk) == (503, {"ok": False, "findings": stopped})


async def test_a_running_desk_answers_on_its_port_and_stops_answering(open_desk: Open) -> None:
    port = free_port()
    url = f"http://{HOST}:{port}{health.HEALTH}"
    async with open_desk(settings={"health_port": port}) as desk, aiohttp.ClientSession() as who:
        async with running(desk.app):
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


async def refused(open_desk: Open, **settings: object) -> Text:
    """What is said of settings with which nobody can ask."""
    async with open_desk(settings=settings) as desk:
        with pytest.raises(SettingsError) as caught:
            await asyncio.wait_for(desk.app.run(asyncio.Event()), 10)
    [banner] = caught.value.texts
    return banner


async def test_a_port_that_is_taken_ends_the_desk_with_the_name_of_the_setting(
    open_desk: Open,
) -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        banner = await refused(open_desk, health_port=other.getsockname()[1])
    assert banner.key == "setup-health-port-taken"
    assert banner.values["name"] == "LIAISON_HEALTH_PORT"


async def test_a_host_that_is_not_of_this_machine_ends_it_with_the_name_of_that_setting(
    open_desk: Open,
) -> None:
    banner = await refused(open_desk, health_port=free_port(), health_host="192.0.2.1")
    assert banner.key == "setup-health-host-unusable"
    assert banner.values["name"] == "LIAISON_HEALTH_HOST"


# Who waits to be called


async def test_an_address_outside_is_called_while_nothing_is_wrong(
    open_desk: Open, sandbox: Sandbox
) -> None:
    ada = sandbox.user(first_name="Ada")
    async with outside() as (waits, url), open_desk(settings={"heartbeat_url": url}) as desk:
        await desk.join(ada)
        await desk.settle()
        for _ in range(2):
            await desk.app.heartbeat.run()
        assert waits.calls == 2
        await give_up_an_update(desk, ada, sandbox)
        await desk.later(30)
        await desk.app.heartbeat.run()
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
