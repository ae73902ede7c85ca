"""Delivery to a webhook: secret, order, retries, and getWebhookInfo."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import Raw
from tests.sandbox.response_validator import ResponseValidator

SECRET = "a-Secret_1"


class Receiver:
    """A bot's web server: answers with the planned statuses, then with 200."""

    def __init__(self, validator: ResponseValidator) -> None:
        self.validator = validator
        self.plan: list[web.Response] = []
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.tries = 0
        self.arrived = asyncio.Event()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.validator.update(update)
        self.tries += 1
        self.arrived.set()
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        response = self.plan.pop(0) if self.plan else web.Response()
        if response.status < 300:
            self.got.append(update)
        return response

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[str]:
    """Serve an application; the address of its hook."""
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


@pytest.fixture
async def receiver(validator: ResponseValidator) -> AsyncIterator[Receiver]:
    receiver = Receiver(validator)
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    async with serving(app) as receiver.url:
        yield receiver


async def test_updates_are_pushed_with_the_secret(
    raw: Raw, sandbox: Sandbox, alice: Phone, receiver: Receiver
) -> None:
    alice.say("waiting")
    answer = await raw("setWebhook", url=receiver.url, secret_token=SECRET)
    assert answer.body == {"ok": True, "result": True, "description": "Webhook was set"}
    alice.say("new")
    await sandbox.wait_for(lambda: len(receiver.got) == 2 and not sandbox.pending())
    assert receiver.texts() == ["waiting", "new"]
    assert receiver.secrets == [SECRET, SECRET]
    info = (await raw("getWebhookInfo")).result
    assert info == {
        "url": receiver.url,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 40,
    }


async def test_a_refused_update_is_retried_at_once_and_then_with_growing_delays(
    raw: Raw, sandbox: Sandbox, alice: Phone, receiver: Receiver
) -> None:
    receiver.plan = [web.Response(status=500) for _ in range(9)]
    await raw("setWebhook", url=receiver.url)
    alice.say("hello")
    await failed(sandbox, times=2)
    for before, wait in enumerate((2, 4, 8, 16, 32, 60, 60), start=2):
        sandbox.turn(timedelta(seconds=wait - 1))
        await settle()
        assert receiver.tries == before
        sandbox.turn(timedelta(seconds=1))
        await failed(sandbox, times=before + 1)
    sandbox.turn(timedelta(seconds=60))
    await sandbox.wait_for(lambda: not sandbox.pending())
    assert receiver.texts() == ["hello"]


def failures(sandbox: Sandbox) -> int:
    hook = sandbox.store.first_bot().webhook
    assert hook is not None
    return hook.failures


async def failed(sandbox: Sandbox, *, times: int) -> None:
    await sandbox.wait_for(lambda: failures(sandbox) == times)


async def settle() -> None:
    """Let the event loop run, so that a wrong delivery would happen; no time passes."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_an_error_is_reported_and_retry_after_is_respected(
    raw: Raw, sandbox: Sandbox, alice: Phone, receiver: Receiver
) -> None:
    receiver.plan = [web.Response(status=503, headers={"Retry-After": "100"})]
    await raw("setWebhook", url=receiver.url)
    alice.say("hello")
    await failed(sandbox, times=1)
    info = (await raw("getWebhookInfo")).result
    assert info["pending_update_count"] == 1
    assert info["last_error_date"] == sandbox.clock.stamp()
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    sandbox.turn(timedelta(seconds=99))
    await settle()
    assert receiver.tries == 1
    sandbox.turn(timedelta(seconds=1))
    await sandbox.wait_for(lambda: not sandbox.pending())
    assert receiver.texts() == ["hello"]


async def test_each_chat_keeps_its_order_and_blocks_no_other(
    raw: Raw, sandbox: Sandbox, alice: Phone, bob: Phone, receiver: Receiver
) -> None:
    receiver.plan = [web.Response(status=500), web.Response(status=500)]
    await raw("setWebhook", url=receiver.url)
    alice.say("a1")
    await failed(sandbox, times=2)
    alice.say("a2")
    bob.say("b1")
    bob.say("b2")
    await sandbox.wait_for(lambda: receiver.texts() == ["b1", "b2"])
    sandbox.turn(timedelta(seconds=2))
    await sandbox.wait_for(lambda: receiver.texts() == ["b1", "b2", "a1", "a2"])
