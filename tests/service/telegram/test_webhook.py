"""Telegram posts updates: each is kept before it is told so, and no one else gets anything in."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientSession
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot import crash
from bot.settings import SettingsError, load_settings
from bot.telegram.webhook import LARGEST_BODY, SECRET_HEADER
from liaison.core.cards import Card, card, text
from liaison.core.people import Role
from liaison.core.transaction import Tx
from sandbox import Sandbox
from sandbox.state.store import Webhook
from storage.queue_metrics import QUEUES
from tests.ports import free_port
from tests.service.conftest import TOKEN, Open, RunningService, SettableClock, seen

SECRET, BEFORE = "s" * 40, "b" * 40


async def hello(_words: str, _tx: Tx) -> Card:
    return card(text("command-menu"))


@pytest.fixture
def address() -> str:
    return f"127.0.0.1:{free_port()}"


@pytest.fixture
def listening(open_service: Open, address: str) -> Callable[[], Any]:
    """A service that Telegram posts to: `async with listening() as service`."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[RunningService]:
        settings = {
            "webhook_url": f"http://{address}/updates",
            "webhook_secret": SecretStr(SECRET),
            "webhook_secret_before": SecretStr(BEFORE),
            "webhook_listen": address,
        }
        async with open_service(hello, settings=settings) as service:
            stop = asyncio.Event()
            running = asyncio.create_task(service.app.webhook.run(stop))
            try:
                sandbox = service.sandbox
                await sandbox.wait_for(lambda: sandbox.store.first_bot().webhook or running.done())
                yield service
            finally:
                stop.set()
                await running

    return opened


async def post(address: str, body: bytes, secret: str | None = SECRET) -> tuple[int, str]:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    async with (
        ClientSession() as session,
        session.post(f"http://{address}/updates", data=BytesIO(body), headers=headers) as response,
    ):
        return response.status, response.headers.get("Retry-After", "")


def failed(sandbox: Sandbox, answer: str) -> Webhook:
    """Telegram remembers of a post how it was answered; gives what it knows of the webhook."""
    hook = sandbox.store.first_bot().webhook
    assert hook is not None
    hook.last_error_date = sandbox.clock.stamp()
    hook.last_error_message = f"Wrong response from the webhook: {answer}"
    return hook


async def changes_the_secret(sandbox: Sandbox, address: str) -> None:
    """Another holder of the token has the same address called with another secret."""
    asked = {"url": f"http://{address}/updates", "secret_token": "o" * 40}
    place = f"{sandbox.url}/bot{TOKEN}/setWebhook"
    async with ClientSession() as session, session.post(place, json=asked) as response:
        assert response.status == 200


def update(number: int = 7) -> bytes:
    return json.dumps({"update_id": number, "message": {"chat": {"id": 1}}}).encode()


async def kept(service: RunningService) -> list[tuple[Any, ...]]:
    return await service.rows("inbox", "update_id")


async def test_a_post_is_as_good_as_a_poll(listening: Callable[[], Any], sandbox: Sandbox) -> None:
    alice = sandbox.user(first_name="Alice")
    async with listening() as service:
        alice.say("hello")
        await sandbox.wait_for(lambda: not sandbox.pending())
        await service.app.work(QUEUES, watched=False)
    assert [each.splitlines()[-1] for each in seen(alice)] == ["Open the menu"]


async def test_who_does_not_know_the_secret_gets_nothing_in(
    listening: Callable[[], Any], address: str
) -> None:
    async with listening() as service:
        for secret in (None, "", "wrong", SECRET[:-1], SECRET + "s", "ក" * 40, "ÿ" * 9000):
            status, _ = await post(address, update(), secret)
            assert status in {400, 401}, secret
        assert await kept(service) == []


async def test_both_secrets_count_for_a_while(listening: Callable[[], Any], address: str) -> None:
    async with listening() as service:
        assert await post(address, update(1), SECRET) == (200, "")
        assert await post(address, update(2), BEFORE) == (200, "")
        assert await kept(service) == [(1,), (2,)]


async def test_what_is_no_update_is_refused_and_not_kept(
    listening: Callable[[], Any], address: str
) -> None:
    bodies = (
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[]", 400),
        (b'{"update_id": "7"}', 400),
        (b'{"update_id": true}', 400),
        (b'{"update_id": 7, "message": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", 400),
        (b" " * (LARGEST_BODY + 1), 413),
    )
    async with listening() as service:
        for body, status in bodies:
            assert (await post(address, body))[0] == status, body[:40]
        assert await kept(service) == []


async def test_what_could_not_be_kept_is_asked_for_again(
    listening: Callable[[], Any], address: str, hook: Callable[[crash.Hook], None]
) -> None:
    async def broken(name: str) -> None:
        if name == "ingest.before_commit":
            raise OSError

    async with listening() as service:
        hook(broken)
        assert await post(address, update()) == (503, "5")
        assert await kept(service) == []
        hook(lambda _: None)
        assert await post(address, update()) == (200, "")
        assert await post(address, update()) == (200, "")  # Telegram did not get the answer
        assert await kept(service) == [(7,)]


async def test_only_posts_there_are_accepted(listening: Callable[[], Any], address: str) -> None:
    async with listening(), ClientSession() as session:
        async with session.get(f"http://{address}/updates") as response:
            assert response.status == 405
        async with session.post(f"http://{address}/", data=update()) as response:
            assert response.status == 404


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("WEBHOOK_URL", "desk.example", "setup-setting-wrong"),
        ("WEBHOOK_SECRET", "short", "setup-setting-wrong"),
        ("WEBHOOK_SECRET", "ក" * 40, "setup-setting-wrong"),
        ("WEBHOOK_SECRET_BEFORE", "short", "setup-setting-wrong"),
        ("WEBHOOK_LISTEN", "here", "setup-setting-wrong"),
        ("WEBHOOK_LISTEN", "127.0.0.1:70000", "setup-setting-wrong"),
        ("WEBHOOK_URL", "https://desk.example/updates", "setup-setting-missing"),
    ],
)
def test_a_webhook_that_is_set_wrongly_stops_the_service_at_once(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, key: str
) -> None:
    monkeypatch.setenv(f"LIAISON_{name}", value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert [each.key for each in refused.value.texts] == [key]


async def test_what_can_be_read_can_be_kept(listening: Callable[[], Any], address: str) -> None:
    with capture_logs() as logs:
        async with listening() as service:
            told = {depth: (await post(address, nested(depth)))[0] for depth in range(900, 1001)}
            assert set(told.values()) <= {200, 400}
            assert await kept(service) == [(each,) for each in told if told[each] == 200]
    assert "webhook-not-kept" not in {each["event"] for each in logs}


def nested(depth: int) -> bytes:
    return b'{"update_id": %d, "message": %s%s}' % (depth, b"[" * depth, b"]" * depth)


async def test_a_broken_line_is_no_error(listening: Callable[[], Any], address: str) -> None:
    host, port = address.split(":")
    head = f"POST /updates HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\n"
    with capture_logs() as logs:
        async with listening():
            _, line = await asyncio.open_connection(host, int(port))
            line.write(f"{head}Content-Length: 100\r\n\r\n{{".encode())
            await line.drain()
            line.transport.abort()
            assert await post(address, update()) == (200, "")
    events = [each["event"] for each in logs if each["event"] != "call"]
    assert events == ["webhook-set", "webhook-unreadable"]


@pytest.mark.parametrize("taken", [None, "http://thief.example/updates"])
async def test_a_changed_address_is_restored_and_reported(
    listening: Callable[[], Any], sandbox: Sandbox, address: str, taken: str | None
) -> None:
    ada = sandbox.user(first_name="Ada")
    async with listening() as service:
        await service.join(ada, role=Role.ADMIN)
        bot = sandbox.store.first_bot()
        assert bot.webhook is not None
        bot.webhook = None if taken is None else replace(bot.webhook, url=taken)
        for _ in range(2):
            await service.app.webhook.registrar._turn()
            await service.app.work(QUEUES, watched=False)
        assert bot.webhook is not None
        assert bot.webhook.url == f"http://{address}/updates"
        assert await service.rows("audit", "action") == [("alert-webhook",)]
    assert "another person may have the token" in seen(ada)[-1]


async def test_a_changed_secret_is_restored_and_nothing_is_lost(
    listening: Callable[[], Any], sandbox: Sandbox, address: str
) -> None:
    ada = sandbox.user(first_name="Ada")
    async with listening() as service:
        await service.join(ada, role=Role.ADMIN)
        await service.app.webhook.registrar._turn()
        before = await kept(service)
        await changes_the_secret(sandbox, address)
        ada.say("hello")
        hook = sandbox.store.first_bot().webhook
        assert hook is not None
        await sandbox.wait_for(lambda: hook.last_error_message)
        assert await kept(service) == before
        for _ in range(2):
            await service.app.webhook.registrar._turn()
        await sandbox.wait_for(lambda: not sandbox.pending())
        await service.app.work(QUEUES, watched=False)
        assert await service.rows("audit", "action") == [("alert-webhook",)]
    assert any("another person may have the token" in each for each in seen(ada))
    assert any(each.endswith("Open the menu") for each in seen(ada))


@pytest.mark.parametrize(
    ("before", "answer"), [(0, "401 Unauthorized"), (1, "503 Service Unavailable")]
)
async def test_early_refusals_and_failed_posts_alarm_no_one(
    listening: Callable[[], Any], sandbox: Sandbox, before: int, answer: str
) -> None:
    async with listening() as service:
        for _ in range(before):
            await service.app.webhook.registrar._turn()
        hook = failed(sandbox, answer)
        for _ in range(2):
            await service.app.webhook.registrar._turn()
        assert await service.rows("audit", "action") == []
        assert sandbox.store.first_bot().webhook is hook


async def test_one_replica_looks_at_telegram_and_tells_what_waits_there(
    listening: Callable[[], Any], sandbox: Sandbox, address: str
) -> None:
    async with listening() as one:
        announcing = one.app.webhook.registrar
        await announcing._turn()
        assert announcing.hook.pending == 0
        asked = len([call for call in sandbox.calls if call.method == "getwebhookinfo"])
        announcing.name = "another"
        await announcing._turn()
        assert announcing.hook is None
        assert len([call for call in sandbox.calls if call.method == "getwebhookinfo"]) == asked
        one.clock.turn(50)
        await announcing._turn()
        assert announcing.hook is not None


async def test_a_webhook_service_that_cannot_ask_telegram_is_out_of_service(
    listening: Callable[[], Any], sandbox: Sandbox, clock: SettableClock
) -> None:
    async with listening() as service:
        announcing = service.app.webhook.registrar
        await announcing._turn()
        sandbox.faults.server_error(times=None)
        for _ in range(6):
            clock.turn(30)
            await announcing._turn()
            await service.app.outages.detect()
        assert service.app.probes.findings()["unreachable"] == 180
        sandbox.faults.clear()
        await announcing._turn()
        assert ("desk.outage",) in await service.rows("audit", "action")
