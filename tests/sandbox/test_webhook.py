"""Delivery to a webhook: secret, order, retries, and getWebhookInfo."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
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
        self.hold: asyncio.Event | None = None

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.validator.update(update)
        self.tries += 1
        self.arrived.set()
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.hold is not None:
            await self.hold.wait()
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


async def test_setting_and_deleting_report_the_change(raw: Raw, receiver: Receiver) -> None:
    for method, params, said in (
        ("setWebhook", {"url": receiver.url}, "Webhook was set"),
        ("setWebhook", {"url": receiver.url}, "Webhook is already set"),
        ("setWebhook", {"url": receiver.url, "secret_token": SECRET}, "Webhook was set"),
        ("setWebhook", {"url": ""}, "Webhook was deleted"),
        ("deleteWebhook", {}, "Webhook is already deleted"),
    ):
        assert (await raw(method, **params)).body["description"] == said
    found = (await raw("getWebhookInfo")).result
    assert found == {"url": "", "has_custom_certificate": False, "pending_update_count": 0}


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"url": "no link"}, "invalid webhook URL specified"),
        ({"url": "ftp://example.org"}, "invalid webhook URL specified"),
        ({"url": "http://[x"}, "invalid webhook URL specified"),
        ({"secret_token": "with space"}, "secret token contains unallowed characters"),
        ({"secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_a_wrong_webhook_is_refused(
    raw: Raw, receiver: Receiver, params: dict[str, Any], error: str
) -> None:
    answer = await raw("setWebhook", **{"url": receiver.url, **params})
    assert answer.error == f"Bad Request: {error}"


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


async def test_a_connection_error_is_reported(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    await raw("setWebhook", url="http://127.0.0.1:1/hook")
    alice.say("hello")
    hook = sandbox.store.first_bot().webhook
    assert hook is not None
    await sandbox.wait_for(lambda: hook.last_error_message)
    info = (await raw("getWebhookInfo")).result
    assert "onnect" in info["last_error_message"]
    assert info["pending_update_count"] == 1


async def test_an_update_is_dropped_when_its_lifetime_ends(
    raw: Raw, sandbox: Sandbox, alice: Phone, receiver: Receiver
) -> None:
    receiver.plan = [web.Response(status=500) for _ in range(100)]
    await raw("setWebhook", url=receiver.url)
    alice.say("hello")
    await failed(sandbox, times=2)
    sandbox.turn(timedelta(hours=24))
    assert sandbox.pending() == []
    receiver.plan = []
    alice.say("next day")
    await sandbox.wait_for(lambda: receiver.texts() == ["next day"])


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


async def test_pending_updates_can_be_dropped(
    raw: Raw, sandbox: Sandbox, alice: Phone, receiver: Receiver
) -> None:
    alice.say("old")
    await raw("setWebhook", url=receiver.url, drop_pending_updates=True)
    alice.say("new")
    await sandbox.wait_for(lambda: receiver.texts() == ["new"])
    await raw("deleteWebhook")
    alice.say("kept")
    assert len(sandbox.pending()) == 1
    await raw("deleteWebhook", drop_pending_updates=True)
    assert sandbox.pending() == []


async def test_a_webhook_gets_only_the_requested_kinds(
    raw: Raw, sandbox: Sandbox, alice: Phone, receiver: Receiver
) -> None:
    kinds = ["message"]
    await raw("setWebhook", url=receiver.url, allowed_updates=kinds, max_connections=5)
    alice.block()
    alice.unblock()
    alice.say("hello")
    await sandbox.wait_for(lambda: receiver.texts() == ["hello"])
    info = (await raw("getWebhookInfo")).result
    assert (info["allowed_updates"], info["max_connections"]) == (kinds, 5)


async def test_the_answer_to_a_webhook_may_contain_a_call(
    raw: Raw, sandbox: Sandbox, alice: Phone, receiver: Receiver
) -> None:
    call = {"method": "sendMessage", "chat_id": alice.user_id, "text": "12345"}
    form = "method=SENDMESSAGE&text=form&chat_id=" + str(alice.user_id)
    receiver.plan = [
        web.json_response(call),
        web.Response(text=form, content_type="application/x-www-form-urlencoded"),
        web.json_response({**call, "method": "deleteWebhook"}),
        web.json_response({**call, "chat_id": 9}),
    ]
    await raw("setWebhook", url=receiver.url)
    for text in "abcd":
        alice.say(text)
    await sandbox.wait_for(lambda: len(receiver.got) == 4)
    await sandbox.wait_for(lambda: not sandbox.pending())
    assert [line.text for line in alice.transcript if line.from_bot] == ["12345", "form"]
    assert (await raw("getWebhookInfo")).result["url"] == receiver.url


async def test_aiograms_own_webhook_server_answers_within_the_webhook(
    raw: Raw, sandbox: Sandbox, aiogram_bot: Bot, alice: Phone
) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> SendMessage:
        return SendMessage(chat_id=message.chat.id, text=f"you said {message.text}")

    app = web.Application()
    handler = SimpleRequestHandler(
        dispatcher, aiogram_bot, handle_in_background=False, secret_token=SECRET
    )
    handler.register(app, path="/hook")
    async with serving(app) as url:
        await raw("setWebhook", url=url, secret_token=SECRET)
        alice.say("hello")
        await sandbox.wait_for(lambda: alice.transcript[-1].text == "you said hello")
        await raw("deleteWebhook")


async def test_replacing_a_webhook_moves_waiting_updates(
    raw: Raw, sandbox: Sandbox, alice: Phone, receiver: Receiver
) -> None:
    await raw("setWebhook", url="http://127.0.0.1:1/hook")
    alice.say("hello")
    await raw("setWebhook", url=receiver.url)
    await sandbox.wait_for(lambda: receiver.texts() == ["hello"])


async def test_stopping_cancels_a_running_delivery(
    raw: Raw, sandbox: Sandbox, alice: Phone, receiver: Receiver
) -> None:
    receiver.hold = asyncio.Event()
    await raw("setWebhook", url=receiver.url)
    alice.say("hello")
    await asyncio.wait_for(receiver.arrived.wait(), 30)
    await asyncio.wait_for(sandbox.stop(), 30)
    receiver.hold.set()
    assert len(sandbox.pending()) == 1
